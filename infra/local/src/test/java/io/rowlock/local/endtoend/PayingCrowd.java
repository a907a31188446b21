package io.rowlock.local.endtoend;

import io.rowlock.local.endtoend.RealApps.CommandSide;
import io.rowlock.testing.PaymentCompany;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Buyers who hold, pay, dawdle, vanish, pay twice and cancel, all at once, and who repeat whatever they got no answer to.
 *
 * <p>The payment companies do as real ones: they call until they are heard.
 */
final class PayingCrowd implements AutoCloseable {
    private static final int AT_ONCE = 5;
    private static final int ROWS = 10;
    private static final int SEATS_IN_A_ROW = 10;

    /** As many as an evening has seats: some are wanted by many, and it is never quite sold out. */
    private static final int BUYERS_OF_AN_EVENING = ROWS * SEATS_IN_A_ROW;

    private static final Duration BEFORE_REPEATING = Duration.ofMillis(100);

    /** So short that holds lapse while their buyers are paying. */
    private static final Duration HOLD = Duration.ofSeconds(3);

    private final List<PaymentCompany> companies;
    private final ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger buyers = new AtomicInteger();
    private final List<String> evenings;
    private volatile CommandSide boxOffice;
    private volatile boolean over;

    PayingCrowd(CommandSide boxOffice, int evenings, List<PaymentCompany> companies, Random chance) {
        this.boxOffice = boxOffice;
        this.companies = companies;
        this.evenings = Stream.generate(() -> boxOffice.openEvening(ROWS, SEATS_IN_A_ROW, 1, HOLD))
                .limit(evenings)
                .toList();
        for (int i = 0; i < AT_ONCE; i++) {
            var own = new Random(chance.nextLong());
            crowd.execute(() -> comeAndGo(own));
        }
    }

    void goesTo(CommandSide another) {
        boxOffice = another;
    }

    private void comeAndGo(Random chance) {
        while (!over) {
            try {
                int number = buyers.getAndIncrement();
                visit(Person.buyer("caller-" + number), eveningOf(number), chance);
            } catch (ItIsOver _) {
                return;
            }
        }
    }

    private String eveningOf(int buyer) {
        return evenings.get(buyer / BUYERS_OF_AN_EVENING % evenings.size());
    }

    private void visit(Person buyer, String evening, Random chance) {
        var seat = "A-" + (1 + chance.nextInt(ROWS)) + "-" + (1 + chance.nextInt(SEATS_IN_A_ROW));
        var hold = insist(app -> boxOffice.hold(buyer, evening, seat));
        if (hold.status() != 201) {
            return;
        }
        var company = companies.get(chance.nextInt(companies.size()));
        var ready = insist(
                app -> buyer.post(app, "/api/payment/ready", """
                {"holdId": "%s", "method": "%s"}""".formatted(hold.at("/holdId"), company.method())));
        if (ready.status() != 201) {
            return;
        }
        if (oneIn(5, chance)) {
            dawdleUntil(Instant.parse(hold.at("/heldUntil")));
        }
        pay(buyer, company, ready, chance);
    }

    private void pay(Person buyer, PaymentCompany company, Answer ready, Random chance) {
        var order = ready.at("/orderId");
        long amount = ready.json().at("/amount/amount").asLong();
        var payment = company.buyerPays(order, amount, ready.at("/amount/currency"));
        boolean vanishes = oneIn(4, chance);
        if (!vanishes) {
            confirm(buyer, order, payment);
        }
        if (vanishes || oneIn(3, chance)) {
            insist(company.webhook(order, payment)::to);
        }
        // The other company lets nobody pay an order twice.
        if (oneIn(8, chance) && company.method().equals("TOSS")) {
            confirm(buyer, order, company.buyerPays(order, amount, ready.at("/amount/currency")));
        }
        if (oneIn(6, chance)) {
            insist(app -> buyer.post(app, "/api/payment/" + order + "/cancel", ""));
        }
    }

    private void confirm(Person buyer, String order, String payment) {
        insist(app -> buyer.post(app, "/api/payment/confirm", """
                {"orderId": "%s", "providerPaymentId": "%s"}""".formatted(order, payment)));
    }

    /** Asks until there is an answer that is one. */
    private Answer insist(Function<URI, Answer> request) {
        while (!over) {
            try {
                var answer = request.apply(boxOffice.address());
                if (answer.status() < 500) {
                    return answer;
                }
            } catch (UncheckedIOException nobodyThere) {
                // It has been killed; another one will be there soon.
            }
            LockSupport.parkNanos(BEFORE_REPEATING.toNanos());
        }
        throw new ItIsOver();
    }

    private static void dawdleUntil(Instant tooLate) {
        while (Instant.now().isBefore(tooLate)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), tooLate).toNanos());
        }
    }

    private static boolean oneIn(int n, Random chance) {
        return chance.nextInt(n) == 0;
    }

    @Override
    public void close() {
        over = true;
        crowd.close();
    }

    /** Everybody goes home. */
    private static final class ItIsOver extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
