package io.rowlock.query.feed;

import io.rowlock.api.feed.Position;
import io.rowlock.web.problem.InvalidField;
import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers reads that ask for more than can be shown. */
@RestControllerAdvice
@Order(0)
class PositionProblems {
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    @ExceptionHandler
    ProblemDetail notAPosition(NotAPosition sent) {
        return Problems.invalid(
                Position.AT_LEAST_HEADER, InvalidField.MALFORMED, "must be the " + Position.HEADER + " of an answer");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notThereYet(NotThereYet met) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-there-yet",
                "What you ask to see has not arrived here yet; it will.",
                COME_BACK_AFTER);
    }
}
