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

func TestMirrorKeepsKeysOfOneVersion(t *testing.T) {
	m := openTemp(t).Mirror()
	five, six := stats.Project{ID: 5, EZKey: "five", UKey: "u-five"}, stats.Project{ID: 6, EZKey: "six", UKey: "u-six"}
	for _, step := range []struct {
		about     string
		keep      []stats.Project // at version
		version   int64
		learn     int64 // the version at which six is learned
		five, six bool
	}{
		{"an answer of that version", []stats.Project{five}, 7, 7, true, true},
		{"an answer from before it", []stats.Project{five}, 8, 7, true, false},
		{"nothing is kept", nil, 9, 9, false, true},
		{"the same version again", []stats.Project{five}, 9, 8, true, false},
	} {
		check(t, m.Keep(t.Context(), step.version, step.keep))
		check(t, m.RememberProjects(t.Context(), step.learn, []stats.Project{six}))
		check(t, m.RememberStats(t.Context(), step.learn, []stats.Stat{{Project: 6, Name: step.about, ID: 10, Kind: stats.Counter}}))
		var want []stats.ProjectID
		for _, one := range []struct {
			project stats.Project
			known   bool
		}{{five, step.five}, {six, step.six}} {
			if one.known {
				want = append(want, one.project.ID)
			}
			if _, _, err := m.RecallProject(t.Context(), string(one.project.EZKey)); (err == nil) != one.known {
				t.Errorf("%s: project %d: %v, want it known: %v", step.about, one.project.ID, err, one.known)
			}
		}
		if owners, err := m.Owners(t.Context()); err != nil || !slices.Equal(owners, want) {
			t.Errorf("%s: keys of %v, %v, want of %v", step.about, owners, err, want)
		}
		list, err := m.RecallStats(t.Context(), 6, []string{step.about})
		check(t, err)
		if (list[0].ID != 0) != step.six {
			t.Errorf("%s: the stat is known: %v", step.about, list[0].ID != 0)
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
