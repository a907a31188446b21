package io.rowlock.api.wallet;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a wallet. */
public sealed interface WalletCommand {
    @TargetAggregateIdentifier
    WalletId walletId();

    /** Puts money in. */
    record ChargeWallet(WalletId walletId, Money amount) implements WalletCommand {}

    /** Takes money out, for an order. */
    record UseWallet(WalletId walletId, OrderId orderId, Money amount) implements WalletCommand {}

    /** Puts an order's money back. */
    record RefundWallet(WalletId walletId, OrderId orderId, Money amount) implements WalletCommand {}
}
