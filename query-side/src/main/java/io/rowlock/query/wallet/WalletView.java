package io.rowlock.query.wallet;

import io.rowlock.api.Money;
import io.rowlock.query.platform.PageOf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wallet as its buyer is told.
 *
 * @param balance none as long as nothing was ever put in, for until then it has no currency
 * @param transactions newest first
 */
record WalletView(@Nullable Money balance, PageOf<Transaction> transactions) {
    /** Money that went in or out, and what was there then. */
    record Transaction(
            TransactionKind kind,
            Money amount,
            Money balance,
            @Nullable String orderId,
            Instant at) {
        static Transaction of(TransactionRow row) {
            return new Transaction(row.kind(), row.amount(), row.balance(), row.orderId(), row.at());
        }
    }
}
