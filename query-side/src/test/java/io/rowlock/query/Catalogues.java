package io.rowlock.query;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Read models of any size, made by the database itself. */
final class Catalogues {
    /** Evenings of a concert, and seats that one buyer has to do with at a time. */
    private static final int EVENINGS = 4;

    /**
     * Concerts of four evenings each, one every few minutes from 2027 on, and touched seats spread over all evenings.
     *
     * <p>Four concerts have a word of their own, however many there are. Anna has 500 holds, reservations, orders and
     * transactions, the rest have five each.
     */
    static void fill(JdbcClient tables, int schedules, int seats) {
        int concerts = schedules / EVENINGS;
        tables.sql("""
                        insert into concert (concert_id, title, artist, description, seen)
                        select 'con-' || i,
                               'Concert number ' || i || case when i <= 4 then ' Zauberfloete xq' else '' end,
                               'Artist ' || md5(i::text), 'An evening', 0
                        from generate_series(1, :concerts) i""").param("concerts", concerts).update();
        tables.sql("""
                        insert into schedule (schedule_id, concert_id, venue, starts_at, sales_open_at, sales_close_at,
                            cancel_until, seats, from_amount, currency, seen)
                        select 'sch-' || i, 'con-' || (i - 1) / 4 + 1, 'Hall', at, '2026-01-01', at, at, 60000, 1000, 'KRW', 0
                        from (select i, timestamptz '2027-01-01' + i * interval '365 days' / :schedules as at
                              from generate_series(1, :schedules) i) e""").param("schedules", schedules).update();
        tables.sql("""
                        insert into concert_listed (concert_id, title, artist, first_at, last_at, from_amount, currency)
                        select concert_id, title, artist, first_at, last_at, 1000, 'KRW' from concert
                        join (select concert_id, min(starts_at) first_at, max(starts_at) last_at
                              from schedule group by concert_id) s using (concert_id)""").update();
        tables.sql("insert into seat_plan (schedule_id, seen) select schedule_id, 0 from schedule")
                .update();
        tables.sql("""
                        insert into seat_plan_section (schedule_id, position, name, grade, row_count, seats_per_row,
                            amount, currency)
                        select schedule_id, 0, 'A', 'VIP', 50, 50, 1000, 'KRW' from schedule""").update();
        tables.sql("""
                        insert into seat (seat_id, schedule_id, section, row_number, seat_number, state, held_until, seen)
                        select 'sch-' || schedule || '/A-' || row || '-1', 'sch-' || schedule, 'A', row, 1,
                               case row % 3 when 0 then 'SOLD' when 1 then 'HELD' else 'RELEASED' end,
                               case row % 3 when 1 then timestamptz '2099-01-01' end, 1
                        from (select i % :schedules + 1 as schedule, i / :schedules + 1 as row
                              from generate_series(0, :seats - 1) i) s""").param("schedules", schedules).param("seats", seats).update();
        ofBuyers(tables, schedules);
        tables.sql("vacuum analyze").update();
    }

    private static void ofBuyers(JdbcClient tables, int orders) {
        var owned = """
                from (select i, 'usr-' || case when i <= 500 then 'anna' else (i / 5)::text end as buyer,
                             timestamptz '2026-06-01' + i * interval '1 second' as at
                      from generate_series(1, :orders) i) o""";
        tables.sql("""
                        insert into seat_hold (hold_id, stream, schedule_id, buyer_id, state, placed_at, held_until, amount,
                            currency, order_id, seen)
                        select 'sch-' || i || '.h', 'sch-' || i || '/buyer/' || buyer, 'sch-' || i, buyer, 'SOLD', at, at,
                               1000, 'KRW', 'ord-' || i, 1
                        """ + owned).param("orders", orders).update();
        tables.sql("insert into seat_hold_seat select hold_id, 0, 'A-1-1', 1000, 'KRW' from seat_hold")
                .update();
        tables.sql("""
                        insert into reservation (reservation_id, hold_id, schedule_id, buyer_id, status, reserved_at, amount,
                            currency, seen)
                        select order_id, hold_id, schedule_id, buyer_id, 'RESERVED', placed_at, amount, currency, 1
                        from seat_hold""").update();
        tables.sql("insert into reservation_seat select reservation_id, 0, 'A-1-1', 1000, 'KRW' from reservation")
                .update();
        tables.sql("""
                        insert into payment_order (order_id, hold_id, schedule_id, buyer_id, method, amount, currency,
                            readied_at, pay_until, cancel_until, status, seen)
                        select order_id, hold_id, schedule_id, buyer_id, 'MOCK', amount, currency, placed_at, placed_at,
                               placed_at, 'CONFIRMED', 0 from seat_hold""").update();
        tables.sql("""
                        insert into payment_step (order_id, position, status, happened_at, what)
                        select order_id, 0, 'READY', readied_at, 'READIED' from payment_order""").update();
        tables.sql("""
                        insert into wallet (wallet_id, buyer_id, balance, currency, seen)
                        select distinct 'wallet/' || buyer_id, buyer_id, 1000, 'KRW', 4 from seat_hold""").update();
        tables.sql("""
                        insert into wallet_transaction (transaction_id, buyer_id, number, kind, amount, balance, currency,
                            happened_at)
                        select 'wallet/' || buyer || '#' || i, buyer, i, 'CHARGED', 1000, 1000, 'KRW', at
                        """ + owned).param("orders", orders).update();
    }

    private Catalogues() {}
}
