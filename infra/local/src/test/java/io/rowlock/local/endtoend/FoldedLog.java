package io.rowlock.local.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the read model has to say, told from the event store's JSON alone: none of the query side's code is asked, nor the
 * verifier's books, which say the same and are themselves among what is judged.
 */
final class FoldedLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Rows rows = new Rows();

    private FoldedLog() {}

    static Rows of(JdbcClient log) {
        var fold = new FoldedLog();
        log.sql("""
                        SELECT aggregate_identifier, sequence_number, time_stamp,
                               substring(payload_type from '[^$]*$') AS event, payload
                        FROM domain_event ORDER BY aggregate_identifier, sequence_number""")
                .query((row, _) -> new Event(
                        row.getString("aggregate_identifier"),
                        row.getLong("sequence_number"),
                        Instant.parse(row.getString("time_stamp")),
                        row.getString("event"),
                        JSON.readTree(new String(row.getBytes("payload"), StandardCharsets.UTF_8))))
                .list()
                .forEach(fold::apply);
        return fold.rows;
    }

    private record Event(String stream, long sequence, Instant writtenAt, String name, JsonNode payload) {
        String text(String pointer) {
            return payload.at(pointer).asString();
        }

        Instant instant(String pointer) {
            return Instant.parse(text(pointer));
        }

        /** The feed tells the time of an event in milliseconds. */
        Instant at() {
            return writtenAt.truncatedTo(ChronoUnit.MILLIS);
        }

        String schedule() {
            return text("/holdId").split("\\.", -1)[0];
        }
    }

    private void apply(Event event) {
        switch (event.name()) {
            case "ConcertAnnounced" -> announce(event);
            case "ScheduleOpened" -> open(event);
            case "ScheduleCancelled" -> cancel(event);
            case "SeatHeld", "SeatHoldExtended" -> seat(event, "HELD", event.instant("/heldUntil"));
            case "SeatReleased", "SeatUnblocked" -> seat(event, "RELEASED", null);
            case "SeatBlocked" -> seat(event, "BLOCKED", null);
            case "SeatSold" -> seat(event, "SOLD", null);
            case "SeatReturned" -> seat(event, "RELEASED", null);
            case "HoldPlaced" -> place(event);
            case "HoldExtended" -> hold(event).with("held_until", event.instant("/heldUntil"));
            case "HoldReleased" -> release(event);
            case "HoldSold" -> sell(event);
            case "HoldReturned" -> giveBack(event);
            case "SaleRefused" -> hold(event);
            case "PaymentReadied" -> ready(event);
            case "PaymentSubmitted" -> step(event, "SUBMITTED", null);
            case "PaymentDropped" -> step(event, "DROPPED", event.text("/reason"));
            case "PaymentApproved" -> {
                order(event).with("status", "PAID").with("transaction_id", event.text("/transactionId"));
                step(event, "APPROVED", null);
            }
            case "PaymentFailed" -> {
                order(event).with("status", "FAILED");
                step(event, "FAILED", event.text("/reason"));
            }
            case "PaymentConfirmed" -> {
                order(event).with("status", "CONFIRMED");
                step(event, "CONFIRMED", null);
            }
            case "PaymentCancelled" -> {
                order(event).with("status", "CANCELLED");
                step(event, "CANCELLED", event.text("/reason"));
            }
            case "StrayPaymentReceived" -> step(event, "STRAY_PAYMENT", event.text("/reason"));
            case "RefundDue" -> step(event, "REFUND_DUE", event.text("/reason"));
            case "PaymentRefunded" -> refund(event);
            case "WalletCharged" -> wallet(event, "CHARGED", null);
            case "WalletUsed" -> wallet(event, "USED", event.text("/orderId"));
            case "WalletRefunded" -> wallet(event, "REFUNDED", event.text("/orderId"));
            case "TransactionClaimed" -> {} // nobody reads it
            default -> throw new IllegalStateException("What does " + event + " mean to the read model?");
        }
    }

    private void announce(Event event) {
        rows.row("concert", event.text("/concertId"))
                .with("concert_id", event.text("/concertId"))
                .with("title", event.text("/title"))
                .with("artist", event.text("/artist"))
                .with("description", event.text("/description"))
                .with("seen", event.sequence());
    }

    private void open(Event event) {
        var schedule = event.text("/scheduleId");
        long seats = 0;
        long cheapest = Long.MAX_VALUE;
        for (var section : event.payload().at("/terms/sections").values()) {
            seats += section.at("/rows").asLong() * section.at("/seatsPerRow").asLong();
            cheapest = Math.min(cheapest, section.at("/price/amount").asLong());
        }
        rows.row("schedule", schedule)
                .with("schedule_id", schedule)
                .with("concert_id", event.text("/concertId"))
                .with("venue", event.text("/terms/venue"))
                .with("starts_at", event.instant("/terms/startsAt"))
                .with("sales_open_at", event.instant("/terms/salesOpenAt"))
                .with("sales_close_at", event.instant("/terms/salesCloseAt"))
                .with("cancel_until", event.instant("/terms/cancelUntil"))
                .with("cancelled", false)
                .with("seats", seats)
                .with("from_amount", cheapest)
                .with("currency", event.text("/terms/sections/0/price/currency"))
                .with("seen", event.sequence());
        rows.row("seat_plan", schedule).with("schedule_id", schedule).with("seen", event.sequence());
        int position = 0;
        for (var section : event.payload().at("/terms/sections").values()) {
            rows.row("seat_plan_section", schedule + "#" + position)
                    .with("schedule_id", schedule)
                    .with("position", position)
                    .with("name", section.at("/name").asString())
                    .with("grade", section.at("/grade").asString())
                    .with("row_count", section.at("/rows").asLong())
                    .with("seats_per_row", section.at("/seatsPerRow").asLong())
                    .with("amount", section.at("/price/amount").asLong())
                    .with("currency", section.at("/price/currency").asString());
            position++;
        }
    }

    private void cancel(Event event) {
        var schedule = event.text("/scheduleId");
        rows.row("schedule", schedule).with("cancelled", true).with("seen", event.sequence());
        rows.row("seat_plan", schedule).with("seen", event.sequence());
    }

    private void seat(Event event, String state, @Nullable Instant heldUntil) {
        var id = event.text("/seatId");
        var parts = id.split("[/-]", -1); // sch-..., A-12-7
        int last = parts.length - 1;
        rows.row("seat", id)
                .with("seat_id", id)
                .with("schedule_id", id.substring(0, id.indexOf('/')))
                .with("section", parts[last - 2])
                .with("row_number", Integer.parseInt(parts[last - 1]))
                .with("seat_number", Integer.parseInt(parts[last]))
                .with("state", state)
                .with("held_until", heldUntil)
                .with("seen", event.sequence());
    }

    private void place(Event event) {
        hold(event)
                .with("hold_id", event.text("/holdId"))
                .with("stream", event.stream())
                .with("schedule_id", event.schedule())
                .with("buyer_id", event.text("/buyer"))
                .with("state", "HELD")
                .with("placed_at", event.at())
                .with("held_until", event.instant("/heldUntil"))
                .with("amount", event.payload().at("/total/amount").asLong())
                .with("currency", event.text("/total/currency"))
                .with("order_id", null)
                .with("release_reason", null);
        seatsOf(event, "seat_hold_seat", "hold_id", event.text("/holdId"));
    }

    private void release(Event event) {
        var reason = event.text("/reason");
        hold(event)
                .with("state", reason.equals("LAPSED") ? "LAPSED" : "RELEASED")
                .with("release_reason", reason);
    }

    private Rows.Row hold(Event event) {
        return rows.row("seat_hold", event.text("/holdId")).with("seen", event.sequence());
    }

    private void sell(Event event) {
        var order = event.text("/orderId");
        hold(event).with("state", "SOLD").with("order_id", order).with("release_reason", null);
        rows.row("reservation", order)
                .with("reservation_id", order)
                .with("hold_id", event.text("/holdId"))
                .with("schedule_id", event.schedule())
                .with("buyer_id", event.text("/buyer"))
                .with("status", "RESERVED")
                .with("reserved_at", event.at())
                .with("cancelled_at", null)
                .with("amount", event.payload().at("/total/amount").asLong())
                .with("currency", event.text("/total/currency"))
                .with("seen", event.sequence());
        seatsOf(event, "reservation_seat", "reservation_id", order);
    }

    private void giveBack(Event event) {
        hold(event).with("state", "RETURNED");
        rows.row("reservation", event.text("/orderId"))
                .with("status", "CANCELLED")
                .with("cancelled_at", event.at())
                .with("seen", event.sequence());
    }

    private void seatsOf(Event event, String table, String owner, String id) {
        int position = 0;
        for (var seat : event.payload().at("/seats").values()) {
            rows.row(table, id + "#" + position)
                    .with(owner, id)
                    .with("position", position)
                    .with("seat", seat.at("/seat").asString())
                    .with("amount", seat.at("/price/amount").asLong())
                    .with("currency", seat.at("/price/currency").asString());
            position++;
        }
    }

    private void ready(Event event) {
        order(event)
                .with("order_id", event.text("/orderId"))
                .with("hold_id", event.text("/holdId"))
                .with("schedule_id", event.schedule())
                .with("buyer_id", event.text("/buyer"))
                .with("method", event.text("/method"))
                .with("amount", event.payload().at("/amount/amount").asLong())
                .with("currency", event.text("/amount/currency"))
                .with("readied_at", event.at())
                .with("pay_until", event.instant("/payUntil"))
                .with("cancel_until", event.instant("/cancelUntil"))
                .with("status", "READY")
                .with("transaction_id", null);
        step(event, "READIED", null);
    }

    private Rows.Row order(Event event) {
        return rows.row("payment_order", event.text("/orderId")).with("seen", event.sequence());
    }

    private void wallet(Event event, String kind, @Nullable String order) {
        var wallet = event.text("/walletId");
        var buyer = wallet.substring("wallet/".length());
        rows.row("wallet", wallet)
                .with("wallet_id", wallet)
                .with("buyer_id", buyer)
                .with("balance", event.payload().at("/balance/amount").asLong())
                .with("currency", event.text("/balance/currency"))
                .with("seen", event.sequence());
        var transaction = wallet + "#" + event.sequence();
        rows.row("wallet_transaction", transaction)
                .with("transaction_id", transaction)
                .with("buyer_id", buyer)
                .with("number", event.sequence())
                .with("kind", kind)
                .with("amount", event.payload().at("/amount/amount").asLong())
                .with("balance", event.payload().at("/balance/amount").asLong())
                .with("currency", event.text("/balance/currency"))
                .with("order_id", order)
                .with("happened_at", event.at());
    }

    private void refund(Event event) {
        if (event.text("/transactionId").equals(order(event).value("transaction_id"))) {
            order(event).with("status", "REFUNDED");
        }
        step(event, "REFUNDED", event.text("/reason"));
    }

    /** Every event of an order is a step of it. */
    private void step(Event event, String what, @Nullable String reason) {
        rows.row("payment_step", event.text("/orderId") + "#" + event.sequence())
                .with("order_id", event.text("/orderId"))
                .with("position", event.sequence())
                .with("what", what)
                .with("status", order(event).value("status"))
                .with("happened_at", event.at())
                .with("reason", reason);
    }
}
