package io.rowlock.query.catalogue;

import io.rowlock.api.Money;
import io.rowlock.query.catalogue.ConcertView.Listed;
import io.rowlock.query.platform.PageOf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds concerts by words and dates at a cost that does not grow with how many there are. */
@Component
class Listing {
    /** Whoever has so many on their list does not care how many more there are. */
    static final int MOST_COUNTED = 1_000;

    /** Three letters in a row can be looked up anywhere; fewer only where a word begins. */
    private static final int LOOKED_UP_ANYWHERE = 3;

    private static final String ANYWHERE = " and (c.title ilike :anywhere or c.artist ilike :anywhere)";

    private static final String WHERE_A_WORD_BEGINS = " and (c.title ilike :inside or c.artist ilike :inside"
            + " or c.title ilike :atTheStart or c.artist ilike :atTheStart)";

    private static final String ALL = "from concert_listed c where c.title is not null";

    /** A concert stands where its first evening in the time asked for stands, and only there. */
    private static final String DATED = """
            from schedule s join concert_listed c on c.concert_id = s.concert_id
            where s.starts_at >= :from and s.starts_at < :to and c.title is not null
              and not exists (
                  select 1 from schedule e where e.concert_id = s.concert_id and e.starts_at >= :from
                  and (e.starts_at, e.schedule_id) < (s.starts_at, s.schedule_id))""";

    private final JdbcClient database;
    private final CatalogueSettings settings;

    Listing(JdbcClient database, CatalogueSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** When evenings must begin, from the one instant until before the other. */
    record Dates(Instant from, Instant to) {}

    @Transactional(readOnly = true)
    public PageOf<Listed> page(String text, @Nullable Dates dates, Pageable page) {
        var parameters = new HashMap<String, Object>();
        var found = dates == null ? ALL : DATED;
        if (!text.isBlank()) {
            var words = text.strip();
            // What is searched for means itself, even where it looks like a pattern.
            var literally = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            if (words.codePointCount(0, words.length()) >= LOOKED_UP_ANYWHERE) {
                found += ANYWHERE;
                parameters.put("anywhere", "%" + literally + "%");
            } else {
                found += WHERE_A_WORD_BEGINS;
                parameters.put("inside", "% " + literally + "%");
                parameters.put("atTheStart", literally + "%");
            }
        }
        if (dates != null) {
            parameters.put("from", dates.from().atOffset(ZoneOffset.UTC));
            parameters.put("to", dates.to().atOffset(ZoneOffset.UTC));
        }
        // How to look for a word depends on the word, and one that has it all read must not go on for ever.
        database.sql("set local plan_cache_mode to force_custom_plan").update();
        // A small catalogue could be read from end to end; it is to be read like the large one that it may become.
        database.sql("set local enable_seqscan to off").update();
        database.sql("set local statement_timeout to " + settings.searchWithin().toMillis())
                .update();
        var items = database.sql("select c.* " + found + " order by "
                        + (dates == null ? "c.first_at, c.concert_id" : "s.starts_at, s.schedule_id")
                        + " limit :size offset :offset")
                .params(parameters)
                .param("size", page.getPageSize())
                .param("offset", page.getOffset())
                .query((row, _) -> listed(row))
                .list();
        return new PageOf<>(items, page.getPageNumber(), page.getPageSize(), total(found, parameters, items, page));
    }

    private long total(String found, Map<String, Object> parameters, List<Listed> items, Pageable page) {
        // The last page knows by itself.
        if (!items.isEmpty() && items.size() < page.getPageSize()) {
            return Math.min(MOST_COUNTED, page.getOffset() + items.size());
        }
        return database.sql("select count(*) from (select 1 " + found + " limit " + MOST_COUNTED + ") counted")
                .params(parameters)
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
