-- Alerts, where they are told, and what waits to be told. Times are UNIX
-- seconds. The same tables are in SQLite's migration of this name. What no query
-- looks at is JSON in body, written and read by package alerts/store.

-- +goose Up

CREATE TABLE destination (
  id        BIGINT PRIMARY KEY CHECK (id > 0),
  project   BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  name      TEXT COLLATE "C" NOT NULL,
  channel   TEXT COLLATE "C" NOT NULL,
  target    TEXT COLLATE "C" NOT NULL, -- settings, secrets included: they are sent
  manual    BIGINT NOT NULL,
  automatic BIGINT NOT NULL,
  off       TEXT COLLATE "C" NOT NULL, -- why it is off, '' for on
  created   BIGINT NOT NULL
);

CREATE INDEX destination_project ON destination (project);

-- rev grows with every change of body or state: nobody saves over what he has not seen.
CREATE TABLE alert (
  id        BIGINT PRIMARY KEY CHECK (id > 0),
  public_id TEXT COLLATE "C" NOT NULL UNIQUE,
  project   BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  stat      BIGINT NOT NULL REFERENCES stat ON DELETE CASCADE,
  body      TEXT COLLATE "C" NOT NULL,
  state     TEXT COLLATE "C" NOT NULL,
  rev       BIGINT NOT NULL DEFAULT 1,
  due       BIGINT NOT NULL,
  created   BIGINT NOT NULL
);

CREATE INDEX alert_due ON alert (due);
CREATE INDEX alert_project ON alert (project);
CREATE INDEX alert_stat ON alert (stat);

CREATE TABLE alert_entry (
  id    BIGINT PRIMARY KEY CHECK (id > 0),
  alert BIGINT NOT NULL REFERENCES alert ON DELETE CASCADE,
  at    BIGINT NOT NULL,
  body  TEXT COLLATE "C" NOT NULL
);

CREATE INDEX alert_entry_alert ON alert_entry (alert, at);
CREATE INDEX alert_entry_at ON alert_entry (at);

-- A message for one destination. status is 0 while it waits, 1 delivered, 2
-- dead, 3 dropped. holder is who has it until lease, 0 for nobody. What comes in
-- the same minute joins it until somebody has it.
CREATE TABLE outbox (
  key         TEXT COLLATE "C" PRIMARY KEY,
  project     BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  destination BIGINT NOT NULL REFERENCES destination ON DELETE CASCADE,
  minute      BIGINT NOT NULL,
  status      BIGINT NOT NULL DEFAULT 0,
  created     BIGINT NOT NULL,
  due         BIGINT NOT NULL,
  lease       BIGINT NOT NULL DEFAULT 0,
  holder      BIGINT NOT NULL DEFAULT 0,
  tries       BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX outbox_waiting ON outbox (destination, due) WHERE status = 0;
CREATE INDEX outbox_project ON outbox (project, status, created);
CREATE INDEX outbox_done ON outbox (created) WHERE status > 0;

CREATE TABLE outbox_notice (
  key         TEXT COLLATE "C" NOT NULL,
  destination BIGINT NOT NULL REFERENCES destination ON DELETE CASCADE,
  message     TEXT COLLATE "C" NOT NULL REFERENCES outbox ON DELETE CASCADE,
  body        TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (destination, key)
);

CREATE INDEX outbox_notice_message ON outbox_notice (message);

CREATE TABLE attempt (
  id          BIGINT PRIMARY KEY CHECK (id > 0),
  destination BIGINT NOT NULL REFERENCES destination ON DELETE CASCADE,
  message     TEXT COLLATE "C" NOT NULL,
  at          BIGINT NOT NULL,
  status      BIGINT NOT NULL,
  answer      TEXT COLLATE "C" NOT NULL
);

CREATE INDEX attempt_destination ON attempt (destination, at);
CREATE INDEX attempt_at ON attempt (at);

-- What automatic detection remembers of a stat; body has the notices it sent.
CREATE TABLE detector (
  stat   BIGINT PRIMARY KEY REFERENCES stat ON DELETE CASCADE,
  rev    BIGINT NOT NULL,
  at     BIGINT NOT NULL DEFAULT 0, -- the minute before which all was scored
  off    BIGINT NOT NULL DEFAULT 0,
  denied BIGINT NOT NULL DEFAULT 0,
  body   TEXT COLLATE "C" NOT NULL DEFAULT '{}',
  state  BYTEA
);
