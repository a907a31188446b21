package io.rowlock.command.platform.idempotency;

import org.jspecify.annotations.Nullable;

/** As much of an answer as the caller can tell apart. */
final class Answer {
    private final int status;
    private final @Nullable String contentType;
    private final @Nullable String location;
    private final @Nullable String position;
    private final byte[] body;

    Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String position,
            byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.location = location;
        this.position = position;
        this.body = body.clone();
    }

    int status() {
        return status;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    @Nullable
    String location() {
        return location;
    }

    @Nullable
    String position() {
        return position;
    }

    byte[] body() {
        return body.clone();
    }
}
