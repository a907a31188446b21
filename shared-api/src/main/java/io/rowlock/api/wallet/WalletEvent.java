package io.rowlock.api.wallet;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;

/** What can have happened to a wallet. Each says the balance afterwards, which is never negative. */
public sealed interface WalletEvent {
    WalletId walletId();

    Money amount();

    Money balance();

    record WalletCharged(WalletId walletId, Money amount, Money balance) implements WalletEvent {}

    record WalletUsed(WalletId walletId, OrderId orderId, Money amount, Money balance) implements WalletEvent {}

    record WalletRefunded(WalletId walletId, OrderId orderId, Money amount, Money balance) implements WalletEvent {}
}
