package io.rowlock.query.wallet;

import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import io.rowlock.query.feed.Sheet;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Wanted;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: how much is in this wallet, and how did it come there? */
@Component
class WalletsProjection implements Projection<WalletEvent> {
    private final WalletRows wallets;

    WalletsProjection(WalletRows wallets) {
        this.wallets = wallets;
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
    public List<Table<?>> tables() {
        return List.of(WalletRow.WALLETS, TransactionRow.TRANSACTIONS);
    }

    @Override
    public void wants(WalletEvent event, Wanted rows) {
        rows.row(WalletRow.WALLETS, event.walletId().toString());
    }

    @Override
    public boolean apply(WalletEvent event, Mark mark, Sheet sheet) {
        var wallet = sheet.find(WalletRow.WALLETS, event.walletId().toString())
                .orElseGet(() -> new WalletRow(event.walletId()));
        if (!wallet.isNext(mark)) {
            return false;
        }
        wallet.show(event);
        wallet.saw(mark);
        sheet.save(WalletRow.WALLETS, wallet);
        sheet.add(TransactionRow.TRANSACTIONS, new TransactionRow(event, mark));
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(wallets.followed(streams));
    }
}
