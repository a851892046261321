package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"time"

	"chartd/alerts"
	"chartd/stats"
	"chartd/stats/catalog"
)

// hold is how long a message waits for others of the same minute to join it,
// after the last that did.
const hold = 2 * time.Second

func text(r catalog.Row) (s string, err error) {
	err = r.Scan(&s)
	return s, err
}

// enqueue adds notices to the messages of their destinations, which are locked
// in the order of their ids. Those that are off or gone get none.
func enqueue(tx catalog.Conn, to map[alerts.DestinationID][]alerts.Notice, now time.Time) error {
	facts := bodies{}
	for _, id := range slices.Sorted(maps.Keys(to)) {
		d, err := catalog.One(tx, scanDestination, `SELECT `+destinationFields+` FROM destination WHERE id = $1 AND off = '' LOCKED`, int64(id))
		if errors.Is(err, stats.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		list, err := unheard(tx, id, to[id])
		if err != nil {
			return err
		}
		for len(list) > 0 {
			n, err := facts.join(tx, d, list, now)
			if err != nil {
				return err
			}
			list = list[n:]
		}
	}
	return nil
}

// unheard is those notices that a destination never had, each once.
func unheard(tx catalog.Conn, id alerts.DestinationID, list []alerts.Notice) ([]alerts.Notice, error) {
	rows := make([][]any, len(list))
	for i, n := range list {
		rows[i] = []any{n.Key}
	}
	had, err := catalog.List(tx, text, `SELECT key FROM outbox_notice
WHERE destination = $2 AND key IN (SELECT r.value->>0 FROM ROWS($1))`, catalog.Table(rows), int64(id))
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, key := range had {
		known[key] = true
	}
	var fresh []alerts.Notice
	for _, n := range list {
		if !known[n.Key] {
			known[n.Key] = true
			fresh = append(fresh, n)
		}
	}
	return fresh, nil
}

// bodies are notices as they are stored, by their keys: many destinations get
// the same.
type bodies map[string]string

func (b bodies) of(n alerts.Notice) (facts string, err error) {
	facts, ok := b[n.Key]
	if !ok {
		facts, err = body(n)
		b[n.Key] = facts
	}
	return facts, err
}

// join adds the first of some notices to one message, and returns how many: as
// many as it has room for. A flood of them is a few statements for a destination,
// as all destinations of a flood are told in one transaction.
func (b bodies) join(tx catalog.Conn, d alerts.Destination, list []alerts.Notice, now time.Time) (int, error) {
	into, err := open(tx, d, list[0], now)
	if err != nil {
		return 0, err
	}
	list = list[:min(len(list), into.room)]
	if next := slices.IndexFunc(list[1:], func(n alerts.Notice) bool { return n.Event == alerts.Report }); next >= 0 {
		list = list[:1+next]
	}
	rows := make([][]any, len(list))
	for i, n := range list {
		facts, err := b.of(n)
		if err != nil {
			return 0, err
		}
		rows[i] = []any{n.Key, facts}
	}
	_, err = tx.Exec(`INSERT INTO outbox_notice (key, destination, message, body)
SELECT r.value->>0, CAST($2 AS BIGINT), CAST($3 AS TEXT), r.value->>1 FROM ROWS($1)`, catalog.Table(rows), int64(d.ID), into.key)
	return len(list), err
}

// opened is a message that takes notices, as many as it has room for.
type opened struct {
	key  string
	room int
}

func scanOpened(r catalog.Row) (o opened, err error) {
	var held int
	err = r.Scan(&o.key, &held)
	o.room = alerts.MaxTogether - held
	return o, err
}

// alone is the minute of messages that nothing joins.
const alone = 0

// open finds the message of this minute that nobody has had and that has room
// for a notice, or makes a new one. A report is a message of its own.
func open(tx catalog.Conn, d alerts.Destination, n alerts.Notice, now time.Time) (opened, error) {
	minute, due := int64(stats.MinuteAt(now.Unix())), now.Add(hold).Unix()
	o := opened{n.Key + "." + strconv.FormatInt(int64(d.ID), 36), alerts.MaxTogether}
	if n.Event == alerts.Report {
		minute, o.room = alone, 1
	}
	const held = `(SELECT count(*) FROM outbox_notice WHERE message = outbox.key)`
	found, err := catalog.One(tx, scanOpened, `UPDATE outbox SET due = $3
WHERE destination = $1 AND minute = $2 AND minute > 0 AND status = 0 AND holder = 0 AND tries = 0 AND `+held+` < $4
RETURNING key, `+held, int64(d.ID), minute, due, alerts.MaxTogether)
	if !errors.Is(err, stats.ErrNotFound) {
		return found, err
	}
	_, err = tx.Exec(`INSERT INTO outbox (key, project, destination, minute, created, due) VALUES ($1, $2, $3, $4, $5, $6)`,
		o.key, int64(d.Project), int64(d.ID), minute, now.Unix(), due)
	return o, err
}

// Enqueue implements alerts.Outbox.
func (s *Store) Enqueue(ctx context.Context, to alerts.DestinationID, n alerts.Notice, now time.Time) error {
	return s.db.Change(ctx, "enqueue", func(tx catalog.Conn) error {
		return enqueue(tx, map[alerts.DestinationID][]alerts.Notice{to: {n}}, now)
	})
}

func scanLane(r catalog.Row) (l alerts.Lane, err error) {
	var next int64
	err = r.Scan(&l.Destination, &l.Channel, &next)
	l.Next = catalog.Moment(next)
	return l, err
}

// farthest is how far ahead a try or the end of a lease may lie, in seconds: more
// than any wait and any lease. What lies farther was written by a clock that was
// ahead, and is due.
const farthest = 2 * 60 * 60

// Lanes implements alerts.Outbox.
func (s *Store) Lanes(ctx context.Context, now time.Time) (list []alerts.Lane, err error) {
	err = s.db.Ask(ctx, "lanes", func(q catalog.Conn) error {
		list, err = catalog.List(q, scanLane, `SELECT d.id, d.channel,
  CASE WHEN MAX(o.lease) > $1 AND MAX(o.lease) <= $2 THEN MAX(o.lease) ELSE MIN(CASE WHEN o.due <= $2 THEN o.due ELSE $1 END) END AS next
FROM outbox o JOIN destination d ON d.id = o.destination AND d.off = ''
WHERE o.status = 0 GROUP BY d.id, d.channel ORDER BY next, d.id`, now.Unix(), now.Unix()+farthest)
		return err
	})
	return list, err
}

// Claim implements alerts.Outbox. It holds the destination's row, so that two
// couriers find one lane busy.
func (s *Store) Claim(ctx context.Context, id alerts.DestinationID, now time.Time, lease time.Duration) (c alerts.Claim, err error) {
	err = s.db.Change(ctx, "claim message", func(tx catalog.Conn) error {
		c.To, err = catalog.One(tx, scanDestination, `SELECT `+destinationFields+` FROM destination WHERE id = $1 AND off = '' LOCKED`, int64(id))
		if err != nil {
			return err
		}
		busy, err := catalog.One(tx, catalog.Whole,
			`SELECT count(*) FROM outbox WHERE destination = $1 AND status = 0 AND lease > $2 AND lease <= $3`, int64(id), now.Unix(), now.Unix()+farthest)
		if err != nil {
			return err
		}
		if busy > 0 {
			return stats.ErrNotFound
		}
		letter, err := catalog.One(tx, scanLetter, `SELECT `+letterFields+` FROM outbox
WHERE destination = $1 AND status = 0 AND (due <= $2 OR due > $3) ORDER BY due, created, key LIMIT 1`, int64(id), now.Unix(), now.Unix()+farthest)
		if err != nil {
			return err
		}
		c.Message, c.Holder = letter.Message, stats.NewID()
		if err := notices(tx, &c.Message); err != nil {
			return err
		}
		// Not where it was given up or dropped meanwhile.
		return tx.Must(`UPDATE outbox SET holder = $2, lease = $3 WHERE key = $1 AND status = 0`, c.Message.Key, c.Holder, now.Add(lease).Unix())
	})
	if err != nil {
		return alerts.Claim{}, err
	}
	return c, nil
}

// notices reads what a message tells.
func notices(q catalog.Conn, m *alerts.Message) (err error) {
	m.Notices, err = catalog.List(q, scanBody[alerts.Notice], `SELECT body FROM outbox_notice WHERE message = $1`, m.Key)
	alerts.WorstFirst(m.Notices)
	return err
}

// Settle implements alerts.Outbox.
func (s *Store) Settle(ctx context.Context, c alerts.Claim, o alerts.Outcome, now time.Time) error {
	return s.db.Change(ctx, "settle message", func(tx catalog.Conn) error {
		hearers, err := keep(tx, c.To, o.Gone)
		if err != nil {
			return err
		}
		n, err := tx.Exec(`UPDATE outbox SET status = $3, due = $4, tries = tries + 1, lease = 0, holder = 0
WHERE key = $1 AND holder = $2 AND status = 0 AND destination = $5`, c.Message.Key, c.Holder, int64(o.Status), catalog.Unix(o.Due), int64(c.To.ID))
		if err != nil {
			return err
		}
		if n == 0 {
			return alerts.ErrStale
		}
		if err := part(tx, c.Message, o.Arrived); err != nil {
			return err
		}
		if o.Gone {
			if err := switchOff(tx, c.To, plain(o.Answer), hearers, now); err != nil {
				return err
			}
		}
		_, err = tx.Exec(`INSERT INTO attempt (id, destination, message, at, status, answer) VALUES ($1, $2, $3, $4, $5, $6)`,
			stats.NewID(), int64(c.To.ID), c.Message.Key, now.Unix(), int64(o.Status), plain(o.Answer))
		return err
	})
}

// part makes those notices of a message that arrived a delivered message of
// their own: a retry, of whatever process, has the others alone.
func part(tx catalog.Conn, m alerts.Message, arrived []string) error {
	if len(arrived) == 0 {
		return nil
	}
	key := m.Key + "." + strconv.Itoa(m.Tries)
	_, err := tx.Exec(`INSERT INTO outbox (key, project, destination, minute, status, created, due, tries)
SELECT $2, project, destination, minute, $3, created, due, tries FROM outbox WHERE key = $1`, m.Key, key, int64(alerts.Delivered))
	if err != nil {
		return err
	}
	rows := make([][]any, len(arrived))
	for i, k := range arrived {
		rows[i] = []any{k}
	}
	_, err = tx.Exec(`UPDATE outbox_notice SET message = $3
WHERE destination = $2 AND message = $4 AND key IN (SELECT r.value->>0 FROM ROWS($1))`, catalog.Table(rows), int64(m.Destination), key, m.Key)
	return err
}

// keep locks a destination and, where it is gone, those that hear of that, which
// it returns: all in the order of their ids, as enqueue does.
func keep(tx catalog.Conn, d alerts.Destination, gone bool) ([]alerts.DestinationID, error) {
	query, args := `SELECT id FROM destination WHERE id = $1 LOCKED`, []any{int64(d.ID)}
	if gone {
		query = `SELECT id FROM destination
WHERE id = $1 OR project = $2 AND channel = $3 AND news = 1 AND off = '' ORDER BY id LOCKED`
		args = append(args, int64(d.Project), string(alerts.Email))
	}
	list, err := catalog.List(tx, scanDestinationID, query, args...)
	return slices.DeleteFunc(list, func(id alerts.DestinationID) bool { return id == d.ID }), err
}

// switchOff switches a destination off and tells others, unless it is off.
func switchOff(tx catalog.Conn, d alerts.Destination, why string, tell []alerts.DestinationID, now time.Time) error {
	n, err := tx.Exec(`UPDATE destination SET off = $2 WHERE id = $1 AND off = ''`, int64(d.ID), why)
	if err != nil || n == 0 {
		return err
	}
	return enqueue(tx, toAll(tell, alerts.NewSwitchedOff(d, why, now)), now)
}

// toAll is a notice for each of some destinations.
func toAll(ids []alerts.DestinationID, n alerts.Notice) map[alerts.DestinationID][]alerts.Notice {
	to := map[alerts.DestinationID][]alerts.Notice{}
	for _, id := range ids {
		to[id] = []alerts.Notice{n}
	}
	return to
}

// Release implements alerts.Outbox.
func (s *Store) Release(ctx context.Context, c alerts.Claim, now time.Time) error {
	return s.db.Change(ctx, "release message", func(tx catalog.Conn) error {
		n, err := tx.Exec(`UPDATE outbox SET lease = 0, holder = 0, due = $3 WHERE key = $1 AND holder = $2 AND status = 0`,
			c.Message.Key, c.Holder, now.Unix())
		if err == nil && n == 0 {
			return alerts.ErrStale
		}
		return err
	})
}
