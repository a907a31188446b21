package io.rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.web.tiny.Keys;
import io.rowlock.web.tiny.TinyApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_public_key_no_app_starts_and_one_sentence_says_why(CapturedOutput log) throws Exception {
        refusesToStart("--rowlock.tokens.public-key=");
        assertThat(log).contains("rowlock.tokens.public-key is not set; it must name a PEM file");
        assertThat(log).doesNotContain("\tat org.springframework");
    }

    @Test
    void a_key_that_is_not_there_or_not_a_key_is_named(CapturedOutput log) throws Exception {
        refusesToStart(
                "--rowlock.tokens.public-key=" + folder.resolve("nowhere.pem").toUri());
        var garbage = Files.writeString(folder.resolve("garbage.pem"), "garbage");
        refusesToStart("--rowlock.tokens.public-key=" + garbage.toUri());
        assertThat(log).contains("nowhere.pem").contains("garbage.pem").contains("cannot be read as a PEM file");
    }

    @Test
    void a_weak_key_is_refused(CapturedOutput log) throws Exception {
        refusesToStart("--rowlock.tokens.public-key="
                + Keys.in(folder, 1024).publicKey().toUri());
        assertThat(log).contains("fewer than 2048 bits");
    }

    @ParameterizedTest
    @CsvSource({
        "rowlock.web.max-body, 1B",
        "rowlock.web.max-body, 1GB",
        "rowlock.tokens.clock-skew, -1s",
        "rowlock.tokens.clock-skew, 2m",
        "rowlock.tokens.issuer, ' '"
    })
    void a_setting_out_of_bounds_is_refused_at_the_start(String setting, String value, CapturedOutput log)
            throws Exception {
        refusesToStart("--" + setting + "=" + value);
        assertThat(log).contains(setting + " must");
    }

    private void refusesToStart(String setting) throws IOException, GeneralSecurityException {
        var keys = Keys.in(folder, 2048);
        assertThatThrownBy(() -> TinyApp.start(keys, setting)).isInstanceOf(RuntimeException.class);
    }
}
