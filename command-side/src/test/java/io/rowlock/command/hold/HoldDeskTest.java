package io.rowlock.command.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.seat.SeatRefused;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before each test
class HoldDeskTest {
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final BuyerId BEN = new BuyerId("usr-ben");

    private final Evening evening;
    private HoldId annas;
    private HoldId annasSecond;
    private HoldId annasThird;
    private HoldId bens;

    HoldDeskTest(Corner corner) {
        evening = new Evening(corner);
    }

    @BeforeEach
    void an_evening_opens() {
        evening.opens();
        annas = new HoldId(evening.schedule(), "annas");
        annasSecond = new HoldId(evening.schedule(), "annas-second");
        annasThird = new HoldId(evening.schedule(), "annas-third");
        bens = new HoldId(evening.schedule(), "bens");
    }

    @AfterAll
    void close() {
        evening.close();
    }

    @Test
    void three_seats_are_held_together_for_the_evenings_time_at_the_evenings_prices() {
        var placed = evening.ask(hold(annas, ANNA, "A-1-2", "A-1-1", "B-1-1"));

        assertThat(placed)
                .isEqualTo(new HoldPlaced(
                        annas,
                        ANNA,
                        List.of(
                                new HeldSeat(SeatName.of("A-1-1"), Evening.STALLS),
                                new HeldSeat(SeatName.of("A-1-2"), Evening.STALLS),
                                new HeldSeat(SeatName.of("B-1-1"), Evening.CIRCLE)),
                        Evening.STALLS.plus(Evening.STALLS).plus(Evening.CIRCLE),
                        Evening.NOON.plus(Evening.HOLD_FOR)));
        assertThat(evening.written())
                .extracting(Object::getClass)
                .containsExactly(cast(SeatHeld.class, SeatHeld.class, SeatHeld.class, HoldPlaced.class));
    }

    @Test
    void one_taken_seat_among_five_and_none_is_held() {
        evening.ask(hold(bens, BEN, "A-1-3"));
        evening.forgetWhatWasWritten();

        assertThatThrownBy(() -> evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2", "A-1-3", "A-1-4", "A-1-5")))
                .isInstanceOf(SeatRefused.class)
                .hasMessage("SEAT_HELD");
        assertThat(evening.written()).isEmpty();
    }

    @Test
    void a_refusal_leaves_the_other_seats_free_for_the_next() {
        evening.ask(hold(bens, BEN, "A-1-3"));
        assertThatThrownBy(() -> evening.ask(hold(annas, ANNA, "A-1-1", "A-1-3")))
                .isInstanceOf(SeatRefused.class);

        assertThat(evening.ask(hold(annasSecond, ANNA, "A-1-1"))).isInstanceOf(HoldPlaced.class);
    }

    @Test
    void a_buyer_has_as_many_seats_as_the_evening_allows_and_not_one_more() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2", "A-1-3"));
        evening.ask(hold(annasSecond, ANNA, "A-1-4", "A-1-5"));

        refusedFor("TOO_MANY_SEATS", hold(annasThird, ANNA, "A-1-6"));
        assertThat(evening.ask(hold(bens, BEN, "A-1-6"))).isInstanceOf(HoldPlaced.class);
    }

    @Test
    void lapsed_and_released_seats_no_longer_count_but_sold_ones_do() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.ask(sell(annas, ANNA));
        evening.ask(hold(annasSecond, ANNA, "A-1-3", "A-1-4", "A-1-5"));
        refusedFor("TOO_MANY_SEATS", hold(annasThird, ANNA, "A-2-1"));

        evening.clock().pass(Evening.HOLD_FOR);

