package io.rowlock.query.wallet;

import io.rowlock.api.Money;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletId;
import io.rowlock.query.feed.FollowingRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What is in a buyer's wallet. */
@Entity
@Table(name = "wallet")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class WalletRow extends FollowingRow {
    @Id
    private String walletId;

    private String buyerId;
    private long balance;
    private String currency;

    WalletRow(WalletId wallet) {
        walletId = wallet.toString();
        buyerId = wallet.buyer().value();
    }

    void show(WalletEvent event) {
        balance = event.balance().amount();
        currency = event.balance().currency();
    }

    Money balance() {
        return new Money(balance, currency);
    }

    @Override
    public String getId() {
        return walletId;
    }

    /** JPA makes rows from this. */
    protected WalletRow() {}
}
