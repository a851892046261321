-- Accounts, projects, stats and their names. Times are UNIX seconds, yes and
-- no are 1 and 0, names and keys are compared byte for byte. The same tables
-- are in PostgreSQL's migration of this number.

-- +goose Up

CREATE TABLE account (
  id       INTEGER PRIMARY KEY CHECK (id > 0),
  email    TEXT    NOT NULL UNIQUE, -- lower case
  password TEXT    NOT NULL,        -- argon2id, '' for none
  created  INTEGER NOT NULL
) STRICT;

-- The last three columns are what the limits are held against: how many stats the project lists,
-- and how many of them were made in which minute.
CREATE TABLE project (
  id         INTEGER PRIMARY KEY CHECK (id > 0),
  name       TEXT    NOT NULL,
  ez_on      INTEGER NOT NULL,
  zone       TEXT    NOT NULL,
  max_stats  INTEGER NOT NULL,
  max_new    INTEGER NOT NULL,
  created    INTEGER NOT NULL,
  stat_count INTEGER NOT NULL DEFAULT 0,
  new_minute INTEGER NOT NULL DEFAULT 0,
  new_count  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The keys of all projects in one table, so that no two are the same. Kind is
-- 1 for the ezkey, 2 for the one before it, 3 for the ukey.
CREATE TABLE key_of (
  key     TEXT    PRIMARY KEY CHECK (key <> ''),
  project INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  kind    INTEGER NOT NULL,
  UNIQUE (project, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  project INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  role    INTEGER NOT NULL,
  PRIMARY KEY (account, project)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_project ON member (project);

CREATE TABLE token (
  id      INTEGER PRIMARY KEY CHECK (id > 0),
  project INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  name    TEXT    NOT NULL,
  scope   INTEGER NOT NULL,
  digest  BLOB    NOT NULL UNIQUE,
  hint    TEXT    NOT NULL,
  created INTEGER NOT NULL
) STRICT;

CREATE INDEX token_project ON token (project);

CREATE TABLE link (
  digest  BLOB    PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  until   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX link_account ON link (account);
CREATE INDEX link_until ON link (until);

CREATE TABLE session (
  digest BLOB    PRIMARY KEY,
  data   BLOB    NOT NULL,
  expiry INTEGER NOT NULL
) STRICT;

CREATE INDEX session_expiry ON session (expiry);

-- folded is the name as searches see it. made is when the row was written, in
-- nanoseconds: it orders the stats of one second. A stat that was merged into
-- another has no name any more.
CREATE TABLE stat (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  public_id TEXT    NOT NULL UNIQUE CHECK (public_id <> ''),
  project   INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,
  name      TEXT    NOT NULL,
  folded    TEXT    NOT NULL,
  kind      INTEGER NOT NULL CHECK (kind IN (1, 2)),
  unit      TEXT    NOT NULL,
  open      INTEGER NOT NULL,
  classic   TEXT    NOT NULL UNIQUE CHECK (classic <> ''),
  created   INTEGER NOT NULL,
  made      INTEGER NOT NULL,
  trashed   INTEGER NOT NULL DEFAULT 0, -- 0: it is not in the trash
  into_id   INTEGER REFERENCES stat ON DELETE CASCADE
) STRICT;

-- The last two columns let a list skip what it does not show without a look at
-- the row.
CREATE INDEX stat_created ON stat (project, created, made, id, trashed, into_id);
CREATE INDEX stat_folded ON stat (project, folded, name, id, trashed, into_id);
CREATE INDEX stat_into ON stat (into_id) WHERE into_id IS NOT NULL;
CREATE INDEX stat_trashed ON stat (trashed) WHERE trashed > 0;

CREATE TABLE stat_name (
  project INTEGER NOT NULL,
  name    TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  stat    INTEGER NOT NULL REFERENCES stat ON DELETE CASCADE,
  PRIMARY KEY (project, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX stat_name_stat ON stat_name (stat);

-- The names that a stat in the trash had.
CREATE TABLE trashed_name (
  stat INTEGER NOT NULL REFERENCES stat ON DELETE CASCADE,
  name TEXT    NOT NULL,
  PRIMARY KEY (stat, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
  stat INTEGER NOT NULL REFERENCES stat ON DELETE CASCADE,
  tag  TEXT    NOT NULL,
  PRIMARY KEY (stat, tag)
) STRICT, WITHOUT ROWID;

-- A stat's own embed key is number 0; it may have more.
CREATE TABLE embed_key (
  key     TEXT    PRIMARY KEY CHECK (key <> ''),
  stat    INTEGER NOT NULL REFERENCES stat ON DELETE CASCADE,
  number  INTEGER NOT NULL,
  created INTEGER NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0, -- 0: it works
  UNIQUE (stat, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE comment (
  id   INTEGER PRIMARY KEY CHECK (id > 0),
  stat INTEGER NOT NULL REFERENCES stat ON DELETE CASCADE,
  at   INTEGER NOT NULL,
  body TEXT    NOT NULL
) STRICT;

CREATE INDEX comment_stat ON comment (stat, at);

-- One row: a number that grows with whatever somebody may have in memory.
CREATE TABLE catalog_version (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;

INSERT INTO catalog_version (id, version) VALUES (1, 1);
