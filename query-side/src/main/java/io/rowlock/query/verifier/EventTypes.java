package io.rowlock.query.verifier;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads events as the log stores them: their type's name, and JSON. */
final class EventTypes {
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Class<?>> known = new HashMap<>();

    EventTypes() {
        for (var book : Book.ALL) {
            Arrays.stream(book.events().getPermittedSubclasses()).forEach(type -> known.put(type.getName(), type));
        }
    }

    /**
     * The event.
     *
     * @throws Unreadable if it is of no type known here, or not what its type says
     */
    Object read(String type, byte[] payload) {
        var known = this.known.get(type);
        if (known == null) {
            throw new Unreadable("No event is known here that is called " + type, null);
        }
        try {
            return json.readValue(payload, known);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new Unreadable("Not a " + type + ": " + e.getMessage(), e);
        }
    }

    /** The verifier cannot have an opinion about a stream with such an event in it. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }
}
