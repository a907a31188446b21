-- The buyers of one evening, in an order that does not depend on the database's language.
CREATE INDEX allowance_stream ON domain_event (aggregate_identifier COLLATE "C")
    WHERE type = 'Allowance' AND sequence_number = 0;

-- Evenings that do not take place, and how far they have been wound up.
CREATE TABLE cancelled_evening (
    schedule_id  VARCHAR(64) PRIMARY KEY,
    organiser    VARCHAR(64) NOT NULL,
    cancelled_at TIMESTAMPTZ NOT NULL,
    buyers       INTEGER     NOT NULL DEFAULT 0,
    finished_at  TIMESTAMPTZ
);

-- Their orders: how many refunds each is due, and how many were made.
CREATE TABLE cancelled_order (
    order_id    VARCHAR(64) PRIMARY KEY,
    schedule_id VARCHAR(64) NOT NULL REFERENCES cancelled_evening,
    due         INTEGER     NOT NULL DEFAULT 0,
    refunded    INTEGER     NOT NULL DEFAULT 0
);

CREATE INDEX cancelled_order_by_evening ON cancelled_order (schedule_id);
