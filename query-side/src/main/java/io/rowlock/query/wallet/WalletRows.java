package io.rowlock.query.wallet;

import io.rowlock.query.feed.Followed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The table of wallets. */
interface WalletRows extends JpaRepository<WalletRow, String> {
    @Query("select w from WalletRow w where w.buyerId = :buyerId")
    Optional<WalletRow> of(String buyerId);

    @Query("select w.walletId as stream, w.seen as last from WalletRow w where w.walletId in :ids")
    List<Followed> followed(Collection<String> ids);
}
