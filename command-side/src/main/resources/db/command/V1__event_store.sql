-- The log. Only ever appended to.
CREATE TABLE domain_event (
    -- Assigned by the database in order: numbers handed out in blocks would let a reader run past a slower writer.
    global_index         BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    aggregate_identifier VARCHAR(255) NOT NULL,
    sequence_number      BIGINT       NOT NULL,
    type                 VARCHAR(255) NOT NULL,
    event_identifier     VARCHAR(64)  NOT NULL,
    time_stamp           VARCHAR(64)  NOT NULL,
    payload_type         VARCHAR(255) NOT NULL,
    payload_revision     VARCHAR(64),
    payload              BYTEA        NOT NULL,
    meta_data            BYTEA        NOT NULL,
    -- What makes double booking impossible, on any number of instances.
    UNIQUE (aggregate_identifier, sequence_number)
);

-- How far each follower of the log has come, and which instance follows.
CREATE TABLE token (
    processor_name VARCHAR(255) NOT NULL,
    segment        INTEGER      NOT NULL,
    token          BYTEA,
    token_type     VARCHAR(255),
    time_stamp     VARCHAR(64),
    owner          VARCHAR(255),
    PRIMARY KEY (processor_name, segment)
);
