package io.rowlock.query.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.Buffer;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.KafkaEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Hands events on in the order in which they were fetched.
 *
 * <p>The extension's own buffer sorts them by time, while their tokens count in the order of fetching: an event that is
 * overtaken by a later token looks as if it had been handled, and is dropped without a word.
 */
final class FifoBuffer implements Buffer<KafkaEventMessage> {
    private static final int A_FEW = 100;

    private final Deque<KafkaEventMessage> events = new ArrayDeque<>();
    private final int capacity;
    private final long gatherFor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition over = lock.newCondition();
    private volatile Runnable onAvailable = () -> {};
    private @Nullable RuntimeException failure;
    private boolean closed;

    /** @param gatherFor how long whoever fetches rests after a few events, so that the next are more */
    FifoBuffer(int capacity, Duration gatherFor) {
        this.capacity = capacity;
        this.gatherFor = gatherFor.toNanos();
    }

    /** Without this call the reader would look for events only twice a second. */
    void onAvailable(Runnable callback) {
        onAvailable = callback;
    }

    /** Lets go of a fetcher that waits for room: nobody will make any. */
    void close() {
        onAvailable = () -> {};
        lock.lock();
        try {
            closed = true;
            events.clear();
            changed.signalAll();
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(KafkaEventMessage event) throws InterruptedException {
        putAll(List.of(event));
    }

    @Override
    public void putAll(Collection<KafkaEventMessage> fetched) throws InterruptedException {
        for (var event : fetched) {
            if (!addIfRoom(event)) {
                onAvailable.run();
                addOnceThereIsRoom(event);
            }
        }
        onAvailable.run();
        if (fetched.size() < A_FEW) {
            rest();
        }
    }

    /** Few or many, events that are projected together cost one transaction. */
    private void rest() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = gatherFor; left > 0 && !closed; ) {
                left = over.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean addIfRoom(KafkaEventMessage event) {
        lock.lock();
        try {
            if (events.size() >= capacity) {
                return false;
            }
            add(event);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void addOnceThereIsRoom(KafkaEventMessage event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.size() >= capacity && !closed) {
                changed.await();
            }
            add(event);
        } finally {
            lock.unlock();
        }
    }

    private void add(KafkaEventMessage event) {
        if (!closed) {
            events.addLast(event);
            changed.signalAll();
        }
    }

    @Override
    public @Nullable KafkaEventMessage poll(long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (events.isEmpty()) {
                throwFailure();
                if (nanos <= 0) {
                    return null;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return removeFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public KafkaEventMessage take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.isEmpty()) {
                throwFailure();
                changed.await();
            }
            return removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private KafkaEventMessage removeFirst() {
        var first = events.removeFirst();
        changed.signalAll();
        return first;
    }

    @Override
    public @Nullable KafkaEventMessage peek() {
        lock.lock();
        try {
            if (events.isEmpty()) {
                throwFailure();
            }
            return events.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    /** What was fetched before the failure is still handed on; then the reader learns of it and opens a new stream. */
    @Override
    public void setException(RuntimeException exception) {
        lock.lock();
        try {
            failure = exception;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onAvailable.run();
    }

    private void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public int remainingCapacity() {
        return capacity - size();
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
