package catalog

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"chartd/stats"
)

// Sessions keeps browser sessions. It is a Store and a CtxStore of
// github.com/alexedwards/scs/v2. Of a session's token only the digest is kept:
// whoever reads the database cannot sign in with it.
type Sessions struct{ catalog *Catalog }

// Sessions returns the catalog's browser sessions.
func (c *Catalog) Sessions() *Sessions { return &Sessions{c} }

// FindCtx returns the data of a session that has not expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	key := sha256.Sum256([]byte(token))
	err = s.catalog.ask(ctx, "find session", func(q conn) error {
		data, err = one(q, blob, `SELECT data FROM session WHERE digest = $1 AND expiry > $2`,
			key[:], s.catalog.now().Unix())
		return err
	})
	if errors.Is(err, stats.ErrNotFound) {
		return nil, false, nil
	}
	return data, err == nil, err
}

func blob(r row) (b []byte, err error) {
	err = r.Scan(&b)
	return b, err
}

// CommitCtx makes or replaces a session.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	key := sha256.Sum256([]byte(token))
	return s.catalog.change(ctx, "commit session", func(tx conn) error {
		_, err := tx.exec(`INSERT INTO session (digest, data, expiry) VALUES ($1, $2, $3)
ON CONFLICT (digest) DO UPDATE SET data = excluded.data, expiry = excluded.expiry`, key[:], data, unix(expiry))
		return err
	})
}

// DeleteCtx ends a session; one that is not there is no error.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	key := sha256.Sum256([]byte(token))
	return s.catalog.change(ctx, "delete session", func(tx conn) error {
		_, err := tx.exec(`DELETE FROM session WHERE digest = $1`, key[:])
		return err
	})
}

// Find is FindCtx without a context.
func (s *Sessions) Find(token string) (data []byte, found bool, err error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// Expire removes sessions and sign-in links whose time is over. Whoever serves
// calls it every few minutes; nothing but room depends on it.
func (s *Sessions) Expire(ctx context.Context) error {
	return s.catalog.change(ctx, "expire sessions", func(tx conn) error {
		now := s.catalog.now().Unix()
		if _, err := tx.exec(`DELETE FROM session WHERE expiry <= $1`, now); err != nil {
			return err
		}
		_, err := tx.exec(`DELETE FROM link WHERE until <= $1`, now)
		return err
	})
}
