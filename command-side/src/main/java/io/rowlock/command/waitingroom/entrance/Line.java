package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.waitingroom.queue.Place;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One buyer's stream.
 *
 * <p>Whoever has news leaves them here and goes on: they are written by a thread of the line's own, which lives as long as
 * there is something to write. A client that reads slowly gets the newest state and misses older ones; one that does not
 * read at all is cut off when the server's time for a write is up.
 */
final class Line {
    private final BuyerId buyer;
    private final SseEmitter emitter;
    private final Executor writers;
    private final Instant openedAt;
    private final Runnable whenOver;
    private final AtomicBoolean over = new AtomicBoolean();

    // What the ticker knows of it; nobody else looks at these once it goes round with this line.
    private Place place = new NotQueued();
    private int round;
    private Instant seenAt = Instant.MIN;
    private Instant toldAt = Instant.MIN;
    private @Nullable Whereabouts told;

    // What is to be written; guarded by this.
    private @Nullable Whereabouts nextState;
    private @Nullable Problem nextProblem;
    private boolean sayAlive;
    private boolean sayReplaced;
    private boolean end;
    private boolean writing;

    /** What is told as an event of its own name. */
    private record Problem(String name, ProblemDetail document) {}

    /** @param whenOver forgets it; said by the line itself too, for the container is silent about what ends too soon */
    Line(BuyerId buyer, SseEmitter emitter, Executor writers, Instant openedAt, Consumer<Line> whenOver) {
        this.buyer = buyer;
        this.emitter = emitter;
        this.writers = writers;
        this.openedAt = openedAt;
        this.whenOver = () -> whenOver.accept(this);
    }

    BuyerId buyer() {
        return buyer;
    }

    Place place() {
        return place;
    }

    int round() {
        return round;
    }

    /** Stood somewhere in a round whose order was lost since. */
    boolean isOfARoundBefore(int current) {
        return round != 0 && round != current;
    }

    boolean wasSeenBefore(Instant instant) {
        return seenAt.isBefore(instant);
    }

    boolean wasOpenedBefore(Instant instant) {
        return openedAt.isBefore(instant);
    }

    /** True for whoever says so first: however a stream ends, it has ended once. */
    boolean isOverNow() {
        return over.compareAndSet(false, true);
    }

    /** Stood somewhere in an order that was lost: in the new round they stand nowhere until they enter again. */
    void lost(int newRound) {
        place = new NotQueued();
        round = newRound;
        seenAt = Instant.MIN;
    }

    void seen(Place now, int inRound, Instant at) {
        place = now;
        round = inRound;
        seenAt = at;
    }

    /** At once what matters at once; how far it still is, no more often than the buyer would ask. */
    void tell(Whereabouts state, Instant now, Duration aliveEvery) {
        var before = told;
        if (before == null
                || !state.tellsTheSameBesidesDistanceAs(before)
                || (!state.equals(before) && !now.isBefore(toldAt.plusSeconds(before.pollAfter())))) {
            told = state;
            toldAt = now;
            synchronized (this) {
                nextState = state;
            }
            write();
        } else {
            keepAlive(now, aliveEvery);
        }
    }

    /** A line that was silent for long is tried, so that one whose client is gone is noticed. */
    void keepAlive(Instant now, Duration aliveEvery) {
        if (toldAt.equals(Instant.MIN) || !now.isBefore(toldAt.plus(aliveEvery))) {
            toldAt = now;
            synchronized (this) {
                sayAlive = true;
            }
            write();
        }
    }

    void tell(String name, ProblemDetail problem) {
        synchronized (this) {
            nextProblem = new Problem(name, problem);
        }
        write();
    }

    /** The buyer has opened another one, and need not come back for this. */
    void endReplaced() {
        synchronized (this) {
            sayReplaced = true;
            end = true;
        }
        write();
    }

    /** The client may come back at once, to whichever instance is there. */
    void end() {
        synchronized (this) {
            end = true;
        }
        write();
    }

    private void write() {
        synchronized (this) {
            if (writing) {
                return;
            }
            writing = true;
        }
        writers.execute(this::writeAll);
    }

    private void writeAll() {
        try {
            for (var next = take(); next != null; next = take()) {
                next.write();
            }
        } catch (IOException | RuntimeException gone) {
            whenOver.run(); // the container may have found the same, or may never have begun
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private synchronized @Nullable Writing take() {
        if (nextProblem != null) {
            var problem = nextProblem;
            nextProblem = null;
            return () -> emitter.send(SseEmitter.event().name(problem.name()).data(problem.document()));
        }
        if (nextState != null) {
            var state = nextState;
            nextState = null;
            return () -> emitter.send(SseEmitter.event().name("state").data(state));
        }
        if (sayAlive) {
            sayAlive = false;
            return () -> emitter.send(SseEmitter.event().comment("waiting"));
        }
        if (sayReplaced) {
            sayReplaced = false;
            return () -> emitter.send(SseEmitter.event().name("replaced").data("{}"));
        }
        if (end) {
            end = false;
            return () -> {
                emitter.complete();
                whenOver.run();
            };
        }
        writing = false;
        return null;
    }
}
