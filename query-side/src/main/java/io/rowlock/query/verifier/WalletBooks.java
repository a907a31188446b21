package io.rowlock.query.verifier;

import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletEvent.WalletRefunded;
import io.rowlock.api.wallet.WalletEvent.WalletUsed;
import java.util.List;

/** What should be shown of a wallet: what is in it, and a row for each time that money went in or out. */
final class WalletBooks {
    static final Table WALLET =
            new Table("wallet", List.of("wallet_id"), "wallet_id", List.of("buyer_id", "balance", "currency", "seen"));

    static final Table TRANSACTION = new Table(
            "wallet_transaction",
            List.of("transaction_id"),
            "buyer_id",
            List.of("buyer_id", "number", "kind", "amount", "balance", "currency", "order_id", "happened_at"));

    static Sheet wallet(List<Told<WalletEvent>> events) {
        var sheet = new Sheet();
        for (var told : events) {
            var event = told.event();
            sheet.row(WALLET, event.walletId().toString())
                    .with("buyer_id", event.walletId().buyer().value())
                    .with("balance", event.balance().amount())
                    .with("currency", event.balance().currency())
                    .saw(told.sequence());
            var transaction = sheet.row(TRANSACTION, event.walletId() + "#" + told.sequence())
                    .with("buyer_id", event.walletId().buyer().value())
                    .with("number", told.sequence())
                    .with("amount", event.amount().amount())
                    .with("balance", event.balance().amount())
                    .with("currency", event.balance().currency())
                    .with("order_id", null)
                    .with("happened_at", told.at());
            switch (event) {
                case WalletCharged _ -> transaction.with("kind", "CHARGED");
                case WalletUsed it ->
                    transaction
                            .with("kind", "USED")
                            .with("order_id", it.orderId().value());
                case WalletRefunded it ->
                    transaction
                            .with("kind", "REFUNDED")
                            .with("order_id", it.orderId().value());
            }
        }
        return sheet;
    }

    private WalletBooks() {}
}
