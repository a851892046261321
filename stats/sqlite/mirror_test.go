package sqlite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
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
	if bytes.Contains(data, []byte("secret")) || bytes.Contains(data, []byte("changed")) {
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

func TestMirrorForgetsWhatWasLearnedAtAnotherVersion(t *testing.T) {
	m := openTemp(t).Mirror()
	project := []stats.Project{{ID: 5, EZKey: "old key"}}
	known := func() bool {
		t.Helper()
		_, _, err := m.RecallProject(t.Context(), "old key")
		if err != nil && !errors.Is(err, stats.ErrKeys) {
			t.Fatal(err)
		}
		list, stat := m.RecallStats(t.Context(), 5, []string{"a"})
		check(t, stat)
		if (list[0].ID != 0) != (err == nil) {
			t.Errorf("the key is known: %v, the stat: %d", err == nil, list[0].ID)
		}
		return err == nil
	}
	learn := func(version int64) {
		t.Helper()
		check(t, m.RememberProjects(t.Context(), version, project))
		check(t, m.RememberStats(t.Context(), version, []stats.Stat{{Project: 5, Name: "a", ID: 10, Kind: stats.Counter}}))
	}
	for _, step := range []struct {
		about       string
		keep, learn int64
		want        bool
	}{
		{"before the first version is known", 0, 0, true},
		{"a version, and an answer from before it", 7, 0, false},
		{"an answer of that version", 7, 7, true},
		{"the same version again, and an older answer", 7, 6, true},
		{"the next version", 8, 7, false},
	} {
		check(t, m.Keep(t.Context(), step.keep))
		learn(step.learn)
		if got := known(); got != step.want {
			t.Errorf("%s: known %v, want %v", step.about, got, step.want)
		}
	}
}
