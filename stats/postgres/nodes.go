package postgres

import (
	"context"
	"time"

	"chartd/stats"

	"github.com/jackc/pgx/v5/pgxpool"
)

// nodeLives is how long a node counts after it last shared: some times the
// usual interval, so that a slow minute does not lose it, and little enough that
// one that died does not hold back verdicts for long.
const nodeLives = 5 * time.Minute

const (
	shareNode = `INSERT INTO node (writer, shared, told) VALUES ($1, $2, extract(epoch FROM now())::bigint)
ON CONFLICT (writer) DO UPDATE SET shared = $2, told = extract(epoch FROM now())::bigint`
	leaveNode = `DELETE FROM node WHERE writer = $1`
	// sharedByAll is NULL without any live node.
	sharedByAll = `SELECT min(shared) FROM node WHERE told > extract(epoch FROM now())::bigint - $1`
)

// Share says that all points that a writer took before a moment are stored.
func (d *DB) Share(ctx context.Context, w stats.WriterID, before time.Time) error {
	return d.exec(ctx, shareNode, int64(w), before.Unix())
}

// Leave says that a writer has ended: nobody waits for it any more.
func (d *DB) Leave(ctx context.Context, w stats.WriterID) error {
	return d.exec(ctx, leaveNode, int64(w))
}

// SharedByAll is the moment before which the points of all live nodes are
// stored. The zero time is: nobody has shared lately.
func (d *DB) SharedByAll(ctx context.Context) (time.Time, error) {
	list, err := query[struct{ At *int64 }](ctx, d, sharedByAll, int64(nodeLives.Seconds()))
	if err != nil || list[0].At == nil {
		return time.Time{}, wrap(err, "what nodes have shared")
	}
	return time.Unix(*list[0].At, 0), nil
}

// exec runs a statement that returns nothing.
func (d *DB) exec(ctx context.Context, sql string, args ...any) error {
	return d.call(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		_, err := conn.Exec(ctx, sql, args...)
		return err
	})
}
