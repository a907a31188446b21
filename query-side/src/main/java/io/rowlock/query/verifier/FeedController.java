package io.rowlock.query.verifier;

import io.rowlock.api.identity.OperatorId;
import io.rowlock.query.verifier.FeedReports.FeedReport;
import io.rowlock.query.verifier.FeedReports.Repaired;
import io.rowlock.web.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

    @Operation(
            summary = "How each projection comes along, and what does not follow from the log",
            description =
                    "For each projection how far it has come, how far it is behind in events and in time, its dead letters and "
                            + "its last rebuild; then what the verifier looks at, and what it has found: open findings first.")
    @GetMapping
    FeedReport feed() {
        return reports.now();
    }

    @Operation(
            summary = "Have the rows of a stream written anew from the log",
            description = "Of the stream that an open finding is about. Again changes nothing.")
    @ApiResponse(responseCode = "200", description = "How many rows were written, and how many removed")
    @ApiResponse(
            responseCode = "404",
            description = "finding-not-found: there is none, or it is right again",
            content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "projection-being-rebuilt, log-not-known-here, stream-too-long or stream-not-readable",
            content = @Content)
    @PostMapping("/findings/{findingId}/repair")
    Repaired repair(@Caller OperatorId operator, @PathVariable long findingId) {
        return reports.repaired(operator, findingId);
    }
}
