package io.rowlock.query.seatmap;

import io.rowlock.query.seatmap.SeatMapMetrics.Dropped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One who stays: it goes from frame to frame of its board and has no buffer.
 *
 * <p>Whoever is slow is still at an older frame, until that is kept no more.
 */
final class SeatStream {
    private static final int PIECE = 8_192;

    private final Board board;
    private final OutputStream out;
    private final SeatMapSettings.Streams settings;
    private final SeatMapMetrics metrics;
    private final Message message;
    private final BooleanSupplier goesOn;

    /** @param goesOn false when this instance is about to stop */
    SeatStream(
            Board board,
            OutputStream out,
            SeatMapSettings.Streams settings,
            SeatMapMetrics metrics,
            Message message,
            BooleanSupplier goesOn) {
        this.board = board;
        this.out = out;
        this.settings = settings;
        this.metrics = metrics;
        this.message = message;
        this.goesOn = goesOn;
    }

    /** Returns when it is over. */
    void tell(Board.Opening opening) {
        var thread = Thread.currentThread();
        board.wake(thread);
        try {
            switch (opening) {
                case Board.Opening.StartAgain(var reason) -> startAgain(reason);
                case Board.Opening.Begun begun -> {
                    if (sentInTime(begun.first())) {
                        follow(begun.after());
                    }
                }
            }
        } catch (IOException e) {
            metrics.dropped(Dropped.GONE);
        } finally {
            board.wakeNoMore(thread);
        }
    }

    private void follow(Frame after) throws IOException {
        long end = System.nanoTime() + settings.longest().toNanos();
        var frame = after;
        while (System.nanoTime() - end < 0) {
            var next = next(frame);
            if (next == null) {
                if (goesOn.getAsBoolean()) {
                    startAgain("What changes cannot be followed here any more.");
                }
                return;
            }
            if (next.number() < board.oldestFrame()) {
                metrics.dropped(Dropped.BEHIND);
                return;
            }
            if (!sentInTime(next.bytes())) {
                return;
            }
            next.isTaken();
            frame = next;
        }
    }

    /** Null when there will be none any more. */
    private @Nullable Frame next(Frame frame) {
        for (var next = frame.next(); ; next = frame.next()) {
            if (next != null || board.isOver() || !goesOn.getAsBoolean()) {
                return next;
            }
            LockSupport.park(this);
        }
    }

    private void startAgain(String reason) throws IOException {
        metrics.startedAgain();
        var _ = sentInTime(message.startAgain(reason));
    }

    /**
     * Sends a message, and says whether it was taken in time; what was not is not sent to its end.
     *
     * <p>In pieces, for the server is patient with whoever takes a byte now and then, and what somebody missed can be long.
     */
    private boolean sentInTime(byte[] bytes) throws IOException {
        long begun = System.nanoTime();
        for (int from = 0; from < bytes.length; from += PIECE) {
            out.write(bytes, from, Math.min(PIECE, bytes.length - from));
            out.flush();
            if (System.nanoTime() - begun > settings.writeWithin().toNanos()) {
                metrics.dropped(Dropped.SLOW);
                return false;
            }
        }
        return true;
    }
}
