package io.rowlock.query.seatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatId;
import io.rowlock.query.feed.Heard;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Offsets;
import io.rowlock.query.seatmap.Board.Opening;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What a board shows and tells, event by event. */
class BoardTest {
    private static final Instant EIGHT = Instant.parse("2027-05-01T20:00:00Z");
    private static final Instant NINE = EIGHT.plus(Duration.ofHours(1));
    private static final ScheduleId TOSCA = new ScheduleId("sch-tosca");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final HoldId HOLD = new HoldId(TOSCA, "one");
    private static final House HOUSE = new House(List.of(
            new Section("A", "VIP", 2, 2, new Money(1, "KRW")), new Section("B", "R", 1, 2, new Money(1, "KRW"))));
    private static final Offsets TWO_PARTITIONS = new Offsets(List.of(10L, 20L));
    private static final Message MESSAGE = new Message(JsonMapper.builder().build());

    private final AtomicReference<Instant> time = new AtomicReference<>(EIGHT);

    private static SeatMapSettings settings(String... more) {
        var values = new java.util.HashMap<String, String>();
        for (int i = 0; i < more.length; i += 2) {
            values.put("rowlock.seatmap." + more[i], more[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("rowlock.seatmap", SeatMapSettings.class);
    }

    private Board board(List<Seats.Touched> rows, List<Heard> heard, String... more) {
        return new Board(
                TOSCA.value(),
                new Board.Beginning(HOUSE, rows, heard, new Cursor(time.get().minusSeconds(60), TWO_PARTITIONS)),
                settings(more),
                MESSAGE,
                clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }

    private static SeatEvent held(String seat, Instant until) {
        return new SeatHeld(seat(seat), HOLD, ANNA, new Money(1, "KRW"), until);
    }

    private static SeatEvent released(String seat) {
        return new SeatReleased(seat(seat), HOLD, ReleaseReason.BUYER_RELEASED);
    }

    private static SeatEvent sold(String seat) {
        return new SeatSold(seat(seat), HOLD, ANNA, OrderId.payingFor(HOLD));
    }

    private static SeatId seat(String seat) {
        return SeatId.of(TOSCA + "/" + seat);
    }

    private static Heard heard(SeatEvent event, long sequence, int partition, long offset) {
        return new Heard(event, new Mark(event.seatId().toString(), sequence, EIGHT), partition, offset);
    }

    private static String states(Board board) {
        return String.join(
                "|",
                board.picture().map().sections().stream()
                        .map(SeatMapView.Block::states)
                        .toList());
    }

    private static String told(Board board) {
        return board.tick().map(frame -> data(frame.bytes())).orElse("nothing");
    }

    private static String data(byte[] message) {
        return new String(message, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .orElse("")
                .replace("data: ", "")
                .replace('"', '\'');
    }

    @Test
    void a_board_begins_with_the_rows_and_what_they_do_not_know_yet() {
        var board = board(
                List.of(new Seats.Touched("A", 1, 2, SeatState.SOLD, null, 1)),
                List.of(
                        heard(held("A-1-2", NINE), 0, 0, 10),
                        heard(sold("A-1-2"), 1, 0, 11),
                        heard(held("B-1-1", NINE), 0, 1, 20)));
        assertThat(states(board)).isEqualTo("ASAA|HA");
        assertThat(board.picture().map().version()).isEqualTo(3);
        assertThat(told(board)).isEqualTo("nothing");
    }

    @Test
    void each_change_is_told_once_in_order_and_an_event_that_comes_twice_is_not() {
        var board = board(List.of(), List.of());
        board.hear(heard(held("A-1-1", NINE), 0, 0, 10));
        board.hear(heard(held("A-1-1", NINE), 0, 0, 11));
        board.hear(heard(released("A-1-1"), 1, 0, 12));
        assertThat(told(board))
                .isEqualTo("{'version':2,'changes':[{'seat':'A-1-1','state':'H'},{'seat':'A-1-1','state':'A'}]}");
        assertThat(told(board)).isEqualTo("nothing");
    }

    @Test
    void an_event_that_comes_before_the_one_before_it_waits_for_it() {
        var board = board(List.of(), List.of());
        board.hear(heard(sold("A-2-1"), 1, 1, 20));
        assertThat(states(board)).isEqualTo("AAAA|AA");
        board.hear(heard(held("A-2-1", NINE), 0, 0, 10));
        assertThat(states(board)).isEqualTo("AASA|AA");
    }

    @Test
    void a_hold_ends_at_its_very_end_and_not_a_nanosecond_before() {
        var board = board(List.of(), List.of(heard(held("A-1-1", NINE), 0, 0, 10)));
        time.set(NINE.minusNanos(1));
        assertThat(states(board)).isEqualTo("HAAA|AA");
        time.set(NINE);
        assertThat(states(board)).isEqualTo("AAAA|AA");
        assertThat(told(board)).isEqualTo("{'version':1,'changes':[{'seat':'A-1-1','state':'A'}]}");
    }

    @Test
    void a_seat_that_the_rows_show_otherwise_is_put_right_and_rows_that_are_behind_are_not_believed() {
        var board =
                board(List.of(), List.of(heard(held("A-1-1", NINE), 0, 0, 10), heard(held("A-1-2", NINE), 0, 0, 11)));
        var wrong = new Seats.Touched("A", 1, 1, SeatState.SOLD, null, 0);
        assertThat(board.compare(List.of(wrong))).isEqualTo(1);
        assertThat(board.compare(List.of(wrong))).isZero();
        assertThat(states(board)).isEqualTo("SHAA|AA");
    }

    @Test
    void rows_that_are_ahead_are_believed_when_nothing_has_come_in_by_the_second_time() {
        var board = board(List.of(), List.of());
        var ahead = new Seats.Touched("B", 1, 2, SeatState.BLOCKED, null, 0);
        assertThat(board.compare(List.of(ahead))).isZero();
        assertThat(states(board)).isEqualTo("AAAA|AA");
        assertThat(board.compare(List.of(ahead))).isEqualTo(1);
        assertThat(states(board)).isEqualTo("AAAA|AB");
    }

    @Test
    void who_comes_back_is_told_what_they_were_not_told_and_nothing_else() throws Exception {
        var board = board(List.of(), List.of());
        board.hear(heard(held("A-1-1", NINE), 0, 0, 10));
        var _ = told(board);
        var cursor = board.picture().map().cursor();
        board.hear(heard(released("A-1-1"), 1, 0, 11));
        board.hear(heard(held("B-1-1", NINE), 0, 1, 20));
        var _ = told(board);
        assertThat(resumed(board, Cursor.decoded(cursor)))
                .isEqualTo("{'version':3,'changes':[{'seat':'A-1-1','state':'A'},{'seat':'B-1-1','state':'H'}]}");
    }

    @Test
    void who_comes_from_an_instance_that_heard_of_a_hold_after_its_end_is_told_of_both() throws Exception {
        var board = board(List.of(), List.of());
        board.hear(heard(held("A-1-1", EIGHT.plusSeconds(5)), 0, 0, 10));
        time.set(EIGHT.plusSeconds(10));
        var _ = told(board);
        // It knew nothing of the hold, though its clock had passed the end.
        assertThat(resumed(board, new Cursor(EIGHT.plusSeconds(8), TWO_PARTITIONS)))
                .contains("{'seat':'A-1-1','state':'H'},{'seat':'A-1-1','state':'A'}");
    }

    @Test
    void who_was_told_by_another_instance_is_told_the_rest_by_one_whose_rows_know_it_already() throws Exception {
        var board = board(
                List.of(new Seats.Touched("A", 1, 1, SeatState.SOLD, null, 1)),
                List.of(heard(held("A-1-1", NINE), 0, 0, 10), heard(sold("A-1-1"), 1, 0, 11)));
        assertThat(resumed(board, new Cursor(EIGHT, new Offsets(List.of(11L, 20L)))))
                .isEqualTo("{'version':2,'changes':[{'seat':'A-1-1','state':'S'}]}");
    }

    @Test
    void a_map_that_is_still_good_has_a_cursor_from_which_a_board_that_was_just_filled_can_go_on() throws Exception {
        var known = board(List.of(), List.of()).picture().map();
        var knownFor = settings().knownFor();
        int second = 0;
        for (var fresh = known;
                fresh.fingerprint(knownFor).equals(known.fingerprint(knownFor));
                fresh = board(List.of(), List.of()).picture().map()) {
            assertThat(board(List.of(), List.of()).resume(Cursor.decoded(known.cursor())))
                    .as("after %d seconds", second)
                    .isInstanceOf(Opening.Begun.class);
            time.set(EIGHT.plusSeconds(++second));
        }
        assertThat(second).isEqualTo(30);
    }

    @Test
    void who_was_told_that_a_hold_lapsed_is_told_of_the_next_by_a_board_whose_rows_know_it_already() throws Exception {
        var board = board(
                List.of(new Seats.Touched("A", 1, 1, SeatState.HELD, NINE, 1)),
                List.of(heard(held("A-1-1", EIGHT.minusSeconds(5)), 0, 0, 10), heard(held("A-1-1", NINE), 1, 0, 11)));
        assertThat(resumed(board, new Cursor(EIGHT.minusSeconds(1), new Offsets(List.of(11L, 20L)))))
                .isEqualTo("{'version':2,'changes':[{'seat':'A-1-1','state':'H'}]}");
    }

    @Test
    void who_was_told_that_a_hold_lapsed_by_a_clock_that_is_ahead_is_told_of_the_next_by_one_that_is_behind()
            throws Exception {
        var board = board(List.of(), List.of(heard(held("A-1-1", EIGHT.plusSeconds(5)), 0, 0, 10)));
        var toldThatItLapsed = new Cursor(EIGHT.plusSeconds(6), new Offsets(List.of(11L, 20L)));
        time.set(EIGHT.plusSeconds(4));
        board.hear(heard(held("A-1-1", NINE), 1, 0, 11));
        var _ = board.tick();

        time.set(EIGHT.plusSeconds(7));
        board.reached(new Offsets(List.of(12L, 20L)));
        var _ = board.tick();

        assertThat(resumed(board, toldThatItLapsed)).contains("{'seat':'A-1-1','state':'H'}");
    }

    @Test
    void what_the_topic_says_again_after_what_came_next_is_not_told_again() throws Exception {
        var board = board(
                List.of(new Seats.Touched("A", 1, 1, SeatState.RELEASED, null, 1)),
                List.of(
                        heard(held("A-1-1", NINE), 0, 0, 10),
                        heard(released("A-1-1"), 1, 0, 11),
                        heard(held("A-1-1", NINE), 0, 0, 12)));
        assertThat(resumed(board, new Cursor(EIGHT, TWO_PARTITIONS)))
                .isEqualTo("{'version':2,'changes':[{'seat':'A-1-1','state':'H'},{'seat':'A-1-1','state':'A'}]}");
    }

    @Test
    void a_schedule_that_is_not_watched_any_more_has_no_board_whether_it_was_filled_or_not() throws Exception {
        var filled = new Watched(TOSCA.value(), 100);
        assertThat(filled.fill(_ -> board(List.of(), List.of()))).isTrue();
        assertThat(filled.board()).isPresent();
        var empty = new Watched(TOSCA.value(), 100);
        for (var watched : List.of(filled, empty)) {
            watched.end();
            assertThat(watched.board()).isEmpty();
            assertThat(watched.awaitBoard(Duration.ofSeconds(10))).isEmpty();
            assertThat(watched.overFor(System.nanoTime() + 1)).isPositive();
            assertThatThrownBy(() -> watched.awaitJoined(Duration.ofSeconds(10)))
                    .hasMessage("It is not watched any more");
        }
    }

    @Test
    void what_is_not_kept_any_more_cannot_be_told_again() throws Exception {
        var board = board(List.of(), List.of(), "changes-kept", "1");
        for (int i = 0; i < 3; i++) {
            board.hear(heard(i % 2 == 0 ? held("A-1-1", NINE) : released("A-1-1"), i, 0, 10 + i));
            var _ = told(board);
        }
        assertThat(board.resume(new Cursor(EIGHT, TWO_PARTITIONS))).isInstanceOf(Opening.StartAgain.class);
        assertThat(resumed(board, new Cursor(EIGHT, new Offsets(List.of(12L, 20L)))))
                .contains("{'seat':'A-1-1','state':'H'}");
    }

    @Test
    void who_missed_more_than_is_told_change_by_change_starts_again() throws Exception {
        var board = board(List.of(), List.of(), "streams.most-missed", "2");
        for (int i = 0; i < 3; i++) {
            board.hear(heard(i % 2 == 0 ? held("A-1-1", NINE) : released("A-1-1"), i, 0, 10 + i));
            var _ = told(board);
        }
        assertThat(board.resume(new Cursor(EIGHT, TWO_PARTITIONS)))
                .isEqualTo(new Opening.StartAgain("You have missed more than is told change by change."));
        assertThat(resumed(board, new Cursor(EIGHT, new Offsets(List.of(11L, 20L)))))
                .contains("{'seat':'A-1-1','state':'A'},{'seat':'A-1-1','state':'H'}");
    }

    @Test
    void what_has_not_arrived_here_is_waited_for_and_then_given_up() throws Exception {
        var board = board(List.of(), List.of(), "streams.resume-within", "400ms");
        var ahead = new Cursor(EIGHT, new Offsets(List.of(11L, 20L)));
        assertThat(board.resume(ahead)).isInstanceOf(Opening.StartAgain.class);
        var coming = Thread.startVirtualThread(() -> {
            board.hear(heard(held("A-1-1", NINE), 0, 0, 10));
            var _ = told(board);
        });
        assertThat(board.resume(ahead)).isInstanceOf(Opening.Begun.class);
        coming.join();
    }

    @Test
    void one_who_does_not_take_what_is_sent_is_dropped_when_it_is_not_kept_any_more() throws Exception {
        var board = board(
                List.of(),
                List.of(),
                "changes-kept",
                "1",
                "streams.told-every",
                "10ms",
                "streams.told-at-least-every",
                "10ms");
        var meters = new SimpleMeterRegistry();
        var stuck = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var opening = board.begin();
        var ben = Thread.startVirtualThread(() -> stream(board, settings(), meters, _ -> {
                    begun.countDown();
                    try {
                        stuck.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .tell(opening));
        begun.await();
        for (int i = 0; i < 3; i++) {
            time.set(time.get().plusMillis(20));
            board.hear(heard(i % 2 == 0 ? held("A-1-1", NINE) : released("A-1-1"), i, 0, 10 + i));
            assertThat(told(board)).as("nobody waits for Ben").isNotEqualTo("nothing");
        }
        stuck.countDown();
        await().atMost(Duration.ofSeconds(10)).until(() -> !ben.isAlive());
        assertThat(dropped(meters, "behind")).isEqualTo(1);
    }

    @Test
    void one_who_takes_too_long_is_dropped_though_much_is_left_to_be_sent() {
        var board = board(List.of(), List.of());
        var meters = new SimpleMeterRegistry();
        var taken = new AtomicInteger();
        var slowly = stream(board, settings("streams.write-within", "10ms"), meters, many -> {
            taken.addAndGet(many);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        });
        slowly.tell(new Opening.Begun(new byte[1_000_000], ((Opening.Begun) board.begin()).after()));
        assertThat(taken.get()).isBetween(1, 100_000);
        assertThat(dropped(meters, "slow")).isEqualTo(1);
    }

    /** To a client who takes so many bytes in their own way. */
    private static SeatStream stream(Board board, SeatMapSettings settings, MeterRegistry meters, IntConsumer taking) {
        var client = new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int many) {
                taking.accept(many);
            }
        };
        return new SeatStream(board, client, settings.streams(), new SeatMapMetrics(meters), MESSAGE, () -> true);
    }

    private static double dropped(MeterRegistry meters, String reason) {
        return meters.get("rowlock.seatmap.streams.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void what_comes_in_while_a_board_is_made_waits_for_nobody_and_is_on_it() throws Exception {
        var watched = new Watched(TOSCA.value(), 10);
        watched.heard(heard(held("A-1-1", NINE), 0, 0, 10));
        var filled = watched.fill(collected -> {
            var telling = Thread.ofPlatform().start(() -> watched.heard(heard(held("A-1-2", NINE), 0, 0, 11)));
            assertThat(joins(telling)).as("the one who tells all boards").isTrue();
            return board(List.of(), collected);
        });
        assertThat(filled).isTrue();
        assertThat(states(watched.board().orElseThrow())).startsWith("HH");
    }

    private static boolean joins(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_is_too_old_is_forgotten_though_nothing_comes_after_it() throws Exception {
        var board = board(List.of(), List.of(), "changes-kept-for", "10s");
        for (int i = 0; i < 2; i++) {
            board.hear(heard(i == 0 ? held("A-1-1", NINE) : released("A-1-1"), i, 0, 10 + i));
            var _ = told(board);
        }
        var toldOne = new Cursor(EIGHT, new Offsets(List.of(11L, 20L)));
        var toldNothing = new Cursor(EIGHT, TWO_PARTITIONS);
        assertThat(board.resume(toldNothing)).isInstanceOf(Opening.Begun.class);
        time.set(EIGHT.plusSeconds(11));
        assertThat(told(board)).isEqualTo("nothing");
        assertThat(board.resume(toldNothing)).isInstanceOf(Opening.StartAgain.class);
        assertThat(resumed(board, toldOne)).contains("{'seat':'A-1-1','state':'A'}");
    }

    @Test
    void a_cursor_is_read_back_and_nothing_else_is_taken_for_one() {
        var cursor = new Cursor(EIGHT.plusNanos(7), TWO_PARTITIONS);
        assertThat(Cursor.decoded(cursor.encoded())).isEqualTo(cursor);
        for (var nonsense : List.of("", "?", "AAAA", "a".repeat(Cursor.MOST_CHARACTERS + 1))) {
            assertThatThrownBy(() -> Cursor.decoded(nonsense)).as(nonsense).isInstanceOf(NotACursor.class);
        }
    }

    @Test
    void a_seat_is_found_by_its_name_and_its_number() {
        for (int i = 0; i < HOUSE.seats(); i++) {
            var name = SeatId.of(TOSCA + "/" + HOUSE.nameOf(i)).name();
            assertThat(HOUSE.indexOf(name.section(), name.row(), name.number())).isEqualTo(i);
        }
        assertThat(HOUSE.indexOf("A", 3, 1)).isEqualTo(House.NOWHERE);
        assertThat(HOUSE.indexOf("A", 1, 3)).isEqualTo(House.NOWHERE);
        assertThat(HOUSE.indexOf("C", 1, 1)).isEqualTo(House.NOWHERE);
    }

    @Test
    void compressed_is_what_likes_it() {
        var answers = Map.of(
                "gzip",
                true,
                "br, gzip;q=0.5",
                true,
                "*",
                true,
                "identity",
                false,
                "gzip;q=0",
                false,
                "*, gzip;q=0.0",
                false);
        answers.forEach((sent, liked) ->
                assertThat(Drawn.likesItCompressed(sent)).as(sent).isEqualTo(liked));
        assertThat(Drawn.likesItCompressed(null)).isFalse();
    }

    private static String resumed(Board board, Cursor cursor) throws InterruptedException {
        return board.resume(cursor) instanceof Opening.Begun begun ? data(begun.first()) : "start again";
    }
}
