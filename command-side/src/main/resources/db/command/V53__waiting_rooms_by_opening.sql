-- Where there are more rooms than are kept at a time, those that open first are. For rooms that are there already their end
-- has to do; nothing is kept twice or not at all because of it, as long as there are fewer.
ALTER TABLE waiting_room ADD COLUMN opens_at TIMESTAMPTZ;
UPDATE waiting_room SET opens_at = over_at;
ALTER TABLE waiting_room ALTER COLUMN opens_at SET NOT NULL;
