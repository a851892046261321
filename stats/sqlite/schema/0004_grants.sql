-- What an embed key lets its bearer see. origins are separated by spaces.

-- +goose Up

ALTER TABLE embed_key ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE embed_key ADD COLUMN frame TEXT NOT NULL DEFAULT '';
ALTER TABLE embed_key ADD COLUMN single INTEGER NOT NULL DEFAULT 0;
ALTER TABLE embed_key ADD COLUMN origins TEXT NOT NULL DEFAULT '';
