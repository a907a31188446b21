package io.rowlock.query.feed;

import io.rowlock.web.problem.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells operators why a dead letter, or a row, is left as it is. */
@RestControllerAdvice
@Order(0)
class LetterProblems {
    @ExceptionHandler
    ProblemDetail refused(LetterRefused refused) {
        return Problems.refused(
                HttpStatus.CONFLICT,
                refused.reason(),
                switch (refused.reason()) {
                    case LETTER_WAITS_BEHIND_ANOTHER -> "An earlier event of its stream has to be dealt with first.";
                    case LETTER_BEING_TRIED -> "It is being tried right now; look what comes of that.";
                    case PROJECTION_BEING_REBUILT -> "Its projection is being rebuilt; look again when that is over.";
                });
    }
}
