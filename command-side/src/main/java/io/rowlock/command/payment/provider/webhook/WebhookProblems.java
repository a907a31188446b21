package io.rowlock.command.payment.provider.webhook;

import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What whoever calls back is told when it was not listened to. */
@RestControllerAdvice
class WebhookProblems {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookProblems.class);
    private static final Duration LATER = Duration.ofSeconds(10);

    @ExceptionHandler
    ProblemDetail refused(WebhookRefused refusal) {
        var reason = refusal.reason();
        return switch (reason) {
            case WEBHOOK_NOT_GENUINE ->
                Problems.refused(HttpStatus.UNAUTHORIZED, reason, "Nothing shows that the provider sent this.");
            case WEBHOOK_TOO_OLD ->
                Problems.refused(HttpStatus.UNAUTHORIZED, reason, "It was signed too long ago, or not yet.");
            case AMOUNT_MISMATCH ->
                Problems.refused(
                        HttpStatus.CONFLICT, reason, "The provider says something else about this payment's money.");
        };
    }

    /** It will be sent again. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> cannotBeChecked(ProviderAway away) {
        LOG.warn("A webhook could not be checked: {}", away.getMessage());
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "provider-away",
                "The provider cannot be asked whether this is so; send it again later.",
                LATER);
    }
}
