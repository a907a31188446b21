package io.rowlock.command.platform.commands;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Carries every command out in a transaction of its own, also one that follows from an event.
 *
 * <p>Inside the batch of whoever follows the log, what one command wrote would not be in the log yet when the next one
 * reads it; and its streams would stay taken until the batch is over, so that a command which is tried again after a
 * conflict would wait for them for ever. A batch that begins anew after a crash repeats its commands, which change nothing
 * then.
 */
final class EachOnItsOwn extends SimpleCommandBus {
    EachOnItsOwn(Builder builder) {
        super(builder);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (CurrentUnitOfWork.isStarted()) {
            Thread.startVirtualThread(() -> dispatchNow(command, callback));
        } else {
            dispatchNow(command, callback);
        }
    }

    /**
     * What a handler throws is its answer already; here only those throw who are asked before it. Told like any other
     * answer, it reaches also whoever waits in another thread.
     */
    private <C, R> void dispatchNow(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        try {
            super.dispatch(command, callback);
        } catch (RuntimeException stopped) {
            callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(stopped));
        }
    }
}
