package io.rowlock.command.catalogue;

import io.rowlock.api.catalogue.ConcertCommand.AnnounceConcert;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.web.caller.Caller;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How organisers put evenings on sale. */
@RestController
@RequestMapping("/api/concerts")
class CatalogueController {
    private final Commands commands;
    private final HouseRules rules;
    private final Marks marks;

    CatalogueController(Commands commands, HouseRules rules, Marks marks) {
        this.commands = commands;
        this.rules = rules;
        this.marks = marks;
    }

    record ConcertAnswer(ConcertId concertId) {}

    record ScheduleAnswer(ScheduleId scheduleId) {}

    @PostMapping
    ResponseEntity<ConcertAnswer> announce(@Caller OrganiserId organiser, @Valid @RequestBody NewConcert asked) {
        var concert = new ConcertId("con-" + marks.next());
        return commands.carryOut(
                        new AnnounceConcert(concert, organiser, asked.title(), asked.artist(), asked.description()))
                .answer(HttpStatus.CREATED, _ -> new ConcertAnswer(concert));
    }

    @PostMapping("/{concertId}/schedules")
    ResponseEntity<ScheduleAnswer> open(
            @Caller OrganiserId organiser, @PathVariable ConcertId concertId, @Valid @RequestBody NewSchedule asked) {
        var schedule = new ScheduleId("sch-" + marks.next());
        return commands.carryOut(new OpenSchedule(schedule, concertId, organiser, rules.termsOf(asked)))
                .answer(HttpStatus.CREATED, _ -> new ScheduleAnswer(schedule));
    }
}
