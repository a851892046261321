-- +goose Up

-- One stat's hour as one writer saw it: minutes is a blob of package chunk, rev
-- the last commit of the writer's log that is merged in. Hours count from 1970.
-- Every unique key and every join of chunk and month has stat_id in it, and
-- neither has a sequence or a trigger: they can be spread over servers by it.
CREATE TABLE chunk (
    stat_id bigint NOT NULL,
    hour    bigint NOT NULL,
    writer  bigint NOT NULL,
    rev     bigint NOT NULL,
    minutes bytea  NOT NULL,
    PRIMARY KEY (stat_id, hour, writer)
) PARTITION BY RANGE (hour);

-- The blobs are packed: compressing them again is work for nothing.
ALTER TABLE chunk ALTER COLUMN minutes SET STORAGE EXTERNAL;

-- The hours of a month, made of the chunks of that writer: hours is a blob too,
-- rev the highest of its chunks, last the newest hour with data (NULL: none).
-- Months count from the year 0. A row is written anew with each hour of its
-- month, with all its neighbours at the same time: half of each page is left
-- for the next version of each row on it, so that no index entry is needed.
-- Most of the bytes are aside, where that costs nothing.
CREATE TABLE month (
    stat_id bigint NOT NULL,
    month   bigint NOT NULL,
    writer  bigint NOT NULL,
    rev     bigint NOT NULL,
    last    bigint,
    hours   bytea  NOT NULL,
    PRIMARY KEY (stat_id, month, writer)
) WITH (
    fillfactor = 50,
    autovacuum_vacuum_scale_factor = 0.05,
    toast.autovacuum_vacuum_scale_factor = 0.05
);

ALTER TABLE month ALTER COLUMN hours SET STORAGE EXTERNAL;

-- The highest rev that each writer has stored. Its row is also the lock that
-- lets one writer's transactions follow each other.
CREATE TABLE writer (
    writer bigint PRIMARY KEY,
    newest bigint NOT NULL
) WITH (fillfactor = 20);

-- One row: minutes of hours before this one are gone, or do not count.
CREATE TABLE expiry (
    before bigint NOT NULL
);

CREATE UNIQUE INDEX expiry_is_one_row ON expiry ((true));

INSERT INTO expiry (before) VALUES (-9223372036854775808);
