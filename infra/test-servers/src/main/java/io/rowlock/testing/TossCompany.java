package io.rowlock.testing;

import io.rowlock.testing.Ledger.Entry;
import io.rowlock.testing.Ledger.Kind;
import io.rowlock.testing.PaymentCompany.Call;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Toss Payments, core API: the buyer agrees in the browser, our side confirms, and only then is money captured. */
final class TossCompany extends Company {
    private static final String SECRET_KEY = "test_sk_of_the_pretended_company";
    private static final String PAYMENTS = "/v1/payments/";
    private static final String CONFIRM = PAYMENTS + "confirm";
    private static final String CANCEL = "/cancel";
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final Ledger ledger;
    private final Map<String, Payment> payments = new LinkedHashMap<>();

    private static final class Payment {
        final String key;
        final String order;
        final long amount;
        final String currency;
        final boolean declined;
        String status = "IN_PROGRESS";
        long givenBack;

        Payment(String key, String order, long amount, String currency, boolean declined) {
            this.declined = declined;
            this.key = key;
            this.order = order;
            this.amount = amount;
            this.currency = currency;
        }
    }

    TossCompany(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    String method() {
        return "TOSS";
    }

    @Override
    List<String> settings(URI address) {
        return List.of(
                "--rowlock.payment.toss.enabled=true",
                "--rowlock.payment.toss.base-url=" + address,
                "--rowlock.payment.toss.client-key=test_ck_of_the_pretended_company",
                "--rowlock.payment.toss.secret-key=" + SECRET_KEY);
    }

    @Override
    Call kindOf(Request request) {
        if (request.path().equals(CONFIRM)) {
            return Call.CAPTURE;
        }
        return request.path().endsWith(CANCEL) ? Call.REFUND : Call.LOOKUP;
    }

    @Override
    String newName() {
        return "tgen_20270501" + "%08d".formatted(nextNumber()) + "Qx4";
    }

    @Override
    synchronized String buyerPays(String order, long amount, String currency, boolean declined) {
        var payment = new Payment(newName(), order, amount, currency, declined);
        payments.put(payment.key, payment);
        return payment.key;
    }

    @Override
    synchronized Answer answer(Request request, @Nullable Fault fault) {
        var expected =
                "Basic " + Base64.getEncoder().encodeToString((SECRET_KEY + ":").getBytes(StandardCharsets.UTF_8));
        if (!request.authorization().equals(expected)) {
            return error(401, "UNAUTHORIZED_KEY");
        }
        if (fault instanceof Fault.Stubborn) {
            return error(400, "PROVIDER_ERROR");
        }
        if (request.verb().equals("POST") && request.path().equals(CONFIRM)) {
            return confirm(request, fault);
        }
        if (request.verb().equals("POST")) {
            return cancel(request, request.named(PAYMENTS, CANCEL), fault);
        }
        var byOrder = request.named(PAYMENTS + "orders/", "");
        return payments.values().stream()
                .filter(it -> byOrder.isEmpty() ? it.key.equals(request.named(PAYMENTS, "")) : it.order.equals(byOrder))
                .findFirst()
                .map(it -> shown(it, fault))
                .orElseGet(() -> error(404, "NOT_FOUND_PAYMENT"));
    }

    private Answer confirm(Request request, @Nullable Fault fault) {
        var asked = request.json();
        var payment = payments.get(asked.at("/paymentKey").asString());
        if (payment == null) {
            return error(404, "NOT_FOUND_PAYMENT_SESSION");
        }
        if (!payment.status.equals("IN_PROGRESS")) {
            return error(400, "ALREADY_PROCESSED_PAYMENT");
        }
        if (!payment.order.equals(asked.at("/orderId").asString())
                || asWritten(payment.amount, payment.currency)
                                .compareTo(asked.at("/amount").decimalValue())
                        != 0) {
            return error(400, "INVALID_REQUEST");
        }
        if (payment.declined) {
            payment.status = "ABORTED";
            return error(403, "REJECT_CARD_COMPANY");
        }
        if (!(fault instanceof Fault.Undecided)) {
            payment.status = "DONE";
            ledger.write(new Entry(Kind.CAPTURED, payment.order, payment.key, payment.amount, payment.currency));
        }
        return shown(payment, fault);
    }

    private Answer cancel(Request request, String key, @Nullable Fault fault) {
        var payment = payments.get(key);
        if (payment == null) {
            return error(404, "NOT_FOUND_PAYMENT");
        }
        var asked = request.json();
        if (payment.status.equals("CANCELED")) {
            return error(400, "ALREADY_CANCELED_PAYMENT");
        }
        if (asked.at("/cancelReason").asString("").isBlank()) {
            return error(400, "INVALID_REQUEST");
        }
        var left = payment.amount - payment.givenBack;
        var back = asked.hasNonNull("cancelAmount")
                ? asked.at("/cancelAmount")
                        .decimalValue()
                        .movePointRight(asWritten(0, payment.currency).scale())
                        .longValueExact()
                : left;
        if (!payment.status.endsWith("DONE") && !payment.status.equals("PARTIAL_CANCELED")) {
            return error(403, "NOT_CANCELABLE_PAYMENT");
        }
        if (back <= 0 || back > left) {
            return error(403, "NOT_CANCELABLE_AMOUNT");
        }
        if (fault instanceof Fault.Refused) {
            return error(403, "NOT_CANCELABLE_PAYMENT");
        }
        if (!(fault instanceof Fault.Undecided)) {
            payment.givenBack += back;
            payment.status = payment.givenBack == payment.amount ? "CANCELED" : "PARTIAL_CANCELED";
            ledger.write(new Entry(Kind.REFUNDED, payment.order, payment.key, back, payment.currency));
        }
        return shown(payment, fault);
    }

    private static Answer shown(Payment payment, @Nullable Fault fault) {
        return new Answer(200, json(fields(payment, fault)));
    }

    private static Map<String, Object> fields(Payment payment, @Nullable Fault fault) {
        var amount = fault instanceof Fault.OtherAmount(var other) ? other : payment.amount;
        var currency = fault instanceof Fault.OtherCurrency(var other) ? other : payment.currency;
        var status = switch (fault) {
            case Fault.OtherStatus(var other) -> other;
            case Fault.Undecided() -> "IN_PROGRESS";
            case null, default -> payment.status;
        };
        var fields = new LinkedHashMap<String, Object>();
        fields.put("mId", "pretended");
        fields.put("version", "2022-11-16");
        fields.put("paymentKey", payment.key);
        fields.put("type", "NORMAL");
        fields.put("orderId", fault instanceof Fault.OtherOrder(var other) ? other : payment.order);
        fields.put("orderName", "Seats");
        fields.put("currency", currency);
        fields.put("method", "카드");
        fields.put("totalAmount", number(amount, currency));
        fields.put("balanceAmount", number(amount - payment.givenBack, currency));
        fields.put("status", status);
        fields.put("isPartialCancelable", true);
        fields.put("country", "KR");
        return fields;
    }

    private static BigDecimal number(long amount, String currency) {
        return asWritten(Math.max(0, amount), currency);
    }

    @Override
    String paid() {
        return "PAYMENT_STATUS_CHANGED";
    }

    /** Not signed, so a forged one differs in nothing but what it says; its time is no proof either. */
    @Override
    synchronized Webhook webhook(String order, String payment, String about, Instant at, Signed signed) {
        var known = payments.get(payment);
        if (known == null) {
            known = new Payment(payment, order, 150_000, "KRW", false);
            known.status = "DONE";
        }
        var said = json(Map.of(
                "eventType",
                about,
                "createdAt",
                LocalDateTime.ofInstant(at, SEOUL).toString(),
                "data",
                fields(known, null)));
        return new Webhook("/api/webhooks/toss", said, Map.of());
    }

    private static Answer error(int status, String code) {
        return new Answer(status, json(Map.of("code", code, "message", "The pretended company says no.")));
    }
}
