package io.rowlock.command.waitingroom.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import io.rowlock.api.waitingroom.RoomCommand.BlockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.ChangePolicy;
import io.rowlock.api.waitingroom.RoomCommand.CloseRoom;
import io.rowlock.api.waitingroom.RoomCommand.EndAdmission;
import io.rowlock.api.waitingroom.RoomCommand.GivePriority;
import io.rowlock.api.waitingroom.RoomCommand.GiveUpPlaces;
import io.rowlock.api.waitingroom.RoomCommand.OpenRoomNow;
import io.rowlock.api.waitingroom.RoomCommand.PrepareRoom;
import io.rowlock.api.waitingroom.RoomCommand.PublishDraw;
import io.rowlock.api.waitingroom.RoomCommand.UnblockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.WithdrawPriority;
import io.rowlock.api.waitingroom.RoomEvent;
import io.rowlock.api.waitingroom.RoomEvent.AdmissionEnded;
import io.rowlock.api.waitingroom.RoomEvent.BuyerBlocked;
import io.rowlock.api.waitingroom.RoomEvent.BuyerUnblocked;
import io.rowlock.api.waitingroom.RoomEvent.DrawPublished;
import io.rowlock.api.waitingroom.RoomEvent.OpenedEarly;
import io.rowlock.api.waitingroom.RoomEvent.PlacesLost;
import io.rowlock.api.waitingroom.RoomEvent.PolicyChanged;
import io.rowlock.api.waitingroom.RoomEvent.PriorityGiven;
import io.rowlock.api.waitingroom.RoomEvent.PriorityWithdrawn;
import io.rowlock.api.waitingroom.RoomEvent.RoomClosed;
import io.rowlock.api.waitingroom.RoomEvent.RoomPrepared;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.command.running.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitingRoomTest {
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    private static final RoomId ROOM = new RoomId(new ScheduleId("sch-1"));
    private static final OperatorId OTTO = new OperatorId("usr-otto");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final BuyerId BEN = new BuyerId("usr-ben");
    private static final BuyerId CLARA = new BuyerId("usr-clara");

    private static final String SEED = "00".repeat(32);
    /** Of that seed, by SHA-256. */
    private static final String COMMITMENT = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";

    private static final String ANOTHER = "11".repeat(32);
    private static final RoomPolicy POLICY = policy(100, null);
    private static final RoomPrepared PREPARED = new RoomPrepared(ROOM, 1, NOON, COMMITMENT, POLICY);
    private static final DrawPublished DRAWN = new DrawPublished(ROOM, 1, SEED, 7, "ab");
    private static final PlacesLost LOST = new PlacesLost(ROOM, 1, 2, ANOTHER, NOON.plusSeconds(60));

    private final SettableClock clock = new SettableClock(NOON.minusMillis(1));
    private final AggregateTestFixture<WaitingRoom> room = new AggregateTestFixture<>(WaitingRoom.class);

    @BeforeEach
    void two_may_have_priority_and_two_may_be_blocked() {
        room.registerInjectableResource(clock);
        room.registerInjectableResource(new RoomSettings(Duration.ofMillis(500), 10, 10, 2, 2, 10));
    }

    @Test
    void a_room_is_prepared_once() {
        var prepare = new PrepareRoom(ROOM, NOON, COMMITMENT, POLICY);
        room.givenNoPriorActivity().when(prepare).expectEvents(PREPARED);
        room.given(PREPARED).when(new PrepareRoom(ROOM, NOON, ANOTHER, POLICY)).expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("whatever_may_be_asked")
    void there_is_nothing_to_do_in_a_room_that_was_never_prepared(Object command) {
        refused(room.givenNoPriorActivity().when(command), "ROOM_NOT_FOUND");
    }

    static Stream<Object> whatever_may_be_asked() {
        return Stream.of(
                new ChangePolicy(ROOM, OTTO, POLICY),
                new OpenRoomNow(ROOM, OTTO),
                new CloseRoom(ROOM, OTTO),
                new GivePriority(ROOM, OTTO, ANNA),
                new WithdrawPriority(ROOM, OTTO, ANNA),
                new BlockBuyer(ROOM, OTTO, ANNA),
                new UnblockBuyer(ROOM, OTTO, ANNA),
                new EndAdmission(ROOM, OTTO, ANNA),
                new PublishDraw(ROOM, 1, SEED, 7, "ab"),
                new GiveUpPlaces(ROOM, 1, ANOTHER, NOON));
    }

    @Test
    void a_policy_is_changed_when_it_differs() {
        var slower = policy(50, "Slowly, please");
        room.given(PREPARED)
                .when(new ChangePolicy(ROOM, OTTO, slower))
                .expectEvents(new PolicyChanged(ROOM, OTTO, slower));
        room.given(PREPARED, new PolicyChanged(ROOM, OTTO, slower))
                .when(new ChangePolicy(ROOM, OTTO, slower))
                .expectNoEvents();
    }

    @Test
    void a_room_is_opened_early_until_the_millisecond_before_its_opening() {
        var early = NOON.minusMillis(1);
        room.given(PREPARED).when(new OpenRoomNow(ROOM, OTTO)).expectEvents(new OpenedEarly(ROOM, OTTO, early));
        clock.set(NOON);
        refused(room.given(PREPARED).when(new OpenRoomNow(ROOM, OTTO)), "ROOM_OPEN_ALREADY");
    }

    @Test
    void a_room_is_opened_early_once() {
        refused(
                room.given(PREPARED, new OpenedEarly(ROOM, OTTO, NOON.minusSeconds(1)))
                        .when(new OpenRoomNow(ROOM, OTTO)),
                "ROOM_OPEN_ALREADY");
    }

    @Test
    void what_is_closed_stays_closed() {
        var closed = new RoomClosed(ROOM, OTTO);
        room.given(PREPARED).when(new CloseRoom(ROOM, OTTO)).expectEvents(closed);
        room.given(PREPARED, closed).when(new CloseRoom(ROOM, OTTO)).expectNoEvents();
        refused(room.given(PREPARED, closed).when(new OpenRoomNow(ROOM, OTTO)), "ROOM_CLOSED");
        refused(room.given(PREPARED, closed).when(new GivePriority(ROOM, OTTO, ANNA)), "ROOM_CLOSED");
        room.given(PREPARED, closed)
                .when(new GiveUpPlaces(ROOM, 1, ANOTHER, NOON))
                .expectNoEvents();
    }

    @Test
    void priority_is_given_and_withdrawn_once() {
        var given = new PriorityGiven(ROOM, OTTO, ANNA);
        var withdrawn = new PriorityWithdrawn(ROOM, OTTO, ANNA);
        room.given(PREPARED).when(new GivePriority(ROOM, OTTO, ANNA)).expectEvents(given);
        room.given(PREPARED, given).when(new GivePriority(ROOM, OTTO, ANNA)).expectNoEvents();
        room.given(PREPARED, given).when(new WithdrawPriority(ROOM, OTTO, ANNA)).expectEvents(withdrawn);
        room.given(PREPARED, given, withdrawn)
                .when(new WithdrawPriority(ROOM, OTTO, ANNA))
                .expectNoEvents();
    }

    @Test
    void two_have_priority_and_not_a_third() {
        var anna = new PriorityGiven(ROOM, OTTO, ANNA);
        var ben = new PriorityGiven(ROOM, OTTO, BEN);
        room.given(PREPARED, anna).when(new GivePriority(ROOM, OTTO, BEN)).expectEvents(ben);
        refused(room.given(PREPARED, anna, ben).when(new GivePriority(ROOM, OTTO, CLARA)), "TOO_MANY_PRIORITY_PLACES");
    }

    @Test
    void who_is_blocked_has_no_priority_and_gets_none() {
        var blocked = new BuyerBlocked(ROOM, OTTO, ANNA);
        var unblocked = new BuyerUnblocked(ROOM, OTTO, ANNA);
        var priority = new PriorityGiven(ROOM, OTTO, ANNA);
        room.given(PREPARED, priority).when(new BlockBuyer(ROOM, OTTO, ANNA)).expectEvents(blocked);
        refused(room.given(PREPARED, blocked).when(new GivePriority(ROOM, OTTO, ANNA)), "BUYER_BLOCKED");
        room.given(PREPARED, priority, blocked, unblocked)
                .when(new GivePriority(ROOM, OTTO, ANNA))
                .expectEvents(priority);
    }

    @Test
    void blocked_and_unblocked_is_once() {
        var blocked = new BuyerBlocked(ROOM, OTTO, ANNA);
        room.given(PREPARED, blocked).when(new BlockBuyer(ROOM, OTTO, ANNA)).expectNoEvents();
        room.given(PREPARED, blocked)
                .when(new UnblockBuyer(ROOM, OTTO, ANNA))
                .expectEvents(new BuyerUnblocked(ROOM, OTTO, ANNA));
        room.given(PREPARED).when(new UnblockBuyer(ROOM, OTTO, ANNA)).expectNoEvents();
    }

    @Test
    void two_are_blocked_and_not_a_third() {
        refused(
                room.given(PREPARED, new BuyerBlocked(ROOM, OTTO, ANNA), new BuyerBlocked(ROOM, OTTO, BEN))
                        .when(new BlockBuyer(ROOM, OTTO, CLARA)),
                "TOO_MANY_BLOCKED");
    }

    @Test
    void each_end_of_an_admission_is_recorded() {
        var ended = new AdmissionEnded(ROOM, OTTO, ANNA);
        room.given(PREPARED, ended).when(new EndAdmission(ROOM, OTTO, ANNA)).expectEvents(ended);
    }

    @Test
    void a_round_is_drawn_once_and_by_the_seed_that_was_committed_to() {
        room.given(PREPARED).when(new PublishDraw(ROOM, 1, SEED, 7, "ab")).expectEvents(DRAWN);
        room.given(PREPARED, DRAWN)
                .when(new PublishDraw(ROOM, 1, SEED, 8, "cd"))
                .expectNoEvents();
        for (var notTheSeed : List.of(ANOTHER, "no seed", "")) {
            refused(room.given(PREPARED).when(new PublishDraw(ROOM, 1, notTheSeed, 7, "ab")), "DRAW_NOT_AS_COMMITTED");
        }
    }

    @Test
    void a_round_that_is_lost_is_drawn_no_more() {
        room.given(PREPARED, LOST).when(new PublishDraw(ROOM, 1, SEED, 7, "ab")).expectNoEvents();
    }

    @Test
    void a_loss_begins_one_new_round_however_many_notice_it() {
        var give = new GiveUpPlaces(ROOM, 1, ANOTHER, NOON.plusSeconds(60));
        room.given(PREPARED, DRAWN).when(give).expectEvents(LOST);
        room.given(PREPARED, DRAWN, LOST).when(give).expectNoEvents();
    }

    @Test
    void what_is_known_of_a_room_is_what_happened_to_it() {
        var slower = policy(50, "Slowly, please");
        var room = after(
                new PolicyChanged(ROOM, OTTO, slower),
                new PriorityGiven(ROOM, OTTO, CLARA),
                new PriorityGiven(ROOM, OTTO, ANNA),
                new PriorityGiven(ROOM, OTTO, BEN),
                new BuyerBlocked(ROOM, OTTO, ANNA),
                new OpenedEarly(ROOM, OTTO, NOON.minusSeconds(5)),
                DRAWN);
        assertThat(room.policy()).isEqualTo(slower);
        assertThat(room.priority()).containsExactly(CLARA, BEN);
        assertThat(room.blocked()).containsExactly(ANNA);
        assertThat(room.openedEarly()).contains(NOON.minusSeconds(5));
        assertThat(room.hasOpenedAt(NOON.minusSeconds(5))).isTrue();
        assertThat(room.hasOpenedAt(NOON.minusSeconds(5).minusMillis(1))).isFalse();
        assertThat(room.draw()).contains(new Draw(1, SEED, 7, "ab"));
        assertThat(room.hasLostPlaces()).isFalse();
    }

    @Test
    void after_a_loss_there_is_another_round_to_be_drawn_by_another_seed() {
        var room = after(DRAWN, LOST);
        assertThat(room.round()).isEqualTo(2);
        assertThat(room.commitment()).isEqualTo(ANOTHER);
        assertThat(room.opensAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(room.draw()).isEmpty();
        assertThat(room.hasLostPlaces()).isTrue();
    }

    private static Room after(RoomEvent... events) {
        var standing = new Standing(PREPARED);
        Stream.of(events).forEach(standing::remember);
        return standing.asRoom();
    }

    private static RoomPolicy policy(int admitPerSecond, @Nullable String message) {
        return new RoomPolicy(
                admitPerSecond,
                2_000,
                Duration.ofMinutes(10),
                false,
                message,
                1_000_000,
                true,
                WithoutRedis.CLOSED,
                Duration.ofMinutes(5));
    }

    private static void refused(ResultValidator<WaitingRoom> result, String reason) {
        result.expectNoEvents().expectException(RoomRefused.class).expectExceptionMessage(reason);
    }
}
