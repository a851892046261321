package stats_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/statstest/node"
)

// away is a catalog that cannot be reached.
type away struct {
	stats.Projects
	stats.Catalog
}

func (away) ProjectByKey(context.Context, string) (stats.Project, stats.KeyKind, error) {
	return stats.Project{}, 0, stats.ErrAway
}

func (away) Create(context.Context, stats.ProjectID, []stats.NewStat) ([]stats.Stat, error) {
	return nil, stats.ErrAway
}

func (away) Find(context.Context, stats.Lookup) (stats.Stat, error) {
	return stats.Stat{}, stats.ErrAway
}

// With the database away, even after a restart, what this node has learned is
// known; what it has not is ErrAway, never "no such key".
func TestDirectoryWithoutItsDatabase(t *testing.T) {
	n := node.Open(t)
	mirror := n.DB.Mirror()
	d := &stats.Directory{Projects: n.Catalog, Catalog: n.Catalog, Version: n.Catalog, Mirror: mirror}
	p, _, err := d.Project(t.Context(), node.EZKey)
	if err != nil {
		t.Fatal(err)
	}
	kinds := []stats.Kind{stats.Counter, stats.Counter}
	ids, errs := make([]stats.StatID, 2), make([]error, 2)
	d.Resolve(t.Context(), p, []string{"known", "known too"}, kinds, ids, errs)
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	known := n.Stat(t, "known", stats.Counter)

	fresh := &stats.Directory{Projects: away{}, Catalog: away{}, Mirror: mirror}
	p, kind, err := fresh.Project(t.Context(), node.EZKey)
	if err != nil || p.ID != n.Project.ID || kind != stats.EZKind || !p.EZOn {
		t.Errorf("a known key: %v, kind %d, %v", p.ID, kind, err)
	}
	if _, _, err := fresh.Project(t.Context(), "unknown"); !errors.Is(err, stats.ErrAway) {
		t.Errorf("an unknown key: %v, want ErrAway", err)
	}
	fresh.Resolve(t.Context(), p, []string{"known", "new"}, kinds, ids, errs)
	if errs[0] != nil || ids[0] != known.ID || !errors.Is(errs[1], stats.ErrAway) {
		t.Errorf("a known name: %d, %v; a new one: %v", ids[0], errs[0], errs[1])
	}
	if s, err := fresh.Classic(t.Context(), p, known.Classic); err != nil || s.ID != known.ID {
		t.Errorf("a known classic key: %d, %v", s.ID, err)
	}
	if _, err := fresh.Classic(t.Context(), p, "unknown"); !errors.Is(err, stats.ErrAway) {
		t.Errorf("an unknown classic key: %v, want ErrAway", err)
	}
}

