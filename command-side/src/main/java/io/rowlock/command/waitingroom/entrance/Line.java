package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.waitingroom.queue.Place;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
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

    // What the ticker knows of it; nobody else looks at these.
    private Place place = new NotQueued();
    private int round;
    private Instant seenAt = Instant.MIN;
    private Instant toldAt = Instant.MIN;
    private @Nullable Whereabouts told;

    // What is to be written; guarded by this.
    private @Nullable Whereabouts nextState;
    private @Nullable ProblemDetail nextProblem;
    private boolean sayAlive;
    private boolean sayReplaced;
    private boolean end;
    private boolean writing;

    Line(BuyerId buyer, SseEmitter emitter, Executor writers) {
        this.buyer = buyer;
        this.emitter = emitter;
        this.writers = writers;
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
        } else if (!now.isBefore(toldAt.plus(aliveEvery))) {
            toldAt = now;
            synchronized (this) {
                sayAlive = true;
            }
            write();
        }
    }

    void tell(ProblemDetail problem) {
        synchronized (this) {
            nextProblem = problem;
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
        } catch (IOException | IllegalStateException gone) {
            // The container finds the same and ends the stream, which is then forgotten.
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private synchronized @Nullable Writing take() {
        if (nextProblem != null) {
            var problem = nextProblem;
            nextProblem = null;
            return () -> emitter.send(SseEmitter.event().name("places-lost").data(problem));
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
            return emitter::complete;
        }
        writing = false;
        return null;
    }
}
