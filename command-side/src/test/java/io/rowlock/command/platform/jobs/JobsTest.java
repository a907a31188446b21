package io.rowlock.command.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.command.running.RunningApp;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsTest {
    private final RunningApp app;
    private final Errands errands;

    JobsTest(Corner corner) {
        app = RunningApp.in(corner, List.of(Errands.class), "--rowlock.jobs.first-pause=50ms");
        errands = app.part(Errands.class);
    }

    @AfterAll
    void close() {
        app.close();
    }

    record Errand(String whose) {}

    /** Runs errands, those of some people in vain. */
    static class Errands implements Job<Errand> {
        private final Queue<String> attempts = new ConcurrentLinkedQueue<>();
        private final ConcurrentHashMap<String, String> trouble = new ConcurrentHashMap<>();

        @Override
        public String name() {
            return "errand";
        }

        @Override
        public Class<Errand> about() {
            return Errand.class;
        }

        @Override
        public Progress attempt(Errand errand, Instant since) {
            attempts.add(errand.whose());
            return switch (trouble.getOrDefault(errand.whose(), "none")) {
                case "broken" -> throw new IllegalStateException("The shop is closed");
                case "not ready" -> Progress.NOT_YET;
                default -> Progress.DONE;
            };
        }

        long attemptsFor(String whose) {
            return attempts.stream().filter(whose::equals).count();
        }
    }

    @Test
    void what_was_taken_on_is_done_once_and_gone() {
        take("anna");
        await().untilAsserted(() -> assertThat(pieces("anna")).isZero());
        assertThat(errands.attemptsFor("anna")).isEqualTo(1);
    }

    @Test
    void what_was_taken_on_in_a_transaction_that_came_to_nothing_was_never_there() {
        assertThatThrownBy(() -> app.part(TransactionTemplate.class).executeWithoutResult(_ -> {
                    app.part(Jobs.class).take(errands, "ben", new Errand("ben"));
                    throw new IllegalStateException("Never mind");
                }))
                .hasMessage("Never mind");
        take("bens neighbour");
        await().untilAsserted(
                        () -> assertThat(errands.attemptsFor("bens neighbour")).isEqualTo(1));
        assertThat(pieces("ben")).isZero();
        assertThat(errands.attemptsFor("ben")).isZero();
    }

    @Test
    void what_fails_is_tried_until_it_works_and_operators_see_it_fail_and_grow_old() {
        errands.trouble.put("carla", "broken");
        take("carla");
        await().untilAsserted(() -> {
            assertThat(errands.attemptsFor("carla")).isGreaterThan(3);
            assertThat(gauge("rowlock.jobs.failing")).isEqualTo(1);
            assertThat(gauge("rowlock.jobs.waiting")).isEqualTo(1);
            // Older than its last pause, which is not over yet.
            assertThat(oldest()).isGreaterThan(0.3);
        });
        errands.trouble.remove("carla");
        await().untilAsserted(() -> assertThat(pieces("carla")).isZero());
        assertThat(gauge("rowlock.jobs.failing")).isZero();
        assertThat(oldest()).isZero();
    }

    @Test
    void what_is_not_ready_yet_is_looked_at_again() {
        errands.trouble.put("dora", "not ready");
        take("dora");
        await().untilAsserted(() -> assertThat(errands.attemptsFor("dora")).isGreaterThan(2));
        errands.trouble.remove("dora");
        await().untilAsserted(() -> assertThat(pieces("dora")).isZero());
    }

    @Test
    void what_another_instance_was_killed_over_is_taken_over_within_ten_seconds() {
        app.part(JdbcClient.class).sql("""
                        INSERT INTO job (task_name, task_instance, task_data, execution_time, picked, picked_by,
                                         last_heartbeat, consecutive_failures, version, priority)
                        VALUES ('errand', 'erik', convert_to('{"since": "2027-05-01T12:00:00Z", "attempts": 0,
                                "about": {"whose": "erik"}}', 'UTF8'), now(), true, 'killed', now(), 0, 1, 50)""").update();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(pieces("erik")).isZero());
        assertThat(errands.attemptsFor("erik")).isEqualTo(1);
    }

    private void take(String whose) {
        app.part(TransactionTemplate.class)
                .executeWithoutResult(_ -> app.part(Jobs.class).take(errands, whose, new Errand(whose)));
    }

    private long pieces(String whose) {
        return app.part(JdbcClient.class)
                .sql("SELECT count(*) FROM job WHERE task_name = 'errand' AND task_instance = ?")
                .param(whose)
                .query(Long.class)
                .single();
    }

    private double oldest() {
        return app.part(MeterRegistry.class)
                .get("rowlock.jobs.oldest")
                .tag("job", "errand")
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    private double gauge(String name) {
        return app.part(MeterRegistry.class)
                .get(name)
                .tag("job", "errand")
                .gauge()
                .value();
    }
}
