package io.rowlock.command.cancellation;

import io.rowlock.command.cancellation.NotCancelled.Reason;
import io.rowlock.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How it reads that there is nothing to tell. */
@RestControllerAdvice
class CancellationProblems {
    @ExceptionHandler(NotCancelled.class)
    ProblemDetail notCancelled() {
        return Problems.refused(
                HttpStatus.NOT_FOUND,
                Reason.CANCELLATION_NOT_FOUND,
                "No evening of yours of that id has been cancelled, or it was only just now.");
    }
}
