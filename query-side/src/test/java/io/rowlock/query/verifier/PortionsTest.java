package io.rowlock.query.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortionsTest {
    @Test
    void streams_are_looked_at_together_as_long_as_they_are_short_together() {
        var lengths = new LinkedHashMap<String, Long>();
        lengths.put("annas", 4L);
        lengths.put("bens", 6L);
        lengths.put("carlas", 1L);
        lengths.put("nobodys", 0L);
        lengths.put("dinas", 10L);
        lengths.put("the-box-office-s", 11L);
        assertThat(Portions.of(lengths, 10))
                .isEqualTo(new Portions(
                        List.of(List.of("annas", "bens"), List.of("carlas", "nobodys"), List.of("dinas")),
                        List.of("the-box-office-s")));
    }
}
