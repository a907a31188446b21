package io.rowlock.web.tiny;

import io.rowlock.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A feature's own advice, with a name that sorts behind all others. */
@RestControllerAdvice
class ZealousProblems {
    enum Reason {
        SEAT_ALREADY_SOLD
    }

    @ExceptionHandler
    ProblemDetail refused(Refused refused) {
        return Problems.refused(HttpStatus.CONFLICT, Reason.SEAT_ALREADY_SOLD, null);
    }
}
