package io.rowlock.local.endtoend;

import io.rowlock.testing.Ledger;
import io.rowlock.testing.PaymentCompany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the payment companies' ledgers and our log say of the same money, side by side. */
final class Books {
    private final JdbcClient log;
    private final List<PaymentCompany> companies;

    Books(JdbcClient log, List<PaymentCompany> companies) {
        this.log = log;
        this.companies = companies;
    }

    int captures() {
        return (int) entries().filter(it -> it.kind() == Ledger.Kind.CAPTURED).count();
    }

    /** Whoever has ever paid for something. */
    Set<String> ordersWithMoney() {
        return entries()
                .filter(it -> it.kind() == Ledger.Kind.CAPTURED)
                .map(Ledger.Entry::order)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Orders whose money is neither kept for seats that were sold nor given back, all of it, each with its story. */
    List<String> inLimbo(Set<String> orders) {
        var histories = histories("PaymentOrder");
        var prices = prices();
        var keptByOrder = keptByOrder();
        List<String> inLimbo = new ArrayList<>();
        for (var order : orders) {
            var history = histories.getOrDefault(order, List.of());
            long kept = keptByOrder.getOrDefault(order, 0L);
            boolean ended = count(history, "RefundDue") == count(history, "PaymentRefunded")
                    && (isConfirmed(history) ? kept == prices.getOrDefault(order, -1L) : kept == 0);
            if (!ended) {
                inLimbo.add(order + " keeps " + kept + " after " + history);
            }
        }
        return inLimbo;
    }

    /** Seats that were sold while they were somebody's already. */
    List<String> soldTwice() {
        List<String> soldTwice = new ArrayList<>();
        histories("Seat").forEach((seat, history) -> {
            boolean sold = false;
            for (var event : history) {
                if (event.equals("SeatSold") && sold) {
                    soldTwice.add(seat + ": " + history);
                }
                sold = event.equals("SeatSold") || (sold && !event.equals("SeatReturned"));
            }
        });
        return soldTwice;
    }

    List<String> givenBackMoreThanTaken() {
        return keptByOrder().entrySet().stream()
                .filter(it -> it.getValue() < 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isConfirmed(List<String> history) {
        return history.contains("PaymentConfirmed") && !history.contains("PaymentCancelled");
    }

    private static long count(List<String> history, String event) {
        return history.stream().filter(event::equals).count();
    }

    /** Each ledger is read once: whoever reads it for every order keeps the companies from writing in it. */
    private Map<String, Long> keptByOrder() {
        return entries()
                .collect(Collectors.groupingBy(Ledger.Entry::order, Collectors.summingLong(it -> switch (it.kind()) {
                    case CAPTURED -> it.amount();
                    case REFUNDED -> -it.amount();
                })));
    }

    private Map<String, Long> prices() {
        Map<String, Long> prices = new HashMap<>();
        log.sql("""
                        SELECT aggregate_identifier, convert_from(payload, 'UTF8')::json -> 'amount' ->> 'amount'
                        FROM domain_event WHERE type = 'PaymentOrder' AND sequence_number = 0""").query(row -> {
            prices.put(row.getString(1), row.getLong(2));
        });
        return prices;
    }

    private Stream<Ledger.Entry> entries() {
        return companies.stream().flatMap(it -> it.ledger().entries().stream());
    }

    /** The simple names of each stream's events, first to last. */
    private Map<String, List<String>> histories(String type) {
        Map<String, List<String>> histories = new HashMap<>();
        log.sql("""
                        SELECT aggregate_identifier, substring(payload_type from '[^$]*$') FROM domain_event
                        WHERE type = :type ORDER BY aggregate_identifier, sequence_number""").param("type", type).query(row -> {
            histories.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getString(2));
        });
        return histories;
    }

    @Override
    public String toString() {
        long confirmed = histories("PaymentOrder").values().stream()
                .filter(Books::isConfirmed)
                .count();
        return captures() + " captures; " + ordersWithMoney().size() + " orders with money, of which " + confirmed
                + " are confirmed and the rest has its money back";
    }
}
