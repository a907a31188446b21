package io.rowlock.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OperationsSettingsTest {
    @Test
    void a_short_password_is_refused_and_never_said() {
        assertThatThrownBy(() -> new OperationsSettings("short"))
                .hasMessage("rowlock.operations.password must have at least 12 characters")
                .message()
                .doesNotContain("short");
        assertThat(new OperationsSettings("long enough to be one")).asString().doesNotContain("long enough");
    }

    @Test
    void an_empty_one_is_none() {
        assertThat(new OperationsSettings("").password()).isNull();
    }
}
