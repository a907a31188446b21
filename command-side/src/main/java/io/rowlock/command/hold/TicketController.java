package io.rowlock.command.hold;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldCommand.ExtendHold;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.hold.Claims.Claim;
import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.hibernate.validator.constraints.UniqueElements;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How buyers take seats, keep them a while longer and give them back. */
@RestController
@RequestMapping("/api/tickets")
class TicketController {
    private final Commands commands;
    private final Marks marks;

    TicketController(Commands commands, Marks marks) {
        this.commands = commands;
        this.marks = marks;
    }

    record HoldRequest(
            @NotNull ScheduleId scheduleId,

            @NotEmpty @Size(max = HoldSeats.MOST_SEATS) @UniqueElements
            List<@NotNull SeatName> seats) {}

    record HoldAnswer(HoldId holdId, ScheduleId scheduleId, List<HeldSeat> seats, Money total, Instant heldUntil) {
        static HoldAnswer of(HoldPlaced placed) {
            return new HoldAnswer(
                    placed.holdId(), placed.holdId().schedule(), placed.seats(), placed.total(), placed.heldUntil());
        }

        static HoldAnswer of(HoldId hold, Claim claim) {
            return new HoldAnswer(hold, hold.schedule(), claim.seats(), claim.total(), claim.heldUntil());
        }
    }

    record ExtendRequest(@NotNull HoldId holdId) {}

    record ReleaseRequest(@NotNull HoldId holdId) {}

    @PostMapping("/hold")
    ResponseEntity<HoldAnswer> hold(@Caller BuyerId buyer, @Valid @RequestBody HoldRequest asked) {
        var hold = new HoldId(asked.scheduleId(), marks.next());
        return commands.carryOut(new HoldSeats(hold, buyer, asked.seats()), HoldPlaced.class)
                .answer(HttpStatus.CREATED, HoldAnswer::of);
    }

    @PostMapping("/extend")
    ResponseEntity<HoldAnswer> extend(@Caller BuyerId buyer, @Valid @RequestBody ExtendRequest asked) {
        return commands.carryOut(new ExtendHold(asked.holdId(), buyer), Claim.class)
                .answer(HttpStatus.OK, claim -> HoldAnswer.of(asked.holdId(), claim));
    }

    @PostMapping("/release")
    ResponseEntity<Void> release(@Caller BuyerId buyer, @Valid @RequestBody ReleaseRequest asked) {
        return commands.carryOut(new ReleaseHold(asked.holdId(), buyer, ReleaseReason.BUYER_RELEASED))
                .answer(HttpStatus.NO_CONTENT);
    }
}
