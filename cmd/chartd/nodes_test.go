package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/cmd/check/loopback"
	"chartd/stats/postgres"
	"chartd/stats/postgres/pgtest"
)

// until waits for what others do by themselves.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	eventually(t, what, func() string { return "" }, func(string) bool { return holds() })
}

// eventually waits until what something says is enough.
func eventually(t *testing.T, what string, look func() string, enough func(string) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var got string
	err := loopback.Poll(ctx, func() (bool, error) {
		got = look()
		return enough(got), nil
	})
	if err != nil {
		t.Fatalf("%s: not within %s, in the end %q", what, patience, got)
	}
}

// Each node posts roundPosts times a round to each of the shared stats, from
// as many connections as there are stats.
const (
	sharedStats = 4
	roundPosts  = 10
)

// TestNodesShareOneDatabase posts to two nodes at once, and reads from both.
func TestNodesShareOneDatabase(t *testing.T) {
	flags := []string{"--database-url", pgtest.DSN(t), "--share-every", "1s"}
	at := t.TempDir()
	a := start(t, append([]string{"--data", at}, flags...)...)
	b := start(t, flags...)
	nodes := map[*server]int{a: 1, b: 100} // what each adds with a post
	o := newOwner(t, "nodes@example.com", append([]string{"--data", at}, flags[:2]...)...)
	// One minute of an hour that is over: both write to the same place.
	minute := time.Now().Add(-2 * time.Hour).Unix()
	for round := 1; round <= 2; round++ { // in the second the stats and their hours are there
		postTogether(t, o, nodes, minute)
		posts := round * 2 * sharedStats * roundPosts
		count := fmt.Sprintf("count %d in %d posts", posts/2*101, posts)
		value := fmt.Sprintf("value 50.5 in %d posts", posts)
		for node := range nodes {
			for i := range sharedStats {
				settles(t, o, node, fmt.Sprintf("shared count %d", i), count)
				settles(t, o, node, fmt.Sprintf("shared value %d", i), value)
			}
		}
	}
	sameStats(t, o, a, b)

	// One node goes, with a post that it has not shared for sure.
	if err := post(o, a, "last", "count", 5, minute); err != nil {
		t.Fatal(err)
	}
	a.end(t)
	settles(t, o, b, "last", "count 5 in 1 posts")
	if err := post(o, b, "last", "count", 6, minute); err != nil {
		t.Fatal(err)
	}
	settles(t, o, b, "last", "count 11 in 2 posts")
	b.end(t)
}

// postTogether makes a round of posts to all nodes at the same time. At each
// moment many of them are for the same stat.
func postTogether(t *testing.T, o owner, nodes map[*server]int, minute int64) {
	t.Helper()
	var all sync.WaitGroup
	for node, number := range nodes {
		for range sharedStats {
			all.Go(func() {
				for range roundPosts {
					for i := range sharedStats {
						for _, kind := range []string{"count", "value"} {
							if err := post(o, node, fmt.Sprintf("shared %s %d", kind, i), kind, number, minute); err != nil {
								t.Error(err)
								return
							}
						}
					}
				}
			})
		}
	}
	all.Wait()
}

// post sends one number, which a node must take.
func post(o owner, node *server, name, kind string, number int, at int64) error {
	answer, err := http.PostForm("http://"+node.address+"/ez", url.Values{
		"ezkey": {o.EZKey}, "stat": {name}, kind: {strconv.Itoa(number)}, "t": {strconv.FormatInt(at, 10)},
	})
	if err != nil {
		return err
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusNoContent {
		return fmt.Errorf("a post to %q got %s", name, answer.Status)
	}
	return nil
}

// settles waits until a node reads what all of them have stored.
func settles(t *testing.T, o owner, node *server, name, want string) {
	t.Helper()
	eventually(t, fmt.Sprintf("a node reads %s of %q", want, name), func() string { return o.held(node.address, name) },
		func(got string) bool { return got == want })
}

// sameStats compares the lists of two nodes, in which each name is once.
func sameStats(t *testing.T, o owner, a, b *server) {
	t.Helper()
	var lists [2][]listed
	for i, node := range []*server{a, b} {
		if err := get("http://"+node.address+"/x/"+o.Token+"/statlist", "", &lists[i]); err != nil {
			t.Fatal(err)
		}
		if len(lists[i]) != 2*sharedStats {
			t.Errorf("a node lists %d stats, want %d: %v", len(lists[i]), 2*sharedStats, lists[i])
		}
	}
	if first, second := fmt.Sprint(lists[0]), fmt.Sprint(lists[1]); first != second {
		t.Errorf("the nodes list\n%s\n%s", first, second)
	}
}

// Nobody waits for a node that has ended.
func TestANodeThatEndsLeaves(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	cfg := storeSettings{Data: t.TempDir(), DatabaseURL: secret(dsn), Durability: "process", ShareEvery: time.Minute, HeadBytes: 1 << 20, LogMaxBytes: 1 << 20, MaxIDs: 10}
	log := slog.New(slog.DiscardHandler)
	e, err := openEngine(t.Context(), cfg, alerts.Clock{}, log)
	if err != nil {
		t.Fatal(err)
	}
	e.shared(log)(t.Context(), time.Unix(1_700_000_000, 0))
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if at, err := db.SharedByAll(t.Context()); err != nil || at.Unix() != 1_700_000_000 {
		t.Errorf("while it runs: %v, error %v", at, err)
	}
	if err := e.close(); err != nil {
		t.Fatal(err)
	}
	if at, err := db.SharedByAll(t.Context()); err != nil || !at.IsZero() {
		t.Errorf("after its end: %v, error %v", at, err)
	}
}
