package io.rowlock.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.feed.Position;
import io.rowlock.api.feed.Position.StreamMark;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SaleOverHttpTest {
    private final Instance app;
    private final Person anna = Person.buyer("anna");
    private final Person ben = Person.buyer("ben");
    private final Person carla = Person.buyer("carla");
    private final Person dora = Person.buyer("dora");
    private final String schedule;

    SaleOverHttpTest(Corner corner) {
        app = new Instance(corner);
        schedule = app.openEvening(20, 30, 4);
    }

    @AfterAll
    void close() {
        app.close();
    }

    @Test
    void anna_holds_pays_and_has_her_seats() {
        var hold = app.hold(anna, schedule, "A-1-2", "A-1-1");
        assertThat(hold.status()).isEqualTo(201);
        assertThat(hold.at("/seats/0/seat")).isEqualTo("A-1-1");
        assertThat(hold.at("/total/amount")).isEqualTo("300000");

        var order = app.ready(anna, hold.at("/holdId"));
        assertThat(order.status()).isEqualTo(201);
        assertThat(order.at("/status")).isEqualTo("READY");
        assertThat(order.at("/amount/amount")).isEqualTo("300000");
        assertThat(order.at("/payUntil")).isEqualTo(hold.at("/heldUntil"));

        var paid = app.succeed(anna, order.at("/orderId"), "txn-1");
        assertThat(paid.status()).isEqualTo(202);
        assertThat(paid.at("/status")).isEqualTo("PAID");

        await().untilAsserted(() -> assertThat(app.eventsOf(order.at("/orderId")))
                .containsExactly("PaymentReadied", "PaymentApproved", "PaymentConfirmed"));
        assertThat(app.eventsOf(schedule + "/A-1-1")).containsExactly("SeatHeld", "SeatSold");
        assertThat(app.eventsOf(schedule + "/A-1-2")).containsExactly("SeatHeld", "SeatSold");
        assertThat(app.eventsOf(schedule + "/buyer/" + anna.id())).containsSequence("HoldPlaced", "HoldSold");
    }

    @Test
    void a_payment_that_fails_puts_the_seats_back_on_sale() {
        var hold = app.hold(anna, schedule, "A-2-1");
        var order = app.ready(anna, hold.at("/holdId"));
        assertThat(app.fail(anna, order.at("/orderId")).at("/status")).isEqualTo("FAILED");

        await().untilAsserted(() ->
                assertThat(app.hold(ben, schedule, "A-2-1").status()).isEqualTo(201));
    }

    @Test
    void the_money_goes_back_when_the_seat_was_given_away_meanwhile() {
        var hold = app.hold(anna, schedule, "A-3-1");
        var order = app.ready(anna, hold.at("/holdId"));
        app.release(anna, hold.at("/holdId"));
        assertThat(app.hold(ben, schedule, "A-3-1").status()).isEqualTo(201);
        await().untilAsserted(() ->
                assertThat(app.eventsOf(order.at("/orderId"))).containsExactly("PaymentReadied", "PaymentFailed"));

        app.succeed(anna, order.at("/orderId"), "txn-late");

        await().untilAsserted(() -> assertThat(app.eventsOf(order.at("/orderId")))
                .containsExactly("PaymentReadied", "PaymentFailed", "PaymentApproved", "RefundDue", "PaymentRefunded"));
    }

    @Test
    void an_order_keeps_its_method_so_that_its_money_is_looked_for_where_it_is_paid() {
        var hold = app.hold(carla, schedule, "A-7-2").at("/holdId");
        var order = app.ready(carla, hold, "MOCK");

        assertThat(app.ready(carla, hold, "WALLET").problem()).isEqualTo("method-differs");
        assertThat(app.ready(carla, hold, "MOCK").body()).isEqualTo(order.body());
        app.release(carla, hold);
    }

    @Test
    void what_the_provider_knows_is_asked_for_and_pays_the_order() {
        var hold = app.hold(carla, schedule, "A-7-1");
        var order = app.ready(carla, hold.at("/holdId")).at("/orderId");

        var answer = carla.post(
                app.address(),
                "/api/payment/confirm",
                "{\"orderId\": \"" + order + "\", \"providerPaymentId\": \"pay-7\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/status")).isEqualTo("READY");
        await().untilAsserted(() -> assertThat(app.eventsOf(order))
                .containsExactly("PaymentReadied", "PaymentSubmitted", "PaymentApproved", "PaymentConfirmed"));
    }

    @Test
    void a_confirmed_order_is_cancelled_its_seats_go_back_on_sale_and_its_money_goes_back() {
        var hold = app.hold(carla, schedule, "A-8-1");
        var order = app.ready(carla, hold.at("/holdId")).at("/orderId");
        app.succeed(carla, order, "txn-8");
        await().untilAsserted(() -> assertThat(app.eventsOf(order)).endsWith("PaymentConfirmed"));

        var answer = app.cancelOrder(carla, order);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/status")).isEqualTo("CANCELLED");
        await().untilAsserted(() -> assertThat(app.eventsOf(order))
                .containsExactly(
                        "PaymentReadied",
                        "PaymentApproved",
                        "PaymentConfirmed",
                        "PaymentCancelled",
                        "RefundDue",
                        "PaymentRefunded"));
        await().untilAsserted(() ->
                assertThat(app.eventsOf(schedule + "/A-8-1")).containsExactly("SeatHeld", "SeatSold", "SeatReturned"));
        assertThat(app.hold(ben, schedule, "A-8-1").status()).isEqualTo(201);
    }

    @Test
    void an_order_that_is_cancelled_before_it_is_paid_lets_its_seats_go() {
        var hold = app.hold(carla, schedule, "A-9-1");
        var order = app.ready(carla, hold.at("/holdId")).at("/orderId");

        assertThat(app.cancelOrder(carla, order).at("/status")).isEqualTo("CANCELLED");

        await().untilAsserted(() ->
                assertThat(app.eventsOf(schedule + "/A-9-1")).containsExactly("SeatHeld", "SeatReleased"));
    }

    @Test
    void the_wallet_pays_in_one_step_and_gets_its_money_back() {
        assertThat(app.charge(dora, 200_000).at("/balance/amount")).isEqualTo("200000");
        var hold = app.hold(dora, schedule, "A-10-1");
        var ready = app.ready(dora, hold.at("/holdId"), "WALLET");
        assertThat(ready.at("/checkout/confirm")).isEqualTo("/api/payment/confirm");
        var order = ready.at("/orderId");

        var paid = app.confirm(dora, order);

        assertThat(paid.status()).isEqualTo(202);
        assertThat(paid.at("/status")).isEqualTo("CONFIRMED");
        assertThat(app.eventsOf(order)).containsExactly("PaymentReadied", "PaymentApproved", "PaymentConfirmed");
        assertThat(app.eventsOf(schedule + "/A-10-1")).containsExactly("SeatHeld", "SeatSold");
        assertThat(app.eventsOf("wallet/" + dora.id())).containsExactly("WalletCharged", "WalletUsed");
        assertThat(Position.decoded(paid.position()).marks())
                .contains(new StreamMark("wallet/" + dora.id(), 1), new StreamMark(order, 2));
        assertThat(app.confirm(dora, order).at("/status")).isEqualTo("CONFIRMED");

        assertThat(app.cancelOrder(dora, order).at("/status")).isEqualTo("CANCELLED");
        await().untilAsserted(() ->
                assertThat(app.eventsOf(order)).endsWith("PaymentCancelled", "RefundDue", "PaymentRefunded"));
        assertThat(app.eventsOf("wallet/" + dora.id()))
                .containsExactly("WalletCharged", "WalletUsed", "WalletRefunded");
        await().untilAsserted(
                        () -> assertThat(app.eventsOf(schedule + "/A-10-1")).endsWith("SeatReturned"));
        assertThat(app.charge(dora, 1).at("/balance/amount")).isEqualTo("200001");
    }

    @Test
    void an_empty_wallet_pays_nothing_and_nothing_happens() {
        var erik = Person.buyer("erik");
        var hold = app.hold(erik, schedule, "A-11-1");
        var order = app.ready(erik, hold.at("/holdId"), "WALLET").at("/orderId");

        assertThat(app.confirm(erik, order).problem()).isEqualTo("balance-too-low");
        app.charge(erik, 149_999);
        assertThat(app.confirm(erik, order).problem()).isEqualTo("balance-too-low");
        assertThat(app.eventsOf(order)).containsExactly("PaymentReadied");
        assertThat(app.eventsOf(schedule + "/A-11-1")).containsExactly("SeatHeld");

        app.charge(erik, 1);
        assertThat(app.confirm(erik, order).at("/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void a_wallet_does_not_pay_for_seats_that_were_given_back() {
        var finn = Person.buyer("finn");
        app.charge(finn, 150_000);
        var hold = app.hold(finn, schedule, "A-12-1");
        var order = app.ready(finn, hold.at("/holdId"), "WALLET").at("/orderId");
        app.release(finn, hold.at("/holdId"));

        assertThat(app.confirm(finn, order).status()).isEqualTo(409);

        assertThat(app.eventsOf("wallet/" + finn.id())).containsExactly("WalletCharged");
    }

    @Test
    void a_hold_can_be_readied_twice_and_is_one_order() {
        var hold = app.hold(anna, schedule, "A-4-1");
        var first = app.ready(anna, hold.at("/holdId"));
        var second = app.ready(anna, hold.at("/holdId"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("/orderId")).isEqualTo(first.at("/orderId"));
        assertThat(app.eventsOf(first.at("/orderId"))).containsExactly("PaymentReadied");
        app.release(anna, hold.at("/holdId"));
    }

    @Test
    void every_answer_to_a_command_says_what_it_wrote() {
        var hold = app.hold(ben, schedule, "A-5-1");
        assertThat(Position.decoded(hold.position()).marks())
                .contains(new StreamMark(schedule + "/A-5-1", 0))
                .anyMatch(mark -> mark.stream().equals(schedule + "/buyer/" + ben.id()));
    }

    @Test
    void a_seat_that_is_taken_is_a_problem_that_names_it() {
        app.hold(anna, schedule, "A-6-1");
        var refused = app.hold(ben, schedule, "A-6-2", "A-6-1");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("seat-held");
        assertThat(refused.at("/seat")).isEqualTo("A-6-1");
        assertThat(app.eventsOf(schedule + "/A-6-2")).isEmpty();
    }
}
