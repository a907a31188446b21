package io.rowlock.query.wallet;

import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: how much is in this wallet, and how did it come there? */
@Component
class WalletsProjection implements Projection<WalletEvent> {
    private final WalletRows wallets;
    private final TransactionRows transactions;

    WalletsProjection(WalletRows wallets, TransactionRows transactions) {
        this.wallets = wallets;
        this.transactions = transactions;
    }

    @Override
    public Class<WalletEvent> follows() {
        return WalletEvent.class;
    }

    @Override
    public String group() {
        return "wallet";
    }

    @Override
    public boolean apply(WalletEvent event, Mark mark) {
        var wallet = wallets.findById(event.walletId().toString()).orElseGet(() -> new WalletRow(event.walletId()));
        if (!wallet.isNext(mark)) {
            return false;
        }
        wallet.show(event);
        wallet.saw(mark);
        wallets.save(wallet);
        transactions.save(new TransactionRow(event, mark));
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(wallets.followed(streams));
    }

    @Override
    public void clear() {
        wallets.forget();
    }
}
