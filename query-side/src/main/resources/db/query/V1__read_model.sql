-- Axon's: how far each part of each projection has come, and what could not be projected.
create table token_entry (
    processor_name varchar(255) not null,
    segment integer not null,
    owner varchar(255),
    timestamp varchar(255) not null,
    token bytea,
    token_type varchar(255),
    primary key (processor_name, segment)
);

create table dead_letter_entry (
    dead_letter_id varchar(255) primary key,
    processing_group varchar(255) not null,
    sequence_identifier varchar(255) not null,
    sequence_index bigint not null,
    message_type varchar(255) not null,
    event_identifier varchar(255) not null,
    time_stamp varchar(255) not null,
    payload_type varchar(255) not null,
    payload_revision varchar(255),
    payload bytea not null,
    meta_data bytea,
    type varchar(255),
    aggregate_identifier varchar(255),
    sequence_number bigint,
    token_type varchar(255),
    token bytea,
    enqueued_at timestamptz not null,
    last_touched timestamptz,
    processing_started timestamptz,
    cause_type varchar(255),
    cause_message varchar(1023),
    diagnostics bytea,
    unique (processing_group, sequence_identifier, sequence_index)
);

-- An instance that rebuilds a projection asks the others to keep away from it.
create table rebuild_notice (
    projection varchar(255) primary key,
    instance varchar(255) not null,
    lapses_at timestamptz not null
);

-- catalogue
create table concert (
    concert_id varchar(64) primary key,
    title text not null,
    artist text not null,
    description text not null,
    seen bigint not null
);

create table schedule (
    schedule_id varchar(64) primary key,
    concert_id varchar(64) not null,
    venue text not null,
    starts_at timestamptz not null,
    sales_open_at timestamptz not null,
    sales_close_at timestamptz not null,
    seats bigint not null,
    from_amount bigint not null,
    currency varchar(3) not null,
    seen bigint not null
);

create index schedule_of_concert on schedule (concert_id, starts_at);
create index schedule_by_date on schedule (starts_at);

-- seatmap
create table seat_plan (
    schedule_id varchar(64) primary key,
    seen bigint not null
);

create table seat_plan_section (
    schedule_id varchar(64) not null,
    position integer not null,
    name varchar(16) not null,
    grade text not null,
    row_count integer not null,
    seats_per_row integer not null,
    amount bigint not null,
    currency varchar(3) not null,
    primary key (schedule_id, position)
);

-- Room on each page, so that a seat that changes its state stays where it is and no index has to be touched.
create table seat (
    seat_id varchar(128) primary key,
    schedule_id varchar(64) not null,
    section varchar(16) not null,
    row_number integer not null,
    seat_number integer not null,
    state varchar(16) not null,
    held_until timestamptz,
    seen bigint not null
) with (fillfactor = 80);

create index seat_of_schedule on seat (schedule_id);

-- reservations
create table seat_hold (
    hold_id varchar(160) primary key,
    stream varchar(160) not null,
    schedule_id varchar(64) not null,
    buyer_id varchar(64) not null,
    state varchar(16) not null,
    placed_at timestamptz not null,
    held_until timestamptz not null,
    amount bigint not null,
    currency varchar(3) not null,
    order_id varchar(64),
    seen bigint not null
) with (fillfactor = 80);

create index seat_hold_of_stream on seat_hold (stream);
create index seat_hold_of_buyer on seat_hold (buyer_id, placed_at desc);

create table seat_hold_seat (
    hold_id varchar(160) not null,
    position integer not null,
    seat varchar(32) not null,
    amount bigint not null,
    currency varchar(3) not null,
    primary key (hold_id, position)
);

create table reservation (
    reservation_id varchar(64) primary key,
    hold_id varchar(160) not null,
    schedule_id varchar(64) not null,
    buyer_id varchar(64) not null,
    reserved_at timestamptz not null,
    amount bigint not null,
    currency varchar(3) not null,
    seen bigint not null
);

create index reservation_of_buyer on reservation (buyer_id, reserved_at desc);

create table reservation_seat (
    reservation_id varchar(64) not null,
    position integer not null,
    seat varchar(32) not null,
    amount bigint not null,
    currency varchar(3) not null,
    primary key (reservation_id, position)
);

-- payments
create table payment_order (
    order_id varchar(64) primary key,
    hold_id varchar(160) not null,
    schedule_id varchar(64) not null,
    buyer_id varchar(64) not null,
    method varchar(16) not null,
    amount bigint not null,
    currency varchar(3) not null,
    readied_at timestamptz not null,
    pay_until timestamptz not null,
    status varchar(16) not null,
    transaction_id varchar(64),
    seen bigint not null
) with (fillfactor = 80);

create index payment_order_of_buyer on payment_order (buyer_id, readied_at desc);

create table payment_step (
    order_id varchar(64) not null,
    position integer not null,
    status varchar(16) not null,
    happened_at timestamptz not null,
    reason text,
    primary key (order_id, position)
);
