package io.rowlock.local.endtoend;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes many visits to a box office straight into the log, as the command side would have written them. */
final class WrittenLog {
    /** Rows of an evening, and visits: each takes the two seats of a row. */
    private static final int VISITS_AN_EVENING = 100;

    /** Every fourth visitor pays, the others give back what they held. */
    private static final int PAYS_EVERY = 4;

    private static final String AS_STORED = """
            INSERT INTO domain_event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                      payload_type, payload, meta_data)
            SELECT stream, sequence, type, gen_random_uuid()::text,
                   to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   'io.rowlock.api.' || event, convert_to(payload::text, 'UTF8'), convert_to('{}', 'UTF8')
            FROM (:written) written ORDER BY place, turn""";

    private static final String EVENINGS = """
            SELECT e AS place, turn, stream, 0 AS sequence, type, event, payload
            FROM generate_series(:from / 100, (:to - 1) / 100) e
            CROSS JOIN LATERAL (VALUES
                (1, 'con-written' || e, 'Concert', 'catalogue.ConcertEvent$ConcertAnnounced', jsonb_build_object(
                    'concertId', 'con-written' || e, 'organiser', 'usr-opera', 'title', 'Tosca ' || e,
                    'artist', 'The City Opera', 'description', 'Three acts')),
                (2, 'sch-written' || e, 'Schedule', 'catalogue.ScheduleEvent$ScheduleOpened', jsonb_build_object(
                    'scheduleId', 'sch-written' || e, 'concertId', 'con-written' || e, 'terms', jsonb_build_object(
                        'venue', 'The Old House', 'startsAt', '2099-06-01T12:00:00Z',
                        'salesOpenAt', '2026-05-01T12:00:00Z', 'salesCloseAt', '2099-05-31T12:00:00Z',
                        'cancelUntil', '2099-05-26T12:00:00Z', 'seatsPerBuyer', 4, 'holdFor', 'PT8M',
                        'holdAtMost', 'PT20M', 'gated', false, 'sections', jsonb_build_array(jsonb_build_object(
                            'name', 'A', 'grade', 'Stalls', 'rows', 100, 'seatsPerRow', 2,
                            'price', jsonb_build_object('amount', 150000, 'currency', 'KRW')))))))
                told (turn, stream, type, event, payload)
            WHERE e * 100 >= :from""";

