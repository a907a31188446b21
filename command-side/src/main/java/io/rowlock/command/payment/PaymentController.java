package io.rowlock.command.payment;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentCommand;
import io.rowlock.api.payment.PaymentCommand.CancelPayment;
import io.rowlock.api.payment.PaymentCommand.PayByWallet;
import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.api.payment.PaymentCommand.SubmitPayment;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.command.payment.PaymentDesk.Readied;
import io.rowlock.command.payment.provider.Checkout;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How buyers pay for a hold, and how they get out of it again. */
@RestController
@RequestMapping("/api/payment")
class PaymentController {
    static final String CONFIRM = "/api/payment/confirm";

    private final Commands commands;

    PaymentController(Commands commands) {
        this.commands = commands;
    }

    record ReadyRequest(@NotNull HoldId holdId, @NotNull PaymentMethod method) {}

    record ReadyAnswer(OrderId orderId, OrderStatus status, Money amount, Instant payUntil, Checkout checkout) {
        static ReadyAnswer of(Readied answer) {
            var readied = answer.order();
            return new ReadyAnswer(
                    readied.orderId(), OrderStatus.READY, readied.amount(), readied.payUntil(), answer.checkout());
        }
    }

    @PostMapping("/ready")
    ResponseEntity<ReadyAnswer> ready(@Caller BuyerId buyer, @Valid @RequestBody ReadyRequest asked) {
        var order = OrderId.payingFor(asked.holdId());
        return commands.carryOut(new ReadyPayment(order, asked.holdId(), buyer, asked.method()), Readied.class)
                .answer(HttpStatus.CREATED, ReadyAnswer::of);
    }

    /**
     * Says that the order is to be paid.
     *
     * @param providerPaymentId the payment that the provider is to be asked about; left out when the wallet pays
     */
    record ConfirmRequest(
            @NotNull OrderId orderId, @Nullable ProviderPaymentId providerPaymentId) {
        PaymentCommand by(BuyerId buyer) {
            return providerPaymentId == null
                    ? new PayByWallet(orderId, buyer)
                    : new SubmitPayment(orderId, buyer, providerPaymentId);
        }
    }

    record OrderAnswer(OrderId orderId, OrderStatus status) {}

    @PostMapping("/confirm")
    ResponseEntity<OrderAnswer> confirm(@Caller BuyerId buyer, @Valid @RequestBody ConfirmRequest asked) {
        return commands.carryOut(asked.by(buyer), OrderStatus.class)
                .answer(HttpStatus.ACCEPTED, status -> new OrderAnswer(asked.orderId(), status));
    }

    @PostMapping("/{orderId}/cancel")
    ResponseEntity<OrderAnswer> cancel(@Caller BuyerId buyer, @PathVariable OrderId orderId) {
        return commands.carryOut(new CancelPayment(orderId, buyer), OrderStatus.class)
                .answer(HttpStatus.ACCEPTED, status -> new OrderAnswer(orderId, status));
    }
}
