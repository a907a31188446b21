package io.rowlock.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import io.rowlock.testing.TokenMint;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a request, the answer says what, and nothing has changed. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsTest {
    private static final String HOLD = "/api/tickets/hold";
    private static final String RELEASE = "/api/tickets/release";
    private static final String EXTEND = "/api/tickets/extend";
    private static final String READY = "/api/payment/ready";
    private static final String CONFIRM = "/api/payment/confirm";
    private static final String CHARGE = "/api/wallet/charge";
    private static final String SUCCESS = "/api/payment/mock-success";
    private static final String FAILURE = "/api/payment/mock-failure";
    private static final String NO_SCHEDULE = "schedule-not-found";
    private static final String CONCERTS = "/api/concerts";

    private final Instance app;
    private final Person anna = Person.buyer("anna");
    private final Person ben = Person.buyer("ben");
    private final Person opera = Person.organiser("opera");
    private final Person circus = Person.organiser("circus");
    private final String house;
    private final String annasHold;
    private final String annasOrder;
    private final String releasedHold;
    private final String cancelledHouse;
    private final String cancelledHold;

    BadRequestsTest(Corner corner) {
        app = new Instance(corner);
        house = app.openEvening(20, 30, 4);
        annasHold = app.hold(anna, house, "A-1-1").at("/holdId");
        annasOrder = app.ready(anna, annasHold).at("/orderId");
        releasedHold = app.hold(anna, house, "A-2-2").at("/holdId");
        assertThat(app.release(anna, releasedHold).status()).isEqualTo(204);
        assertThat(app.block(opera, house, "A-2-9").status()).isEqualTo(204);
        cancelledHouse = app.openEvening(1, 2, 4);
        cancelledHold = app.hold(anna, cancelledHouse, "A-1-1").at("/holdId");
        assertThat(app.cancel(opera, cancelledHouse).status()).isEqualTo(202);
        // What follows of itself must be over before it is judged what bad requests change.
        await().untilAsserted(() -> {
            assertThat(app.eventsOf(cancelledHouse + "/A-1-1")).containsExactly("SeatHeld", "SeatReleased");
            assertThat(app.eventsOf(house + "/A-2-2")).containsExactly("SeatHeld", "SeatReleased");
        });
    }

    @AfterAll
    void close() {
        app.close();
    }

    /** A request, and what must come back; {@code fault} is "field rule" of a 400, else empty. */
    record Case(String about, HttpRequest request, int status, String problem, String fault) {
        @Override
        public String toString() {
            return about;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_bad_request_is_told_what_is_wrong_and_changes_nothing(Case given) {
        long before = eventsInTheLog();

        var answer = Person.send(given.request());

        assertThat(answer.status()).as("%s", answer).isEqualTo(given.status());
        assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
        assertThat(answer.problem()).as("%s", answer).isEqualTo(given.problem());
        assertThat(answer.at("/instance")).isEqualTo(given.request().uri().getPath());
        assertThat(answer.at("/title")).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "io.rowlock", "java.", "\tat ");
        if (!given.fault().isEmpty()) {
            assertThat(faults(answer)).contains(given.fault());
        }
        assertThat(eventsInTheLog()).as("events in the log").isEqualTo(before);
    }

    Stream<Case> cases() {
        return Stream.of(
                        aboutFields(),
                        aboutWhatIsThere(),
                        aboutWhoAsks(),
                        aboutTheWayOfAsking(),
                        aboutWhatIsPutOnSale())
                .flatMap(it -> it);
    }

    private Stream<Case> aboutFields() {
        return Stream.of(
                invalid("no schedule", post(anna, HOLD, "{'seats': ['A-1-2']}"), "scheduleId required"),
                invalid("no seats", post(anna, HOLD, "{'scheduleId': '" + house + "'}"), "seats required"),
                invalid("an empty list of seats", hold(""), "seats required"),
                invalid("null among the seats", hold("null"), "seats[0] required"),
                invalid("a number for a seat", hold("7"), "seats[0] wrong-type"),
                invalid("a seat that is no seat's name", hold("'front row'"), "seats[0] malformed"),
                invalid("the same seat twice", hold("'A-1-2', 'A-1-2'"), "seats unique-elements"),
                invalid("more seats than a request may name", hold(seats(51)), "seats too-many"),
                invalid(
                        "a list for a schedule",
                        post(anna, HOLD, "{'scheduleId': [], 'seats': ['A-1-2']}"),
                        "scheduleId wrong-type"),
                invalid(
                        "a schedule id with a slash",
                        post(anna, HOLD, "{'scheduleId': 'sch/1', 'seats': ['A-1-2']}"),
                        "scheduleId malformed"),
                invalid(
                        "a schedule id that is too long",
                        post(anna, HOLD, "{'scheduleId': '" + "s".repeat(65) + "', 'seats': ['A-1-2']}"),
                        "scheduleId malformed"),
                invalid(
                        "a field that nobody knows",
                        post(anna, HOLD, "{'scheduleId': '" + house + "', 'seats': ['A-1-2'], 'buyer': 'ben'}"),
                        "buyer unknown-field"),
                invalid("a hold id without a dot", post(anna, RELEASE, "{'holdId': 'abc'}"), "holdId malformed"),
                invalid("a hold to be extended without a name", post(anna, EXTEND, "{}"), "holdId required"),
                invalid("a hold to be extended by a number", post(anna, EXTEND, "{'holdId': 7}"), "holdId wrong-type"),
                invalid("no seats to block", block("{}"), "seats required"),
                invalid("an empty list of seats to block", block("{'seats': []}"), "seats required"),
                invalid("one seat to block twice", block("{'seats': ['A-2-1', 'A-2-1']}"), "seats unique-elements"),
                invalid("a seat to block that is none", block("{'seats': ['loge']}"), "seats[0] malformed"),
                invalid(
                        "more seats to block than at a time",
                        block("{'seats': [" + seats(51) + "]}"),
                        "seats too-many"),
                invalid("null among the seats to unblock", unblock("{'seats': [null]}"), "seats[0] required"),
                invalid(
                        "a schedule to cancel that is no schedule's name",
                        post(opera, "/api/schedules/a.b/cancel", ""),
                        "scheduleId malformed"),
                invalid(
                        "a method of payment that nobody knows",
                        post(anna, READY, "{'holdId': '" + annasHold + "', 'method': 'BARTER'}"),
                        "method unknown-value"),
                invalid(
                        "no transaction",
                        post(anna, SUCCESS, "{'orderId': '" + annasOrder + "'}"),
                        "transactionId required"),
                invalid("no order to be paid", post(anna, CONFIRM, "{}"), "orderId required"),
                invalid(
                        "a provider's payment with a space in its name",
                        post(anna, CONFIRM, "{'orderId': '" + annasOrder + "', 'providerPaymentId': 'a b'}"),
                        "providerPaymentId malformed"),
                invalid(
                        "a provider's payment with too long a name",
                        post(
                                anna,
                                CONFIRM,
                                "{'orderId': '" + annasOrder + "', 'providerPaymentId': '" + "p".repeat(201) + "'}"),
                        "providerPaymentId malformed"),
                invalid(
                        "an amount among what is to be paid",
                        post(
                                anna,
                                CONFIRM,
                                "{'orderId': '" + annasOrder + "', 'providerPaymentId': 'pay-1', 'amount': 1}"),
                        "amount unknown-field"),
                invalid("a charge of nothing named", post(anna, CHARGE, "{}"), "amount required"),
                invalid("a charge that is a mere number", post(anna, CHARGE, "{'amount': 5}"), "amount wrong-type"),
                invalid(
                        "a negative charge",
                        post(anna, CHARGE, "{'amount': {'amount': -1, 'currency': 'KRW'}}"),
                        "amount malformed"),
                invalid(
                        "a charge in no currency",
                        post(anna, CHARGE, "{'amount': {'amount': 1, 'currency': 'won'}}"),
                        "amount malformed"),
                invalid(
                        "an order that is no order's name, cancelled",
                        post(anna, "/api/payment/ord.1/cancel", ""),
                        "orderId malformed"),
                invalid(
                        "a reason that is too long",
                        post(anna, FAILURE, "{'orderId': '" + annasOrder + "', 'reason': '" + "x".repeat(201) + "'}"),
                        "reason too-long"));
    }

    private Stream<Case> aboutWhatIsThere() {
        return Stream.of(
                problem("an unknown seat", hold("'Z-1-1'"), 404, "seat-not-found"),
                problem("a seat beyond the last row", hold("'A-21-1'"), 404, "seat-not-found"),
                problem(
                        "an unknown schedule",
                        post(anna, HOLD, "{'scheduleId': 'sch-nowhere', 'seats': ['A-1-2']}"),
                        404,
                        "schedule-not-found"),
                problem(
                        "other people's hold, released",
                        post(ben, RELEASE, "{'holdId': '" + annasHold + "'}"),
                        404,
                        "hold-not-found"),
                problem(
                        "other people's hold, extended",
                        post(ben, EXTEND, "{'holdId': '" + annasHold + "'}"),
                        404,
                        "hold-not-found"),
                problem(
                        "a hold that was given back, extended",
                        post(anna, EXTEND, "{'holdId': '" + releasedHold + "'}"),
                        409,
                        "hold-released"),
                problem(
                        "other people's evening, cancelled",
                        post(circus, schedulePath("/cancel"), ""),
                        404,
                        NO_SCHEDULE),
                problem("no evening, cancelled", post(opera, "/api/schedules/sch-none/cancel", ""), 404, NO_SCHEDULE),
                problem(
                        "other people's seats, blocked",
                        post(circus, schedulePath("/seats/block"), "{'seats': ['A-2-1']}"),
                        404,
                        NO_SCHEDULE),
                problem(
                        "other people's seats, unblocked",
                        post(circus, schedulePath("/seats/unblock"), "{'seats': ['A-2-1']}"),
                        404,
                        NO_SCHEDULE),
                problem("a held seat, blocked", block("{'seats': ['A-2-1', 'A-1-1']}"), 409, "seat-held"),
                problem("a seat that is not there, blocked", block("{'seats': ['Z-1-1']}"), 404, "seat-not-found"),
                problem("a seat that is not there, unblocked", unblock("{'seats': ['Z-1-1']}"), 404, "seat-not-found"),
                problem("a blocked seat", hold("'A-2-9'"), 409, "seat-blocked"),
                problem(
                        "a seat of an evening that does not take place",
                        post(anna, HOLD, "{'scheduleId': '" + cancelledHouse + "', 'seats': ['A-1-2']}"),
                        409,
                        "schedule-cancelled"),
                problem(
                        "a hold of an evening that does not take place, extended",
                        post(anna, EXTEND, "{'holdId': '" + cancelledHold + "'}"),
                        409,
                        "schedule-cancelled"),
                problem(
                        "a hold of an evening that does not take place, to be paid for",
                        post(anna, READY, "{'holdId': '" + cancelledHold + "', 'method': 'MOCK'}"),
                        409,
                        "schedule-cancelled"),
                problem(
                        "other people's hold, to be paid for",
                        post(ben, READY, "{'holdId': '" + annasHold + "', 'method': 'MOCK'}"),
                        404,
                        "hold-not-found"),
                problem(
                        "other people's order, paid",
                        post(ben, SUCCESS, "{'orderId': '" + annasOrder + "', 'transactionId': 'txn-1'}"),
                        404,
                        "order-not-found"),
                problem(
                        "an order that was never made",
                        post(anna, SUCCESS, "{'orderId': 'ord-nothing', 'transactionId': 'txn-1'}"),
                        404,
                        "order-not-found"),
                problem(
                        "other people's order, confirmed",
                        post(ben, CONFIRM, "{'orderId': '" + annasOrder + "', 'providerPaymentId': 'pay-1'}"),
                        404,
                        "order-not-found"),
                problem(
                        "a wallet for an order that it does not pay",
                        post(anna, CONFIRM, "{'orderId': '" + annasOrder + "'}"),
                        409,
                        "method-differs"),
                problem(
                        "other people's order, paid out of a wallet",
                        post(ben, CONFIRM, "{'orderId': '" + annasOrder + "'}"),
                        404,
                        "order-not-found"),
                problem(
                        "an order that was never made, paid out of a wallet",
                        post(anna, CONFIRM, "{'orderId': 'ord-nothing'}"),
                        404,
                        "order-not-found"),
                problem(
                        "other people's order, cancelled",
                        post(ben, "/api/payment/" + annasOrder + "/cancel", ""),
                        404,
                        "order-not-found"),
                problem(
                        "an order that was never made, cancelled",
                        post(anna, "/api/payment/ord-nothing/cancel", ""),
                        404,
                        "order-not-found"),
                problem(
                        "a charge of nothing",
                        post(anna, CHARGE, "{'amount': {'amount': 0, 'currency': 'KRW'}}"),
                        409,
                        "charge-out-of-bounds"),
                problem(
                        "a charge beyond all bounds",
                        post(anna, CHARGE, "{'amount': {'amount': 10000001, 'currency': 'KRW'}}"),
                        409,
                        "charge-out-of-bounds"),
                problem(
                        "a seat that is held",
                        post(ben, HOLD, "{'scheduleId': '" + house + "', 'seats': ['A-1-1']}"),
                        409,
                        "seat-held"),
                problem(
                        "more seats than one buyer may have",
                        hold("'A-2-1', 'A-2-2', 'A-2-3', 'A-2-4'"),
                        409,
                        "too-many-seats"),
                problem(
                        "a webhook of a company that nothing is to do with",
                        request("/api/webhooks/toss").POST(json("{}")).build(),
                        404,
                        "no-such-address"),
                problem(
                        "a way to pay that is not enabled",
                        post(anna, READY, "{'holdId': '" + annasHold + "', 'method': 'PORTONE'}"),
                        409,
                        "method-not-available"),
                problem("an address where nothing is", post(anna, "/api/tickets/steal", "{}"), 404, "no-such-address"));
    }

    private Stream<Case> aboutWhoAsks() {
        var hourAgo = Instant.now().minus(Duration.ofHours(1));
        return Stream.of(
                problem("nobody", request(HOLD).POST(json("{}")).build(), 401, "unauthenticated"),
                problem(
                        "an expired token",
                        post(
                                new Person(anna.id(), TokenMint.ofThisRun().tokenFor(anna.id(), hourAgo, "BUYER")),
                                HOLD,
                                "{}"),
                        401,
                        "token-expired"),
                problem(
                        "a forged token",
                        post(new Person(anna.id(), TokenMint.forger().tokenFor(anna.id(), "BUYER")), HOLD, "{}"),
                        401,
                        "token-not-believed"),
                problem(
                        "a token that is none",
                        post(new Person("usr-anna", "nonsense"), HOLD, "{}"),
                        401,
                        "token-not-believed"),
                problem("an organiser who fills a wallet", post(opera, CHARGE, "{}"), 403, "forbidden"),
                problem("an organiser who holds", post(opera, HOLD, "{}"), 403, "forbidden"),
                problem("an organiser who extends", post(opera, EXTEND, "{}"), 403, "forbidden"),
                problem("a buyer who cancels an evening", post(anna, schedulePath("/cancel"), ""), 403, "forbidden"),
                problem("a buyer who blocks", post(anna, schedulePath("/seats/block"), "{}"), 403, "forbidden"),
                problem("a buyer who unblocks", post(anna, schedulePath("/seats/unblock"), "{}"), 403, "forbidden"),
                problem("a buyer who announces", post(anna, CONCERTS, "{}"), 403, "forbidden"));
    }

    private Stream<Case> aboutTheWayOfAsking() {
        var megabyte = "{\"seats\": \"" + "x".repeat(1 << 20) + "\"}";
        return Stream.of(
                invalid("no JSON at all", post(anna, HOLD, "seat, please"), "body malformed"),
                invalid("JSON that stops halfway", post(anna, HOLD, "{'seats': ['A-1"), "body malformed"),
                invalid("no body", post(anna, HOLD, ""), "body required"),
                invalid("JSON that is no object", post(anna, HOLD, "[]"), "body wrong-type"),
                problem(
                        "a form",
                        as(anna, request(HOLD))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("a=b"))
                                .build(),
                        415,
                        "unsupported-media-type"),
                problem("a megabyte", post(anna, HOLD, megabyte), 413, "body-too-large"),
                problem("the wrong verb", as(anna, request(HOLD)).DELETE().build(), 405, "method-not-allowed"),
                invalid(
                        "an idempotency key that is too long",
                        as(anna, request(HOLD))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "k".repeat(101))
                                .POST(json("{'scheduleId': '" + house + "', 'seats': ['A-1-2']}"))
                                .build(),
                        "Idempotency-Key malformed"));
    }

    private Stream<Case> aboutWhatIsPutOnSale() {
        return Stream.of(
                invalid("no title", post(opera, CONCERTS, "{'artist': 'x', 'description': ''}"), "title required"),
                invalid(
                        "a title that is too long",
                        post(opera, CONCERTS, "{'title': '" + "t".repeat(201) + "', 'artist': 'x', 'description': ''}"),
                        "title too-long"),
                problem("somebody else's concert", schedule("con-nobodys", "{}"), 404, "concert-not-found"),
                invalid("a negative price", schedule("con-1", "{'amount': -1}"), "sections[0].price malformed"),
                invalid("no rows", schedule("con-1", "{'rows': 0}"), "sections[0].rows out-of-range"),
                invalid("text for a number", schedule("con-1", "{'rows': 'ten'}"), "sections[0].rows wrong-type"),
                invalid(
                        "more seats than a house may have",
                        schedule("con-1", "{'rows': 9999, 'seatsPerRow': 9999}"),
                        "sections too-many"),
                invalid("a hold of no time", schedule("con-1", "{'holdFor': 'PT0S'}"), "holdFor out-of-range"),
                invalid("a hold of a day", schedule("con-1", "{'holdFor': 'P1D'}"), "holdFor out-of-range"),
                invalid(
                        "an extended hold that is shorter than a hold",
                        schedule("con-1", "{'holdFor': 'PT8M', 'holdAtMost': 'PT7M59S'}"),
                        "holdAtMost inconsistent"),
                invalid(
                        "a hold extended to a day",
                        schedule("con-1", "{'holdFor': 'PT8M', 'holdAtMost': 'P1D'}"),
                        "holdAtMost out-of-range"),
                invalid(
                        "an evening that can be cancelled after it has started",
                        schedule("con-1", "{'gated': false, 'cancelUntil': '2030-01-03T00:00:00.001Z'}"),
                        "cancelUntil inconsistent"),
                invalid(
                        "sales that close before they open",
                        schedule("con-1", "{'salesCloseAt': '2020-01-01T00:00:00Z'}"),
                        "salesCloseAt inconsistent"),
                invalid(
                        "a date of no calendar",
                        schedule("con-1", "{'startsAt': '2027-02-30T00:00:00Z'}"),
                        "startsAt malformed"));
    }

    private String schedulePath(String what) {
        return "/api/schedules/" + house + what;
    }

    private HttpRequest block(String body) {
        return post(opera, schedulePath("/seats/block"), body);
    }

    private HttpRequest unblock(String body) {
        return post(opera, schedulePath("/seats/unblock"), body);
    }

    private HttpRequest hold(String seats) {
        return post(anna, HOLD, "{'scheduleId': '" + house + "', 'seats': [" + seats + "]}");
    }

    /** A good evening but for one thing. */
    private HttpRequest schedule(String concert, String wrong) {
        var good = """
                {'venue': 'The Old House', 'startsAt': '2030-01-03T00:00:00Z', 'salesOpenAt': '2030-01-01T00:00:00Z',
                 'salesCloseAt': '2030-01-02T00:00:00Z', 'seatsPerBuyer': 4, 'holdFor': 'PT8M', 'gated': false,
                 'sections': [{'name': 'A', 'grade': 'Stalls', 'rows': 10, 'seatsPerRow': 10,
                               'price': {'amount': 100, 'currency': 'KRW'}}]}""";
        var field = wrong.replaceAll("\\{'?(\\w*).*", "$1");
        var body = field.isEmpty()
                ? good
                : good.replaceFirst("'" + field + "': ('[^']*'|[^,}]*)", wrong.substring(1, wrong.length() - 1));
        if (wrong.contains("seatsPerRow")) {
            body = body.replaceFirst(", 'seatsPerRow': 10,", ",");
        }
        return post(opera, "/api/concerts/" + concert + "/schedules", body);
    }

    private static String seats(int many) {
        var names = new StringBuilder("'A-1-1'");
        for (int i = 2; i <= many; i++) {
            names.append(", 'A-1-").append(i).append('\'');
        }
        return names.toString();
    }

    private static Case invalid(String about, HttpRequest request, String fault) {
        return new Case(about, request, 400, "invalid-request", fault);
    }

    private static Case problem(String about, HttpRequest request, int status, String problem) {
        return new Case(about, request, status, problem, "");
    }

    private HttpRequest post(Person person, String path, String singleQuoted) {
        return as(person, request(path))
                .header("Content-Type", "application/json")
                .POST(json(singleQuoted))
                .build();
    }

    private static HttpRequest.BodyPublisher json(String singleQuoted) {
        return BodyPublishers.ofString(singleQuoted.replace('\'', '"'));
    }

    private static HttpRequest.Builder as(Person person, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + person.token());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(app.address().resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private static List<String> faults(Answer answer) {
        return answer.json()
                .at("/errors")
                .valueStream()
                .map(fault ->
                        fault.at("/field").asString() + " " + fault.at("/rule").asString())
                .toList();
    }

    private long eventsInTheLog() {
        return app.log()
                .sql("SELECT count(*) FROM domain_event")
                .query(Long.class)
                .single();
    }
}
