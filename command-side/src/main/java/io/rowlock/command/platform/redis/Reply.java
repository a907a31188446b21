package io.rowlock.command.platform.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a script answered: a list of numbers, texts, and lists of such. */
public final class Reply {
    private final List<?> parts;

    Reply(List<?> parts) {
        this.parts = parts;
    }

    public int size() {
        return parts.size();
    }

    public long number(int at) {
        return parts.get(at) instanceof Long number ? number : Long.parseLong(text(at));
    }

    public String text(int at) {
        return maybeText(at).orElseThrow(() -> new IllegalStateException("Redis left part " + at + " out"));
    }

    /** Empty where Redis has nothing. */
    public Optional<String> maybeText(int at) {
        @Nullable Object part = at < parts.size() ? parts.get(at) : null;
        return switch (part) {
            case null -> Optional.empty();
            case byte[] bytes -> Optional.of(new String(bytes, StandardCharsets.UTF_8));
            default -> Optional.of(part.toString());
        };
    }

    public Reply list(int at) {
        if (parts.get(at) instanceof List<?> list) {
            return new Reply(list);
        }
        throw new IllegalStateException("Redis answered with no list at " + at);
    }
}
