-- Reports, what was told of new stats, and the key that signs links in
-- messages. The same tables are in PostgreSQL's migration of this name.

-- +goose Up

ALTER TABLE destination ADD COLUMN news INTEGER NOT NULL DEFAULT 0;

-- body is JSON, written and read by package alerts/store. rev grows with every
-- change, so that of two processes one sends.
CREATE TABLE report (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  public_id TEXT NOT NULL UNIQUE,
  project   INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  body      TEXT NOT NULL,
  rev       INTEGER NOT NULL DEFAULT 1,
  due       INTEGER NOT NULL,
  created   INTEGER NOT NULL
) STRICT;

CREATE INDEX report_due ON report (due);
CREATE INDEX report_project ON report (project);

-- Stats made until seen were told of, the last time at told.
CREATE TABLE news (
  project INTEGER PRIMARY KEY REFERENCES project ON DELETE CASCADE,
  seen    INTEGER NOT NULL,
  told    INTEGER NOT NULL
) STRICT;

CREATE TABLE link_key (
  id  INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL
) STRICT;
