package io.rowlock.command.seat;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.seat.SeatCommand.BlockSeat;
import io.rowlock.api.seat.SeatCommand.ExtendSeat;
import io.rowlock.api.seat.SeatCommand.HoldSeat;
import io.rowlock.api.seat.SeatCommand.ReleaseSeat;
import io.rowlock.api.seat.SeatCommand.ReturnSeat;
import io.rowlock.api.seat.SeatCommand.SellSeat;
import io.rowlock.api.seat.SeatCommand.UnblockSeat;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import io.rowlock.api.seat.SeatId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeatTest {
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    private static final Instant EIGHT_PAST = NOON.plus(Duration.ofMinutes(8));
    private static final Instant SIXTEEN_PAST = NOON.plus(Duration.ofMinutes(16));
    private static final OrganiserId OPERA = new OrganiserId("usr-opera");
    private static final SeatId A1 = SeatId.of("sch-tosca/A-1-1");
    private static final Money PRICE = new Money(150_000, "KRW");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final BuyerId BEN = new BuyerId("usr-ben");
    private static final HoldId ANNAS = HoldId.of("sch-tosca.annas");
    private static final HoldId BENS = HoldId.of("sch-tosca.bens");

    private final AggregateTestFixture<Seat> seat = new AggregateTestFixture<>(Seat.class);

    @BeforeEach
    void it_is_noon() {
        seat.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void a_seat_that_nobody_ever_touched_is_held_by_the_first_who_asks() {
        seat.givenNoPriorActivity().when(annaHolds()).expectEvents(heldByAnnaUntil(EIGHT_PAST));
    }

    @Test
    void a_seat_held_by_anna_is_refused_to_ben() {
        refused(seat.given(heldByAnnaUntil(EIGHT_PAST)).when(benHolds()), "SEAT_HELD");
    }

    @Test
    void a_seat_held_by_anna_is_refused_to_annas_second_hold_too() {
        var second = new HoldSeat(A1, HoldId.of("sch-tosca.second"), ANNA, PRICE, EIGHT_PAST);
        refused(seat.given(heldByAnnaUntil(EIGHT_PAST)).when(second), "SEAT_HELD");
    }

    @Test
    void a_hold_holds_until_the_last_nanosecond_before_its_end() {
        refused(seat.given(heldByAnnaUntil(NOON.plusNanos(1))).when(benHolds()), "SEAT_HELD");
    }

    @Test
    void a_hold_gives_way_at_its_very_end() {
        seat.given(heldByAnnaUntil(NOON)).when(benHolds()).expectEvents(heldByBen());
    }

    @Test
    void a_hold_gives_way_after_its_end() {
        seat.given(heldByAnnaUntil(NOON.minusNanos(1))).when(benHolds()).expectEvents(heldByBen());
    }

    @Test
    void a_released_seat_is_free_for_the_next() {
        seat.given(heldByAnnaUntil(EIGHT_PAST), new SeatReleased(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                .when(benHolds())
                .expectEvents(heldByBen());
    }

    @Test
    void a_sold_seat_is_refused_to_everybody() {
        refused(seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna()).when(benHolds()), "SEAT_SOLD");
        refused(seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna()).when(annaHolds()), "SEAT_SOLD");
    }

    @Test
    void anna_gives_her_seat_back() {
        seat.given(heldByAnnaUntil(EIGHT_PAST))
                .when(new ReleaseSeat(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                .expectEvents(new SeatReleased(A1, ANNAS, ReleaseReason.BUYER_RELEASED));
    }

    @Test
    void giving_back_twice_changes_nothing() {
        seat.given(heldByAnnaUntil(EIGHT_PAST), new SeatReleased(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                .when(new ReleaseSeat(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void ben_cannot_give_back_what_anna_holds() {
        seat.given(heldByAnnaUntil(EIGHT_PAST))
                .when(new ReleaseSeat(A1, BENS, ReleaseReason.BUYER_RELEASED))
                .expectNoEvents();
    }

    @Test
    void a_sold_seat_cannot_be_given_back() {
        seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna())
                .when(new ReleaseSeat(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                .expectNoEvents();
    }

    @Test
    void a_held_seat_is_sold_to_its_holder() {
        seat.given(heldByAnnaUntil(EIGHT_PAST)).when(annaBuys()).expectEvents(soldToAnna());
    }

    @Test
    void a_lapsed_hold_is_still_good_for_buying_while_nobody_else_came() {
        seat.given(heldByAnnaUntil(NOON)).when(annaBuys()).expectEvents(soldToAnna());
    }

    @Test
    void a_released_seat_is_still_sold_to_who_paid_while_nobody_else_came() {
        seat.given(heldByAnnaUntil(EIGHT_PAST), new SeatReleased(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                .when(annaBuys())
                .expectEvents(soldToAnna());
    }

    @Test
    void who_pays_too_late_does_not_get_a_seat_that_another_holds() {
        refused(seat.given(heldByAnnaUntil(NOON.minusSeconds(9)), heldByBen()).when(annaBuys()), "SEAT_HELD");
    }

    @Test
    void who_pays_too_late_does_not_get_a_seat_that_another_bought() {
        var soldToBen = new SeatSold(A1, BENS, BEN, OrderId.payingFor(BENS));
        refused(
                seat.given(heldByAnnaUntil(NOON.minusSeconds(9)), heldByBen(), soldToBen)
                        .when(annaBuys()),
                "SEAT_SOLD");
    }

    @Test
    void selling_twice_to_the_same_hold_changes_nothing() {
        seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna())
                .when(annaBuys())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void annas_hold_is_extended_to_a_new_end() {
        seat.given(heldByAnnaUntil(EIGHT_PAST))
                .when(annaExtends())
                .expectEvents(new SeatHoldExtended(A1, ANNAS, SIXTEEN_PAST));
    }

    @Test
    void a_hold_is_extended_at_the_last_nanosecond_before_its_end_and_no_later() {
        seat.given(heldByAnnaUntil(NOON.plusNanos(1)))
                .when(annaExtends())
                .expectEvents(new SeatHoldExtended(A1, ANNAS, SIXTEEN_PAST));
        refused(seat.given(heldByAnnaUntil(NOON)).when(annaExtends()), "SEAT_NOT_HELD");
        refused(seat.given(heldByAnnaUntil(NOON.minusNanos(1))).when(annaExtends()), "SEAT_NOT_HELD");
    }

    @Test
    void an_extended_hold_holds_until_its_new_end() {
        refused(
                seat.given(heldByAnnaUntil(NOON), new SeatHoldExtended(A1, ANNAS, NOON.plusNanos(1)))
                        .when(benHolds()),
                "SEAT_HELD");
        seat.given(heldByAnnaUntil(NOON.minusSeconds(9)), new SeatHoldExtended(A1, ANNAS, NOON))
                .when(benHolds())
                .expectEvents(heldByBen());
    }

    @Test
    void nobody_extends_what_is_not_theirs_to_extend() {
        refused(seat.givenNoPriorActivity().when(annaExtends()), "SEAT_NOT_HELD");
        refused(seat.given(heldByBen()).when(annaExtends()), "SEAT_NOT_HELD");
        refused(seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna()).when(annaExtends()), "SEAT_NOT_HELD");
        refused(
                seat.given(heldByAnnaUntil(EIGHT_PAST), new SeatReleased(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                        .when(annaExtends()),
                "SEAT_NOT_HELD");
    }

    @Test
    void a_seat_says_why_it_was_released() {
        seat.given(heldByAnnaUntil(NOON))
                .when(new ReleaseSeat(A1, ANNAS, ReleaseReason.LAPSED))
                .expectEvents(new SeatReleased(A1, ANNAS, ReleaseReason.LAPSED));
    }

    @Test
    void announcing_annas_lapse_leaves_alone_what_ben_holds_since() {
        seat.given(heldByAnnaUntil(NOON.minusSeconds(9)), heldByBen())
                .when(new ReleaseSeat(A1, ANNAS, ReleaseReason.LAPSED))
                .expectNoEvents();
    }

    @Test
    void a_free_seat_is_blocked_whether_anybody_ever_touched_it_or_not() {
        seat.givenNoPriorActivity().when(operaBlocks()).expectEvents(blocked());
        seat.given(heldByAnnaUntil(EIGHT_PAST), new SeatReleased(A1, ANNAS, ReleaseReason.BUYER_RELEASED))
                .when(operaBlocks())
                .expectEvents(blocked());
    }

    @Test
    void a_held_seat_is_blocked_at_the_very_end_of_its_hold_and_no_earlier() {
        refused(seat.given(heldByAnnaUntil(NOON.plusNanos(1))).when(operaBlocks()), "SEAT_HELD");
        seat.given(heldByAnnaUntil(NOON)).when(operaBlocks()).expectEvents(blocked());
        seat.given(heldByAnnaUntil(NOON.minusNanos(1))).when(operaBlocks()).expectEvents(blocked());
    }

    @Test
    void a_sold_seat_is_not_blocked() {
        refused(seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna()).when(operaBlocks()), "SEAT_SOLD");
    }

    @Test
    void blocking_twice_changes_nothing() {
        seat.given(blocked()).when(operaBlocks()).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void a_blocked_seat_is_neither_held_nor_sold() {
        refused(seat.given(blocked()).when(annaHolds()), "SEAT_BLOCKED");
        refused(seat.given(heldByAnnaUntil(NOON), blocked()).when(annaBuys()), "SEAT_BLOCKED");
    }

    @Test
    void an_unblocked_seat_is_for_the_first_who_asks() {
        seat.given(blocked()).when(operaUnblocks()).expectEvents(unblocked());
        seat.given(blocked(), unblocked()).when(annaHolds()).expectEvents(heldByAnnaUntil(EIGHT_PAST));
    }

    @Test
    void unblocking_what_is_not_blocked_changes_nothing() {
        seat.givenNoPriorActivity().when(operaUnblocks()).expectNoEvents().expectSuccessfulHandlerExecution();
        seat.given(heldByAnnaUntil(EIGHT_PAST)).when(operaUnblocks()).expectNoEvents();
        seat.given(blocked(), unblocked()).when(operaUnblocks()).expectNoEvents();
    }

    private static void refused(ResultValidator<Seat> result, String reason) {
        result.expectNoEvents().expectException(SeatRefused.class).expectExceptionMessage(reason);
    }

    private static ExtendSeat annaExtends() {
        return new ExtendSeat(A1, ANNAS, SIXTEEN_PAST);
    }

    private static BlockSeat operaBlocks() {
        return new BlockSeat(A1, OPERA);
    }

    private static UnblockSeat operaUnblocks() {
        return new UnblockSeat(A1, OPERA);
    }

    private static SeatBlocked blocked() {
        return new SeatBlocked(A1, OPERA);
    }

    private static SeatUnblocked unblocked() {
        return new SeatUnblocked(A1, OPERA);
    }

    private static HoldSeat annaHolds() {
        return new HoldSeat(A1, ANNAS, ANNA, PRICE, EIGHT_PAST);
    }

    private static HoldSeat benHolds() {
        return new HoldSeat(A1, BENS, BEN, PRICE, EIGHT_PAST);
    }

    private static SellSeat annaBuys() {
        return new SellSeat(A1, ANNAS, ANNA, OrderId.payingFor(ANNAS));
    }

    private static SeatHeld heldByAnnaUntil(Instant end) {
        return new SeatHeld(A1, ANNAS, ANNA, PRICE, end);
    }

    private static SeatHeld heldByBen() {
        return new SeatHeld(A1, BENS, BEN, PRICE, EIGHT_PAST);
    }

    @Test
    void a_returned_seat_is_on_sale_again() {
        seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna())
                .when(annaReturns())
                .expectEvents(returnedByAnna());
        seat.given(heldByAnnaUntil(EIGHT_PAST), soldToAnna(), returnedByAnna())
                .when(benHolds())
                .expectEvents(heldByBen());
    }

    /** Of the store itself this cannot be: only a memory that lags behind would say so, and it must look again. */
    @Test
    void a_seat_that_does_not_remember_being_sold_looks_again_before_it_is_returned() {
        for (var past : List.<List<SeatEvent>>of(
                List.of(heldByAnnaUntil(EIGHT_PAST)),
                List.of(heldByBen(), new SeatSold(A1, BENS, BEN, OrderId.payingFor(BENS))))) {
            seat.given(past).when(annaReturns()).expectNoEvents().expectException(ConcurrencyException.class);
        }
    }

    private static ReturnSeat annaReturns() {
        return new ReturnSeat(A1, ANNAS, OrderId.payingFor(ANNAS));
    }

    private static SeatReturned returnedByAnna() {
        return new SeatReturned(A1, ANNAS, OrderId.payingFor(ANNAS));
    }

    private static SeatSold soldToAnna() {
        return new SeatSold(A1, ANNAS, ANNA, OrderId.payingFor(ANNAS));
    }
}
