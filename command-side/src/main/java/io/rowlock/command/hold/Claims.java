package io.rowlock.command.hold;

import static io.rowlock.command.hold.HoldRefused.Reason.HOLD_LAPSED;
import static io.rowlock.command.hold.HoldRefused.Reason.HOLD_RELEASED;
import static io.rowlock.command.hold.HoldRefused.Reason.HOLD_SOLD;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
        LAPSED,
        SOLD,
        RETURNED,
        SALE_REFUSED
    }

    /**
     * A hold.
     *
     * @param firstEnd when it would have ended had it never been extended
     */
    record Claim(List<HeldSeat> seats, Money total, Instant firstEnd, Instant heldUntil, Standing standing) {
        Claim nowStanding(Standing next) {
            return new Claim(seats, total, firstEnd, heldUntil, next);
        }

        Claim until(Instant end) {
            return new Claim(seats, total, firstEnd, end, standing);
        }

        /** The end that it would have if it were extended now: once more its time, as long as there is any left. */
        Instant endExtendedAt(Instant now, ScheduleTerms terms) {
            var again = now.plus(terms.holdFor());
            var longest = firstEnd.minus(terms.holdFor()).plus(terms.holdAtMost());
            return (again.isBefore(longest) ? again : longest).truncatedTo(ChronoUnit.MILLIS);
        }

        /**
         * Whether something can still be done with it.
         *
         * @throws HoldRefused when it is over, whichever way
         */
        void mustBeOpenAt(Instant now) {
            switch (standing) {
                case OPEN -> {
                    if (lapsedAt(now)) {
                        throw new HoldRefused(HOLD_LAPSED);
                    }
                }
                case LAPSED -> throw new HoldRefused(HOLD_LAPSED);
                case RELEASED, RETURNED, SALE_REFUSED -> throw new HoldRefused(HOLD_RELEASED);
                case SOLD -> throw new HoldRefused(HOLD_SOLD);
            }
        }

        /** The end itself is no longer part of the hold. */
        boolean lapsedAt(Instant now) {
            return !now.isBefore(heldUntil);
        }

        /** Neither over by the clock nor otherwise. */
        boolean lastsAt(Instant now) {
            return standing == Standing.OPEN && !lapsedAt(now);
        }

        boolean takesSeatsAt(Instant now) {
            return standing == Standing.SOLD || lastsAt(now);
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
            case HoldPlaced placed -> with(placed.holdId(), claimOf(placed));
            case HoldExtended extended -> changed(extended.holdId(), claim -> claim.until(extended.heldUntil()));
            case HoldReleased released ->
                standing(
                        released.holdId(),
                        released.reason() == ReleaseReason.LAPSED ? Standing.LAPSED : Standing.RELEASED);
            case HoldSold sold -> standing(sold.holdId(), Standing.SOLD);
            case HoldReturned returned -> standing(returned.holdId(), Standing.RETURNED);
            case SaleRefused refused -> standing(refused.holdId(), Standing.SALE_REFUSED);
        };
    }

    private static Claim claimOf(HoldPlaced placed) {
        return new Claim(placed.seats(), placed.total(), placed.heldUntil(), placed.heldUntil(), Standing.OPEN);
    }

    private Claims standing(HoldId hold, Standing next) {
        return changed(hold, claim -> claim.nowStanding(next));
    }

    private Claims changed(HoldId hold, UnaryOperator<Claim> change) {
        return of(hold).map(claim -> with(hold, change.apply(claim))).orElse(this);
    }

    private Claims with(HoldId hold, Claim claim) {
        var changed = new HashMap<>(byHold);
        changed.put(hold, claim);
        return new Claims(changed);
    }
}
