// Package node gives a test a whole node over SQLite in a temporary folder: the
// real parts, as serve connects them, and an account with a project to post to.
package node

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/catalog"
	"chartd/stats/sqlite"
)

// Node is a running node.
type Node struct {
	DB        *sqlite.DB
	Catalog   *catalog.Catalog
	Ingest    *stats.Ingester
	Keeper    *stats.Keeper
	Directory *stats.Directory
	Account   stats.Account
	Project   stats.Project     // its ezkey is EZKey, its ukey UKey
	Token     stats.AccessToken // reads and writes
	ReadToken stats.AccessToken // only reads
}

// EZKey and UKey are the keys of the project.
const (
	EZKey = "you@example.com"
	UKey  = "the-user-key"
)

// Open starts a node that ends with the test.
func Open(t testing.TB) *Node { return OpenAt(t, filepath.Join(t.TempDir(), "chartd.db"), time.Now) }

// OpenAt starts a node on a file, with a clock.
func OpenAt(t testing.TB, file string, now func() time.Time) *Node {
	t.Helper()
	ctx := context.Background() // the node outlives the test's own context
	db, err := sqlite.Open(ctx, file, sqlite.Options{})
	check(t, err)
	head, log := stats.NewHead(), slog.New(slog.DiscardHandler)
	n := &Node{DB: db, Catalog: db.Catalog()}
	n.Catalog.SetClock(ticking(now))
	db.Log().SetClock(now)
	n.Ingest = &stats.Ingester{Log: db.Log(), Head: head, Fault: log}
	n.Keeper = &stats.Keeper{Log: db.Log(), Head: head, Chunks: db.Chunks(), Ingest: n.Ingest, Origin: db.Log(), Fault: log, Now: now}
	n.Ingest.Ready = n.Keeper.Start
	n.Directory = &stats.Directory{Projects: n.Catalog, Catalog: n.Catalog, Version: n.Catalog}
	n.Catalog.OnChange(n.Directory.Forget)
	check(t, n.Keeper.Start(ctx))
	n.people(t, ctx)
	running, stop := context.WithCancel(ctx)
	var parts sync.WaitGroup
	parts.Go(func() {
		if err := n.Ingest.Run(running); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		stop()
		parts.Wait()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

// ticking is a clock that goes on a microsecond with each look at it: stats of one
// second keep the order in which they were made also where now stands still.
func ticking(now func() time.Time) func() time.Time {
	var looks atomic.Int64
	return func() time.Time { return now().Add(time.Duration(looks.Add(1)) * time.Microsecond) }
}

// Seen is the version of the catalog now, as the Directory knows it.
func (n *Node) Seen() int64 {
	n.Directory.Refresh(context.Background())
	return n.Directory.Seen()
}

// people makes the account, its project and its tokens, unless the file has
// them.
func (n *Node) people(t testing.TB, ctx context.Context) {
	t.Helper()
	created := time.Unix(1_600_000_000, 0)
	n.Account = stats.Account{ID: stats.AccountID(stats.NewID()), Email: "you@example.com", Created: created}
	n.Project = stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "test", EZKey: EZKey, UKey: UKey, EZOn: true, Zone: "UTC",
		MaxStats: stats.DefaultMaxStats, MaxNew: stats.DefaultMaxNew, Created: created,
	}
	if p, _, err := n.Catalog.ProjectByKey(ctx, EZKey); err == nil {
		n.Project = p
		return
	}
	check(t, n.Catalog.CreateAccount(ctx, n.Account, n.Project))
	n.Token, n.ReadToken = stats.NewAccessToken(), stats.NewAccessToken()
	for token, scope := range map[stats.AccessToken]stats.Scope{n.Token: stats.WriteScope, n.ReadToken: stats.ReadScope} {
		_, err := n.Catalog.CreateToken(ctx, stats.Token{
			Project: n.Project.ID, Name: "test", Scope: scope, Digest: token.Digest(), Hint: string(token[:4]), Created: created,
		})
		check(t, err)
	}
}

// Reader reads what the node knows, merged stats as one.
func (n *Node) Reader() stats.Reader {
	return stats.Grouped{Reader: stats.View{Keeper: n.Keeper}, Grouping: n.Catalog}
}

// Stat makes a stat, or finds it.
func (n *Node) Stat(t testing.TB, name string, kind stats.Kind) stats.Stat {
	t.Helper()
	made, err := n.Catalog.Create(t.Context(), n.Project.ID, []stats.NewStat{{Project: n.Project.ID, Name: name, Kind: kind}})
	check(t, err)
	return made[0]
}

// Post stores numbers of a stat, one a minute up to and including the last.
func (n *Node) Post(t testing.TB, s stats.Stat, last stats.Minute, values ...float64) {
	t.Helper()
	e := stats.Entry{Project: n.Project.ID}
	for i, v := range values {
		e.Points = append(e.Points, stats.Point{Stat: s.ID, At: last - stats.Minute(len(values)-1-i), Value: v})
	}
	check(t, n.Ingest.Add(t.Context(), []stats.Entry{e}))
}

// Minute is what a stat did in one minute.
func (n *Node) Minute(t testing.TB, s stats.Stat, at stats.Minute) stats.Bucket {
	t.Helper()
	list, err := n.Reader().Series(t.Context(), []stats.StatID{s.ID}, stats.Window{From: at, Step: 1, Count: 1})
	check(t, err)
	return list[0].Buckets[0]
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
