package io.rowlock.command.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.catalogue.ScheduleCommand.BlockSeats;
import io.rowlock.api.catalogue.ScheduleCommand.CancelSchedule;
import io.rowlock.api.catalogue.ScheduleCommand.UnblockSeats;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldCommand.ExtendHold;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldCommand.LapseHold;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.seat.SeatCommand.ReleaseSeat;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.seat.SeatRefused;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.lock.PessimisticLockFactory;
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
    void a_sale_is_refused_on_record_and_in_full_when_one_seat_is_gone_and_the_other_goes_back() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(bens, BEN, "A-1-2"));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));
        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .containsExactly(notSold("A-1-1"), new SaleRefused(annas, ANNA, OrderId.payingFor(annas), "SEAT_HELD"));
    }

    @Test
    void a_sale_that_waits_for_a_seat_behind_one_that_is_gone_keeps_its_buyer_from_nothing() throws Exception {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(bens, BEN, "A-1-1"));
        var behind = evening.takenByAnother(new ReleaseSeat(seat("A-1-2"), annas, ReleaseReason.LAPSED));
        var sale = new Thread(() -> evening.ask(sell(annas, ANNA)), "sale");
        sale.start();
        await().until(() -> waitsForALock(sale));

        var another = CompletableFuture.supplyAsync(() -> evening.ask(hold(annasSecond, ANNA, "A-2-1")));

        assertThat(another).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(HoldPlaced.class);
        behind.rollback();
        assertThat(sale.join(Duration.ofSeconds(10))).isTrue();
    }

    private static boolean waitsForALock(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(PessimisticLockFactory.class.getName()));
    }

    @Test
    void who_held_others_meanwhile_does_not_get_a_lapsed_hold_on_top() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(annasSecond, ANNA, "A-2-1", "A-2-2", "A-2-3", "A-2-4", "A-2-5"));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .containsExactly(
                        notSold("A-1-1"), new SaleRefused(annas, ANNA, OrderId.payingFor(annas), "TOO_MANY_SEATS"));
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
    void an_extended_hold_lasts_once_more_its_time_from_now_with_all_its_seats() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.clock().set(Evening.NOON.plus(Duration.ofMinutes(5)));
        evening.forgetWhatWasWritten();

        evening.ask(extend(annas, ANNA));

        var thirteenPast = Evening.NOON.plus(Duration.ofMinutes(13));
        assertThat(evening.written())
                .containsExactly(
                        new SeatHoldExtended(seat("A-1-1"), annas, thirteenPast),
                        new SeatHoldExtended(seat("A-1-2"), annas, thirteenPast),
                        new HoldExtended(annas, ANNA, thirteenPast));
        evening.clock().set(thirteenPast.minusNanos(1));
        refusedFor(SeatRefused.class, "SEAT_HELD", hold(bens, BEN, "A-1-1"));
        evening.clock().set(thirteenPast);
        assertThat(evening.ask(hold(bens, BEN, "A-1-1"))).isInstanceOf(HoldPlaced.class);
    }

    @Test
    void however_often_it_is_extended_a_hold_ends_at_its_longest() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        var longest = Evening.NOON.plus(Evening.HOLD_AT_MOST);

        evening.clock().pass(Duration.ofMinutes(7));
        evening.ask(extend(annas, ANNA));
        evening.clock().set(longest.minus(Evening.HOLD_FOR).minusMillis(1));
        evening.ask(extend(annas, ANNA));
        evening.clock().pass(Duration.ofMillis(1));
        evening.ask(extend(annas, ANNA));
        evening.clock().pass(Duration.ofMillis(1));
        refusedFor("HOLD_AT_ITS_LONGEST", extend(annas, ANNA));
        evening.clock().set(longest.minusNanos(1));
        refusedFor("HOLD_AT_ITS_LONGEST", extend(annas, ANNA));
        evening.clock().set(longest);
        refusedFor("HOLD_LAPSED", extend(annas, ANNA));

        assertThat(evening.written())
                .filteredOn(HoldExtended.class::isInstance)
                .containsExactly(
                        new HoldExtended(annas, ANNA, Evening.NOON.plus(Duration.ofMinutes(15))),
                        new HoldExtended(annas, ANNA, longest.minusMillis(1)),
                        new HoldExtended(annas, ANNA, longest));
    }

    @Test
    void an_extension_that_reaches_beyond_the_longest_is_cut_to_it() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Duration.ofMinutes(7));
        evening.ask(extend(annas, ANNA));
        evening.clock().pass(Duration.ofMinutes(7));
        evening.forgetWhatWasWritten();

        evening.ask(extend(annas, ANNA));

        assertThat(evening.written()).contains(new HoldExtended(annas, ANNA, Evening.NOON.plus(Evening.HOLD_AT_MOST)));
    }

    @Test
    void an_extension_in_the_moment_of_holding_gains_nothing() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        refusedFor("HOLD_AT_ITS_LONGEST", extend(annas, ANNA));
        evening.clock().pass(Duration.ofMillis(1));
        evening.ask(extend(annas, ANNA));
    }

    @Test
    void a_hold_is_extended_until_its_end_and_not_at_it() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.ask(hold(bens, BEN, "A-1-2"));
        evening.clock().set(Evening.NOON.plus(Evening.HOLD_FOR).minusNanos(1));
        evening.ask(extend(annas, ANNA));
        evening.clock().set(Evening.NOON.plus(Evening.HOLD_FOR));
        refusedFor("HOLD_LAPSED", extend(bens, BEN));
        evening.ask(new LapseHold(bens, BEN));
        refusedFor("HOLD_LAPSED", extend(bens, BEN));
    }

    @Test
    void what_was_given_back_or_paid_for_is_not_extended_nor_is_what_belongs_to_another() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        refusedFor("HOLD_NOT_FOUND", extend(annas, BEN));
        evening.ask(release(annas, ANNA));
        refusedFor("HOLD_RELEASED", extend(annas, ANNA));

        evening.ask(hold(annasSecond, ANNA, "A-1-2"));
        evening.ask(sell(annasSecond, ANNA));
        refusedFor("HOLD_SOLD", extend(annasSecond, ANNA));
    }

    @Test
    void an_extended_hold_goes_on_counting_against_what_its_buyer_may_have() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2", "A-1-3"));
        evening.clock().pass(Duration.ofMinutes(7));
        evening.ask(extend(annas, ANNA));
        evening.clock().pass(Duration.ofMinutes(7));

        refusedFor("TOO_MANY_SEATS", hold(annasSecond, ANNA, "A-2-1", "A-2-2", "A-2-3"));
        evening.clock().pass(Duration.ofMinutes(1));
        assertThat(evening.ask(hold(annasSecond, ANNA, "A-2-1", "A-2-2", "A-2-3")))
                .isInstanceOf(HoldPlaced.class);
    }

    @Test
    void a_lapse_is_announced_at_the_holds_very_end_and_not_before() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.forgetWhatWasWritten();

        evening.clock().set(Evening.NOON.plus(Evening.HOLD_FOR).minusNanos(1));
        assertThat(evening.ask(new LapseHold(annas, ANNA))).isEqualTo(false);
        assertThat(evening.written()).isEmpty();

        evening.clock().set(Evening.NOON.plus(Evening.HOLD_FOR));
        assertThat(evening.ask(new LapseHold(annas, ANNA))).isEqualTo(true);
        assertThat(evening.written())
                .containsExactly(
                        new SeatReleased(seat("A-1-1"), annas, ReleaseReason.LAPSED),
                        new SeatReleased(seat("A-1-2"), annas, ReleaseReason.LAPSED),
                        new HoldReleased(annas, ANNA, ReleaseReason.LAPSED));
    }

    @Test
    void a_lapse_announced_twice_is_announced_once() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(new LapseHold(annas, ANNA));
        evening.forgetWhatWasWritten();

        assertThat(evening.ask(new LapseHold(annas, ANNA))).isEqualTo(false);

        assertThat(evening.written()).isEmpty();
    }

    @Test
    void an_announced_lapse_leaves_to_ben_what_he_has_held_since() {
        evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(hold(bens, BEN, "A-1-2"));
        evening.forgetWhatWasWritten();

        evening.ask(new LapseHold(annas, ANNA));

        assertThat(evening.written())
                .containsExactly(
                        new SeatReleased(seat("A-1-1"), annas, ReleaseReason.LAPSED),
                        new HoldReleased(annas, ANNA, ReleaseReason.LAPSED));
        refusedFor(SeatRefused.class, "SEAT_HELD", hold(annasSecond, ANNA, "A-1-2"));
    }

    @Test
    void what_came_to_another_end_does_not_lapse() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.ask(sell(annas, ANNA));
        evening.ask(hold(bens, BEN, "A-1-2"));
        evening.ask(release(bens, BEN));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.forgetWhatWasWritten();

        evening.ask(new LapseHold(annas, ANNA));
        evening.ask(new LapseHold(bens, BEN));

        assertThat(evening.written()).isEmpty();
    }

    @Test
    void an_extended_hold_does_not_lapse_at_its_first_end() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Duration.ofMinutes(7));
        evening.ask(extend(annas, ANNA));
        evening.clock().pass(Duration.ofMinutes(1));
        evening.forgetWhatWasWritten();

        evening.ask(new LapseHold(annas, ANNA));

        assertThat(evening.written()).isEmpty();
    }

    @Test
    void a_hold_whose_lapse_was_announced_is_sold_all_the_same_while_nobody_else_came() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(new LapseHold(annas, ANNA));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .extracting(Object::getClass)
                .containsExactly(cast(SeatSold.class, HoldSold.class));
    }

    @Test
    void giving_back_what_has_lapsed_changes_nothing() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(new LapseHold(annas, ANNA));
        evening.forgetWhatWasWritten();

        evening.ask(release(annas, ANNA));

        assertThat(evening.written()).isEmpty();
    }

    @Test
    void of_an_evening_that_is_cancelled_nothing_is_held_and_nothing_extended() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Duration.ofMinutes(1));
        evening.ask(cancel(Evening.OPERA));
        evening.forgetWhatWasWritten();

        refusedFor("SCHEDULE_CANCELLED", hold(bens, BEN, "A-1-2"));
        refusedFor("SCHEDULE_CANCELLED", extend(annas, ANNA));
        assertThat(evening.written()).isEmpty();
    }

    @Test
    void of_an_evening_that_is_cancelled_nothing_is_sold_so_that_the_money_goes_back() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.ask(cancel(Evening.OPERA));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .containsExactly(
                        notSold("A-1-1"), new SaleRefused(annas, ANNA, OrderId.payingFor(annas), "SCHEDULE_CANCELLED"));
    }

    @Test
    void what_was_sold_before_the_evening_was_cancelled_stays_sold_until_somebody_gives_it_back() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.ask(sell(annas, ANNA));
        evening.ask(cancel(Evening.OPERA));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written()).isEmpty();
    }

    @Test
    void holds_of_a_cancelled_evening_lapse_and_are_released_as_ever() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.ask(hold(bens, BEN, "A-1-2"));
        evening.ask(cancel(Evening.OPERA));
        evening.ask(new ReleaseHold(annas, ANNA, ReleaseReason.SCHEDULE_CANCELLED));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(new LapseHold(bens, BEN));

        assertThat(evening.written())
                .filteredOn(HoldReleased.class::isInstance)
                .containsExactly(
                        new HoldReleased(annas, ANNA, ReleaseReason.SCHEDULE_CANCELLED),
                        new HoldReleased(bens, BEN, ReleaseReason.LAPSED));
    }

    @Test
    void an_evening_is_cancelled_once_and_by_its_own_organiser() {
        assertThatThrownBy(() -> evening.ask(cancel(new OrganiserId("usr-circus"))))
                .hasMessage("SCHEDULE_NOT_FOUND");
        evening.ask(cancel(Evening.OPERA));
        evening.ask(cancel(Evening.OPERA));

        assertThat(evening.writtenOfTheEveningItself())
                .containsExactly(new ScheduleCancelled(evening.schedule(), Evening.OPERA));
    }

    @Test
    void seats_are_blocked_all_or_none() {
        evening.ask(hold(annas, ANNA, "A-1-2"));
        evening.ask(hold(bens, BEN, "A-1-3"));
        evening.ask(sell(bens, BEN));
        evening.forgetWhatWasWritten();

        refusedFor(SeatRefused.class, "SEAT_HELD", block("A-1-1", "A-1-2"));
        refusedFor(SeatRefused.class, "SEAT_SOLD", block("A-1-1", "A-1-3"));
        assertThatThrownBy(() -> evening.ask(block("A-1-1", "A-99-1"))).hasMessage("SEAT_NOT_FOUND");
        assertThat(evening.written()).isEmpty();

        evening.ask(block("A-1-4", "A-1-1"));
        evening.ask(block("A-1-4"));
        assertThat(evening.written())
                .containsExactly(
                        new SeatBlocked(seat("A-1-1"), Evening.OPERA), new SeatBlocked(seat("A-1-4"), Evening.OPERA));
    }

    @Test
    void blocked_seats_are_not_held_until_they_are_unblocked() {
        evening.ask(block("A-1-1"));
        refusedFor(SeatRefused.class, "SEAT_BLOCKED", hold(annas, ANNA, "A-1-1", "A-1-2"));

        evening.ask(unblock("A-1-1", "A-1-2"));

        assertThat(evening.ask(hold(annas, ANNA, "A-1-1", "A-1-2"))).isInstanceOf(HoldPlaced.class);
    }

    @Test
    void seats_are_blocked_and_unblocked_by_their_own_organiser_only() {
        var circus = new OrganiserId("usr-circus");
        var seats = List.of(SeatName.of("A-1-1"));
        assertThatThrownBy(() -> evening.ask(new BlockSeats(evening.schedule(), circus, seats)))
                .hasMessage("SCHEDULE_NOT_FOUND");
        assertThatThrownBy(() -> evening.ask(new UnblockSeats(evening.schedule(), circus, seats)))
                .hasMessage("SCHEDULE_NOT_FOUND");
        assertThat(evening.written()).isEmpty();
    }

    @Test
    void who_pays_late_does_not_get_a_seat_that_was_blocked_meanwhile() {
        evening.ask(hold(annas, ANNA, "A-1-1"));
        evening.clock().pass(Evening.HOLD_FOR);
        evening.ask(block("A-1-1"));
        evening.forgetWhatWasWritten();

        evening.ask(sell(annas, ANNA));

        assertThat(evening.written())
                .containsExactly(new SaleRefused(annas, ANNA, OrderId.payingFor(annas), "SEAT_BLOCKED"));
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

    private SeatReleased notSold(String seat) {
        return new SeatReleased(new SeatId(evening.schedule(), SeatName.of(seat)), annas, ReleaseReason.SALE_REFUSED);
    }

    private void refusedFor(String reason, Object command) {
        refusedFor(HoldRefused.class, reason, command);
    }

    private void refusedFor(Class<? extends Throwable> refusal, String reason, Object command) {
        assertThatThrownBy(() -> evening.ask(command)).isInstanceOf(refusal).hasMessage(reason);
    }

    private static HoldSeats hold(HoldId hold, BuyerId buyer, String... seats) {
        return new HoldSeats(hold, buyer, named(seats));
    }

    private static ExtendHold extend(HoldId hold, BuyerId buyer) {
        return new ExtendHold(hold, buyer);
    }

    private CancelSchedule cancel(OrganiserId organiser) {
        return new CancelSchedule(evening.schedule(), organiser);
    }

    private BlockSeats block(String... seats) {
        return new BlockSeats(evening.schedule(), Evening.OPERA, named(seats));
    }

    private UnblockSeats unblock(String... seats) {
        return new UnblockSeats(evening.schedule(), Evening.OPERA, named(seats));
    }

    private SeatId seat(String name) {
        return new SeatId(evening.schedule(), SeatName.of(name));
    }

    private static List<SeatName> named(String... seats) {
        return Arrays.stream(seats).map(SeatName::of).toList();
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
