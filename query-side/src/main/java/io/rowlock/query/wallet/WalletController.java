package io.rowlock.query.wallet;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.query.platform.PageOf;
import io.rowlock.web.caller.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.data.domain.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A buyer's own wallet. */
@RestController
class WalletController {
    private final BuyersWallet wallets;

    WalletController(BuyersWallet wallets) {
        this.wallets = wallets;
    }

    @GetMapping("/api/wallet")
    WalletView wallet(
            @Caller BuyerId buyer,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return wallets.of(buyer, PageRequest.of(page, size));
    }
}
