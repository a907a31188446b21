package io.rowlock.query.verifier;

import io.rowlock.query.verifier.Finding.RowDiffers;
import io.rowlock.query.verifier.Finding.RowDiffers.Column;
import io.rowlock.query.verifier.Finding.RowMissing;
import io.rowlock.query.verifier.Finding.RowTooMany;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of concerts, which is no fold of one stream: it is compared with the concerts and evenings that are shown. */
@Component
class ConcertList {
    static final String TABLE = "concert_listed";

    private static final List<String> COLUMNS =
            List.of("title", "artist", "first_at", "last_at", "from_amount", "currency");

    private static final String AS_SHOWN = """
            select coalesce(c.concert_id, s.concert_id) as concert_id, c.title, c.artist, s.first_at, s.last_at,
                   s.from_amount, s.currency
            from (select * from concert where concert_id = any(:concerts)) c
            full join (
                select concert_id, min(starts_at) as first_at, max(starts_at) as last_at,
                       (array_agg(from_amount order by from_amount, currency))[1] as from_amount,
                       (array_agg(currency order by from_amount, currency))[1] as currency
                from schedule where concert_id = any(:concerts) group by concert_id) s
                on s.concert_id = c.concert_id""";

    private final JdbcClient tables;

    ConcertList(JdbcClient tables) {
        this.tables = tables;
    }

    /** Concerts stand for what is listed of them, whichever side it came from. */
    static boolean isMadeFrom(Book<?> book) {
        return book.head().equals(CatalogueBooks.CONCERT);
    }

    /** What is listed of these concerts and does not follow from what is shown of them; all as of one moment. */
    List<Finding> differences(Collection<String> concerts) {
        var columns = new ArrayList<String>();
        COLUMNS.forEach(it -> columns.add("r.%1$s::text as right_%1$s, l.%1$s::text as %1$s".formatted(it)));
        return tables.sql("""
                        select coalesce(r.concert_id, l.concert_id) as concert, r.concert_id is not null as due,
                               l.concert_id is not null as listed, %s
                        from (%s) r
                        full join (select * from concert_listed where concert_id = any(:concerts)) l
                            on l.concert_id = r.concert_id
                        where (r.concert_id, r.title, r.artist, r.first_at, r.last_at, r.from_amount, r.currency)
                            is distinct from
                            (l.concert_id, l.title, l.artist, l.first_at, l.last_at, l.from_amount, l.currency)""".formatted(String.join(", ", columns), AS_SHOWN))
                .param("concerts", concerts.toArray(String[]::new))
                .query((row, _) -> finding(row))
                .list();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        var group = "catalogue";
        var concert = row.getString("concert");
        if (!row.getBoolean("listed")) {
            return new RowMissing(group, concert, TABLE, concert);
        }
        if (!row.getBoolean("due")) {
            return new RowTooMany(group, concert, TABLE, concert);
        }
        var wrong = new ArrayList<Column>();
        for (var column : COLUMNS) {
            var expected = String.valueOf(row.getString("right_" + column));
            var found = String.valueOf(row.getString(column));
            if (!expected.equals(found)) {
                wrong.add(new Column(column, expected, found));
            }
        }
        return new RowDiffers(group, concert, TABLE, concert, wrong);
    }

    /** The next concerts that are listed, or should be. */
    List<String> after(String concert, int most) {
        return tables.sql("""
                        (select concert_id from concert where concert_id > :after order by concert_id limit :most)
                        union (select concert_id from concert_listed where concert_id > :after
                               order by concert_id limit :most)
                        union (select distinct concert_id from schedule where concert_id > :after
                               order by concert_id limit :most)
                        order by concert_id limit :most""")
                .param("after", concert)
                .param("most", most)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Lists these concerts anew, and says how many rows that wrote. */
    int write(Collection<String> concerts) {
        return tables.sql("""
                        insert into concert_listed as listed
                            (concert_id, title, artist, first_at, last_at, from_amount, currency)
                        %s
                        on conflict (concert_id) do update set title = excluded.title, artist = excluded.artist,
                            first_at = excluded.first_at, last_at = excluded.last_at,
                            from_amount = excluded.from_amount, currency = excluded.currency
                        where (listed.title, listed.artist, listed.first_at, listed.last_at, listed.from_amount,
                               listed.currency)
                            is distinct from (excluded.title, excluded.artist, excluded.first_at, excluded.last_at,
                               excluded.from_amount, excluded.currency)""".formatted(AS_SHOWN))
                .param("concerts", concerts.toArray(String[]::new))
                .update();
    }

    /** Takes those of these concerts off the list of which nothing is shown. */
    int remove(Collection<String> concerts) {
        return tables.sql("""
                        delete from concert_listed l where l.concert_id = any(:concerts)
                        and not exists (select 1 from concert c where c.concert_id = l.concert_id)
                        and not exists (select 1 from schedule s where s.concert_id = l.concert_id)""")
                .param("concerts", concerts.toArray(String[]::new))
                .update();
    }
}
