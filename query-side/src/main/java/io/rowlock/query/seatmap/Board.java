package io.rowlock.query.seatmap;

import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatName;
import io.rowlock.query.feed.Heard;
import io.rowlock.query.feed.Offsets;
import io.rowlock.query.seatmap.Change.Passed;
import io.rowlock.query.seatmap.Change.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An evening's seats as they are right now, kept up to date by what comes in at the end of the topic.
 *
 * <p>It begins with the rows and what came in since. What changes it tells in frames, at most one at every tick, and keeps
 * them for a while for those who come back.
 */
final class Board {
    private static final int MOST_EARLY = 10_000;
    private static final double MOST_OF_THEM = 0.9;

    private final String schedule;
    private final House house;
    private final SeatMapSettings settings;
    private final Message message;
    private final Clock clock;
    private final Set<Thread> streams = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private final Seating seating;
    private final List<Long> reached;
    private final Ring ring;
    private Frame last;
    private Cursor told;
    private long toldVersion;

    private final AtomicLong edition = new AtomicLong();
    private volatile long oldest;
    private volatile boolean over;

    /**
     * What a board begins with.
     *
     * @param rows the seats that were touched
     * @param heard what came in on the topic from that place on; the rows know some of it, and all that was before
     * @param since those who were told as much as there was then can be told the rest
     */
    record Beginning(House house, List<Seats.Touched> rows, List<Heard> heard, Cursor since) {}

    Board(String schedule, Beginning beginning, SeatMapSettings settings, Message message, Clock clock) {
        var now = clock.instant();
        this.schedule = schedule;
        this.house = beginning.house();
        this.settings = settings;
        this.message = message;
        this.clock = clock;
        this.seating = new Seating(house, beginning.rows(), MOST_EARLY, now);
        this.reached = new ArrayList<>(beginning.since().offsets().next());
        var past = past(beginning, now);
        for (var heard : beginning.heard()) {
            seating.hear(heard, now);
            passed(reached, heard);
        }
        past.addAll(seating.takeChanges());
        this.told = new Cursor(now, new Offsets(reached));
        this.toldVersion = seating.version();
        this.last = new Frame(0, new byte[0], past, told, now);
        this.ring = new Ring(beginning.since(), settings.changesKept(), settings.changesKeptFor());
        this.ring.add(last);
    }

    /** What was shown before the rows were read, as far as it is remembered. */
    private List<Change> past(Beginning beginning, Instant now) {
        var past = new ArrayList<Change>();
        var shown = new HashMap<Integer, Character>();
        var laidDown = new HashMap<Integer, Long>();
        for (var heard : beginning.heard()) {
            if (heard.event() instanceof SeatEvent event) {
                var name = event.seatId().name();
                int seat = house.indexOf(name.section(), name.row(), name.number());
                // The topic may say something twice, the second time after what came next.
                if (seat != House.NOWHERE
                        && heard.mark().sequence() <= seating.seen(seat)
                        && heard.mark().sequence() > laidDown.getOrDefault(seat, -1L)) {
                    laidDown.put(seat, heard.mark().sequence());
                    char letter = Shown.after(event).at(Instant.MIN);
                    // Between two holds the first may have lapsed, which somebody was told elsewhere.
                    if (!Character.valueOf(letter).equals(shown.put(seat, letter)) || letter == 'H') {
                        past.add(new Change(
                                seat,
                                letter,
                                new Recorded(
                                        heard.partition(),
                                        heard.offset(),
                                        heard.mark().at())));
                    }
                }
            }
        }
        for (var row : beginning.rows()) {
            int seat = house.indexOf(row.section(), row.row(), row.number());
            var end = row.heldUntil();
            if (seat != House.NOWHERE
                    && end != null
                    && !now.isBefore(end)
                    && (shown.containsKey(seat) || end.isAfter(beginning.since().lapses()))) {
                past.add(new Change(seat, seating.letterOf(seat), new Passed(end)));
            }
        }
        return past;
    }

    House house() {
        return house;
    }

    /** Of two that are equal nothing has changed in between. */
    long edition() {
        return edition.get();
    }

    boolean isOver() {
        return over;
    }

    /** The oldest frame that a stream may still be at. */
    long oldestFrame() {
        return oldest;
    }

    synchronized void hear(Heard heard) {
        seating.hear(heard, clock.instant());
        passed(reached, heard);
        edition.incrementAndGet();
    }

    private static void passed(List<Long> reached, Heard heard) {
        while (reached.size() <= heard.partition()) {
            reached.add(0L);
        }
        reached.set(heard.partition(), Math.max(reached.get(heard.partition()), heard.offset() + 1));
    }

    synchronized void reached(Offsets next) {
        for (int partition = 0; partition < next.next().size(); partition++) {
            if (partition == reached.size()) {
                reached.add(0L);
            }
            reached.set(partition, Math.max(reached.get(partition), next.of(partition)));
        }
        notifyAll();
    }

