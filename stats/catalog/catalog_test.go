package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"chartd/stats"
	"chartd/stats/catalog"
	"chartd/stats/sqlite"

	"github.com/alexedwards/scs/v2"
	"pgregory.net/rapid"
)

var (
	_ scs.Store    = (*catalog.Sessions)(nil)
	_ scs.CtxStore = (*catalog.Sessions)(nil)
)

// noon is when tests with a clock begin: a full minute.
var noon = time.Unix(1_700_000_040, 0)

// onEach runs a test on every database, with an account that owns a project.
func onEach(t *testing.T, test func(*testing.T, *catalog.Catalog, stats.Account, stats.Project)) {
	t.Helper()
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			a := stats.Account{ID: stats.AccountID(stats.NewID()), Email: "ada@example.com"}
			p := stats.Project{ID: stats.ProjectID(stats.NewID()), EZKey: stats.NewEZKey(), UKey: stats.NewUKey()}
			check(t, c.CreateAccount(t.Context(), a, p))
			test(t, c, a, p)
		})
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// numbered are new counters.
func numbered(name string, n int) []stats.NewStat {
	list := make([]stats.NewStat, n)
	for i := range list {
		list[i] = stats.NewStat{Name: fmt.Sprintf("%s %d", name, i), Kind: stats.Counter}
	}
	return list
}

func TestSessions(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, a stats.Account, _ stats.Project) {
		now, s := noon, c.Sessions()
		c.SetClock(func() time.Time { return now })
		find := func(token string, want string, found bool) {
			t.Helper()
			data, ok, err := s.FindCtx(t.Context(), token)
			if err != nil || ok != found || string(data) != want {
				t.Errorf("%q: %q, found %t, error %v; want %q, %t", token, data, ok, err, want, found)
			}
		}
		check(t, s.CommitCtx(t.Context(), "one", []byte("\x00\xff"), noon.Add(time.Minute)))
		check(t, s.CommitCtx(t.Context(), "two", []byte{}, noon.Add(time.Hour)))
		find("one", "\x00\xff", true)
		find("two", "", true)
		find("three", "", false)
		find("", "", false)
		check(t, s.CommitCtx(t.Context(), "one", []byte("more"), noon.Add(2*time.Minute)))
		now = noon.Add(time.Minute)
		find("one", "more", true)
		now = noon.Add(2 * time.Minute)
		find("one", "", false)

		link := stats.NewAccessToken().Digest()
		check(t, c.CreateLink(t.Context(), link, a.ID, now))
		check(t, s.Expire(t.Context()))
		now = noon
		find("one", "", false) // not only too old, but gone
		find("two", "", true)
		if _, err := c.UseLink(t.Context(), link, noon); !errors.Is(err, stats.ErrNotFound) {
			t.Errorf("a link whose time is over: %v", err)
		}
		check(t, s.DeleteCtx(t.Context(), "two"))
		check(t, s.DeleteCtx(t.Context(), "two"))
		find("two", "", false)
	})
}

// The whole way, as a browser with scs goes it.
func TestSessionManager(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, _ stats.Account, _ stats.Project) {
		m := scs.New()
		m.Store = c.Sessions()
		ctx, err := m.Load(t.Context(), "")
		check(t, err)
		m.Put(ctx, "account", int64(7))
		token, _, err := m.Commit(ctx)
		check(t, err)
		ctx, err = m.Load(t.Context(), token)
		check(t, err)
		if got := m.GetInt64(ctx, "account"); got != 7 {
			t.Errorf("account %d, want 7", got)
		}
		check(t, m.Destroy(ctx))
		if _, found, err := m.Store.Find(token); found || err != nil {
			t.Errorf("found %t after its end, error %v", found, err)
		}
	})
}

