package io.rowlock.query.verifier;

import io.rowlock.query.platform.Keepalive;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Of all instances that share the tables, one verifies: as long as its connection holds a lock that dies with it. */
final class Leadership implements AutoCloseable {
    /** Any number, as long as nobody else in this database locks the same. */
    private static final long LOCK = 0x726f776c6f636b56L; // "rowlockV"

    private static final int ANSWERS_WITHIN_SECONDS = 2;

    private final Connection held;

    private Leadership(Connection held) {
        this.held = held;
    }

    /** Empty while somebody else has it. */
    static Optional<Leadership> tryToTake(DataSource tables) throws SQLException {
        var connection = tables.getConnection();
        try {
            Keepalive.on(connection);
            if (asked(connection, "select pg_try_advisory_lock(?)")) {
                return Optional.of(new Leadership(connection));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    boolean isHeld() {
        try {
            return held.isValid(ANSWERS_WITHIN_SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    private static boolean asked(Connection connection, String question) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setLong(1, LOCK);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (held) {
            if (isHeld()) {
                asked(held, "select pg_advisory_unlock(?)");
            }
        }
    }
}
