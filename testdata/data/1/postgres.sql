--
-- PostgreSQL database dump
--

\restrict Mj1yk44MLz54hdCE0ZnDs9M4lNghX5GBw4yxuKy6UHcvvGEmCChJIvxE9WKcRiG

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: chartd_dump; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA chartd_dump;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.account (
    id bigint NOT NULL,
    email text NOT NULL COLLATE pg_catalog."C",
    password text NOT NULL COLLATE pg_catalog."C",
    created bigint NOT NULL,
    CONSTRAINT account_id_check CHECK ((id > 0))
);


--
-- Name: alert; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.alert (
    id bigint NOT NULL,
    public_id text NOT NULL COLLATE pg_catalog."C",
    project bigint NOT NULL,
    stat bigint NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    rev bigint DEFAULT 1 NOT NULL,
    due bigint NOT NULL,
    created bigint NOT NULL,
    CONSTRAINT alert_id_check CHECK ((id > 0))
);


--
-- Name: alert_entry; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.alert_entry (
    id bigint NOT NULL,
    alert bigint NOT NULL,
    at bigint NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT alert_entry_id_check CHECK ((id > 0))
);


--
-- Name: attempt; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.attempt (
    id bigint NOT NULL,
    destination bigint NOT NULL,
    message text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL,
    status bigint NOT NULL,
    answer text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT attempt_id_check CHECK ((id > 0))
);


--
-- Name: catalog_version; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.catalog_version (
    id bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT catalog_version_id_check CHECK ((id = 1))
);


--
-- Name: chunk; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
PARTITION BY RANGE (hour);
ALTER TABLE ONLY chartd_dump.chunk ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2016_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2016_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2016_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2016_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2016_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2016_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2016_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2016_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2016_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2016_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2016_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2016_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2016_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2016_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2016_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2016_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2016_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2016_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_01; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_01 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_01 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_02; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_02 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_02 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_03; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_03 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_03 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_04; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_04 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_04 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_05; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_05 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_05 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_06; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_06 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_06 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2017_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2017_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2017_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_01; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_01 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_01 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_02; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_02 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_02 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_03; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_03 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_03 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_04; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_04 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_04 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_05; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_05 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_05 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_06; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_06 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_06 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2018_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2018_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2018_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_01; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_01 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_01 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_02; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_02 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_02 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_03; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_03 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_03 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_04; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_04 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_04 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_05; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_05 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_05 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_06; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_06 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_06 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2019_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2019_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2019_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_01; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_01 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_01 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_02; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_02 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_02 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_03; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_03 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_03 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_04; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_04 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_04 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_05; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_05 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_05 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_06; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_06 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_06 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2020_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2020_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2020_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_01; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_01 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_01 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_02; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_02 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_02 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_03; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_03 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_03 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_04; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_04 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_04 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_05; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_05 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_05 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_06; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_06 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_06 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2021_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2021_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2021_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_01; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_01 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_01 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_02; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_02 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_02 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_03; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_03 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_03 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_04; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_04 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_04 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_05; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_05 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_05 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_06; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_06 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_06 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2022_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2022_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2022_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_01; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_01 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_01 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_02; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_02 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_02 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_03; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_03 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_03 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_04; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_04 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_04 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_05; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_05 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_05 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_06; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_06 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_06 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_07; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_07 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_07 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_08; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_08 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_08 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_09; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_09 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_09 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_10; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_10 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_10 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_11; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_11 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_11 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: chunk_2023_12; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.chunk_2023_12 (
    stat_id bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    minutes bytea NOT NULL
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.chunk_2023_12 ALTER COLUMN minutes SET STORAGE EXTERNAL;


--
-- Name: comment; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.comment (
    id bigint NOT NULL,
    stat bigint NOT NULL,
    at bigint NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT comment_id_check CHECK ((id > 0))
);


--
-- Name: destination; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.destination (
    id bigint NOT NULL,
    project bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    target text NOT NULL COLLATE pg_catalog."C",
    manual bigint NOT NULL,
    automatic bigint NOT NULL,
    off text NOT NULL COLLATE pg_catalog."C",
    created bigint NOT NULL,
    CONSTRAINT destination_id_check CHECK ((id > 0))
);


--
-- Name: detector; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.detector (
    stat bigint NOT NULL,
    rev bigint NOT NULL,
    at bigint DEFAULT 0 NOT NULL,
    off bigint DEFAULT 0 NOT NULL,
    denied bigint DEFAULT 0 NOT NULL,
    body text DEFAULT '{}'::text NOT NULL COLLATE pg_catalog."C",
    state bytea
);


--
-- Name: embed_key; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.embed_key (
    key text NOT NULL COLLATE pg_catalog."C",
    stat bigint NOT NULL,
    number bigint NOT NULL,
    created bigint NOT NULL,
    revoked bigint DEFAULT 0 NOT NULL,
    name text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    frame text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    single bigint DEFAULT 0 NOT NULL,
    origins text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT embed_key_key_check CHECK ((key <> ''::text))
);


--
-- Name: expiry; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.expiry (
    before bigint NOT NULL
);


--
-- Name: key_of; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.key_of (
    key text NOT NULL COLLATE pg_catalog."C",
    project bigint NOT NULL,
    kind bigint NOT NULL,
    CONSTRAINT key_of_key_check CHECK ((key <> ''::text))
);


--
-- Name: link; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.link (
    digest bytea NOT NULL,
    account bigint NOT NULL,
    until bigint NOT NULL
);


--
-- Name: member; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.member (
    account bigint NOT NULL,
    project bigint NOT NULL,
    role bigint NOT NULL
);


--
-- Name: migration; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.migration (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);


--
-- Name: migration_id_seq; Type: SEQUENCE; Schema: chartd_dump; Owner: -
--

ALTER TABLE chartd_dump.migration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME chartd_dump.migration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: month; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.month (
    stat_id bigint NOT NULL,
    month bigint NOT NULL,
    writer bigint NOT NULL,
    rev bigint NOT NULL,
    last bigint,
    hours bytea NOT NULL
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.05', toast.autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY chartd_dump.month ALTER COLUMN hours SET STORAGE EXTERNAL;


--
-- Name: outbox; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.outbox (
    key text NOT NULL COLLATE pg_catalog."C",
    project bigint NOT NULL,
    destination bigint NOT NULL,
    minute bigint NOT NULL,
    status bigint DEFAULT 0 NOT NULL,
    created bigint NOT NULL,
    due bigint NOT NULL,
    lease bigint DEFAULT 0 NOT NULL,
    holder bigint DEFAULT 0 NOT NULL,
    tries bigint DEFAULT 0 NOT NULL
);


--
-- Name: outbox_notice; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.outbox_notice (
    key text NOT NULL COLLATE pg_catalog."C",
    destination bigint NOT NULL,
    message text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: project; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.project (
    id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    ez_on bigint NOT NULL,
    zone text NOT NULL COLLATE pg_catalog."C",
    max_stats bigint NOT NULL,
    max_new bigint NOT NULL,
    created bigint NOT NULL,
    stat_count bigint DEFAULT 0 NOT NULL,
    new_minute bigint DEFAULT 0 NOT NULL,
    new_count bigint DEFAULT 0 NOT NULL,
    CONSTRAINT project_id_check CHECK ((id > 0))
);


--
-- Name: session; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.session (
    digest bytea NOT NULL,
    data bytea NOT NULL,
    expiry bigint NOT NULL
);


--
-- Name: stat; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.stat (
    id bigint NOT NULL,
    public_id text NOT NULL COLLATE pg_catalog."C",
    project bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    folded text NOT NULL COLLATE pg_catalog."C",
    kind bigint NOT NULL,
    unit text NOT NULL COLLATE pg_catalog."C",
    open bigint NOT NULL,
    classic text NOT NULL COLLATE pg_catalog."C",
    created bigint NOT NULL,
    made bigint NOT NULL,
    trashed bigint DEFAULT 0 NOT NULL,
    into_id bigint,
    CONSTRAINT stat_classic_check CHECK ((classic <> ''::text)),
    CONSTRAINT stat_id_check CHECK ((id > 0)),
    CONSTRAINT stat_kind_check CHECK ((kind = ANY (ARRAY[(1)::bigint, (2)::bigint]))),
    CONSTRAINT stat_public_id_check CHECK ((public_id <> ''::text))
);


--
-- Name: stat_name; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.stat_name (
    project bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    stat bigint NOT NULL,
    CONSTRAINT stat_name_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255)))
);


