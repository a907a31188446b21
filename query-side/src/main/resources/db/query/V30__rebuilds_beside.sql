-- Nobody has to keep away any more: a projection is rebuilt in a schema of its own.
drop table rebuild_notice;

-- How the last rebuild of each projection comes along, or what came of it; any instance can be asked.
create table rebuild (
    projection varchar(255) primary key,
    instance varchar(255) not null,
    phase varchar(16) not null,
    started_at timestamptz not null,
    told_at timestamptz not null,
    records_done bigint not null,
    records_in_all bigint not null,
    differences bigint not null,
    outcome text
);
