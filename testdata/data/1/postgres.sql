--
-- PostgreSQL database dump
--

\restrict tRJYgg3hCpPMRalhebFKzUymDsuYVq7T4mbAWsMXRArfPm2EsfjfZtB3Lg6NJNA

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

INSERT INTO chartd_dump.account VALUES (8569344546521695994, 'old@example.com', '', 1795907068);


--
-- Data for Name: catalog_version; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.catalog_version VALUES (1, 5);


--
-- Data for Name: chunk_2016_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_07 VALUES (4838336337016373568, 408142, -4381770178552389096, 1, '\x0102020e011000a7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_08 VALUES (4838336337016373568, 408862, -4381770178552389096, 1, '\x0102020e011000abfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_09 VALUES (4838336337016373568, 409582, -4381770178552389096, 1, '\x0102020e010000c5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2016_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_10 VALUES (4838336337016373568, 410302, -4381770178552389096, 1, '\x0102020e011000b7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_11 VALUES (4838336337016373568, 411022, -4381770178552389096, 1, '\x0102020e011000bbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2016_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2016_12 VALUES (4838336337016373568, 411742, -4381770178552389096, 1, '\x0102020e010000c7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_01 VALUES (4838336337016373568, 412462, -4381770178552389096, 1, '\x0102020e011000c7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_02 VALUES (4838336337016373568, 413182, -4381770178552389096, 1, '\x0102020e011000cbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_03 VALUES (4838336337016373568, 413902, -4381770178552389096, 1, '\x0102020e010000c9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_04 VALUES (4838336337016373568, 414622, -4381770178552389096, 1, '\x0102020e011000d7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_05 VALUES (4838336337016373568, 415342, -4381770178552389096, 1, '\x0102020e011000dbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_06 VALUES (4838336337016373568, 416062, -4381770178552389096, 1, '\x0102020e010000cbffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_07 VALUES (4838336337016373568, 416782, -4381770178552389096, 1, '\x0102020e011000e7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_08 VALUES (4838336337016373568, 417502, -4381770178552389096, 1, '\x0102020e011000ebfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_09 VALUES (4838336337016373568, 418222, -4381770178552389096, 1, '\x0102020e010000cdffb3ccd4dfc603');


--
-- Data for Name: chunk_2017_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_10 VALUES (4838336337016373568, 418942, -4381770178552389096, 1, '\x0102020e011000f7fc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_11 VALUES (4838336337016373568, 419662, -4381770178552389096, 1, '\x0102020e011000fbfc9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2017_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2017_12 VALUES (4838336337016373568, 420382, -4381770178552389096, 1, '\x0102020e010000cfffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_01 VALUES (4838336337016373568, 421102, -4381770178552389096, 1, '\x0102020e01100087fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_02 VALUES (4838336337016373568, 421822, -4381770178552389096, 1, '\x0102020e0110008bfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_03 VALUES (4838336337016373568, 422542, -4381770178552389096, 1, '\x0102020e010000d1ffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_04 VALUES (4838336337016373568, 423262, -4381770178552389096, 1, '\x0102020e01100097fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_05 VALUES (4838336337016373568, 423982, -4381770178552389096, 1, '\x0102020e0110009bfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_06 VALUES (4838336337016373568, 424702, -4381770178552389096, 1, '\x0102020e010000d3ffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_07 VALUES (4838336337016373568, 425422, -4381770178552389096, 1, '\x0102020e011000a7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_08 VALUES (4838336337016373568, 426142, -4381770178552389096, 1, '\x0102020e011000abfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_09 VALUES (4838336337016373568, 426862, -4381770178552389096, 1, '\x0102020e010000d5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2018_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_10 VALUES (4838336337016373568, 427582, -4381770178552389096, 1, '\x0102020e011000b7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_11 VALUES (4838336337016373568, 428302, -4381770178552389096, 1, '\x0102020e011000bbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2018_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2018_12 VALUES (4838336337016373568, 429022, -4381770178552389096, 1, '\x0102020e010000d7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_01 VALUES (4838336337016373568, 429742, -4381770178552389096, 1, '\x0102020e011000c7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_02 VALUES (4838336337016373568, 430462, -4381770178552389096, 1, '\x0102020e011000cbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_03 VALUES (4838336337016373568, 431182, -4381770178552389096, 1, '\x0102020e010000d9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_04 VALUES (4838336337016373568, 431902, -4381770178552389096, 1, '\x0102020e011000d7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_05 VALUES (4838336337016373568, 432622, -4381770178552389096, 1, '\x0102020e011000dbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_06 VALUES (4838336337016373568, 433342, -4381770178552389096, 1, '\x0102020e010000dbffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_07 VALUES (4838336337016373568, 434062, -4381770178552389096, 1, '\x0102020e011000e7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_08 VALUES (4838336337016373568, 434782, -4381770178552389096, 1, '\x0102020e011000ebfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_09 VALUES (4838336337016373568, 435502, -4381770178552389096, 1, '\x0102020e010000ddffb3ccd4dfc603');


--
-- Data for Name: chunk_2019_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_10 VALUES (4838336337016373568, 436222, -4381770178552389096, 1, '\x0102020e011000f7fd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_11 VALUES (4838336337016373568, 436942, -4381770178552389096, 1, '\x0102020e011000fbfd9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2019_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2019_12 VALUES (4838336337016373568, 437662, -4381770178552389096, 1, '\x0102020e010000dfffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_01 VALUES (4838336337016373568, 438382, -4381770178552389096, 1, '\x0102020e01100087fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_02 VALUES (4838336337016373568, 439102, -4381770178552389096, 1, '\x0102020e0110008bfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_03 VALUES (4838336337016373568, 439822, -4381770178552389096, 1, '\x0102020e010000e1ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_04 VALUES (4838336337016373568, 440542, -4381770178552389096, 1, '\x0102020e01100097fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_05 VALUES (4838336337016373568, 441262, -4381770178552389096, 1, '\x0102020e0110009bfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_06 VALUES (4838336337016373568, 441982, -4381770178552389096, 1, '\x0102020e010000e3ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_07 VALUES (4838336337016373568, 442702, -4381770178552389096, 1, '\x0102020e011000a7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_08 VALUES (4838336337016373568, 443422, -4381770178552389096, 1, '\x0102020e011000abfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.chunk_2020_08 VALUES (4838336337016373568, 444142, -4381770178552389096, 1, '\x0102020e010000e5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_09 VALUES (4838336337016373568, 444862, -4381770178552389096, 1, '\x0102020e011000b7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_10 VALUES (4838336337016373568, 445582, -4381770178552389096, 1, '\x0102020e011000bbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2020_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_11 VALUES (4838336337016373568, 446302, -4381770178552389096, 1, '\x0102020e010000e7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2020_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2020_12 VALUES (4838336337016373568, 447022, -4381770178552389096, 1, '\x0102020e011000c7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_01 VALUES (4838336337016373568, 447742, -4381770178552389096, 1, '\x0102020e011000cbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_02 VALUES (4838336337016373568, 448462, -4381770178552389096, 1, '\x0102020e010000e9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_03 VALUES (4838336337016373568, 449182, -4381770178552389096, 1, '\x0102020e011000d7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_04 VALUES (4838336337016373568, 449902, -4381770178552389096, 1, '\x0102020e011000dbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_05 VALUES (4838336337016373568, 450622, -4381770178552389096, 1, '\x0102020e010000ebffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_06 VALUES (4838336337016373568, 451342, -4381770178552389096, 1, '\x0102020e011000e7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_07 VALUES (4838336337016373568, 452062, -4381770178552389096, 1, '\x0102020e011000ebfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_08 VALUES (4838336337016373568, 452782, -4381770178552389096, 1, '\x0102020e010000edffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_09 VALUES (4838336337016373568, 453502, -4381770178552389096, 1, '\x0102020e011000f7fe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_10 VALUES (4838336337016373568, 454222, -4381770178552389096, 1, '\x0102020e011000fbfe9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2021_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_11 VALUES (4838336337016373568, 454942, -4381770178552389096, 1, '\x0102020e010000efffb3ccd4dfc603');


--
-- Data for Name: chunk_2021_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2021_12 VALUES (4838336337016373568, 455662, -4381770178552389096, 1, '\x0102020e01100087ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_01 VALUES (4838336337016373568, 456382, -4381770178552389096, 1, '\x0102020e0110008bff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_02 VALUES (4838336337016373568, 457102, -4381770178552389096, 1, '\x0102020e010000f1ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_03 VALUES (4838336337016373568, 457822, -4381770178552389096, 1, '\x0102020e01100097ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_04 VALUES (4838336337016373568, 458542, -4381770178552389096, 1, '\x0102020e0110009bff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_05 VALUES (4838336337016373568, 459262, -4381770178552389096, 1, '\x0102020e010000f3ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_06 VALUES (4838336337016373568, 459982, -4381770178552389096, 1, '\x0102020e011000a7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_07 VALUES (4838336337016373568, 460702, -4381770178552389096, 1, '\x0102020e011000abff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_08 VALUES (4838336337016373568, 461422, -4381770178552389096, 1, '\x0102020e010000f5ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_09 VALUES (4838336337016373568, 462142, -4381770178552389096, 1, '\x0102020e011000b7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_10 VALUES (4838336337016373568, 462862, -4381770178552389096, 1, '\x0102020e011000bbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2022_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_11 VALUES (4838336337016373568, 463582, -4381770178552389096, 1, '\x0102020e010000f7ffb3ccd4dfc603');


--
-- Data for Name: chunk_2022_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2022_12 VALUES (4838336337016373568, 464302, -4381770178552389096, 1, '\x0102020e011000c7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_01; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_01 VALUES (4838336337016373568, 465022, -4381770178552389096, 1, '\x0102020e011000cbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_02; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_02 VALUES (4838336337016373568, 465742, -4381770178552389096, 1, '\x0102020e010000f9ffb3ccd4dfc603');


--
-- Data for Name: chunk_2023_03; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_03 VALUES (4838336337016373568, 466462, -4381770178552389096, 1, '\x0102020e011000d7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_04; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_04 VALUES (4838336337016373568, 467182, -4381770178552389096, 1, '\x0102020e011000dbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_05; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_05 VALUES (4838336337016373568, 467902, -4381770178552389096, 1, '\x0102020e010000fbffb3ccd4dfc603');


--
-- Data for Name: chunk_2023_06; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_06 VALUES (4838336337016373568, 468622, -4381770178552389096, 1, '\x0102020e011000e7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_07; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_07 VALUES (4838336337016373568, 469342, -4381770178552389096, 1, '\x0102020e011000ebff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_08; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_08 VALUES (4838336337016373568, 470062, -4381770178552389096, 1, '\x0102020e010000fdffb3ccd4dfc603');


--
-- Data for Name: chunk_2023_09; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_09 VALUES (4838336337016373568, 470782, -4381770178552389096, 1, '\x0102020e011000f7ff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_10; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_10 VALUES (4838336337016373568, 471502, -4381770178552389096, 1, '\x0102020e011000fbff9fe3a4fdb58c8601');


--
-- Data for Name: chunk_2023_11; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_11 VALUES (48545057300734239, 472222, -4381770178552389096, 1, '\x0103020e010000b2010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472222, -4381770178552389096, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472228, -4381770178552389096, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472234, -4381770178552389096, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472240, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472246, -4381770178552389096, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472252, -4381770178552389096, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472258, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472264, -4381770178552389096, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472270, -4381770178552389096, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472276, -4381770178552389096, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472282, -4381770178552389096, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472288, -4381770178552389096, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472294, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472300, -4381770178552389096, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472306, -4381770178552389096, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472312, -4381770178552389096, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472318, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472324, -4381770178552389096, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472330, -4381770178552389096, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472336, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472342, -4381770178552389096, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472348, -4381770178552389096, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472354, -4381770178552389096, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472360, -4381770178552389096, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472366, -4381770178552389096, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472372, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472378, -4381770178552389096, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472384, -4381770178552389096, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472390, -4381770178552389096, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472396, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472402, -4381770178552389096, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472408, -4381770178552389096, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472414, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472420, -4381770178552389096, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472426, -4381770178552389096, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472432, -4381770178552389096, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472438, -4381770178552389096, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472444, -4381770178552389096, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472450, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472456, -4381770178552389096, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472462, -4381770178552389096, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472468, -4381770178552389096, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472474, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472480, -4381770178552389096, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472486, -4381770178552389096, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472492, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472498, -4381770178552389096, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472504, -4381770178552389096, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472510, -4381770178552389096, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472516, -4381770178552389096, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472522, -4381770178552389096, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472528, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472534, -4381770178552389096, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472540, -4381770178552389096, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472546, -4381770178552389096, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472552, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472558, -4381770178552389096, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472564, -4381770178552389096, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472570, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472576, -4381770178552389096, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472582, -4381770178552389096, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472588, -4381770178552389096, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472594, -4381770178552389096, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472600, -4381770178552389096, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (3449861393065839451, 472606, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (4838336337016373568, 472222, -4381770178552389096, 1, '\x0102020e010000ffffb3ccd4dfc603');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (6585915078710883816, 472222, -4381770178552389096, 1, '\x0107020e2e000100030000c801010000000000a2b14634d688c61ad158231a6b44638d68');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (6585915078710883816, 472223, -4381770178552389096, 1, '\x010702002c000100030000c2010040000000c01ad158231a6b44638d68ac118d35a2b1');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (6585915078710883816, 472224, -4381770178552389096, 1, '\x0102020e010000cc01');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (6585915078710883816, 472225, -4381770178552389096, 1, '\x0102020e010000ce01');
INSERT INTO chartd_dump.chunk_2023_11 VALUES (6585915078710883816, 472226, -4381770178552389096, 1, '\x0102020e010000d001');


--
-- Data for Name: chunk_2023_12; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472612, -4381770178552389096, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472618, -4381770178552389096, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472624, -4381770178552389096, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472630, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472636, -4381770178552389096, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472642, -4381770178552389096, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472648, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472654, -4381770178552389096, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472660, -4381770178552389096, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472666, -4381770178552389096, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472672, -4381770178552389096, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472678, -4381770178552389096, 1, '\x0102020e01010016');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472684, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99f37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472690, -4381770178552389096, 1, '\x0100020e0100');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472696, -4381770178552389096, 1, '\x0102020e01010002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472702, -4381770178552389096, 1, '\x0102020e01010004');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472708, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99d37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472714, -4381770178552389096, 1, '\x0102020e01010008');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472720, -4381770178552389096, 1, '\x0102020e0101000a');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472726, -4381770178552389096, 1, '\x0102020e011000e8cc99b3e6cc99e37f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472732, -4381770178552389096, 1, '\x0102020e011000ce99b3e6cc99b3e67f');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472738, -4381770178552389096, 1, '\x0102020e01010010');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472744, -4381770178552389096, 1, '\x0102020e01010012');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472750, -4381770178552389096, 1, '\x0102020e01000002');
INSERT INTO chartd_dump.chunk_2023_12 VALUES (3449861393065839451, 472756, -4381770178552389096, 1, '\x0102020e01010016');


--
-- Data for Name: comment; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.comment VALUES (3256257209732170485, 6585915078710883816, 1700001000, 'deploy 1.2');


--
-- Data for Name: embed_key; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.embed_key VALUES ('JfjYNFrul9Or9PmPbxMY5HYkzA1xocjV', 6585915078710883816, 0, 1795907068, 0, '', '', 0, '');
INSERT INTO chartd_dump.embed_key VALUES ('RTsKD4lPOIPvYQ9g89SLqigvepBvlCb9', 3449861393065839451, 0, 1795907068, 0, '', '', 0, '');
INSERT INTO chartd_dump.embed_key VALUES ('vT5SGJK80wVmQWjTT3cBRSVsMof29Mh2', 4838336337016373568, 0, 1795907068, 0, '', '', 0, '');
INSERT INTO chartd_dump.embed_key VALUES ('ulHesaa6UoxR9EWroaEZJjwp0FgI7vDE', 48545057300734239, 0, 1795907068, 0, '', '', 0, '');


--
-- Data for Name: expiry; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.expiry VALUES (-9223372036854775808);


--
-- Data for Name: key_of; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.key_of VALUES ('old@example.com', 7407482785791496435, 1);
INSERT INTO chartd_dump.key_of VALUES ('QiQLKWMXaGZaQ0OK5pwZDw0BsT0Xi937', 7407482785791496435, 3);


--
-- Data for Name: link; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: member; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.member VALUES (8569344546521695994, 7407482785791496435, 4);


--
-- Data for Name: migration; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.migration VALUES (1, 0, true, '2026-11-28 19:34:28.771292');
INSERT INTO chartd_dump.migration VALUES (2, 1, true, '2026-11-28 19:34:28.775506');
INSERT INTO chartd_dump.migration VALUES (3, 2, true, '2026-11-28 19:34:28.78163');
INSERT INTO chartd_dump.migration VALUES (4, 3, true, '2026-11-28 19:34:28.825556');


--
-- Data for Name: month; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.month VALUES (48545057300734239, 24286, -4381770178552389096, 1, 472222, '\x010302ce02010000b2010002');
INSERT INTO chartd_dump.month VALUES (3449861393065839451, 24286, -4381770178552389096, 1, 472606, '\x0102b501000000000000000000000000000000000000000000000000000000000000000000000000000000000040100441100441100441100441100441100441100441100441100441100441100441100441100441100441100441100441103e000000000000000080666666666666eeaf999999999999fcd3cccccccccc4cff9a9999999999d93f000000000000f84f333333333333fe9f999999999999ff9a9999999999e97f333333333333fb0f000000000000ff6b6666666666c6ff343333333333f33f00000000000000a0999999999999fb6b666666666626ff343333333333d3bf666666666666f60f000000000000fed3cccccccccc8cff676666666666e6bf666666666666fadfccccccccccccfe030000000000c0ff9a9999999999f13fcdccccccccccfc0f00000000000000686666666666e6fe9a9999999999c93fcdccccccccccf4af999999999999fd03000000000080ff343333333333e3ff999999999999f9af999999999999fe373333333333b3ff000000000000f0bf666666666666fc4f333333333333ff03000000000000009a9999999999b9bf666666666666f24f333333333333fd6b666666666666ff000000000000e03fcdccccccccccf87f666666666666fe6b6666666666a6ffcdccccccccccec3f000000000000fcaf999999999919ffd3ccccccccccccff0000000000000080666666666666eeaf999999999999fcd3cccccccccc4cff9a9999999999d93f000000000000f84f333333333333fe9f999999999999ff9a9999999999e97f333333333333fb0f000000000000ff6b6666666666c6ff343333333333f33f');
INSERT INTO chartd_dump.month VALUES (3449861393065839451, 24287, -4381770178552389096, 1, 472756, '\x01022710044110044110044110044110044110044110103e000000000000000080666666666666eeaf999999999999fcd3cccccccccc4cff9a9999999999d93f000000000000f84f333333333333fe9f999999999999ff9a9999999999e97f333333333333fb0f000000000000ff6b6666666666c6ff343333333333f33f00000000000000a0999999999999fb6b666666666626ff343333333333d3bf666666666666f60f000000000000fed3cccccccccc8cff676666666666e6bf666666666666fadfccccccccccccfe030000000000c0ff9a9999999999f13f');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24198, -4381770178552389096, 1, 408142, '\x010202a604011000a7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24199, -4381770178552389096, 1, 408862, '\x0102028e04011000abfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24200, -4381770178552389096, 1, 409582, '\x010202f603010000c5ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24201, -4381770178552389096, 1, 410302, '\x010202f603011000b7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24202, -4381770178552389096, 1, 411022, '\x010202de03011000bbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24203, -4381770178552389096, 1, 411742, '\x010202de03010000c7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24204, -4381770178552389096, 1, 412462, '\x010202c603011000c7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24205, -4381770178552389096, 1, 413182, '\x010202ae03011000cbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24206, -4381770178552389096, 1, 413902, '\x010202de03010000c9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24207, -4381770178552389096, 1, 414622, '\x010202c603011000d7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24208, -4381770178552389096, 1, 415342, '\x010202c603011000dbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24209, -4381770178552389096, 1, 416062, '\x010202ae03010000cbffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24210, -4381770178552389096, 1, 416782, '\x010202ae03011000e7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24211, -4381770178552389096, 1, 417502, '\x0102029603011000ebfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24212, -4381770178552389096, 1, 418222, '\x010202fe02010000cdffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24213, -4381770178552389096, 1, 418942, '\x010202fe02011000f7fc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24214, -4381770178552389096, 1, 419662, '\x010202e602011000fbfc9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24215, -4381770178552389096, 1, 420382, '\x010202e602010000cfffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24216, -4381770178552389096, 1, 421102, '\x010202ce0201100087fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24217, -4381770178552389096, 1, 421822, '\x010202b6020110008bfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24218, -4381770178552389096, 1, 422542, '\x010202e602010000d1ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24219, -4381770178552389096, 1, 423262, '\x010202ce0201100097fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24220, -4381770178552389096, 1, 423982, '\x010202ce020110009bfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24221, -4381770178552389096, 1, 424702, '\x010202b602010000d3ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24222, -4381770178552389096, 1, 425422, '\x010202b602011000a7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24223, -4381770178552389096, 1, 426142, '\x0102029e02011000abfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24224, -4381770178552389096, 1, 426862, '\x0102028602010000d5ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24225, -4381770178552389096, 1, 427582, '\x0102028602011000b7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24226, -4381770178552389096, 1, 428302, '\x010202ee01011000bbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24227, -4381770178552389096, 1, 429022, '\x010202ee01010000d7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24228, -4381770178552389096, 1, 429742, '\x010202d601011000c7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24229, -4381770178552389096, 1, 430462, '\x010202be01011000cbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24230, -4381770178552389096, 1, 431182, '\x010202ee01010000d9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24231, -4381770178552389096, 1, 431902, '\x010202d601011000d7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24232, -4381770178552389096, 1, 432622, '\x010202d601011000dbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24233, -4381770178552389096, 1, 433342, '\x010202be01010000dbffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24234, -4381770178552389096, 1, 434062, '\x010202be01011000e7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24235, -4381770178552389096, 1, 434782, '\x010202a601011000ebfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24236, -4381770178552389096, 1, 435502, '\x0102028e01010000ddffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24237, -4381770178552389096, 1, 436222, '\x0102028e01011000f7fd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24238, -4381770178552389096, 1, 436942, '\x01020276011000fbfd9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24239, -4381770178552389096, 1, 437662, '\x01020276010000dfffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24240, -4381770178552389096, 1, 438382, '\x0102025e01100087fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24241, -4381770178552389096, 1, 439102, '\x010202460110008bfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24242, -4381770178552389096, 1, 439822, '\x0102025e010000e1ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24243, -4381770178552389096, 1, 440542, '\x0102024601100097fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24244, -4381770178552389096, 1, 441262, '\x010202460110009bfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24245, -4381770178552389096, 1, 441982, '\x0102022e010000e3ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24246, -4381770178552389096, 1, 442702, '\x0102022e011000a7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24247, -4381770178552389096, 1, 444142, '\x0102041601cf05011002b1fe9fe3a4fdb58c860103');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24248, -4381770178552389096, 1, 444862, '\x010202ce05011000b7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24249, -4381770178552389096, 1, 445582, '\x010202ce05011000bbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24250, -4381770178552389096, 1, 446302, '\x010202b605010000e7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24251, -4381770178552389096, 1, 447022, '\x010202b605011000c7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24252, -4381770178552389096, 1, 447742, '\x0102029e05011000cbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24253, -4381770178552389096, 1, 448462, '\x0102028605010000e9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24254, -4381770178552389096, 1, 449182, '\x010202b605011000d7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24255, -4381770178552389096, 1, 449902, '\x0102029e05011000dbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24256, -4381770178552389096, 1, 450622, '\x0102029e05010000ebffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24257, -4381770178552389096, 1, 451342, '\x0102028605011000e7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24258, -4381770178552389096, 1, 452062, '\x0102028605011000ebfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24259, -4381770178552389096, 1, 452782, '\x010202ee04010000edffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24260, -4381770178552389096, 1, 453502, '\x010202d604011000f7fe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24261, -4381770178552389096, 1, 454222, '\x010202d604011000fbfe9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24262, -4381770178552389096, 1, 454942, '\x010202be04010000efffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24263, -4381770178552389096, 1, 455662, '\x010202be0401100087ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24264, -4381770178552389096, 1, 456382, '\x010202a6040110008bff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24265, -4381770178552389096, 1, 457102, '\x0102028e04010000f1ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24266, -4381770178552389096, 1, 457822, '\x010202be0401100097ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24267, -4381770178552389096, 1, 458542, '\x010202a6040110009bff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24268, -4381770178552389096, 1, 459262, '\x010202a604010000f3ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24269, -4381770178552389096, 1, 459982, '\x0102028e04011000a7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24270, -4381770178552389096, 1, 460702, '\x0102028e04011000abff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24271, -4381770178552389096, 1, 461422, '\x010202f603010000f5ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24272, -4381770178552389096, 1, 462142, '\x010202de03011000b7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24273, -4381770178552389096, 1, 462862, '\x010202de03011000bbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24274, -4381770178552389096, 1, 463582, '\x010202c603010000f7ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24275, -4381770178552389096, 1, 464302, '\x010202c603011000c7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24276, -4381770178552389096, 1, 465022, '\x010202ae03011000cbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24277, -4381770178552389096, 1, 465742, '\x0102029603010000f9ffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24278, -4381770178552389096, 1, 466462, '\x010202c603011000d7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24279, -4381770178552389096, 1, 467182, '\x010202ae03011000dbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24280, -4381770178552389096, 1, 467902, '\x010202ae03010000fbffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24281, -4381770178552389096, 1, 468622, '\x0102029603011000e7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24282, -4381770178552389096, 1, 469342, '\x0102029603011000ebff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24283, -4381770178552389096, 1, 470062, '\x010202fe02010000fdffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24284, -4381770178552389096, 1, 470782, '\x010202e602011000f7ff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24285, -4381770178552389096, 1, 471502, '\x010202e602011000fbff9fe3a4fdb58c8601');
INSERT INTO chartd_dump.month VALUES (4838336337016373568, 24286, -4381770178552389096, 1, 472222, '\x010202ce02010000ffffb3ccd4dfc603');
INSERT INTO chartd_dump.month VALUES (6585915078710883816, 24286, -4381770178552389096, 1, 472226, '\x010f02ce020500080600070001c801040f2e0b000000603ea30504');


--
-- Data for Name: project; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.project VALUES (7407482785791496435, 'stats', 1, 'UTC', 100000, 20000, 1795907068, 4, 29931784, 4);


--
-- Data for Name: session; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: stat; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.stat VALUES (6585915078710883816, 'TvUVG', 7407482785791496435, 'page view', 'page view', 1, 'views', 1, 'SYsQVMUfegqlzpV41ROgLv7B7UFw', 1795907068, 1795907068839281124, 0, NULL);
INSERT INTO chartd_dump.stat VALUES (3449861393065839451, 'hcL6M', 7407482785791496435, 'load', 'load', 2, '', 0, 'Njx8WIbzOKDy70QaXrhQ8oyQSoHU', 1795907068, 1795907068842587644, 0, NULL);
INSERT INTO chartd_dump.stat VALUES (4838336337016373568, 'omr0J', 7407482785791496435, 'balance', 'balance', 2, '', 0, 'WSIirltQIN5yeyZd5GeEhiE88aAI', 1795907068, 1795907068846515473, 0, NULL);
INSERT INTO chartd_dump.stat VALUES (48545057300734239, 'gZT9o', 7407482785791496435, 'Besucher ✓ naïve', 'besucher ✓ naïve', 1, '', 0, 'CxoMk0HPvOV15BtibMyQo9Fa4qj3', 1795907068, 1795907068850286467, 0, NULL);


--
-- Data for Name: stat_name; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.stat_name VALUES (7407482785791496435, 'page view', 6585915078710883816);
INSERT INTO chartd_dump.stat_name VALUES (7407482785791496435, 'load', 3449861393065839451);
INSERT INTO chartd_dump.stat_name VALUES (7407482785791496435, 'load average', 3449861393065839451);
INSERT INTO chartd_dump.stat_name VALUES (7407482785791496435, 'balance', 4838336337016373568);
INSERT INTO chartd_dump.stat_name VALUES (7407482785791496435, 'merged away', 4838336337016373568);
INSERT INTO chartd_dump.stat_name VALUES (7407482785791496435, 'Besucher ✓ naïve', 48545057300734239);


--
-- Data for Name: tag; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.tag VALUES (6585915078710883816, 'front');
INSERT INTO chartd_dump.tag VALUES (6585915078710883816, 'web');


--
-- Data for Name: token; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: trashed_name; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--



--
-- Data for Name: writer; Type: TABLE DATA; Schema: chartd_dump; Owner: -
--

INSERT INTO chartd_dump.writer VALUES (-4381770178552389096, 1);


--
-- Name: migration_id_seq; Type: SEQUENCE SET; Schema: chartd_dump; Owner: -
--

SELECT pg_catalog.setval('chartd_dump.migration_id_seq', 4, true);


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
-- Name: comment_stat; Type: INDEX; Schema: chartd_dump; Owner: -
--

CREATE INDEX comment_stat ON chartd_dump.comment USING btree (stat, at);


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
-- Name: comment comment_stat_fkey; Type: FK CONSTRAINT; Schema: chartd_dump; Owner: -
--

ALTER TABLE ONLY chartd_dump.comment
    ADD CONSTRAINT comment_stat_fkey FOREIGN KEY (stat) REFERENCES chartd_dump.stat(id) ON DELETE CASCADE;


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

\unrestrict tRJYgg3hCpPMRalhebFKzUymDsuYVq7T4mbAWsMXRArfPm2EsfjfZtB3Lg6NJNA

