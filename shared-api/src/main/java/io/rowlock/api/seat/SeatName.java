package io.rowlock.api.seat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Where a seat stands in its house, for example {@code A-12-7}: section A, row 12, number 7. */
public record SeatName(String section, int row, int number) implements Comparable<SeatName> {
    public static final String PATTERN = "[A-Z0-9]{1,16}-[1-9][0-9]{0,3}-[1-9][0-9]{0,3}";
    public static final String SECTION_PATTERN = "[A-Z0-9]{1,16}";

    private static final Pattern FORM = Pattern.compile(PATTERN);
    private static final Pattern SECTION = Pattern.compile(SECTION_PATTERN);
    private static final int HIGHEST = 9_999;

    public SeatName {
        if (!SECTION.matcher(section).matches()) {
            throw new IllegalArgumentException("A section is 1 to 16 capital letters or digits, was " + section);
        }
        if (row < 1 || row > HIGHEST || number < 1 || number > HIGHEST) {
            throw new IllegalArgumentException("Rows and numbers go from 1 to " + HIGHEST);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SeatName of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("A seat is named SECTION-ROW-NUMBER, for example A-12-7");
        }
        var parts = text.split("-", -1);
        return new SeatName(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** The one order in which several seats are asked, so that two holds can never wait for each other. */
    @Override
    public int compareTo(SeatName other) {
        return toString().compareTo(other.toString());
    }

    /** Part of a stream's name, so its form is a contract. */
    @JsonValue
    @Override
    public String toString() {
        return section + "-" + row + "-" + number;
    }
}
