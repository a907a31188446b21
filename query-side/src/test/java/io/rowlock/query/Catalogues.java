package io.rowlock.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Read models of any size, made by the database itself. */
final class Catalogues {
    /** Evenings of a concert. */
    static final int EVENINGS = 4;

    /** Holds, and as many reservations, orders and transactions, of each buyer. */
    static final int OWNED = 25;

    private static final Logger LOG = LoggerFactory.getLogger(Catalogues.class);

    /** Anna owns the first; the others follow by their numbers. */
    private static final String OWNERS = """
            from (select i, 'usr-' || case when i <= %d then 'anna' else ((i - 1) / %d)::text end as buyer,
                         timestamptz '2026-06-01' + i * interval '1 second' as at
                  from generate_series(1, :schedules) i) o""".formatted(OWNED, OWNED);

    /** The largest first, so that nobody waits for it in the end. */
    private static final List<Rows> ALL = List.of(
            new Rows("seat", """
                    (seat_id, schedule_id, section, row_number, seat_number, state, held_until, seen)
                    select 'sch-' || schedule || '/A-' || row || '-1', 'sch-' || schedule, 'A', row, 1,
                           case row % 3 when 0 then 'SOLD' when 1 then 'HELD' else 'RELEASED' end,
                           case row % 3 when 1 then timestamptz '2099-01-01' end, 1
                    from (select i / :each + 1 as schedule, i % :each + 1 as row
                          from generate_series(0, :schedules * :each - 1) i) s"""),
            new Rows("schedule", """
                    (schedule_id, concert_id, venue, starts_at, sales_open_at, sales_close_at, cancel_until, seats,
                     from_amount, currency, seen)
                    select 'sch-' || i, 'con-' || (i - 1) / 4 + 1, 'Hall', at, '2026-01-01', at, at, 60000, 1000, 'KRW', 0
                    from (select i, timestamptz '2027-01-01' + i * interval '365 days' / :schedules as at
                          from generate_series(1, :schedules) i) e"""),
            new Rows("concert_listed", """
                    (concert_id, title, artist, first_at, last_at, from_amount, currency)
                    select 'con-' || i,
                           'Concert number ' || i || case when i <= 4 then ' Zauberfloete xq'
                                                          when i % 100 = 3 then ' Jazz'
                                                          when i % 100 = 7 and i < :schedules / 12 then ' Winterreise'
                                                          else '' end,
                           'Artist ' || md5(i::text),
                           timestamptz '2027-01-01' + (4 * i - 3) * interval '365 days' / :schedules,
                           timestamptz '2027-01-01' + 4 * i * interval '365 days' / :schedules, 1000, 'KRW'
                    from generate_series(1, :schedules / 4) i"""),
            new Rows("concert", """
                    (concert_id, title, artist, description, seen)
                    select 'con-' || i, 'Concert number ' || i, 'Artist ' || md5(i::text), 'An evening', 0
                    from generate_series(1, :schedules / 4) i"""),
            new Rows("seat_plan", "(schedule_id, seen) select 'sch-' || i, 0 from generate_series(1, :schedules) i"),
            new Rows("seat_plan_section", """
                    (schedule_id, position, name, grade, row_count, seats_per_row, amount, currency)
                    select 'sch-' || i, 0, 'A', 'VIP', 50, 50, 1000, 'KRW' from generate_series(1, :schedules) i"""),
            new Rows("seat_hold", """
                    (hold_id, stream, schedule_id, buyer_id, state, placed_at, held_until, amount, currency, order_id, seen)
                    select 'sch-' || i || '.h', 'sch-' || i || '/buyer/' || buyer, 'sch-' || i, buyer, 'SOLD', at, at,
                           1000, 'KRW', 'ord-' || i, 1
                    """ + OWNERS),
            new Rows("seat_hold_seat", """
                    (hold_id, position, seat, amount, currency)
                    select 'sch-' || i || '.h', 0, 'A-1-1', 1000, 'KRW' from generate_series(1, :schedules) i"""),
            new Rows("reservation", """
                    (reservation_id, hold_id, schedule_id, buyer_id, status, reserved_at, amount, currency, seen)
                    select 'ord-' || i, 'sch-' || i || '.h', 'sch-' || i, buyer, 'RESERVED', at, 1000, 'KRW', 1
                    """ + OWNERS),
            new Rows("reservation_seat", """
                    (reservation_id, position, seat, amount, currency)
                    select 'ord-' || i, 0, 'A-1-1', 1000, 'KRW' from generate_series(1, :schedules) i"""),
            new Rows("payment_order", """
                    (order_id, hold_id, schedule_id, buyer_id, method, amount, currency, readied_at, pay_until,
                     cancel_until, status, seen)
                    select 'ord-' || i, 'sch-' || i || '.h', 'sch-' || i, buyer, 'MOCK', 1000, 'KRW', at, at, at,
                           'CONFIRMED', 0
                    """ + OWNERS),
            new Rows("payment_step", """
                    (order_id, position, status, happened_at, what)
                    select 'ord-' || i, 0, 'READY', at, 'READIED'
                    """ + OWNERS),
            new Rows("wallet_transaction", """
                    (transaction_id, buyer_id, number, kind, amount, balance, currency, happened_at)
                    select 'wallet/' || buyer || '#' || i, buyer, i, 'CHARGED', 1000, 1000, 'KRW', at
                    """ + OWNERS),
            new Rows("wallet", """
                    (wallet_id, buyer_id, balance, currency, seen)
                    select distinct 'wallet/' || buyer, buyer, 1000, 'KRW', 4
                    """ + OWNERS));

