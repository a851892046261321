package postgres

import (
	"errors"
	"testing"
	"time"

	"chartd/stats"
)

// The catalog of a server that stops and stands still: questions and changes
// end with ErrAway, and work again without anything being done.
func TestCatalogInABadNight(t *testing.T) {
	t.Parallel()
	s := server(t)
	d := openAt(t, s.DSN(), Options{Patience: 500 * time.Millisecond, MaxConns: 3})
	c := d.Catalog()
	a := stats.Account{ID: 1, Email: "ada@example.com"}
	p := stats.Project{ID: 1, EZKey: "ezkey", UKey: "ukey"}
	tryUntil(t, func() error { return c.CreateAccount(t.Context(), a, p) }, func(err error) bool {
		return err == nil || errors.Is(err, stats.ErrTaken) // an earlier try may have been done after all
	})
	ask := func() error {
		_, _, err := c.ProjectByKey(t.Context(), "ezkey")
		return err
	}
	change := func() error { return c.UpdateProject(t.Context(), p) }
	away := func(what string) {
		t.Helper()
		tryUntil(t, ask, isAway)
		if err := change(); !isAway(err) {
			t.Errorf("%s: a change: %v, want ErrAway", what, err)
		}
		if _, ok := d.Since(); !ok {
			t.Errorf("%s: not said to be away", what)
		}
	}
	back := func(what string) {
		t.Helper()
		tryUntil(t, ask, isThere)
		tryUntil(t, change, isThere)
		if since, ok := d.Since(); ok {
			t.Errorf("%s: still said to be away since %v", what, since)
		}
	}
	back("at first")
	do(t, s.Stop)
	away("stopped")
	do(t, func() error { return s.Start(t.Context()) })
	back("started")
	do(t, s.Freeze)
	away("frozen")
	do(t, s.Thaw)
	back("thawed")
}

// Changes that are on their way when the server stops answering end too, and
// leave nothing locked.
func TestCatalogFreezesUnderLoad(t *testing.T) {
	t.Parallel()
	s := server(t)
	d := openAt(t, s.DSN(), Options{Patience: 500 * time.Millisecond, MaxConns: 4})
	c := d.Catalog()
	tryUntil(t, func() error { return d.Ready(t.Context()) }, isThere)
	p := stats.Project{ID: 1, EZKey: "ezkey", UKey: "ukey", MaxStats: 1 << 30, MaxNew: 1 << 30}
	if err := c.CreateAccount(t.Context(), stats.Account{ID: 1, Email: "ada@example.com"}, p); err != nil {
		t.Fatal(err)
	}
	create := func() error {
		_, err := c.Create(t.Context(), 1, []stats.NewStat{{Name: string(stats.NewPublicID(9)), Kind: stats.Counter}})
		return err
	}
	const callers = 6
	ends := make(chan error, callers)
	for range callers {
		go func() {
			for {
				if err := create(); err != nil {
					ends <- err
					return
				}
			}
		}()
	}
	tryUntil(t, func() error {
		all, err := c.List(t.Context(), 1, stats.Filter{})
		if err == nil && len(all) < callers {
			err = stats.ErrNotFound
		}
		return err
	}, isThere)
	do(t, s.Freeze)
	for range callers {
		if err := <-ends; !isAway(err) {
			t.Errorf("a call on its way: %v", err)
		}
	}
	do(t, s.Thaw)
	tryUntil(t, create, isThere)
}

func TestCatalogAfterClose(t *testing.T) {
	d := open(t, Options{})
	c := d.Catalog()
	if _, err := c.CatalogVersion(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.CatalogVersion(t.Context()); !isAway(err) {
		t.Errorf("%v, want ErrAway", err)
	}
}
