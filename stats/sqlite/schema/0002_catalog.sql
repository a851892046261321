-- +goose Up
CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	email TEXT NOT NULL UNIQUE,
	password TEXT NOT NULL,
	created INTEGER NOT NULL
);
CREATE TABLE project (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	ez_on INTEGER NOT NULL,
	zone TEXT NOT NULL,
	max_stats INTEGER NOT NULL,
	max_new INTEGER NOT NULL,
	created INTEGER NOT NULL
);
CREATE TABLE member (
	account INTEGER NOT NULL,
	project INTEGER NOT NULL,
	role INTEGER NOT NULL,
	PRIMARY KEY (account, project)
) WITHOUT ROWID;
CREATE INDEX member_of ON member (project);
CREATE TABLE project_key (
	key TEXT PRIMARY KEY,
	project INTEGER NOT NULL,
	kind INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX project_key_of ON project_key (project, kind);
CREATE TABLE token (
	id INTEGER PRIMARY KEY,
	project INTEGER NOT NULL,
	name TEXT NOT NULL,
	scope INTEGER NOT NULL,
	digest BLOB NOT NULL UNIQUE,
	hint TEXT NOT NULL,
	created INTEGER NOT NULL
);
CREATE INDEX token_of ON token (project);
CREATE TABLE link (
	digest BLOB PRIMARY KEY,
	account INTEGER NOT NULL,
	until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE session (
	digest BLOB PRIMARY KEY,
	data BLOB NOT NULL,
	until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE stat (
	id INTEGER PRIMARY KEY,
	public_id TEXT NOT NULL UNIQUE,
	project INTEGER NOT NULL,
	name TEXT NOT NULL,
	kind INTEGER NOT NULL,
	unit TEXT NOT NULL,
	open INTEGER NOT NULL,
	classic_key TEXT NOT NULL UNIQUE,
	created INTEGER NOT NULL,
	made INTEGER NOT NULL,
	trashed INTEGER NOT NULL,
	into_id INTEGER NOT NULL
);
CREATE INDEX stat_of ON stat (project, created, id);
CREATE INDEX stat_into ON stat (into_id) WHERE into_id <> 0;
CREATE TABLE stat_name (
	project INTEGER NOT NULL,
	name TEXT NOT NULL,
	stat_id INTEGER NOT NULL,
	PRIMARY KEY (project, name)
) WITHOUT ROWID;
CREATE INDEX stat_name_of ON stat_name (stat_id);
CREATE TABLE trash_name (
	stat_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (stat_id, name)
) WITHOUT ROWID;
CREATE TABLE embed_key (
	key TEXT PRIMARY KEY,
	stat_id INTEGER NOT NULL,
	first INTEGER NOT NULL,
	created INTEGER NOT NULL,
	revoked INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX embed_key_of ON embed_key (stat_id, first);
CREATE TABLE tag (
	stat_id INTEGER NOT NULL,
	tag TEXT NOT NULL,
	PRIMARY KEY (stat_id, tag)
) WITHOUT ROWID;
CREATE TABLE comment (
	id INTEGER PRIMARY KEY,
	stat_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	text TEXT NOT NULL
);
CREATE INDEX comment_of ON comment (stat_id, at);
CREATE TABLE version (n INTEGER NOT NULL);
INSERT INTO version VALUES (1);
