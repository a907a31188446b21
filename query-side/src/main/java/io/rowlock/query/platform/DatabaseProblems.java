package io.rowlock.query.platform;

import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that is away or too busy is no fault of the caller's, and passes. */
@RestControllerAdvice
@Order(0)
class DatabaseProblems {
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> away() {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "This cannot be read right now; come back later.",
                COME_BACK_AFTER);
    }
}
