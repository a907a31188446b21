package io.rowlock.query.payments;

import io.rowlock.query.feed.Followed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The table of payment orders. */
interface Orders extends JpaRepository<OrderRow, String> {
    @Query("select o from OrderRow o where o.buyerId = :buyerId order by o.readiedAt desc, o.orderId")
    Page<OrderRow> of(String buyerId, Pageable page);

    @Query("select o from OrderRow o where o.orderId = :orderId and o.buyerId = :buyerId")
    Optional<OrderRow> of(String buyerId, String orderId);

    @Query("select o.orderId as stream, o.seen as last from OrderRow o where o.orderId in :ids")
    List<Followed> followed(Collection<String> ids);
}
