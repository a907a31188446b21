package io.rowlock.command.waitingroom.gate;

import io.rowlock.command.platform.idempotency.NotRemembered;
import io.rowlock.web.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** How it reads when the gate lets a command not pass. */
@RestControllerAdvice
class GateProblems {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Not remembered: with another admission the same request is carried out. */
    @ExceptionHandler
    ProblemDetail refused(AdmissionRefused refusal, HttpServletRequest request) {
        NotRemembered.thisAnswer(request);
        return Problems.refused(
                HttpStatus.FORBIDDEN,
                refusal.reason(),
                switch (refusal.reason()) {
                    case ADMISSION_MISSING ->
                        "This evening has a waiting room: an admission goes into the header " + ShownToken.HEADER + ".";
                    case ADMISSION_FORGED -> "The admission is not one that was given out here.";
                    case ADMISSION_KEY_RETIRED ->
                        "The admission is signed with a key that counts no more; the queue's status has a new one.";
                    case ADMISSION_OF_ANOTHER_SCHEDULE -> "The admission is for another evening.";
                    case ADMISSION_OF_ANOTHER_BUYER -> "The admission is another buyer's.";
                    case ADMISSION_EXPIRED -> "The admission's time is up; whoever enters anew waits anew.";
                    case ADMISSION_REVOKED ->
                        "The admission was ended: by a purchase, by leaving the queue, or by an operator.";
                });
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notChecked(AdmissionNotChecked unknown) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "admission-not-checked",
                "It cannot be found out right now whether the admission still counts, so nothing was done.",
                SOON);
    }
}
