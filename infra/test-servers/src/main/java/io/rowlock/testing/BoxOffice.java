package io.rowlock.testing;

import io.rowlock.testing.Person.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The command side as organisers and buyers meet it: an address that takes what they ask for over HTTP. */
public interface BoxOffice {
    URI address();

    /** Puts one section A on sale, now, and says the schedule's id. */
    default String openEvening(int rows, int seatsPerRow, int seatsPerBuyer) {
        return openEvening(Person.organiser("opera"), rows, seatsPerRow, seatsPerBuyer)
                .at("/scheduleId");
    }

    /** The same, with holds that last as long as a test can wait for. */
    default String openEvening(int rows, int seatsPerRow, int seatsPerBuyer, Duration holdFor) {
        return openEvening(Person.organiser("opera"), rows, seatsPerRow, seatsPerBuyer, holdFor)
                .at("/scheduleId");
    }

    default Answer openEvening(Person organiser, int rows, int seatsPerRow, int seatsPerBuyer) {
        return openEvening(organiser, rows, seatsPerRow, seatsPerBuyer, Duration.ofMinutes(8));
    }

    /** One that buyers come to through a waiting room, which has opened already. */
    default String openGatedEvening(int rows, int seatsPerRow, int seatsPerBuyer) {
        var organiser = Person.organiser("opera");
        return openEvening(organiser, rows, seatsPerRow, seatsPerBuyer, Duration.ofMinutes(8), true)
                .at("/scheduleId");
    }

    private Answer openEvening(Person organiser, int rows, int seatsPerRow, int seatsPerBuyer, Duration holdFor) {
        return openEvening(organiser, rows, seatsPerRow, seatsPerBuyer, holdFor, false);
    }

    private Answer openEvening(
            Person organiser, int rows, int seatsPerRow, int seatsPerBuyer, Duration holdFor, boolean gated) {
        var concert = organiser.post(address(), "/api/concerts", """
                {"title": "Tosca", "artist": "The City Opera", "description": "Three acts"}""");
        var now = Instant.now();
        return organiser.post(address(), "/api/concerts/" + concert.at("/concertId") + "/schedules", """
                {"venue": "The Old House", "startsAt": "%s", "salesOpenAt": "%s", "salesCloseAt": "%s",
                 "seatsPerBuyer": %d, "holdFor": "%s", "gated": %b,
                 "sections": [{"name": "A", "grade": "Stalls", "rows": %d, "seatsPerRow": %d,
                               "price": {"amount": 150000, "currency": "KRW"}}]}""".formatted(
                        now.plus(Duration.ofDays(31)),
                        now.minus(Duration.ofMinutes(1)),
                        now.plus(Duration.ofDays(30)),
                        seatsPerBuyer,
                        holdFor,
                        gated,
                        rows,
                        seatsPerRow));
    }

    default Answer hold(Person buyer, String schedule, String... seats) {
        return buyer.post(address(), "/api/tickets/hold", """
                {"scheduleId": "%s", "seats": [%s]}""".formatted(schedule, named(seats)));
    }

    /** With what lets the buyer in. */
    default Answer holdWith(String token, Person buyer, String schedule, String... seats) {
        return buyer.post(
                address(), "/api/tickets/hold", """
                {"scheduleId": "%s", "seats": [%s]}""".formatted(schedule, named(seats)), "X-Queue-Token", token);
    }

    default Answer readyWith(String token, Person buyer, String hold) {
        return buyer.post(address(), "/api/payment/ready", """
                {"holdId": "%s", "method": "MOCK"}""".formatted(hold), "X-Queue-Token", token);
    }

    default Answer extend(Person buyer, String hold) {
        return buyer.post(address(), "/api/tickets/extend", """
                {"holdId": "%s"}""".formatted(hold));
    }

    default Answer block(Person organiser, String schedule, String... seats) {
        return organiser.post(address(), "/api/schedules/" + schedule + "/seats/block", """
                {"seats": [%s]}""".formatted(named(seats)));
    }

    default Answer unblock(Person organiser, String schedule, String... seats) {
        return organiser.post(address(), "/api/schedules/" + schedule + "/seats/unblock", """
                {"seats": [%s]}""".formatted(named(seats)));
    }

    default Answer cancel(Person organiser, String schedule) {
        return organiser.post(address(), "/api/schedules/" + schedule + "/cancel", "");
    }

    default Answer release(Person buyer, String hold) {
        return buyer.post(address(), "/api/tickets/release", """
                {"holdId": "%s"}""".formatted(hold));
    }

    default Answer ready(Person buyer, String hold) {
        return ready(buyer, hold, "MOCK");
    }

    default Answer ready(Person buyer, String hold, String method) {
        return buyer.post(address(), "/api/payment/ready", """
                {"holdId": "%s", "method": "%s"}""".formatted(hold, method));
    }

    /** The buyer's page says by which name the provider knows what was paid. */
    default Answer confirm(Person buyer, String order, String providerPayment) {
        return buyer.post(address(), "/api/payment/confirm", """
                {"orderId": "%s", "providerPaymentId": "%s"}""".formatted(order, providerPayment));
    }

    /** Out of the wallet. */
    default Answer confirm(Person buyer, String order) {
        return buyer.post(address(), "/api/payment/confirm", """
                {"orderId": "%s"}""".formatted(order));
    }

    default Answer cancelOrder(Person buyer, String order) {
        return buyer.post(address(), "/api/payment/" + order + "/cancel", "");
    }

    default Answer charge(Person buyer, long amount) {
        return buyer.post(address(), "/api/wallet/charge", """
                {"amount": {"amount": %d, "currency": "KRW"}}""".formatted(amount));
    }

    default Answer succeed(Person buyer, String order, String transaction) {
        return buyer.post(address(), "/api/payment/mock-success", """
                {"orderId": "%s", "transactionId": "%s"}""".formatted(order, transaction));
    }

    default Answer fail(Person buyer, String order) {
        return buyer.post(address(), "/api/payment/mock-failure", """
                {"orderId": "%s", "reason": "card declined"}""".formatted(order));
    }

    private static String named(String... seats) {
        return Arrays.stream(seats).map(seat -> '"' + seat + '"').collect(Collectors.joining(","));
    }
}
