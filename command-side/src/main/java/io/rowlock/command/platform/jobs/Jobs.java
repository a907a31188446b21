package io.rowlock.command.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does the work of all {@link Job}s, together with the other instances.
 *
 * <p>A piece of work is written down in the transaction in which it came up: it is there exactly if that was committed. An
 * instance that works on a piece says so every now and then; when it falls silent, another takes the piece over.
 */
@Component
public class Jobs implements SmartLifecycle {
    static final String TABLE = "job";

    /** The fewest that db-scheduler takes: an instance is given up after so many heartbeats that were not heard. */
    private static final int MISSED_HEARTBEATS = 4;

    private final JsonMapper json = JsonMapper.builder().build();
    private final JobSettings settings;
    private final Clock clock;
    private final List<Task<?>> tasks;
    private final SchedulerClient inTransaction;
    private final DataSource database;
    private volatile @Nullable Scheduler scheduler;

    Jobs(ObjectProvider<Job<?>> jobs, JobSettings settings, DataSource database, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.database = database;
        this.tasks = jobs.stream().<Task<?>>map(this::asTask).toList();
        this.inTransaction = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database), tasks)
                .tableName(TABLE)
                .serializer(new AsJson())
                .build();
    }

    /**
     * Writes a piece of work down, to be begun when the caller's transaction is committed.
     *
     * @param name a name for the piece; while one of that name is there, another changes nothing
     */
    public <T> void take(Job<T> job, String name, T about) {
        take(job, name, about, clock.instant());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    lookForWork();
                }
            });
        }
    }

    /** The same, for work that is not due before a certain time. */
    public <T> void take(Job<T> job, String name, T about, Instant due) {
        var piece = new Piece(due, 0, json.valueToTree(about));
        var row = new TaskInstance.Builder<Piece>(job.name(), name)
                .data(piece)
                .priority(job.canWait() ? Priority.LOW : Priority.MEDIUM)
                .build();
        inTransaction.scheduleIfNotExists(row, due);
    }

    /** After so long every piece of work that could not be done is tried again. */
    public Duration longestPause() {
        return settings.longestPause();
    }

    private void lookForWork() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    private <T> Task<Piece> asTask(Job<T> job) {
        return Tasks.custom(job.name(), Piece.class)
                .onFailure(this::again)
                .onDeadExecutionRevive()
                .execute((execution, _) -> {
                    var piece = execution.getData();
                    return switch (job.attempt(json.treeToValue(piece.about(), job.about()), piece.since())) {
                        case DONE -> (_, row) -> row.remove();
                        case NOT_YET -> this::again;
                    };
                });
    }

    private void again(ExecutionComplete attempt, ExecutionOperations<Piece> row) {
        var piece = (Piece) attempt.getExecution().taskInstance.getData();
        row.reschedule(attempt, clock.instant().plus(settings.pauseAfter(piece.attempts())), piece.triedInVain());
    }

    @Override
    public void start() {
        var starting = Scheduler.create(database, tasks)
                .tableName(TABLE)
                .serializer(new AsJson())
                .clock(clock::instant)
                .threads(settings.threads())
                .pollingInterval(settings.pollEvery())
                .pollUsingLockAndFetch(0.5, 1.0)
                .enablePriority()
                .heartbeatInterval(settings.heartbeatEvery())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.stopWithin())
                .failureLogging(LogLevel.WARN, false)
                .build();
        starting.start();
        scheduler = starting;
    }

    @Override
    public void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** Readable in the table, and for those who count what is there. */
    private final class AsJson implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return json.writeValueAsString(data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] stored) {
            return json.readValue(stored, type);
        }
    }
}
