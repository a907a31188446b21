package io.rowlock.query.feed;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is away or busy from an event that it will never take. */
final class Transience {
    /** Connection lost, rolled back in favour of another, out of resources, stopped by an operator. */
    private static final Set<String> STATES = Set.of("08", "40", "53", "57");

    static boolean of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || (cause instanceof SQLException refused && STATES.contains(stateClass(refused)))) {
                return true;
            }
        }
        return false;
    }

    private static String stateClass(SQLException refused) {
        var state = refused.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    private Transience() {}
}
