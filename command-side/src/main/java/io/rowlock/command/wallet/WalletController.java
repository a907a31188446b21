package io.rowlock.command.wallet;

import io.rowlock.api.Money;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.wallet.WalletCommand.ChargeWallet;
import io.rowlock.api.wallet.WalletId;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Puts money into wallets, for trying things out; where it is not enabled this address does not exist. */
@RestController
@ConditionalOnBooleanProperty("rowlock.wallet.charging-enabled")
class WalletController {
    private final Commands commands;

    WalletController(Commands commands) {
        this.commands = commands;
    }

    record ChargeRequest(@NotNull Money amount) {}

    record ChargeAnswer(Money balance) {}

    @PostMapping("/api/wallet/charge")
    ResponseEntity<ChargeAnswer> charge(@Caller BuyerId buyer, @Valid @RequestBody ChargeRequest asked) {
        return commands.carryOut(new ChargeWallet(new WalletId(buyer), asked.amount()), Money.class)
                .answer(HttpStatus.OK, ChargeAnswer::new);
    }
}
