package io.rowlock.command.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.CancelReason;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.command.payment.Disagreement.Kind;
import io.rowlock.command.payment.provider.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisagreementTest {
    private static final HoldId HOLD = new HoldId(new ScheduleId("sch-opera"), "annas");
    private static final OrderId ORDER = OrderId.payingFor(HOLD);
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final TransactionId TRANSACTION = new TransactionId("txn-1");
    private static final Money PRICE = new Money(150_000, "KRW");
    private static final Money NOTHING = new Money(0, "KRW");

    private static final PaymentEvent APPROVED = new PaymentApproved(ORDER, HOLD, ANNA, TRANSACTION, PRICE);
    private static final PaymentEvent CONFIRMED = new PaymentConfirmed(ORDER);
    private static final PaymentEvent CANCELLED = new PaymentCancelled(ORDER, HOLD, ANNA, CancelReason.BUYER_CANCELLED);
    private static final PaymentEvent DUE =
            new RefundDue(ORDER, ANNA, PaymentMethod.TOSS, TRANSACTION, PRICE, "BUYER_CANCELLED");
    private static final PaymentEvent REFUNDED = new PaymentRefunded(ORDER, TRANSACTION, PRICE, "BUYER_CANCELLED");

    @Test
    void an_order_that_nobody_paid_is_agreed_on() {
        assertThat(found(new Statement.Nothing())).isEmpty();
    }

    @Test
    void money_that_both_have_is_agreed_on() {
        assertThat(found(theyKeep(PRICE), APPROVED)).isEmpty();
        assertThat(found(theyKeep(PRICE), APPROVED, CONFIRMED)).isEmpty();
    }

    @Test
    void money_that_went_back_is_agreed_on() {
        assertThat(found(theyKeep(NOTHING), APPROVED, CONFIRMED, CANCELLED, DUE, REFUNDED))
                .isEmpty();
    }

    @Test
    void money_on_its_way_back_is_no_disagreement_whoever_knows_of_it_first() {
        assertThat(found(theyKeep(PRICE), APPROVED, CONFIRMED, CANCELLED, DUE)).isEmpty();
        assertThat(found(theyKeep(NOTHING), APPROVED, CONFIRMED, CANCELLED, DUE))
                .isEmpty();
    }

    @Test
    void money_that_nobody_told_us_about_is_unheard_of() {
        assertThat(found(theyKeep(PRICE))).contains(Kind.UNHEARD_OF);
        assertThat(found(theyKeep(new Money(1, "KRW")))).contains(Kind.UNHEARD_OF);
    }

    @Test
    void money_that_came_and_went_without_us_is_nobodys_business() {
        assertThat(found(theyKeep(NOTHING))).isEmpty();
    }

    @Test
    void money_that_we_take_for_given_back_and_they_have_is_not_given_back() {
        assertThat(found(theyKeep(PRICE), APPROVED, CONFIRMED, CANCELLED, DUE, REFUNDED))
                .contains(Kind.NOT_GIVEN_BACK);
    }

    @Test
    void money_that_we_keep_and_they_do_not_have_was_taken_back() {
        assertThat(found(theyKeep(NOTHING), APPROVED, CONFIRMED)).contains(Kind.TAKEN_BACK);
        assertThat(found(new Statement.Nothing(), APPROVED, CONFIRMED)).contains(Kind.TAKEN_BACK);
    }

    @Test
    void money_of_which_they_have_less_or_another_kind_is_another_amount() {
        assertThat(found(theyKeep(new Money(149_999, "KRW")), APPROVED, CONFIRMED))
                .contains(Kind.OTHER_AMOUNT);
        assertThat(found(theyKeep(new Money(150_000, "USD")), APPROVED, CONFIRMED))
                .contains(Kind.OTHER_AMOUNT);
    }

    private static Statement theyKeep(Money kept) {
        return new Statement.Captured(new ProviderPaymentId("pay-1"), TRANSACTION, kept);
    }

    private static Optional<Kind> found(Statement theirs, PaymentEvent... ours) {
        var state = PaymentState.NEW;
        for (var event : ours) {
            state = state.after(event);
        }
        return Disagreement.between(ORDER, PRICE, theirs, state).map(Disagreement::kind);
    }
}
