package io.rowlock.command.payment;

import static io.rowlock.command.payment.PaymentRefused.Reason.CANCELLATION_CLOSED;
import static io.rowlock.command.payment.PaymentRefused.Reason.METHOD_DIFFERS;
import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_ALREADY_PAID;
import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_ENDED;
import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_NOT_FOUND;
import static io.rowlock.command.payment.PaymentRefused.Reason.TOO_MANY_PAYMENTS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.Money;
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
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One attempt to pay for one hold. Whatever order its messages come in, its money ends confirmed or given back.
 *
 * <p>Not remembered between commands: what policies and tasks ask for changes nothing when it has been done, and a memory
 * that lags behind another instance must never be what says so.
 */
@Aggregate
class PaymentOrder {
    /** More ways to pay one order than any buyer needs; each is asked about for a while. */
    static final int MOST_FROM_BUYERS = 10;

    /** A provider's own word counts for longer, for it may come with money. */
    static final int MOST_IN_ALL = 50;

    @AggregateIdentifier
    private OrderId id;

    private PaymentReadied terms;
    private PaymentState state = PaymentState.NEW;

    /** Asked twice, the same order is the answer. */
    PaymentReadied ready(PaymentReadied asked) {
        if (terms == null) {
            apply(asked);
            return asked;
        }
        mustBelongTo(asked.buyer());
        // Its provider is where its money is looked for: another one's checkout would take money that nobody finds.
        mustBePaidBy(asked.method());
        if (state.status() != OrderStatus.READY) {
            throw new PaymentRefused(ORDER_ENDED);
        }
        return terms;
    }

    @CommandHandler
    OrderStatus handle(SubmitPayment command) {
        mustBelongTo(command.buyer());
        submit(command.providerPaymentId(), MOST_FROM_BUYERS);
        return state.status();
    }

    @CommandHandler
    void handle(HearOfPayment command) {
        submit(command.providerPaymentId(), MOST_IN_ALL);
    }

    /** Whatever has become of the order: there may be money behind the name, and money is never left lying. */
    private void submit(ProviderPaymentId name, int atMost) {
        if (terms.method() == PaymentMethod.WALLET) {
            throw new PaymentRefused(METHOD_DIFFERS);
        }
        if (state.asked().contains(name)) {
            return;
        }
        if (state.submissions() >= atMost) {
            throw new PaymentRefused(TOO_MANY_PAYMENTS);
        }
        apply(new PaymentSubmitted(id, terms.method(), name, terms.amount(), state.wantsMoney()));
    }

    @CommandHandler
    void handle(DropPayment command) {
        if (state.asked().contains(command.providerPaymentId())) {
            apply(new PaymentDropped(id, command.providerPaymentId(), command.reason()));
        }
    }

    @CommandHandler
    void handle(ApprovePayment command, Transactions transactions) {
        receive(command.transactionId(), command.captured(), transactions);
    }

    @CommandHandler
    OrderStatus handle(ApproveMockPayment command, Transactions transactions) {
        mustBelongTo(command.buyer());
        mustBePaidBy(PaymentMethod.MOCK);
        receive(command.transactionId(), terms.amount(), transactions);
        return state.status();
    }

    /** Money that is there is never refused: what the order cannot use is due to go back. */
    private void receive(TransactionId transaction, Money captured, Transactions transactions) {
        if (state.captured().contains(transaction)) {
            return;
        }
        transactions.claim(new ProviderTransaction(terms.method(), transaction), id);
        if (!captured.equals(terms.amount())) {
            returnStray(transaction, captured, StrayReason.WRONG_AMOUNT);
            return;
        }
        switch (state.status()) {
            case READY, FAILED ->
                apply(new PaymentApproved(id, terms.holdId(), terms.buyer(), transaction, terms.amount()));
            case PAID, CONFIRMED -> returnStray(transaction, captured, StrayReason.ALREADY_PAID);
            case CANCELLED -> returnStray(transaction, captured, StrayReason.ORDER_CANCELLED);
            case REFUNDED -> returnStray(transaction, captured, StrayReason.ORDER_REFUNDED);
        }
    }

    private void returnStray(TransactionId transaction, Money captured, StrayReason reason) {
        apply(new StrayPaymentReceived(id, transaction, captured, reason));
        giveBack(transaction, captured, reason.name());
    }

    /** The wallet's part and the seats' are the caller's. */
    void mustBePayableByWallet() {
        switch (state.status()) {
            case READY -> {}
            case PAID, CONFIRMED -> throw new PaymentRefused(ORDER_ALREADY_PAID);
            case FAILED, CANCELLED, REFUNDED -> throw new PaymentRefused(ORDER_ENDED);
        }
    }

