package embed_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chartd/embed"
	"chartd/stats"
	"chartd/stats/catalog"
	"chartd/stats/statstest/node"
)

// questions counts what the catalog of a node is asked.
type questions struct {
	*node.Node
	asked atomic.Int64
	away  atomic.Bool
}

func (q *questions) Granted(ctx context.Context, key stats.EmbedKey) (stats.Grant, stats.Stat, error) {
	q.asked.Add(1)
	if q.away.Load() {
		return stats.Grant{}, stats.Stat{}, stats.ErrAway
	}
	return q.Catalog.Granted(ctx, key)
}

// Seen is the version as a Directory knows it: while the catalog is away, the last.
func (q *questions) Seen() int64 {
	if q.away.Load() {
		return q.Directory.Seen()
	}
	return q.Node.Seen()
}

func newKeys(t *testing.T) (*embed.Keys, *questions, *clock) {
	n, now := &questions{Node: node.Open(t)}, newClock()
	return &embed.Keys{Grants: grants{n.Catalog, n}, Finder: n.Catalog, Homes: n.Catalog, Seen: n.Seen, Now: now.Now}, n, now
}

// grants are those of a catalog, but for what is counted.
type grants struct {
	*catalog.Catalog
	by *questions
}

func (g grants) Granted(ctx context.Context, key stats.EmbedKey) (stats.Grant, stats.Stat, error) {
	return g.by.Granted(ctx, key)
}

// opens ends the test unless a key shows a stat, or gives an error.
func opens(t *testing.T, k *embed.Keys, key, origin string, want stats.StatID, fault error) {
	t.Helper()
	shown, err := k.Open(t.Context(), key, origin)
	if !errors.Is(err, fault) || err != nil && fault == nil || err == nil && shown.Stat.ID != want {
		t.Errorf("%s from %q: %d, %v, want %d, %v", key, origin, shown.Stat.ID, err, want, fault)
	}
}

