package io.rowlock.command.payment.provider.portone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.rowlock.command.payment.provider.RefundOutcome.Underway;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.payment.provider.wire.Impatient;
import io.rowlock.command.platform.Marks;
import io.rowlock.testing.Fault;
import io.rowlock.testing.PaymentCompany;
import io.rowlock.testing.PaymentCompany.Call;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortOneTest {
    private static final Money PRICE = new Money(150_000, "KRW");
    private static final List<String> WEBHOOK_SECRETS = List.of("whsec_c2VjcmV0");

    private final PaymentCompany company = PaymentCompany.portOne();
    private final PortOne portOne = new PortOne(
            settings(company.address(), "api-secret-of-the-pretended-company", WEBHOOK_SECRETS),
            Impatient.lines(),
            new Marks());
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
    void what_the_buyer_paid_is_seen_whatever_name_it_is_asked_for_by() {
        var order = newOrder();
        var transaction = company.buyerPays(order.value(), 150_000, "KRW");
        var captured = new Captured(new TransactionId(transaction), PRICE);
        assertThat(portOne.capture(order, PRICE, new ProviderPaymentId(transaction)))
                .isEqualTo(captured);
        assertThat(portOne.lookup(order, new ProviderPaymentId(order.value()))).isEqualTo(captured);
    }

    @Test
    void what_the_buyer_paid_is_handed_on_as_it_is_whatever_the_order_asks_for() {
        var order = newOrder();
        var transaction = company.buyerPays(order.value(), 1, "USD");
        assertThat(portOne.capture(order, PRICE, new ProviderPaymentId(transaction)))
                .isEqualTo(new Captured(new TransactionId(transaction), new Money(1, "USD")));
    }

    @Test
    void a_card_that_was_declined_has_not_paid_and_the_next_one_has() {
        var order = newOrder();
        var first = company.buyerIsDeclined(order.value(), 150_000, "KRW");
        assertThat(portOne.capture(order, PRICE, new ProviderPaymentId(first))).isEqualTo(new NotPaid("FAILED"));
        var second = company.buyerPays(order.value(), 150_000, "KRW");
        assertThat(portOne.capture(order, PRICE, new ProviderPaymentId(second)))
                .isEqualTo(new Captured(new TransactionId(second), PRICE));
    }

    @Test
    void an_order_that_nobody_began_to_pay_is_not_paid() {
        assertThat(portOne.lookup(newOrder(), new ProviderPaymentId("anything")))
                .isEqualTo(new NoSuchPayment("PAYMENT_NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"READY", "PAY_PENDING", "VIRTUAL_ACCOUNT_ISSUED", "SOMETHING_NEW", ""})
    void a_state_that_is_not_final_is_asked_about_again(String status) {
        assertThat(lookupWith(new Fault.OtherStatus(status))).isEqualTo(new Pending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "CANCELLED"})
    void a_state_without_money_is_final(String status) {
        assertThat(lookupWith(new Fault.OtherStatus(status))).isEqualTo(new NotPaid(status));
    }

    @Test
    void an_answer_about_another_order_is_none() {
        assertThatThrownBy(() -> lookupWith(new Fault.OtherOrder("ord-of-somebody-else")))
                .isInstanceOf(ProviderAway.class);
    }

    @Test
    void no_answer_is_no_outcome() {
        var order = newOrder();
        company.buyerPays(order.value(), 150_000, "KRW");
        for (var fault : new Fault[] {
            new Fault.Failing(500),
            new Fault.Unreachable(),
            new Fault.AnswerLost(),
            new Fault.Gibberish(),
            new Fault.Endless(20_000),
            new Fault.Dribbling(),
            new Fault.Slow(Duration.ofSeconds(30)),
            new Fault.OtherAmount(-1),
            new Fault.OtherCurrency("won")
        }) {
            company.misbehaves(fault);
            assertThatThrownBy(() -> portOne.lookup(order, new ProviderPaymentId("any")))
                    .as(fault.toString())
                    .isInstanceOf(ProviderAway.class);
        }
        company.behaves();
        assertThat(portOne.lookup(order, new ProviderPaymentId("any"))).isInstanceOf(Captured.class);
    }

    @Test
    void money_is_given_back_once_however_often_it_is_asked_for() {
        var refund = captured();
        company.misbehaves(1, Call.REFUND, new Fault.AnswerLost());
        assertThat(portOne.refund(refund)).isEqualTo(new GivenBack());
        assertThat(portOne.refund(refund)).isEqualTo(new GivenBack());
        assertThat(company.ledger().refunded(refund.order().value())).isEqualTo(150_000);
        assertThat(company.ledger().refunds(refund.order().value())).isEqualTo(1);
    }

    @Test
    void a_bank_that_takes_its_time_is_asked_again() {
        var refund = captured();
        company.misbehaves(1, Call.REFUND, new Fault.Undecided());
        assertThat(portOne.refund(refund)).isEqualTo(new Underway());
        assertThat(company.ledger().refunds(refund.order().value())).isZero();
    }

    @Test
    void a_refund_that_does_not_work_yet_is_asked_for_again() {
        var refund = captured();
        company.misbehaves(2, Call.REFUND, new Fault.Failing(503));
        assertThatThrownBy(() -> portOne.refund(refund)).isInstanceOf(ProviderAway.class);
        assertThat(portOne.refund(refund)).isEqualTo(new GivenBack());
        assertThat(company.ledger().refunds(refund.order().value())).isEqualTo(1);
    }

    @Test
    void a_refund_that_will_never_be_made_is_for_a_person() {
        var refund = captured();
        company.misbehaves(1, Call.REFUND, new Fault.Refused());
        assertThat(portOne.refund(refund)).isInstanceOf(Declined.class);
        assertThat(portOne.refund(new RefundRequest(newOrder(), refund.transaction(), PRICE, "lapsed")))
                .isEqualTo(new Declined("PAYMENT_NOT_FOUND"));
        assertThat(company.ledger().refunded(refund.order().value())).isZero();
    }

    @Test
    void all_that_was_paid_is_given_back_though_less_of_it_was_told() {
        var paid = captured();
        var told = new RefundRequest(paid.order(), paid.transaction(), new Money(7, "USD"), "WRONG_AMOUNT");
        assertThat(portOne.refund(told)).isEqualTo(new GivenBack());
        assertThat(company.ledger().refunded(paid.order().value())).isEqualTo(150_000);
    }

    @Test
    void settings_that_make_no_sense_are_refused_and_secrets_are_not_told() {
        var here = company.address();
        assertThatThrownBy(() -> settings(here, "", WEBHOOK_SECRETS)).hasMessageContaining("api-secret");
        assertThatThrownBy(() -> settings(here, "hush", List.of())).hasMessageContaining("webhook-secrets");
        assertThatThrownBy(() -> settings(URI.create("http://api.example.test"), "hush", WEBHOOK_SECRETS))
                .hasMessageContaining("base-url");
        assertThat(settings(here, "hush", WEBHOOK_SECRETS).toString()).doesNotContain("hush", "whsec");
    }

    private static PortOneSettings settings(URI address, String secret, List<String> webhookSecrets) {
        return new PortOneSettings(
                true, address, "store", "channel", secret, webhookSecrets, Duration.ofMinutes(5), Impatient.LINE);
    }

    private Outcome lookupWith(Fault fault) {
        var order = newOrder();
        company.buyerPays(order.value(), 150_000, "KRW");
        company.misbehaves(1, Call.LOOKUP, fault);
        return portOne.lookup(order, new ProviderPaymentId("any"));
    }

    private RefundRequest captured() {
        var order = newOrder();
        var transaction = company.buyerPays(order.value(), 150_000, "KRW");
        return new RefundRequest(order, new TransactionId(transaction), PRICE, "lapsed");
    }

    private OrderId newOrder() {
        return new OrderId("ord-" + ++orders);
    }
}