        refusedFor("TOO_MANY_SEATS", hold(annasThird, ANNA, "A-2-1", "A-2-2", "A-2-3", "A-2-4"));
        assertThat(evening.ask(hold(annasThird, ANNA, "A-2-1", "A-2-2", "A-2-3")))
                .isInstanceOf(HoldPlaced.class);
    }

    @Test
    void sales_begin_on_the_dot_and_end_on_the_dot() {
        evening.clock().set(Evening.OPENS.minusNanos(1));
        refusedFor("SALE_NOT_OPEN", hold(annas, ANNA, "A-1-1"));
        evening.clock().set(Evening.OPENS);
        assertThat(evening.ask(hold(annas, ANNA, "A-1-1"))).isInstanceOf(HoldPlaced.class);

        evening.clock().set(Evening.CLOSES.minusNanos(1));
        assertThat(evening.ask(hold(bens, BEN, "A-1-2"))).isInstanceOf(HoldPlaced.class);
        evening.clock().set(Evening.CLOSES);
        refusedFor("SALE_CLOSED", hold(annasSecond, ANNA, "A-1-3"));
    }

    @Test
    void a_seat_that_the_house_does_not_have_is_not_held() {
        refusedFor("SEAT_NOT_FOUND", hold(annas, ANNA, "A-1-1", "A-99-1"));
        refusedFor("SEAT_NOT_FOUND", hold(annas, ANNA, "Z-1-1"));
        assertThat(evening.written()).isEmpty();
    }

    @Test
    void an_evening_that_nobody_announced_has_no_seats() {
        var nowhere = HoldId.of("sch-nowhere.annas");
        refusedFor("SCHEDULE_NOT_FOUND", hold(nowhere, ANNA, "A-1-1"));
    }

    @Test
    void released_seats_are_on_sale_at_once() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.forgetWhatWasWritten();

        evening.ask(release(annas, ANNA));

        assertThat(evening.written())
                .extracting(Object::getClass)
                .containsExactly(cast(SeatReleased.class, SeatReleased.class, HoldReleased.class));
        assertThat(evening.ask(hold(bens, BEN, "A-1-1"))).isInstanceOf(HoldPlaced.class);
    }

    @Test
    void released_twice_is_released_once() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.ask(release(annas, ANNA));
        evening.forgetWhatWasWritten();

        evening.ask(release(annas, ANNA));

        assertThat(evening.written()).isEmpty();
    }

    @Test
    void ben_cannot_release_what_anna_holds() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        refusedFor("HOLD_NOT_FOUND", release(annas, BEN));
    }

    @Test
    void sold_seats_are_not_released() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.ask(sell(annas, ANNA));
        refusedFor("HOLD_SOLD", release(annas, ANNA));
    }

    @Test
    void a_hold_is_sold_whole_and_once() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));
        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .extracting(Object::getClass)
                .containsExactly(cast(SeatSold.class, SeatSold.class, HoldSold.class));
    }

    @Test
    void a_lapsed_hold_that_was_paid_for_is_sold_while_nobody_else_came() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR.plus(Duration.ofMinutes(1)));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .extracting(Object::getClass)
                .containsExactly(cast(SeatSold.class, HoldSold.class));
    }

    @Test
    void a_sale_is_refused_on_record_and_in_full_when_one_seat_is_gone() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(bens, BEN, "A-1-2"));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));
        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .containsExactly(new SaleRefused(annas, ANNA, OrderId.payingFor(annas), "SEAT_HELD"));
    }

    @Test
    void who_held_others_meanwhile_does_not_get_a_lapsed_hold_on_top() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(annasSecond, ANNA, "A-2-1", "A-2-2", "A-2-3", "A-2-4", "A-2-5"));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .containsExactly(new SaleRefused(annas, ANNA, OrderId.payingFor(annas), "TOO_MANY_SEATS"));
    }

    @Test
    void a_lapsed_hold_is_sold_when_it_just_fits_beside_what_was_held_meanwhile() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(annasSecond, ANNA, "A-2-1", "A-2-2", "A-2-3", "A-2-4"));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .extracting(Object::getClass)
                .containsExactly(cast(SeatSold.class, HoldSold.class));
    }

    @Test
    void a_sale_that_was_refused_stays_refused_though_the_seat_is_free_again() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(bens, BEN, "A-1-1"));
        evening.ask(sell(annas, ANNA));
        evening.ask(release(bens, BEN));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written()).isEmpty();
    }

    @Test
    void a_thousand_refusals_cost_no_look_into_the_log() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        long looksBefore = evening.looksIntoTheLog();

        for (int i = 0; i < 1_000; i++) {
            refusedFor(SeatRefused.class, "SEAT_HELD", hold(bens, new BuyerId("usr-" + i), "A-1-1"));
        }

        assertThat(evening.looksIntoTheLog()).isEqualTo(looksBefore);
    }

    private void refusedFor(String reason, Object command) {
        refusedFor(HoldRefused.class, reason, command);
    }

    private void refusedFor(Class<? extends Throwable> refusal, String reason, Object command) {
        assertThatThrownBy(() -> evening.ask(command)).isInstanceOf(refusal).hasMessage(reason);
    }

    private static HoldSeats hold(HoldId hold, BuyerId buyer, String... seats) {
        return new HoldSeats(hold, buyer, Arrays.stream(seats).map(SeatName::of).toList());
    }

    private static ReleaseHold release(HoldId hold, BuyerId buyer) {
        return new ReleaseHold(hold, buyer, ReleaseReason.BUYER_RELEASED);
    }

    private static SellHold sell(HoldId hold, BuyerId buyer) {
        return new SellHold(hold, buyer, OrderId.payingFor(hold));
    }

    private static Class<?>[] cast(Class<?>... types) {
        return types;
    }
}
