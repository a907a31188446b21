package io.rowlock.command.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.command.Instance;
import io.rowlock.testing.Corner;
import io.rowlock.testing.Fault;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.PaymentCompany;
import io.rowlock.testing.PaymentCompany.Call;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The running app and two companies that take money and cannot be relied on: what callers, log and ledger say. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvidersMisbehaveTest {
    private static final long PRICE = 150_000;
    private static final Duration QUIET = Duration.ofMillis(150);

    private final PaymentCompany toss = PaymentCompany.toss();
    private final PaymentCompany portOne = PaymentCompany.portOne();
    private final Instance app;
    private final String evening;
    private final AtomicInteger people = new AtomicInteger();

    ProvidersMisbehaveTest(Corner corner) {
        app = new Instance(corner, settings());
        evening = app.openEvening(1_000, 10, 4);
    }

    private String[] settings() {
        var impatient = Stream.of("toss", "portone")
                .map(it -> "--rowlock.payment." + it + ".line.")
                .flatMap(line -> Stream.of(
                        line + "answer-within=1s",
                        line + "largest-answer=8KB",
                        line + "attempts=2",
                        line + "first-pause=5ms",
                        line + "circuit.calls=8",
                        line + "circuit.fewest=8",
                        line + "circuit.failures=80",
                        line + "circuit.open-for=300ms",
                        line + "circuit.trials=1"));
        return Stream.of(
                        toss.settings().stream(),
                        portOne.settings().stream(),
                        impatient,
                        Stream.of(
                                "--rowlock.payment.toss.key-lasts=200ms",
                                "--rowlock.jobs.first-pause=20ms",
                                "--rowlock.jobs.longest-pause=200ms",
                                "--rowlock.jobs.poll-every=50ms"))
                .flatMap(it -> it)
                .toArray(String[]::new);
    }

    @AfterEach
    void behave() {
        toss.behaves();
        portOne.behaves();
    }

    @AfterAll
    void close() {
        app.close();
        toss.close();
        portOne.close();
    }

    /** Not to be closed by whoever takes one as an argument: all tests share them. */
    private Stream<PaymentCompany> companies() {
        return Stream.of(toss, portOne);
    }

    /** Anna, or somebody like her, who is about to pay for a seat that nobody else wants. */
    private record Sale(Person buyer, String seat, String hold, String order, Answer ready) {}

    private Sale sale(PaymentCompany company) {
        var number = people.incrementAndGet();
        var buyer = Person.buyer("anna-" + number);
        var seat = "A-" + number + "-1";
        var hold = app.hold(buyer, evening, seat).at("/holdId");
        var ready = app.ready(buyer, hold, company.method());
        assertThat(ready.status()).as(ready.body()).isEqualTo(201);
        return new Sale(buyer, seat, hold, ready.at("/orderId"), ready);
    }

    private String pays(PaymentCompany company, Sale sale) {
        return company.buyerPays(sale.order(), PRICE, "KRW");
    }

    private void saysSo(Sale sale, String payment) {
        assertThat(app.confirm(sale.buyer(), sale.order(), payment).status()).isEqualTo(202);
    }

    private void becomes(Sale sale, String... last) {
        await().untilAsserted(() -> assertThat(app.eventsOf(sale.order())).endsWith(last));
    }

    private void isConfirmedAndPaidOnce(PaymentCompany company, Sale sale) {
        becomes(sale, "PaymentApproved", "PaymentConfirmed");
        assertThat(app.eventsOf(evening + "/" + sale.seat())).endsWith("SeatSold");
        assertThat(company.ledger().captures(sale.order())).isEqualTo(1);
        assertThat(company.ledger().captured(sale.order())).isEqualTo(PRICE);
        assertThat(company.ledger().refunded(sale.order())).isZero();
    }

    @Test
    void the_buyers_page_is_told_what_each_company_needs() {
        var byToss = sale(toss);
        assertThat(byToss.ready().at("/checkout/clientKey")).isEqualTo("test_ck_of_the_pretended_company");
        assertThat(byToss.ready().at("/checkout/orderId")).isEqualTo(byToss.order());
        assertThat(byToss.ready().at("/checkout/amount/value")).isEqualTo("150000");
        assertThat(byToss.ready().at("/checkout/amount/currency")).isEqualTo("KRW");
        var byPortOne = sale(portOne);
        assertThat(byPortOne.ready().at("/checkout/storeId")).isEqualTo("store-of-the-pretended-company");
        assertThat(byPortOne.ready().at("/checkout/channelKey")).isEqualTo("channel-of-the-pretended-company");
        assertThat(byPortOne.ready().at("/checkout/paymentId")).isEqualTo(byPortOne.order());
        assertThat(byPortOne.ready().at("/checkout/totalAmount")).isEqualTo("150000");
        assertThat(byPortOne.ready().body() + byToss.ready().body()).doesNotContain("test_sk", "api-secret", "whsec");
    }

    private Stream<Arguments> faultsThatPass() {
        var faults = List.of(
                new Fault.Slow(Duration.ofSeconds(30)),
                new Fault.Failing(500),
                new Fault.Failing(429),
                new Fault.Unreachable(),
                new Fault.AnswerLost(),
                new Fault.Undecided(),
                new Fault.Stubborn(),
                new Fault.Gibberish(),
                new Fault.Endless(20_000),
                new Fault.Dribbling(),
                new Fault.OtherStatus("SOMETHING_NEW"));
        return companies().flatMap(company -> faults.stream().map(fault -> Arguments.of(company, fault)));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("faultsThatPass")
    void whatever_goes_wrong_at_first_money_is_captured_once_and_the_seat_sold(PaymentCompany company, Fault fault) {
        var sale = sale(company);
        var payment = pays(company, sale);
        company.misbehaves(1, Call.CAPTURE, fault);
        company.misbehaves(3, Call.LOOKUP, fault);
        saysSo(sale, payment);
        isConfirmedAndPaidOnce(company, sale);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void an_answer_that_names_another_order_is_none_and_is_asked_for_again(PaymentCompany company) {
        var sale = sale(company);
        var payment = pays(company, sale);
        company.misbehaves(1, company == toss ? Call.CAPTURE : Call.LOOKUP, new Fault.OtherOrder("ord-somebody-elses"));
        saysSo(sale, payment);
        isConfirmedAndPaidOnce(company, sale);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void a_card_that_is_declined_puts_the_seat_back_on_sale(PaymentCompany company) {
        var sale = sale(company);
        saysSo(sale, company.buyerIsDeclined(sale.order(), PRICE, "KRW"));
        becomes(sale, "PaymentFailed");
        await().untilAsserted(() -> assertThat(
                        app.hold(Person.buyer("ben"), evening, sale.seat()).status())
                .isEqualTo(201));
        assertThat(company.ledger().captured(sale.order())).isZero();
    }

    @Test
    void toss_is_never_told_to_capture_another_amount() {
        var sale = sale(toss);
        saysSo(sale, toss.buyerPays(sale.order(), 1, "KRW"));
        becomes(sale, "PaymentFailed");
        assertThat(toss.ledger().captured(sale.order())).isZero();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void what_came_with_another_amount_goes_back_and_buys_nothing(PaymentCompany company) {
        wrongMoney(company, new Fault.OtherAmount(1));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void what_came_in_another_currency_goes_back_and_buys_nothing(PaymentCompany company) {
        wrongMoney(company, new Fault.OtherCurrency("JPY"));
    }

    private void wrongMoney(PaymentCompany company, Fault fault) {
        var sale = sale(company);
        var payment = pays(company, sale);
        company.misbehaves(1, company == toss ? Call.CAPTURE : Call.LOOKUP, fault);
        saysSo(sale, payment);
        becomes(sale, "StrayPaymentReceived", "RefundDue", "PaymentRefunded");
        assertThat(app.eventsOf(sale.order())).doesNotContain("PaymentApproved", "PaymentConfirmed");
        assertThat(company.ledger().refunded(sale.order())).isEqualTo(PRICE);
        assertThat(company.ledger().refunds(sale.order())).isEqualTo(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void annas_payment_never_pays_for_bens_order(PaymentCompany company) {
        var annas = sale(company);
        var bens = sale(company);
        var payment = pays(company, annas);
        saysSo(bens, payment);
        saysSo(annas, payment);
        isConfirmedAndPaidOnce(company, annas);
        assertThat(app.eventsOf(bens.order())).doesNotContain("PaymentApproved", "PaymentConfirmed");
        assertThat(company.ledger().captured(bens.order())).isZero();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void a_refund_is_tried_until_it_worked_and_made_once(PaymentCompany company) {
        var sale = sale(company);
        var payment = pays(company, sale);
        app.release(sale.buyer(), sale.hold());
        assertThat(app.hold(Person.buyer("ben-" + sale.order()), evening, sale.seat())
                        .status())
                .isEqualTo(201);
        company.misbehaves(1, Call.REFUND, new Fault.Failing(503));
        company.misbehaves(1, Call.REFUND, new Fault.Unreachable());
        company.misbehaves(1, Call.REFUND, new Fault.Slow(Duration.ofSeconds(30)));
        company.misbehaves(1, Call.REFUND, new Fault.AnswerLost());
        company.webhook(sale.order(), payment).to(app.address());
        saysSo(sale, payment);
        becomes(sale, "PaymentRefunded");
        assertThat(app.eventsOf(sale.order())).doesNotContain("PaymentConfirmed");
        assertThat(company.ledger().refunded(sale.order()))
                .isEqualTo(company.ledger().captured(sale.order()))
                .isEqualTo(PRICE);
        assertThat(company.ledger().refunds(sale.order())).isEqualTo(1);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void a_company_that_is_down_is_left_alone_and_all_is_paid_when_it_is_back(PaymentCompany company) {
        var sales = Stream.generate(() -> sale(company)).limit(6).toList();
        var payments = sales.stream().map(it -> pays(company, it)).toList();
        company.misbehaves(new Fault.Failing(500));
        for (int i = 0; i < sales.size(); i++) {
            saysSo(sales.get(i), payments.get(i));
        }
        await().until(() -> circuit(company, "open") + circuit(company, "half_open") == 1);
        company.behaves();
        sales.forEach(it -> isConfirmedAndPaidOnce(company, it));
        await().until(() -> circuit(company, "closed") == 1);
    }

    @Test
    void operators_see_how_each_line_is_doing() {
        var metrics =
                sale(toss).buyer().get(app.address(), "/actuator/prometheus").body();
        for (var line : List.of("toss", "toss-webhooks", "portone")) {
            assertThat(metrics)
                    .contains("resilience4j_circuitbreaker_state{name=\"" + line + "\",state=\"open\"}")
                    .contains("resilience4j_circuitbreaker_calls_seconds_count{kind=\"failed\",name=\"" + line + "\"}")
                    .contains("resilience4j_bulkhead_available_concurrent_calls{name=\"" + line + "\"}");
        }
    }

    private double circuit(PaymentCompany company, String state) {
        return app.part(MeterRegistry.class)
                .get("resilience4j.circuitbreaker.state")
                .tag("name", company.method().toLowerCase(Locale.ROOT))
                .tag("state", state)
                .gauge()
                .value();
    }

    // Webhooks

    @Test
    void a_true_webhook_is_enough_when_the_buyers_page_is_gone() {
        var sale = sale(portOne);
        var heard = portOne.webhook(sale.order(), pays(portOne, sale)).to(app.address());
        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
        assertThat(heard.at("/outcome")).isEqualTo("HEARD");
        isConfirmedAndPaidOnce(portOne, sale);
    }

    @Test
    void ten_of_the_same_at_once_are_one() throws Exception {
        var sale = sale(portOne);
        var webhook = portOne.webhook(sale.order(), pays(portOne, sale));
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = senders.invokeAll(Collections.<Callable<Answer>>nCopies(10, () -> webhook.to(app.address())));
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        isConfirmedAndPaidOnce(portOne, sale);
        assertThat(app.eventsOf(sale.order())).containsOnlyOnce("PaymentSubmitted");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void a_webhook_that_comes_again_and_again_and_late_gets_200_and_changes_nothing(PaymentCompany company) {
        var sale = sale(company);
        var payment = pays(company, sale);
        saysSo(sale, payment);
        isConfirmedAndPaidOnce(company, sale);
        var webhook = company.webhook(sale.order(), payment);
        changesNothing(() -> {
            for (int i = 0; i < 3; i++) {
                assertThat(webhook.to(app.address()).status()).isEqualTo(200);
            }
            assertThat(company.webhook(sale.order(), payment).to(app.address()).at("/outcome"))
                    .isEqualTo("HEARD");
        });
        isConfirmedAndPaidOnce(company, sale);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void a_forged_webhook_gets_401_and_changes_nothing(PaymentCompany company) {
        var sale = sale(company);
        changesNothing(
                () -> refused(company.forgedWebhook(sale.order()).to(app.address()), 401, "webhook-not-genuine"));
    }

    @Test
    void a_payment_that_the_buyer_has_not_finished_is_not_taken_for_paid_because_somebody_says_so() {
        var sale = sale(toss);
        var payment = pays(toss, sale);
        var says = toss.webhook(sale.order(), payment);
        var lie = says.saying(says.body().replace("IN_PROGRESS", "DONE"));
        changesNothing(() -> refused(lie.to(app.address()), 401, "webhook-not-genuine"));
        assertThat(toss.ledger().captured(sale.order())).isZero();
    }

    @Test
    void annas_payment_is_no_proof_of_bens() {
        var annas = sale(toss);
        var payment = pays(toss, annas);
        saysSo(annas, payment);
        isConfirmedAndPaidOnce(toss, annas);
        var bens = sale(toss);
        var says = toss.webhook(annas.order(), payment);
        var lie = says.saying(says.body().replace(annas.order(), bens.order()));
        changesNothing(() -> refused(lie.to(app.address()), 401, "webhook-not-genuine"));
    }

    @Test
    void a_webhook_with_another_amount_or_currency_than_toss_has_gets_409_and_changes_nothing() {
        var sale = sale(toss);
        var payment = pays(toss, sale);
        saysSo(sale, payment);
        isConfirmedAndPaidOnce(toss, sale);
        var says = toss.webhook(sale.order(), payment);
        changesNothing(() -> {
            var less = says.saying(says.body().replace("\"totalAmount\":150000", "\"totalAmount\":1"));
            refused(less.to(app.address()), 409, "amount-mismatch");
            var dollars = says.saying(says.body().replace("KRW", "USD"));
            refused(dollars.to(app.address()), 409, "amount-mismatch");
        });
    }

    @Test
    void a_caught_webhook_cannot_be_made_to_say_something_else() {
        var annas = sale(portOne);
        var bens = sale(portOne);
        var caught = portOne.webhook(annas.order(), pays(portOne, annas));
        var changed = caught.saying(caught.body().replace(annas.order(), bens.order()));
        changesNothing(() -> refused(changed.to(app.address()), 401, "webhook-not-genuine"));
    }

    @Test
    void a_webhook_of_six_minutes_ago_gets_401_and_changes_nothing() {
        var sale = sale(portOne);
        var payment = pays(portOne, sale);
        var old = portOne.webhookOf(Instant.now().minus(Duration.ofMinutes(6)), sale.order(), payment);
        changesNothing(() -> refused(old.to(app.address()), 401, "webhook-too-old"));
    }

    @Test
    void while_its_secret_is_changed_webhooks_are_known_by_either() {
        var sale = sale(portOne);
        var webhook = portOne.webhookWhileSecretsChange(sale.order(), pays(portOne, sale));
        assertThat(webhook.to(app.address()).status()).isEqualTo(200);
        isConfirmedAndPaidOnce(portOne, sale);
    }

    @Test
    void webhooks_out_of_order_and_about_other_things_are_ignored_and_do_no_harm() {
        var sale = sale(portOne);
        var payment = pays(portOne, sale);
        for (var about : List.of("Transaction.Cancelled", "Transaction.Ready", "BillingKey.Issued", "Something.New")) {
            changesNothing(() ->
                    ignored(portOne.webhookAbout(about, sale.order(), payment).to(app.address())));
        }
        changesNothing(() -> ignored(toss.webhookAbout("PAYOUT_STATUS_CHANGED", sale.order(), "tgen_any")
                .to(app.address())));
        assertThat(portOne.webhook(sale.order(), payment).to(app.address()).at("/outcome"))
                .isEqualTo("HEARD");
        isConfirmedAndPaidOnce(portOne, sale);
        changesNothing(() -> ignored(
                portOne.webhookAbout("Transaction.Ready", sale.order(), payment).to(app.address())));
    }

    @Test
    void orders_of_nobody_and_of_another_method_are_none_of_a_companys() {
        var sale = sale(portOne);
        changesNothing(() -> {
            ignored(portOne.webhook("ord-nobodys", "any").to(app.address()));
            ignored(portOne.webhook("not an order", "any").to(app.address()));
            ignored(toss.forgedWebhook(sale.order()).to(app.address()));
            ignored(toss.forgedWebhook("ord-nobodys").to(app.address()));
        });
    }

    @Test
    void who_calls_while_toss_is_away_is_told_to_come_back() {
        var sale = sale(toss);
        var payment = pays(toss, sale);
        toss.misbehaves(Call.LOOKUP, new Fault.Failing(500));
        var lookingDone = toss.webhook(sale.order(), payment);
        var says = lookingDone.saying(lookingDone.body().replace("IN_PROGRESS", "DONE"));
        changesNothing(() -> {
            var answer = says.to(app.address());
            refused(answer, 503, "provider-away");
            assertThat(answer.headers()).containsKey("retry-after");
        });
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("companies")
    void what_is_no_webhook_at_all_is_refused(PaymentCompany company) {
        var webhook = company.webhook(sale(company).order(), "any");
        changesNothing(() -> {
            var status = company == toss ? 400 : 401; // who did not sign is told no more than that
            assertThat(webhook.saying("no JSON").to(app.address()).status()).isEqualTo(status);
            assertThat(webhook.saying("null").to(app.address()).status()).isEqualTo(status);
            assertThat(webhook.saying("x".repeat(70_000)).to(app.address()).status())
                    .isEqualTo(413);
        });
    }

    @Test
    void webhooks_are_described_and_need_no_token() {
        var paths = sale(toss).buyer().get(app.address(), "/v3/api-docs").json().at("/paths");
        for (var address : List.of("/api/webhooks/toss", "/api/webhooks/portone")) {
            var webhook = paths.path(address).path("post");
            assertThat(webhook.at("/responses").propertyNames()).contains("200", "401");
            assertThat(webhook.has("security")).isFalse();
            assertThat(webhook.at("/requestBody/content").propertyNames()).containsExactly("application/json");
            assertThat(webhook.at("/parameters").toString()).doesNotContain("Idempotency-Key");
        }
        assertThat(paths.at("/~1api~1webhooks~1toss/post/responses").propertyNames())
                .contains("409", "503");
    }

    private static void refused(Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    private static void ignored(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/outcome")).isEqualTo("IGNORED");
    }

    /** Counted when all that follows from what came before has been written. */
    private void changesNothing(Runnable told) {
        var count = new AtomicLong(-1);
        await().pollInterval(QUIET).until(() -> count.getAndSet(eventsInTheLog()) == eventsInTheLog());
        var before = eventsInTheLog();
        told.run();
        assertThat(eventsInTheLog()).isEqualTo(before);
    }

    private long eventsInTheLog() {
        return app.log()
                .sql("SELECT count(*) FROM domain_event")
                .query(Long.class)
                .single();
    }
}
