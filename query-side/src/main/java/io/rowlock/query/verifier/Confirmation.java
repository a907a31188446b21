package io.rowlock.query.verifier;

import io.rowlock.query.feed.Following;
import io.rowlock.query.feed.TopicLook;
import io.rowlock.query.feed.TopicLook.TopicAway;
import io.rowlock.query.verifier.Doubt.Behind;
import io.rowlock.query.verifier.Doubt.Differs;
import io.rowlock.query.verifier.Finding.EventNotOnTopic;
import io.rowlock.query.verifier.Finding.EventPassedOver;
import io.rowlock.query.verifier.Finding.RowMissing;
import java.util.Map;
import java.util.Set;

/** Decides, at a second look, what a doubt turns out to be. */
final class Confirmation {
    private final Following following;
    private final TopicLook topic;
    private final VerifierSettings settings;

    Confirmation(Following following, TopicLook topic, VerifierSettings settings) {
        this.following = following;
        this.topic = topic;
        this.settings = settings;
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
        try {
            var spot = topic.find(missed.stream(), missed.sequence(), missed.writtenAt(), settings.topicRecords());
            if (spot.isEmpty()) {
                return new Verdict.Confirmed(
                        new EventNotOnTopic(book.group(), missed.stream(), missed.sequence(), missed.event()));
            }
            if (reached.getOrDefault(spot.get().partition(), 0L) <= spot.get().offset()) {
                return new Verdict.NotYet();
            }
            return new Verdict.Confirmed(
                    missed.rowIsThere()
                            ? new EventPassedOver(book.group(), missed.stream(), missed.sequence(), missed.event())
                            : new RowMissing(
                                    book.group(), missed.stream(), book.head().name(), missed.subject()));
        } catch (TopicAway _) {
            return new Verdict.NotYet();
        }
    }

    private static boolean covers(Map<Integer, Long> reached, Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
