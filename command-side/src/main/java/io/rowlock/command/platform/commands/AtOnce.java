package io.rowlock.command.platform.commands;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Lets no more commands be carried out at a time than there are connections for.
 *
 * <p>A command may wait for a stream while it has a connection already. If such waiters could take all connections, the one
 * they wait for would find none, and everybody would wait until patience is at its end.
 */
final class AtOnce implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final Semaphore turns;
    private final Duration patience;

    AtOnce(int atMost, Duration patience) {
        this.turns = new Semaphore(atMost, true);
        this.patience = patience;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CommandNotDone("Its turn did not come");
        }
        unitOfWork.onCleanup(_ -> turns.release());
        return chain.proceed();
    }
}
