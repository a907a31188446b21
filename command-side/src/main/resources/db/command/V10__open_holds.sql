-- Holds that have not come to an end, as far as the log has been followed: where to look when time is up. It decides
-- nothing, and could be filled again from the log.
CREATE TABLE open_hold (
    hold_id      VARCHAR(160) PRIMARY KEY,
    buyer        VARCHAR(64)  NOT NULL,
    held_until   TIMESTAMPTZ  NOT NULL,
    -- Until then another instance is about to announce that the time is up.
    leased_until TIMESTAMPTZ  NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 80);

CREATE INDEX open_hold_by_end ON open_hold (held_until);
