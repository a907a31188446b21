package io.rowlock.query.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.jspecify.annotations.Nullable;

/** Counts with a dead letter how often it was tried. */
final class Tries {
    private static final String KEY = "tries";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is kept with a letter that has failed once more. */
    static MetaData oneMore(DeadLetter<?> letter) {
        var before = letter.diagnostics().get(KEY);
        return letter.diagnostics().and(KEY, before instanceof Number tries ? tries.longValue() + 1 : 1L);
    }

    /** From what the queue has kept: its general serializer writes JSON. */
    static long told(byte @Nullable [] diagnostics) {
        if (diagnostics == null || diagnostics.length == 0) {
            return 0;
        }
        try {
            return JSON.readTree(diagnostics).path(KEY).asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tries() {}
}
