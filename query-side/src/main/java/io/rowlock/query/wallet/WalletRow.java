package io.rowlock.query.wallet;

import io.rowlock.api.Money;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletId;
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Table.Cells;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What is in a buyer's wallet. */
@Entity
@jakarta.persistence.Table(name = "wallet")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class WalletRow extends FollowingRow {
    static final Table<WalletRow> WALLETS = Table.<WalletRow>called("wallet")
            .text("wallet_id", row -> row.walletId)
            .text("buyer_id", row -> row.buyerId)
            .bigint("balance", row -> row.balance)
            .text("currency", row -> row.currency)
            .bigint("seen", WalletRow::seen)
            .readBy(WalletRow::new);

    @Id
    private String walletId;

    private String buyerId;
    private long balance;
    private String currency;

    WalletRow(WalletId wallet) {
        walletId = wallet.toString();
        buyerId = wallet.buyer().value();
    }

    private WalletRow(Cells cells) {
        walletId = cells.text("wallet_id");
        buyerId = cells.text("buyer_id");
        balance = cells.number("balance");
        currency = cells.text("currency");
    }

    void show(WalletEvent event) {
        balance = event.balance().amount();
        currency = event.balance().currency();
    }

    Money balance() {
        return new Money(balance, currency);
    }

    /** JPA makes rows from this. */
    protected WalletRow() {}
}
