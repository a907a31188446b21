package io.rowlock.query.payments;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.query.platform.PageOf;
import io.rowlock.web.caller.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.data.domain.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A buyer's own payments. */
@RestController
@RequestMapping("/api/payments")
class PaymentController {
    private final BuyersPayments payments;

    PaymentController(BuyersPayments payments) {
        this.payments = payments;
    }

    @GetMapping
    PageOf<PaymentView> payments(
            @Caller BuyerId buyer,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return payments.of(buyer, PageRequest.of(page, size));
    }

    @GetMapping("/{orderId}")
    PaymentView payment(@Caller BuyerId buyer, @PathVariable OrderId orderId) {
        return payments.of(buyer, orderId);
    }
}