func TestNewStatsAreCountedByTheMinute(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, _ stats.Account, p stats.Project) {
		now := noon
		c.SetClock(func() time.Time { return now })
		p.MaxStats, p.MaxNew = 100, 5
		check(t, c.UpdateProject(t.Context(), p))
		for _, row := range []struct {
			after time.Duration
			name  string
			n     int
			want  error
		}{
			{0, "a", 4, nil},
			{59 * time.Second, "b", 2, stats.ErrTooManyNew},
			{59 * time.Second, "b", 1, nil},
			{59 * time.Second, "c", 1, stats.ErrTooManyNew},
			{60 * time.Second, "c", 5, nil},
			{119 * time.Second, "d", 1, stats.ErrTooManyNew},
			{30 * time.Second, "d", 5, nil}, // a clock that was set back
			{time.Hour, "e", 6, stats.ErrTooManyNew},
			{time.Hour, "e", 5, nil},
		} {
			now = noon.Add(row.after)
			if _, err := c.Create(t.Context(), p.ID, numbered(row.name, row.n)); !errors.Is(err, row.want) {
				t.Errorf("%d more after %v: %v, want %v", row.n, row.after, err, row.want)
			}
		}
		_, err := c.Create(t.Context(), p.ID, numbered("f", 6))
		if err == nil || !strings.Contains(err.Error(), "at most 5") {
			t.Errorf("%v: it does not say the limit", err)
		}
	})
}

func TestPublicIDsGrowWhereTheyMeet(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, _ stats.Account, p stats.Project) {
		c.SetPublicID(func(longer int) stats.PublicID {
			if longer == 0 {
				return "abcde" // of all stats the same
			}
			return stats.NewPublicID(longer)
		})
		made, err := c.Create(t.Context(), p.ID, numbered("s", 20))
		check(t, err)
		lengths := map[int]int{}
		for i, s := range made {
			lengths[len(s.Public)]++
			if s.Name != fmt.Sprintf("s %d", i) {
				t.Errorf("%d is %q", i, s.Name)
			}
		}
		if lengths[5] != 1 || lengths[6] < 18 {
			t.Errorf("public ids of %v characters, want one of 5 and the others longer", lengths)
		}
		c.SetPublicID(func(int) stats.PublicID { return "abcde" })
		if _, err := c.Create(t.Context(), p.ID, numbered("t", 1)); !errors.Is(err, stats.ErrTaken) {
			t.Errorf("no way out: %v", err)
		}
	})
}

func TestBatches(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, a stats.Account, p stats.Project) {
		made, err := c.Create(t.Context(), p.ID, numbered("s", catalog.InsertBatch+20))
		check(t, err)
		listed, err := c.List(t.Context(), p.ID, stats.Filter{})
		check(t, err)
		if !slices.EqualFunc(made, listed, func(a, b stats.Stat) bool { return a.ID == b.ID && a.Name == b.Name }) {
			t.Error("the list has another order than the names that were wanted")
		}
		n := catalog.PurgeBatch + 1
		for _, s := range made[:n] {
			check(t, c.Trash(t.Context(), s.ID, noon))
		}
		for i, s := range made[n : n+10] {
			check(t, c.Merge(t.Context(), s.ID, made[len(made)-1-i].ID))
		}
		gone, err := c.Purge(t.Context(), noon.Add(time.Second))
		check(t, err)
		rest, err := c.DeleteAccount(t.Context(), a.ID)
		check(t, err)
		if len(gone) != n || len(rest) != len(made)-n {
			t.Errorf("%d purged and %d with the account, want %d and %d", len(gone), len(rest), n, len(made)-n)
		}
		all := map[stats.StatID]bool{}
		for _, id := range append(gone, rest...) {
			all[id] = true
		}
		if len(all) != len(made) {
			t.Errorf("%d different ones, want %d", len(all), len(made))
		}
	})
}

