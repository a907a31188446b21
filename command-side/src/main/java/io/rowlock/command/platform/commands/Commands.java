package io.rowlock.command.platform.commands;

import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** The way in: gives a command to the bus and waits for its receipt. */
@Component
public class Commands {
    private final CommandGateway gateway;
    private final CommandSettings settings;

    Commands(CommandGateway gateway, CommandSettings settings) {
        this.gateway = gateway;
        this.settings = settings;
    }

    /**
     * Returns when what the command wrote is durable.
     *
     * @throws Refusal when a rule said no
     * @throws CommandNotDone when it could not be decided in time
     */
    public <R> Receipt<R> carryOut(Object command, Class<R> answer) {
        var callback = new FutureCallback<Object, Object>();
        gateway.send(command, callback);
        CommandResultMessage<?> message =
                callback.getResult(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
        if (message.isExceptional()) {
            throw asUnchecked(message.exceptionResult());
        }
        return new Receipt<>(answer.cast(message.getPayload()), Written.in(message.getMetaData()));
    }

    /** For commands whose answer is that they were carried out. */
    public Receipt<Object> carryOut(Object command) {
        return carryOut(command, Object.class);
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
