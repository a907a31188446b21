package io.rowlock.command.wallet;

import static io.rowlock.command.wallet.WalletRefused.Reason.BALANCE_TOO_LOW;
import static io.rowlock.command.wallet.WalletRefused.Reason.CHARGE_OUT_OF_BOUNDS;
import static io.rowlock.command.wallet.WalletRefused.Reason.CURRENCY_DIFFERS;
import static io.rowlock.command.wallet.WalletRefused.Reason.WALLET_FULL;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.Money;
import io.rowlock.api.wallet.WalletCommand.ChargeWallet;
import io.rowlock.api.wallet.WalletCommand.RefundWallet;
import io.rowlock.api.wallet.WalletCommand.UseWallet;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletEvent.WalletRefunded;
import io.rowlock.api.wallet.WalletEvent.WalletUsed;
import io.rowlock.api.wallet.WalletId;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A buyer's money with us, in the currency it was first charged in. Never below nothing. */
@Aggregate
class Wallet {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private WalletId id;

    private Optional<Money> balance = Optional.empty();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Money handle(ChargeWallet command, WalletSettings settings) {
        var amount = command.amount();
        if (amount.amount() < 1 || amount.amount() > settings.mostPerCharge()) {
            throw new WalletRefused(CHARGE_OUT_OF_BOUNDS);
        }
        var after = with(amount);
        if (after.amount() > settings.mostInAll()) {
            throw new WalletRefused(WALLET_FULL);
        }
        apply(new WalletCharged(command.walletId(), amount, after));
        return after;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UseWallet command) {
        mustHave(command.amount());
        apply(new WalletUsed(command.walletId(), command.orderId(), command.amount(), without(command.amount())));
    }

    /** What came out of the wallet always finds its way back in, however full it is. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RefundWallet command) {
        apply(new WalletRefunded(command.walletId(), command.orderId(), command.amount(), with(command.amount())));
    }

    /** Apart from taking it, so that it can be asked before anything else is done. */
    void mustHave(Money amount) {
        var there = balance.orElseThrow(() -> new WalletRefused(BALANCE_TOO_LOW));
        mustBeOfItsCurrency(amount);
        if (there.amount() < amount.amount()) {
            throw new WalletRefused(BALANCE_TOO_LOW);
        }
    }

    private Money with(Money more) {
        mustBeOfItsCurrency(more);
        return balance.map(more::plus).orElse(more);
    }

    private Money without(Money less) {
        return balance.orElseThrow().minus(less);
    }

    private void mustBeOfItsCurrency(Money amount) {
        if (balance.filter(it -> !it.currency().equals(amount.currency())).isPresent()) {
            throw new WalletRefused(CURRENCY_DIFFERS);
        }
    }

    @EventSourcingHandler
    void on(WalletEvent event) {
        id = event.walletId();
        balance = Optional.of(event.balance());
    }

    /** Axon starts every replay from this wallet that was never charged. */
    @SuppressWarnings("NullAway.Init") // the first event names it
    Wallet() {}
}
