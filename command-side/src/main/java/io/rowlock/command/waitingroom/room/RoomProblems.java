package io.rowlock.command.waitingroom.room;

import io.rowlock.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How the refusals of waiting rooms read. */
@RestControllerAdvice
public class RoomProblems {
    @ExceptionHandler
    ProblemDetail refused(RoomRefused refusal) {
        return of(refusal);
    }

    /** For those, too, who are told in another way than by an answer. */
    public static ProblemDetail of(RoomRefused refusal) {
        var reason = refusal.reason();
        return switch (reason) {
            case ROOM_NOT_FOUND ->
                Problems.refused(HttpStatus.NOT_FOUND, reason, "There is no waiting room for such an evening.");
            case ROOM_OPEN_ALREADY ->
                Problems.refused(HttpStatus.CONFLICT, reason, "The waiting room has opened already.");
            case ROOM_CLOSED -> Problems.refused(HttpStatus.CONFLICT, reason, "The waiting room is closed for good.");
            case ROOM_OVER ->
                Problems.refused(HttpStatus.GONE, reason, "The sale is over, or the evening does not take place.");
            case BUYER_BLOCKED ->
                Problems.refused(HttpStatus.FORBIDDEN, reason, "The buyer is blocked from this waiting room.");
            case TOO_MANY_PRIORITY_PLACES ->
                Problems.refused(HttpStatus.CONFLICT, reason, "No more buyers can have priority here.");
            case TOO_MANY_BLOCKED ->
                Problems.refused(HttpStatus.CONFLICT, reason, "No more buyers can be blocked here.");
            case DRAW_NOT_AS_COMMITTED ->
                Problems.refused(
                        HttpStatus.CONFLICT,
                        reason,
                        "The seed is not the one that was committed to before the opening.");
        };
    }
}
