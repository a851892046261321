package catalog_test

import (
	"fmt"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/catalog"
)

// crowd is how many stats the benchmarks' project has before they begin: as
// many as a project may have by default; with -short, where no figure counts,
// fewer.
func crowd() int {
	if testing.Short() {
		return 2000
	}
	return 100_000
}

// crowded makes a project with many stats, and room for more.
func crowded(b *testing.B, c *catalog.Catalog) (stats.Account, stats.Project) {
	b.Helper()
	a := stats.Account{ID: stats.AccountID(stats.NewID()), Email: "ada@example.com"}
	p := stats.Project{ID: stats.ProjectID(stats.NewID()), EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), MaxStats: 1 << 30, MaxNew: 1 << 30}
	if err := c.CreateAccount(b.Context(), a, p); err != nil {
		b.Fatal(err)
	}
	for at := 0; at < crowd(); at += 1000 {
		if _, err := c.Create(b.Context(), p.ID, thousand("server load", at)); err != nil {
			b.Fatal(err)
		}
	}
	return a, p
}

func thousand(name string, at int) []stats.NewStat {
	list := make([]stats.NewStat, 1000)
	for i := range list {
		list[i] = stats.NewStat{Name: fmt.Sprintf("%s %07d", name, at+i), Kind: stats.Counter}
	}
	return list
}

func BenchmarkCatalog(b *testing.B) {
	for name, open := range databases {
		b.Run(name, func(b *testing.B) { benchmark(b, open(b)) })
	}
}

// benchmark times calls on a project that is full. The last one empties it.
func benchmark(b *testing.B, c *catalog.Catalog) {
	a, p := crowded(b, c)
	some := make([]string, 10_000)
	for i := range some {
		some[i] = fmt.Sprintf("server load %07d", i*7)
	}
	made, ids := 0, make([]stats.StatID, 0, 1000)
	for _, call := range []struct {
		what string
		run  func(n int) error
	}{
		{"create 1", func(n int) error {
			made++
			_, err := c.Create(b.Context(), p.ID, thousand(fmt.Sprint("one ", made), 0)[:1])
			return err
		}},
		{"create 1000", func(n int) error {
			made++
			_, err := c.Create(b.Context(), p.ID, thousand(fmt.Sprint("more ", made), 0))
			return err
		}},
		{"key", func(int) error { _, _, err := c.ProjectByKey(b.Context(), string(p.EZKey)); return err }},
		{"named 1", func(int) error { _, err := c.Named(b.Context(), p.ID, some[:1]); return err }},
		{"named 10000", func(int) error { _, err := c.Named(b.Context(), p.ID, some); return err }},
		{"page of 1000", func(int) error {
			list, err := c.List(b.Context(), p.ID, stats.Filter{Page: stats.Page{Limit: 1000}})
			for ids = ids[:0]; len(ids) < len(list); {
				ids = append(ids, list[len(ids)].ID)
			}
			return err
		}},
		{"last page by name", func(int) error {
			_, err := c.List(b.Context(), p.ID, stats.Filter{Order: stats.ByName, Page: stats.Page{Offset: crowd() - 1000, Limit: 1000}})
			return err
		}},
		{"search", func(int) error {
			_, err := c.List(b.Context(), p.ID, stats.Filter{Search: "99999", Order: stats.ByName, Page: stats.Page{Limit: 1000}})
			return err
		}},
		{"members of 1000", func(int) error { _, err := c.Members(b.Context(), ids); return err }},
		{"comments of 1000", func(int) error {
			_, err := c.Comments(b.Context(), ids, time.Unix(0, 0), time.Now())
			return err
		}},
		{"rename", func(n int) error { return c.Rename(b.Context(), ids[0], fmt.Sprint("name ", n)) }},
		{"trash and restore", func(n int) error {
			if err := c.Trash(b.Context(), ids[1], time.Now()); err != nil {
				return err
			}
			_, err := c.Restore(b.Context(), ids[1])
			return err
		}},
		{"trash and purge 1", func(n int) error {
			if err := c.Trash(b.Context(), ids[100+n%900], time.Now().Add(-time.Hour)); err != nil && n < 900 {
				return err
			}
			_, err := c.Purge(b.Context(), time.Now())
			return err
		}},
	} {
		b.Run(call.what, func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				if err := call.run(n); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	start := time.Now()
	gone, err := c.DeleteAccount(b.Context(), a.ID)
	b.Logf("delete an account with %d stats: %v, error %v", len(gone), time.Since(start), err)
}
