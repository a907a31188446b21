-- The evenings that have a waiting room, and when there is nothing left to wait for.
CREATE TABLE waiting_room (
    schedule_id VARCHAR(64) PRIMARY KEY,
    over_at     TIMESTAMPTZ NOT NULL
);

CREATE INDEX waiting_room_by_end ON waiting_room (over_at);

-- Seats of such evenings that cannot be had, so that those who wait know what is left.
CREATE TABLE taken_seat (
    schedule_id VARCHAR(64) NOT NULL,
    section     VARCHAR(16) NOT NULL,
    seat        VARCHAR(64) NOT NULL,
    PRIMARY KEY (schedule_id, section, seat)
);
