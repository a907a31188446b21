package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.feed.Position;
import io.rowlock.api.seat.SeatName;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has each map drawn once for all who look at the same time: in a sale that is everybody, and a map can have tens of
 * thousands of seats.
 *
 * <p>It is drawn from the schedule's board; as long as there is none, from the rows.
 */
@Component
class SeatMaps {
    /** A map that stays the same is drawn anew so often, so that its cursor does not grow too old. */
    private static final Duration REDRAWN_EVERY = Duration.ofSeconds(1);

    private final SeatMapArtist artist;
    private final Boards boards;
    private final SeatMapSettings settings;
    private final SeatMapMetrics metrics;
    private final JsonMapper json;
    private final Map<ScheduleId, Easel> fromRows;

    SeatMaps(SeatMapArtist artist, Boards boards, SeatMapSettings settings, SeatMapMetrics metrics, JsonMapper json) {
        this.artist = artist;
        this.boards = boards;
        this.settings = settings;
        this.metrics = metrics;
        this.json = json;
        this.fromRows = new LeastRecentlyLookedAtGoes(settings.kept());
    }

    /** As it was not much earlier. */
    Drawn recent(ScheduleId schedule) throws InterruptedException {
        var watched = boards.watch(schedule);
        if (watched.isPresent()) {
            var board = watched.get().board();
            if (board.isEmpty()) {
                var left = settings.firstLookWaits().minusNanos(watched.get().watchedFor(System.nanoTime()));
                board = watched.get().awaitBoard(left);
            }
            if (board.isPresent()) {
                return recent(board.get(), watched.get().easel());
            }
        }
        return fromRowsSince(System.nanoTime() - settings.maxAge().toNanos(), schedule);
    }

    private Drawn recent(Board board, Easel easel) {
        long now = System.nanoTime();
        return easel.map(
                drawn -> drawn.wasBegunSince(now - settings.drawnEvery().toNanos())
                        || (drawn.isOf(board.edition()) && drawn.wasBegunSince(now - REDRAWN_EVERY.toNanos())),
                () -> drawn(board));
    }

    /** As it is from now on, with what the caller wrote: the rows have it already. */
    Drawn current(ScheduleId schedule, Position atLeast) throws InterruptedException {
        long now = System.nanoTime();
        var watched = boards.watch(schedule);
        var board = watched.flatMap(Watched::board);
        if (watched.isPresent()
                && board.isPresent()
                && board.get().awaitSeen(seatsOf(schedule, atLeast), settings.firstLookWaits())) {
            // What others had drawn while the board was waited for may be without it.
            long seenAt = System.nanoTime();
            return watched.get().easel().map(drawn -> drawn.wasBegunSince(seenAt), () -> drawn(board.get()));
        }
        return fromRowsSince(now, schedule);
    }

    private static Map<SeatName, Long> seatsOf(ScheduleId schedule, Position atLeast) {
        var seats = new HashMap<SeatName, Long>();
        var beginning = schedule + "/";
        for (var mark : atLeast.marks()) {
            if (mark.stream().startsWith(beginning) && mark.stream().indexOf('/', beginning.length()) < 0) {
                seats.merge(SeatName.of(mark.stream().substring(beginning.length())), mark.sequence(), Math::max);
            }
        }
        return seats;
    }

    private Drawn drawn(Board board) {
        long begunAt = System.nanoTime();
        var picture = board.picture();
        return new Drawn(picture.map(), settings.knownFor(), picture.edition(), begunAt, json);
    }

    private Drawn fromRowsSince(long nanos, ScheduleId schedule) {
        metrics.drawnFromRows();
        Easel easel;
        synchronized (fromRows) {
            easel = fromRows.computeIfAbsent(schedule, _ -> new Easel());
        }
        return easel.map(drawn -> drawn.wasBegunSince(nanos), () -> {
            long begunAt = System.nanoTime();
            return new Drawn(artist.draw(schedule), settings.knownFor(), 0, begunAt, json);
        });
    }

    private static final class LeastRecentlyLookedAtGoes extends LinkedHashMap<ScheduleId, Easel> {
        private static final long serialVersionUID = 1L;

        private final int kept;

        LeastRecentlyLookedAtGoes(int kept) {
            super(16, 0.75f, true);
            this.kept = kept;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ScheduleId, Easel> eldest) {
            return size() > kept;
        }
    }
}
