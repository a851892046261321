package store

import (
	"context"
	"crypto/rand"

	"chartd/alerts"
	"chartd/stats/catalog"
)

// LinkKey is the key that signs links in messages: made once, the same for all
// nodes of a database.
func (s *Store) LinkKey(ctx context.Context) (key alerts.LinkKey, err error) {
	made := make([]byte, 32)
	rand.Read(made) // it never fails
	err = s.db.Change(ctx, "link key", func(tx catalog.Conn) error {
		if _, err := tx.Exec(`INSERT INTO link_key (id, key) VALUES (1, $1) ON CONFLICT DO NOTHING`, made); err != nil {
			return err
		}
		key, err = catalog.One(tx, scanKey, `SELECT key FROM link_key`)
		return err
	})
	return key, err
}

func scanKey(r catalog.Row) (key alerts.LinkKey, err error) {
	err = r.Scan((*[]byte)(&key))
	return key, err
}
