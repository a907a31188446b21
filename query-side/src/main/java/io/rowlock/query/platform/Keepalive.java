package io.rowlock.query.platform;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lets the database notice within half a minute that a whole machine is gone, and with it whoever holds a lock on a
 * connection; by itself it would take hours.
 */
public final class Keepalive {
    public static void on(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set tcp_keepalives_idle = 10");
            statement.execute("set tcp_keepalives_interval = 5");
            statement.execute("set tcp_keepalives_count = 3");
            statement.execute("set tcp_user_timeout = 25000"); // where an answer is on its way
        }
    }

    private Keepalive() {}
}
