package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.room.Commitments;
import io.rowlock.fairness.QueueProof;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The seeds of all rounds, each drawn once and kept secret until its draw is published.
 *
 * <p>In PostgreSQL, because a seed that is lost is a commitment that cannot be kept.
 */
@Component
public class Seeds implements Commitments {
    private final SecureRandom chance = new SecureRandom();
    private final JdbcClient sql;
    private final TransactionTemplate onItsOwn;

    Seeds(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        onItsOwn = new TransactionTemplate(transactions);
        onItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Has a seed for this round, if there is none yet, and says what may be known of it.
     *
     * <p>Durable when it returns, also inside a transaction that is rolled back later: the commitment is going to be told,
     * and what tells it does not belong to that transaction either.
     */
    @Override
    public String commit(ScheduleId schedule, int round) {
        return Objects.requireNonNull(onItsOwn.execute(_ -> commitNow(schedule, round)));
    }

    private String commitNow(ScheduleId schedule, int round) {
        var seed = new byte[QueueProof.SEED_BYTES];
        chance.nextBytes(seed);
        sql.sql("""
                        INSERT INTO waiting_room_seed (schedule_id, round, seed, commitment)
                        VALUES (:schedule, :round, :seed, :commitment) ON CONFLICT DO NOTHING""")
                .param("schedule", schedule.value())
                .param("round", round)
                .param("seed", HexFormat.of().formatHex(seed))
                .param("commitment", QueueProof.commitment(seed))
                .update();
        return sql.sql("""
                        SELECT commitment FROM waiting_room_seed WHERE schedule_id = :schedule AND round = :round""")
                .param("schedule", schedule.value())
                .param("round", round)
                .query(String.class)
                .single();
    }

    /**
     * For whoever publishes the draw, and for nobody before.
     *
     * @param commitment what was published; empty, where there is no seed any more that keeps it
     */
    public Optional<String> reveal(ScheduleId schedule, int round, String commitment) {
        return sql.sql("SELECT seed FROM waiting_room_seed WHERE schedule_id = :schedule AND round = :round")
                .param("schedule", schedule.value())
                .param("round", round)
                .query(String.class)
                .optional()
                .filter(seed ->
                        QueueProof.commitment(HexFormat.of().parseHex(seed)).equals(commitment));
    }

    /** From now on, or from when it was first said, there is something in Redis that can be lost. */
    public void establish(ScheduleId schedule, int round) {
        sql.sql("""
                        UPDATE waiting_room_seed SET established_at = clock_timestamp()
                        WHERE schedule_id = :schedule AND round = :round AND established_at IS NULL""").param("schedule", schedule.value()).param("round", round).update();
    }

    /**
     * How far a round has come in Redis, which never goes back.
     *
     * @param served how many turns have come
     * @param entries how many have entered
     */
    public record HowFar(long served, long entries) {}

    /** What is further than what was noted before. */
    public void note(ScheduleId schedule, int round, HowFar howFar) {
        sql.sql("""
                        UPDATE waiting_room_seed SET served = :served, entries = :entries
                        WHERE schedule_id = :schedule AND round = :round AND served <= :served AND entries <= :entries
                        AND (served, entries) <> (:served, :entries)""")
                .param("schedule", schedule.value())
                .param("round", round)
                .param("served", howFar.served())
                .param("entries", howFar.entries())
                .update();
    }

    /** As it was noted last, by whichever instance. */
    public HowFar noted(ScheduleId schedule, int round) {
        return sql.sql("SELECT served, entries FROM waiting_room_seed WHERE schedule_id = :schedule AND round = :round")
                .param("schedule", schedule.value())
                .param("round", round)
                .query((row, _) -> new HowFar(row.getLong("served"), row.getLong("entries")))
                .optional()
                .orElseGet(() -> new HowFar(0, 0));
    }

    /** For how long there has been something that can be lost, by the database's clock; empty before. */
    public Optional<Duration> establishedFor(ScheduleId schedule, int round) {
        return sql.sql("""
                        SELECT (extract(epoch FROM clock_timestamp() - established_at) * 1000)::bigint
                        FROM waiting_room_seed
                        WHERE schedule_id = :schedule AND round = :round AND established_at IS NOT NULL""")
                .param("schedule", schedule.value())
                .param("round", round)
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis);
    }
}
