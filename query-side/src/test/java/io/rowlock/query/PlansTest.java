package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every read finds its rows by an index: what it costs does not grow with what it does not show. */
@OnRealServers
@TestInstance(Lifecycle.PER_CLASS)
class PlansTest {
    private static final Pattern READS_ALL = Pattern.compile("Seq Scan on (\\w+)");

    /** A row for each part of a projection, however much is projected. */
    private static final String OF_A_FEW_ROWS = "token_entry";

    private Running app;
    private Log log;

    @BeforeAll
    void a_catalogue_of_some_size(Corner corner) throws Exception {
        log = Log.in(corner, 1);
        app = Running.in(corner, "--spring.main.sources=io.rowlock.query.Plans");
        Catalogues.fill(app.tables(), 20_000, 100_000);
        Plans.forget();
    }

    @AfterAll
    void close() {
        app.close();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/concerts",
                "/api/concerts?page=3&size=100",
                "/api/concerts?text=number%2017",
                "/api/concerts?text=zauberfl",
                "/api/concerts?text=no",
                "/api/concerts?text=q",
                "/api/concerts?text=concert",
                "/api/concerts?from=2027-06-01T00:00:00Z",
                "/api/concerts?from=2027-06-01T00:00:00Z&to=2027-06-03T00:00:00Z",
                "/api/concerts?text=zauberfl&from=2027-06-01T00:00:00Z",
                "/api/concerts?text=concert&from=2027-06-01T00:00:00Z",
                "/api/concerts/con-17",
                "/api/concerts/con-17/schedules",
                "/api/schedules/sch-17/seats",
                "/api/holds",
                "/api/holds?page=2&size=100",
                "/api/reservations",
                "/api/reservations/ord-17",
                "/api/payments",
                "/api/payments/ord-17",
                "/api/wallet"
            })
    void a_read_uses_an_index(String address) throws Exception {
        Plans.forget();
        assertThat(app.getAs(ANNA, address).status()).isIn(200, 404);
        var plans = Plans.seen();
        assertThat(plans).as("what was asked of the database").isNotEmpty();
        assertThat(plans)
                .allSatisfy(plan -> assertThat(READS_ALL
                                .matcher(plan)
                                .results()
                                .map(it -> it.group(1))
                                .filter(table -> !table.equals(OF_A_FEW_ROWS)))
                        .as(plan)
                        .isEmpty());
    }

    @Test
    void a_page_of_the_list_is_a_page_of_an_index() throws Exception {
        Plans.forget();
        app.get("/api/concerts");
        assertThat(Plans.seen())
                .anySatisfy(plan ->
                        assertThat(plan).contains("concert_listed_by_date").doesNotContain("Sort"));
    }

    @Test
    void a_rare_word_is_looked_up() throws Exception {
        for (var word : List.of("zauberfl", "xq")) {
            Plans.forget();
            app.get("/api/concerts?text=" + word);
            assertThat(Plans.seen()).anySatisfy(plan -> assertThat(plan).contains("concert_listed_by_words"));
        }
    }

    @Test
    void a_total_is_counted_up_to_a_thousand() throws Exception {
        assertThat(app.get("/api/concerts").json().at("/total").asLong()).isEqualTo(1_000);
        assertThat(app.get("/api/concerts?text=zauberfl").json().at("/total").asLong())
                .isEqualTo(4);
    }

    @Test
    void concerts_may_be_kept_for_a_moment_by_anybody_and_ones_own_by_nobody() throws Exception {
        var list = app.get("/api/concerts");
        assertThat(list.header("Cache-Control")).isEqualTo("max-age=2, public");
        assertThat(app.get("/api/concerts", "If-None-Match", list.header("ETag"))
                        .status())
                .isEqualTo(304);
        for (var address : List.of("/api/holds", "/api/reservations", "/api/payments", "/api/wallet")) {
            assertThat(app.getAs(ANNA, address).header("Cache-Control"))
                    .as(address)
                    .isEqualTo("private, no-store");
        }
    }
}
