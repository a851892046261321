package catalog

import (
	"context"
	"time"

	"chartd/stats"
)

// Members implements stats.Grouping. The oldest of the others is the first.
func (c *Catalog) Members(ctx context.Context, ids []stats.StatID) (groups [][]stats.StatID, err error) {
	err = c.ask(ctx, "members", func(q conn) error {
		groups, err = members(q, ids)
		return err
	})
	return groups, err
}

// membership is a stat and the one it was merged into.
type membership struct{ into, id stats.StatID }

func scanMembership(r row) (m membership, err error) {
	err = r.Scan(&m.into, &m.id)
	return m, err
}

func members(q conn, ids []stats.StatID) ([][]stats.StatID, error) {
	found, err := list(q, scanMembership, `SELECT s.into_id, s.id FROM stat s
WHERE s.into_id IN (SELECT CAST(r.value->>0 AS BIGINT) FROM ROWS($1))
ORDER BY s.created, s.made, s.id`, column(ids))
	if err != nil {
		return nil, err
	}
	others := map[stats.StatID][]stats.StatID{}
	for _, m := range found {
		others[m.into] = append(others[m.into], m.id)
	}
	groups := make([][]stats.StatID, len(ids))
	for i, id := range ids {
		groups[i] = append([]stats.StatID{id}, others[id]...)
	}
	return groups, nil
}

// Merged implements stats.Grouping.
func (c *Catalog) Merged(ctx context.Context, id stats.StatID) (found []stats.Stat, err error) {
	err = c.ask(ctx, "merged stats", func(q conn) error {
		found, err = list(q, scanOneStat, `SELECT `+statFields+` FROM stat s WHERE s.into_id = $1 ORDER BY s.created, s.made, s.id`, int64(id))
		return err
	})
	return found, err
}

// Comment implements stats.Comments: it invents an ID where there is none, and
// At is now where it is zero. An unknown stat is stats.ErrNotFound.
func (c *Catalog) Comment(ctx context.Context, remark stats.Comment) (stats.Comment, error) {
	if remark.ID == 0 {
		remark.ID = stats.NewID()
	}
	remark.At = c.Created(remark.At)
	err := c.change(ctx, "comment", func(tx conn) error {
		_, err := tx.exec(`INSERT INTO comment (id, stat, at, body) VALUES ($1, $2, $3, $4)`,
			remark.ID, int64(remark.Stat), unix(remark.At), remark.Text)
		return err
	})
	if err != nil {
		return stats.Comment{}, err
	}
	return remark, nil
}

func scanComment(r row) (remark stats.Comment, err error) {
	var at int64
	err = r.Scan(&remark.ID, &remark.Stat, &at, &remark.Text)
	remark.At = moment(at)
	return remark, err
}

// Comments implements stats.Comments.
func (c *Catalog) Comments(ctx context.Context, ids []stats.StatID, from, to time.Time) (found []stats.Comment, err error) {
	err = c.ask(ctx, "comments", func(q conn) error {
		found, err = list(q, scanComment, `SELECT c.id, c.stat, c.at, c.body FROM comment c
WHERE c.stat IN (SELECT CAST(r.value->>0 AS BIGINT) FROM ROWS($1)) AND c.at >= $2 AND c.at < $3
ORDER BY c.at DESC, c.id DESC LIMIT 1000`, column(ids), unix(from), unix(to))
		return err
	})
	return found, err
}

// Uncomment implements stats.Comments. The error is stats.ErrNotFound.
func (c *Catalog) Uncomment(ctx context.Context, id stats.StatID, comment int64) error {
	return c.change(ctx, "remove comment", func(tx conn) error {
		return tx.must(`DELETE FROM comment WHERE stat = $1 AND id = $2`, int64(id), comment)
	})
}