    /** Tells what has changed since the last time; the frame in which it does, if there is anything to tell. */
    Optional<Frame> tick() {
        var frame = next();
        if (frame != null) {
            streams.forEach(LockSupport::unpark);
        }
        return Optional.ofNullable(frame);
    }

    private synchronized @Nullable Frame next() {
        var now = clock.instant();
        lapse(now);
        ring.forget(now);
        oldest = ring.oldest();
        if (!streams.isEmpty() && !isTime(now)) {
            return null;
        }
        told = new Cursor(now, new Offsets(reached));
        toldVersion = seating.version();
        notifyAll();
        byte[] bytes;
        var changes = seating.takeChanges();
        if (!changes.isEmpty()) {
            bytes = message.of(house, toldVersion, changes, told);
        } else if (!streams.isEmpty()
                && !now.isBefore(last.madeAt().plus(settings.streams().aliveEvery()))) {
            bytes = message.alive(told);
        } else {
            return null;
        }
        var frame = new Frame(last.number() + 1, bytes, changes, told, now);
        ring.add(frame);
        oldest = ring.oldest();
        last.isFollowedBy(frame);
        last = frame;
        return frame;
    }

    /** Another message before most have sent the last one would only make all of them later. */
    private boolean isTime(Instant now) {
        return last.taken() >= streams.size() * MOST_OF_THEM
                || !now.isBefore(last.madeAt().plus(settings.streams().toldAtLeastEvery()));
    }

    private void lapse(Instant now) {
        if (seating.lapse(now)) {
            edition.incrementAndGet();
        }
    }

    /** Puts right what differs from the rows, and says how many seats that were. */
    synchronized int compare(List<Seats.Touched> rows) {
        int corrected = seating.compare(rows, clock.instant());
        edition.incrementAndGet();
        return corrected;
    }

    /** The map, and of which edition it is. */
    record Picture(SeatMapView map, long edition) {}

    Picture picture() {
        byte[] letters;
        long version;
        long pictured;
        Cursor upTo;
        synchronized (this) {
            var now = clock.instant();
            lapse(now);
            letters = seating.letters();
            version = seating.version();
            pictured = edition.get();
            upTo = new Cursor(now, new Offsets(reached));
        }
        return new Picture(
                new SeatMapView(schedule, version, upTo.lapses(), upTo.encoded(), house.blocks(letters)), pictured);
    }

    /** Waits until what a caller wrote is on it; false if it has not come in in time. */
    synchronized boolean awaitSeen(Map<SeatName, Long> wanted, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!hasSeen(wanted)) {
            long left = end - System.nanoTime();
            if (left <= 0 || over) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private boolean hasSeen(Map<SeatName, Long> wanted) {
        return wanted.entrySet().stream().allMatch(it -> {
            int seat = house.indexOf(
                    it.getKey().section(), it.getKey().row(), it.getKey().number());
            return seat == House.NOWHERE || seating.seen(seat) >= it.getValue();
        });
    }

    /** How a stream begins. */
    sealed interface Opening {
        /** With this message, and goes on after that frame. */
        @SuppressWarnings("ArrayRecordComponent") // made, sent and forgotten; never compared
        record Begun(byte[] first, Frame after) implements Opening {}

        /** Not at all: what its client has cannot be brought up to date. */
        record StartAgain(String reason) implements Opening {}
    }

    /** For somebody who knows nothing yet. */
    synchronized Opening begin() {
        return new Opening.Begun(message.of(house, toldVersion, List.of(), told), last);
    }

    /** For somebody who was told up to there, by this instance or another. */
    Opening resume(Cursor cursor) throws InterruptedException {
        List<Frame> frames;
        Frame after;
        Cursor upTo;
        long version;
        synchronized (this) {
            long end = System.nanoTime() + settings.streams().resumeWithin().toNanos();
            while (!told.covers(cursor)) {
                long left = end - System.nanoTime();
                if (left <= 0 || over) {
                    return new Opening.StartAgain("What you were told last has not arrived here.");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            if (!ring.reachesBackTo(cursor)) {
                return new Opening.StartAgain("What you were told last was too long ago.");
            }
            frames = ring.frames();
            after = last;
            upTo = told;
            version = toldVersion;
        }
        var missed = Ring.after(cursor, frames);
        return missed.size() > settings.streams().mostMissed()
                ? new Opening.StartAgain("You have missed more than is told change by change.")
                : new Opening.Begun(message.of(house, version, missed, upTo), after);
    }

    /** From now on this thread is woken for each new frame. */
    void wake(Thread stream) {
        streams.add(stream);
    }

    void wakeNoMore(Thread stream) {
        streams.remove(stream);
    }

    /** It is not kept up to date any more. */
    void end() {
        over = true;
        synchronized (this) {
            notifyAll();
        }
        streams.forEach(LockSupport::unpark);
    }
}
