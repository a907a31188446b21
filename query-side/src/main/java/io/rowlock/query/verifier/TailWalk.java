package io.rowlock.query.verifier;

import io.rowlock.query.verifier.Walks.Walk;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes along the log behind those who write to it, and names the streams of what is old enough to be shown. */
final class TailWalk {
    static final String NAME = "tail";

    private final LogReader log;
    private final Walks walks;
    private final VerifierSettings settings;
    private final Clock clock;
    private Walk walk;

    TailWalk(LogReader log, Walks walks, VerifierSettings settings, Clock clock, String instance) {
        this.log = log;
        this.walks = walks;
        this.settings = settings;
        this.clock = clock;
        // What was there before it ever began is the round's.
        this.walk = walks.find(NAME)
                .map(it -> it.by(instance))
                .orElseGet(() -> walks.begin(NAME, "log", Long.toString(log.lastIndex()), instance));
    }

    /** The next streams by their writers; what is looked at is remembered when {@link #done} says so. */
    record Step(Map<String, Set<String>> streams, long place) {
        int size() {
            return streams.values().stream().mapToInt(Set::size).sum();
        }
    }

    Step next() {
        var old = clock.instant().minus(settings.grace());
        long place = Long.parseLong(walk.place());
        var streams = new LinkedHashMap<String, Set<String>>();
        List<LogReader.Entry> entries = log.entriesAfter(place, settings.batch());
        for (var entry : entries) {
            if (!entry.at().isBefore(old)) {
                break;
            }
            streams.computeIfAbsent(entry.writer(), _ -> new LinkedHashSet<>()).add(entry.stream());
            place = entry.index();
        }
        return new Step(streams, place);
    }

    void done(Step step) {
        walk = walk.to(walk.part(), Long.toString(step.place()), step.size(), clock.instant());
        walks.keep(walk);
    }
}
