-- Where a payment provider's books and the log said different things of an order.
CREATE TABLE disagreement (
    order_id  VARCHAR(64) NOT NULL,
    kind      VARCHAR(32) NOT NULL,
    detail    TEXT        NOT NULL,
    found_at  TIMESTAMPTZ NOT NULL,
    mended_at TIMESTAMPTZ,
    PRIMARY KEY (order_id, kind)
);

CREATE INDEX disagreement_open ON disagreement (kind) WHERE mended_at IS NULL;
