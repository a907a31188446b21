package io.rowlock.command.hold;

import io.rowlock.command.seat.SeatRefused;
import io.rowlock.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How the refusals of holds, and of the seats in them, read. */
@RestControllerAdvice
class HoldProblems {
    @ExceptionHandler
    ProblemDetail refused(SeatRefused refusal) {
        var seat = refusal.seat().name();
        var problem = Problems.refused(
                HttpStatus.CONFLICT,
                refusal.reason(),
                switch (refusal.reason()) {
                    case SEAT_HELD -> "Seat " + seat + " is held by a buyer.";
                    case SEAT_SOLD -> "Seat " + seat + " is sold.";
                    case SEAT_BLOCKED -> "Seat " + seat + " is not for sale.";
                    case SEAT_NOT_HELD -> "Seat " + seat + " is no longer in this hold.";
                });
        problem.setProperty("seat", seat);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail refused(HoldRefused refusal) {
        var reason = refusal.reason();
        return switch (reason) {
            case SCHEDULE_NOT_FOUND -> Problems.refused(HttpStatus.NOT_FOUND, reason, "There is no such schedule.");
            case SCHEDULE_CANCELLED ->
                Problems.refused(HttpStatus.CONFLICT, reason, "The evening does not take place.");
            case SEAT_NOT_FOUND ->
                Problems.refused(
                        HttpStatus.NOT_FOUND, reason, "The schedule's plan has no such seat: " + refusal.about());
            case HOLD_NOT_FOUND -> Problems.refused(HttpStatus.NOT_FOUND, reason, "There is no such hold of yours.");
            case SALE_NOT_OPEN -> Problems.refused(HttpStatus.CONFLICT, reason, "Sales have not opened yet.");
            case SALE_CLOSED -> Problems.refused(HttpStatus.CONFLICT, reason, "Sales have closed.");
            case TOO_MANY_SEATS ->
                Problems.refused(
                        HttpStatus.CONFLICT, reason, "With these, you would have more seats than one buyer may have.");
            case HOLD_LAPSED -> Problems.refused(HttpStatus.CONFLICT, reason, "The hold's time is up.");
            case HOLD_RELEASED -> Problems.refused(HttpStatus.CONFLICT, reason, "The hold has been given back.");
            case HOLD_SOLD -> Problems.refused(HttpStatus.CONFLICT, reason, "The hold has been paid for.");
            case HOLD_AT_ITS_LONGEST ->
                Problems.refused(HttpStatus.CONFLICT, reason, "The hold lasts as long as it may already.");
        };
    }
}
