package io.rowlock.query.wallet;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.query.platform.PageOf;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers buyers about their own wallet. */
@Component
class BuyersWallet {
    private final WalletRows wallets;
    private final TransactionRows transactions;

    BuyersWallet(WalletRows wallets, TransactionRows transactions) {
        this.wallets = wallets;
        this.transactions = transactions;
    }

    @Transactional(readOnly = true)
    public WalletView of(BuyerId buyer, Pageable page) {
        return new WalletView(
                wallets.of(buyer.value()).map(WalletRow::balance).orElse(null),
                PageOf.of(transactions.of(buyer.value(), page), WalletView.Transaction::of));
    }
}
