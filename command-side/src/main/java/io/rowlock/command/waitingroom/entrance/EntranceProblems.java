package io.rowlock.command.waitingroom.entrance;

import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.web.problem.Problems;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What those read who cannot be let in to wait, or be told where they are. */
@RestControllerAdvice
class EntranceProblems {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(10);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyEntries(TooManyEntries refused) {
        var exhausted = refused.exhausted();
        var headers = new HttpHeaders();
        RateLimitHeaders.write(refused.allowances(), headers);
        headers.set(HttpHeaders.RETRY_AFTER, Problems.retryAfter(exhausted.again()));
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(
                Problems.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-entries",
                        "This " + exhausted.whose() + " has entered too often lately."),
                headers,
                HttpStatus.TOO_MANY_REQUESTS);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> polledTooSoon(PolledTooSoon tooSoon) {
        return Problems.comeBack(
                HttpStatus.TOO_MANY_REQUESTS,
                "polled-too-soon",
                "Each answer says in pollAfter when to ask again; the stream tells by itself.",
                tooSoon.again());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> full(RoomFull full) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "waiting-room-full",
                "All places in this waiting room are taken.",
                full.again());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyStreams(TooManyStreams refused) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-streams",
                "No more streams can be served here; the status can be asked for instead.",
                LATER);
    }

    /** The places are in Redis and nowhere else, so nothing can be said while it is away. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(RedisAway away) {
        return Problems.comeBack(
                HttpStatus.SERVICE_UNAVAILABLE,
                "waiting-room-away",
                "The waiting room cannot be reached right now. Nobody loses a place by waiting for it.",
                SOON);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> lost(PlacesLost lost) {
        return ResponseEntity.status(HttpStatus.GONE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(lost.problem());
    }
}
