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
import io.rowlock.query.feed.Sheet;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Wanted;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: what does this buyer hold, and what have they bought? */
@Component
class HoldsProjection implements Projection<HoldEvent> {
    private final Holds holds;

    HoldsProjection(Holds holds) {
        this.holds = holds;
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
    public List<Table<?>> tables() {
        return List.of(HoldRow.HOLDS, HoldRow.SEATS, ReservationRow.RESERVATIONS, ReservationRow.SEATS);
    }

    @Override
    public void wants(HoldEvent event, Wanted rows) {
        rows.row(HoldRow.HOLDS, event.holdId().toString());
        if (event instanceof HoldReturned returned) {
            rows.row(ReservationRow.RESERVATIONS, returned.orderId().value());
        }
    }

    @Override
    public boolean apply(HoldEvent event, Mark mark, Sheet sheet) {
        var hold = sheet.find(HoldRow.HOLDS, event.holdId().toString()).orElseGet(() -> newHold(event, mark));
        if (!hold.isNews(mark)) {
            return false;
        }
        switch (event) {
            case HoldPlaced placed ->
                SeatAtPrice.Listed.of(placed.holdId().toString(), placed.seats())
                        .forEach(seat -> sheet.add(HoldRow.SEATS, seat));
            case HoldExtended extended -> hold.extend(extended);
            case HoldReleased released -> hold.release(released);
            case HoldSold sold -> {
                hold.sell(sold);
                var reservation = new ReservationRow(sold, mark);
                reservation.saw(mark);
                sheet.save(ReservationRow.RESERVATIONS, reservation);
                SeatAtPrice.Listed.of(sold.orderId().value(), sold.seats())
                        .forEach(seat -> sheet.add(ReservationRow.SEATS, seat));
            }
            case HoldReturned returned -> {
                var reservation = sheet.find(
                                ReservationRow.RESERVATIONS, returned.orderId().value())
                        .orElseThrow(() -> new IllegalStateException("Never reserved: " + returned));
                hold.giveBack();
                reservation.cancel(mark);
                reservation.saw(mark);
                sheet.save(ReservationRow.RESERVATIONS, reservation);
            }
            case SaleRefused _ -> {} // the hold is as it was; only the order knows more
        }
        hold.saw(mark);
        sheet.save(HoldRow.HOLDS, hold);
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
}
