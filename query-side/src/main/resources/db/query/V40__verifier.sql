-- How far each walk of the verifier has come, so that whoever takes over goes on from there.
create table verifier_walk (
    name varchar(16) primary key,
    -- What it goes through now, and the last of it that was looked at.
    part varchar(64) not null,
    place text not null,
    instance varchar(255) not null,
    looked_at timestamptz not null,
    -- Of the round under way, and of the last one that was ended.
    begun_at timestamptz not null,
    streams bigint not null,
    rounds bigint not null,
    last_ended_at timestamptz,
    last_streams bigint not null
);

-- What is shown and should not be, or should be and is not. A bounded number.
create table verifier_finding (
    finding_id bigint generated always as identity primary key,
    kind varchar(32) not null,
    projection varchar(255) not null,
    stream varchar(255) not null,
    -- The kind of stream, for whoever looks at it again; nothing where it is about a whole group.
    book varchar(64),
    sentence text not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    -- Found right again, by whatever it was.
    settled_at timestamptz,
    repaired_at timestamptz
);

create unique index verifier_finding_open on verifier_finding (projection, stream, kind) where settled_at is null;
create index verifier_finding_by_look on verifier_finding (last_seen_at) where settled_at is null;
create index verifier_finding_settled on verifier_finding (settled_at) where settled_at is not null;

-- What a hold has become is looked up by the hold.
create index reservation_of_hold on reservation (hold_id);
