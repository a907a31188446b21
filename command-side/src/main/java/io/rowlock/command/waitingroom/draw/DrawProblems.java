package io.rowlock.command.waitingroom.draw;

import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How it reads that there is no list yet. */
@RestControllerAdvice
class DrawProblems {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(DrawRefused refusal) {
        return switch (refusal.reason()) {
            case NO_SUCH_ROUND ->
                ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(Problems.refused(
                                HttpStatus.NOT_FOUND, refusal.reason(), "The waiting room has had no such round."));
            case NEVER_DRAWN ->
                ResponseEntity.status(HttpStatus.GONE)
                        .body(Problems.refused(
                                HttpStatus.GONE,
                                refusal.reason(),
                                "The places of this round were lost before it was drawn."));
            case LIST_LOST ->
                ResponseEntity.status(HttpStatus.GONE)
                        .body(Problems.refused(
                                HttpStatus.GONE,
                                refusal.reason(),
                                "It was drawn, and its list was lost together with its places."));
            case NOT_DRAWN_YET ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .body(Problems.refused(
                                HttpStatus.CONFLICT,
                                refusal.reason(),
                                "The list is closed and drawn when the waiting room opens."));
            case LIST_NOT_READY ->
                Problems.comeBack(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "list-not-ready",
                        "It was drawn; the list is being written down.",
                        A_WHILE);
            case TOO_MANY_LISTS ->
                Problems.comeBack(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "too-many-lists",
                        "As many lists as we can bear are being handed out.",
                        A_WHILE);
        };
    }
}
