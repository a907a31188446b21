package io.rowlock.command.payment.provider;

import io.rowlock.api.payment.PaymentMethod;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who stands behind each method of payment here; a method that is not enabled has nobody. */
@Component
public class PaymentProviders {
    private final Map<PaymentMethod, PaymentProvider> byMethod = new EnumMap<>(PaymentMethod.class);

    PaymentProviders(ObjectProvider<PaymentProvider> providers) {
        for (var provider : providers) {
            if (byMethod.put(provider.method(), provider) != null) {
                throw new IllegalArgumentException("Two providers claim the method " + provider.method());
            }
        }
    }

    public Optional<PaymentProvider> of(PaymentMethod method) {
        return Optional.ofNullable(byMethod.get(method));
    }

    /** For payments that were begun while the method was enabled: somebody has to enable it again. */
    public PaymentProvider mustHave(PaymentMethod method) {
        return of(method)
                .orElseThrow(() -> new IllegalStateException(
                        "Nobody stands behind " + method + " here, but there are payments to see to"));
    }
}
