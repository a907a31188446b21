package io.rowlock.query.reservations;

import io.rowlock.query.feed.Followed;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The table of holds. */
interface Holds extends JpaRepository<HoldRow, String> {
    @Query("select h from HoldRow h where h.buyerId = :buyerId order by h.placedAt desc, h.holdId")
    Page<HoldRow> of(String buyerId, Pageable page);

    /** Every event of a buyer's stream is about some hold, so the holds together have seen all of it. */
    @Query("select h.stream as stream, max(h.seen) as last from HoldRow h where h.stream in :streams group by h.stream")
    List<Followed> followed(Collection<String> streams);
}
