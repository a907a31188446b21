package io.rowlock.query.catalogue;

import io.rowlock.query.feed.Followed;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The concerts' table. */
interface Concerts extends JpaRepository<ConcertRow, String> {
    @Query("select c.concertId as stream, c.seen as last from ConcertRow c where c.concertId in :ids")
    List<Followed> followed(Collection<String> ids);
}