    /** What a table is filled with, after its name. */
    private record Rows(String table, String values) {}

    /**
     * Concerts of four evenings each, spread over the year 2027, and touched seats on every evening.
     *
     * <p>Four concerts have a word of their own, however many there are; one in a hundred is Jazz, and of the first third
     * one in a hundred is Winterreise. Everybody owns as much as everybody else.
     */
    static void fill(DataSource database, int schedules, int seatsAnEvening) throws Exception {
        // A core for each, where there are two.
        try (var two = Executors.newFixedThreadPool(2)) {
            var filled = new ArrayList<Callable<Long>>();
            for (var rows : ALL) {
                filled.add(() -> filled(database, rows, schedules, seatsAnEvening));
            }
            for (var each : two.invokeAll(filled)) {
                each.get();
            }
        }
    }

    /** Without its indexes, which are made afterwards, as they were; what it takes to keep all rows is done by then. */
    private static long filled(DataSource database, Rows rows, int schedules, int seatsAnEvening) throws SQLException {
        long begun = System.nanoTime();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit to off");
            statement.execute("set maintenance_work_mem to '256MB'");
            var indexes = asked(connection, rows.table(), """
                    select 'alter table ' || conrelid::regclass || ' drop constraint ' || quote_ident(conname),
                           'alter table ' || conrelid::regclass || ' add constraint ' || quote_ident(conname) || ' '
                               || pg_get_constraintdef(oid)
                    from pg_constraint where conrelid = ?::regclass and contype in ('p', 'u')""");
            indexes.addAll(asked(connection, rows.table(), """
                    select 'drop index ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
                    from pg_index where indrelid = ?::regclass
                    and indexrelid not in (select conindid from pg_constraint where conindid <> 0)"""));
            for (var index : indexes) {
                statement.execute(index.dropped());
            }
            long made = statement.executeLargeUpdate("insert into " + rows.table() + " "
                    + rows.values()
                            .replace(":schedules", Integer.toString(schedules))
                            .replace(":each", Integer.toString(seatsAnEvening)));
            for (var index : indexes) {
                statement.execute(index.made());
            }
            statement.execute("vacuum analyze " + rows.table());
            statement.execute("reset maintenance_work_mem");
            statement.execute("reset synchronous_commit");
            LOG.info("{}: {} rows after {} s", rows.table(), made, (System.nanoTime() - begun) / 1_000_000_000);
            return made;
        }
    }

    private record Index(String dropped, String made) {}

    private static List<Index> asked(Connection connection, String table, String question) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                var indexes = new ArrayList<Index>();
                while (rows.next()) {
                    indexes.add(new Index(rows.getString(1), rows.getString(2)));
                }
                return indexes;
            }
        }
    }

    private Catalogues() {}
}
