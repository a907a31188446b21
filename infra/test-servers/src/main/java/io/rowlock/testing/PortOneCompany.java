package io.rowlock.testing;

import io.rowlock.testing.Ledger.Entry;
import io.rowlock.testing.Ledger.Kind;
import io.rowlock.testing.PaymentCompany.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * PortOne, V2: the payment bears our order's name, the money is captured while the buyer is there, and webhooks are signed
 * as Standard Webhooks are.
 */
final class PortOneCompany extends Company {
    private static final String STORE = "store-of-the-pretended-company";
    private static final String API_SECRET = "api-secret-of-the-pretended-company";
    private static final String PAYMENTS = "/payments/";
    private static final String CANCEL = "/cancel";
    private static final String HMAC = "HmacSHA256";

    private static final byte[] OLD_SECRET = "the old secret of the company, 32".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SECRET = "the very secret of the company 32".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SOMEBODY_ELSES =
            "a secret that nobody was told, 32".getBytes(StandardCharsets.US_ASCII);

    private final Ledger ledger;
    private final Map<String, Payment> payments = new LinkedHashMap<>();

    private static final class Payment {
        final String order;
        final String transaction;
        final long amount;
        final String currency;
        String status = "PAID";
        long givenBack;

        Payment(String order, String transaction, long amount, String currency) {
            this.order = order;
            this.transaction = transaction;
            this.amount = amount;
            this.currency = currency;
        }
    }

    PortOneCompany(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    String method() {
        return "PORTONE";
    }

    @Override
    List<String> settings(URI address) {
        return List.of(
                "--rowlock.payment.portone.enabled=true",
                "--rowlock.payment.portone.base-url=" + address,
                "--rowlock.payment.portone.store-id=" + STORE,
                "--rowlock.payment.portone.channel-key=channel-of-the-pretended-company",
                "--rowlock.payment.portone.api-secret=" + API_SECRET,
                "--rowlock.payment.portone.webhook-secrets=" + written(OLD_SECRET) + "," + written(SECRET));
    }

    private static String written(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    @Override
    Call kindOf(Request request) {
        return request.verb().equals("POST") ? Call.REFUND : Call.LOOKUP;
    }

    @Override
    String newName() {
        return UUID.nameUUIDFromBytes(("transaction " + nextNumber()).getBytes(StandardCharsets.US_ASCII))
                .toString();
    }

    /** A payment that failed may be tried again under its name; one that was paid may not. */
    @Override
    synchronized String buyerPays(String order, long amount, String currency, boolean declined) {
        var before = payments.get(order);
        if (before != null && !before.status.equals("FAILED")) {
            throw new IllegalStateException("ALREADY_PAID " + order);
        }
        var payment = new Payment(order, newName(), amount, currency);
        payments.put(order, payment);
        if (declined) {
            payment.status = "FAILED";
        } else {
            ledger.write(new Entry(Kind.CAPTURED, order, payment.transaction, amount, currency));
        }
        return payment.transaction;
    }

    @Override
    synchronized Answer answer(Request request, @Nullable Fault fault) {
        if (!request.authorization().equals("PortOne " + API_SECRET)) {
            return error(401, "UNAUTHORIZED");
        }
        if (fault instanceof Fault.Stubborn) {
            return error(502, "PG_PROVIDER");
        }
        if (request.verb().equals("POST")) {
            return cancel(request, fault);
        }
        var payment = payments.get(request.named(PAYMENTS, ""));
        return payment == null ? error(404, "PAYMENT_NOT_FOUND") : shown(payment, fault);
    }

    private Answer cancel(Request request, @Nullable Fault fault) {
        var payment = payments.get(request.named(PAYMENTS, CANCEL));
        if (payment == null) {
            return error(404, "PAYMENT_NOT_FOUND");
        }
        var asked = request.json();
        if (asked.at("/reason").asString("").isBlank()) {
            return error(400, "INVALID_REQUEST");
        }
        if (payment.status.equals("CANCELLED")) {
            return error(409, "PAYMENT_ALREADY_CANCELLED");
        }
        if (payment.status.equals("FAILED")) {
            return error(409, "PAYMENT_NOT_PAID");
        }
        var left = payment.amount - payment.givenBack;
        var back = asked.at("/amount").asLong(left);
        if (asked.at("/currentCancellableAmount").asLong(left) != left) {
            return error(409, "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN");
        }
        if (back <= 0 || back > left) {
            return error(409, "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
        }
        if (fault instanceof Fault.Refused) {
            return error(409, "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
        }
        var undecided = fault instanceof Fault.Undecided;
        if (!undecided) {
            payment.givenBack += back;
            payment.status = payment.givenBack == payment.amount ? "CANCELLED" : "PARTIAL_CANCELLED";
            ledger.write(new Entry(Kind.REFUNDED, payment.order, payment.transaction, back, payment.currency));
        }
        return new Answer(
                200,
                json(Map.of(
                        "cancellation",
                        Map.of(
                                "id",
                                "cancellation-" + nextNumber(),
                                "status",
                                undecided ? "REQUESTED" : "SUCCEEDED",
                                "totalAmount",
                                back,
                                "reason",
                                "as asked"))));
    }

    private static Answer shown(Payment payment, @Nullable Fault fault) {
        var amount = fault instanceof Fault.OtherAmount(var other) ? other : payment.amount;
        var status = switch (fault) {
            case Fault.OtherStatus(var other) -> other;
            case Fault.Undecided() -> "PAY_PENDING";
            case null, default -> payment.status;
        };
        var fields = new LinkedHashMap<String, Object>();
        fields.put("status", status);
        fields.put("id", fault instanceof Fault.OtherOrder(var other) ? other : payment.order);
        fields.put("transactionId", payment.transaction);
        fields.put("merchantId", "merchant-of-the-pretended-company");
        fields.put("storeId", STORE);
        fields.put("version", "V2");
        fields.put("orderName", "Seats");
        fields.put(
                "amount",
                Map.of(
                        "total",
                        amount,
                        "taxFree",
                        0,
                        "discount",
                        0,
                        "paid",
                        amount,
                        "cancelled",
                        payment.givenBack,
                        "cancelledTaxFree",
                        0));
        fields.put("currency", fault instanceof Fault.OtherCurrency(var other) ? other : payment.currency);
        return new Answer(200, json(fields));
    }

    @Override
    String paid() {
        return "Transaction.Paid";
    }

    @Override
    synchronized Webhook webhook(String order, String payment, String about, Instant at, Signed signed) {
        var id = "msg_" + nextNumber();
        var body = json(Map.of(
                "type",
                about,
                "timestamp",
                at.toString(),
                "data",
                Map.of("storeId", STORE, "paymentId", order, "transactionId", payment)));
        var secrets = switch (signed) {
            case TRULY -> List.of(SECRET);
            case FALSELY -> List.of(SOMEBODY_ELSES);
            case WITH_OLD_AND_NEW -> List.of(SOMEBODY_ELSES, OLD_SECRET);
        };
        var signatures = new ArrayList<String>();
        for (var secret : secrets) {
            signatures.add("v1," + signature(secret, id + "." + at.getEpochSecond() + "." + body));
        }
        return new Webhook(
                "/api/webhooks/portone",
                body,
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(at.getEpochSecond()),
                        "webhook-signature", String.join(" ", signatures)));
    }

    private static String signature(byte[] secret, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Answer error(int status, String type) {
        return new Answer(status, json(Map.of("type", type, "message", "The pretended company says no.")));
    }
}
