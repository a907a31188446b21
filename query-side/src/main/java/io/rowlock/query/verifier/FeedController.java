package io.rowlock.query.verifier;

import io.rowlock.api.identity.OperatorId;
import io.rowlock.query.verifier.FeedReports.FeedReport;
import io.rowlock.query.verifier.FeedReports.Repaired;
import io.rowlock.web.caller.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How what is shown comes about, for operators. */
@RestController
@RequestMapping("/api/feed")
class FeedController {
    private final FeedReports reports;

    FeedController(FeedReports reports) {
        this.reports = reports;
    }

    @GetMapping
    FeedReport feed() {
        return reports.now();
    }

    /** Writes the rows of the stream that an open finding is about anew, from the log. Again changes nothing. */
    @PostMapping("/findings/{findingId}/repair")
    Repaired repair(@Caller OperatorId operator, @PathVariable long findingId) {
        return reports.repaired(operator, findingId);
    }
}
