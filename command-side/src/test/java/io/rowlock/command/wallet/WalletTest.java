package io.rowlock.command.wallet;

import io.rowlock.api.Money;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.wallet.WalletCommand.ChargeWallet;
import io.rowlock.api.wallet.WalletCommand.RefundWallet;
import io.rowlock.api.wallet.WalletCommand.UseWallet;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletEvent.WalletRefunded;
import io.rowlock.api.wallet.WalletEvent.WalletUsed;
import io.rowlock.api.wallet.WalletId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WalletTest {
    private static final WalletId ANNAS = new WalletId(new BuyerId("usr-anna"));
    private static final OrderId ORDER = new OrderId("ord-1");

    private final AggregateTestFixture<Wallet> wallet = new AggregateTestFixture<>(Wallet.class);

    @BeforeEach
    void at_most_500_at_once_and_1000_in_all() {
        wallet.registerInjectableResource(new WalletSettings(true, 500, 1_000));
    }

    @Test
    void the_first_charge_opens_the_wallet() {
        wallet.givenNoPriorActivity()
                .when(charge(won(500)))
                .expectEvents(new WalletCharged(ANNAS, won(500), won(500)))
                .expectResultMessagePayload(won(500));
    }

    @Test
    void charges_add_up_to_as_much_as_a_wallet_may_hold() {
        wallet.given(charged(500, 500), charged(100, 600))
                .when(charge(won(400)))
                .expectEvents(charged(400, 1_000))
                .expectResultMessagePayload(won(1_000));
        refused(wallet.given(charged(500, 500), charged(101, 601)).when(charge(won(400))), "WALLET_FULL");
    }

    @Test
    void a_charge_is_neither_nothing_nor_too_much() {
        wallet.givenNoPriorActivity().when(charge(won(1))).expectEvents(charged(1, 1));
        refused(wallet.givenNoPriorActivity().when(charge(won(0))), "CHARGE_OUT_OF_BOUNDS");
        refused(wallet.givenNoPriorActivity().when(charge(won(501))), "CHARGE_OUT_OF_BOUNDS");
    }

    @Test
    void a_wallet_holds_one_currency() {
        refused(wallet.given(charged(500, 500)).when(charge(new Money(1, "EUR"))), "CURRENCY_DIFFERS");
        refused(
                wallet.given(charged(500, 500)).when(new UseWallet(ANNAS, ORDER, new Money(1, "EUR"))),
                "CURRENCY_DIFFERS");
    }

    @Test
    void a_wallet_can_be_used_down_to_nothing_and_no_further() {
        wallet.given(charged(500, 500)).when(use(499)).expectEvents(new WalletUsed(ANNAS, ORDER, won(499), won(1)));
        wallet.given(charged(500, 500)).when(use(500)).expectEvents(new WalletUsed(ANNAS, ORDER, won(500), won(0)));
        refused(wallet.given(charged(500, 500)).when(use(501)), "BALANCE_TOO_LOW");
        refused(wallet.givenNoPriorActivity().when(use(1)), "BALANCE_TOO_LOW");
    }

    @Test
    void a_refund_finds_its_way_back_into_a_full_wallet() {
        wallet.given(
                        charged(500, 500),
                        new WalletUsed(ANNAS, ORDER, won(100), won(400)),
                        charged(500, 900),
                        charged(100, 1_000))
                .when(new RefundWallet(ANNAS, ORDER, won(100)))
                .expectEvents(new WalletRefunded(ANNAS, ORDER, won(100), won(1_100)));
    }

    private static Money won(long amount) {
        return new Money(amount, "KRW");
    }

    private static ChargeWallet charge(Money amount) {
        return new ChargeWallet(ANNAS, amount);
    }

    private static UseWallet use(long amount) {
        return new UseWallet(ANNAS, ORDER, won(amount));
    }

    private static WalletCharged charged(long amount, long balance) {
        return new WalletCharged(ANNAS, won(amount), won(balance));
    }

    private static void refused(ResultValidator<Wallet> result, String reason) {
        result.expectNoEvents().expectException(WalletRefused.class).expectExceptionMessage(reason);
    }
}
