package io.rowlock.query.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SaidOnceTest {
    @Test
    void what_was_said_is_not_new_until_too_much_else_was_said() {
        var said = new SaidOnce(2);
        assertThat(said.isNew("a")).isTrue();
        assertThat(said.isNew("b")).isTrue();
        assertThat(said.isNew("a")).isFalse();
        assertThat(said.isNew("c")).isTrue();
        assertThat(said.isNew("a")).as("the oldest was forgotten").isTrue();
        assertThat(said.isNew("c")).isFalse();
    }
}
