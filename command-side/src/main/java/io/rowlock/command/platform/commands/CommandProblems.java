package io.rowlock.command.platform.commands;

import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a caller reads when a command could be neither carried out nor refused. */
@RestControllerAdvice
class CommandProblems {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    @ExceptionHandler({CommandNotDone.class, LockAcquisitionFailedException.class})
    ResponseEntity<ProblemDetail> notDone() {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "command-not-done",
                "It could not be decided in time. Ask again with the same Idempotency-Key.",
                SOON);
    }

    @ExceptionHandler({
        EventStoreException.class,
        JdbcException.class,
        TransactionException.class,
        TransientDataAccessException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<ProblemDetail> storeAway() {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "store-unavailable",
                "The event store cannot be reached, so nothing can be promised right now.",
                LATER);
    }
}
