package io.rowlock.command.waitingroom.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.platform.redis.Reply;
import io.rowlock.command.platform.redis.Script;
import io.rowlock.command.waitingroom.draw.DrawnOrder;
import io.rowlock.command.waitingroom.draw.Draws;
import io.rowlock.command.waitingroom.queue.Place.Admitted;
import io.rowlock.command.waitingroom.queue.Place.Full;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import io.rowlock.command.waitingroom.queue.Place.Prequeue;
import io.rowlock.command.waitingroom.queue.Place.Waiting;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.fairness.QueueProof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * The queue of a waiting room, as buyers and the gate see it.
 *
 * <p>What each of these costs does not depend on how many wait. Any of them can end in {@link RedisAway}: also when Redis is
 * there and the room's round is not, because it has just begun or was lost.
 */
@Component
public class Queue {
    private static final int MOST_AT_ONCE = 500;
    private static final Duration TENTH = Duration.ofMillis(100);

    private final Scripts scripts;
    private final Draws draws;
    private final QueueSettings settings;
    private final Cache<ScheduleId, Serving> told;

    Queue(Scripts scripts, Draws draws, QueueSettings settings) {
        this.scripts = scripts;
        this.draws = draws;
        this.settings = settings;
        this.told = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.toldEvery())
                .build();
    }

    /** Gives a place to a buyer who has none; who has one, or is in, keeps what they have. */
    public Place enter(Room room, BuyerId buyer) {
        var reply = inside(
                Scripts.ENTER,
                room,
                buyer,
                receipt(room, buyer),
                room.opensAt().toEpochMilli(),
                room.policy().capacity(),
                settings.mostEntries(),
                room.priority().indexOf(buyer));
        return reply.text(0).equals("full") ? new Full() : placeOf(room, buyer, reply);
    }

    /** How a buyer stands. Whoever asks is there, and is not passed over. */
    public Place place(Room room, BuyerId buyer) {
        return placeOf(room, buyer, look(room, "look", List.of(buyer)).getFirst());
    }

    /** The same for somebody who asks again and again: says also when they did so last. */
    public Polled poll(Room room, BuyerId buyer) {
        var standing = look(room, "poll", List.of(buyer)).getFirst();
        long since = standing.number(3);
        return new Polled(
                placeOf(room, buyer, standing), since < 0 ? Optional.empty() : Optional.of(TENTH.multipliedBy(since)));
    }

    /** Puts back when a buyer has asked last, because this time they were not answered. */
    public void forgetPoll(Room room, BuyerId buyer, Duration sinceTheOneBefore) {
        inside(Scripts.FORGET_POLL, room, buyer, sinceTheOneBefore.dividedBy(TENTH));
    }

    /** The same for many who are there all the time, in a few calls for all of them. */
    public Map<BuyerId, Place> seen(Room room, Collection<BuyerId> buyers) {
        var places = new LinkedHashMap<BuyerId, Place>();
        var all = List.copyOf(buyers);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
            var standings = look(room, "look", some);
            var found = placesOf(room, some, standings);
            for (int i = 0; i < some.size(); i++) {
                places.put(some.get(i), found.get(i));
            }
        }
        return places;
    }

    /**
     * Gives up what a buyer has, a place or an admission.
     *
     * @return whether there was anything
     */
    public boolean leave(Room room, BuyerId buyer) {
        return !scripts.run(
                        Scripts.LEAVE,
                        room.schedule(),
                        room.round(),
                        buyer,
                        "leave",
                        Long.toString(Instant.MAX.getEpochSecond()),
                        settings.forgottenAfter().toMillis())
                .text(0)
                .equals("nothing");
    }

    /**
     * Ends the admission that a buyer was given until then, if it has not ended; a later one is left alone. From now on
     * tokens for the ended one are refused, also if Redis has lost it or never knew it.
     *
     * @return until when whatever was given counts no more; by Redis' clock, and so never later than now
     */
    public Instant endAdmission(Room room, BuyerId buyer, Instant givenUntil) {
        return Instant.ofEpochMilli(scripts.run(
                        Scripts.LEAVE,
                        room.schedule(),
                        room.round(),
                        buyer,
                        "end",
                        givenUntil.toEpochMilli(),
                        settings.forgottenAfter().toMillis())
                .number(1));
    }

    /** How an admission stands that bears a good signature. */
    public Checked check(ScheduleId schedule, String admissionId, BuyerId buyer, Instant end) {
        return checked(scripts.runInAnyRound(Scripts.CHECK, schedule, admissionId, buyer, end.toEpochMilli()));
    }

    /**
     * Puts an admission up again that Redis does not know; for whoever has made sure elsewhere that it has not been ended.
     *
     * @return ended, if Redis has heard of its end meanwhile
     */
    public Checked restore(ScheduleId schedule, String admissionId, BuyerId buyer, Instant end) {
        return checked(scripts.runInAnyRound(
                Scripts.RESTORE,
                schedule,
                admissionId,
                buyer,
                end.toEpochMilli(),
                settings.forgottenAfter().toMillis()));
    }

    private static Checked checked(Reply reply) {
        return switch (reply.text(0)) {
            case "live" -> new Checked.Live();
            case "unknown" -> new Checked.Unknown();
            case "over" -> new Checked.Over();
            default -> new Checked.Ended(Instant.ofEpochMilli(reply.number(1)));
        };
    }

    /** How far the room has come; as old as the settings allow. */
    public Serving serving(Room room) {
        return told.get(room.schedule(), _ -> servingNow(room));
    }

    Serving servingNow(Room room) {
        var reply = inside(Scripts.SERVING, room);
        var measured =
                Measured.of(reply.list(10), reply.number(1), room.policy().paused() || room.closed());
        return new Serving(
                reply.number(2),
                reply.number(11),
                reply.number(3),
                reply.number(6),
                reply.number(7),
                reply.number(8),
                reply.number(9),
                measured.admittedPerSecond(),
                measured.turnsPerSecond(),
                Instant.ofEpochMilli(reply.number(1)));
    }

    private List<Reply> look(Room room, String how, List<BuyerId> buyers) {
        var arguments = new ArrayList<Object>();
        arguments.add(room.opensAt().toEpochMilli());
        arguments.add(how);
        arguments.addAll(buyers);
        var reply = inside(Scripts.PLACE, room, arguments.toArray());
        var standings = new ArrayList<Reply>();
        for (int i = 1; i < reply.size(); i++) {
            standings.add(reply.list(i));
        }
        return standings;
    }

    private Place placeOf(Room room, BuyerId buyer, Reply standing) {
        return placesOf(room, List.of(buyer), List.of(standing)).getFirst();
    }

    private List<Place> placesOf(Room room, List<BuyerId> buyers, List<Reply> standings) {
        var order = draws.of(room);
        var back = order.isPresent() ? takenBack(room, buyers, standings, order.get()) : Map.<BuyerId, Reply>of();
        return IntStream.range(0, buyers.size())
                .mapToObj(it -> {
                    var buyer = buyers.get(it);
                    return placeOf(room, buyer, back.getOrDefault(buyer, standings.get(it)), order);
                })
                .toList();
    }

    private static Place placeOf(Room room, BuyerId buyer, Reply standing, Optional<DrawnOrder> drawn) {
        var receipt = receipt(room, buyer);
        long arrival = standing.number(1);
        return switch (standing.text(0)) {
            case "admitted" ->
                new Admitted(standing.maybeText(5).orElse(""), Instant.ofEpochMilli(standing.number(4)), receipt);
            case "gathering" -> new Prequeue(arrival, receipt);
            case "waiting" ->
                drawn.<Place>map(order -> waiting(standing, order.turnOf(arrival), receipt))
                        .orElseGet(() -> new Prequeue(arrival, receipt)); // drawn is it when that has been published
            default -> new NotQueued();
        };
    }

    /** Whoever was passed over and asks in time is back; all of them in one call, for there may be many at once. */
    private Map<BuyerId, Reply> takenBack(Room room, List<BuyerId> buyers, List<Reply> standings, DrawnOrder order) {
        var passedOver = new ArrayList<BuyerId>();
        var arguments = new ArrayList<Object>();
        for (int i = 0; i < buyers.size(); i++) {
            if (standings.get(i).text(0).equals("passed")) {
                passedOver.add(buyers.get(i));
                arguments.add(buyers.get(i));
                arguments.add(order.turnOf(standings.get(i).number(1)));
            }
        }
        if (passedOver.isEmpty()) {
            return Map.of();
        }
        var reply = inside(Scripts.RETURN, room, arguments.toArray());
        var back = new HashMap<BuyerId, Reply>();
        for (int i = 0; i < passedOver.size(); i++) {
            back.put(passedOver.get(i), reply.list(i + 1));
        }
        return back;
    }

    private static Waiting waiting(Reply standing, long turn, String receipt) {
        boolean comesFirst = standing.number(5) == 1;
        long turnsAhead = comesFirst ? 0 : Math.max(0, turn - standing.number(2));
        return new Waiting(standing.number(1), turn, standing.number(4) + turnsAhead, turnsAhead, receipt);
    }

    private Reply inside(Script script, Room room, Object... arguments) {
        return scripts.runInside(script, room.schedule(), room.round(), arguments);
    }

    private static String receipt(Room room, BuyerId buyer) {
        return QueueProof.receipt(room.schedule().value(), room.round(), buyer.value());
    }

    /** Whoever has not asked for as long is passed over at their turn. */
    public Duration passedOverAfter() {
        return settings.passedOverAfter();
    }
}