func grant(t *testing.T, n *questions, g stats.Grant) string {
	t.Helper()
	g, err := g.Check()
	if err == nil {
		g, err = n.Catalog.Grant(t.Context(), g)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(g.Key)
}

func TestKeysOpen(t *testing.T) {
	t.Parallel()
	k, n, _ := newKeys(t)
	open, closed := n.Stat(t, "open", stats.Counter), n.Stat(t, "closed", stats.Value)
	open.Open = true
	if err := n.Catalog.Update(t.Context(), open); err != nil {
		t.Fatal(err)
	}
	held := grant(t, n, stats.Grant{Stat: closed.ID, Origins: []string{"https://example.com"}})
	for _, row := range []struct {
		name, key, origin string
		want              stats.StatID
		fault             error
	}{
		{"a stat's own key", string(closed.EmbedKey), "https://anywhere.example", closed.ID, nil},
		{"the id of a public stat", string(open.Public), "", open.ID, nil},
		{"the id of another", string(closed.Public), "", 0, embed.ErrNotPublic},
		{"the id of none", "zzzzz", "", 0, embed.ErrNotPublic},
		{"a key of none", strings.Repeat("z", 32), "", 0, embed.ErrUnavailable},
		{"no key", "", "", 0, embed.ErrUnavailable},
		{"a long text", strings.Repeat("z", 10_000), "", 0, embed.ErrUnavailable},
		{"its page", held, "https://example.com", closed.ID, nil},
		{"another page", held, "https://example.org", 0, embed.ErrUnavailable},
		{"a page that cannot be named", held, "null", 0, embed.ErrUnavailable},
		{"a reader who does not say", held, "", closed.ID, nil},
	} {
		t.Run(row.name, func(t *testing.T) { opens(t, k, row.key, row.origin, row.want, row.fault) })
	}
}

func TestKeysOfAStrictServer(t *testing.T) {
	t.Parallel()
	k, n, _ := newKeys(t)
	k.Strict = true
	s := n.Stat(t, "a", stats.Counter)
	opens(t, k, string(s.EmbedKey), "", 0, embed.ErrUnavailable)
	opens(t, k, grant(t, n, stats.Grant{Stat: s.ID, Origins: []string{"https://example.com"}}), "https://example.com", 0, embed.ErrUnavailable)
	opens(t, k, grant(t, n, stats.Grant{Stat: s.ID, Frame: "1d1h"}), "", s.ID, nil)
	s.Open = true
	if err := n.Catalog.Update(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	opens(t, &embed.Keys{Grants: n.Catalog, Finder: n.Catalog, Homes: n.Catalog, Seen: n.Seen, Now: time.Now, Strict: true},
		string(s.Public), "", s.ID, nil)
}

// A key is remembered, and what was revoked, closed or made is known within a
// second, by whoever did it.
func TestKeysRemember(t *testing.T) {
	t.Parallel()
	k, n, now := newKeys(t)
	s := n.Stat(t, "a", stats.Counter)
	key := grant(t, n, stats.Grant{Stat: s.ID})
	for range 10 {
		opens(t, k, key, "", s.ID, nil)
		opens(t, k, "unknownunknownunknownunknownunkn", "", 0, embed.ErrUnavailable)
	}
	if got := n.asked.Load(); got != 2 {
		t.Errorf("two keys cost %d questions", got)
	}
	if err := n.Catalog.Revoke(t.Context(), s.ID, stats.EmbedKey(key)); err != nil {
		t.Fatal(err)
	}
	now.Move(time.Second)
	opens(t, k, key, "", 0, embed.ErrUnavailable)
	opens(t, k, string(s.EmbedKey), "", s.ID, nil)

	opens(t, k, string(s.Public), "", 0, embed.ErrNotPublic)
	s.Open = true
	if err := n.Catalog.Update(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	now.Move(time.Second)
	opens(t, k, string(s.Public), "", s.ID, nil)
	if err := n.Catalog.Trash(t.Context(), s.ID, now.Now()); err != nil {
		t.Fatal(err)
	}
	now.Move(time.Second)
	opens(t, k, string(s.Public), "", 0, embed.ErrNotPublic)
	opens(t, k, string(s.EmbedKey), "", 0, embed.ErrUnavailable)
}

// Who asks for keys that are none, as many as there may be, pushes out none that
// pages show, and the memory of them is bounded.
func TestWrongKeysAreApart(t *testing.T) {
	t.Parallel()
	k, n, _ := newKeys(t)
	s := n.Stat(t, "a", stats.Counter)
	k.Seen = func() int64 { return 0 }
	opens(t, k, string(s.EmbedKey), "", s.ID, nil)
	none := &nothing{Catalog: n.Catalog}
	k.Grants, k.Finder = none, none
	guess := func(i int) string { return fmt.Sprintf("guess%027d", i) }
	const many = 10_001 // one more than are remembered
	for i := range many {
		if _, err := k.Open(t.Context(), guess(i), ""); !errors.Is(err, embed.ErrUnavailable) {
			t.Fatal(err)
		}
	}
	asked := none.asked.Load()
	opens(t, k, string(s.EmbedKey), "", s.ID, nil)
	opens(t, k, guess(many-1), "", 0, embed.ErrUnavailable)
	if got := none.asked.Load(); got != asked {
		t.Errorf("a known key and the last wrong one cost %d questions", got-asked)
	}
	opens(t, k, guess(0), "", 0, embed.ErrUnavailable)
	if got := none.asked.Load(); got != asked+1 {
		t.Errorf("all wrong keys are remembered: %d questions", got-asked)
	}
}

// nothing is a catalog that finds neither keys nor stats, and counts how many keys
// are asked for.
type nothing struct {
	*catalog.Catalog
	asked atomic.Int64
}

func (n *nothing) Granted(context.Context, stats.EmbedKey) (stats.Grant, stats.Stat, error) {
	n.asked.Add(1)
	return stats.Grant{}, stats.Stat{}, stats.ErrNotFound
}

func (*nothing) Find(context.Context, stats.Lookup) (stats.Stat, error) {
	return stats.Stat{}, stats.ErrNotFound
}

// No request waits for the version of the catalog: what is known is answered
// while a node asks.
func TestKeysDoNotWait(t *testing.T) {
	t.Parallel()
	k, n, _ := newKeys(t)
	s := n.Stat(t, "a", stats.Counter)
	k.Seen = n.Directory.Seen
	opens(t, k, string(s.EmbedKey), "", s.ID, nil)
	n.Directory.Version = waiting{}
	ctx, stop := context.WithCancel(t.Context())
	var asking sync.WaitGroup
	asking.Go(func() { n.Directory.Refresh(ctx) })
	opens(t, k, string(s.EmbedKey), "", s.ID, nil)
	stop()
	asking.Wait()
}

// waiting is a catalog that does not answer.
type waiting struct{}

func (waiting) CatalogVersion(ctx context.Context) (int64, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

// While the catalog is away, known keys show what they showed, and others are
// not said to be none.
func TestKeysWhileTheCatalogIsAway(t *testing.T) {
	t.Parallel()
	k, n, now := newKeys(t)
	s, other := n.Stat(t, "a", stats.Counter), n.Stat(t, "b", stats.Counter)
	opens(t, k, string(s.EmbedKey), "", s.ID, nil)
	n.away.Store(true)
	now.Move(time.Hour)
	opens(t, k, string(s.EmbedKey), "", s.ID, nil)
	opens(t, k, string(other.EmbedKey), "", 0, stats.ErrAway)
	n.away.Store(false)
	now.Move(time.Second)
	opens(t, k, string(other.EmbedKey), "", other.ID, nil)
}

// A stat may be made after its id was asked for.
func TestKeysOfStatsToCome(t *testing.T) {
	t.Parallel()
	k, n, now := newKeys(t)
	opens(t, k, "early", "", 0, embed.ErrNotPublic)
	made, err := n.Catalog.Create(t.Context(), n.Project.ID, []stats.NewStat{
		{Name: "a", Kind: stats.Counter, Public: "early", Open: true}})
	if err != nil {
		t.Fatal(err)
	}
	now.Move(time.Minute)
	opens(t, k, "early", "", made[0].ID, nil)
}
