-- What was done to the read model by hand, or by the verifier in an operator's stead: by whom, when, why, what came of it.
create table feed_action (
    action_id bigint generated always as identity primary key,
    what varchar(32) not null,
    projection varchar(255) not null,
    stream varchar(255) not null,
    -- Of an event; nothing where it is about all of the stream.
    sequence_number bigint,
    done_by varchar(255) not null,
    done_at timestamptz not null,
    reason text,
    outcome text not null
);

create index feed_action_of_stream on feed_action (projection, stream) where what = 'LETTER_DISCARDED';
