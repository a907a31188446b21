package io.rowlock.command.cancellation;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.command.cancellation.CancelledEvenings.Progress;
import io.rowlock.web.caller.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where organisers see how far a cancelled evening has been wound up. */
@RestController
class CancellationController {
    private final CancelledEvenings evenings;

    CancellationController(CancelledEvenings evenings) {
        this.evenings = evenings;
    }

    @GetMapping("/api/schedules/{scheduleId}/cancellation")
    Progress progress(@Caller OrganiserId organiser, @PathVariable ScheduleId scheduleId) {
        return evenings.ownProgress(scheduleId, organiser);
    }
}
