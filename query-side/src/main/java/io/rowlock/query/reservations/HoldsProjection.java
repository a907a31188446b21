package io.rowlock.query.reservations;

import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: what does this buyer hold, and what have they bought? */
@Component
class HoldsProjection implements Projection<HoldEvent> {
    private final Holds holds;
    private final Reservations reservations;

    HoldsProjection(Holds holds, Reservations reservations) {
        this.holds = holds;
        this.reservations = reservations;
    }

    @Override
    public Class<HoldEvent> follows() {
        return HoldEvent.class;
    }

    @Override
    public String group() {
        return "reservations";
    }

    @Override
    public boolean apply(HoldEvent event, Mark mark) {
        var hold = holds.findById(event.holdId().toString()).orElseGet(() -> newHold(event, mark));
        if (!hold.isNews(mark)) {
            return false;
        }
        switch (event) {
            case HoldPlaced _ -> {} // the row says it all
            case HoldExtended extended -> hold.extend(extended);
            case HoldReleased released -> hold.release(released);
            case HoldSold sold -> {
                hold.sell(sold);
                var reservation = new ReservationRow(sold, mark);
                reservation.saw(mark);
                reservations.save(reservation);
            }
            case HoldReturned returned -> {
                hold.giveBack();
                var reservation = reservations
                        .findById(returned.orderId().value())
                        .orElseThrow(() -> new IllegalStateException("Never reserved: " + returned));
                reservation.cancel(mark);
                reservation.saw(mark);
                reservations.save(reservation);
            }
            case SaleRefused _ -> {} // the hold is as it was; only the order knows more
        }
        hold.saw(mark);
        holds.save(hold);
        return true;
    }

    private static HoldRow newHold(HoldEvent event, Mark mark) {
        if (event instanceof HoldPlaced placed) {
            return new HoldRow(placed, mark);
        }
        throw new IllegalStateException("Hold " + event.holdId() + " was never placed, but " + mark + " is about it");
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(holds.followed(streams));
    }

    @Override
    public void clear() {
        holds.forget();
        reservations.forget();
    }
}
