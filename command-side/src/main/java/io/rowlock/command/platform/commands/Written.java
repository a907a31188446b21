package io.rowlock.command.platform.commands;

import io.rowlock.api.feed.Position;
import io.rowlock.api.feed.Position.StreamMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Notes which streams a command wrote to, while it writes, and hands the note out with the command's answer. */
final class Written {
    private static final String NOTE = Written.class.getName();

    private final Map<String, Long> lastSequences = new LinkedHashMap<>();

    private void note(EventMessage<?> event) {
        if (event instanceof DomainEventMessage<?> domainEvent) {
            lastSequences.put(domainEvent.getAggregateIdentifier(), domainEvent.getSequenceNumber());
        }
    }

    private Position position() {
        List<StreamMark> marks = new ArrayList<>();
        lastSequences.forEach((stream, sequence) -> marks.add(new StreamMark(stream, sequence)));
        return new Position(marks);
    }

    /** Complete only once the command is over. */
    static Position in(MetaData answer) {
        return answer.get(NOTE) instanceof Written written ? written.position() : new Position(List.of());
    }

    /** Opens the note when a command begins. */
    static final class OpenNote implements MessageHandlerInterceptor<CommandMessage<?>> {
        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
                throws Exception {
            var note = new Written();
            unitOfWork.root().resources().put(NOTE, note);
            return new GenericCommandResultMessage<>(chain.proceed(), Map.of(NOTE, note));
        }
    }

    /** Fills it when the events go to the store. */
    static final class FillNote implements MessageDispatchInterceptor<EventMessage<?>> {
        @Override
        public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
            return (_, event) -> {
                if (CurrentUnitOfWork.isStarted()
                        && CurrentUnitOfWork.get().root().getResource(NOTE) instanceof Written note) {
                    note.note(event);
                }
                return event;
            };
        }
    }
}
