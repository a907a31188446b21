package io.rowlock.command.waitingroom.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rowlock.command.waitingroom.queue.Steps.Step;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What the keepers of this instance did; over all instances these add up. */
@Component
class QueueMetrics {
    private final Timer wait;
    private final Counter passedOver;
    private final Counter noShows;

    QueueMetrics(MeterRegistry meters) {
        wait = Timer.builder("rowlock.queue.wait")
                .description(
                        "How long those who were admitted had waited, from the opening on or since they came; their number")
                .publishPercentileHistogram()
                // By default it would end at 30 seconds, and a queue lasts for hours.
                .minimumExpectedValue(Duration.ofSeconds(1))
                .maximumExpectedValue(Duration.ofHours(6))
                .register(meters);
        passedOver = Counter.builder("rowlock.queue.passed.over")
                .description("Turns at which their buyer was not there")
                .register(meters);
        noShows = Counter.builder("rowlock.queue.no.shows")
                .description("Places given up because their buyers did not come back in time")
                .register(meters);
    }

    void note(Step.Done done) {
        done.waited().forEach(wait::record);
        passedOver.increment((double) done.passedOver());
        noShows.increment((double) done.noShows());
    }
}
