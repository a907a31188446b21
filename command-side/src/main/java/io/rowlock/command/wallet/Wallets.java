package io.rowlock.command.wallet;

import io.rowlock.api.wallet.WalletCommand;
import io.rowlock.api.wallet.WalletCommand.RefundWallet;
import io.rowlock.api.wallet.WalletCommand.UseWallet;
import io.rowlock.api.wallet.WalletId;
import io.rowlock.command.platform.commands.Streams;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Wallets inside the caller's unit of work: what they do is part of its one append. Always taken after everything else. */
@Component
public class Wallets {
    private final Repository<Wallet> wallets;

    Wallets(Repository<Wallet> wallets) {
        this.wallets = wallets;
    }

    /**
     * Asks, and changes nothing.
     *
     * @throws WalletRefused when there is not enough
     */
    public void mustAgreeTo(UseWallet command) {
        wallet(command.walletId()).execute(it -> it.mustHave(command.amount()));
    }

    public void carryOut(UseWallet command) {
        handle(command);
    }

    public void carryOut(RefundWallet command) {
        handle(command);
    }

    private void handle(WalletCommand command) {
        try {
            wallet(command.walletId()).handle(GenericCommandMessage.asCommandMessage(command));
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    private Aggregate<Wallet> wallet(WalletId id) {
        return Streams.loadOrCreate(wallets, id, Wallet::new);
    }
}
