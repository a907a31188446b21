package io.rowlock.command.payment;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.command.payment.provider.Checkout;
import io.rowlock.command.payment.provider.Outcome;
import io.rowlock.command.payment.provider.PaymentProvider;
import io.rowlock.command.payment.provider.RefundOutcome;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.payment.provider.Statement;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** A provider without money: whatever it is asked to capture it has, and whatever it is asked for it gives back. */
@Component
@ConditionalOnBooleanProperty("rowlock.payment.mock.enabled")
class MockProvider implements PaymentProvider {
    /** The two addresses at which the buyer plays the provider. */
    record MockCheckout(String success, String failure) implements Checkout {}

    @Override
    public PaymentMethod method() {
        return PaymentMethod.MOCK;
    }

    @Override
    public Checkout checkout(OrderId order, Money amount) {
        return new MockCheckout(MockController.SUCCESS, MockController.FAILURE);
    }

    @Override
    public Outcome capture(OrderId order, Money amount, ProviderPaymentId payment) {
        return new Outcome.Captured(new TransactionId(payment.value()), amount);
    }

    /** It keeps no books, so it has captured nothing that it was not asked to capture just now. */
    @Override
    public Outcome lookup(OrderId order, ProviderPaymentId payment) {
        return new Outcome.NoSuchPayment("KEEPS_NO_BOOKS");
    }

    @Override
    public Optional<Statement> statement(OrderId order) {
        return Optional.empty();
    }

    @Override
    public RefundOutcome refund(RefundRequest request) {
        return new RefundOutcome.GivenBack();
    }
}
