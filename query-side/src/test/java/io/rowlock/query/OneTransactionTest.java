package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.FAR_OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rows and the mark of how far the feed was followed are written together or not at all. */
@OnRealServers
class OneTransactionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void rows_are_taken_back_when_their_token_cannot_be_stored(Corner corner) throws Exception {
        try (var log = Log.in(corner, 2);
                var app = Running.in(corner)) {
            app.tables().sql("create table attempt (id serial)").update();
            app.tables().sql("""
                            create function no_token() returns trigger language plpgsql as
                            $$ begin perform nextval('attempt_id_seq'); raise exception 'no token today'; end $$""").update();
            app.tables().sql("""
                            create trigger no_token before update of token on token_entry for each row
                            when (new.processor_name = 'seatmap' and new.token is distinct from old.token)
                            execute function no_token()""").update();
            log.append(Sale.of("together").held(ANNA, "one", FAR_OFF, "A-1-1"));

            // Sequences are not rolled back: they tell how often it was tried.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(app.tables()
                                    .sql("select last_value from attempt_id_seq where is_called")
                                    .query(Long.class)
                                    .optional())
                            .hasValueSatisfying(tries -> assertThat(tries).isGreaterThanOrEqualTo(1)));
            assertThat(app.count("seat")).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(app.count("seat_hold"))
                            .as("the other projections go on")
                            .isEqualTo(1));

            app.tables().sql("drop trigger no_token on token_entry").update();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(app.count("seat where seen = 0")).isEqualTo(1));
            assertThat(app.count("dead_letter_entry")).isZero();
        }
    }
}
