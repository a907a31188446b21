package io.rowlock.command.hold;

import static io.rowlock.command.hold.HoldRefused.Reason.HOLD_NOT_FOUND;
import static io.rowlock.command.hold.HoldRefused.Reason.SCHEDULE_CANCELLED;

import io.rowlock.api.Money;
import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.catalogue.CancelledSchedules;
import io.rowlock.command.hold.Claims.Claim;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Looks a hold up without locking anything.
 *
 * <p>Good for what never changes (its seats, its total) and for turning away early. Whether it can still be
 * sold is decided later, by the seats and the allowance themselves.
 */
@Component
public class Holds {
    private final EventStore log;
    private final CancelledSchedules cancelled;
    private final Clock clock;

    Holds(EventStore log, CancelledSchedules cancelled, Clock clock) {
        this.log = log;
        this.cancelled = cancelled;
        this.clock = clock;
    }

    /** A hold that can be paid for. */
    public record OpenHold(HoldId holdId, BuyerId buyer, Money total, Instant heldUntil) {}

    /**
     * The buyer's own hold.
     *
     * @throws HoldRefused when there is none, or it is over
     */
    public OpenHold openHold(HoldId hold, BuyerId buyer) {
        var claim = claim(hold, buyer);
        if (cancelled.contain(hold.schedule())) {
            throw new HoldRefused(SCHEDULE_CANCELLED);
        }
        claim.mustBeOpenAt(clock.instant());
        return new OpenHold(hold, buyer, claim.total(), claim.heldUntil());
    }

    Claim claim(HoldId hold, BuyerId buyer) {
        return claims(new AllowanceId(hold.schedule(), buyer))
                .of(hold)
                .orElseThrow(() -> new HoldRefused(HOLD_NOT_FOUND));
    }

    Claims claims(AllowanceId allowance) {
        var claims = Claims.NONE;
        var events = log.readEvents(allowance.toString());
        while (events.hasNext()) {
            claims = claims.after((HoldEvent) events.next().getPayload());
        }
        return claims;
    }
}
