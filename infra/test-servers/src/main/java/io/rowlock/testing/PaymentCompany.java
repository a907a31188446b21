package io.rowlock.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A company that takes money, as an HTTP server of its own: it speaks as one of the real ones does, keeps a true
 * {@link Ledger}, and misbehaves when told to.
 *
 * <p>It was written from the companies' public documentation and has never been compared with their own servers. It lives
 * in the test's process, so it goes on, and remembers, when the command side that asks it is killed.
 */
public final class PaymentCompany implements AutoCloseable {
    /** What can be asked of a company. */
    public enum Call {
        CAPTURE,
        LOOKUP,
        REFUND
    }

    private static final int LONGEST_REQUEST = 1 << 20;
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Company company;
    private final Ledger ledger;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Call, Deque<Fault>> next = new HashMap<>();
    private final Map<Call, Fault> always = new HashMap<>();
    private final Map<String, Company.Answer> answered = new ConcurrentHashMap<>();
    private CountDownLatch behaving = new CountDownLatch(1);

    private PaymentCompany(Company company, Ledger ledger) {
        this.company = company;
        this.ledger = ledger;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Captures when our side confirms what the buyer agreed to; its webhooks are not signed. */
    public static PaymentCompany toss() {
        var ledger = new Ledger();
        return new PaymentCompany(new TossCompany(ledger), ledger);
    }

    /** Captures while the buyer is there; its webhooks are signed. */
    public static PaymentCompany portOne() {
        var ledger = new Ledger();
        return new PaymentCompany(new PortOneCompany(ledger), ledger);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** As orders name it. */
    public String method() {
        return company.method();
    }

    /** What to tell a command side on its command line, so that it deals with this company. */
    public List<String> settings() {
        return company.settings(address());
    }

    public Ledger ledger() {
        return ledger;
    }

    /**
     * The buyer's part in the browser.
     *
     * @return what the page gets to tell our side: the name of the payment
     */
    public String buyerPays(String order, long amount, String currency) {
        return company.buyerPays(order, amount, currency, false);
    }

    /** The same, with a card that the buyer's bank will not pay for. */
    public String buyerIsDeclined(String order, long amount, String currency) {
        return company.buyerPays(order, amount, currency, true);
    }

    /** The next so many calls of this kind go wrong like this, after those that were told before. */
    public synchronized void misbehaves(int times, Call call, Fault fault) {
        var waiting = next.computeIfAbsent(call, _ -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            waiting.add(fault);
        }
    }

    /** All calls go wrong like this, until it is told to behave. */
    public synchronized void misbehaves(Fault fault) {
        Arrays.stream(Call.values()).forEach(call -> always.put(call, fault));
    }

    /** All calls of this kind go wrong like this, until it is told to behave. */
    public synchronized void misbehaves(Call call, Fault fault) {
        always.put(call, fault);
    }

    public synchronized void behaves() {
        next.clear();
        always.clear();
        behaving.countDown();
        behaving = new CountDownLatch(1);
    }

    /** A true webhook that tells of this payment, signed now. */
    public Webhook webhook(String order, String payment) {
        return company.webhook(order, payment, company.paid(), Instant.now(), Company.Signed.TRULY);
    }

    /** The same, signed at another time. */
    public Webhook webhookOf(Instant at, String order, String payment) {
        return company.webhook(order, payment, company.paid(), at, Company.Signed.TRULY);
    }

    /** Tells of something else than money that came. */
    public Webhook webhookAbout(String other, String order, String payment) {
        return company.webhook(order, payment, other, Instant.now(), Company.Signed.TRULY);
    }

    /** By somebody who knows the order and not the secret, about a payment that nobody made. */
    public Webhook forgedWebhook(String order) {
        return company.webhook(order, company.newName(), company.paid(), Instant.now(), Company.Signed.FALSELY);
    }

    /** Signed with the secret that is being replaced, and with the new one. */
    public Webhook webhookWhileSecretsChange(String order, String payment) {
        return company.webhook(order, payment, company.paid(), Instant.now(), Company.Signed.WITH_OLD_AND_NEW);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readNBytes(LONGEST_REQUEST), StandardCharsets.UTF_8);
        var request = new Company.Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""),
                body);
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            ledger.callWith(key);
        }
        var fault = faultFor(company.kindOf(request));
        switch (fault) {
            case Fault.Slow(var by) -> await(by);
            case Fault.Failing(var status) -> {
                answer(exchange, new Company.Answer(status, "<html>out of order</html>"));
                return;
            }
            case Fault.Unreachable() -> {
                exchange.close();
                return;
            }
            case Fault.Gibberish() -> {
                answer(exchange, new Company.Answer(200, "{\"status\": [\"PAID\", "));
                return;
            }
            case Fault.Dribbling() -> {
                exchange.sendResponseHeaders(200, LONGEST_REQUEST);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                await(FOR_EVER);
                exchange.close();
                return;
            }
            case Fault.Endless(var bytes) -> {
                answer(exchange, new Company.Answer(200, "{\"padding\": \"" + "x".repeat(bytes) + "\"}"));
                return;
            }
            case null, default -> {}
        }
        var given = oncePerKey(request, key, fault);
        if (fault instanceof Fault.AnswerLost) {
            exchange.close();
        } else {
            answer(exchange, given);
        }
    }

    /** The same key at the same address gets the same answer, good or bad, and nothing is done a second time. */
    private Company.Answer oncePerKey(Company.Request request, @Nullable String key, @Nullable Fault fault) {
        if (key == null) {
            return company.answer(request, fault);
        }
        return answered.computeIfAbsent(request.path() + " " + key, _ -> company.answer(request, fault));
    }

    private synchronized @Nullable Fault faultFor(Call call) {
        var waiting = next.get(call);
        var fault = waiting == null ? null : waiting.poll();
        return fault == null ? always.get(call) : fault;
    }

    /** Until it is told to behave, and so long at most. */
    private void await(Duration atMost) {
        CountDownLatch until;
        synchronized (this) {
            until = behaving;
        }
        try {
            until.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, Company.Answer answer) throws IOException {
        var bytes = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        } catch (IOException hungUp) {
            exchange.close(); // whoever asked did not wait for the answer
        }
    }

    @Override
    public void close() {
        behaves();
        server.stop(0);
        threads.close();
    }
}
