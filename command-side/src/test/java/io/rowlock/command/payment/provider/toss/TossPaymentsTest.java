package io.rowlock.command.payment.provider.toss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.command.payment.provider.Outcome;
import io.rowlock.command.payment.provider.Outcome.Captured;
import io.rowlock.command.payment.provider.Outcome.NoSuchPayment;
import io.rowlock.command.payment.provider.Outcome.NotPaid;
import io.rowlock.command.payment.provider.Outcome.Pending;
import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.command.payment.provider.RefundOutcome.Declined;
import io.rowlock.command.payment.provider.RefundOutcome.GivenBack;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.payment.provider.wire.Impatient;
import io.rowlock.testing.Fault;
import io.rowlock.testing.PaymentCompany;
import io.rowlock.testing.PaymentCompany.Call;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TossPaymentsTest {
    private static final Money PRICE = new Money(150_000, "KRW");

    private final PaymentCompany company = PaymentCompany.toss();
    private final TossPayments toss = new TossPayments(
            new TossSettings(
                    true,
                    company.address(),
                    "test_ck",
                    "test_sk_of_the_pretended_company",
                    Duration.ofMillis(100),
                    4,
                    Impatient.LINE),
            Impatient.lines(),
            Clock.systemUTC());
    private int orders;

    @AfterEach
    void behave() {
        company.behaves();
    }

    @AfterAll
    void close() {
        company.close();
    }

    @Test
    void what_the_buyer_agreed_to_is_captured_once_however_often_it_is_asked_for() {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        assertThat(toss.lookup(order, payment)).isEqualTo(new Pending());

        var captured = new Captured(new TransactionId(payment.value()), PRICE);
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(captured);
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(captured);
        assertThat(toss.lookup(order, payment)).isEqualTo(captured);
        assertThat(company.ledger().captures(order.value())).isEqualTo(1);
    }

    @Test
    void cents_are_written_as_toss_writes_them() {
        var order = newOrder();
        var price = new Money(1_250, "USD");
        var payment = buyerPays(order, price);
        assertThat(toss.capture(order, price, payment)).isEqualTo(new Captured(txn(payment), price));
        assertThat(toss.checkout(order, price).toString()).contains("12.50");
    }

    @Test
    void a_currency_that_nobody_knows_can_be_asked_for_all_the_same() {
        assertThat(toss.checkout(newOrder(), new Money(1_250, "ABC")).toString())
                .contains("12.50");
    }

    @Test
    void another_amount_than_the_orders_is_never_captured() {
        var order = newOrder();
        var payment = buyerPays(order, new Money(1, "KRW"));
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(new NotPaid("INVALID_REQUEST"));
        assertThat(company.ledger().captured(order.value())).isZero();
    }

    @Test
    void a_payment_for_another_order_pays_for_that_one_alone() {
        var annas = newOrder();
        var payment = buyerPays(annas, PRICE);
        var bens = newOrder();
        assertThat(toss.capture(bens, PRICE, payment)).isEqualTo(new NoSuchPayment("IS_FOR_ANOTHER_ORDER"));
        assertThat(toss.capture(annas, PRICE, payment)).isInstanceOf(Captured.class);
        assertThat(toss.capture(bens, PRICE, payment)).isEqualTo(new NoSuchPayment("IS_FOR_ANOTHER_ORDER"));
    }

    @Test
    void a_card_that_is_declined_has_not_paid() {
        var order = newOrder();
        var payment = new ProviderPaymentId(company.buyerIsDeclined(order.value(), PRICE.amount(), "KRW"));
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(new NotPaid("ABORTED"));
    }

    @Test
    void a_payment_that_nobody_knows_has_not_paid() {
        assertThat(toss.capture(newOrder(), PRICE, new ProviderPaymentId("tgen_nothing")))
                .isInstanceOf(NoSuchPayment.class);
        assertThat(toss.lookup(newOrder(), new ProviderPaymentId("tgen_nothing")))
                .isInstanceOf(NoSuchPayment.class);
    }

    @Test
    void an_answer_that_was_lost_is_asked_for_again_and_the_money_is_captured_once() {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        company.misbehaves(1, Call.CAPTURE, new Fault.AnswerLost());
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(new Captured(txn(payment), PRICE));
        assertThat(company.ledger().captures(order.value())).isEqualTo(1);
        assertThat(company.ledger().callsByKey().entrySet())
                .anyMatch(it -> it.getKey().contains(order.value()) && it.getValue() == 2);
    }

    @Test
    void an_error_that_toss_repeats_for_its_key_is_left_behind_with_the_key() {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        company.misbehaves(1, Call.CAPTURE, new Fault.Stubborn());
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(new Pending());
        await().until(() -> toss.capture(order, PRICE, payment), Captured.class::isInstance);
        assertThat(company.ledger().captures(order.value())).isEqualTo(1);
    }

    @Test
    void what_was_captured_and_is_told_wrong_is_handed_on_as_it_is_told() {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        company.misbehaves(1, Call.CAPTURE, new Fault.OtherAmount(7));
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(new Captured(txn(payment), new Money(7, "KRW")));
        company.misbehaves(1, Call.LOOKUP, new Fault.OtherCurrency("JPY"));
        assertThat(toss.lookup(order, payment)).isEqualTo(new Captured(txn(payment), new Money(150_000, "JPY")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"READY", "IN_PROGRESS", "WAITING_FOR_DEPOSIT", "SOMETHING_NEW", ""})
    void a_state_that_is_not_final_is_asked_about_again(String status) {
        assertThat(lookupOf(status)).isEqualTo(new Pending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELED", "ABORTED", "EXPIRED"})
    void a_state_without_money_is_final(String status) {
        assertThat(lookupOf(status)).isEqualTo(new NotPaid(status));
    }

    @Test
    void no_answer_is_no_outcome() {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        for (var fault : new Fault[] {
            new Fault.Failing(500),
            new Fault.Failing(429),
            new Fault.Failing(302),
            new Fault.Unreachable(),
            new Fault.Gibberish(),
            new Fault.Endless(20_000),
            new Fault.Dribbling(),
            new Fault.Slow(Duration.ofSeconds(30))
        }) {
            company.misbehaves(fault);
            assertThatThrownBy(() -> toss.capture(order, PRICE, payment))
                    .as(fault.toString())
                    .isInstanceOf(ProviderAway.class);
        }
        company.behaves();
        assertThat(toss.capture(order, PRICE, payment)).isInstanceOf(Captured.class);
        assertThat(company.ledger().captures(order.value())).isEqualTo(1);
    }

    @Test
    void money_is_given_back_once_however_often_it_is_asked_for() {
        var refund = captured();
        company.misbehaves(1, Call.REFUND, new Fault.AnswerLost());
        assertThat(toss.refund(refund)).isEqualTo(new GivenBack());
        assertThat(toss.refund(refund)).isEqualTo(new GivenBack());
        assertThat(company.ledger().refunded(refund.order().value())).isEqualTo(150_000);
        assertThat(company.ledger().refunds(refund.order().value())).isEqualTo(1);
        assertThat(toss.lookup(
                        refund.order(),
                        new ProviderPaymentId(refund.transaction().value())))
                .isEqualTo(new NotPaid("CANCELED"));
    }

    @Test
    void a_refund_that_does_not_work_yet_is_asked_for_again() {
        var refund = captured();
        company.misbehaves(1, Call.REFUND, new Fault.Stubborn());
        assertThatThrownBy(() -> toss.refund(refund)).isInstanceOf(ProviderAway.class);
        await().ignoreException(ProviderAway.class).until(() -> toss.refund(refund), GivenBack.class::isInstance);
        assertThat(company.ledger().refunds(refund.order().value())).isEqualTo(1);
    }

    @Test
    void a_refund_that_toss_will_never_make_is_for_a_person() {
        var refund = captured();
        company.misbehaves(1, Call.REFUND, new Fault.Refused());
        assertThat(toss.refund(refund)).isEqualTo(new Declined("NOT_CANCELABLE_PAYMENT"));
        assertThat(toss.refund(new RefundRequest(newOrder(), new TransactionId("tgen_none"), PRICE, "lapsed")))
                .isInstanceOf(Declined.class);
        assertThat(company.ledger().refunded(refund.order().value())).isZero();
    }

    @Test
    void all_that_was_captured_is_given_back_though_less_of_it_was_told() {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        company.misbehaves(1, Call.CAPTURE, new Fault.OtherAmount(7));
        assertThat(toss.capture(order, PRICE, payment)).isEqualTo(new Captured(txn(payment), new Money(7, "KRW")));
        assertThat(toss.refund(new RefundRequest(order, txn(payment), new Money(7, "KRW"), "WRONG_AMOUNT")))
                .isEqualTo(new GivenBack());
        assertThat(company.ledger().refunded(order.value())).isEqualTo(150_000);
    }

    @Test
    void who_has_the_wrong_secret_learns_nothing_about_a_payment() {
        var stranger = new TossPayments(
                new TossSettings(true, company.address(), "ck", "wrong", Duration.ofMinutes(1), 4, Impatient.LINE),
                Impatient.lines(),
                Clock.systemUTC());
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        assertThatThrownBy(() -> stranger.capture(order, PRICE, payment))
                .isInstanceOf(ProviderAway.class)
                .hasMessageContaining("UNAUTHORIZED_KEY")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void settings_that_make_no_sense_are_refused_and_secrets_are_not_told() {
        var here = company.address();
        assertThatThrownBy(() -> settings(here, "", "sk", Duration.ofMinutes(1)))
                .hasMessageContaining("client-key");
        assertThatThrownBy(() -> settings(here, "ck", " ", Duration.ofMinutes(1)))
                .hasMessageContaining("secret-key");
        assertThatThrownBy(() -> settings(here, "ck", "sk", Duration.ZERO)).hasMessageContaining("key-lasts");
        assertThatThrownBy(() -> settings(URI.create("http://api.example.test"), "ck", "sk", Duration.ofMinutes(1)))
                .hasMessageContaining("base-url");
        assertThat(settings(here, "ck", "hush", Duration.ofMinutes(1)).toString())
                .doesNotContain("hush");
    }

    private static TossSettings settings(URI address, String client, String secret, Duration keyLasts) {
        return new TossSettings(true, address, client, secret, keyLasts, 4, Impatient.LINE);
    }

    private Outcome lookupOf(String status) {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        company.misbehaves(1, Call.LOOKUP, new Fault.OtherStatus(status));
        return toss.lookup(order, payment);
    }

    private RefundRequest captured() {
        var order = newOrder();
        var payment = buyerPays(order, PRICE);
        assertThat(toss.capture(order, PRICE, payment)).isInstanceOf(Captured.class);
        return new RefundRequest(order, txn(payment), PRICE, "lapsed");
    }

    private ProviderPaymentId buyerPays(OrderId order, Money price) {
        return new ProviderPaymentId(company.buyerPays(order.value(), price.amount(), price.currency()));
    }

    private static TransactionId txn(ProviderPaymentId payment) {
        return new TransactionId(payment.value());
    }

    private OrderId newOrder() {
        return new OrderId("ord-" + ++orders);
    }
}
