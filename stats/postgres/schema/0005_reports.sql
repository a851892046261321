-- Reports, what was told of new stats, and the key that signs links in
-- messages. The same tables are in SQLite's migration of this name, but for node.

-- +goose Up

ALTER TABLE destination ADD COLUMN news BIGINT NOT NULL DEFAULT 0;

-- body is JSON, written and read by package alerts/store. rev grows with every
-- change, so that of two processes one sends.
CREATE TABLE report (
  id        BIGINT PRIMARY KEY CHECK (id > 0),
  public_id TEXT COLLATE "C" NOT NULL UNIQUE,
  project   BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  body      TEXT COLLATE "C" NOT NULL,
  rev       BIGINT NOT NULL DEFAULT 1,
  due       BIGINT NOT NULL,
  created   BIGINT NOT NULL
);

CREATE INDEX report_due ON report (due);
CREATE INDEX report_project ON report (project);

-- Stats made until seen were told of, the last time at told.
CREATE TABLE news (
  project BIGINT PRIMARY KEY REFERENCES project ON DELETE CASCADE,
  seen    BIGINT NOT NULL,
  told    BIGINT NOT NULL
);

CREATE TABLE link_key (
  id  BIGINT PRIMARY KEY CHECK (id = 1),
  key BYTEA NOT NULL
);

-- Until when the points of each node are stored. A node that has not said
-- anything for a while no longer counts.
CREATE TABLE node (
  writer BIGINT PRIMARY KEY,
  shared BIGINT NOT NULL, -- by the node's clock
  told   BIGINT NOT NULL  -- by the database's
);
