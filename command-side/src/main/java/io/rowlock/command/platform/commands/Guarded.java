package io.rowlock.command.platform.commands;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Asks all guards about every command that comes to the bus. */
final class Guarded implements MessageDispatchInterceptor<CommandMessage<?>> {
    private final Supplier<List<Guard>> guards;

    /**
     * @param guards looked up with the first command, because some of them send commands themselves: so the bus is guarded
     *     from the beginning, and there is no circle when all is put together
     */
    Guarded(Supplier<List<Guard>> guards) {
        this.guards = guards;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> commands) {
        return (_, command) -> {
            guards.get().forEach(guard -> guard.mustLetPass(command));
            return command;
        };
    }
}
