create table wallet (
    wallet_id varchar(128) primary key,
    buyer_id varchar(64) not null,
    balance bigint not null,
    currency varchar(3) not null,
    seen bigint not null
) with (fillfactor = 80);

create index wallet_of_buyer on wallet (buyer_id);

create table wallet_transaction (
    transaction_id varchar(160) primary key,
    buyer_id varchar(64) not null,
    number bigint not null,
    kind varchar(16) not null,
    amount bigint not null,
    balance bigint not null,
    currency varchar(3) not null,
    order_id varchar(64),
    happened_at timestamptz not null
);

create index wallet_transaction_of_buyer on wallet_transaction (buyer_id, number desc);
