package io.rowlock.testing;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one real company's addresses, answers and webhooks look like, and what it does with money. */
abstract sealed class Company permits TossCompany, PortOneCompany {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AtomicLong names = new AtomicLong();

    record Request(String verb, String path, String authorization, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        /** Between these two, or empty. */
        String named(String before, String after) {
            return path.startsWith(before) && path.endsWith(after) && path.length() > before.length() + after.length()
                    ? path.substring(before.length(), path.length() - after.length())
                    : "";
        }
    }

    record Answer(int status, String json) {}

    /** How a webhook's signature came about. */
    enum Signed {
        TRULY,
        FALSELY,
        WITH_OLD_AND_NEW
    }

    abstract String method();

    abstract List<String> settings(URI address);

    abstract PaymentCompany.Call kindOf(Request request);

    abstract String buyerPays(String order, long amount, String currency, boolean declined);

    abstract Answer answer(Request request, @Nullable Fault fault);

    /** What a webhook says when money came. */
    abstract String paid();

    abstract Webhook webhook(String order, String payment, String about, Instant at, Signed signed);

    abstract String newName();

    final long nextNumber() {
        return names.incrementAndGet();
    }

    static String json(Map<String, ?> fields) {
        return JSON.writeValueAsString(fields);
    }

    /** Some write amounts as people do, 12.50 for 1250 cents. */
    static BigDecimal asWritten(long amount, String currency) {
        return BigDecimal.valueOf(amount, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
