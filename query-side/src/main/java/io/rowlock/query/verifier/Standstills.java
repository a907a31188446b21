package io.rowlock.query.verifier;

import io.rowlock.query.feed.Following;
import io.rowlock.query.feed.Following.Segment;
import io.rowlock.query.feed.Following.Standing;
import io.rowlock.query.verifier.Finding.StandsStill;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Watches whether each group that has something to follow moves, and whether each of its parts is followed by somebody. */
final class Standstills {
    private final Following following;
    private final Findings findings;
    private final VerifierSettings settings;
    private final Clock clock;
    private final Map<String, Seen> last = new HashMap<>();

    Standstills(Following following, Findings findings, VerifierSettings settings, Clock clock) {
        this.following = following;
        this.findings = findings;
        this.settings = settings;
        this.clock = clock;
    }

    /** A position, and since when it is so. */
    private record Seen(Map<Integer, Long> position, List<Integer> unclaimed, Instant since) {
        boolean sameAs(Seen other) {
            return position.equals(other.position) && unclaimed.equals(other.unclaimed);
        }
    }

    void look() {
        for (var group : following.groups()) {
            look(group, following.of(group));
        }
    }

    private void look(String group, Standing standing) {
        long behind = standing.lag() == null ? 0 : standing.lag().events();
        var unclaimed = standing.segments().stream()
                .filter(it -> it.instance() == null)
                .map(Segment::number)
                .toList();
        if (behind == 0 && unclaimed.isEmpty()) {
            last.remove(group);
            findings.settleStandstill(group);
            return;
        }
        var now = clock.instant();
        var seen = new Seen(standing.position(), unclaimed, now);
        var before = last.get(group);
        if (before == null || !before.sameAs(seen)) {
            // Moving is what it should do; a part without a follower is what it must not be for long.
            boolean moves = before == null || !before.position().equals(seen.position());
            last.put(group, seen);
            if (moves && unclaimed.isEmpty()) {
                findings.settleStandstill(group);
            }
            return;
        }
        var still = Duration.between(before.since(), now);
        if (still.compareTo(settings.standsStillAfter()) >= 0) {
            findings.report(new StandsStill(group, behind, still, why(unclaimed)), null);
        }
    }

    private static String why(List<Integer> unclaimed) {
        return unclaimed.isEmpty()
                ? ""
                : ", because nobody follows its part "
                        + unclaimed.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
