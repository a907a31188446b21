package io.rowlock.query.catalogue;

import io.rowlock.query.feed.Followed;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The evenings' table. */
interface Schedules extends JpaRepository<ScheduleRow, String> {
    @Query("select s from ScheduleRow s where s.concertId = :concertId order by s.startsAt, s.scheduleId")
    Page<ScheduleRow> ofConcert(String concertId, Pageable page);

    @Query("select s.scheduleId as stream, s.seen as last from ScheduleRow s where s.scheduleId in :ids")
    List<Followed> followed(Collection<String> ids);
}
