package io.rowlock.command.platform.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much work waits, how much of it fails, and how old the oldest of it is; the same on every instance. */
@Component
class JobMetrics {
    private static final String DUE_SINCE = "(convert_from(task_data, 'UTF8')::jsonb ->> 'since')::timestamptz";

    private final JdbcClient database;
    private final Clock clock;

    JobMetrics(ObjectProvider<Job<?>> jobs, JdbcClient database, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        jobs.stream().map(Job::name).forEach(job -> {
            Gauge.builder("rowlock.jobs.waiting", () -> waiting(job))
                    .description("Pieces of work that are due")
                    .tag("job", job)
                    .register(meters);
            Gauge.builder("rowlock.jobs.failing", () -> failing(job))
                    .description("Pieces of work whose last attempt failed")
                    .tag("job", job)
                    .register(meters);
            TimeGauge.builder("rowlock.jobs.oldest", () -> ageOfOldest(job).toMillis(), TimeUnit.MILLISECONDS)
                    .description("For how long the piece of work has been due that has waited longest")
                    .tag("job", job)
                    .register(meters);
        });
    }

    private long waiting(String job) {
        return database.sql("SELECT count(*) FROM job WHERE task_name = :job AND " + DUE_SINCE + " <= :now")
                .param("job", job)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    private long failing(String job) {
        return database.sql("SELECT count(*) FROM job WHERE task_name = ? AND consecutive_failures > 0")
                .param(job)
                .query(Long.class)
                .single();
    }

    /** From when it was due at first: what is tried again and again does not get younger by it. */
    private Duration ageOfOldest(String job) {
        return database.sql("SELECT min(" + DUE_SINCE + ") FROM job WHERE task_name = :job AND " + DUE_SINCE
                        + " <= :now HAVING count(*) > 0")
                .param("job", job)
                .param("now", now())
                .query(OffsetDateTime.class)
                .optional()
                .map(oldest -> Duration.between(oldest.toInstant(), clock.instant()))
                .orElse(Duration.ZERO);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
