package io.rowlock.query.seatmap;

import io.rowlock.query.feed.Followed;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The table of seating plans. */
interface SeatPlans extends JpaRepository<SeatPlanRow, String> {
    @Query("select p.scheduleId as stream, p.seen as last from SeatPlanRow p where p.scheduleId in :ids")
    List<Followed> followed(Collection<String> ids);
}
