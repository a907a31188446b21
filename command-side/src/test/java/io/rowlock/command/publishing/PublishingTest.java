package io.rowlock.command.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.command.Instance;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OnRealServers
class PublishingTest {
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final int CALLERS = 4;

    private final Corner corner;

    PublishingTest(Corner corner) {
        this.corner = corner;
    }

    @Test
    void commands_are_taken_while_the_broker_is_away_and_everything_is_published_afterwards_in_order()
            throws InterruptedException {
        try (var app = new Instance(corner)) {
            var house = app.openEvening(1, 9_999, 50);
            awaitAllPublished(app);
            var broker = corner.broker();
            var taken = new AtomicInteger();
            var refused = new ConcurrentLinkedQueue<Answer>();
            var over = new AtomicBoolean();
            var callers = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> Thread.startVirtualThread(() -> {
                        for (int seat = caller + 1; !over.get(); seat += CALLERS) {
                            var buyer = Person.buyer("caller-" + seat);
                            var hold = app.hold(buyer, house, "A-1-" + seat);
                            var release = app.release(buyer, hold.at("/holdId"));
                            if (hold.status() == 201 && release.status() == 204) {
                                taken.incrementAndGet();
                            } else {
                                refused.add(hold);
                            }
                        }
                    }))
                    .toList();

            broker.stop();
            int before = taken.get();
            // The outage itself is what is tested, and it lasts as long as it lasts.
            await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(5)).until(() -> true);
            int during = taken.get() - before;
            broker.start();
            over.set(true);
            for (var caller : callers) {
                caller.join();
            }

            assertThat(during).as("taken while the broker was away").isGreaterThan(100);
            assertThat(refused).isEmpty();
            awaitAllPublished(app);
        }
    }

    @Test
    void a_publisher_that_starts_anew_publishes_the_whole_history() {
        try (var app = new Instance(corner)) {
            var house = app.openEvening(1, 100, 50);
            app.hold(Person.buyer("anna"), house, "A-1-1", "A-1-2");
            awaitAllPublished(app);
            app.log()
                    .sql("DELETE FROM token WHERE processor_name = 'publishing'")
                    .update();
        }

        var emptyTopic = corner.topic("anew");
        try (var app = new Instance(corner, "--rowlock.feed.topic=" + emptyTopic)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(published(emptyTopic)).isEqualTo(inTheLog(app)));
        }
    }

    @Test
    void a_broker_that_was_away_at_the_very_first_start_gets_the_topic_as_we_want_it() {
        var topic = corner.topic("late");
        var broker = corner.broker();
        broker.stop();
        try (var app = new Instance(
                corner,
                "--spring.datasource.url=" + corner.database("late").url(),
                "--rowlock.feed.topic=" + topic,
                "--rowlock.publishing.partitions=5")) {
            var house = app.openEvening(1, 10, 4);
            assertThat(app.hold(Person.buyer("anna"), house, "A-1-1").status()).isEqualTo(201);

            broker.start();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions() // nobody has made the topic yet
                    .untilAsserted(() -> assertThat(published(topic)).isEqualTo(inTheLog(app)));
            assertThat(Topic.partitions(corner.bootstrapServers(), topic)).isEqualTo(5);
        } finally {
            broker.start();
        }
    }

    private void awaitAllPublished(Instance app) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(published(corner.topic("events"))).isEqualTo(inTheLog(app)));
    }

    private Map<String, List<Long>> published(String topic) {
        return Topic.firstSightOfEachEvent(corner.bootstrapServers(), topic);
    }

    /** What the topic must show: each stream from 0 to its last event, in order. */
    private static Map<String, List<Long>> inTheLog(Instance app) {
        var streams = new TreeMap<String, List<Long>>();
        app.log()
                .sql("SELECT aggregate_identifier, max(sequence_number) FROM domain_event GROUP BY 1")
                .query(row -> {
                    streams.put(
                            row.getString(1),
                            LongStream.rangeClosed(0, row.getLong(2)).boxed().toList());
                });
        return streams;
    }
}
