package io.rowlock.query.seatmap;

import io.rowlock.query.feed.Followed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The table of touched seats. */
interface Seats extends JpaRepository<SeatRow, String> {
    /** As much of a seat as its map needs; no entity, because a stadium has many. */
    record Touched(
            String section,
            int row,
            int number,
            SeatState state,
            @Nullable Instant heldUntil,
            long seen) {}

    @Query("""
            select new io.rowlock.query.seatmap.Seats$Touched(s.section, s.row, s.number, s.state, s.heldUntil, s.seen)
            from SeatRow s where s.scheduleId = :scheduleId""")
    List<Touched> touched(String scheduleId);

    /** How many seats of a schedule are taken. */
    interface Count {
        String getScheduleId();

        long getTaken();
    }

    @Query("""
            select s.scheduleId as scheduleId, count(s) as taken from SeatRow s
            where s.scheduleId in :scheduleIds
              and (s.state in (io.rowlock.query.seatmap.SeatState.SOLD, io.rowlock.query.seatmap.SeatState.BLOCKED)
                   or s.state = io.rowlock.query.seatmap.SeatState.HELD and s.heldUntil > :now)
            group by s.scheduleId""")
    List<Count> taken(Collection<String> scheduleIds, Instant now);

    @Query("select s.seatId as stream, s.seen as last from SeatRow s where s.seatId in :ids")
    List<Followed> followed(Collection<String> ids);
}
