-- People. The log knows none of this: erasing a person is deleting a row.
CREATE TABLE account (
    user_id       TEXT PRIMARY KEY,
    email         TEXT        NOT NULL,
    name          TEXT        NOT NULL,
    password_hash TEXT        NOT NULL,
    roles         TEXT[]      NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL
);

-- Anna@example.test and anna@example.test are one person; written as she wrote it, found however she writes it.
CREATE UNIQUE INDEX account_email ON account (lower(email));

-- One log-in, and the family of refresh tokens that came from it.
CREATE TABLE login_session (
    session           TEXT PRIMARY KEY,
    user_id           TEXT        NOT NULL REFERENCES account ON DELETE CASCADE,
    -- The one token that counts, as a SHA-256 hash; all earlier ones have been used.
    unused_token_hash BYTEA       NOT NULL,
    -- Which came first; instances' clocks may disagree about it.
    number            BIGINT GENERATED ALWAYS AS IDENTITY,
    ends_at           TIMESTAMPTZ NOT NULL
);

CREATE INDEX login_session_user ON login_session (user_id, number);
CREATE INDEX login_session_end ON login_session (ends_at);
