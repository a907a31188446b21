package io.rowlock.command.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.HoldCommand.ReturnHold;
import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.CancelReason;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentCommand.ConfirmPayment;
import io.rowlock.api.payment.PaymentCommand.FailPayment;
import io.rowlock.api.payment.PaymentCommand.RefundPayment;
import io.rowlock.api.payment.PaymentCommand.RefundToWallet;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.TransactionId;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.utils.RecordingCommandBus;
import org.junit.jupiter.api.Test;

/** One event in, at most one command out. */
class PoliciesTest {
    private static final HoldId HOLD = HoldId.of("sch-tosca.annas");
    private static final OrderId ORDER = OrderId.payingFor(HOLD);
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final Money AMOUNT = new Money(300_000, "KRW");
    private static final TransactionId TRANSACTION = new TransactionId("txn-1");

    private final RecordingCommandBus bus = new RecordingCommandBus();
    private final CommandGateway commands =
            DefaultCommandGateway.builder().commandBus(bus).build();

    @Test
    void when_payment_is_approved_the_seats_are_sold() {
        new WhenPaymentApprovedSellSeats(commands).on(new PaymentApproved(ORDER, HOLD, ANNA, TRANSACTION, AMOUNT));
        assertThat(sent()).containsExactly(new SellHold(HOLD, ANNA, ORDER));
    }

    @Test
    void when_seats_are_sold_the_payment_is_confirmed() {
        new WhenSeatsSoldConfirmPayment(commands).on(new HoldSold(HOLD, ANNA, ORDER, List.of(), AMOUNT));
        assertThat(sent()).containsExactly(new ConfirmPayment(ORDER));
    }

    @Test
    void when_the_sale_is_refused_the_payment_is_refunded() {
        new WhenSaleRefusedRefundPayment(commands).on(new SaleRefused(HOLD, ANNA, ORDER, "SEAT_SOLD"));
        assertThat(sent()).containsExactly(new RefundPayment(ORDER, "SEAT_SOLD"));
    }

    @Test
    void when_payment_fails_the_seats_are_released() {
        new WhenPaymentFailedReleaseSeats(commands).on(new PaymentFailed(ORDER, HOLD, ANNA, "card declined"));
        assertThat(sent()).containsExactly(new ReleaseHold(HOLD, ANNA, ReleaseReason.PAYMENT_FAILED));
    }

    @Test
    void when_a_hold_lapses_or_is_given_back_its_payment_fails() {
        new WhenHoldReleasedFailPayment(commands).on(new HoldReleased(HOLD, ANNA, ReleaseReason.LAPSED));
        new WhenHoldReleasedFailPayment(commands).on(new HoldReleased(HOLD, ANNA, ReleaseReason.BUYER_RELEASED));
        assertThat(sent()).containsExactly(new FailPayment(ORDER, "LAPSED"), new FailPayment(ORDER, "BUYER_RELEASED"));
    }

    @Test
    void when_it_was_the_order_that_let_the_hold_go_it_is_not_told() {
        for (var reason : List.of(
                ReleaseReason.PAYMENT_FAILED, ReleaseReason.PAYMENT_CANCELLED, ReleaseReason.SCHEDULE_CANCELLED)) {
            new WhenHoldReleasedFailPayment(commands).on(new HoldReleased(HOLD, ANNA, reason));
        }
        assertThat(sent()).isEmpty();
    }

    @Test
    void when_payment_is_cancelled_the_seats_are_released_if_they_were_held() {
        new WhenPaymentCancelledReleaseSeats(commands).on(cancelled(CancelReason.BUYER_CANCELLED));
        new WhenPaymentCancelledReleaseSeats(commands).on(cancelled(CancelReason.SCHEDULE_CANCELLED));
        assertThat(sent())
                .containsExactly(
                        new ReleaseHold(HOLD, ANNA, ReleaseReason.PAYMENT_CANCELLED),
                        new ReleaseHold(HOLD, ANNA, ReleaseReason.SCHEDULE_CANCELLED));
    }

    @Test
    void when_payment_is_cancelled_the_seats_are_returned_if_they_were_sold() {
        new WhenPaymentCancelledReturnSeats(commands).on(cancelled(CancelReason.BUYER_CANCELLED));
        assertThat(sent()).containsExactly(new ReturnHold(HOLD, ANNA, ORDER));
    }

    @Test
    void when_a_refund_to_a_wallet_is_due_the_wallet_gets_it() {
        new WhenRefundToWalletDueRefundWallet(commands).on(due(PaymentMethod.WALLET));
        assertThat(sent()).containsExactly(new RefundToWallet(ORDER, TRANSACTION));
    }

    @Test
    void when_a_refund_is_due_from_a_provider_no_wallet_gets_it() {
        new WhenRefundToWalletDueRefundWallet(commands).on(due(PaymentMethod.MOCK));
        assertThat(sent()).isEmpty();
    }

    private static PaymentCancelled cancelled(CancelReason reason) {
        return new PaymentCancelled(ORDER, HOLD, ANNA, reason);
    }

    private static RefundDue due(PaymentMethod method) {
        return new RefundDue(ORDER, ANNA, method, TRANSACTION, AMOUNT, "BUYER_CANCELLED");
    }

    private List<Object> sent() {
        return bus.getDispatchedCommands().stream()
                .<Object>map(CommandMessage::getPayload)
                .toList();
    }
}
