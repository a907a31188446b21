package io.rowlock.command.payment;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentCommand.ApproveMockPayment;
import io.rowlock.api.payment.PaymentCommand.FailMockPayment;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Plays the payment provider, for trying things out; where it is not enabled these addresses do not exist. */
@RestController
@ConditionalOnBooleanProperty("rowlock.payment.mock.enabled")
class MockController {
    static final String SUCCESS = "/api/payment/mock-success";
    static final String FAILURE = "/api/payment/mock-failure";

    private final Commands commands;

    MockController(Commands commands) {
        this.commands = commands;
    }

    record SuccessRequest(@NotNull OrderId orderId, @NotNull TransactionId transactionId) {}

    record FailureRequest(
            @NotNull OrderId orderId,
            @NotBlank @Size(max = 200) String reason) {}

    record OrderAnswer(OrderId orderId, OrderStatus status) {}

    @PostMapping(SUCCESS)
    ResponseEntity<OrderAnswer> succeed(@Caller BuyerId buyer, @Valid @RequestBody SuccessRequest asked) {
        return commands.carryOut(
                        new ApproveMockPayment(asked.orderId(), buyer, asked.transactionId()), OrderStatus.class)
                .answer(HttpStatus.ACCEPTED, status -> new OrderAnswer(asked.orderId(), status));
    }

    @PostMapping(FAILURE)
    ResponseEntity<OrderAnswer> fail(@Caller BuyerId buyer, @Valid @RequestBody FailureRequest asked) {
        return commands.carryOut(new FailMockPayment(asked.orderId(), buyer, asked.reason()), OrderStatus.class)
                .answer(HttpStatus.ACCEPTED, status -> new OrderAnswer(asked.orderId(), status));
    }
}
