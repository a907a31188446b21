package io.rowlock.command.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.CancelReason;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentCommand.ApproveMockPayment;
import io.rowlock.api.payment.PaymentCommand.ApprovePayment;
import io.rowlock.api.payment.PaymentCommand.CancelForSchedule;
import io.rowlock.api.payment.PaymentCommand.CancelPayment;
import io.rowlock.api.payment.PaymentCommand.ConfirmPayment;
import io.rowlock.api.payment.PaymentCommand.DropPayment;
import io.rowlock.api.payment.PaymentCommand.FailMockPayment;
import io.rowlock.api.payment.PaymentCommand.FailPayment;
import io.rowlock.api.payment.PaymentCommand.HearOfPayment;
import io.rowlock.api.payment.PaymentCommand.RecordRefund;
import io.rowlock.api.payment.PaymentCommand.RefundPayment;
import io.rowlock.api.payment.PaymentCommand.SubmitPayment;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentDropped;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.ProviderTransaction;
import io.rowlock.api.payment.StrayReason;
import io.rowlock.api.payment.TransactionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentOrderTest {
    private static final HoldId HOLD = HoldId.of("sch-tosca.annas");
    private static final OrderId ORDER = OrderId.payingFor(HOLD);
    private static final OrderId BENS_ORDER = new OrderId("ord-bens");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final BuyerId BEN = new BuyerId("usr-ben");
    private static final Money AMOUNT = new Money(300_000, "KRW");
    private static final TransactionId FIRST = new TransactionId("txn-1");
    private static final TransactionId SECOND = new TransactionId("txn-2");
    private static final ProviderPaymentId PAYMENT = new ProviderPaymentId("pay-1");
    private static final Instant CANCEL_UNTIL = Instant.parse("2027-05-30T12:00:00Z");

    private static final PaymentReadied READIED = readied(PaymentMethod.MOCK);
    private static final PaymentApproved APPROVED = new PaymentApproved(ORDER, HOLD, ANNA, FIRST, AMOUNT);
    private static final PaymentFailed FAILED = new PaymentFailed(ORDER, HOLD, ANNA, "card declined");
    private static final PaymentConfirmed CONFIRMED = new PaymentConfirmed(ORDER);
    private static final PaymentCancelled CANCELLED =
            new PaymentCancelled(ORDER, HOLD, ANNA, CancelReason.BUYER_CANCELLED);
    private static final RefundDue CANCELLED_DUE = due(FIRST, AMOUNT, "BUYER_CANCELLED");
    private static final RefundDue SALE_REFUSED_DUE = due(FIRST, AMOUNT, "SEAT_SOLD");
    private static final PaymentRefunded REFUNDED = new PaymentRefunded(ORDER, FIRST, AMOUNT, "SEAT_SOLD");

    private final AggregateTestFixture<PaymentOrder> order = new AggregateTestFixture<>(PaymentOrder.class);
    private final Map<ProviderTransaction, OrderId> claims = new HashMap<>();

    private Instant now = CANCEL_UNTIL;

    @BeforeEach
    void the_clock_is_turned_by_hand() {
        order.registerInjectableResource(new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("Nobody here asks for " + zone);
            }
        });
    }

    @BeforeEach
    void transactions_can_be_claimed_once() {
        order.registerInjectableResource((Transactions) (transaction, by) -> {
            if (!claims.computeIfAbsent(transaction, _ -> by).equals(by)) {
                throw new PaymentRefused(PaymentRefused.Reason.TRANSACTION_USED);
            }
        });
    }

    // paying

    @Test
    void a_payment_is_submitted_once_under_each_name() {
        order.given(READIED).when(submit()).expectEvents(submitted(true)).expectResultMessagePayload(OrderStatus.READY);
        changesNothing(order.given(READIED, submitted(true)).when(submit()), OrderStatus.READY);
        order.given(READIED, submitted(true)).when(hear()).expectNoEvents();
        order.given(READIED).when(hear()).expectEvents(submitted(true));
    }

    @Test
    void a_name_without_money_is_dropped_once_and_may_be_submitted_again() {
        var dropped = new PaymentDropped(ORDER, PAYMENT, "EXPIRED");
        var drop = new DropPayment(ORDER, PAYMENT, "EXPIRED");
        order.given(READIED, submitted(true)).when(drop).expectEvents(dropped);
        order.given(READIED, submitted(true), dropped).when(drop).expectNoEvents();
        order.given(READIED, submitted(true), dropped, FAILED).when(hear()).expectEvents(submitted(true));
    }

    @Test
    void a_payment_that_comes_too_late_is_looked_after_but_no_longer_wanted() {
        order.given(READIED, FAILED).when(submit()).expectEvents(submitted(true));
        order.given(READIED, APPROVED).when(submit()).expectEvents(submitted(false));
        order.given(READIED, APPROVED, CONFIRMED).when(hear()).expectEvents(submitted(false));
        order.given(READIED, CANCELLED).when(submit()).expectEvents(submitted(false));
        order.given(READIED, APPROVED, SALE_REFUSED_DUE, REFUNDED).when(hear()).expectEvents(submitted(false));
    }

    @Test
    void a_buyer_may_name_ten_payments_and_the_provider_fifty() {
        assertThat(PaymentOrder.MOST_FROM_BUYERS).isEqualTo(10);
        order.given(readiedAndNamed(9)).when(submit()).expectEvents(submitted(true));
        refused(order.given(readiedAndNamed(10)).when(submit()), "TOO_MANY_PAYMENTS");
        order.given(readiedAndNamed(49)).when(hear()).expectEvents(submitted(true));
        refused(order.given(readiedAndNamed(50)).when(hear()), "TOO_MANY_PAYMENTS");
    }

    @Test
    void no_provider_is_asked_about_what_the_wallet_pays() {
        refused(order.given(readied(PaymentMethod.WALLET)).when(submit()), "METHOD_DIFFERS");
        refused(order.given(readied(PaymentMethod.WALLET)).when(hear()), "METHOD_DIFFERS");
        refused(order.given(readied(PaymentMethod.WALLET)).when(mock(FIRST)), "METHOD_DIFFERS");
        refused(order.given(readied(PaymentMethod.WALLET)).when(failMock()), "METHOD_DIFFERS");
    }

    @Test
    void the_whole_amount_pays_the_order() {
        order.given(READIED).when(approve(FIRST, AMOUNT)).expectEvents(APPROVED);
        assertThat(claims).containsExactly(Map.entry(new ProviderTransaction(PaymentMethod.MOCK, FIRST), ORDER));
        order.given(READIED).when(mock(FIRST)).expectEvents(APPROVED).expectResultMessagePayload(OrderStatus.PAID);
    }

    @Test
    void money_that_comes_late_pays_all_the_same_and_the_seats_decide() {
        order.given(READIED, FAILED).when(approve(FIRST, AMOUNT)).expectEvents(APPROVED);
        order.given(READIED, FAILED)
                .when(mock(FIRST))
                .expectEvents(APPROVED)
                .expectResultMessagePayload(OrderStatus.PAID);
    }

    @Test
    void the_same_transaction_twice_is_one_payment() {
        order.given(READIED, APPROVED).when(approve(FIRST, AMOUNT)).expectNoEvents();
        changesNothing(order.given(READIED, APPROVED).when(mock(FIRST)), OrderStatus.PAID);
        changesNothing(order.given(READIED, APPROVED, CONFIRMED).when(mock(FIRST)), OrderStatus.CONFIRMED);
        changesNothing(
                order.given(READIED, APPROVED, SALE_REFUSED_DUE, REFUNDED).when(mock(FIRST)), OrderStatus.REFUNDED);
        order.given(strayAfter(READIED, StrayReason.WRONG_AMOUNT))
                .when(approve(SECOND, AMOUNT))
                .expectNoEvents();
    }

    @Test
    void a_transaction_that_pays_bens_order_does_not_pay_annas() {
        claims.put(new ProviderTransaction(PaymentMethod.MOCK, FIRST), BENS_ORDER);
        refused(order.given(READIED).when(approve(FIRST, AMOUNT)), "TRANSACTION_USED");
        refused(order.given(READIED).when(mock(FIRST)), "TRANSACTION_USED");
    }

    // money that strays

    @Test
    void a_wrong_amount_goes_back_and_the_order_waits_for_the_right_one() {
        for (var wrong : List.of(new Money(299_999, "KRW"), new Money(300_001, "KRW"), new Money(300_000, "EUR"))) {
            order.given(READIED)
                    .when(approve(SECOND, wrong))
                    .expectEvents(
                            new StrayPaymentReceived(ORDER, SECOND, wrong, StrayReason.WRONG_AMOUNT),
                            due(SECOND, wrong, "WRONG_AMOUNT"));
        }
        order.given(strayAfter(READIED, StrayReason.WRONG_AMOUNT))
                .when(approve(FIRST, AMOUNT))
                .expectEvents(APPROVED);
    }

    @Test
    void a_second_payment_goes_back() {
        goesBack(order.given(READIED, APPROVED), StrayReason.ALREADY_PAID);
        goesBack(order.given(READIED, APPROVED, CONFIRMED), StrayReason.ALREADY_PAID);
    }

    @Test
    void money_for_what_was_cancelled_or_refunded_goes_back() {
        goesBack(order.given(READIED, CANCELLED), StrayReason.ORDER_CANCELLED);
        goesBack(order.given(READIED, APPROVED, CANCELLED, CANCELLED_DUE), StrayReason.ORDER_CANCELLED);
        goesBack(order.given(READIED, APPROVED, SALE_REFUSED_DUE, REFUNDED), StrayReason.ORDER_REFUNDED);
    }

    @Test
    void a_stray_payment_that_went_back_leaves_the_order_as_it_was() {
        var strayRefunded = new PaymentRefunded(ORDER, SECOND, AMOUNT, "ALREADY_PAID");
        var past = strayAfter(READIED, StrayReason.ALREADY_PAID);
        past.add(1, APPROVED);
        order.given(past).when(new RecordRefund(ORDER, SECOND)).expectEvents(strayRefunded);

        past.add(strayRefunded);
        order.given(past).when(new ConfirmPayment(ORDER)).expectEvents(CONFIRMED);
        past.add(CONFIRMED);
        changesNothing(order.given(past).when(mock(FIRST)), OrderStatus.CONFIRMED);
        order.given(past).when(new RecordRefund(ORDER, SECOND)).expectNoEvents();
    }

    // not paying

    @Test
    void a_payment_fails_once() {
        order.given(READIED).when(new FailPayment(ORDER, "card declined")).expectEvents(FAILED);
        order.given(READIED, FAILED).when(new FailPayment(ORDER, "LAPSED")).expectNoEvents();
        order.given(READIED).when(failMock()).expectEvents(FAILED).expectResultMessagePayload(OrderStatus.FAILED);
        changesNothing(order.given(READIED, FAILED).when(failMock()), OrderStatus.FAILED);
    }

    @Test
    void an_order_that_was_never_made_cannot_fail() {
        order.givenNoPriorActivity().when(new FailPayment(ORDER, "LAPSED")).expectNoEvents();
    }

    @Test
    void what_is_paid_cancelled_or_refunded_does_not_fail() {
        order.given(READIED, APPROVED).when(new FailPayment(ORDER, "LAPSED")).expectNoEvents();
        order.given(READIED, APPROVED, CONFIRMED)
                .when(new FailPayment(ORDER, "LAPSED"))
                .expectNoEvents();
        order.given(READIED, CANCELLED).when(new FailPayment(ORDER, "LAPSED")).expectNoEvents();
        refused(order.given(READIED, APPROVED).when(failMock()), "ORDER_ALREADY_PAID");
        refused(order.given(READIED, APPROVED, CONFIRMED).when(failMock()), "ORDER_ALREADY_PAID");
        refused(order.given(READIED, CANCELLED).when(failMock()), "ORDER_ENDED");
        refused(order.given(READIED, APPROVED, SALE_REFUSED_DUE, REFUNDED).when(failMock()), "ORDER_ENDED");
    }

    @Test
    void annas_order_does_not_exist_for_ben() {
        refused(order.given(READIED).when(new SubmitPayment(ORDER, BEN, PAYMENT)), "ORDER_NOT_FOUND");
        refused(order.given(READIED).when(new ApproveMockPayment(ORDER, BEN, FIRST)), "ORDER_NOT_FOUND");
        refused(order.given(READIED).when(new FailMockPayment(ORDER, BEN, "no")), "ORDER_NOT_FOUND");
        it_is(CANCEL_UNTIL);
        refused(order.given(READIED, APPROVED).when(new CancelPayment(ORDER, BEN)), "ORDER_NOT_FOUND");
    }

    // confirming

    @Test
    void a_paid_order_is_confirmed_once() {
        order.given(READIED, APPROVED).when(new ConfirmPayment(ORDER)).expectEvents(CONFIRMED);
        order.given(READIED, APPROVED, CONFIRMED)
                .when(new ConfirmPayment(ORDER))
                .expectNoEvents();
    }

    @Test
    void an_order_whose_money_is_not_there_to_stay_is_never_confirmed() {
        order.given(READIED).when(new ConfirmPayment(ORDER)).expectNoEvents();
        order.given(READIED, FAILED).when(new ConfirmPayment(ORDER)).expectNoEvents();
        order.given(READIED, CANCELLED).when(new ConfirmPayment(ORDER)).expectNoEvents();
        order.given(READIED, APPROVED, SALE_REFUSED_DUE)
                .when(new ConfirmPayment(ORDER))
                .expectNoEvents();
        order.given(READIED, APPROVED, CANCELLED, CANCELLED_DUE)
                .when(new ConfirmPayment(ORDER))
                .expectNoEvents();
        order.given(READIED, APPROVED, SALE_REFUSED_DUE, REFUNDED)
                .when(new ConfirmPayment(ORDER))
                .expectNoEvents();
    }

    // giving back

    @Test
    void the_money_of_a_refused_sale_is_due_to_go_back_in_full_and_once() {
        order.given(READIED, APPROVED)
                .when(new RefundPayment(ORDER, "SEAT_SOLD"))
                .expectEvents(SALE_REFUSED_DUE);
        order.given(READIED, APPROVED, SALE_REFUSED_DUE)
                .when(new RefundPayment(ORDER, "SEAT_SOLD"))
                .expectNoEvents();
        order.given(READIED, APPROVED, CANCELLED, CANCELLED_DUE)
                .when(new RefundPayment(ORDER, "SEAT_SOLD"))
                .expectNoEvents();
    }

    @Test
    void what_was_never_captured_is_never_refunded() {
        order.given(READIED).when(new RefundPayment(ORDER, "SEAT_SOLD")).expectNoEvents();
        order.given(READIED, FAILED).when(new RefundPayment(ORDER, "SEAT_SOLD")).expectNoEvents();
        order.given(READIED).when(new RecordRefund(ORDER, FIRST)).expectNoEvents();
        order.given(READIED, APPROVED).when(new RecordRefund(ORDER, FIRST)).expectNoEvents();
    }

    @Test
    void a_refund_is_recorded_once() {
        order.given(READIED, APPROVED, SALE_REFUSED_DUE)
                .when(new RecordRefund(ORDER, FIRST))
                .expectEvents(REFUNDED);
        order.given(READIED, APPROVED, SALE_REFUSED_DUE, REFUNDED)
                .when(new RecordRefund(ORDER, FIRST))
                .expectNoEvents();
    }

    // cancelling

    @Test
    void an_unpaid_order_can_be_cancelled_at_any_time() {
        it_is(CANCEL_UNTIL.plus(Duration.ofDays(1)));
        order.given(READIED).when(cancel()).expectEvents(CANCELLED).expectResultMessagePayload(OrderStatus.CANCELLED);
        order.given(READIED, FAILED).when(cancel()).expectEvents(CANCELLED);
    }

    @Test
    void a_paid_order_can_be_cancelled_until_the_deadline_and_its_money_is_due_to_go_back() {
        for (var still : List.of(CANCEL_UNTIL.minusMillis(1), CANCEL_UNTIL)) {
            it_is(still);
            order.given(READIED, APPROVED, CONFIRMED)
                    .when(cancel())
                    .expectEvents(CANCELLED, CANCELLED_DUE)
                    .expectResultMessagePayload(OrderStatus.CANCELLED);
            order.given(READIED, APPROVED).when(cancel()).expectEvents(CANCELLED, CANCELLED_DUE);
        }
    }

    @Test
    void a_paid_order_cannot_be_cancelled_after_the_deadline() {
        it_is(CANCEL_UNTIL.plusMillis(1));
        refused(order.given(READIED, APPROVED, CONFIRMED).when(cancel()), "CANCELLATION_CLOSED");
        refused(order.given(READIED, APPROVED).when(cancel()), "CANCELLATION_CLOSED");
    }

    @Test
    void cancelling_twice_is_cancelling_once_even_after_the_deadline() {
        it_is(CANCEL_UNTIL.plusMillis(1));
        changesNothing(order.given(READIED, CANCELLED).when(cancel()), OrderStatus.CANCELLED);
        changesNothing(
                order.given(READIED, APPROVED, CONFIRMED, CANCELLED, CANCELLED_DUE)
                        .when(cancel()),
                OrderStatus.CANCELLED);
        changesNothing(
                order.given(READIED, APPROVED, SALE_REFUSED_DUE, REFUNDED).when(cancel()), OrderStatus.REFUNDED);
    }

    @Test
    void an_order_whose_money_goes_back_already_is_not_cancelled_too() {
        it_is(CANCEL_UNTIL);
        changesNothing(order.given(READIED, APPROVED, SALE_REFUSED_DUE).when(cancel()), OrderStatus.PAID);
        order.given(READIED, APPROVED, SALE_REFUSED_DUE)
                .when(new CancelForSchedule(ORDER))
                .expectNoEvents();
    }

    @Test
    void the_organiser_cancels_at_any_time_and_once() {
        var cancelled = new PaymentCancelled(ORDER, HOLD, ANNA, CancelReason.SCHEDULE_CANCELLED);
        order.given(READIED).when(new CancelForSchedule(ORDER)).expectEvents(cancelled);
        order.given(READIED, FAILED).when(new CancelForSchedule(ORDER)).expectEvents(cancelled);
        order.given(READIED, APPROVED, CONFIRMED)
                .when(new CancelForSchedule(ORDER))
                .expectEvents(cancelled, due(FIRST, AMOUNT, "SCHEDULE_CANCELLED"));
        order.given(READIED, CANCELLED).when(new CancelForSchedule(ORDER)).expectNoEvents();
    }

    private void it_is(Instant instant) {
        now = instant;
    }

    private static PaymentReadied readied(PaymentMethod method) {
        return new PaymentReadied(
                ORDER, HOLD, ANNA, method, AMOUNT, Instant.parse("2027-05-01T12:08:00Z"), CANCEL_UNTIL);
    }

    private static List<PaymentEvent> readiedAndNamed(int names) {
        List<PaymentEvent> past = new ArrayList<>(List.of(READIED));
        IntStream.range(0, names)
                .mapToObj(it -> new PaymentSubmitted(
                        ORDER, PaymentMethod.MOCK, new ProviderPaymentId("other-" + it), AMOUNT, true))
                .forEach(past::add);
        return past;
    }

    private static List<PaymentEvent> strayAfter(PaymentReadied readied, StrayReason reason) {
        return new ArrayList<>(List.of(
                readied, new StrayPaymentReceived(ORDER, SECOND, AMOUNT, reason), due(SECOND, AMOUNT, reason.name())));
    }

    private static PaymentSubmitted submitted(boolean wanted) {
        return new PaymentSubmitted(ORDER, PaymentMethod.MOCK, PAYMENT, AMOUNT, wanted);
    }

    private static RefundDue due(TransactionId transaction, Money amount, String reason) {
        return new RefundDue(ORDER, ANNA, PaymentMethod.MOCK, transaction, amount, reason);
    }

    private static SubmitPayment submit() {
        return new SubmitPayment(ORDER, ANNA, PAYMENT);
    }

    private static HearOfPayment hear() {
        return new HearOfPayment(ORDER, PAYMENT);
    }

    private static ApprovePayment approve(TransactionId transaction, Money captured) {
        return new ApprovePayment(ORDER, transaction, captured);
    }

    private static ApproveMockPayment mock(TransactionId transaction) {
        return new ApproveMockPayment(ORDER, ANNA, transaction);
    }

    private static FailMockPayment failMock() {
        return new FailMockPayment(ORDER, ANNA, "card declined");
    }

    private static CancelPayment cancel() {
        return new CancelPayment(ORDER, ANNA);
    }

    private static void goesBack(TestExecutor<PaymentOrder> given, StrayReason reason) {
        given.when(approve(SECOND, AMOUNT))
                .expectEvents(
                        new StrayPaymentReceived(ORDER, SECOND, AMOUNT, reason), due(SECOND, AMOUNT, reason.name()));
    }

    private static void changesNothing(ResultValidator<PaymentOrder> result, OrderStatus answer) {
        result.expectSuccessfulHandlerExecution().expectNoEvents().expectResultMessagePayload(answer);
    }

    private static void refused(ResultValidator<PaymentOrder> result, String reason) {
        result.expectNoEvents().expectException(PaymentRefused.class).expectExceptionMessage(reason);
    }
}
