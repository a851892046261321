-- +goose Up
-- The catalog's version that the mirror's rows were learned at.
CREATE TABLE mirror_version (version INTEGER NOT NULL);
INSERT INTO mirror_version VALUES (0);
