package io.rowlock.query.wallet;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The table of what went into wallets and out of them. */
interface TransactionRows extends JpaRepository<TransactionRow, String> {
    @Query("select t from TransactionRow t where t.buyerId = :buyerId order by t.number desc")
    Page<TransactionRow> of(String buyerId, Pageable page);
}
