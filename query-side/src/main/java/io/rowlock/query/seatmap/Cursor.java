package io.rowlock.query.seatmap;

import io.rowlock.query.feed.Offsets;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;

/**
 * Up to where somebody was told: every instance understands it, because it names the topic and the clock alone.
 *
 * @param lapses holds that ended up to then are told as ended
 * @param offsets what stands before them on the topic is told
 */
record Cursor(Instant lapses, Offsets offsets) {
    /** Longer ones are refused before they are taken apart. */
    static final int MOST_CHARACTERS = 4_096;

    /** Whether whoever was told up to here was told all that the other was. */
    boolean covers(Cursor other) {
        return !lapses.isBefore(other.lapses) && offsets.covers(other.offsets);
    }

    /** Opaque to those who carry it. */
    String encoded() {
        var text =
                new StringBuilder().append(lapses.getEpochSecond()).append(' ').append(lapses.getNano());
        offsets.next().forEach(offset -> text.append(' ').append(offset.longValue()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws NotACursor for whatever {@link #encoded()} did not make */
    static Cursor decoded(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new NotACursor(null);
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", -1);
            if (parts.length < 2) {
                throw new NotACursor(null);
            }
            var offsets = new ArrayList<Long>();
            for (int i = 2; i < parts.length; i++) {
                offsets.add(Long.parseLong(parts[i]));
            }
            return new Cursor(
                    Instant.ofEpochSecond(Long.parseLong(parts[0]), Integer.parseInt(parts[1])), new Offsets(offsets));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new NotACursor(e);
        }
    }
}
