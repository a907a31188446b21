package io.rowlock.query.platform;

import io.rowlock.web.problem.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one way in which this side says no to a good question. */
@RestControllerAdvice
@Order(0)
class NotFoundProblems {
    @ExceptionHandler
    ProblemDetail notFound(NotFound missing) {
        return Problems.refused(HttpStatus.NOT_FOUND, missing.what(), "There is no such thing here for this caller.");
    }
}
