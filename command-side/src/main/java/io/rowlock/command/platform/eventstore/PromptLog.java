package io.rowlock.command.platform.eventstore;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The log as its followers read it: it rings when there may be news.
 *
 * <p>Axon's own streams cannot, so its processors look twice a second only, and each step of a sale that follows from
 * another would take half a second. It rings once for all that is committed within a moment: each follower pays for a
 * transaction of its own every time.
 */
@Component
class PromptLog implements StreamableMessageSource<TrackedEventMessage<?>>, DisposableBean {
    /** What was committed is fetched first, by another thread. */
    private static final Duration TIME_TO_FETCH = Duration.ofMillis(5);

    private final GatheringEventStore log;
    private final Set<Runnable> followers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService bell = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("log-bell").daemon().factory());

    PromptLog(GatheringEventStore log, EventStoreSettings settings) {
        this.log = log;
        log.onCommit(new Gathered(bell, settings.gatherFor(), this::tell)::ask);
        // For what other instances have written.
        var every = settings.fetchDelay().toNanos();
        var _ = bell.scheduleWithFixedDelay(this::ring, every, every, TimeUnit.NANOSECONDS);
    }

    private void tell() {
        log.look();
        var _ = bell.schedule(this::ring, TIME_TO_FETCH.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void ring() {
        followers.forEach(Runnable::run);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new Ringing(log.openStream(after));
    }

    @Override
    public TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    @Override
    public void destroy() {
        log.onCommit(log::look);
        bell.shutdownNow();
    }

    /** Axon's stream, with a bell. */
    private final class Ringing implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> stream;
        private @Nullable Runnable follower;

        Ringing(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            follower = callback;
            followers.add(callback);
            return true;
        }

        @Override
        public void close() {
            if (follower != null) {
                followers.remove(follower);
            }
            stream.close();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            stream.skipMessagesWithPayloadTypeOf(ignored);
        }
    }
}
