package io.rowlock.api.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a command wrote, as a mark that a caller can carry to a read: "show me at least this".
 *
 * <p>It names streams and how far each came, not a number in the whole log: within a stream the order is exact, while
 * numbers in the whole log can become visible out of order.
 */
public record Position(List<StreamMark> marks) {
    /** The header on every answer to a command. */
    public static final String HEADER = "Rowlock-Position";

    /** The header with which a read asks to see that much. */
    public static final String AT_LEAST_HEADER = "Rowlock-At-Least";

    /** Longer ones are refused before they are taken apart. */
    public static final int MOST_CHARACTERS = 8_192;

    /** How far one stream came: its last event's sequence number. */
    public record StreamMark(String stream, long sequence) {
        public StreamMark {
            if (stream.isBlank() || sequence < 0) {
                throw new IllegalArgumentException("A mark needs a stream and a sequence number from 0");
            }
        }
    }

    public Position {
        marks = List.copyOf(marks);
    }

    /** Opaque to those who carry it: free to change, as long as both sides change together. */
    public String encoded() {
        var text = new StringBuilder();
        for (var mark : marks) {
            text.append(mark.stream()).append(' ').append(mark.sequence()).append('\n');
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses whatever {@link #encoded()} did not make. */
    public static Position decoded(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("A position has at most " + MOST_CHARACTERS + " characters");
        }
        var marks = new ArrayList<StreamMark>();
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        for (var line : plain.lines().toList()) {
            int space = line.lastIndexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("Not a position");
            }
            marks.add(new StreamMark(line.substring(0, space), Long.parseLong(line.substring(space + 1))));
        }
        return new Position(marks);
    }
}
