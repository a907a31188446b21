package io.rowlock.command.platform.commands;

import java.util.concurrent.Callable;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Takes streams that may not have begun yet. */
public final class Streams {
    /** What nobody ever touched is there all the same, as new. */
    public static <T> Aggregate<T> loadOrCreate(Repository<T> repository, Object id, Callable<T> asNew) {
        try {
            return repository.loadOrCreate(id.toString(), asNew);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    private Streams() {}
}
