-- Alerts, where they are told, and what waits to be told. Times are UNIX
-- seconds. The same tables are in PostgreSQL's migration of this name. What no query
-- looks at is JSON in body, written and read by package alerts/store.

-- +goose Up

CREATE TABLE destination (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  project   INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  name      TEXT   NOT NULL,
  channel   TEXT   NOT NULL,
  target    TEXT   NOT NULL, -- settings, secrets included: they are sent
  manual    INTEGER NOT NULL,
  automatic INTEGER NOT NULL,
  off       TEXT   NOT NULL, -- why it is off, '' for on
  created   INTEGER NOT NULL
) STRICT;

CREATE INDEX destination_project ON destination (project);

-- rev grows with every change of body or state: nobody saves over what he has not seen.
CREATE TABLE alert (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  public_id TEXT   NOT NULL UNIQUE,
  project   INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  stat      INTEGER NOT NULL REFERENCES stat ON DELETE CASCADE,
  body      TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  rev       INTEGER NOT NULL DEFAULT 1,
  due       INTEGER NOT NULL,
  created   INTEGER NOT NULL
) STRICT;

CREATE INDEX alert_due ON alert (due);
CREATE INDEX alert_project ON alert (project);
CREATE INDEX alert_stat ON alert (stat);

CREATE TABLE alert_entry (
  id    INTEGER PRIMARY KEY CHECK (id > 0),
  alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
  at    INTEGER NOT NULL,
  body  TEXT   NOT NULL
) STRICT;

CREATE INDEX alert_entry_alert ON alert_entry (alert, at);
CREATE INDEX alert_entry_at ON alert_entry (at);

-- A message for one destination. status is 0 while it waits, 1 delivered, 2
-- dead, 3 dropped. holder is who has it until lease, 0 for nobody. What comes in
-- the same minute joins it until somebody has it.
CREATE TABLE outbox (
  key         TEXT   PRIMARY KEY,
  project     INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  destination INTEGER NOT NULL REFERENCES destination ON DELETE CASCADE,
  minute      INTEGER NOT NULL,
  status      INTEGER NOT NULL DEFAULT 0,
  created     INTEGER NOT NULL,
  due         INTEGER NOT NULL,
  lease       INTEGER NOT NULL DEFAULT 0,
  holder      INTEGER NOT NULL DEFAULT 0,
  tries       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX outbox_waiting ON outbox (destination, due) WHERE status = 0;
CREATE INDEX outbox_project ON outbox (project, status, created);
CREATE INDEX outbox_done ON outbox (created) WHERE status > 0;

CREATE TABLE outbox_notice (
  key         TEXT   NOT NULL,
  destination INTEGER NOT NULL REFERENCES destination ON DELETE CASCADE,
  message     TEXT   NOT NULL REFERENCES outbox ON DELETE CASCADE,
  body        TEXT   NOT NULL,
  PRIMARY KEY (destination, key)
) STRICT;

CREATE INDEX outbox_notice_message ON outbox_notice (message);

CREATE TABLE attempt (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  destination INTEGER NOT NULL REFERENCES destination ON DELETE CASCADE,
  message     TEXT   NOT NULL,
  at          INTEGER NOT NULL,
  status      INTEGER NOT NULL,
  answer      TEXT   NOT NULL
) STRICT;

CREATE INDEX attempt_destination ON attempt (destination, at);
CREATE INDEX attempt_at ON attempt (at);

-- What automatic detection remembers of a stat; body has the notices it sent.
CREATE TABLE detector (
  stat   INTEGER PRIMARY KEY REFERENCES stat ON DELETE CASCADE,
  rev    INTEGER NOT NULL,
  at     INTEGER NOT NULL DEFAULT 0, -- the minute before which all was scored
  off    INTEGER NOT NULL DEFAULT 0,
  denied INTEGER NOT NULL DEFAULT 0,
  body   TEXT NOT NULL DEFAULT '{}',
  state  BLOB
) STRICT;
