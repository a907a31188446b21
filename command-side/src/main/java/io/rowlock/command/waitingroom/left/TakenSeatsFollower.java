package io.rowlock.command.waitingroom.left;

import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import io.rowlock.api.seat.SeatId;
import io.rowlock.command.catalogue.SeatingPlans;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Keeps the list of taken seats of gated evenings.
 *
 * <p>What a batch of events comes to is written once, at its end, in the transaction that also stores how far the log has
 * been followed.
 */
class TakenSeatsFollower implements EventMessageHandler {
    private static final String NEWS = TakenSeatsFollower.class.getName();

    private final TakenSeats taken;
    private final SeatingPlans plans;

    TakenSeatsFollower(TakenSeats taken, SeatingPlans plans) {
        this.taken = taken;
        this.plans = plans;
    }

    @Override
    public boolean canHandleType(Class<?> payload) {
        return SeatEvent.class.isAssignableFrom(payload);
    }

    @Override
    public boolean canHandle(EventMessage<?> event) {
        return canHandleType(event.getPayloadType());
    }

    @Override
    public Object handle(EventMessage<?> event) {
        var seat = (SeatEvent) event.getPayload();
        if (plans.of(seat.seatId().schedule()).filter(ScheduleTerms::gated).isPresent()) {
            var batch = CurrentUnitOfWork.get();
            batch.root()
                    .<Map<SeatId, Boolean>>getOrComputeResource(NEWS, _ -> {
                        var news = new LinkedHashMap<SeatId, Boolean>();
                        batch.onPrepareCommit(_ -> write(news));
                        return news;
                    })
                    .put(seat.seatId(), isTaken(seat));
        }
        return event.getIdentifier();
    }

    private static boolean isTaken(SeatEvent event) {
        return switch (event) {
            case SeatHeld _, SeatHoldExtended _, SeatSold _, SeatBlocked _ -> true;
            case SeatReleased _, SeatReturned _, SeatUnblocked _ -> false;
        };
    }

    private void write(Map<SeatId, Boolean> news) {
        taken.write(those(news, true));
        taken.strikeOut(those(news, false));
    }

    private static List<SeatId> those(Map<SeatId, Boolean> news, boolean taken) {
        return news.entrySet().stream()
                .filter(it -> it.getValue() == taken)
                .map(Map.Entry::getKey)
                .toList();
    }
}
