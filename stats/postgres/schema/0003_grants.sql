-- What an embed key lets its bearer see. origins are separated by spaces.

-- +goose Up

ALTER TABLE embed_key ADD COLUMN name TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE embed_key ADD COLUMN frame TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE embed_key ADD COLUMN single BIGINT NOT NULL DEFAULT 0;
ALTER TABLE embed_key ADD COLUMN origins TEXT COLLATE "C" NOT NULL DEFAULT '';