--
-- Name: tag; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.tag (
    stat bigint NOT NULL,
    tag text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: token; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.token (
    id bigint NOT NULL,
    project bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    scope bigint NOT NULL,
    digest bytea NOT NULL,
    hint text NOT NULL COLLATE pg_catalog."C",
    created bigint NOT NULL,
    CONSTRAINT token_id_check CHECK ((id > 0))
);


--
-- Name: trashed_name; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.trashed_name (
    stat bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: writer; Type: TABLE; Schema: chartd_dump; Owner: -
--

CREATE TABLE chartd_dump.writer (
    writer bigint NOT NULL,
    newest bigint NOT NULL
)
WITH (fillfactor='20');


--
-- Name: chunk_2016_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2016_07 FOR VALUES FROM ('407592') TO ('408336');


--
-- Name: chunk_2016_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2016_08 FOR VALUES FROM ('408336') TO ('409080');


--
-- Name: chunk_2016_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2016_09 FOR VALUES FROM ('409080') TO ('409800');


--
-- Name: chunk_2016_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2016_10 FOR VALUES FROM ('409800') TO ('410544');


--
-- Name: chunk_2016_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2016_11 FOR VALUES FROM ('410544') TO ('411264');


--
-- Name: chunk_2016_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2016_12 FOR VALUES FROM ('411264') TO ('412008');


--
-- Name: chunk_2017_01; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_01 FOR VALUES FROM ('412008') TO ('412752');


--
-- Name: chunk_2017_02; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_02 FOR VALUES FROM ('412752') TO ('413424');


--
-- Name: chunk_2017_03; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_03 FOR VALUES FROM ('413424') TO ('414168');


--
-- Name: chunk_2017_04; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_04 FOR VALUES FROM ('414168') TO ('414888');


--
-- Name: chunk_2017_05; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_05 FOR VALUES FROM ('414888') TO ('415632');


--
-- Name: chunk_2017_06; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_06 FOR VALUES FROM ('415632') TO ('416352');


--
-- Name: chunk_2017_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_07 FOR VALUES FROM ('416352') TO ('417096');


--
-- Name: chunk_2017_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_08 FOR VALUES FROM ('417096') TO ('417840');


--
-- Name: chunk_2017_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_09 FOR VALUES FROM ('417840') TO ('418560');


--
-- Name: chunk_2017_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_10 FOR VALUES FROM ('418560') TO ('419304');


--
-- Name: chunk_2017_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_11 FOR VALUES FROM ('419304') TO ('420024');


--
-- Name: chunk_2017_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2017_12 FOR VALUES FROM ('420024') TO ('420768');


--
-- Name: chunk_2018_01; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_01 FOR VALUES FROM ('420768') TO ('421512');


--
-- Name: chunk_2018_02; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_02 FOR VALUES FROM ('421512') TO ('422184');


--
-- Name: chunk_2018_03; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_03 FOR VALUES FROM ('422184') TO ('422928');


--
-- Name: chunk_2018_04; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_04 FOR VALUES FROM ('422928') TO ('423648');


--
-- Name: chunk_2018_05; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_05 FOR VALUES FROM ('423648') TO ('424392');


--
-- Name: chunk_2018_06; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_06 FOR VALUES FROM ('424392') TO ('425112');


--
-- Name: chunk_2018_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_07 FOR VALUES FROM ('425112') TO ('425856');


--
-- Name: chunk_2018_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_08 FOR VALUES FROM ('425856') TO ('426600');


--
-- Name: chunk_2018_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_09 FOR VALUES FROM ('426600') TO ('427320');


--
-- Name: chunk_2018_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_10 FOR VALUES FROM ('427320') TO ('428064');


--
-- Name: chunk_2018_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_11 FOR VALUES FROM ('428064') TO ('428784');


--
-- Name: chunk_2018_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2018_12 FOR VALUES FROM ('428784') TO ('429528');


--
-- Name: chunk_2019_01; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_01 FOR VALUES FROM ('429528') TO ('430272');


--
-- Name: chunk_2019_02; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_02 FOR VALUES FROM ('430272') TO ('430944');


--
-- Name: chunk_2019_03; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_03 FOR VALUES FROM ('430944') TO ('431688');


--
-- Name: chunk_2019_04; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_04 FOR VALUES FROM ('431688') TO ('432408');


--
-- Name: chunk_2019_05; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_05 FOR VALUES FROM ('432408') TO ('433152');


--
-- Name: chunk_2019_06; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_06 FOR VALUES FROM ('433152') TO ('433872');


--
-- Name: chunk_2019_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_07 FOR VALUES FROM ('433872') TO ('434616');


--
-- Name: chunk_2019_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_08 FOR VALUES FROM ('434616') TO ('435360');


--
-- Name: chunk_2019_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_09 FOR VALUES FROM ('435360') TO ('436080');


--
-- Name: chunk_2019_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_10 FOR VALUES FROM ('436080') TO ('436824');


--
-- Name: chunk_2019_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_11 FOR VALUES FROM ('436824') TO ('437544');


--
-- Name: chunk_2019_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2019_12 FOR VALUES FROM ('437544') TO ('438288');


--
-- Name: chunk_2020_01; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_01 FOR VALUES FROM ('438288') TO ('439032');


--
-- Name: chunk_2020_02; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_02 FOR VALUES FROM ('439032') TO ('439728');


--
-- Name: chunk_2020_03; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_03 FOR VALUES FROM ('439728') TO ('440472');


--
-- Name: chunk_2020_04; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_04 FOR VALUES FROM ('440472') TO ('441192');


--
-- Name: chunk_2020_05; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_05 FOR VALUES FROM ('441192') TO ('441936');


--
-- Name: chunk_2020_06; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_06 FOR VALUES FROM ('441936') TO ('442656');


--
-- Name: chunk_2020_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_07 FOR VALUES FROM ('442656') TO ('443400');


--
-- Name: chunk_2020_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_08 FOR VALUES FROM ('443400') TO ('444144');


--
-- Name: chunk_2020_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_09 FOR VALUES FROM ('444144') TO ('444864');


--
-- Name: chunk_2020_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_10 FOR VALUES FROM ('444864') TO ('445608');


--
-- Name: chunk_2020_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_11 FOR VALUES FROM ('445608') TO ('446328');


--
-- Name: chunk_2020_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2020_12 FOR VALUES FROM ('446328') TO ('447072');


--
-- Name: chunk_2021_01; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_01 FOR VALUES FROM ('447072') TO ('447816');


--
-- Name: chunk_2021_02; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_02 FOR VALUES FROM ('447816') TO ('448488');


--
-- Name: chunk_2021_03; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_03 FOR VALUES FROM ('448488') TO ('449232');


--
-- Name: chunk_2021_04; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_04 FOR VALUES FROM ('449232') TO ('449952');


--
-- Name: chunk_2021_05; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_05 FOR VALUES FROM ('449952') TO ('450696');


--
-- Name: chunk_2021_06; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_06 FOR VALUES FROM ('450696') TO ('451416');


--
-- Name: chunk_2021_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_07 FOR VALUES FROM ('451416') TO ('452160');


--
-- Name: chunk_2021_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_08 FOR VALUES FROM ('452160') TO ('452904');


--
-- Name: chunk_2021_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_09 FOR VALUES FROM ('452904') TO ('453624');


--
-- Name: chunk_2021_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_10 FOR VALUES FROM ('453624') TO ('454368');


--
-- Name: chunk_2021_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_11 FOR VALUES FROM ('454368') TO ('455088');


--
-- Name: chunk_2021_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2021_12 FOR VALUES FROM ('455088') TO ('455832');


--
-- Name: chunk_2022_01; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_01 FOR VALUES FROM ('455832') TO ('456576');


--
-- Name: chunk_2022_02; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_02 FOR VALUES FROM ('456576') TO ('457248');


--
-- Name: chunk_2022_03; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_03 FOR VALUES FROM ('457248') TO ('457992');


--
-- Name: chunk_2022_04; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_04 FOR VALUES FROM ('457992') TO ('458712');


--
-- Name: chunk_2022_05; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_05 FOR VALUES FROM ('458712') TO ('459456');


--
-- Name: chunk_2022_06; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_06 FOR VALUES FROM ('459456') TO ('460176');


--
-- Name: chunk_2022_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_07 FOR VALUES FROM ('460176') TO ('460920');


--
-- Name: chunk_2022_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_08 FOR VALUES FROM ('460920') TO ('461664');


--
-- Name: chunk_2022_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_09 FOR VALUES FROM ('461664') TO ('462384');


--
-- Name: chunk_2022_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_10 FOR VALUES FROM ('462384') TO ('463128');


--
-- Name: chunk_2022_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_11 FOR VALUES FROM ('463128') TO ('463848');


--
-- Name: chunk_2022_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2022_12 FOR VALUES FROM ('463848') TO ('464592');


--
-- Name: chunk_2023_01; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_01 FOR VALUES FROM ('464592') TO ('465336');


--
-- Name: chunk_2023_02; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_02 FOR VALUES FROM ('465336') TO ('466008');


--
-- Name: chunk_2023_03; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_03 FOR VALUES FROM ('466008') TO ('466752');


--
-- Name: chunk_2023_04; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_04 FOR VALUES FROM ('466752') TO ('467472');


--
-- Name: chunk_2023_05; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_05 FOR VALUES FROM ('467472') TO ('468216');


--
-- Name: chunk_2023_06; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_06 FOR VALUES FROM ('468216') TO ('468936');


--
-- Name: chunk_2023_07; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_07 FOR VALUES FROM ('468936') TO ('469680');


--
-- Name: chunk_2023_08; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_08 FOR VALUES FROM ('469680') TO ('470424');


--
-- Name: chunk_2023_09; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_09 FOR VALUES FROM ('470424') TO ('471144');


--
-- Name: chunk_2023_10; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_10 FOR VALUES FROM ('471144') TO ('471888');


--
-- Name: chunk_2023_11; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_11 FOR VALUES FROM ('471888') TO ('472608');


--
-- Name: chunk_2023_12; Type: TABLE ATTACH; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk ATTACH PARTITION chartd_dump.chunk_2023_12 FOR VALUES FROM ('472608') TO ('473352');


--
-- Data for Name: account; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.account VALUES (4802384285768952489, 'old@example.com', '', 1795913494);


--
-- Data for Name: alert; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: alert_entry; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: attempt; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: catalog_version; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.catalog_version VALUES (1, 7);


--
-- Data for Name: chunk_2016_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_07 VALUES (7660145579796064960, 408142, -8117451527025104329, 1, '\x0102020e011000a7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_08 VALUES (7660145579796064960, 408862, -8117451527025104329, 1, '\x0102020e011000abfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_09 VALUES (7660145579796064960, 409582, -8117451527025104329, 1, '\x0102020e010000c5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2016_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_10 VALUES (7660145579796064960, 410302, -8117451527025104329, 1, '\x0102020e011000b7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_11 VALUES (7660145579796064960, 411022, -8117451527025104329, 1, '\x0102020e011000bbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_12 VALUES (7660145579796064960, 411742, -8117451527025104329, 1, '\x0102020e010000c7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_01 VALUES (7660145579796064960, 412462, -8117451527025104329, 1, '\x0102020e011000c7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_02 VALUES (7660145579796064960, 413182, -8117451527025104329, 1, '\x0102020e011000cbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_03 VALUES (7660145579796064960, 413902, -8117451527025104329, 1, '\x0102020e010000c9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_04 VALUES (7660145579796064960, 414622, -8117451527025104329, 1, '\x0102020e011000d7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_05 VALUES (7660145579796064960, 415342, -8117451527025104329, 1, '\x0102020e011000dbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_06 VALUES (7660145579796064960, 416062, -8117451527025104329, 1, '\x0102020e010000cbffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_07 VALUES (7660145579796064960, 416782, -8117451527025104329, 1, '\x0102020e011000e7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_08 VALUES (7660145579796064960, 417502, -8117451527025104329, 1, '\x0102020e011000ebfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_09 VALUES (7660145579796064960, 418222, -8117451527025104329, 1, '\x0102020e010000cdffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_10 VALUES (7660145579796064960, 418942, -8117451527025104329, 1, '\x0102020e011000f7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_11 VALUES (7660145579796064960, 419662, -8117451527025104329, 1, '\x0102020e011000fbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_12 VALUES (7660145579796064960, 420382, -8117451527025104329, 1, '\x0102020e010000cfffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_01 VALUES (7660145579796064960, 421102, -8117451527025104329, 1, '\x0102020e01100087fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_02 VALUES (7660145579796064960, 421822, -8117451527025104329, 1, '\x0102020e0110008bfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_03 VALUES (7660145579796064960, 422542, -8117451527025104329, 1, '\x0102020e010000d1ffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_04 VALUES (7660145579796064960, 423262, -8117451527025104329, 1, '\x0102020e01100097fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_05 VALUES (7660145579796064960, 423982, -8117451527025104329, 1, '\x0102020e0110009bfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_06 VALUES (7660145579796064960, 424702, -8117451527025104329, 1, '\x0102020e010000d3ffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_07 VALUES (7660145579796064960, 425422, -8117451527025104329, 1, '\x0102020e011000a7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_08 VALUES (7660145579796064960, 426142, -8117451527025104329, 1, '\x0102020e011000abfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_09 VALUES (7660145579796064960, 426862, -8117451527025104329, 1, '\x0102020e010000d5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_10 VALUES (7660145579796064960, 427582, -8117451527025104329, 1, '\x0102020e011000b7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_11 VALUES (7660145579796064960, 428302, -8117451527025104329, 1, '\x0102020e011000bbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_12 VALUES (7660145579796064960, 429022, -8117451527025104329, 1, '\x0102020e010000d7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_01 VALUES (7660145579796064960, 429742, -8117451527025104329, 1, '\x0102020e011000c7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_02 VALUES (7660145579796064960, 430462, -8117451527025104329, 1, '\x0102020e011000cbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_03 VALUES (7660145579796064960, 431182, -8117451527025104329, 1, '\x0102020e010000d9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_04 VALUES (7660145579796064960, 431902, -8117451527025104329, 1, '\x0102020e011000d7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_05 VALUES (7660145579796064960, 432622, -8117451527025104329, 1, '\x0102020e011000dbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_06 VALUES (7660145579796064960, 433342, -8117451527025104329, 1, '\x0102020e010000dbffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_07 VALUES (7660145579796064960, 434062, -8117451527025104329, 1, '\x0102020e011000e7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_08 VALUES (7660145579796064960, 434782, -8117451527025104329, 1, '\x0102020e011000ebfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_09 VALUES (7660145579796064960, 435502, -8117451527025104329, 1, '\x0102020e010000ddffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_10 VALUES (7660145579796064960, 436222, -8117451527025104329, 1, '\x0102020e011000f7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_11 VALUES (7660145579796064960, 436942, -8117451527025104329, 1, '\x0102020e011000fbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_12 VALUES (7660145579796064960, 437662, -8117451527025104329, 1, '\x0102020e010000dfffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_01 VALUES (7660145579796064960, 438382, -8117451527025104329, 1, '\x0102020e01100087fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_02 VALUES (7660145579796064960, 439102, -8117451527025104329, 1, '\x0102020e0110008bfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_03 VALUES (7660145579796064960, 439822, -8117451527025104329, 1, '\x0102020e010000e1ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_04 VALUES (7660145579796064960, 440542, -8117451527025104329, 1, '\x0102020e01100097fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_05 VALUES (7660145579796064960, 441262, -8117451527025104329, 1, '\x0102020e0110009bfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_06 VALUES (7660145579796064960, 441982, -8117451527025104329, 1, '\x0102020e010000e3ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_07 VALUES (7660145579796064960, 442702, -8117451527025104329, 1, '\x0102020e011000a7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_08 VALUES (7660145579796064960, 443422, -8117451527025104329, 1, '\x0102020e011000abfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.chunk_2020_08 VALUES (7660145579796064960, 444142, -8117451527025104329, 1, '\x0102020e010000e5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_09 VALUES (7660145579796064960, 444862, -8117451527025104329, 1, '\x0102020e011000b7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_10 VALUES (7660145579796064960, 445582, -8117451527025104329, 1, '\x0102020e011000bbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_11 VALUES (7660145579796064960, 446302, -8117451527025104329, 1, '\x0102020e010000e7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_12 VALUES (7660145579796064960, 447022, -8117451527025104329, 1, '\x0102020e011000c7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_01 VALUES (7660145579796064960, 447742, -8117451527025104329, 1, '\x0102020e011000cbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_02 VALUES (7660145579796064960, 448462, -8117451527025104329, 1, '\x0102020e010000e9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_03 VALUES (7660145579796064960, 449182, -8117451527025104329, 1, '\x0102020e011000d7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_04 VALUES (7660145579796064960, 449902, -8117451527025104329, 1, '\x0102020e011000dbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_05 VALUES (7660145579796064960, 450622, -8117451527025104329, 1, '\x0102020e010000ebffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_06 VALUES (7660145579796064960, 451342, -8117451527025104329, 1, '\x0102020e011000e7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_07 VALUES (7660145579796064960, 452062, -8117451527025104329, 1, '\x0102020e011000ebfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_08 VALUES (7660145579796064960, 452782, -8117451527025104329, 1, '\x0102020e010000edffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_09 VALUES (7660145579796064960, 453502, -8117451527025104329, 1, '\x0102020e011000f7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_10 VALUES (7660145579796064960, 454222, -8117451527025104329, 1, '\x0102020e011000fbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_11 VALUES (7660145579796064960, 454942, -8117451527025104329, 1, '\x0102020e010000efffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_12 VALUES (7660145579796064960, 455662, -8117451527025104329, 1, '\x0102020e01100087ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_01 VALUES (7660145579796064960, 456382, -8117451527025104329, 1, '\x0102020e0110008bff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_02 VALUES (7660145579796064960, 457102, -8117451527025104329, 1, '\x0102020e010000f1ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_03 VALUES (7660145579796064960, 457822, -8117451527025104329, 1, '\x0102020e01100097ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_04 VALUES (7660145579796064960, 458542, -8117451527025104329, 1, '\x0102020e0110009bff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_05 VALUES (7660145579796064960, 459262, -8117451527025104329, 1, '\x0102020e010000f3ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_06 VALUES (7660145579796064960, 459982, -8117451527025104329, 1, '\x0102020e011000a7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_07 VALUES (7660145579796064960, 460702, -8117451527025104329, 1, '\x0102020e011000abff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_08 VALUES (7660145579796064960, 461422, -8117451527025104329, 1, '\x0102020e010000f5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_09 VALUES (7660145579796064960, 462142, -8117451527025104329, 1, '\x0102020e011000b7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_10 VALUES (7660145579796064960, 462862, -8117451527025104329, 1, '\x0102020e011000bbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_11 VALUES (7660145579796064960, 463582, -8117451527025104329, 1, '\x0102020e010000f7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_12 VALUES (7660145579796064960, 464302, -8117451527025104329, 1, '\x0102020e011000c7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_01 VALUES (7660145579796064960, 465022, -8117451527025104329, 1, '\x0102020e011000cbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_02 VALUES (7660145579796064960, 465742, -8117451527025104329, 1, '\x0102020e010000f9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2023_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_03 VALUES (7660145579796064960, 466462, -8117451527025104329, 1, '\x0102020e011000d7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_04 VALUES (7660145579796064960, 467182, -8117451527025104329, 1, '\x0102020e011000dbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_05 VALUES (7660145579796064960, 467902, -8117451527025104329, 1, '\x0102020e010000fbffb3ccd4dfc603');


--
-- Data for Name: chunk_2023_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_06 VALUES (7660145579796064960, 468622, -8117451527025104329, 1, '\x0102020e011000e7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_07 VALUES (7660145579796064960, 469342, -8117451527025104329, 1, '\x0102020e011000ebff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_08 VALUES (7660145579796064960, 470062, -8117451527025104329, 1, '\x0102020e010000fdffb3ccd4dfc603');


--
-- Data for Name: chunk_2023_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_09 VALUES (7660145579796064960, 470782, -8117451527025104329, 1, '\x0102020e011000f7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_10 VALUES (7660145579796064960, 471502, -8117451527025104329, 1, '\x0102020e011000fbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_11 VALUES (637036247637362849, 472222, -8117451527025104329, 1, '\x0107020e2e000100030000c801010000000000a2b14634d688c61ad158231a6b44638d68');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (637036247637362849, 472223, -8117451527025104329, 1, '\x010702002c000100030000c2010040000000c01ad158231a6b44638d68ac118d35a2b1');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (637036247637362849, 472224, -8117451527025104329, 1, '\x0102020e010000cc01');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (637036247637362849, 472225, -8117451527025104329, 1, '\x0102020e010000ce01');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (637036247637362849, 472226, -8117451527025104329, 1, '\x0102020e010000d001');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (1771727357333090024, 472222, -8117451527025104329, 1, '\x0103020e010000b2010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472222, -8117451527025104329, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472228, -8117451527025104329, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472234, -8117451527025104329, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472240, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472246, -8117451527025104329, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472252, -8117451527025104329, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472258, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472264, -8117451527025104329, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472270, -8117451527025104329, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472276, -8117451527025104329, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472282, -8117451527025104329, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472288, -8117451527025104329, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472294, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472300, -8117451527025104329, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472306, -8117451527025104329, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472312, -8117451527025104329, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472318, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472324, -8117451527025104329, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472330, -8117451527025104329, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472336, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472342, -8117451527025104329, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472348, -8117451527025104329, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472354, -8117451527025104329, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472360, -8117451527025104329, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472366, -8117451527025104329, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472372, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472378, -8117451527025104329, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472384, -8117451527025104329, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472390, -8117451527025104329, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472396, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472402, -8117451527025104329, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472408, -8117451527025104329, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472414, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472420, -8117451527025104329, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472426, -8117451527025104329, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472432, -8117451527025104329, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472438, -8117451527025104329, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472444, -8117451527025104329, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472450, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472456, -8117451527025104329, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472462, -8117451527025104329, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472468, -8117451527025104329, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472474, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472480, -8117451527025104329, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472486, -8117451527025104329, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472492, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472498, -8117451527025104329, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472504, -8117451527025104329, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472510, -8117451527025104329, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472516, -8117451527025104329, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472522, -8117451527025104329, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472528, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472534, -8117451527025104329, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472540, -8117451527025104329, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472546, -8117451527025104329, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472552, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472558, -8117451527025104329, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472564, -8117451527025104329, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472570, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472576, -8117451527025104329, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472582, -8117451527025104329, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472588, -8117451527025104329, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472594, -8117451527025104329, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472600, -8117451527025104329, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4089812513653042554, 472606, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (7660145579796064960, 472222, -8117451527025104329, 1, '\x0102020e010000ffffb3ccd4dfc603');


--
-- Data for Name: chunk_2023_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472612, -8117451527025104329, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472618, -8117451527025104329, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472624, -8117451527025104329, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472630, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472636, -8117451527025104329, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472642, -8117451527025104329, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472648, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472654, -8117451527025104329, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472660, -8117451527025104329, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472666, -8117451527025104329, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472672, -8117451527025104329, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472678, -8117451527025104329, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472684, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472690, -8117451527025104329, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472696, -8117451527025104329, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472702, -8117451527025104329, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472708, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472714, -8117451527025104329, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472720, -8117451527025104329, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472726, -8117451527025104329, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472732, -8117451527025104329, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472738, -8117451527025104329, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472744, -8117451527025104329, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472750, -8117451527025104329, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (4089812513653042554, 472756, -8117451527025104329, 1, '\x0102020e01010016');


--
-- Data for Name: comment; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.comment VALUES (6242748365845781522, 637036247637362849, 1700001000, 'deploy 1.2');


--
-- Data for Name: destination; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: detector; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: embed_key; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.embed_key VALUES ('w305ebuCjTZq1GAHT7POkuzoXlQuvlzK', 637036247637362849, 0, 1795913494, 0, '', '', 0, '');
INSERT INTO chartd_dump.embed_key VALUES ('N5aMHIAr1N4hkXdSsNySyhlJhehRdPzP', 4089812513653042554, 0, 1795913494, 0, '', '', 0, '');
INSERT INTO chartd_dump.embed_key VALUES ('00wrB8NHSjbYjfr6st7yDCMkEYuhXSXY', 7660145579796064960, 0, 1795913494, 0, '', '', 0, '');
INSERT INTO chartd_dump.embed_key VALUES ('vsgUGfGuwJlPJiRZ5HaRgbyI16Vd8NEE', 5734077019271320105, 0, 1795913494, 0, '', '', 0, '');
INSERT INTO chartd_dump.embed_key VALUES ('PYWIfCkyWU8rZzBFiMxWxzZuO8uSU0sl', 1771727357333090024, 0, 1795913494, 0, '', '', 0, '');


--
-- Data for Name: expiry; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.expiry VALUES (-9223372036854775808);


--
-- Data for Name: key_of; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.key_of VALUES ('old@example.com', 67992506593527787, 1);
INSERT INTO chartd_dump.key_of VALUES ('weBTwpHieEDliU1laev5VbUD54inRKde', 67992506593527787, 3);


--
-- Data for Name: link; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: member; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.member VALUES (4802384285768952489, 67992506593527787, 4);


--
-- Data for Name: migration; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.migration VALUES (1, 0, true, '2026-11-28 21:21:34.767969');
INSERT INTO chartd_dump.migration VALUES (2, 1, true, '2026-11-28 21:21:34.772006');
INSERT INTO chartd_dump.migration VALUES (3, 2, true, '2026-11-28 21:21:34.775001');
INSERT INTO chartd_dump.migration VALUES (4, 3, true, '2026-11-28 21:21:34.78857');
INSERT INTO chartd_dump.migration VALUES (5, 4, true, '2026-11-28 21:21:34.789599');


--
-- Data for Name: month; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.month VALUES (637036247637362849, 24286, -8117451527025104329, 1, 472226, '\x010f02ce020500080600070001c801040f2e0b000000603ea30504');
INSERT INTO chartd_dump.month VALUES (1771727357333090024, 24286, -8117451527025104329, 1, 472222, '\x010302ce02010000b2010002');
INSERT INTO chartd_dump.month VALUES (4089812513653042554, 24286, -8117451527025104329, 1, 472606, '\x0102b501000000000000000000000000000000000000000000000000000000000000000000000000000000000040100441100441100441100441100441100441100441100441100441100441100441100441100441100441100441100441103e000000000000000080666666666666eeaf999999999999fcd3cccccccccc4cff9a9999999999d93f000000000000f84f333333333333fe9f999999999999ff9a9999999999e97f333333333333fb0f000000000000ff6b6666666666c6ff343333333333f33f00000000000000a0999999999999fb6b666666666626ff343333333333d3bf666666666666f60f000000000000fed3cccccccccc8cff676666666666e6bf666666666666fadfccccccccccccfe030000000000c0ff9a9999999999f13fcdccccccccccfc0f00000000000000686666666666e6fe9a9999999999c93fcdccccccccccf4af999999999999fd03000000000080ff343333333333e3ff999999999999f9af999999999999fe373333333333b3ff000000000000f0bf666666666666fc4f333333333333ff03000000000000009a9999999999b9bf666666666666f24f333333333333fd6b666666666666ff000000000000e03fcdccccccccccf87f666666666666fe6b6666666666a6ffcdccccccccccec3f000000000000fcaf999999999919ffd3ccccccccccccff0000000000000080666666666666eeaf999999999999fcd3cccccccccc4cff9a9999999999d93f000000000000f84f333333333333fe9f999999999999ff9a9999999999e97f333333333333fb0f000000000000ff6b6666666666c6ff343333333333f33f');
INSERT INTO chartd_dump.month VALUES (4089812513653042554, 24287, -8117451527025104329, 1, 472756, '\x01022710044110044110044110044110044110044110103e000000000000000080666666666666eeaf999999999999fcd3cccccccccc4cff9a9999999999d93f000000000000f84f333333333333fe9f999999999999ff9a9999999999e97f333333333333fb0f000000000000ff6b6666666666c6ff343333333333f33f00000000000000a0999999999999fb6b666666666626ff343333333333d3bf666666666666f60f000000000000fed3cccccccccc8cff676666666666e6bf666666666666fadfccccccccccccfe030000000000c0ff9a9999999999f13f');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24198, -8117451527025104329, 1, 408142, '\x010202a604011000a7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24199, -8117451527025104329, 1, 408862, '\x0102028e04011000abfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24200, -8117451527025104329, 1, 409582, '\x010202f603010000c5ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24201, -8117451527025104329, 1, 410302, '\x010202f603011000b7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24202, -8117451527025104329, 1, 411022, '\x010202de03011000bbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24203, -8117451527025104329, 1, 411742, '\x010202de03010000c7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24204, -8117451527025104329, 1, 412462, '\x010202c603011000c7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24205, -8117451527025104329, 1, 413182, '\x010202ae03011000cbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24206, -8117451527025104329, 1, 413902, '\x010202de03010000c9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24207, -8117451527025104329, 1, 414622, '\x010202c603011000d7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24208, -8117451527025104329, 1, 415342, '\x010202c603011000dbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24209, -8117451527025104329, 1, 416062, '\x010202ae03010000cbffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24210, -8117451527025104329, 1, 416782, '\x010202ae03011000e7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24211, -8117451527025104329, 1, 417502, '\x0102029603011000ebfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24212, -8117451527025104329, 1, 418222, '\x010202fe02010000cdffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24213, -8117451527025104329, 1, 418942, '\x010202fe02011000f7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24214, -8117451527025104329, 1, 419662, '\x010202e602011000fbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24215, -8117451527025104329, 1, 420382, '\x010202e602010000cfffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24216, -8117451527025104329, 1, 421102, '\x010202ce0201100087fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24217, -8117451527025104329, 1, 421822, '\x010202b6020110008bfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24218, -8117451527025104329, 1, 422542, '\x010202e602010000d1ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24219, -8117451527025104329, 1, 423262, '\x010202ce0201100097fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24220, -8117451527025104329, 1, 423982, '\x010202ce020110009bfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24221, -8117451527025104329, 1, 424702, '\x010202b602010000d3ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24222, -8117451527025104329, 1, 425422, '\x010202b602011000a7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24223, -8117451527025104329, 1, 426142, '\x0102029e02011000abfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24224, -8117451527025104329, 1, 426862, '\x0102028602010000d5ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24225, -8117451527025104329, 1, 427582, '\x0102028602011000b7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24226, -8117451527025104329, 1, 428302, '\x010202ee01011000bbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24227, -8117451527025104329, 1, 429022, '\x010202ee01010000d7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24228, -8117451527025104329, 1, 429742, '\x010202d601011000c7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24229, -8117451527025104329, 1, 430462, '\x010202be01011000cbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24230, -8117451527025104329, 1, 431182, '\x010202ee01010000d9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24231, -8117451527025104329, 1, 431902, '\x010202d601011000d7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24232, -8117451527025104329, 1, 432622, '\x010202d601011000dbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24233, -8117451527025104329, 1, 433342, '\x010202be01010000dbffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24234, -8117451527025104329, 1, 434062, '\x010202be01011000e7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24235, -8117451527025104329, 1, 434782, '\x010202a601011000ebfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24236, -8117451527025104329, 1, 435502, '\x0102028e01010000ddffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24237, -8117451527025104329, 1, 436222, '\x0102028e01011000f7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24238, -8117451527025104329, 1, 436942, '\x01020276011000fbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24239, -8117451527025104329, 1, 437662, '\x01020276010000dfffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24240, -8117451527025104329, 1, 438382, '\x0102025e01100087fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24241, -8117451527025104329, 1, 439102, '\x010202460110008bfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24242, -8117451527025104329, 1, 439822, '\x0102025e010000e1ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24243, -8117451527025104329, 1, 440542, '\x0102024601100097fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24244, -8117451527025104329, 1, 441262, '\x010202460110009bfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24245, -8117451527025104329, 1, 441982, '\x0102022e010000e3ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24246, -8117451527025104329, 1, 442702, '\x0102022e011000a7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24247, -8117451527025104329, 1, 444142, '\x0102041601cf05011002b1fe9fe3a4fdb58c860103');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24248, -8117451527025104329, 1, 444862, '\x010202ce05011000b7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24249, -8117451527025104329, 1, 445582, '\x010202ce05011000bbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24250, -8117451527025104329, 1, 446302, '\x010202b605010000e7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24251, -8117451527025104329, 1, 447022, '\x010202b605011000c7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24252, -8117451527025104329, 1, 447742, '\x0102029e05011000cbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24253, -8117451527025104329, 1, 448462, '\x0102028605010000e9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24254, -8117451527025104329, 1, 449182, '\x010202b605011000d7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24255, -8117451527025104329, 1, 449902, '\x0102029e05011000dbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24256, -8117451527025104329, 1, 450622, '\x0102029e05010000ebffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24257, -8117451527025104329, 1, 451342, '\x0102028605011000e7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24258, -8117451527025104329, 1, 452062, '\x0102028605011000ebfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24259, -8117451527025104329, 1, 452782, '\x010202ee04010000edffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24260, -8117451527025104329, 1, 453502, '\x010202d604011000f7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24261, -8117451527025104329, 1, 454222, '\x010202d604011000fbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24262, -8117451527025104329, 1, 454942, '\x010202be04010000efffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24263, -8117451527025104329, 1, 455662, '\x010202be0401100087ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24264, -8117451527025104329, 1, 456382, '\x010202a6040110008bff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24265, -8117451527025104329, 1, 457102, '\x0102028e04010000f1ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24266, -8117451527025104329, 1, 457822, '\x010202be0401100097ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24267, -8117451527025104329, 1, 458542, '\x010202a6040110009bff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24268, -8117451527025104329, 1, 459262, '\x010202a604010000f3ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24269, -8117451527025104329, 1, 459982, '\x0102028e04011000a7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24270, -8117451527025104329, 1, 460702, '\x0102028e04011000abff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24271, -8117451527025104329, 1, 461422, '\x010202f603010000f5ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24272, -8117451527025104329, 1, 462142, '\x010202de03011000b7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24273, -8117451527025104329, 1, 462862, '\x010202de03011000bbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24274, -8117451527025104329, 1, 463582, '\x010202c603010000f7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24275, -8117451527025104329, 1, 464302, '\x010202c603011000c7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24276, -8117451527025104329, 1, 465022, '\x010202ae03011000cbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24277, -8117451527025104329, 1, 465742, '\x0102029603010000f9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24278, -8117451527025104329, 1, 466462, '\x010202c603011000d7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24279, -8117451527025104329, 1, 467182, '\x010202ae03011000dbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24280, -8117451527025104329, 1, 467902, '\x010202ae03010000fbffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24281, -8117451527025104329, 1, 468622, '\x0102029603011000e7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24282, -8117451527025104329, 1, 469342, '\x0102029603011000ebff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24283, -8117451527025104329, 1, 470062, '\x010202fe02010000fdffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24284, -8117451527025104329, 1, 470782, '\x010202e602011000f7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24285, -8117451527025104329, 1, 471502, '\x010202e602011000fbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (7660145579796064960, 24286, -8117451527025104329, 1, 472222, '\x010202ce02010000ffffb3ccd4dfc603');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: outbox_notice; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: project; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.project VALUES (67992506593527787, 'stats', 1, 'UTC', 100000, 20000, 1795913494, 4, 29931891, 5);


--
-- Data for Name: session; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: stat; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.stat VALUES (637036247637362849, 'WkGep', 67992506593527787, 'page view', 'page view', 1, 'views', 1, 'QD34KOSuz8ppxVpSfevljm7TsyH6', 1795913494, 1795913494820080477, 0, NULL);
INSERT INTO chartd_dump.stat VALUES (4089812513653042554, '0scXw', 67992506593527787, 'load', 'load', 2, '', 0, 'EYYEbSZCMI9SzNMQ4Wrw0cWeOM6I', 1795913494, 1795913494824854398, 0, NULL);
INSERT INTO chartd_dump.stat VALUES (5734077019271320105, 'BLKqu', 67992506593527787, 'merged 6208797659995737213', 'merged 6208797659995737213', 2, '', 0, 'LAjc4zLcxshyN2cUxoaxoKnNlc5k', 1795913494, 1795913494833110171, 0, 7660145579796064960);
INSERT INTO chartd_dump.stat VALUES (7660145579796064960, 'NVkaA', 67992506593527787, 'balance', 'balance', 2, '', 0, 'Z0d93v4UAfiT1fL0S05SFodXYVK7', 1795913494, 1795913494830708880, 0, NULL);
INSERT INTO chartd_dump.stat VALUES (1771727357333090024, 'mU4pw', 67992506593527787, 'Besucher ✓ naïve', 'besucher ✓ naïve', 1, '', 0, 'FUAhYg93f3jQo7jBV6QoFM2pcj41', 1795913494, 1795913494840285333, 0, NULL);


--
-- Data for Name: stat_name; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.stat_name VALUES (67992506593527787, 'page view', 637036247637362849);
INSERT INTO chartd_dump.stat_name VALUES (67992506593527787, 'load', 4089812513653042554);
INSERT INTO chartd_dump.stat_name VALUES (67992506593527787, 'load average', 4089812513653042554);
INSERT INTO chartd_dump.stat_name VALUES (67992506593527787, 'balance', 7660145579796064960);
INSERT INTO chartd_dump.stat_name VALUES (67992506593527787, 'merged away', 7660145579796064960);
INSERT INTO chartd_dump.stat_name VALUES (67992506593527787, 'Besucher ✓ naïve', 1771727357333090024);


--
-- Data for Name: tag; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.tag VALUES (637036247637362849, 'front');
INSERT INTO chartd_dump.tag VALUES (637036247637362849, 'web');


--
-- Data for Name: token; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: trashed_name; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: writer; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.writer VALUES (-8117451527025104329, 1);


--
-- Name: migration_id_seq; Type: SEQUENCE SET; Schema: chartd_dump; Owner: -
--

SELECT pg_catalog.setval('chartd_dump.migration_id_seq', 5, true);


--
-- Name: account account_email_key; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.account
    ADD CONSTRAINT account_email_key UNIQUE (email);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);


--
-- Name: alert_entry alert_entry_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.alert_entry
    ADD CONSTRAINT alert_entry_pkey PRIMARY KEY (id);


--
-- Name: alert alert_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.alert
    ADD CONSTRAINT alert_pkey PRIMARY KEY (id);


--
-- Name: alert alert_public_id_key; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.alert
    ADD CONSTRAINT alert_public_id_key UNIQUE (public_id);


--
-- Name: attempt attempt_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (id);


--
-- Name: catalog_version catalog_version_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.catalog_version
    ADD CONSTRAINT catalog_version_pkey PRIMARY KEY (id);


--
-- Name: chunk chunk_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk
    ADD CONSTRAINT chunk_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2016_07 chunk_2016_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2016_07
    ADD CONSTRAINT chunk_2016_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2016_08 chunk_2016_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2016_08
    ADD CONSTRAINT chunk_2016_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2016_09 chunk_2016_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2016_09
    ADD CONSTRAINT chunk_2016_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2016_10 chunk_2016_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2016_10
    ADD CONSTRAINT chunk_2016_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2016_11 chunk_2016_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2016_11
    ADD CONSTRAINT chunk_2016_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2016_12 chunk_2016_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2016_12
    ADD CONSTRAINT chunk_2016_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_01 chunk_2017_01_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_01
    ADD CONSTRAINT chunk_2017_01_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_02 chunk_2017_02_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_02
    ADD CONSTRAINT chunk_2017_02_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_03 chunk_2017_03_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_03
    ADD CONSTRAINT chunk_2017_03_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_04 chunk_2017_04_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_04
    ADD CONSTRAINT chunk_2017_04_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_05 chunk_2017_05_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_05
    ADD CONSTRAINT chunk_2017_05_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_06 chunk_2017_06_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_06
    ADD CONSTRAINT chunk_2017_06_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_07 chunk_2017_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_07
    ADD CONSTRAINT chunk_2017_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_08 chunk_2017_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_08
    ADD CONSTRAINT chunk_2017_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_09 chunk_2017_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_09
    ADD CONSTRAINT chunk_2017_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_10 chunk_2017_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_10
    ADD CONSTRAINT chunk_2017_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_11 chunk_2017_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_11
    ADD CONSTRAINT chunk_2017_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2017_12 chunk_2017_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2017_12
    ADD CONSTRAINT chunk_2017_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_01 chunk_2018_01_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_01
    ADD CONSTRAINT chunk_2018_01_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_02 chunk_2018_02_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_02
    ADD CONSTRAINT chunk_2018_02_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_03 chunk_2018_03_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_03
    ADD CONSTRAINT chunk_2018_03_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_04 chunk_2018_04_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_04
    ADD CONSTRAINT chunk_2018_04_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_05 chunk_2018_05_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_05
    ADD CONSTRAINT chunk_2018_05_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_06 chunk_2018_06_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_06
    ADD CONSTRAINT chunk_2018_06_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_07 chunk_2018_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_07
    ADD CONSTRAINT chunk_2018_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_08 chunk_2018_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_08
    ADD CONSTRAINT chunk_2018_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_09 chunk_2018_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_09
    ADD CONSTRAINT chunk_2018_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_10 chunk_2018_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_10
    ADD CONSTRAINT chunk_2018_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_11 chunk_2018_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_11
    ADD CONSTRAINT chunk_2018_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2018_12 chunk_2018_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2018_12
    ADD CONSTRAINT chunk_2018_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_01 chunk_2019_01_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_01
    ADD CONSTRAINT chunk_2019_01_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_02 chunk_2019_02_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_02
    ADD CONSTRAINT chunk_2019_02_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_03 chunk_2019_03_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_03
    ADD CONSTRAINT chunk_2019_03_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_04 chunk_2019_04_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_04
    ADD CONSTRAINT chunk_2019_04_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_05 chunk_2019_05_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_05
    ADD CONSTRAINT chunk_2019_05_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_06 chunk_2019_06_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_06
    ADD CONSTRAINT chunk_2019_06_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_07 chunk_2019_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_07
    ADD CONSTRAINT chunk_2019_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_08 chunk_2019_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_08
    ADD CONSTRAINT chunk_2019_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_09 chunk_2019_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_09
    ADD CONSTRAINT chunk_2019_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_10 chunk_2019_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_10
    ADD CONSTRAINT chunk_2019_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_11 chunk_2019_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_11
    ADD CONSTRAINT chunk_2019_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2019_12 chunk_2019_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2019_12
    ADD CONSTRAINT chunk_2019_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_01 chunk_2020_01_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_01
    ADD CONSTRAINT chunk_2020_01_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_02 chunk_2020_02_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_02
    ADD CONSTRAINT chunk_2020_02_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_03 chunk_2020_03_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_03
    ADD CONSTRAINT chunk_2020_03_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_04 chunk_2020_04_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_04
    ADD CONSTRAINT chunk_2020_04_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_05 chunk_2020_05_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_05
    ADD CONSTRAINT chunk_2020_05_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_06 chunk_2020_06_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_06
    ADD CONSTRAINT chunk_2020_06_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_07 chunk_2020_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_07
    ADD CONSTRAINT chunk_2020_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_08 chunk_2020_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_08
    ADD CONSTRAINT chunk_2020_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_09 chunk_2020_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_09
    ADD CONSTRAINT chunk_2020_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_10 chunk_2020_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_10
    ADD CONSTRAINT chunk_2020_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_11 chunk_2020_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_11
    ADD CONSTRAINT chunk_2020_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2020_12 chunk_2020_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2020_12
    ADD CONSTRAINT chunk_2020_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_01 chunk_2021_01_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_01
    ADD CONSTRAINT chunk_2021_01_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_02 chunk_2021_02_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_02
    ADD CONSTRAINT chunk_2021_02_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_03 chunk_2021_03_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_03
    ADD CONSTRAINT chunk_2021_03_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_04 chunk_2021_04_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_04
    ADD CONSTRAINT chunk_2021_04_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_05 chunk_2021_05_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_05
    ADD CONSTRAINT chunk_2021_05_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_06 chunk_2021_06_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_06
    ADD CONSTRAINT chunk_2021_06_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_07 chunk_2021_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_07
    ADD CONSTRAINT chunk_2021_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_08 chunk_2021_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_08
    ADD CONSTRAINT chunk_2021_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_09 chunk_2021_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_09
    ADD CONSTRAINT chunk_2021_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_10 chunk_2021_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_10
    ADD CONSTRAINT chunk_2021_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_11 chunk_2021_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_11
    ADD CONSTRAINT chunk_2021_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2021_12 chunk_2021_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2021_12
    ADD CONSTRAINT chunk_2021_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_01 chunk_2022_01_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_01
    ADD CONSTRAINT chunk_2022_01_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_02 chunk_2022_02_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_02
    ADD CONSTRAINT chunk_2022_02_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_03 chunk_2022_03_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_03
    ADD CONSTRAINT chunk_2022_03_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_04 chunk_2022_04_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_04
    ADD CONSTRAINT chunk_2022_04_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_05 chunk_2022_05_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_05
    ADD CONSTRAINT chunk_2022_05_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_06 chunk_2022_06_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_06
    ADD CONSTRAINT chunk_2022_06_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_07 chunk_2022_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_07
    ADD CONSTRAINT chunk_2022_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_08 chunk_2022_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_08
    ADD CONSTRAINT chunk_2022_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_09 chunk_2022_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_09
    ADD CONSTRAINT chunk_2022_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_10 chunk_2022_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_10
    ADD CONSTRAINT chunk_2022_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_11 chunk_2022_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_11
    ADD CONSTRAINT chunk_2022_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2022_12 chunk_2022_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2022_12
    ADD CONSTRAINT chunk_2022_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_01 chunk_2023_01_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_01
    ADD CONSTRAINT chunk_2023_01_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_02 chunk_2023_02_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_02
    ADD CONSTRAINT chunk_2023_02_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_03 chunk_2023_03_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_03
    ADD CONSTRAINT chunk_2023_03_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_04 chunk_2023_04_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_04
    ADD CONSTRAINT chunk_2023_04_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_05 chunk_2023_05_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_05
    ADD CONSTRAINT chunk_2023_05_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_06 chunk_2023_06_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_06
    ADD CONSTRAINT chunk_2023_06_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_07 chunk_2023_07_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_07
    ADD CONSTRAINT chunk_2023_07_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_08 chunk_2023_08_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_08
    ADD CONSTRAINT chunk_2023_08_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_09 chunk_2023_09_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_09
    ADD CONSTRAINT chunk_2023_09_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_10 chunk_2023_10_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_10
    ADD CONSTRAINT chunk_2023_10_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_11 chunk_2023_11_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_11
    ADD CONSTRAINT chunk_2023_11_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: chunk_2023_12 chunk_2023_12_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.chunk_2023_12
    ADD CONSTRAINT chunk_2023_12_pkey PRIMARY KEY (stat_id, hour, writer);


--
-- Name: comment comment_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.comment
    ADD CONSTRAINT comment_pkey PRIMARY KEY (id);


--
-- Name: destination destination_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.destination
    ADD CONSTRAINT destination_pkey PRIMARY KEY (id);


--
-- Name: detector detector_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.detector
    ADD CONSTRAINT detector_pkey PRIMARY KEY (stat);


--
-- Name: embed_key embed_key_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.embed_key
    ADD CONSTRAINT embed_key_pkey PRIMARY KEY (key);


--
-- Name: embed_key embed_key_stat_number_key; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.embed_key
    ADD CONSTRAINT embed_key_stat_number_key UNIQUE (stat, number);


--
-- Name: key_of key_of_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.key_of
    ADD CONSTRAINT key_of_pkey PRIMARY KEY (key);


--
-- Name: key_of key_of_project_kind_key; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.key_of
    ADD CONSTRAINT key_of_project_kind_key UNIQUE (project, kind);


--
-- Name: link link_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.link
    ADD CONSTRAINT link_pkey PRIMARY KEY (digest);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (account, project);


--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);


--
-- Name: month month_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.month
    ADD CONSTRAINT month_pkey PRIMARY KEY (stat_id, month, writer);


--
-- Name: outbox_notice outbox_notice_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.outbox_notice
    ADD CONSTRAINT outbox_notice_pkey PRIMARY KEY (destination, key);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (key);


--
-- Name: project project_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (digest);


--
-- Name: stat stat_classic_key; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.stat
    ADD CONSTRAINT stat_classic_key UNIQUE (classic);


--
-- Name: stat_name stat_name_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.stat_name
    ADD CONSTRAINT stat_name_pkey PRIMARY KEY (project, name);


--
-- Name: stat stat_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.stat
    ADD CONSTRAINT stat_pkey PRIMARY KEY (id);


--
-- Name: stat stat_public_id_key; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.stat
    ADD CONSTRAINT stat_public_id_key UNIQUE (public_id);


--
-- Name: tag tag_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.tag
    ADD CONSTRAINT tag_pkey PRIMARY KEY (stat, tag);


--
-- Name: token token_digest_key; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.token
    ADD CONSTRAINT token_digest_key UNIQUE (digest);


--
-- Name: token token_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (id);


--
-- Name: trashed_name trashed_name_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.trashed_name
    ADD CONSTRAINT trashed_name_pkey PRIMARY KEY (stat, name);


--
-- Name: writer writer_pkey; Type: CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.writer
    ADD CONSTRAINT writer_pkey PRIMARY KEY (writer);


--
-- Name: alert_due; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX alert_due ON chartd_dump.alert USING btree (due);


--
-- Name: alert_entry_alert; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX alert_entry_alert ON chartd_dump.alert_entry USING btree (alert, at);


--
-- Name: alert_entry_at; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX alert_entry_at ON chartd_dump.alert_entry USING btree (at);


--
-- Name: alert_project; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX alert_project ON chartd_dump.alert USING btree (project);


--
-- Name: alert_stat; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX alert_stat ON chartd_dump.alert USING btree (stat);


--
-- Name: attempt_at; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX attempt_at ON chartd_dump.attempt USING btree (at);


--
-- Name: attempt_destination; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX attempt_destination ON chartd_dump.attempt USING btree (destination, at);


--
-- Name: comment_stat; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX comment_stat ON chartd_dump.comment USING btree (stat, at);


--
-- Name: destination_project; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX destination_project ON chartd_dump.destination USING btree (project);


--
-- Name: expiry_is_one_row; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE UNIQUE INDEX expiry_is_one_row ON chartd_dump.expiry USING btree ((true));


--
-- Name: link_account; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX link_account ON chartd_dump.link USING btree (account);


--
-- Name: link_until; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX link_until ON chartd_dump.link USING btree (until);


--
-- Name: member_project; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX member_project ON chartd_dump.member USING btree (project);


--
-- Name: outbox_done; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX outbox_done ON chartd_dump.outbox USING btree (created) WHERE (status > 0);


--
-- Name: outbox_notice_message; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX outbox_notice_message ON chartd_dump.outbox_notice USING btree (message);


--
-- Name: outbox_project; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX outbox_project ON chartd_dump.outbox USING btree (project, status, created);


--
-- Name: outbox_waiting; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX outbox_waiting ON chartd_dump.outbox USING btree (destination, due) WHERE (status = 0);


--
-- Name: session_expiry; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX session_expiry ON chartd_dump.session USING btree (expiry);


--
-- Name: stat_created; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX stat_created ON chartd_dump.stat USING btree (project, created, made, id, trashed, into_id);


--
-- Name: stat_folded; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX stat_folded ON chartd_dump.stat USING btree (project, folded, name, id, trashed, into_id);


--
-- Name: stat_into; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX stat_into ON chartd_dump.stat USING btree (into_id) WHERE (into_id IS NOT NULL);


--
-- Name: stat_name_stat; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX stat_name_stat ON chartd_dump.stat_name USING btree (stat);


--
-- Name: stat_trashed; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX stat_trashed ON chartd_dump.stat USING btree (trashed) WHERE (trashed > 0);


--
-- Name: token_project; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX token_project ON chartd_dump.token USING btree (project);


--
-- Name: chunk_2016_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2016_07_pkey;


--
-- Name: chunk_2016_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2016_08_pkey;


--
-- Name: chunk_2016_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2016_09_pkey;


--
-- Name: chunk_2016_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2016_10_pkey;


--
-- Name: chunk_2016_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2016_11_pkey;


--
-- Name: chunk_2016_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2016_12_pkey;


--
-- Name: chunk_2017_01_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_01_pkey;


--
-- Name: chunk_2017_02_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_02_pkey;


--
-- Name: chunk_2017_03_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_03_pkey;


--
-- Name: chunk_2017_04_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_04_pkey;


--
-- Name: chunk_2017_05_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_05_pkey;


--
-- Name: chunk_2017_06_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_06_pkey;


--
-- Name: chunk_2017_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_07_pkey;


--
-- Name: chunk_2017_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_08_pkey;


--
-- Name: chunk_2017_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_09_pkey;


--
-- Name: chunk_2017_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_10_pkey;


--
-- Name: chunk_2017_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_11_pkey;


--
-- Name: chunk_2017_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2017_12_pkey;


--
-- Name: chunk_2018_01_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_01_pkey;


--
-- Name: chunk_2018_02_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_02_pkey;


--
-- Name: chunk_2018_03_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_03_pkey;


--
-- Name: chunk_2018_04_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_04_pkey;


--
-- Name: chunk_2018_05_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_05_pkey;


--
-- Name: chunk_2018_06_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_06_pkey;


--
-- Name: chunk_2018_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_07_pkey;


--
-- Name: chunk_2018_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_08_pkey;


--
-- Name: chunk_2018_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_09_pkey;


--
-- Name: chunk_2018_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_10_pkey;


--
-- Name: chunk_2018_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_11_pkey;


--
-- Name: chunk_2018_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2018_12_pkey;


--
-- Name: chunk_2019_01_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_01_pkey;


--
-- Name: chunk_2019_02_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_02_pkey;


--
-- Name: chunk_2019_03_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_03_pkey;


--
-- Name: chunk_2019_04_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_04_pkey;


--
-- Name: chunk_2019_05_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_05_pkey;


--
-- Name: chunk_2019_06_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_06_pkey;


--
-- Name: chunk_2019_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_07_pkey;


--
-- Name: chunk_2019_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_08_pkey;


--
-- Name: chunk_2019_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_09_pkey;


--
-- Name: chunk_2019_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_10_pkey;


--
-- Name: chunk_2019_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_11_pkey;


--
-- Name: chunk_2019_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2019_12_pkey;


--
-- Name: chunk_2020_01_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_01_pkey;


--
-- Name: chunk_2020_02_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_02_pkey;


--
-- Name: chunk_2020_03_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_03_pkey;


--
-- Name: chunk_2020_04_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_04_pkey;


--
-- Name: chunk_2020_05_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_05_pkey;


--
-- Name: chunk_2020_06_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_06_pkey;


--
-- Name: chunk_2020_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_07_pkey;


--
-- Name: chunk_2020_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_08_pkey;


--
-- Name: chunk_2020_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_09_pkey;


--
-- Name: chunk_2020_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_10_pkey;


--
-- Name: chunk_2020_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_11_pkey;


--
-- Name: chunk_2020_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2020_12_pkey;


--
-- Name: chunk_2021_01_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_01_pkey;


--
-- Name: chunk_2021_02_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_02_pkey;


--
-- Name: chunk_2021_03_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_03_pkey;


--
-- Name: chunk_2021_04_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_04_pkey;


--
-- Name: chunk_2021_05_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_05_pkey;


--
-- Name: chunk_2021_06_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_06_pkey;


--
-- Name: chunk_2021_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_07_pkey;


--
-- Name: chunk_2021_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_08_pkey;


--
-- Name: chunk_2021_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_09_pkey;


--
-- Name: chunk_2021_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_10_pkey;


--
-- Name: chunk_2021_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_11_pkey;


--
-- Name: chunk_2021_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2021_12_pkey;


--
-- Name: chunk_2022_01_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_01_pkey;


--
-- Name: chunk_2022_02_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_02_pkey;


--
-- Name: chunk_2022_03_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_03_pkey;


--
-- Name: chunk_2022_04_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_04_pkey;


--
-- Name: chunk_2022_05_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_05_pkey;


--
-- Name: chunk_2022_06_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_06_pkey;


--
-- Name: chunk_2022_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_07_pkey;


--
-- Name: chunk_2022_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_08_pkey;


--
-- Name: chunk_2022_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_09_pkey;


--
-- Name: chunk_2022_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_10_pkey;


--
-- Name: chunk_2022_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_11_pkey;


--
-- Name: chunk_2022_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2022_12_pkey;


--
-- Name: chunk_2023_01_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_01_pkey;


--
-- Name: chunk_2023_02_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_02_pkey;


--
-- Name: chunk_2023_03_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_03_pkey;


--
-- Name: chunk_2023_04_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_04_pkey;


--
-- Name: chunk_2023_05_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_05_pkey;


--
-- Name: chunk_2023_06_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_06_pkey;


--
-- Name: chunk_2023_07_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_07_pkey;


--
-- Name: chunk_2023_08_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_08_pkey;


--
-- Name: chunk_2023_09_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_09_pkey;


--
-- Name: chunk_2023_10_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_10_pkey;


--
-- Name: chunk_2023_11_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_11_pkey;


--
-- Name: chunk_2023_12_pkey; Type: INDEX ATTACH; Schema: chartd_dump; Owner: -
--

ALTER INDEX chartd_dump.chunk_pkey ATTACH PARTITION chartd_dump.chunk_2023_12_pkey;


--
-- Name: alert_entry alert_entry_alert_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.alert_entry
    ADD CONSTRAINT alert_entry_alert_fkey FOREIGN KEY (alert) REFERENCES chartd_dump.alert(id) ON DELETE CASCADE;


--
-- Name: alert alert_project_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.alert
    ADD CONSTRAINT alert_project_fkey FOREIGN KEY (project) REFERENCES chartd_dump.project(id) ON DELETE CASCADE;


--
-- Name: alert alert_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.alert
    ADD CONSTRAINT alert_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- Name: attempt attempt_destination_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.attempt
    ADD CONSTRAINT attempt_destination_fkey FOREIGN KEY (destination) REFERENCES chartd_dump.destination(id) ON DELETE CASCADE;


--
-- Name: comment comment_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.comment
    ADD CONSTRAINT comment_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- Name: destination destination_project_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.destination
    ADD CONSTRAINT destination_project_fkey FOREIGN KEY (project) REFERENCES chartd_dump.project(id) ON DELETE CASCADE;


--
-- Name: detector detector_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.detector
    ADD CONSTRAINT detector_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- Name: embed_key embed_key_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.embed_key
    ADD CONSTRAINT embed_key_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- Name: key_of key_of_project_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.key_of
    ADD CONSTRAINT key_of_project_fkey FOREIGN KEY (project) REFERENCES chartd_dump.project(id) ON DELETE CASCADE;


--
-- Name: link link_account_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.link
    ADD CONSTRAINT link_account_fkey FOREIGN KEY (account) REFERENCES chartd_dump.account(id) ON DELETE CASCADE;


--
-- Name: member member_account_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.member
    ADD CONSTRAINT member_account_fkey FOREIGN KEY (account) REFERENCES chartd_dump.account(id) ON DELETE CASCADE;


--
-- Name: member member_project_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.member
    ADD CONSTRAINT member_project_fkey FOREIGN KEY (project) REFERENCES chartd_dump.project(id) ON DELETE CASCADE;


--
-- Name: outbox outbox_destination_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.outbox
    ADD CONSTRAINT outbox_destination_fkey FOREIGN KEY (destination) REFERENCES chartd_dump.destination(id) ON DELETE CASCADE;


--
-- Name: outbox_notice outbox_notice_destination_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.outbox_notice
    ADD CONSTRAINT outbox_notice_destination_fkey FOREIGN KEY (destination) REFERENCES chartd_dump.destination(id) ON DELETE CASCADE;


--
-- Name: outbox_notice outbox_notice_message_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.outbox_notice
    ADD CONSTRAINT outbox_notice_message_fkey FOREIGN KEY (message) REFERENCES chartd_dump.outbox(key) ON DELETE CASCADE;


--
-- Name: outbox outbox_project_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.outbox
    ADD CONSTRAINT outbox_project_fkey FOREIGN KEY (project) REFERENCES chartd_dump.project(id) ON DELETE CASCADE;


--
-- Name: stat stat_into_id_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.stat
    ADD CONSTRAINT stat_into_id_fkey FOREIGN KEY (into_id) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- Name: stat_name stat_name_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.stat_name
    ADD CONSTRAINT stat_name_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- Name: stat stat_project_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.stat
    ADD CONSTRAINT stat_project_fkey FOREIGN KEY (project) REFERENCES chartd_dump.project(id) ON DELETE CASCADE;


--
-- Name: tag tag_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.tag
    ADD CONSTRAINT tag_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- Name: token token_project_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.token
    ADD CONSTRAINT token_project_fkey FOREIGN KEY (project) REFERENCES chartd_dump.project(id) ON DELETE CASCADE;


--
-- Name: trashed_name trashed_name_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.trashed_name
    ADD CONSTRAINT trashed_name_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict Mj1yk44MLz54hdCE0ZnDs9M4lNghX5GBw4yxuKy6UHcvvGEmCChJIvxE9WKcRiG

