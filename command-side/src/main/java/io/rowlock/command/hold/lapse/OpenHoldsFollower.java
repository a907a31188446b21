package io.rowlock.command.hold.lapse;

import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.command.hold.lapse.OpenHolds.OpenHold;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Keeps the list of open holds.
 *
 * <p>What a batch of events comes to is written once, at its end, in the transaction that also stores how far the log
 * has been followed: so the list misses nothing, whenever a process ends, and most holds of a sale in full swing cost
 * two statements between them.
 */
class OpenHoldsFollower implements EventMessageHandler {
    private static final String NEWS = OpenHoldsFollower.class.getName();

    private final OpenHolds openHolds;

    OpenHoldsFollower(OpenHolds openHolds) {
        this.openHolds = openHolds;
    }

    @Override
    public boolean canHandleType(Class<?> payload) {
        return HoldEvent.class.isAssignableFrom(payload);
    }

    @Override
    public boolean canHandle(EventMessage<?> event) {
        return canHandleType(event.getPayloadType());
    }

    @Override
    public Object handle(EventMessage<?> event) {
        var hold = (HoldEvent) event.getPayload();
        var batch = CurrentUnitOfWork.get();
        batch.root()
                .<Map<HoldId, Optional<OpenHold>>>getOrComputeResource(NEWS, _ -> {
                    var news = new LinkedHashMap<HoldId, Optional<OpenHold>>();
                    batch.onPrepareCommit(_ -> write(news));
                    return news;
                })
                .put(hold.holdId(), stillOpen(hold));
        return event.getIdentifier();
    }

    private static Optional<OpenHold> stillOpen(HoldEvent event) {
        return switch (event) {
            case HoldPlaced placed -> Optional.of(new OpenHold(placed.holdId(), placed.buyer(), placed.heldUntil()));
            case HoldExtended extended ->
                Optional.of(new OpenHold(extended.holdId(), extended.buyer(), extended.heldUntil()));
            case HoldReleased _, HoldSold _, HoldReturned _, SaleRefused _ -> Optional.empty();
        };
    }

    private void write(Map<HoldId, Optional<OpenHold>> news) {
        openHolds.write(news.values().stream().flatMap(Optional::stream).toList());
        openHolds.strikeOut(news.entrySet().stream()
                .filter(it -> it.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList());
    }
}
