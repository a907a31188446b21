package io.rowlock.command.hold;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything one buyer has claimed of one schedule, and what became of it. */
record Claims(Map<HoldId, Claim> byHold) {
    static final Claims NONE = new Claims(Map.of());

    Claims {
        byHold = Map.copyOf(byHold);
    }

    /** What became of a claim. */
    enum Standing {
        OPEN,
        RELEASED,
        SOLD,
        SALE_REFUSED
    }

    record Claim(List<HeldSeat> seats, Money total, Instant heldUntil, Standing standing) {
        Claim nowStanding(Standing next) {
            return new Claim(seats, total, heldUntil, next);
        }

        /** The end itself is no longer part of the hold. */
        boolean lapsedAt(Instant now) {
            return !now.isBefore(heldUntil);
        }

        boolean takesSeatsAt(Instant now) {
            return standing == Standing.SOLD || (standing == Standing.OPEN && !lapsedAt(now));
        }
    }

    Optional<Claim> of(HoldId hold) {
        return Optional.ofNullable(byHold.get(hold));
    }

    int seatsTakenAt(Instant now) {
        return byHold.values().stream()
                .filter(claim -> claim.takesSeatsAt(now))
                .mapToInt(claim -> claim.seats().size())
                .sum();
    }

    Claims after(HoldEvent event) {
        return switch (event) {
            case HoldPlaced placed ->
                with(placed.holdId(), new Claim(placed.seats(), placed.total(), placed.heldUntil(), Standing.OPEN));
            case HoldReleased released -> standing(released.holdId(), Standing.RELEASED);
            case HoldSold sold -> standing(sold.holdId(), Standing.SOLD);
            case SaleRefused refused -> standing(refused.holdId(), Standing.SALE_REFUSED);
        };
    }

    private Claims standing(HoldId hold, Standing next) {
        return of(hold).map(claim -> with(hold, claim.nowStanding(next))).orElse(this);
    }

    private Claims with(HoldId hold, Claim claim) {
        var changed = new HashMap<>(byHold);
        changed.put(hold, claim);
        return new Claims(changed);
    }
}
