package io.rowlock.command.payment;

import io.rowlock.web.caller.Access;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Only buyers pay. */
@Component
class WhoMayPay implements AccessRules {
    @Override
    public void nameThemTo(Access access) {
        access.only(
                Role.BUYER,
                HttpMethod.POST,
                "/api/payment/ready",
                "/api/payment/confirm",
                "/api/payment/{orderId}/cancel",
                "/api/payment/mock-success",
                "/api/payment/mock-failure");
    }
}
