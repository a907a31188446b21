package io.rowlock.command.platform.commands;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The way in: gives a command to the bus and waits for its receipt. */
@Component
public class Commands {
    private final CommandGateway gateway;
    private final CommandSettings settings;
    private final List<CommandWatch> watches;

    Commands(CommandGateway gateway, CommandSettings settings, ObjectProvider<CommandWatch> watches) {
        this.gateway = gateway;
        this.settings = settings;
        this.watches = watches.orderedStream().toList();
    }

    /**
     * Returns when what the command wrote is durable.
     *
     * @throws Refusal when a rule said no
     * @throws CommandNotDone when it could not be decided in time
     */
    public <R> Receipt<R> carryOut(Object command, Class<R> answer) {
        var begun = System.nanoTime();
        var callback = new FutureCallback<Object, Object>();
        gateway.send(command, callback);
        CommandResultMessage<?> message =
                callback.getResult(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
        if (message.isExceptional()) {
            var failure = asUnchecked(message.exceptionResult());
            if (isOverloadOrOutage(failure)) {
                watches.forEach(watch -> watch.couldNotDo(command));
            }
            throw failure;
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        watches.forEach(watch -> watch.did(command, took));
        return new Receipt<>(answer.cast(message.getPayload()), Written.in(message.getMetaData()));
    }

    /** For commands whose answer is that they were carried out. */
    public Receipt<Object> carryOut(Object command) {
        return carryOut(command, Object.class);
    }

    private static boolean isOverloadOrOutage(RuntimeException failure) {
        return failure instanceof CommandNotDone
                || failure instanceof LockAcquisitionFailedException
                || failure instanceof EventStoreException
                || failure instanceof TransactionException
                || failure instanceof DataAccessException;
    }

    private static RuntimeException asUnchecked(Throwable failure) {
        if (RetryOnConflict.isConflict(failure)) {
            return new CommandNotDone("Too many others asked for the same thing at once", failure);
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new CommandNotDone("The command was not carried out", failure);
    }
}
