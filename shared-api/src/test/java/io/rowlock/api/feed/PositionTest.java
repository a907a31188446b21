package io.rowlock.api.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.api.feed.Position.StreamMark;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void a_position_comes_back_as_it_was_sent() {
        var position = new Position(List.of(new StreamMark("sch-1/A-12-7", 0), new StreamMark("ord-9w3f", 41)));
        assertThat(Position.decoded(position.encoded())).isEqualTo(position);
    }

    @Test
    void a_command_that_wrote_nothing_has_a_position_too() {
        assertThat(Position.decoded(new Position(List.of()).encoded()).marks()).isEmpty();
    }

    @Test
    void a_position_fits_into_a_header_as_it_is() {
        var position = new Position(List.of(new StreamMark("sch-1/buyer/usr-anna", 7)));
        assertThat(position.encoded()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sch-1", "sch-1 x", "sch-1 -1", " 1", "sch-1 99999999999999999999"})
    void what_was_not_made_here_is_refused(String plain) {
        var text = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Position.decoded(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_not_even_encoded_is_refused() {
        assertThatThrownBy(() -> Position.decoded("***")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Position.decoded("A".repeat(Position.MOST_CHARACTERS + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
