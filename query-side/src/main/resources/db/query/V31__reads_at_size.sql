-- What a list of concerts shows, in one row, so that a page of it is a page of an index however many concerts there are.
-- Filled from two sides, the concerts' events and the evenings', in whatever order they come: a row without a title is of
-- a concert of which only evenings are known yet.
create extension if not exists pg_trgm;

create table concert_listed (
    concert_id varchar(64) primary key,
    title text,
    artist text,
    first_at timestamptz,
    last_at timestamptz,
    from_amount bigint,
    currency varchar(3)
);

insert into concert_listed (concert_id, title, artist, first_at, last_at, from_amount, currency)
select coalesce(c.concert_id, s.concert_id), c.title, c.artist, s.first_at, s.last_at, s.from_amount, s.currency
from concert c
full join (
    select concert_id, min(starts_at) as first_at, max(starts_at) as last_at,
           (array_agg(from_amount order by from_amount, currency))[1] as from_amount,
           (array_agg(currency order by from_amount, currency))[1] as currency
    from schedule group by concert_id) s on s.concert_id = c.concert_id;

create index concert_listed_by_date on concert_listed (first_at, concert_id) where title is not null;
create index concert_listed_by_words on concert_listed using gin (title gin_trgm_ops, artist gin_trgm_ops);

-- How many titles hold a word decides in which way they are looked for.
alter table concert_listed alter column title set statistics 1000;
alter table concert_listed alter column artist set statistics 1000;

-- In the order in which they are listed, to the last place, so that a page is read and nothing is sorted.
drop index schedule_of_concert;
create index schedule_of_concert on schedule (concert_id, starts_at, schedule_id);
drop index schedule_by_date;
create index schedule_by_date on schedule (starts_at, schedule_id);
drop index seat_hold_of_buyer;
create index seat_hold_of_buyer on seat_hold (buyer_id, placed_at desc, hold_id);
drop index reservation_of_buyer;
create index reservation_of_buyer on reservation (buyer_id, reserved_at desc, reservation_id);
drop index payment_order_of_buyer;
create index payment_order_of_buyer on payment_order (buyer_id, readied_at desc, order_id);