func TestPurgeFinishesWhatDeleteAccountBegan(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, _ stats.Account, p stats.Project) {
		made, err := c.Create(t.Context(), p.ID, numbered("s", 3))
		check(t, err)
		check(t, c.Merge(t.Context(), made[0].ID, made[1].ID))
		gone, err := c.Purge(t.Context(), noon)
		if len(gone) > 0 || err != nil {
			t.Errorf("purged %v, error %v", gone, err)
		}
		check(t, c.Abandon(t.Context(), p.ID))
		if _, _, err := c.ProjectByKey(t.Context(), string(p.EZKey)); !errors.Is(err, stats.ErrKeys) {
			t.Errorf("its key: %v", err)
		}
		gone, err = c.Purge(t.Context(), noon)
		if len(gone) != 3 || err != nil {
			t.Errorf("purged %v, error %v", gone, err)
		}
		if _, err := c.Project(t.Context(), p.ID); !errors.Is(err, stats.ErrNotFound) {
			t.Errorf("the project: %v", err)
		}
	})
}

func TestAwayIsSaid(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, a stats.Account, p stats.Project) {
		late, cancel := context.WithDeadline(t.Context(), time.Unix(1, 0))
		defer cancel()
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		for _, row := range []struct {
			ctx  context.Context
			want error
		}{{late, stats.ErrAway}, {late, context.DeadlineExceeded}, {gone, context.Canceled}} {
			_, err := c.CatalogVersion(row.ctx)
			if !errors.Is(err, row.want) {
				t.Errorf("a question: %v, want %v", err, row.want)
			}
			if err := c.SetPassword(row.ctx, a.ID, "x"); !errors.Is(err, row.want) {
				t.Errorf("a change: %v, want %v", err, row.want)
			}
		}
	})
}

func TestAClosedFileIsAway(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "chartd.db"), sqlite.Options{})
	check(t, err)
	c := db.Catalog()
	_, err = c.CatalogVersion(t.Context())
	check(t, err)
	check(t, db.Close())
	if _, err := c.CatalogVersion(t.Context()); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a question: %v", err)
	}
	if err := c.CreateProject(t.Context(), 1, stats.Project{ID: 1}); !errors.Is(err, stats.ErrAway) {
		t.Errorf("a change: %v", err)
	}
}

func TestErrorsHideKeys(t *testing.T) {
	onEach(t, func(t *testing.T, c *catalog.Catalog, a stats.Account, p stats.Project) {
		late, cancel := context.WithDeadline(t.Context(), time.Unix(1, 0))
		defer cancel()
		_, _, err := c.ProjectByKey(late, "the secret")
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v", err)
		}
		p.ID, p.UKey = stats.ProjectID(stats.NewID()), "new"
		if err := c.CreateProject(t.Context(), a.ID, p); !errors.Is(err, stats.ErrTaken) || strings.Contains(err.Error(), string(p.EZKey)) {
			t.Errorf("%v", err)
		}
	})
}

// Every letter folds to one of its own cases.
func TestFoldStaysWithinALetter(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		letter := string(r)
		if got := catalog.Fold(letter); !strings.EqualFold(got, letter) || catalog.Fold(got) != got {
			t.Errorf("%q folds to %q", letter, got)
		}
	}
}

// Two texts are found by each other exactly when Go says that only their case
// differs.
func TestFoldAgreesWithEqualFold(t *testing.T) {
	letters := []rune("aAkKKsSſßẞéÉσςΣǅǆǄжЖıİiI日1_%\\ 😀")
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.OneOf(rapid.SampledFrom(letters), rapid.Rune()), 0, 6, -1)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if got, want := catalog.Fold(a) == catalog.Fold(b), strings.EqualFold(a, b); got != want {
			t.Errorf("%q and %q: the same %t, want %t", a, b, got, want)
		}
		if upper := strings.ToUpper(a); strings.EqualFold(a, upper) && catalog.Fold(a) != catalog.Fold(upper) {
			t.Errorf("%q is not found as %q", a, upper)
		}
		if once := catalog.Fold(a); catalog.Fold(once) != once {
			t.Errorf("%q folds to %q, and that to %q", a, once, catalog.Fold(once))
		}
	})
}
