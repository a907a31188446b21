package io.rowlock.command.waitingroom.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.springframework.stereotype.Component;

/**
 * Puts the token that a caller shows on the command that is sent for them.
 *
 * <p>It travels with the command and not with the thread, for what is tried again is sent from another one. It stays out
 * of the log: events keep other things of their command.
 */
@Component
final class ShownToken implements MessageDispatchInterceptor<CommandMessage<?>> {
    /** The header by which callers show it. */
    static final String HEADER = "X-Queue-Token";

    private static final String ON_THE_COMMAND = "queueToken";

    /** Whoever handles a request is the one who sends its command. */
    static final ScopedValue<String> BY_THE_CALLER = ScopedValue.newInstance();

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> commands) {
        return (_, command) -> BY_THE_CALLER.isBound() ? on(command, BY_THE_CALLER.get()) : command;
    }

    static CommandMessage<?> on(CommandMessage<?> command, String token) {
        return command.andMetaData(Map.of(ON_THE_COMMAND, token));
    }

    static Optional<String> of(CommandMessage<?> command) {
        return Optional.ofNullable((String) command.getMetaData().get(ON_THE_COMMAND));
    }
}
