-- Until when a buyer's admissions to an evening were ended before their time; Redis knows it too, but may lose it.
CREATE TABLE ended_admission (
    schedule_id          VARCHAR(64) NOT NULL,
    buyer_id             VARCHAR(64) NOT NULL,
    ended_at             TIMESTAMPTZ NOT NULL,
    ended_by_operator_at TIMESTAMPTZ,
    PRIMARY KEY (schedule_id, buyer_id)
);

CREATE INDEX ended_admission_by_age ON ended_admission (ended_at);
