package io.rowlock.web.bounds;

import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Recognises a body that was too large or never whole, inside of what its reader made of that. */
@RestControllerAdvice
@Order(0) // before the common advice, which would see no more than an unreadable body
final class BoundProblems {
    private final BodyBound bound;

    BoundProblems(BodyBound bound) {
        this.bound = bound;
    }

    @ExceptionHandler
    ProblemDetail tooLarge(BodyTooLarge met) {
        return BodyBoundFilter.tooLarge(bound.maxBody().toBytes());
    }

    @ExceptionHandler
    ProblemDetail cutShort(BodyCutShort met) {
        return BodyBoundFilter.cutShort();
    }
}
