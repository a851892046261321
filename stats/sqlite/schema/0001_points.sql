-- +goose Up
-- A stat's hour as one writer saw it: its minutes in one blob (package chunk).
CREATE TABLE chunk (
	stat_id INTEGER NOT NULL,
	hour INTEGER NOT NULL,
	writer INTEGER NOT NULL, -- writer.n
	rev INTEGER NOT NULL,
	minutes BLOB NOT NULL,
	PRIMARY KEY (stat_id, hour, writer)
) WITHOUT ROWID;
-- A stat's month as one writer saw it: the figures of all hours that are in
-- chunk, or were there before they expired.
CREATE TABLE month (
	stat_id INTEGER NOT NULL,
	month INTEGER NOT NULL,
	writer INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	hours BLOB NOT NULL,
	PRIMARY KEY (stat_id, month, writer)
) WITHOUT ROWID;
-- The newest hours, in the order in which they come: side by side on few pages.
-- Once a day a stat's are moved to chunk and month, all at once.
CREATE TABLE recent (
	hour INTEGER NOT NULL,
	stat_id INTEGER NOT NULL,
	writer INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	minutes BLOB NOT NULL,
	PRIMARY KEY (hour, stat_id, writer)
) WITHOUT ROWID;
-- Each month that has data: hours up to through are in chunk, those after it
-- in recent. Rows of recent up to through are copies on their way out. Hours in
-- recent are less than a day ahead of through, and before until, where the
-- month ends.
CREATE TABLE folded (
	stat_id INTEGER NOT NULL,
	month INTEGER NOT NULL,
	writer INTEGER NOT NULL,
	through INTEGER NOT NULL,
	until INTEGER NOT NULL,
	PRIMARY KEY (stat_id, month, writer)
) WITHOUT ROWID;
-- How far an hour in recent may be ahead of through: for joins.
CREATE TABLE ahead (n INTEGER PRIMARY KEY);
INSERT INTO ahead VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12),
	(13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23);
-- The writers by short numbers, and the newest rev of each.
CREATE TABLE writer (
	n INTEGER PRIMARY KEY,
	id INTEGER NOT NULL UNIQUE,
	newest INTEGER NOT NULL
);
-- Minutes before the one hour are gone; hours before the other are put into
-- their months at once, because their minutes are about to go.
CREATE TABLE expiry (
	before INTEGER NOT NULL,
	closing INTEGER NOT NULL
);
INSERT INTO expiry VALUES (-1000000000, -1000000000);
CREATE TABLE log (
	seq INTEGER PRIMARY KEY,
	points BLOB NOT NULL
);
CREATE TABLE post_id (
	project INTEGER NOT NULL,
	id TEXT NOT NULL,
	at INTEGER NOT NULL, -- in milliseconds
	PRIMARY KEY (project, id)
) WITHOUT ROWID;
CREATE INDEX post_id_at ON post_id (at);
-- This file's identity: the id it writes under, and the newest commit that was
-- forgotten, so that numbers are never given twice.
CREATE TABLE node (
	writer INTEGER NOT NULL,
	forgotten INTEGER NOT NULL
);
CREATE TABLE mirror_key (
	digest BLOB PRIMARY KEY,
	project INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	ez_on INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX mirror_key_of ON mirror_key (project);
CREATE TABLE mirror_stat (
	project INTEGER NOT NULL,
	name TEXT NOT NULL,
	stat_id INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	classic BLOB NOT NULL, -- a digest
	PRIMARY KEY (project, name)
) WITHOUT ROWID;
CREATE INDEX mirror_stat_classic ON mirror_stat (classic);
