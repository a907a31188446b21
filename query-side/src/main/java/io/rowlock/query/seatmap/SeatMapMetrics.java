package io.rowlock.query.seatmap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rowlock.query.seatmap.Change.Recorded;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What operators see of the living seat maps. */
@Component
class SeatMapMetrics {
    /** Why a stream was cut off; its client may come back at once. */
    enum Dropped {
        /** It had not taken what is not kept any more. */
        BEHIND,
        /** It took too long to take a message. */
        SLOW,
        /** It could not be written to. */
        GONE
    }

    private final MeterRegistry meters;
    private final Counter frames;
    private final Counter changes;
    private final Counter fromRows;
    private final Counter corrected;
    private final Counter startedAgain;
    private final Timer told;
    private final Map<Dropped, Counter> dropped = new EnumMap<>(Dropped.class);

    SeatMapMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.frames = counter("rowlock.seatmap.frames", "Messages made, each for all streams of a schedule");
        this.changes = counter("rowlock.seatmap.changes", "Seats that were told to be shown differently");
        this.fromRows = counter("rowlock.seatmap.drawn.from.rows", "Answers for which there was no board");
        this.corrected = counter("rowlock.seatmap.corrected", "Seats that a board showed otherwise than the rows");
        this.startedAgain = counter(
                "rowlock.seatmap.streams.started.again", "Streams that could not be resumed where they had ended");
        this.told = Timer.builder("rowlock.seatmap.told")
                .description("Time from an event to the message that tells of it")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        for (var reason : Dropped.values()) {
            dropped.put(
                    reason,
                    Counter.builder("rowlock.seatmap.streams.dropped")
                            .description("Streams that were cut off")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    void countBoards(Map<String, ?> boards) {
        Gauge.builder("rowlock.seatmap.boards", boards, Map::size)
                .description("Schedules that are watched because somebody looks at them")
                .register(meters);
    }

    void countStreams(AtomicInteger open) {
        Gauge.builder("rowlock.seatmap.streams", open, AtomicInteger::get)
                .description("Streams that are served")
                .register(meters);
    }

    void told(Frame frame) {
        frames.increment();
        changes.increment(frame.changes().size());
        for (var change : frame.changes()) {
            if (change.cause() instanceof Recorded recorded) {
                // The two are by clocks that may differ.
                var took = Duration.between(recorded.at(), frame.madeAt());
                told.record(took.isNegative() ? Duration.ZERO : took);
            }
        }
    }

    void drawnFromRows() {
        fromRows.increment();
    }

    void corrected(int seats) {
        corrected.increment(seats);
    }

    void startedAgain() {
        startedAgain.increment();
    }

    void dropped(Dropped reason) {
        var counter = dropped.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
