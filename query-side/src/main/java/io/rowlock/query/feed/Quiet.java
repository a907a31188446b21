package io.rowlock.query.feed;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A moment in which nobody projects anything of a group, on any instance.
 *
 * <p>Whoever projects a batch holds a lock that many can hold, until the batch is committed; whoever mends rows holds it
 * alone. A row lock would not do: a projection may have read the row before and write what it made of it afterwards.
 */
@Component
public class Quiet {
    private static final int LOCKS = 0x726f776c; // "rowl", so that others' advisory locks are others'
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    Quiet(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Does this in a transaction of its own, once the batches under way are committed.
     *
     * <p>Not while the group is being rebuilt: the new tables would know nothing of it, and take its place.
     */
    public <T> T in(String group, Supplier<T> mending) {
        return unlessRebuilding(group, mending)
                .orElseThrow(() -> LetterRefused.because(LetterRefused.Reason.PROJECTION_BEING_REBUILT));
    }

    /** The same; empty if it was not done because the group is being rebuilt. */
    public <T> Optional<T> unlessRebuilding(String group, Supplier<T> mending) {
        // Nobody who projects has to wait for an answer that is no.
        return isBeingRebuilt(group)
                ? Optional.empty()
                : whileRebuilding(group, () -> isBeingRebuilt(group) ? Optional.empty() : Optional.of(mending.get()));
    }

    /** The report alone may be one that a killed instance has left behind; the lock alone may be for other groups. */
    private boolean isBeingRebuilt(String group) {
        return database.sql("""
                        select exists (select 1 from rebuild where projection = :group
                                and phase in ('FOLDING', 'INDEXING', 'COMPARING', 'SWITCHING'))
                            and exists (select 1 from pg_locks l join pg_database d on d.oid = l.database
                                where d.datname = current_database() and l.locktype = 'advisory' and l.granted
                                and l.objsubid = 1 and (l.classid::bigint << 32) + l.objid::bigint = :lock)""")
                .param("group", group)
                .param("lock", Rebuilds.LOCK)
                .query(Boolean.class)
                .single();
    }

    /** The same for whoever rebuilds the group. */
    <T> T whileRebuilding(String group, Supplier<T> mending) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            // Those who follow wait as long as this does, so it does not wait for ever.
            database.sql("select set_config('lock_timeout', ?, true)")
                    .param(PATIENCE.toMillis() + "ms")
                    .query(String.class)
                    .single();
            lock("pg_advisory_xact_lock", group);
            return mending.get();
        }));
    }

    private void lock(String function, String group) {
        database.sql("select 1 from " + function + "(?, ?)")
                .params(LOCKS, group.hashCode())
                .query(Integer.class)
                .single();
    }

    /** Has every batch of every group take its share of the lock. */
    @Configuration(proxyBeanMethods = false)
    static class ForFollowers {
        @Bean
        ConfigurerModule quietWhileRowsAreMended(Groups groups, Quiet quiet) {
            return configurer -> groups.names()
                    .forEach(group ->
                            configurer.eventProcessing().registerHandlerInterceptor(group, _ -> quiet.share(group)));
        }
    }

    private MessageHandlerInterceptor<EventMessage<?>> share(String group) {
        var resource = Quiet.class.getName() + "/" + group;
        return (work, chain) -> {
            work.root().getOrComputeResource(resource, _ -> {
                lock("pg_advisory_xact_lock_shared", group);
                return true;
            });
            return chain.proceed();
        };
    }
}
