package io.rowlock.query.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.StrayReason;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.query.verifier.Doubt.Behind;
import io.rowlock.query.verifier.Doubt.Differs;
import io.rowlock.query.verifier.Finding.AheadOfTheLog;
import io.rowlock.query.verifier.Finding.AppliedTwice;
import io.rowlock.query.verifier.Finding.RowDiffers;
import io.rowlock.query.verifier.Finding.RowMissing;
import io.rowlock.query.verifier.Finding.RowTooMany;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is doubted about Anna's order, and what is not. */
class ExaminerTest {
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00.123456Z");
    private static final OrderId ORDER = new OrderId("ord-one");
    private static final HoldId HOLD = new HoldId(new ScheduleId("sch-tosca"), "one");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final Money PRICE = new Money(150_000, "KRW");
    private static final Instant ALL_ARE_OLD = NOON.plus(Duration.ofHours(1));

    private final List<Told<PaymentEvent>> log = told(
            new PaymentReadied(ORDER, HOLD, ANNA, PaymentMethod.MOCK, PRICE, ALL_ARE_OLD, ALL_ARE_OLD),
            new PaymentApproved(ORDER, HOLD, ANNA, new TransactionId("txn-1"), PRICE),
            new StrayPaymentReceived(ORDER, new TransactionId("txn-2"), PRICE, StrayReason.ALREADY_PAID),
            new PaymentConfirmed(ORDER));

    @Test
    void an_order_that_says_what_its_events_say_is_right() {
        assertThat(doubt(shown(log))).isEmpty();
    }

    @Test
    void a_row_that_is_behind_is_compared_up_to_where_it_is_and_then_missed() {
        assertThat(doubt(shown(log.subList(0, 2))))
                .hasValueSatisfying(doubt -> assertThat(doubt)
                        .isEqualTo(new Behind(
                                "ord-one",
                                "ord-one",
                                2,
                                "StrayPaymentReceived",
                                log.get(2).writtenAt(),
                                true)));
    }

    @Test
    void an_event_is_missed_from_the_moment_on_at_which_it_is_old_and_not_before() {
        var shown = shown(log.subList(0, 3));
        var written = log.get(3).writtenAt();
        assertThat(doubt(shown, Map.of(), written)).isEmpty();
        assertThat(doubt(shown, Map.of(), written.plusNanos(1))).isPresent();
    }

    @Test
    void a_changed_column_is_named() {
        var shown = shown(log);
        row(shown, OrderBooks.ORDER, "ord-one").with("amount", 1L);
        assertThat(finding(shown)).isInstanceOfSatisfying(RowDiffers.class, it -> {
            assertThat(it.columns()).containsExactly(new RowDiffers.Column("amount", "150000", "1"));
            assertThat(it.sentence()).contains("payment_order", "amount is 1 and should be 150000");
        });
    }

    @Test
    void a_moment_is_the_same_though_it_was_rounded() {
        var shown = shown(log);
        row(shown, OrderBooks.ORDER, "ord-one").with("pay_until", ALL_ARE_OLD.plusNanos(1_000));
        assertThat(doubt(shown)).isEmpty();
        row(shown, OrderBooks.ORDER, "ord-one").with("pay_until", ALL_ARE_OLD.plusNanos(1_001));
        assertThat(doubt(shown)).isPresent();
    }

    @Test
    void an_event_that_was_applied_twice_is_named() {
        var twice = new ArrayList<>(log);
        twice.add(3, log.get(2));
        assertThat(finding(shown(twice))).isEqualTo(new AppliedTwice("payments", "ord-one", 2, "StrayPaymentReceived"));
    }

    @Test
    void a_step_that_is_not_there_is_missing_and_one_that_nothing_tells_of_is_too_many() {
        var without = new Sheet();
        shown(log).rows().stream().filter(row -> !row.key().equals("ord-one#1")).forEach(without::add);
        assertThat(finding(without)).isEqualTo(new RowMissing("payments", "ord-one", "payment_step", "ord-one#1"));

        var more = shown(log);
        more.row(OrderBooks.STEP, "ord-one", 9);
        assertThat(finding(more)).isEqualTo(new RowTooMany("payments", "ord-one", "payment_step", "ord-one#9"));
    }

    @Test
    void a_row_that_has_seen_more_than_there_is_comes_from_elsewhere() {
        var shown = shown(log);
        row(shown, OrderBooks.ORDER, "ord-one").saw(4);
        assertThat(finding(shown)).isEqualTo(new AheadOfTheLog("payments", "ord-one", 4, 3));
    }

    @Test
    void a_row_without_any_event_is_too_many() {
        assertThat(examiner(Map.of()).doubt("ord-one", "ord-one", List.of(), shown(log), ALL_ARE_OLD))
                .contains(new Differs(new RowTooMany("payments", "ord-one", "payment_order", "ord-one")));
    }

    @Test
    void an_event_that_operators_do_without_may_be_shown_or_not() {
        var leftOut = Map.of("ord-one", Set.of(2L));
        var without = new ArrayList<>(log);
        without.remove(2);
        assertThat(doubt(shown(without), leftOut, ALL_ARE_OLD)).isEmpty();
        assertThat(doubt(shown(log), leftOut, ALL_ARE_OLD)).isEmpty();
        assertThat(doubt(shown(without))).isPresent();
    }

    private Optional<Doubt> doubt(Sheet shown) {
        return doubt(shown, Map.of(), ALL_ARE_OLD);
    }

    private Optional<Doubt> doubt(Sheet shown, Map<String, Set<Long>> leftOut, Instant missedIfBefore) {
        return examiner(leftOut).doubt("ord-one", "ord-one", log, shown, missedIfBefore);
    }

    private Finding finding(Sheet shown) {
        return doubt(shown)
                .filter(Differs.class::isInstance)
                .map(it -> ((Differs) it).finding())
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // that book is of these events
    private static Examiner<PaymentEvent> examiner(Map<String, Set<Long>> leftOut) {
        return new Examiner<>((Book<PaymentEvent>) Book.named("payments/PaymentOrder"), leftOut);
    }

    /** As if a projection had been right about these. */
    private static Sheet shown(List<Told<PaymentEvent>> events) {
        return OrderBooks.order(events);
    }

    private static Sheet.Row row(Sheet sheet, Table table, String key) {
        return Optional.ofNullable(sheet.get(table, key)).orElseThrow();
    }

    private static List<Told<PaymentEvent>> told(PaymentEvent... events) {
        var told = new ArrayList<Told<PaymentEvent>>();
        for (var event : events) {
            told.add(new Told<>(event, told.size(), NOON.plusSeconds(told.size())));
        }
        return told;
    }
}
