package io.rowlock.command.catalogue;

import io.rowlock.api.catalogue.ScheduleCommand;
import io.rowlock.api.catalogue.ScheduleCommand.BlockSeats;
import io.rowlock.api.catalogue.ScheduleCommand.CancelSchedule;
import io.rowlock.api.catalogue.ScheduleCommand.UnblockSeats;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.UniqueElements;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What organisers do with an evening once it is on sale. */
@RestController
@RequestMapping("/api/schedules/{scheduleId}")
class ScheduleController {
    private final Commands commands;

    ScheduleController(Commands commands) {
        this.commands = commands;
    }

    record SeatsRequest(
            @NotEmpty @Size(max = ScheduleCommand.MOST_SEATS) @UniqueElements
            List<@NotNull SeatName> seats) {}

    @PostMapping("/cancel")
    ResponseEntity<Void> cancel(@Caller OrganiserId organiser, @PathVariable ScheduleId scheduleId) {
        return commands.carryOut(new CancelSchedule(scheduleId, organiser)).answer(HttpStatus.ACCEPTED);
    }

    @PostMapping("/seats/block")
    ResponseEntity<Void> block(
            @Caller OrganiserId organiser,
            @PathVariable ScheduleId scheduleId,
            @Valid @RequestBody SeatsRequest asked) {
        return commands.carryOut(new BlockSeats(scheduleId, organiser, asked.seats()))
                .answer(HttpStatus.NO_CONTENT);
    }

    @PostMapping("/seats/unblock")
    ResponseEntity<Void> unblock(
            @Caller OrganiserId organiser,
            @PathVariable ScheduleId scheduleId,
            @Valid @RequestBody SeatsRequest asked) {
        return commands.carryOut(new UnblockSeats(scheduleId, organiser, asked.seats()))
                .answer(HttpStatus.NO_CONTENT);
    }
}
