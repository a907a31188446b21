package io.rowlock.command.waitingroom.queue;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.redis.Reply;
import io.rowlock.command.waitingroom.draw.DrawnOrder;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.fairness.QueueProof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What keepers do to a round in Redis; any number of them may do it at the same time. */
@Component
class Steps {
    private static final Duration TENTH = Duration.ofMillis(100);

    private final Scripts scripts;
    private final QueueSettings settings;
    private final String keeper;

    Steps(Scripts scripts, QueueSettings settings, Marks marks) {
        this.scripts = scripts;
        this.settings = settings;
        this.keeper = marks.next();
    }

    /** How it stands with a round before it is drawn, and afterwards with its list. */
    sealed interface Round {
        /** Redis does not know it. */
        record Absent() implements Round {}

        /** Redis knows it as it was earlier. */
        record Older() implements Round {}

        record Gathering(Duration opensIn, long served, long entries) implements Round {}

        /**
         * Whoever enters now comes after all that are drawn.
         *
         * @param places how many are drawn
         */
        record Closed(long places, String listDigest, long served, long entries) implements Round {}
    }

    /** What came of trying to admit somebody. */
    sealed interface Step {
        record Absent() implements Step {}

        /** Another keeper was faster; this is how far it has come. */
        record Moved(long served, long entries) implements Step {}

        /** The time between two steps is not over. */
        record TooEarly(Duration nextIn, long served, long entries) implements Step {}

        /**
         * Done.
         *
         * @param nextIn when there is something to do again; at once, where one call could not look at all
         * @param waited how long each of those who were admitted had waited since the opening, or since they came after it
         */
        record Done(Duration nextIn, long served, long entries, long passedOver, long noShows, List<Duration> waited)
                implements Step {}
    }

    /** Puts up an empty room, where there is none. */
    void establish(Room room) {
        var _ = scripts.run(
                Scripts.ESTABLISH,
                room.schedule(),
                room.round(),
                QueueProof.firstDigest(room.schedule().value(), room.round()),
                settings.forgottenAfter().toMillis());
    }

    /**
     * Keeps Redis from forgetting the round, puts priority in order, and closes the list when it is time.
     *
     * @param times how often this instance has done so in this round
     */
    Round tend(Room room, long times) {
        var arguments = new ArrayList<Object>();
        arguments.add(room.opensAt().toEpochMilli());
        arguments.add(settings.forgottenAfter().toMillis());
        arguments.add(keeper);
        arguments.add(times);
        arguments.addAll(room.priority());
        var reply = scripts.run(Scripts.TEND, room.schedule(), room.round(), arguments.toArray());
        return switch (reply.text(0)) {
            case "absent" -> new Round.Absent();
            case "older" -> new Round.Older();
            case "open" -> new Round.Gathering(Duration.ofMillis(reply.number(1)), reply.number(3), reply.number(4));
            default -> new Round.Closed(reply.number(1), reply.text(2), reply.number(3), reply.number(4));
        };
    }

    /**
     * Admits those whose turn it is, if it is time.
     *
     * @param from how far the round has come, as this keeper knows it
     * @param thousandths of the rate that the operator has set
     */
    Step admit(Room room, DrawnOrder order, long from, int thousandths) {
        var reply = scripts.run(
                Scripts.ADMIT,
                room.schedule(),
                room.round(),
                from,
                window(order, from),
                room.policy().admitPerSecond() * (long) thousandths,
                settings.step().toMillis(),
                room.policy().maxActive(),
                room.policy().admissionFor().toMillis(),
                tenths(settings.passedOverAfter()),
                settings.keptFor().toMillis(),
                settings.looksAtMost(),
                room.round());
        return switch (reply.text(0)) {
            case "absent" -> new Step.Absent();
            case "moved" -> new Step.Moved(reply.number(1), reply.number(2));
            case "wait" -> new Step.TooEarly(Duration.ofMillis(reply.number(1)), reply.number(2), reply.number(3));
            default ->
                new Step.Done(
                        Duration.ofMillis(reply.number(1)),
                        reply.number(2),
                        reply.number(3),
                        reply.number(4),
                        reply.number(5),
                        waited(reply.list(6)));
        };
    }

    /** Who came, from an arrival number on; empty where Redis does not know the round, or not so many. */
    Optional<List<String>> buyersFrom(ScheduleId schedule, int round, int first, int many) {
        var reply = scripts.run(Scripts.ENTRIES, schedule, round, first, many);
        if (Scripts.isAbsent(reply)) {
            return Optional.empty();
        }
        var buyers = reply.list(1);
        var known = IntStream.range(0, many)
                .mapToObj(buyers::maybeText)
                .flatMap(Optional::stream)
                .toList();
        return known.size() == many ? Optional.of(known) : Optional.empty();
    }

    /** Whose turns come next, as far as that was drawn; later turns are arrival numbers, which the script knows itself. */
    private String window(DrawnOrder order, long from) {
        var window = new StringBuilder();
        long end = Math.min(order.places(), from + settings.looksAtMost());
        for (long turn = from; turn < end; turn++) {
            window.append(order.arrivalAt(turn)).append(' ');
        }
        return window.toString();
    }

    private static List<Duration> waited(Reply tenths) {
        return IntStream.range(0, tenths.size())
                .mapToObj(it -> TENTH.multipliedBy(tenths.number(it)))
                .toList();
    }

    private static long tenths(Duration time) {
        return time.dividedBy(TENTH);
    }
}