    private static final String VISITS = """
            SELECT v AS place, turn, stream, sequence, type, event, payload || about AS payload
            FROM generate_series(:from, :to - 1) v
            CROSS JOIN LATERAL (SELECT
                'sch-written' || v / 100 AS schedule, 'usr-written' || v AS buyer,
                'sch-written' || v / 100 || '.h' || v AS hold, 'ord-h' || v AS orders,
                jsonb_build_object('amount', 150000, 'currency', 'KRW') AS price,
                jsonb_build_object('amount', 300000, 'currency', 'KRW') AS total,
                '2099-05-01T12:08:00.123456Z' AS late) known
            CROSS JOIN LATERAL (SELECT schedule || '/buyer/' || buyer AS allowance,
                schedule || '/A-' || v % 100 + 1 || '-1' AS one, schedule || '/A-' || v % 100 + 1 || '-2' AS two,
                jsonb_build_object('holdId', hold, 'buyer', buyer) AS held,
                jsonb_build_array(
                    jsonb_build_object('seat', 'A-' || v % 100 + 1 || '-1', 'price', price),
                    jsonb_build_object('seat', 'A-' || v % 100 + 1 || '-2', 'price', price)) AS seats) names
            CROSS JOIN LATERAL (VALUES
                (1, allowance, 0, 'Allowance', 'hold.HoldEvent$HoldPlaced', true, true, held,
                    jsonb_build_object('seats', seats, 'total', total, 'heldUntil', late)),
                (2, one, 0, 'Seat', 'seat.SeatEvent$SeatHeld', true, true, held,
                    jsonb_build_object('seatId', one, 'price', price, 'heldUntil', late)),
                (3, two, 0, 'Seat', 'seat.SeatEvent$SeatHeld', true, true, held,
                    jsonb_build_object('seatId', two, 'price', price, 'heldUntil', late)),
                (4, allowance, 1, 'Allowance', 'hold.HoldEvent$HoldReleased', false, true, held,
                    jsonb_build_object('reason', 'BUYER_RELEASED')),
                (5, one, 1, 'Seat', 'seat.SeatEvent$SeatReleased', false, true, '{}',
                    jsonb_build_object('seatId', one, 'holdId', hold, 'reason', 'BUYER_RELEASED')),
                (6, two, 1, 'Seat', 'seat.SeatEvent$SeatReleased', false, true, '{}',
                    jsonb_build_object('seatId', two, 'holdId', hold, 'reason', 'BUYER_RELEASED')),
                (7, orders, 0, 'PaymentOrder', 'payment.PaymentEvent$PaymentReadied', true, false, held,
                    jsonb_build_object('orderId', orders, 'method', 'MOCK', 'amount', total, 'payUntil', late,
                        'cancelUntil', late)),
                (8, orders, 1, 'PaymentOrder', 'payment.PaymentEvent$PaymentApproved', true, false, held,
                    jsonb_build_object('orderId', orders, 'transactionId', 'txn-' || v, 'amount', total)),
                (9, allowance, 1, 'Allowance', 'hold.HoldEvent$HoldSold', true, false, held,
                    jsonb_build_object('orderId', orders, 'seats', seats, 'total', total)),
                (10, one, 1, 'Seat', 'seat.SeatEvent$SeatSold', true, false, held,
                    jsonb_build_object('seatId', one, 'orderId', orders)),
                (11, two, 1, 'Seat', 'seat.SeatEvent$SeatSold', true, false, held,
                    jsonb_build_object('seatId', two, 'orderId', orders)),
                (12, orders, 2, 'PaymentOrder', 'payment.PaymentEvent$PaymentConfirmed', true, false, '{}',
                    jsonb_build_object('orderId', orders)),
                (13, 'wallet/' || buyer, 0, 'Wallet', 'wallet.WalletEvent$WalletCharged', true, false, '{}',
                    jsonb_build_object('walletId', 'wallet/' || buyer, 'amount', total, 'balance', total)))
                told (turn, stream, sequence, type, event, whoPays, whoDoesNot, about, payload)
            WHERE CASE WHEN v % 4 = 0 THEN whoPays ELSE whoDoesNot END""";

    private final JdbcClient log;
    private int visits;

    WrittenLog(JdbcClient log) {
        this.log = log;
    }

    /** Returns how many events that were. */
    int write(int moreVisits) {
        int from = visits;
        visits += moreVisits;
        return List.of(EVENINGS, VISITS).stream()
                .mapToInt(written -> log.sql(AS_STORED.replace(":written", written))
                        .param("from", from)
                        .param("to", visits)
                        .update())
                .sum();
    }

    /** A seat that was given back, by the visit that held it. */
    static String seatGivenBack(int visit) {
        return seat(visit % PAYS_EVERY == 0 ? visit + 1 : visit);
    }

    static String orderPaid(int visit) {
        return "ord-h" + visit / PAYS_EVERY * PAYS_EVERY;
    }

    private static String seat(int visit) {
        return "sch-written" + visit / VISITS_AN_EVENING + "/A-" + (visit % VISITS_AN_EVENING + 1) + "-1";
    }

    /** Appends to the end of a stream, where everybody who follows the log comes by. */
    void append(String stream, int sequence, String type, String event, String payload) {
        put("", stream, sequence, type, event, payload);
    }

    /** Puts an event where everybody has gone past already, as a commit that came too late would. */
    void slipIn(String stream, int sequence, String type, String event, String payload) {
        put("-1", stream, sequence, type, event, payload);
    }

    private void put(String index, String stream, int sequence, String type, String event, String payload) {
        log.sql("""
                        INSERT INTO domain_event (%s aggregate_identifier, sequence_number, type, event_identifier,
                                                  time_stamp, payload_type, payload, meta_data)
                        OVERRIDING SYSTEM VALUE
                        VALUES (%s ?, ?, ?, gen_random_uuid()::text,
                                to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                ?, convert_to(?, 'UTF8'), convert_to('{}', 'UTF8'))""".formatted(index.isEmpty() ? "" : "global_index,", index.isEmpty() ? "" : index + ","))
                .params(stream, sequence, type, "io.rowlock.api." + event, payload)
                .update();
    }

    long events() {
        return log.sql("SELECT count(*) FROM domain_event").query(Long.class).single();
    }

    long lastIndex() {
        return log.sql("SELECT max(global_index) FROM domain_event")
                .query(Long.class)
                .single();
    }
}
