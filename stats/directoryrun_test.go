package stats

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// knowing is a catalog and a mirror in memory, of names of one project.
type knowing struct {
	Projects
	Catalog
	Mirror

	mu      sync.Mutex
	version int64
	there   map[string]StatID // in the catalog
	names   []string          // in the mirror, sorted
	fails   int               // how many calls of Named fail
	asked   int               // calls of Named
	held    chan struct{}     // Named waits for it; nil: it does not
}

func (k *knowing) CatalogVersion(context.Context) (int64, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.version, nil
}

func (k *knowing) Owners(context.Context) ([]ProjectID, error)                     { return nil, nil }
func (k *knowing) Keep(context.Context, int64, []Project) error                    { return nil }
func (k *knowing) RememberProjects(context.Context, int64, []Project) error        { return nil }
func (k *knowing) RememberStats(_ context.Context, _ int64, _ []Stat) (none error) { return nil }

func (k *knowing) Stats(_ context.Context, after Stat, n int) (list []Stat, _ error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, name := range k.names {
		if name > after.Name && len(list) < n {
			list = append(list, Stat{Project: 1, Name: name})
		}
	}
	return list, nil
}

func (k *knowing) ForgetStats(_ context.Context, list []Stat) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, s := range list {
		k.names = slices.DeleteFunc(k.names, func(name string) bool { return name == s.Name })
	}
	return nil
}

func (k *knowing) Named(_ context.Context, _ ProjectID, names []string) ([]Stat, error) {
	k.mu.Lock()
	held := k.held
	k.asked++
	k.mu.Unlock()
	if held != nil {
		<-held
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.fails > 0 {
		k.fails--
		return nil, ErrAway
	}
	list := make([]Stat, len(names))
	for i, name := range names {
		list[i] = Stat{ID: k.there[name], Name: name}
	}
	return list, nil
}

// change makes one name mean nothing any more.
func (k *knowing) change(name string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.there, name)
	k.version++
}

// mirrored are the names in the mirror, and how often the catalog was asked.
func (k *knowing) mirrored() (names []string, asked int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.names), k.asked
}

// Names in the mirror are compared after the catalog changed, again where that
// failed, by one at a time, and not while nothing changes. Keys go on being
// checked meanwhile.
func TestDirectoryRunChecksNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := &knowing{there: map[string]StatID{"a": 1, "b": 2, "c": 3}, names: []string{"a", "b", "c"}}
		d := &Directory{Projects: k, Catalog: k, Mirror: k, Version: k}
		ctx, stop := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { _ = d.Run(ctx) }) // it has no error
		wait := func(ticks time.Duration) {
			time.Sleep(ticks * refreshEvery) // of the bubble's clock
			synctest.Wait()
		}
		wants := func(what string, asked int, names ...string) {
			t.Helper()
			if got, n := k.mirrored(); !slices.Equal(got, names) || n != asked {
				t.Errorf("%s: the mirror has %v after %d questions, want %v after %d", what, got, n, names, asked)
			}
		}
		wait(5)
		wants("nothing changed", 0, "a", "b", "c")
		k.change("b")
		wait(1)
		wants("a change", 1, "a", "c")
		wait(5)
		wants("nothing since", 1, "a", "c")

		k.mu.Lock()
		k.fails = 1
		k.mu.Unlock()
		k.change("a")
		wait(1)
		wants("a check that failed", 2, "a", "c")
		wait(1)
		wants("tried again", 3, "c")

		k.mu.Lock()
		k.held = make(chan struct{})
		k.mu.Unlock()
		k.change("c")
		wait(1)
		k.change("none")
		wait(4)
		wants("a check that takes long", 4, "c")
		if got := d.Seen(); got != k.version {
			t.Errorf("meanwhile changes are not seen: version %d of %d", got, k.version)
		}
		close(k.held)
		stop()
		running.Wait()
		wants("the end waits for it", 4)
	})
}
