package io.rowlock.query.verifier;

import io.rowlock.api.identity.OperatorId;
import io.rowlock.query.feed.Following;
import io.rowlock.query.feed.Following.Standing;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.NotFound.What;
import io.rowlock.query.verifier.Findings.Kept;
import io.rowlock.query.verifier.Walks.Walk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what operators are told about the feed. */
@Component
class FeedReports {
    private static final int MOST_FINDINGS_SHOWN = 100;

    private final Following following;
    private final Verifier verifier;
    private final Walks walks;
    private final Findings findings;
    private final Repairs repairs;

    FeedReports(Following following, Verifier verifier, Walks walks, Findings findings, Repairs repairs) {
        this.following = following;
        this.verifier = verifier;
        this.walks = walks;
        this.findings = findings;
        this.repairs = repairs;
    }

    /** All projections by their groups, and what the verifier has to say about them. */
    record FeedReport(Map<String, Standing> projections, VerifierReport verifier) {}

    /**
     * What the verifier does and has found.
     *
     * @param on whether this instance knows where the log is; another one may
     * @param open how many findings are open; the newest are listed, those that are settled after them
     */
    record VerifierReport(
            boolean on, @Nullable Tail tail, @Nullable RoundReport round, long open, List<Kept> findings) {}

    /** How far along the log new events were looked at, and by whom. */
    record Tail(long index, String instance, Instant lookedAt, long streams) {}

    /**
     * The round through everything.
     *
     * @param part the log, or the table whose rows it goes through now
     * @param streams how many it has looked at since it began
     * @param ended how many rounds came to their end
     * @param lastStreams how many streams there were in the last of them
     */
    record RoundReport(
            String part,
            String instance,
            Instant begunAt,
            Instant lookedAt,
            long streams,
            long ended,
            @Nullable Instant lastEndedAt,
            long lastStreams) {}

    /** What a repair has changed. */
    record Repaired(String projection, String stream, int written, int removed) {}

    FeedReport now() {
        var projections = new TreeMap<String, Standing>();
        following.groups().forEach(group -> projections.put(group, following.of(group)));
        return new FeedReport(projections, verifierReport());
    }

    private VerifierReport verifierReport() {
        var byName = walks.all().stream().collect(Collectors.toMap(Walk::name, it -> it));
        var tail = byName.get(TailWalk.NAME);
        var round = byName.get(Round.NAME);
        return new VerifierReport(
                verifier.isOn(),
                tail == null
                        ? null
                        : new Tail(Long.parseLong(tail.place()), tail.instance(), tail.lookedAt(), tail.streams()),
                round == null
                        ? null
                        : new RoundReport(
                                round.part(),
                                round.instance(),
                                round.begunAt(),
                                round.lookedAt(),
                                round.streams(),
                                round.rounds(),
                                round.lastEndedAt(),
                                round.lastStreams()),
                findings.open(),
                findings.newest(MOST_FINDINGS_SHOWN));
    }

    Repaired repaired(OperatorId operator, long findingId) {
        var finding = findings.repairable(findingId).orElseThrow(() -> new NotFound(What.FINDING_NOT_FOUND));
        var book = Book.named(finding.book());
        var done = repairs.by(operator.value(), book, finding.stream());
        return new Repaired(book.group(), done.stream(), done.written(), done.removed());
    }
}