    void payByWallet() {
        // A wallet keeps no names of its own: an order is paid out of it once.
        apply(new PaymentApproved(
                id, terms.holdId(), terms.buyer(), new TransactionId("wallet-" + id), terms.amount()));
        apply(new PaymentConfirmed(id));
    }

    boolean isConfirmed() {
        return state.status() == OrderStatus.CONFIRMED;
    }

    Optional<RefundDue> refundDue(TransactionId transaction) {
        return Optional.ofNullable(state.due().get(transaction));
    }

    /** Also asked about holds that nobody ever wanted to pay for: then there is nothing to fail. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(FailPayment command) {
        if (terms != null && state.status() == OrderStatus.READY) {
            fail(command.reason());
        }
    }

    @CommandHandler
    OrderStatus handle(FailMockPayment command) {
        mustBelongTo(command.buyer());
        mustBePaidBy(PaymentMethod.MOCK);
        switch (state.status()) {
            case READY -> fail(command.reason());
            case FAILED -> {} // failing twice is failing once
            case PAID, CONFIRMED -> throw new PaymentRefused(ORDER_ALREADY_PAID);
            case CANCELLED, REFUNDED -> throw new PaymentRefused(ORDER_ENDED);
        }
        return state.status();
    }

    private void fail(String reason) {
        apply(new PaymentFailed(id, terms.holdId(), terms.buyer(), reason));
    }

    @CommandHandler
    void handle(ConfirmPayment command) {
        if (state.status() == OrderStatus.PAID && state.keepsItsMoney()) {
            apply(new PaymentConfirmed(command.orderId()));
        }
    }

    @CommandHandler
    void handle(RefundPayment command) {
        if (state.status() == OrderStatus.PAID && state.keepsItsMoney()) {
            giveBackWhatPaid(command.reason());
        }
    }

    /** Before it is paid an order can be cancelled at any time, and until the evening's deadline afterwards. */
    @CommandHandler
    OrderStatus handle(CancelPayment command, Clock clock) {
        mustBelongTo(command.buyer());
        if (state.keepsItsMoney() && clock.instant().isAfter(terms.cancelUntil())) {
            throw new PaymentRefused(CANCELLATION_CLOSED);
        }
        cancel(CancelReason.BUYER_CANCELLED);
        return state.status();
    }

    @CommandHandler
    void handle(CancelForSchedule command) {
        cancel(CancelReason.SCHEDULE_CANCELLED);
    }

    /** A paid order may still be waiting for its seats: they are sold first and returned then. */
    private void cancel(CancelReason reason) {
        switch (state.status()) {
            case READY, FAILED -> cancelled(reason);
            case PAID, CONFIRMED -> {
                if (state.keepsItsMoney()) {
                    cancelled(reason);
                    giveBackWhatPaid(reason.name());
                }
            }
            case CANCELLED, REFUNDED -> {} // cancelling twice is cancelling once
        }
    }

    private void cancelled(CancelReason reason) {
        apply(new PaymentCancelled(id, terms.holdId(), terms.buyer(), reason));
    }

    @CommandHandler
    void handle(RecordRefund command) {
        refundDue(command.transactionId()).ifPresent(this::refunded);
    }

    void refunded(RefundDue due) {
        apply(new PaymentRefunded(id, due.transactionId(), due.amount(), due.reason()));
    }

    private void giveBackWhatPaid(String reason) {
        giveBack(state.paidBy().orElseThrow(), terms.amount(), reason);
    }

    private void giveBack(TransactionId transaction, Money amount, String reason) {
        apply(new RefundDue(id, terms.buyer(), terms.method(), transaction, amount, reason));
    }

    /** To everybody else the order does not exist. */
    private void mustBelongTo(BuyerId asking) {
        if (!terms.buyer().equals(asking)) {
            throw new PaymentRefused(ORDER_NOT_FOUND);
        }
    }

    private void mustBePaidBy(PaymentMethod method) {
        if (terms.method() != method) {
            throw new PaymentRefused(METHOD_DIFFERS);
        }
    }

    @EventSourcingHandler
    void on(PaymentEvent event) {
        id = event.orderId();
        state = state.after(event);
        if (event instanceof PaymentReadied readied) {
            terms = readied;
        }
    }

    /** Axon starts every replay from here; the first event fills it. */
    @SuppressWarnings("NullAway.Init") // nobody but ready() and a failure ever see an order before its first event
    PaymentOrder() {}
}
