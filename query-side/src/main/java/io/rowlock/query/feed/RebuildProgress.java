package io.rowlock.query.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells in the log how rebuilds come along, how fast, and when they should be done. */
@Component
class RebuildProgress {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildProgress.class);

    private final Groups groups;
    private final Positions positions;
    private final Clock clock;
    private final Map<String, Seen> lastSeen = new HashMap<>();

    RebuildProgress(Groups groups, Positions positions, Clock clock) {
        this.groups = groups;
        this.positions = positions;
        this.clock = clock;
    }

    private record Seen(Instant firstAt, Instant at, long records) {}

    @Scheduled(fixedDelayString = "${rowlock.feed.progress-every:2s}")
    synchronized void tell() {
        for (var group : groups.names()) {
            var position = positions.of(group);
            var before = lastSeen.get(group);
            var now = clock.instant();
            if (position.rebuilding()) {
                var since = before == null ? now : before.firstAt();
                lastSeen.put(group, new Seen(since, now, position.rebuilt()));
                LOG.info(
                        "Rebuilding {}: {} of {} records{}",
                        group,
                        position.rebuilt(),
                        position.toRebuild(),
                        before == null ? "" : pace(before, position, now));
            } else if (lastSeen.remove(group) != null && before != null) {
                LOG.info("Rebuilding {}: done after {}", group, Duration.between(before.firstAt(), now));
            }
        }
    }

    private static String pace(Seen before, Positions.Position position, Instant now) {
        var took = Duration.between(before.at(), now);
        var perSecond = took.isPositive() ? (position.rebuilt() - before.records()) * 1_000 / took.toMillis() : 0;
        if (perSecond <= 0) {
            return ", standing still";
        }
        var left = Duration.ofSeconds((position.toRebuild() - position.rebuilt()) / perSecond);
        return ", " + perSecond + " a second, done about " + now.plus(left);
    }
}
