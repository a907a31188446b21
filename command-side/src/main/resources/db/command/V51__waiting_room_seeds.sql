-- The seeds by which waiting rooms are drawn: secret until a draw is published. One a round.
CREATE TABLE waiting_room_seed (
    schedule_id    VARCHAR(64) NOT NULL,
    round          INTEGER     NOT NULL,
    seed           CHAR(64)    NOT NULL,
    commitment     CHAR(64)    NOT NULL,
    -- When this round's places began to be kept in Redis; before that there is nothing that could be lost.
    established_at TIMESTAMPTZ,
    PRIMARY KEY (schedule_id, round)
);

-- The receipts of those who were drawn, so many in a row, so that the proof outlives Redis.
CREATE TABLE waiting_room_list (
    schedule_id VARCHAR(64) NOT NULL,
    round       INTEGER     NOT NULL,
    first       INTEGER     NOT NULL,
    receipts    BYTEA       NOT NULL,
    PRIMARY KEY (schedule_id, round, first)
);
