package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every event of the topic is projected, and once only. */
@OnRealServers
@TestInstance(Lifecycle.PER_CLASS)
class NothingIsLostTest {
    private static final Logger LOG = LoggerFactory.getLogger(NothingIsLostTest.class);
    private static final int PARTITIONS = 8;

    private Log log;
    private Running app;

    @BeforeAll
    void a_topic_with_many_partitions(Corner corner) throws Exception {
        log = Log.in(corner, PARTITIONS);
        app = Running.in(corner, "--rowlock.operations.password=");
    }

    @AfterAll
    void close() {
        app.close();
        log.close();
    }

    @Test
    void thousands_of_events_over_many_partitions_are_each_projected_once() {
        var sale = Sale.of("thousands");
        var events = new ArrayList<>();
        events.add(sale.opened(section("A", 50, 50)));
        for (int row = 1; row <= 50; row++) {
            for (int number = 1; number <= 50; number++) {
                var seat = "A-" + row + "-" + number;
                var mark = "hold-" + row + "-" + number;
                events.addAll(sale.held(ANNA, mark, FAR_OFF, seat));
                events.addAll(sale.released(ANNA, mark, seat));
            }
        }
        long start = System.nanoTime();
        log.append(events);
        long appended = System.nanoTime();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    assertThat(app.count("seat where state = 'RELEASED' and seen = 1"))
                            .isEqualTo(2_500);
                    assertThat(app.count("seat_hold where state = 'RELEASED'")).isEqualTo(2_500);
                });
        long end = System.nanoTime();
        LOG.info(
                "{} events, appended in {} ms, projected {} ms after the first: {} a second",
                events.size(),
                (appended - start) / 1_000_000,
                (end - start) / 1_000_000,
                events.size() * 1_000_000_000L / (end - start));
        assertThat(app.count("dead_letter_entry")).isZero();
        assertThat(projected())
                .as("each by one projection, and the schedule by the catalogue's and the seat map's")
                .isEqualTo(events.size() + 1);
    }

    @Test
    void without_a_password_nobody_sees_the_projections() throws Exception {
        assertThat(app.get("/actuator/projections").status()).isEqualTo(403);
        assertThat(app.operations("/actuator/projections").status()).isEqualTo(403);
        assertThat(app.rebuild("seatmap").status()).isEqualTo(403);
    }

    private long projected() {
        return (long) app.bean(MeterRegistry.class).get("rowlock.projection.events").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