// A key that was taken back is not known by a later start without the database;
// other keys, and names that mean what they meant, are, whether or not they were
// used since the change.
func TestTheMirrorFollowsTheCatalog(t *testing.T) {
	n := node.Open(t)
	mirror := n.DB.Mirror()
	d := &stats.Directory{Projects: n.Catalog, Catalog: n.Catalog, Version: n.Catalog, Mirror: mirror}
	d.Refresh(t.Context())
	p, _, err := d.Project(t.Context(), node.EZKey)
	if err != nil {
		t.Fatal(err)
	}
	kinds := []stats.Kind{stats.Counter, stats.Counter, stats.Counter}
	ids, errs := make([]stats.StatID, 3), make([]error, 3)
	names := []string{"stays", "goes", "moves"}
	d.Resolve(t.Context(), p, names, kinds, ids, errs)
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}

	classic := n.Stat(t, "classic", stats.Value)
	if got, err := d.Classic(t.Context(), p, classic.Classic); err != nil || got.ID != classic.ID {
		t.Fatalf("a classic key: %v, %v", got.ID, err)
	}
	awayDirectory := func() *stats.Directory {
		return &stats.Directory{Projects: away{}, Catalog: away{}, Mirror: mirror}
	}
	if got, err := awayDirectory().Classic(t.Context(), p, classic.Classic); err != nil || got.ID != classic.ID {
		t.Errorf("a classic key that was used: %v, %v", got.ID, err)
	}

	p.EZKey = "another key"
	other := n.Stat(t, "other", stats.Counter)
	changed := classic
	changed.Classic = "another-classic-key"
	for _, err := range []error{
		n.Catalog.UpdateProject(t.Context(), p),
		n.Catalog.Update(t.Context(), changed),
		n.Catalog.Trash(t.Context(), ids[1], time.Now()),
		n.Catalog.Merge(t.Context(), ids[2], other.ID),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	d.Forget(t.Context()) // as the change does; the mirror follows later
	d.Refresh(t.Context())
	d.CheckNames(t.Context())

	away := awayDirectory()
	if _, err := away.Classic(t.Context(), p, classic.Classic); !errors.Is(err, stats.ErrAway) {
		t.Errorf("the old classic key: %v, want ErrAway", err)
	}
	if got, err := away.Classic(t.Context(), p, changed.Classic); err != nil || got.ID != classic.ID {
		t.Errorf("the new classic key: %v, %v", got.ID, err)
	}
	if _, _, err := away.Project(t.Context(), node.EZKey); !errors.Is(err, stats.ErrAway) {
		t.Errorf("the old key: %v, want ErrAway", err)
	}
	for _, key := range []string{"another key", node.UKey} {
		if _, _, err := away.Project(t.Context(), key); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	found := make([]stats.StatID, 3)
	away.Resolve(t.Context(), p, names, kinds, found, errs)
	if errs[0] != nil || found[0] != ids[0] {
		t.Errorf("a name that stays: %d, %v, want %d", found[0], errs[0], ids[0])
	}
	if !errors.Is(errs[1], stats.ErrAway) {
		t.Errorf("a name of a stat in the trash: %d, %v, want ErrAway", found[1], errs[1])
	}
	if errs[2] != nil || found[2] != other.ID {
		t.Errorf("a name of a merged stat: %d, %v, want %d", found[2], errs[2], other.ID)
	}
}

// A full project takes posts for the stats that it has, in whatever company
// their names come.
func TestAFullProjectKnowsItsStats(t *testing.T) {
	n := node.Open(t)
	old := n.Stat(t, "old", stats.Counter)
	n.Project.MaxStats = 1
	if err := n.Catalog.UpdateProject(t.Context(), n.Project); err != nil {
		t.Fatal(err)
	}
	d := &stats.Directory{Projects: n.Catalog, Catalog: n.Catalog, Version: n.Catalog, Mirror: n.DB.Mirror()}
	names := []string{"new", "old", "newer", "old"}
	kinds := []stats.Kind{stats.Counter, stats.Counter, stats.Value, stats.Value}
	for range 2 { // asked for the first time, and known
		ids, errs := make([]stats.StatID, 4), make([]error, 4)
		d.Resolve(t.Context(), n.Project, names, kinds, ids, errs)
		for i, want := range []error{stats.ErrTooManyStats, nil, stats.ErrTooManyStats, stats.ErrIsCounter} {
			if !errors.Is(errs[i], want) {
				t.Errorf("%s: %v, want %v", names[i], errs[i], want)
			}
		}
		if ids[1] != old.ID {
			t.Errorf("the known stat: %d, want %d", ids[1], old.ID)
		}
	}
}

// shaky is projects that cannot be read while it fails.
type shaky struct {
	stats.Projects
	fails bool
}

func (s *shaky) Project(ctx context.Context, id stats.ProjectID) (stats.Project, error) {
	if s.fails {
		return stats.Project{}, stats.ErrAway
	}
	return s.Projects.Project(ctx, id)
}

// A database that goes away in the middle of a refresh takes no key with it.
func TestKeysOutliveARefreshThatFails(t *testing.T) {
	n := node.Open(t)
	mirror, projects := n.DB.Mirror(), &shaky{Projects: n.Catalog}
	d := &stats.Directory{Projects: projects, Catalog: n.Catalog, Version: n.Catalog, Mirror: mirror}
	d.Refresh(t.Context())
	if _, _, err := d.Project(t.Context(), node.EZKey); err != nil {
		t.Fatal(err)
	}
	n.Project.EZKey = "another key"
	if err := n.Catalog.UpdateProject(t.Context(), n.Project); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		fails bool
		known string
	}{{true, node.EZKey}, {false, "another key"}} {
		projects.fails = step.fails
		d.Refresh(t.Context())
		for _, key := range []string{node.EZKey, "another key"} {
			away := &stats.Directory{Projects: away{}, Catalog: away{}, Mirror: mirror}
			if _, _, err := away.Project(t.Context(), key); (err == nil) != (key == step.known) {
				t.Errorf("fails %v: %s: %v", step.fails, key, err)
			}
		}
	}
}
