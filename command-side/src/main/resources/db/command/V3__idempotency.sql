-- What was answered to whom under which Idempotency-Key. Whoever inserts a row carries the request out.
CREATE TABLE remembered_answer (
    caller          TEXT        NOT NULL,
    idempotency_key TEXT        NOT NULL,
    -- Of method, path and body, under a secret: the request itself is not kept.
    fingerprint     BYTEA       NOT NULL,
    -- Which attempt holds the key; one that was taken over finds another mark here, and leaves it alone.
    mark            TEXT        NOT NULL,
    claimed_at      TIMESTAMPTZ NOT NULL,
    -- NULL while the request is in flight.
    status          INTEGER,
    content_type    TEXT,
    location        TEXT,
    position        TEXT,
    body            BYTEA,
    PRIMARY KEY (caller, idempotency_key)
);

CREATE INDEX remembered_answer_age ON remembered_answer (claimed_at);
