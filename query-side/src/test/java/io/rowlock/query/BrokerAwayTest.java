package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.FAR_OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The broker may be away at the start and later; what is known is shown meanwhile, and the rest follows by itself. */
@OnRealServers
class BrokerAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void the_feed_is_followed_from_when_there_is_one_and_again_after_it_was_away(Corner corner) throws Exception {
        corner.broker().stop();
        try (var app = Running.in(corner, "--rowlock.feed.broker-timeout=500ms")) {
            stillAnswers(app);

            corner.broker().start();
            try (var log = Log.notYetIn(corner)) {
                aTopicThatComesLater(app, log);
                morePartitions(app, log);
                corner.broker().stop();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(behind(app)).as("unknown").isEqualTo("null"));
                stillAnswers(app);

                corner.broker().start();
                var sale = Sale.of("back");
                log.append(sale.held(ANNA, "back", FAR_OFF, "A-1-1"));
                awaitSeats(app, "back", 1);
            }
        } finally {
            corner.broker().start();
        }
    }

    private static void aTopicThatComesLater(Running app, Log log) throws Exception {
        log.createTopic(2);
        log.append(Sale.of("first").held(ANNA, "first", FAR_OFF, "A-1-1", "A-1-2"));
        awaitSeats(app, "first", 2);
    }

    /** Keys then move to other partitions; nothing of the new ones may be left unread. */
    private static void morePartitions(Running app, Log log) throws Exception {
        log.growTo(6);
        var sale = Sale.of("grown");
        for (int number = 1; number <= 30; number++) {
            log.append(sale.held(ANNA, "grown-" + number, FAR_OFF, "A-1-" + number));
        }
        awaitSeats(app, "grown", 30);
    }

    private static void stillAnswers(Running app) throws Exception {
        assertThat(app.get("/api/concerts").status()).isEqualTo(200);
        assertThat(app.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private static String behind(Running app) throws Exception {
        return app.operations("/actuator/projections")
                .json()
                .at("/seatmap/behind")
                .toString();
    }

    private static void awaitSeats(Running app, String mark, long seats) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.count("seat where schedule_id = 'sch-" + mark + "'"))
                        .isEqualTo(seats));
    }
}
