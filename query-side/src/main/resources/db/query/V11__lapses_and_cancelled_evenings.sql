alter table schedule add column cancelled boolean not null default false;

-- Of holds that were released before, a rebuild tells why.
alter table seat_hold add column release_reason varchar(32);
