package io.rowlock.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What has been started so far, so that it can be stopped in the opposite order at any moment, even while starting. */
final class Running {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private volatile boolean stopping;

    /** Starts one more; a stop that is asked for meanwhile waits until this one can be stopped too. */
    synchronized <T extends AutoCloseable> T add(Supplier<T> start) {
        if (stopping) {
            throw new CannotLaunch("Stopped while starting.");
        }
        var it = start.get();
        started.push(it);
        return it;
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
        stopAll();
    }

    private synchronized void stopAll() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
    }
}
