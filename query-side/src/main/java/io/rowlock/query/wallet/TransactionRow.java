package io.rowlock.query.wallet;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletEvent.WalletRefunded;
import io.rowlock.api.wallet.WalletEvent.WalletUsed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Table;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Money that went into a wallet or out of it; a row for each event, so that a long life costs no more than a short one. */
@Entity
@jakarta.persistence.Table(name = "wallet_transaction")
// JPA fills in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class TransactionRow {
    static final Table<TransactionRow> TRANSACTIONS = Table.<TransactionRow>called("wallet_transaction")
            .text("transaction_id", row -> row.transactionId)
            .text("buyer_id", row -> row.buyerId)
            .bigint("number", row -> row.number)
            .text("kind", row -> row.kind.name())
            .bigint("amount", row -> row.amount)
            .bigint("balance", row -> row.balance)
            .text("currency", row -> row.currency)
            .text("order_id", row -> row.orderId)
            .instant("happened_at", row -> row.at)
            .onlyAddedTo();

    @Id
    private String transactionId;

    private String buyerId;
    private long number;

    @Enumerated(EnumType.STRING)
    private TransactionKind kind;

    private long amount;
    private long balance;
    private String currency;
    private @Nullable String orderId;

    @Column(name = "happened_at")
    private Instant at;

    TransactionRow(WalletEvent event, Mark mark) {
        transactionId = mark.stream() + "#" + mark.sequence();
        buyerId = event.walletId().buyer().value();
        number = mark.sequence();
        kind = switch (event) {
            case WalletCharged _ -> TransactionKind.CHARGED;
            case WalletUsed _ -> TransactionKind.USED;
            case WalletRefunded _ -> TransactionKind.REFUNDED;
        };
        amount = event.amount().amount();
        balance = event.balance().amount();
        currency = event.balance().currency();
        var order = orderOf(event);
        orderId = order == null ? null : order.value();
        at = mark.at();
    }

    private static @Nullable OrderId orderOf(WalletEvent event) {
        return switch (event) {
            case WalletCharged _ -> null;
            case WalletUsed used -> used.orderId();
            case WalletRefunded refunded -> refunded.orderId();
        };
    }

    TransactionKind kind() {
        return kind;
    }

    Money amount() {
        return new Money(amount, currency);
    }

    Money balance() {
        return new Money(balance, currency);
    }

    @Nullable
    String orderId() {
        return orderId;
    }

    Instant at() {
        return at;
    }

    /** JPA makes rows from this. */
    protected TransactionRow() {}
}
