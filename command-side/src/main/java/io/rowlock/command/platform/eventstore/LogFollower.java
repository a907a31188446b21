package io.rowlock.command.platform.eventstore;

import java.time.Duration;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Somebody who reads the log from its first event to its last and remembers how far they came.
 *
 * @param name what the place in the log is remembered under
 * @param segments how many parts the streams are dealt out to, each read in order and by one instance at a time
 * @param batchSize how many events are handled in one transaction
 */
public record LogFollower(String name, int segments, int batchSize) {
    public LogFollower {
        if (segments < 1 || segments > 64) {
            throw new IllegalArgumentException("rowlock." + name + ".segments must be 1 to 64, was " + segments);
        }
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("rowlock." + name + ".batch-size must be 1 to 10000, was " + batchSize);
        }
    }

    public EventProcessingConfigurer register(EventProcessingConfigurer processing) {
        return processing
                .registerPooledStreamingEventProcessor(
                        name,
                        axon -> axon.getComponent(PromptLog.class),
                        (axon, processor) -> processor
                                .initialSegmentCount(segments)
                                .tokenClaimInterval(claimEvery(axon).toMillis())
                                .claimExtensionThreshold(claimEvery(axon).toMillis())
                                .batchSize(batchSize)
                                // A batch may take longer than a claim lasts, for instance while a broker is away.
                                .enableCoordinatorClaimExtension()
                                // Without this a new follower would take all older events for a replay, and skip them.
                                .initialToken(StreamableMessageSource::createTailToken))
                .registerListenerInvocationErrorHandler(name, _ -> PropagatingErrorHandler.instance());
    }

    private static Duration claimEvery(Configuration axon) {
        return axon.getComponent(EventStoreSettings.class).claimEvery();
    }
}
