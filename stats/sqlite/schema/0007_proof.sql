-- +goose Up
-- What is written before posts are taken again after a write that failed.
CREATE TABLE proof (
	id INTEGER PRIMARY KEY,
	filler BLOB NOT NULL
) STRICT;
