package io.rowlock.query.seatmap;

import io.rowlock.query.feed.Heard;
import io.rowlock.query.feed.Offsets;
import io.rowlock.query.feed.TailListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A schedule that somebody looks at here: it collects what comes in until its board is filled, and hands it on from then. */
final class Watched implements TailListener {
    private final String schedule;
    private final int mostCollected;
    private final long since = System.nanoTime();
    private final AtomicInteger streams = new AtomicInteger();
    private final Easel easel = new Easel();
    private final CompletableFuture<Offsets> joined = new CompletableFuture<>();
    private final CompletableFuture<Board> filled = new CompletableFuture<>();
    private volatile long lookedAt = since;
    private volatile long overSince;
    private volatile boolean over;

    // Guarded by this.
    private final List<Heard> collected = new ArrayList<>();
    private @Nullable Offsets latest;
    private @Nullable Board board;

    Watched(String schedule, int mostCollected) {
        this.schedule = schedule;
        this.mostCollected = mostCollected;
    }

    String schedule() {
        return schedule;
    }

    Easel easel() {
        return easel;
    }

    void isLookedAt() {
        lookedAt = System.nanoTime();
    }

    /** For how long nobody has looked. */
    long idleFor(long now) {
        return streams.get() > 0 ? 0 : now - lookedAt;
    }

    long watchedFor(long now) {
        return now - since;
    }

    void streamBegins() {
        streams.incrementAndGet();
    }

    void streamEnds() {
        isLookedAt();
        streams.decrementAndGet();
    }

    boolean hasStreams() {
        return streams.get() > 0;
    }

    /** Empty while it is not filled, and when it is over. */
    Optional<Board> board() {
        return !over && filled.state() == State.SUCCESS ? Optional.of(filled.resultNow()) : Optional.empty();
    }

    Optional<Board> awaitBoard(Duration patience) throws InterruptedException {
        try {
            var _ = filled.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
            return board();
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
    }

    /** From where on it hears everything. */
    Offsets awaitJoined(Duration patience) throws InterruptedException, TimeoutException {
        try {
            return joined.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException _) {
            throw new TimeoutException("It is not watched any more");
        }
    }

    /** Until it has heard all that comes before this place. */
    synchronized void awaitReached(Offsets place, Duration patience) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        while (latest == null || !latest.covers(place)) {
            long left = end - System.nanoTime();
            if (left <= 0 || over) {
                throw new TimeoutException("What the rows know has not come in yet");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** False if there is no use in it any more. */
    boolean fill(Function<List<Heard>, Board> beginning) {
        List<Heard> before;
        synchronized (this) {
            if (over) {
                return false;
            }
            before = List.copyOf(collected);
            collected.clear();
        }
        // A stadium takes a while, and whoever tells what comes in tells all boards.
        var made = beginning.apply(before);
        synchronized (this) {
            if (over) {
                return false;
            }
            collected.forEach(made::hear);
            collected.clear();
            if (latest != null) {
                made.reached(latest);
            }
            board = made;
        }
        return filled.complete(made);
    }

    /** Nobody is to wait for it any more, and its streams end. */
    void end() {
        Board ended;
        synchronized (this) {
            if (!over) {
                overSince = System.nanoTime();
                over = true;
            }
            collected.clear();
            ended = board;
            notifyAll();
        }
        joined.completeExceptionally(new IllegalStateException("Not watched any more"));
        filled.completeExceptionally(new IllegalStateException("Not watched any more"));
        if (ended != null) {
            ended.end();
        }
    }

    boolean isOver() {
        return over;
    }

    /** For how long it has been over, 0 while it is not. */
    long overFor(long now) {
        return over ? now - overSince : 0;
    }

    @Override
    public void joined(Offsets from) {
        joined.complete(from);
    }

    @Override
    public synchronized void heard(Heard heard) {
        if (board != null) {
            board.hear(heard);
        } else if (!over) {
            if (collected.size() == mostCollected) {
                throw new IllegalStateException("More than " + mostCollected + " events came in meanwhile");
            }
            collected.add(heard);
        }
    }

    @Override
    public synchronized void reached(Offsets next) {
        latest = next;
        notifyAll();
        if (board != null) {
            board.reached(next);
        }
    }

    @Override
    public void lost() {
        end();
    }
}
