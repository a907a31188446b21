package io.rowlock.query.seatmap;

import io.rowlock.web.problem.InvalidField;
import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What those read who cannot be told what changes. */
@RestControllerAdvice
class SeatMapProblems {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    @ExceptionHandler
    ProblemDetail notACursor(NotACursor sent) {
        return Problems.invalid(
                "from", InvalidField.MALFORMED, "must be the cursor of a seat map, or the id of a message");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyStreams(TooManyStreams refused) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-streams",
                "No more streams can be served here; the seat map can be asked for instead.",
                LATER);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notLiveYet(NotLiveYet refused) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-live-yet",
                "What changes cannot be told yet; the seat map can be asked for meanwhile.",
                SOON);
    }
}
