package io.rowlock.command.platform.eventstore;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Streams that a command is about to load, one after the other, each once it has the lock: the first of them that is read
 * brings the others along, in one query instead of one for each.
 *
 * <p>What is written to one of those between that query and its lock is found in the memory of this instance, or is a
 * conflict when the command is done, as it is with other instances all the time.
 */
public final class ReadTogether {
    private static final String KEY = ReadTogether.class.getName();

    private final Set<String> announced = new LinkedHashSet<>();
    private final Set<String> toRead = new LinkedHashSet<>();
    private final Map<String, List<DomainEventData<?>>> brought = new HashMap<>();

    private ReadTogether() {}

    /**
     * For as long as the current unit of work lasts, and for nobody around it: what one command was brought and has not
     * asked for must not be told to the next. Each stream is brought along once, and read by itself after that.
     */
    public static void announce(Collection<String> streams) {
        CurrentUnitOfWork.ifStarted(work -> {
            var together = work.<ReadTogether>getOrComputeResource(KEY, _ -> new ReadTogether());
            for (var stream : streams) {
                if (together.announced.add(stream)) {
                    together.toRead.add(stream);
                }
            }
        });
    }

    /** Its events if it was announced and not taken before. */
    static Optional<List<DomainEventData<?>>> take(
            String stream, Function<Collection<String>, Map<String, List<DomainEventData<?>>>> reading) {
        return CurrentUnitOfWork.isStarted()
                ? Optional.ofNullable(CurrentUnitOfWork.get().<ReadTogether>getResource(KEY))
                        .flatMap(together -> together.taken(stream, reading))
                : Optional.empty();
    }

    private Optional<List<DomainEventData<?>>> taken(
            String stream, Function<Collection<String>, Map<String, List<DomainEventData<?>>>> reading) {
        if (toRead.contains(stream)) {
            var read = reading.apply(List.copyOf(toRead));
            toRead.forEach(each -> brought.put(each, read.getOrDefault(each, List.of())));
            toRead.clear();
        }
        return Optional.ofNullable(brought.remove(stream));
    }
}
