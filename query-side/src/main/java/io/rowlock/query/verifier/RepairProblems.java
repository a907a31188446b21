package io.rowlock.query.verifier;

import io.rowlock.web.problem.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells operators why a stream is left as it is. */
@RestControllerAdvice
@Order(0)
class RepairProblems {
    @ExceptionHandler
    ProblemDetail refused(RepairRefused refused) {
        return Problems.refused(
                HttpStatus.CONFLICT,
                refused.reason(),
                switch (refused.reason()) {
                    case LOG_NOT_KNOWN_HERE -> "This instance is not told where the log is; ask one that is.";
                    case STREAM_TOO_LONG -> "The stream has more events than rowlock.verifier.longest-stream.";
                    case STREAM_NOT_READABLE -> "The log has an event of it that this version cannot read.";
                });
    }
}
