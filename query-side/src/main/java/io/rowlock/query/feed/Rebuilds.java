package io.rowlock.query.feed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Empties a group's tables and lets it follow the log from the start, however many instances share them.
 *
 * <p>Nobody may follow while the tables are emptied. So whoever rebuilds puts up a notice in the database; the others
 * see it, stop following that group, and go on when the notice is gone. The notice lapses by itself, so that an instance
 * that dies while rebuilding does not stop the others for ever.
 */
@Component
class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LAPSES_AFTER_PATIENCE_SECONDS = 30;

    private final EventProcessingConfiguration processing;
    private final Groups groups;
    private final Positions positions;
    private final Head head;
    private final JdbcClient database;
    private final FeedSettings settings;
    private final Set<String> madeWay = ConcurrentHashMap.newKeySet();

    Rebuilds(
            EventProcessingConfiguration processing,
            Groups groups,
            Positions positions,
            Head head,
            JdbcClient database,
            FeedSettings settings) {
        this.processing = processing;
        this.groups = groups;
        this.positions = positions;
        this.head = head;
        this.database = database;
        this.settings = settings;
    }

    /** What came of asking for a rebuild. */
    sealed interface Answer {
        record Started() implements Answer {}

        record UnknownGroup() implements Answer {}

        record AlreadyUnderWay() implements Answer {}

        /** The log cannot be read, or not from its start: what is cleared would not come back. */
        record LogNotWhole() implements Answer {}

        /** Others did not let go in time; the tables are as they were. */
        record HeldBy(List<String> instances) implements Answer {}
    }

    Answer rebuild(String group) {
        var processor = processing.eventProcessor(group, StreamingEventProcessor.class);
        if (processor.isEmpty()) {
            return new Answer.UnknownGroup();
        }
        if (!head.wholeLogIsThere()) {
            return new Answer.LogNotWhole();
        }
        if (positions.of(group).rebuilding() || !putUpNotice(group)) {
            return new Answer.AlreadyUnderWay();
        }
        try {
            LOG.info("Rebuilding {}: stopping those who follow it", group);
            processor.get().shutDown();
            return resetOnceOthersHaveLetGo(group, processor.get());
        } finally {
            processor.get().start();
            takeDownNotice(group);
        }
    }

    private Answer resetOnceOthersHaveLetGo(String group, StreamingEventProcessor processor) {
        long deadline = System.nanoTime() + settings.rebuildPatience().toNanos();
        while (true) {
            try {
                processor.resetTokens();
                LOG.info(
                        "Rebuilding {}: its tables and dead letters are cleared, following the log from its start",
                        group);
                return new Answer.Started();
            } catch (UnableToClaimTokenException e) {
                if (System.nanoTime() > deadline) {
                    LOG.warn("Not rebuilding {}: {}", group, e.getMessage());
                    return new Answer.HeldBy(othersFollowing(group));
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private List<String> othersFollowing(String group) {
        return positions.of(group).parts().stream()
                .flatMap(part -> Optional.ofNullable(part.instance()).stream())
                .filter(instance -> !instance.equals(settings.instance()))
                .distinct()
                .toList();
    }

    /** True while tables are being emptied, by whichever instance. */
    boolean isUnderWay(String group) {
        return database.sql("select count(*) from rebuild_notice where projection = ? and lapses_at > now()")
                        .param(group)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Makes way for others who rebuild, and goes on when they are done. */
    @Scheduled(fixedDelayString = "${rowlock.feed.claim-every:1s}")
    void makeWay() {
        var rebuiltByOthers = Set.copyOf(
                database.sql("select projection from rebuild_notice where instance <> ? and lapses_at > now()")
                        .param(settings.instance())
                        .query(String.class)
                        .list());
        for (var group : groups.names()) {
            if (rebuiltByOthers.contains(group) && madeWay.add(group)) {
                LOG.info("Making way: another instance rebuilds {}", group);
                processor(group).shutDown();
            } else if (!rebuiltByOthers.contains(group) && madeWay.remove(group)) {
                LOG.info("Following {} again", group);
                processor(group).start();
            }
        }
    }

    private StreamingEventProcessor processor(String group) {
        return processing.eventProcessor(group, StreamingEventProcessor.class).orElseThrow();
    }

    private boolean putUpNotice(String group) {
        return database.sql("""
                        insert into rebuild_notice (projection, instance, lapses_at)
                        values (:projection, :instance, now() + make_interval(secs => :seconds))
                        on conflict (projection) do update
                        set instance = excluded.instance, lapses_at = excluded.lapses_at
                        where rebuild_notice.lapses_at <= now()""")
                        .param("projection", group)
                        .param("instance", settings.instance())
                        .param("seconds", settings.rebuildPatience().toSeconds() + LAPSES_AFTER_PATIENCE_SECONDS)
                        .update()
                > 0;
    }

    private void takeDownNotice(String group) {
        database.sql("delete from rebuild_notice where projection = ? and instance = ?")
                .param(group)
                .param(settings.instance())
                .update();
    }
}
