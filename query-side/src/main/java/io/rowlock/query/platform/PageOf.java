package io.rowlock.query.platform;

import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/**
 * A part of a longer list.
 *
 * @param page its number, from 0
 * @param total how many there are on all pages together
 */
public record PageOf<T>(List<T> items, int page, int size, long total) {
    /** Pages beyond this are refused: to show one, the database would have to count its way there. */
    public static final int LAST = 10_000;

    public static final int LARGEST = 100;

    public PageOf {
        items = List.copyOf(items);
    }

    public static <R, T> PageOf<T> of(Page<R> rows, Function<R, T> shown) {
        return new PageOf<>(
                rows.stream().map(shown).toList(), rows.getNumber(), rows.getSize(), rows.getTotalElements());
    }
}
