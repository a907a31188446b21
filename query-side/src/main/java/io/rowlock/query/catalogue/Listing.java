package io.rowlock.query.catalogue;

import io.rowlock.api.Money;
import io.rowlock.query.catalogue.ConcertView.Found;
import io.rowlock.query.catalogue.ConcertView.Listed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds concerts by words and dates, along indexes, and counts no further than a caller turns pages. */
@Component
class Listing {
    /** Three letters in a row can be looked up anywhere; fewer only where a word begins. */
    private static final int LOOKED_UP_ANYWHERE = 3;

    private static final String HOLD = " and c.words like lower(:words)";

    private static final String ALL = "from concert_listed c where c.title is not null";

    private static final String BY_FIRST_EVENING = " order by c.first_at, c.concert_id";

    /** Along the evenings. A concert stands where its first evening in the time asked for stands, and only there. */
    private static final String DATED = """
            from schedule s join concert_listed c on c.concert_id = s.concert_id
            where s.starts_at >= :from and s.starts_at < :to and c.title is not null
              and not exists (
                  select 1 from schedule e where e.concert_id = s.concert_id and e.starts_at >= :from
                  and (e.starts_at, e.schedule_id) < (s.starts_at, s.schedule_id))""";

    /**
     * The same from the other end: concert by concert, each with its first evening in the time.
     *
     * <p>Of those that begin in it, that is their very first, so that no more of them need be asked for it than are shown.
     */
    private static final String FOUND = """
            from (
                with held as materialized (
                    select * from concert_listed c
                    where c.title is not null and c.last_at >= :from and c.first_at < :to""";

    private static final String AND_DATED = """
            )
                (select * from held where first_at >= :from order by first_at fetch first :reached rows with ties)
                union all
                select * from held where first_at < :from) c
            cross join lateral (
                select e.starts_at, e.schedule_id from schedule e
                where e.concert_id = c.concert_id and e.starts_at >= :from and e.starts_at < :to
                order by e.starts_at, e.schedule_id limit 1) s""";

    private static final String BY_EVENING_ASKED_FOR = " order by s.starts_at, s.schedule_id";

    /** A word is rare if not more than one in so many holds it, */
    private static final int ONE_IN = 20;

    /** and if all that hold it can be looked at within some hundredths of a second. */
    private static final int MOST_LOOKED_AT = 10_000;

    private static final Pattern ROWS_EXPECTED = Pattern.compile("rows=(\\d+)");

    private final JdbcClient database;
    private final CatalogueSettings settings;

    Listing(JdbcClient database, CatalogueSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** When evenings must begin, from the one instant until before the other. */
    record Dates(Instant from, Instant to) {}

    @Transactional(readOnly = true)
    public Found page(String text, @Nullable Dates dates, Pageable page) {
        var parameters = new HashMap<String, Object>();
        var words = words(text, parameters);
        bound();
        // This page, the next, and whether there is anything after that.
        int counted = 2 * page.getPageSize();
        String found;
        if (dates == null) {
            found = ALL + words + BY_FIRST_EVENING;
        } else {
            var isLookedUp = !words.isEmpty() && isRare(words, parameters);
            found = (isLookedUp ? FOUND + words + AND_DATED : DATED + words) + BY_EVENING_ASKED_FOR;
            parameters.put("from", dates.from().atOffset(ZoneOffset.UTC));
            parameters.put("to", dates.to().atOffset(ZoneOffset.UTC));
            parameters.put("reached", page.getOffset() + counted + 1);
        }
        var rows = database.sql("select c.* " + found + " limit :most offset :offset")
                .params(parameters)
                .param("most", counted + 1)
                .param("offset", page.getOffset())
                .query((row, _) -> listed(row))
                .list();
        return new Found(
                rows.subList(0, Math.min(page.getPageSize(), rows.size())),
                page.getPageNumber(),
                page.getPageSize(),
                rows.isEmpty()
                        ? countedUpTo(page.getOffset(), found, parameters)
                        : page.getOffset() + Math.min(counted, rows.size()),
                rows.size() > counted);
    }

    /** What is searched for means itself, even where it looks like a pattern. */
    private static String words(String text, Map<String, Object> parameters) {
        if (text.isBlank()) {
            return "";
        }
        var words = text.strip();
        var literally = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        var anywhere = words.codePointCount(0, words.length()) >= LOOKED_UP_ANYWHERE;
        parameters.put("words", (anywhere ? "%" : "% ") + literally + "%");
        return HOLD;
    }

    /**
     * How to look for a word depends on the word, so that its plan is its own, and made for pages that are in memory or on
     * a disk without an arm; no caller gets more than one process to themselves, and none for long.
     */
    private void bound() {
        database.sql("""
                        select set_config('plan_cache_mode', 'force_custom_plan', true),
                               set_config('random_page_cost', '1.1', true),
                               set_config('max_parallel_workers_per_gather', '0', true),
                               set_config('statement_timeout', :milliseconds, true)""")
                .param("milliseconds", Long.toString(settings.searchWithin().toMillis()))
                .query()
                .singleRow();
    }

    /**
     * Whether those that hold the words are few enough to be looked at one by one, by the database's own statistics.
     *
     * <p>It cannot tell by itself when going along the evenings would go on and on, because all that hold a word have had
     * theirs: it takes it that they are spread evenly.
     */
    private boolean isRare(String words, Map<String, Object> parameters) {
        long expected = expected(ALL + words, parameters);
        return expected <= MOST_LOOKED_AT && expected * ONE_IN <= expected(ALL, Map.of());
    }

    private long expected(String found, Map<String, Object> parameters) {
        var plan = database.sql("explain select 1 " + found)
                .params(parameters)
                .query(String.class)
                .list()
                .getFirst();
        var rows = ROWS_EXPECTED.matcher(plan);
        if (!rows.find()) {
            throw new IllegalStateException("No plan: " + plan);
        }
        return Long.parseLong(rows.group(1));
    }

    /** How many there are for somebody who has turned past the end. */
    private long countedUpTo(long offset, String found, Map<String, Object> parameters) {
        return offset == 0
                ? 0
                : database.sql("select count(*) from (select 1 " + found + " limit :offset) counted")
                        .params(parameters)
                        .param("offset", offset)
                        .query(Long.class)
                        .single();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var amount = row.getObject("from_amount", Long.class);
        var currency = row.getString("currency");
        return new Listed(
                row.getString("concert_id"),
                row.getString("title"),
                row.getString("artist"),
                instant(row, "first_at"),
                instant(row, "last_at"),
                amount == null || currency == null ? null : new Money(amount, currency));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
