package postgres

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartd/stats"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// partition is one of the tables that chunk consists of: a month of hours, from
// from to before end.
//
// # Why
//
// A month can be dropped in a moment where deleting its rows would take hours
// and leave holes. There is no default partition: once a row of a month lies
// there, the month's own partition can't be made any more, and making any other
// reads all of it under a lock. So Put makes what it needs; and points from
// before 2000 or after 2099, which a broken clock or an import may bring, share
// one table each, so that stray points can't make tens of thousands of them.
type partition struct {
	name      string
	from, end stats.Hour // the least and the greatest number: without bound
}

const (
	firstOwn = stats.Month(2000 * 12) // the first month with a partition of its own
	afterOwn = stats.Month(2100 * 12)

	noFrom = stats.Hour(math.MinInt64)
	noEnd  = stats.Hour(math.MaxInt64)
)

// partitionOf is where a month's hours lie.
func partitionOf(m stats.Month) partition {
	switch {
	case m < firstOwn:
		return partition{"chunk_past", noFrom, firstOwn.Hour()}
	case m >= afterOwn:
		return partition{"chunk_future", afterOwn.Hour(), noEnd}
	}
	return partition{fmt.Sprintf("chunk_%04d_%02d", m/12, m%12+1), m.Hour(), (m + 1).Hour()}
}

// partitionNamed is partitionOf backwards. ok is false for a table that this
// program did not make.
func partitionNamed(name string) (p partition, ok bool) {
	switch name {
	case "chunk_past":
		return partitionOf(firstOwn - 1), true
	case "chunk_future":
		return partitionOf(afterOwn), true
	}
	year, month, _ := strings.Cut(strings.TrimPrefix(name, "chunk_"), "_")
	y, err := strconv.Atoi(year)
	m, err2 := strconv.Atoi(month)
	p = partitionOf(stats.Month(y)*12 + stats.Month(m) - 1)
	return p, err == nil && err2 == nil && p.name == name
}

// partitionSettings are a partition's: rows come in all month long and hardly
// change, and in large numbers, so vacuum marks them as seen by everyone in
// twentieths rather than in fifths. Pages are filled: most rows are written
// once, when their hour is over.
const partitionSettings = `autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_vacuum_scale_factor = 0.05`

// lockPartitions lets one transaction after the other change the list of
// partitions. Readers and writers of rows do not notice.
const lockPartitions = `LOCK TABLE ONLY chunk IN SHARE UPDATE EXCLUSIVE MODE`

// isPartition asks whether a table is a partition of chunk.
const isPartition = `SELECT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'chunk'::regclass AND inhrelid = to_regclass($1))`

// bounds is an hour as a bound of a partition.
func bounds(h stats.Hour) string {
	switch h {
	case noFrom:
		return "MINVALUE"
	case noEnd:
		return "MAXVALUE"
	}
	return strconv.FormatInt(int64(h), 10)
}

// create makes the partition, unless it is there.
func (p partition) create(ctx context.Context, conn *pgxpool.Conn) error {
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, lockPartitions); err != nil {
			return err
		}
		var there bool
		if err := tx.QueryRow(ctx, isPartition, p.name).Scan(&there); err != nil || there {
			return err
		}
		// Made aside and then attached: CREATE TABLE … PARTITION OF would wait
		// for all readers, and let new ones wait.
		if _, err := tx.Exec(ctx, `CREATE TABLE `+p.name+` (LIKE chunk INCLUDING ALL) WITH (`+partitionSettings+`)`); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `ALTER TABLE chunk ATTACH PARTITION `+p.name+` FOR VALUES FROM (`+bounds(p.from)+`) TO (`+bounds(p.end)+`)`)
		return err
	})
}

// drop removes the partition with all its rows, if it is there. It waits for
// readers of chunk for a moment, and keeps new ones waiting so long.
func (p partition) drop(ctx context.Context, conn *pgxpool.Conn) error {
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL lock_timeout = '1s'`); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, lockPartitions); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `DROP TABLE IF EXISTS `+p.name)
		return err
	})
}

// partitions lists those that are there, in order of time.
func partitions(ctx context.Context, conn *pgxpool.Conn) ([]partition, error) {
	rows, err := conn.Query(ctx, `SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'chunk'::regclass`)
	if err != nil {
		return nil, err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	var list []partition
	for _, name := range names {
		if p, ok := partitionNamed(name); ok {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b partition) int { return cmp.Compare(a.end, b.end) })
	return list, nil
}
