package io.rowlock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnRealServers
class CornerTest {
    private static String seenBefore = "";

    private final Corner corner;

    CornerTest(Corner corner) {
        this.corner = corner;
    }

    @BeforeAll
    static void look_around(Corner corner) {
        seenBefore = corner.database("command").url();
    }

    @Test
    void a_database_asked_for_twice_is_the_same_one() {
        assertThat(corner.database("command"))
                .isEqualTo(corner.database("command"))
                .isNotEqualTo(corner.database("query"));
        assertThat(corner.database("command").url()).isEqualTo(seenBefore);
    }

    @Test
    void a_database_is_there_and_empty() throws SQLException {
        var database = corner.database("command");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var tables = statement.executeQuery(
                        "select count(*) from information_schema.tables where table_schema = 'public'")) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getInt(1)).isZero();
        }
    }

    @Test
    void an_app_is_told_where_everything_is() {
        var database = corner.database("command");
        assertThat(corner.settingsFor("command"))
                .contains(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--rowlock.kafka.bootstrap-servers=" + corner.bootstrapServers(),
                        "--rowlock.feed.topic=" + corner.topic("events"));
    }

    @Test
    void the_broker_can_be_taken_away_and_comes_back() throws IOException {
        var port = Integer.parseInt(corner.bootstrapServers().split(":", -1)[1]);
        corner.broker().stop();
        try {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(IOException.class);
        } finally {
            corner.broker().start();
        }
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    @Nested
    class Inside {
        @Test
        void a_nested_class_shares_the_corner_of_the_class_around_it(Corner sameCorner) {
            assertThat(sameCorner).isSameAs(corner);
        }
    }
}
