package io.rowlock.command.identity;

import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells callers why they are not let in. */
@RestControllerAdvice
class IdentityProblems {
    /** About the time in which a full waiting line has moved up. */
    private static final Duration NEXT_TURN = Duration.ofSeconds(2);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(IdentityRefused refusal) {
        var reason = refusal.reason();
        return switch (reason) {
            case EMAIL_TAKEN ->
                answer(HttpStatus.CONFLICT, reason, "There is an account with this e-mail address already.");
            case WRONG_CREDENTIALS -> unauthenticated(reason, "The e-mail address or the password is wrong.");
            case REFRESH_TOKEN_NOT_VALID ->
                unauthenticated(reason, "The refresh token is not valid any more; log in again.");
            case NO_SUCH_ACCOUNT -> answer(HttpStatus.NOT_FOUND, reason, "This account has been erased.");
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(TooManyPasswords busy) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-log-ins",
                "More are logging in than can be served at once; come back in a moment.",
                NEXT_TURN);
    }

    private static ResponseEntity<ProblemDetail> unauthenticated(IdentityRefused.Reason reason, String detail) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rowlock\"")
                .body(Problems.refused(HttpStatus.UNAUTHORIZED, reason, detail));
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatus status, IdentityRefused.Reason reason, String detail) {
        return ResponseEntity.status(status).body(Problems.refused(status, reason, detail));
    }
}
