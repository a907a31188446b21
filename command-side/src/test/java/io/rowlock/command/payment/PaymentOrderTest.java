package io.rowlock.command.payment;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentCommand.ApprovePayment;
import io.rowlock.api.payment.PaymentCommand.ConfirmPayment;
import io.rowlock.api.payment.PaymentCommand.FailPayment;
import io.rowlock.api.payment.PaymentCommand.RefundPayment;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.TransactionId;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class PaymentOrderTest {
    private static final HoldId HOLD = HoldId.of("sch-tosca.annas");
    private static final OrderId ORDER = OrderId.payingFor(HOLD);
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final BuyerId BEN = new BuyerId("usr-ben");
    private static final Money AMOUNT = new Money(300_000, "KRW");
    private static final TransactionId FIRST = new TransactionId("txn-1");
    private static final TransactionId SECOND = new TransactionId("txn-2");

    private static final PaymentReadied READIED =
            new PaymentReadied(ORDER, HOLD, ANNA, PaymentMethod.MOCK, AMOUNT, Instant.parse("2027-05-01T12:08:00Z"));
    private static final PaymentApproved APPROVED = new PaymentApproved(ORDER, HOLD, ANNA, FIRST, AMOUNT);
    private static final PaymentFailed FAILED = new PaymentFailed(ORDER, HOLD, ANNA, "card declined");
    private static final PaymentConfirmed CONFIRMED = new PaymentConfirmed(ORDER);
    private static final PaymentRefunded REFUNDED = new PaymentRefunded(ORDER, AMOUNT, "SEAT_SOLD");

    private final AggregateTestFixture<PaymentOrder> order = new AggregateTestFixture<>(PaymentOrder.class);

    @Test
    void an_approved_payment_is_of_the_orders_own_amount() {
        order.given(READIED).when(approve(FIRST)).expectEvents(APPROVED).expectResultMessagePayload(OrderStatus.PAID);
    }

    @Test
    void the_same_transaction_twice_is_one_payment() {
        changesNothing(order.given(READIED, APPROVED).when(approve(FIRST)), OrderStatus.PAID);
        changesNothing(order.given(READIED, APPROVED, CONFIRMED).when(approve(FIRST)), OrderStatus.CONFIRMED);
        changesNothing(order.given(READIED, APPROVED, REFUNDED).when(approve(FIRST)), OrderStatus.REFUNDED);
    }

    @Test
    void a_second_transaction_is_refused() {
        refused(order.given(READIED, APPROVED).when(approve(SECOND)), "ORDER_ALREADY_PAID");
        refused(order.given(READIED, APPROVED, CONFIRMED).when(approve(SECOND)), "ORDER_ALREADY_PAID");
        refused(order.given(READIED, APPROVED, REFUNDED).when(approve(SECOND)), "ORDER_ENDED");
    }

    @Test
    void a_failed_order_is_not_paid_any_more() {
        refused(order.given(READIED, FAILED).when(approve(FIRST)), "ORDER_ENDED");
    }

    @Test
    void annas_order_does_not_exist_for_ben() {
        refused(order.given(READIED).when(new ApprovePayment(ORDER, BEN, FIRST)), "ORDER_NOT_FOUND");
        refused(order.given(READIED).when(new FailPayment(ORDER, BEN, "no")), "ORDER_NOT_FOUND");
        refused(order.given(READIED, APPROVED).when(new ApprovePayment(ORDER, BEN, FIRST)), "ORDER_NOT_FOUND");
    }

    @Test
    void a_payment_fails_once() {
        order.given(READIED).when(fail()).expectEvents(FAILED).expectResultMessagePayload(OrderStatus.FAILED);
        changesNothing(order.given(READIED, FAILED).when(fail()), OrderStatus.FAILED);
    }

    @Test
    void a_paid_order_cannot_fail() {
        refused(order.given(READIED, APPROVED).when(fail()), "ORDER_ALREADY_PAID");
        refused(order.given(READIED, APPROVED, CONFIRMED).when(fail()), "ORDER_ALREADY_PAID");
        refused(order.given(READIED, APPROVED, REFUNDED).when(fail()), "ORDER_ENDED");
    }

    @Test
    void a_paid_order_is_confirmed_once() {
        order.given(READIED, APPROVED).when(new ConfirmPayment(ORDER)).expectEvents(CONFIRMED);
        order.given(READIED, APPROVED, CONFIRMED)
                .when(new ConfirmPayment(ORDER))
                .expectNoEvents();
    }

    @Test
    void an_unpaid_order_is_never_confirmed() {
        order.given(READIED).when(new ConfirmPayment(ORDER)).expectNoEvents();
        order.given(READIED, FAILED).when(new ConfirmPayment(ORDER)).expectNoEvents();
        order.given(READIED, APPROVED, REFUNDED).when(new ConfirmPayment(ORDER)).expectNoEvents();
    }

    @Test
    void the_money_goes_back_in_full_and_once() {
        order.given(READIED, APPROVED)
                .when(new RefundPayment(ORDER, "SEAT_SOLD"))
                .expectEvents(REFUNDED);
        order.given(READIED, APPROVED, REFUNDED)
                .when(new RefundPayment(ORDER, "SEAT_SOLD"))
                .expectNoEvents();
    }

    @Test
    void what_was_never_captured_is_never_refunded() {
        order.given(READIED).when(new RefundPayment(ORDER, "SEAT_SOLD")).expectNoEvents();
        order.given(READIED, FAILED).when(new RefundPayment(ORDER, "SEAT_SOLD")).expectNoEvents();
    }

    private static ApprovePayment approve(TransactionId transaction) {
        return new ApprovePayment(ORDER, ANNA, transaction);
    }

    private static FailPayment fail() {
        return new FailPayment(ORDER, ANNA, "card declined");
    }

    private static void changesNothing(ResultValidator<PaymentOrder> result, OrderStatus answer) {
        result.expectSuccessfulHandlerExecution().expectNoEvents().expectResultMessagePayload(answer);
    }

    private static void refused(ResultValidator<PaymentOrder> result, String reason) {
        result.expectNoEvents().expectException(PaymentRefused.class).expectExceptionMessage(reason);
    }
}
