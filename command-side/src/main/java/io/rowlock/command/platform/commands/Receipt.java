package io.rowlock.command.platform.commands;

import io.rowlock.api.feed.Position;
import java.util.function.Function;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/**
 * What a command answered, and what it wrote.
 *
 * @param <R> the answer
 */
public record Receipt<R>(R result, Position position) {
    /** Every answer to a command goes out through here, so that none forgets to say what it wrote. */
    public <B> ResponseEntity<B> answer(HttpStatusCode status, Function<R, B> body) {
        return ResponseEntity.status(status)
                .header(Position.HEADER, position.encoded())
                .body(body.apply(result));
    }

    public ResponseEntity<Void> answer(HttpStatusCode status) {
        return ResponseEntity.status(status)
                .header(Position.HEADER, position.encoded())
                .build();
    }
}
