package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
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

    private static final Pattern READS_AN_INDEX = Pattern.compile(
            "(?:Index Scan|Index Only Scan)(?: Backward)? using (\\w+).*|Bitmap Index Scan on (\\w+).*");

    private static final Pattern FROM_SOMEWHERE = Pattern.compile("\\R\\s*Index Cond: .*");

    /** A row for each part of a projection, however much is projected. */
    private static final String OF_A_FEW_ROWS = "token_entry";

    private Running app;
    private Log log;

    @BeforeAll
    void a_catalogue_of_some_size(Corner corner) throws Exception {
        log = Log.in(corner, 1);
        app = Running.in(corner, "--spring.main.sources=io.rowlock.query.Plans");
        Catalogues.fill(app.bean(DataSource.class), 20_000, 5);
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
                "/api/concerts?text=number%2017&from=2027-06-01T00:00:00Z",
                "/api/concerts?from=2027-06-01T00:00:00Z&to=2027-06-03T00:00:00Z",
                "/api/concerts?text=zauberfl&from=2027-06-01T00:00:00Z",
                "/api/concerts?text=concert&from=2027-06-01T00:00:00Z",
                "/api/concerts/con-17",
                "/api/concerts/con-17/schedules",
                "/api/schedules/sch-17/seats",
                "/api/holds",
                "/api/holds?page=2&size=10",
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
                        .isEmpty())
                .allSatisfy(plan -> {
                    if (plan.contains("Sort")) {
                        assertThat(wholeIndexesIn(plan))
                                .as("what is sorted is bounded: " + plan)
                                .isEmpty();
                    }
                });
    }

    /** Indexes that are read from end to end, or until enough is found. */
    private static List<String> wholeIndexesIn(String plan) {
        return READS_AN_INDEX
                .matcher(plan)
                .results()
                .filter(it -> !FROM_SOMEWHERE
                        .matcher(plan)
                        .region(it.end(), plan.length())
                        .lookingAt())
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/concerts", "/api/concerts?page=3&size=100", "/api/concerts?text=concert"})
    void a_list_is_read_along_its_index_until_the_page_is_full(String address) throws Exception {
        assertThat(planOfTheList(address))
                .contains("Limit", "Index Scan using concert_listed_by_date on concert_listed")
                .doesNotContain("Sort", "Bitmap");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/concerts?from=2027-06-01T00:00:00Z",
                "/api/concerts?from=2027-06-01T00:00:00Z&to=2027-06-03T00:00:00Z",
                "/api/concerts?text=concert&from=2027-06-01T00:00:00Z"
            })
    void a_list_from_a_date_on_is_read_along_the_evenings_until_the_page_is_full(String address) throws Exception {
        assertThat(planOfTheList(address))
                .containsPattern("Limit.*\\R(.*\\R)*.*Index Scan using schedule_by_date on schedule s.*\\R"
                        + "\\s*Index Cond: \\(\\(starts_at >= .*starts_at < ")
                .containsPattern("Index Only Scan using schedule_of_concert .*\\R\\s*Index Cond: ")
                .containsPattern("Index Scan using concert_listed_pkey .*\\R\\s*Index Cond: ")
                .doesNotContain("Sort", "Bitmap");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/concerts?text=zauberfl",
                "/api/concerts?text=xq",
                "/api/concerts?text=q",
                "/api/concerts?text=zauberfl&from=2027-06-01T00:00:00Z",
                "/api/concerts?text=jazz&from=2027-06-01T00:00:00Z",
                "/api/concerts?text=winterreise&from=2027-06-01T00:00:00Z"
            })
    void a_rare_word_is_looked_up_and_only_what_holds_it_is_sorted(String address) throws Exception {
        assertThat(planOfTheList(address))
                .containsPattern("Bitmap Index Scan on concert_listed_by_words.*\\R\\s*Index Cond: \\(words ~~ ")
                .doesNotContain("schedule_by_date", "concert_listed_by_date");
    }

    private String planOfTheList(String address) throws Exception {
        Plans.forget();
        assertThat(app.get(address).status()).isEqualTo(200);
        return Plans.seen().stream()
                .filter(plan -> plan.contains("concert_listed"))
                .reduce((one, another) -> one + another)
                .orElseThrow();
    }

    @Test
    void a_total_goes_to_the_end_of_the_next_page() throws Exception {
        assertThat(counted("/api/concerts")).isEqualTo("20 of 40 and more");
        assertThat(counted("/api/concerts?page=1&size=100")).isEqualTo("100 of 300 and more");
        assertThat(counted("/api/concerts?page=48&size=100")).isEqualTo("100 of 5000");
        assertThat(counted("/api/concerts?text=zauberfl")).isEqualTo("4 of 4");
        assertThat(counted("/api/concerts?text=zauberfl&size=1")).isEqualTo("1 of 2 and more");
        assertThat(counted("/api/concerts?text=zauberfl&size=2")).isEqualTo("2 of 4");
        assertThat(counted("/api/concerts?text=zauberfl&size=1&page=2")).isEqualTo("1 of 4");
        assertThat(counted("/api/concerts?text=zauberfl&size=1&page=4")).isEqualTo("0 of 4");
        assertThat(counted("/api/concerts?text=zauberfl&page=7")).isEqualTo("0 of 4");
        assertThat(counted("/api/concerts?text=nobody%20plays%20this")).isEqualTo("0 of 0");
    }

    private String counted(String address) throws Exception {
        var list = app.get(address).json();
        return list.get("items").size() + " of " + list.get("total").asLong()
                + (list.get("more").asBoolean() ? " and more" : "");
    }

    @Test
    void a_word_is_found_on_the_same_evenings_in_both_ways() throws Exception {
        // From the third evening of the first concert to the second of the fifth.
        var dates = "from=2027-01-01T01:00:00Z&to=2027-01-01T08:00:00Z&size=100";
        var alongTheEvenings = concerts("/api/concerts?text=concert&" + dates);
        assertThat(alongTheEvenings)
                .isEqualTo(concerts("/api/concerts?" + dates))
                .containsExactly("con-1", "con-2", "con-3", "con-4", "con-5");
        assertThat(concerts("/api/concerts?text=zauberfl&" + dates)).isEqualTo(alongTheEvenings.subList(0, 4));
    }

    /** Thirty concerts at the same hour, every other one of which has had an evening before, and then ten, one by one. */
    @Test
    void pages_of_a_word_from_a_date_on_have_everything_once_and_in_order() throws Exception {
        var tables = app.tables();
        tables.sql("""
                        insert into schedule (schedule_id, concert_id, venue, starts_at, sales_open_at, sales_close_at,
                            cancel_until, seats, from_amount, currency, seen)
                        select 'twin-' || evening || '-' || i, 'twin-' || concert, 'Hall', at, at, at, at, 1, 1000, 'KRW', 0
                        from (
                            select evening, i, (i * 7) % 30 as concert,
                                timestamptz '2028-02-01' + evening * interval '1 day' as at
                            from generate_series(0, 29) i, generate_series(0, 2) evening
                            where evening > 0 or (i * 7) % 2 = 1
                            union all
                            select 9, i, 30 + i, timestamptz '2028-03-01' + i * interval '1 day'
                            from generate_series(0, 9) i) evenings""").update();
        tables.sql("""
                        insert into concert_listed (concert_id, title, artist, first_at, last_at, from_amount, currency)
                        select concert_id, 'Zwillinge ' || concert_id, 'Artist', min(starts_at), max(starts_at), 1000, 'KRW'
                        from schedule where concert_id like 'twin-%' group by concert_id""").update();
        try {
            var inOrder = tables.sql("""
                            select concert_id from schedule
                            where schedule_id like 'twin-1-%' or schedule_id like 'twin-9-%'
                            order by starts_at, schedule_id""").query(String.class).list();
            for (int size : List.of(1, 6, 19, 39, 40, 100)) {
                var found = new ArrayList<String>();
                for (int page = 0; page * size <= 40 + size; page++) {
                    var address = "/api/concerts?text=zwillinge&from=2028-02-02T00:00:00Z&size=%d&page=%d"
                            .formatted(size, page);
                    int shown = Math.max(0, Math.min(size, 40 - page * size));
                    found.addAll(concerts(address));
                    boolean more = (page + 2) * size < 40;
                    assertThat(counted(address))
                            .as(address)
                            .isEqualTo(shown + " of " + (more ? (page + 2) * size + " and more" : "40"));
                }
                assertThat(found).as("by %d", size).isEqualTo(inOrder);
            }
        } finally {
            tables.sql("delete from concert_listed where concert_id like 'twin-%'")
                    .update();
            tables.sql("delete from schedule where schedule_id like 'twin-%'").update();
        }
    }

    private List<String> concerts(String address) throws Exception {
        var found = new ArrayList<String>();
        app.get(address)
                .json()
                .get("items")
                .forEach(it -> found.add(it.get("concertId").asString()));
        return found;
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
