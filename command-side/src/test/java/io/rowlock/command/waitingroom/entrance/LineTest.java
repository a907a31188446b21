package io.rowlock.command.waitingroom.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.waitingroom.entrance.Whereabouts.Standing;
import io.rowlock.command.waitingroom.left.Left;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class LineTest {
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    private static final Duration ALIVE_EVERY = Duration.ofSeconds(15);

    private final SlowReader anna = new SlowReader();
    private final List<Line> over = new CopyOnWriteArrayList<>();
    private final Line line = lineOf(anna);

    private Line lineOf(SseEmitter emitter) {
        return new Line(new BuyerId("usr-anna"), emitter, Executors.newVirtualThreadPerTaskExecutor(), NOON, over::add);
    }

    /** Takes in one event each time it is let, and gone after that if it is told to be. */
    private static final class SlowReader extends SseEmitter {
        private final Semaphore reads = new Semaphore(0);
        private final List<String> read = new CopyOnWriteArrayList<>();
        private volatile boolean gone;

        @Override
        public void send(SseEventBuilder event) throws IOException {
            reads.acquireUninterruptibly();
            if (gone) {
                throw new IOException("nobody there");
            }
            var text = new StringBuilder();
            event.build().forEach(part -> text.append(part.getData()));
            read.add(text.toString());
        }
    }

    @Test
    void who_reads_slowly_keeps_nobody_waiting_and_gets_the_newest() {
        line.tell(paused("first"), NOON, ALIVE_EVERY);
        await().until(anna.reads::hasQueuedThreads);
        for (int i = 0; i < 1_000; i++) {
            line.tell(paused("number " + i), NOON, ALIVE_EVERY);
        }
        anna.reads.release(10);
        await().until(() -> anna.read.size() == 2);
        assertThat(anna.read.get(0)).contains("first");
        assertThat(anna.read.get(1)).contains("number 999");
    }

    @Test
    void who_is_gone_gets_nothing_more_and_does_no_harm() {
        anna.gone = true;
        anna.reads.release(10);
        line.tell(paused("first"), NOON, ALIVE_EVERY);
        line.tell(paused("second"), NOON, ALIVE_EVERY);
        line.end();
        await().until(() -> over.contains(line));
        assertThat(anna.read).isEmpty();
    }

    @Test
    void a_line_that_ends_before_its_stream_has_begun_is_forgotten_all_the_same() {
        var before = lineOf(new SseEmitter());
        before.end();
        await().until(() -> over.contains(before));
        assertThat(before.isOverNow()).isTrue();
        assertThat(before.isOverNow()).isFalse();
    }

    @Test
    void how_far_it_is_is_told_no_more_often_than_a_buyer_would_ask() {
        anna.reads.release(10);
        line.tell(waiting(9_000, 9), NOON, ALIVE_EVERY);
        await().until(() -> anna.read.size() == 1);
        line.tell(waiting(8_500, 8), NOON.plusSeconds(9).minusMillis(1), ALIVE_EVERY);
        line.tell(waiting(8_400, 8), NOON.plusSeconds(9), ALIVE_EVERY);
        await().until(() -> anna.read.size() == 2);
        assertThat(anna.read.get(1)).contains("ahead=8400");
    }

    @Test
    void a_silent_line_is_tried_now_and_then() {
        anna.reads.release(10);
        line.tell(paused("a moment"), NOON, ALIVE_EVERY);
        await().until(() -> anna.read.size() == 1);
        line.tell(paused("a moment"), NOON.plus(ALIVE_EVERY).minusMillis(1), ALIVE_EVERY);
        line.tell(paused("a moment"), NOON.plus(ALIVE_EVERY), ALIVE_EVERY);
        await().until(() -> anna.read.size() == 2);
        assertThat(anna.read.get(1)).startsWith(":");
    }

    private static Whereabouts paused(String notice) {
        return whereabouts(Standing.PREQUEUE, null, 30, notice);
    }

    private static Whereabouts waiting(long ahead, long pollAfter) {
        return whereabouts(Standing.WAITING, ahead, pollAfter, null);
    }

    private static Whereabouts whereabouts(
            Standing standing, @Nullable Long ahead, long pollAfter, @Nullable String notice) {
        return new Whereabouts(
                new ScheduleId("sch-1"),
                standing,
                null,
                ahead,
                null,
                pollAfter,
                NOON,
                null,
                "ab",
                notice != null,
                notice,
                new Left(null, null, List.of()));
    }
}
