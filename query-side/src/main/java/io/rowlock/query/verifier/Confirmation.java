package io.rowlock.query.verifier;

import io.rowlock.query.feed.Following;
import io.rowlock.query.feed.TopicLook;
import io.rowlock.query.feed.TopicLook.Search;
import io.rowlock.query.feed.TopicLook.TopicAway;
import io.rowlock.query.verifier.Doubt.Behind;
import io.rowlock.query.verifier.Doubt.Differs;
import io.rowlock.query.verifier.Finding.EventNotOnTopic;
import io.rowlock.query.verifier.Finding.EventPassedOver;
import io.rowlock.query.verifier.Finding.RowMissing;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Decides, at a second look, what a doubt turns out to be. */
final class Confirmation {
    private final Following following;
    private final TopicLook topic;
    private final LogReader log;
    private final VerifierSettings settings;
    private final Clock clock;
    private int searches;

    Confirmation(Following following, TopicLook topic, LogReader log, VerifierSettings settings, Clock clock) {
        this.following = following;
        this.topic = topic;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** From here on the topic is searched so often at most; who finds no turn has to come back. */
    void mayStillSearch(int times) {
        searches = times;
    }

    /** What a doubt turned out to be. */
    sealed interface Verdict {
        record Confirmed(Finding finding) implements Verdict {}

        /** The group has not come far enough, or the topic cannot be looked into. */
        record NotYet() implements Verdict {}

        /** There is another word for it: it waits as a dead letter. */
        record Dismissed() implements Verdict {}
    }

    /**
     * The verdict.
     *
     * @param reached how far the group had come before the rows were read: what it has come to since says nothing of them
     * @param ends how far it must have come
     */
    Verdict of(Doubt doubt, Book<?> book, Map<Integer, Long> reached, Map<Integer, Long> ends) {
        return switch (doubt) {
            case Differs it -> new Verdict.Confirmed(it.finding());
            case Behind it ->
                following.stopped(book.group(), Set.of(it.stream())).isEmpty()
                        ? ofMissed(it, book, reached, ends)
                        : new Verdict.Dismissed();
        };
    }

    private Verdict ofMissed(Behind missed, Book<?> book, Map<Integer, Long> reached, Map<Integer, Long> ends) {
        if (ends.isEmpty() || !covers(reached, ends)) {
            return new Verdict.NotYet();
        }
        // Whether it was published is asked before it is looked for, or it could be put there in between.
        if (searches == 0 || !shouldBeOnTopic(missed)) {
            return new Verdict.NotYet();
        }
        searches--;
        try {
            return switch (topic.find(
                    missed.stream(), missed.sequence(), missed.writtenAt(), settings.topicRecords())) {
                case Search.NotThere _ -> notOnTopic(missed, book, 0);
                case Search.GivenUp _ ->
                    // It may lie further on, where the group has not been yet.
                    covers(following.position(book.group()), following.head().orElse(ends))
                            ? notOnTopic(missed, book, settings.topicRecords())
                            : new Verdict.NotYet();
                case Search.Found it ->
                    reached.getOrDefault(it.partition(), 0L) <= it.offset()
                            ? new Verdict.NotYet()
                            : new Verdict.Confirmed(passedOver(missed, book));
            };
        } catch (TopicAway _) {
            return new Verdict.NotYet();
        }
    }

    private boolean shouldBeOnTopic(Behind missed) {
        return switch (log.published(missed.stream(), missed.sequence())) {
            case YES -> true;
            case NOT_YET -> false;
            case UNKNOWN -> missed.writtenAt().isBefore(clock.instant().minus(settings.publisherPatience()));
        };
    }

    private static Verdict notOnTopic(Behind missed, Book<?> book, int among) {
        return new Verdict.Confirmed(
                new EventNotOnTopic(book.group(), missed.stream(), missed.sequence(), missed.event(), among));
    }

    private static Finding passedOver(Behind missed, Book<?> book) {
        return missed.rowIsThere()
                ? new EventPassedOver(book.group(), missed.stream(), missed.sequence(), missed.event())
                : new RowMissing(book.group(), missed.stream(), book.head().name(), missed.subject());
    }

    private static boolean covers(Map<Integer, Long> reached, Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
