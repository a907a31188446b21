-- How far Redis was seen to have come with a round, noted every few seconds: so that an instance that has just been started
-- knows an older copy for what it is.
ALTER TABLE waiting_room_seed
    ADD COLUMN served  BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN entries BIGINT NOT NULL DEFAULT 0;
