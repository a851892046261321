package sqlite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"chartd/stats"
)

func TestMirrorRecallsProjects(t *testing.T) {
	path := filepath.Join(t.TempDir(), "node.db")
	db, err := Open(t.Context(), path, Options{Durability: Process})
	check(t, err)
	m := db.Mirror()
	first := stats.Project{ID: 5, EZKey: "ez-five-secret", Backup: "backup-five-secret", UKey: "u-five-secret", EZOn: true}
	second := stats.Project{ID: 6, EZKey: "ez-six-secret", UKey: "u-six-secret"}
	check(t, m.RememberProjects(t.Context(), 0, nil))
	check(t, m.RememberProjects(t.Context(), 0, []stats.Project{first, second}))
	first.EZKey, first.Backup = "ez-five-changed", ""
	check(t, m.RememberProjects(t.Context(), 0, []stats.Project{first}))
	check(t, db.Close())
	db = openAt(t, path, Options{}) // as after a restart
	m = db.Mirror()
	for key, want := range map[string]struct {
		project stats.ProjectID
		kind    stats.KeyKind
		on      bool
	}{
		"ez-five-changed": {5, stats.EZKind, true},
		"u-five-secret":   {5, stats.UKind, true},
		"ez-six-secret":   {6, stats.EZKind, false},
	} {
		p, kind, err := m.RecallProject(t.Context(), key)
		if err != nil || p.ID != want.project || kind != want.kind || p.EZOn != want.on {
			t.Errorf("%s: project %d, kind %d, on %v, %v", key, p.ID, kind, p.EZOn, err)
		}
	}
	for _, key := range []string{"", "nobody's", "ez-five-secret", "backup-five-secret"} {
		if _, _, err := m.RecallProject(t.Context(), key); !errors.Is(err, stats.ErrKeys) {
			t.Errorf("%q: %v", key, err)
		}
	}
	data, err := os.ReadFile(path)
	check(t, err)
	if bytes.Contains(data, []byte("-secret")) || bytes.Contains(data, []byte("-changed")) {
		t.Error("a key is kept as it is")
	}
}

func TestMirrorRecallsStats(t *testing.T) {
	m := openTemp(t).Mirror()
	check(t, m.RememberStats(t.Context(), 0, nil))
	check(t, m.RememberStats(t.Context(), 0, []stats.Stat{
		{Project: 1, Name: "a", ID: 10, Kind: stats.Counter, Classic: "classic-a"},
		{Project: 1, Name: "b", ID: 11, Kind: stats.Value},
		{Project: 2, Name: "a", ID: 12, Kind: stats.Value},
		{Project: 1, Name: "alias of a", ID: 10, Kind: stats.Counter, Classic: "classic-a"},
	}))
	check(t, m.RememberStats(t.Context(), 0, []stats.Stat{{Project: 1, Name: "b", ID: 13, Kind: stats.Counter}}))
	list, err := m.RecallStats(t.Context(), 1, []string{"b", "a", "A", "", "alias of a"})
	check(t, err)
	for i, want := range []stats.Stat{{ID: 13, Kind: stats.Counter}, {ID: 10, Kind: stats.Counter}, {}, {}, {ID: 10, Kind: stats.Counter}} {
		if list[i].ID != want.ID || list[i].Kind != want.Kind || list[i].Project != 1 {
			t.Errorf("place %d: %+v, want %+v", i, list[i], want)
		}
	}
	s, err := m.RecallClassic(t.Context(), "classic-a")
	if err != nil || s.ID != 10 || s.Kind != stats.Counter || s.Project != 1 {
		t.Errorf("classic key: %+v, %v", s, err)
	}
	for _, key := range []stats.ClassicKey{"", "classic-b"} {
		if s, err := m.RecallClassic(t.Context(), key); !errors.Is(err, stats.ErrNotFound) {
			t.Errorf("classic key %q: %+v, %v", string(key), s, err)
		}
	}
}

func TestMirrorForgetsKeysOfAnotherVersion(t *testing.T) {
	m := openTemp(t).Mirror()
	project := []stats.Project{{ID: 5, EZKey: "a key", UKey: "another"}}
	for _, step := range []struct {
		about       string
		keep, learn int64
		owners      int
		known       bool
	}{
		{"before the first version is known", 0, 0, 0, true},
		{"a version, and an answer from before it", 7, 0, 1, false},
		{"an answer of that version", 7, 7, 0, true},
		{"the same version again, and an older answer", 7, 6, 0, true},
		{"the next version", 8, 7, 1, false},
	} {
		owners, err := m.Keep(t.Context(), step.keep)
		check(t, err)
		if len(owners) != step.owners || len(owners) == 1 && owners[0] != 5 {
			t.Errorf("%s: forgot keys of %v, want %d projects", step.about, owners, step.owners)
		}
		check(t, m.RememberProjects(t.Context(), step.learn, project))
		check(t, m.RememberStats(t.Context(), step.learn, []stats.Stat{{Project: 5, Name: step.about, ID: 10, Kind: stats.Counter}}))
		_, _, err = m.RecallProject(t.Context(), "a key")
		if err != nil && !errors.Is(err, stats.ErrKeys) {
			t.Fatal(err)
		}
		list, stat := m.RecallStats(t.Context(), 5, []string{step.about})
		check(t, stat)
		if known := err == nil; known != step.known {
			t.Errorf("%s: the key is known: %v, want %v", step.about, known, step.known)
		}
		if known := list[0].ID != 0; known != (step.keep == step.learn) {
			t.Errorf("%s: the stat is known: %v", step.about, known)
		}
	}
}

func TestMirrorListsAndForgetsNames(t *testing.T) {
	m := openTemp(t).Mirror()
	var all []stats.Stat
	for _, project := range []stats.ProjectID{3, 4} {
		for _, name := range []string{"", "a", "b", "ä"} {
			all = append(all, stats.Stat{Project: project, Name: name, ID: stats.StatID(len(all) + 1), Kind: stats.Value})
		}
	}
	check(t, m.RememberStats(t.Context(), 0, all))
	check(t, m.ForgetStats(t.Context(), all[2:3]))
	var got []stats.Stat
	for last := (stats.Stat{}); ; {
		page, err := m.Stats(t.Context(), last, 3)
		check(t, err)
		if len(page) == 0 {
			break
		}
		got = append(got, page...)
		last = page[len(page)-1]
	}
	if want := slices.Delete(all, 2, 3); !slices.EqualFunc(got, want, func(a, b stats.Stat) bool {
		return a.Project == b.Project && a.Name == b.Name && a.ID == b.ID && a.Kind == b.Kind
	}) {
		t.Errorf("names are %v, want %v", got, want)
	}
}
