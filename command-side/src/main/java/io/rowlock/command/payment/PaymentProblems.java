package io.rowlock.command.payment;

import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_NOT_FOUND;

import io.rowlock.web.problem.Problems;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How the refusals of payment orders read. */
@RestControllerAdvice
class PaymentProblems {
    @ExceptionHandler
    ProblemDetail refused(PaymentRefused refusal) {
        return problem(refusal.reason());
    }

    /** An order that has no stream was never made. */
    @ExceptionHandler
    ProblemDetail unknown(AggregateNotFoundException unknown) {
        return problem(ORDER_NOT_FOUND);
    }

    private static ProblemDetail problem(PaymentRefused.Reason reason) {
        return switch (reason) {
            case ORDER_NOT_FOUND -> Problems.refused(HttpStatus.NOT_FOUND, reason, "There is no such order of yours.");
            case ORDER_ALREADY_PAID -> Problems.refused(HttpStatus.CONFLICT, reason, "The order has been paid.");
            case ORDER_ENDED -> Problems.refused(HttpStatus.CONFLICT, reason, "The order has ended; hold seats anew.");
            case METHOD_NOT_AVAILABLE ->
                Problems.refused(HttpStatus.CONFLICT, reason, "This method of payment is not enabled here.");
            case METHOD_DIFFERS ->
                Problems.refused(HttpStatus.CONFLICT, reason, "The order is to be paid by another method.");
            case CANCELLATION_CLOSED ->
                Problems.refused(HttpStatus.CONFLICT, reason, "It is too late to cancel this order.");
            case TRANSACTION_USED ->
                Problems.refused(HttpStatus.CONFLICT, reason, "This transaction pays for another order.");
            case TOO_MANY_PAYMENTS ->
                Problems.refused(HttpStatus.CONFLICT, reason, "Too many payments were named for this order.");
        };
    }
}
