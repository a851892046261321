-- Accounts, projects, stats and their names. Times are UNIX seconds, yes and
-- no are 1 and 0, names and keys are compared byte for byte. The same tables
-- are in SQLite's migration of this number.

-- +goose Up

CREATE TABLE account (
  id       BIGINT PRIMARY KEY CHECK (id > 0),
  email    TEXT COLLATE "C" NOT NULL UNIQUE, -- lower case
  password TEXT COLLATE "C" NOT NULL,        -- argon2id, '' for none
  created  BIGINT NOT NULL
);

-- The last three columns are what the limits are held against: how many stats the project lists,
-- and how many of them were made in which minute.
CREATE TABLE project (
  id         BIGINT PRIMARY KEY CHECK (id > 0),
  name       TEXT COLLATE "C" NOT NULL,
  ez_on      BIGINT NOT NULL,
  zone       TEXT COLLATE "C" NOT NULL,
  max_stats  BIGINT NOT NULL,
  max_new    BIGINT NOT NULL,
  created    BIGINT NOT NULL,
  stat_count BIGINT NOT NULL DEFAULT 0,
  new_minute BIGINT NOT NULL DEFAULT 0,
  new_count  BIGINT NOT NULL DEFAULT 0
);

-- The keys of all projects in one table, so that no two are the same. Kind is
-- 1 for the ezkey, 2 for the one before it, 3 for the ukey.
CREATE TABLE key_of (
  key     TEXT COLLATE "C" PRIMARY KEY CHECK (key <> ''),
  project BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  kind    BIGINT NOT NULL,
  UNIQUE (project, kind)
);

CREATE TABLE member (
  account BIGINT NOT NULL REFERENCES account ON DELETE CASCADE,
  project BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  role    BIGINT NOT NULL,
  PRIMARY KEY (account, project)
);

CREATE INDEX member_project ON member (project);

CREATE TABLE token (
  id      BIGINT PRIMARY KEY CHECK (id > 0),
  project BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  name    TEXT COLLATE "C" NOT NULL,
  scope   BIGINT NOT NULL,
  digest  BYTEA NOT NULL UNIQUE,
  hint    TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL
);

CREATE INDEX token_project ON token (project);

CREATE TABLE link (
  digest  BYTEA PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES account ON DELETE CASCADE,
  until   BIGINT NOT NULL
);

CREATE INDEX link_account ON link (account);
CREATE INDEX link_until ON link (until);

CREATE TABLE session (
  digest BYTEA PRIMARY KEY,
  data   BYTEA NOT NULL,
  expiry BIGINT NOT NULL
);

CREATE INDEX session_expiry ON session (expiry);

-- folded is the name as searches see it. made is when the row was written, in
-- nanoseconds: it orders the stats of one second. A stat that was merged into
-- another has no name any more.
CREATE TABLE stat (
  id        BIGINT PRIMARY KEY CHECK (id > 0),
  public_id TEXT COLLATE "C" NOT NULL UNIQUE CHECK (public_id <> ''),
  project   BIGINT NOT NULL REFERENCES project ON DELETE CASCADE,
  name      TEXT COLLATE "C" NOT NULL,
  folded    TEXT COLLATE "C" NOT NULL,
  kind      BIGINT NOT NULL CHECK (kind IN (1, 2)),
  unit      TEXT COLLATE "C" NOT NULL,
  open      BIGINT NOT NULL,
  classic   TEXT COLLATE "C" NOT NULL UNIQUE CHECK (classic <> ''),
  created   BIGINT NOT NULL,
  made      BIGINT NOT NULL,
  trashed   BIGINT NOT NULL DEFAULT 0, -- 0: it is not in the trash
  into_id   BIGINT REFERENCES stat ON DELETE CASCADE
);

-- The last two columns let a list skip what it does not show without a look at
-- the row.
CREATE INDEX stat_created ON stat (project, created, made, id, trashed, into_id);
CREATE INDEX stat_folded ON stat (project, folded, name, id, trashed, into_id);
CREATE INDEX stat_into ON stat (into_id) WHERE into_id IS NOT NULL;
CREATE INDEX stat_trashed ON stat (trashed) WHERE trashed > 0;

CREATE TABLE stat_name (
  project BIGINT NOT NULL,
  name    TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  stat    BIGINT NOT NULL REFERENCES stat ON DELETE CASCADE,
  PRIMARY KEY (project, name)
);

CREATE INDEX stat_name_stat ON stat_name (stat);

-- The names that a stat in the trash had.
CREATE TABLE trashed_name (
  stat BIGINT NOT NULL REFERENCES stat ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (stat, name)
);

CREATE TABLE tag (
  stat BIGINT NOT NULL REFERENCES stat ON DELETE CASCADE,
  tag  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (stat, tag)
);

-- A stat's own embed key is number 0; it may have more.
CREATE TABLE embed_key (
  key     TEXT COLLATE "C" PRIMARY KEY CHECK (key <> ''),
  stat    BIGINT NOT NULL REFERENCES stat ON DELETE CASCADE,
  number  BIGINT NOT NULL,
  created BIGINT NOT NULL,
  revoked BIGINT NOT NULL DEFAULT 0, -- 0: it works
  UNIQUE (stat, number)
);

CREATE TABLE comment (
  id   BIGINT PRIMARY KEY CHECK (id > 0),
  stat BIGINT NOT NULL REFERENCES stat ON DELETE CASCADE,
  at   BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL
);

CREATE INDEX comment_stat ON comment (stat, at);

-- One row: a number that grows with whatever somebody may have in memory.
CREATE TABLE catalog_version (
  id      BIGINT PRIMARY KEY CHECK (id = 1),
  version BIGINT NOT NULL
);

INSERT INTO catalog_version (id, version) VALUES (1, 1);
