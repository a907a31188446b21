package io.rowlock.command.payment.provider.webhook;

import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentCommand.HearOfPayment;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.web.problem.InvalidField;
import io.rowlock.web.problem.InvalidRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What all webhooks have in common: how they are read, whose order they may be about, and what is written down of them. */
@Component
public class Hearing {
    private final EventStore log;
    private final Commands commands;
    private final JsonMapper json;

    Hearing(EventStore log, Commands commands, JsonMapper json) {
        this.log = log;
        this.commands = commands;
        this.json = json;
    }

    /** Fields that we do not know are passed over; providers add some every year. */
    public <T> T read(byte[] body, Class<T> type) {
        try {
            return Optional.ofNullable(json.readValue(body, type)).orElseThrow(Hearing::unreadable);
        } catch (JacksonException notUnderstood) {
            throw unreadable();
        }
    }

    private static InvalidRequest unreadable() {
        return new InvalidRequest(List.of(
                new InvalidField(InvalidField.BODY, InvalidField.MALFORMED, "is not what the provider documents")));
    }

    /** Empty where this cannot be the name of anything. */
    public static <T> Optional<T> named(@Nullable String text, Function<String, T> as) {
        try {
            return Optional.ofNullable(text).map(as);
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    /** Whether this order is to be paid by this method; an order of another method, or of nobody, is none of a webhook's. */
    public boolean knows(OrderId order, PaymentMethod method) {
        try (var events = log.readEvents(order.value()).asStream()) {
            return events.findFirst()
                    .map(it -> it.getPayload() instanceof PaymentReadied readied && readied.method() == method)
                    .orElse(false);
        }
    }

    /** Writes down that there is something to ask about. Heard of twice, nothing is written. */
    public WebhookAnswer hear(OrderId order, ProviderPaymentId payment) {
        commands.carryOut(new HearOfPayment(order, payment));
        return WebhookAnswer.HEARD;
    }
}
