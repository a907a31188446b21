package io.rowlock.command.catalogue;

import io.rowlock.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How the catalogue's refusals read. */
@RestControllerAdvice
class CatalogueProblems {
    @ExceptionHandler
    ProblemDetail refused(CatalogueRefused refusal) {
        return switch (refusal.reason()) {
            case CONCERT_NOT_FOUND ->
                Problems.refused(HttpStatus.NOT_FOUND, refusal.reason(), "There is no such concert of yours.");
            case SCHEDULE_NOT_FOUND ->
                Problems.refused(HttpStatus.NOT_FOUND, refusal.reason(), "There is no such schedule of yours.");
            case SEAT_NOT_FOUND ->
                Problems.refused(
                        HttpStatus.NOT_FOUND,
                        refusal.reason(),
                        "The schedule's plan has no such seat: " + refusal.about());
        };
    }
}
