package io.rowlock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FragileRedisTest {
    private static final Duration LATE = Duration.ofMillis(200);

    private final FragileRedis redis = FragileRedis.start();

    @AfterAll
    void close() {
        redis.close();
    }

    @Test
    void it_is_away_when_it_is_stopped_and_comes_back_with_what_it_had() throws IOException {
        assertThat(ask("SET seat A-1-1")).isEqualTo("+OK");
        redis.stop();
        assertThatThrownBy(() -> ask("PING")).isInstanceOf(IOException.class);
        redis.startAgain();
        assertThat(ask("EXISTS seat")).isEqualTo(":1");
    }

    @Test
    void it_comes_back_empty_at_the_same_address() throws IOException {
        assertThat(ask("SET row A-1")).isEqualTo("+OK");
        redis.startEmpty();
        assertThat(ask("DBSIZE")).isEqualTo(":0");
    }

    @Test
    void every_answer_is_late_by_the_same_time_however_many_there_are() throws IOException {
        redis.lateBy(LATE);
        long began = System.nanoTime();
        assertThat(askAtOnce("PING", 100)).hasSize(100).containsOnly("+PONG");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(LATE, LATE.multipliedBy(5));
        redis.lateBy(Duration.ZERO);
        assertThat(ask("PING")).isEqualTo("+PONG");
    }

    private String ask(String command) throws IOException {
        return askAtOnce(command, 1).getFirst();
    }

    private List<String> askAtOnce(String command, int times) throws IOException {
        try (var socket = new Socket(redis.host(), redis.port())) {
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            socket.getOutputStream().write((command + "\r\n").repeat(times).getBytes(StandardCharsets.US_ASCII));
            var lines = new ArrayList<String>();
            for (int i = 0; i < times; i++) {
                var line = answers.readLine();
                if (line == null) {
                    throw new IOException("Hung up on");
                }
                lines.add(line);
            }
            return lines;
        }
    }
}
