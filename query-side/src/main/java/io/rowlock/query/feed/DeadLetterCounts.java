package io.rowlock.query.feed;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many dead letters there are; not by way of Axon's queue, which only exists once its processor does. */
@Component
class DeadLetterCounts {
    private final JdbcClient database;

    DeadLetterCounts(JdbcClient database) {
        this.database = database;
    }

    /**
     * The dead letters of a group.
     *
     * @param streams how many streams stand still
     * @param events how many events wait in them
     */
    record Count(long streams, long events) {}

    Count of(String group) {
        return database.sql("""
                        select count(distinct sequence_identifier) as streams, count(*) as events
                        from dead_letter_entry where processing_group = ?""").param(group).query(Count.class).single();
    }
}
