-- +goose Up
CREATE TABLE chunk (
	stat_id INTEGER NOT NULL,
	hour INTEGER NOT NULL,
	writer INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	minutes BLOB NOT NULL,
	PRIMARY KEY (stat_id, hour, writer)
) WITHOUT ROWID;
CREATE TABLE month (
	stat_id INTEGER NOT NULL,
	month INTEGER NOT NULL,
	writer INTEGER NOT NULL,
	rev INTEGER NOT NULL,
	hours BLOB NOT NULL,
	PRIMARY KEY (stat_id, month, writer)
) WITHOUT ROWID;
-- The newest rev of each writer, and the hour before which minutes are gone.
CREATE TABLE writer (
	id INTEGER PRIMARY KEY,
	newest INTEGER NOT NULL
);
CREATE TABLE expiry (before INTEGER NOT NULL);
CREATE TABLE log (
	seq INTEGER PRIMARY KEY,
	points BLOB NOT NULL
);
CREATE TABLE post_id (
	project INTEGER NOT NULL,
	id TEXT NOT NULL,
	at INTEGER NOT NULL,
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
CREATE TABLE mirror_stat (
	project INTEGER NOT NULL,
	name TEXT NOT NULL,
	stat_id INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	classic BLOB NOT NULL,
	PRIMARY KEY (project, name)
) WITHOUT ROWID;
CREATE INDEX mirror_stat_classic ON mirror_stat (classic);
