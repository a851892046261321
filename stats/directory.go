package stats

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Directory answers whose a key is and which stat a name means, from memory
// where it can. What it has learned it also knows while the database is away.
type Directory struct {
	Projects Projects
	Catalog  Catalog
	Mirror   Mirror // what this node knew before it started; nil: none
	Version  Version

	mu      sync.RWMutex
	keys    map[string]keyed
	names   [2]map[nameKey]known // the younger first
	classic map[ClassicKey]Stat
	version int64

	forgetting sync.Mutex
	unlearned  atomic.Bool // keys in the mirror may have changed
	unchecked  atomic.Bool // names in the mirror may have changed
}

// Version is a number that changes with everything a Directory may have
// learned, save new stats and projects.
type Version interface {
	CatalogVersion(ctx context.Context) (int64, error)
}

// Mirror keeps in a local file what a Directory has learned.
type Mirror interface {
	// Owners lists the projects whose keys it knows.
	Owners(ctx context.Context) ([]ProjectID, error)
	// Keep puts the keys of some projects, as they are at a version of the catalog,
	// in the place of all that it knew. From then on, what is learned is of this
	// version.
	Keep(ctx context.Context, version int64, list []Project) error
	// RememberProjects and RememberStats keep what was learned at a version; when
	// another is kept by now, it is out of date and dropped.
	RememberProjects(ctx context.Context, version int64, list []Project) error
	// RecallProject returns the project of a key and which one it is, or ErrKeys.
	RecallProject(ctx context.Context, key string) (Project, KeyKind, error)
	RememberStats(ctx context.Context, version int64, list []Stat) error
	// Stats lists n of the names that it knows, ordered by project and name, after
	// one of them; ForgetStats forgets some. Remembering what is known writes
	// nothing.
	Stats(ctx context.Context, after Stat, n int) ([]Stat, error)
	ForgetStats(ctx context.Context, list []Stat) error
	// RecallStats returns the stats of the names; an unknown one has ID 0.
	RecallStats(ctx context.Context, p ProjectID, names []string) ([]Stat, error)
	// RecallClassic returns the stat of a classic key, or ErrNotFound.
	RecallClassic(ctx context.Context, key ClassicKey) (Stat, error)
}

type nameKey struct {
	project ProjectID
	name    string
}

type keyed struct {
	project Project
	kind    KeyKind
}

// known is a stat's id, negative where its kind is Value: there are so many of
// them that a second field would show.
type known StatID

func remembered(s Stat) known {
	if s.Kind == Value {
		return known(-s.ID)
	}
	return known(s.ID)
}

// maxKnown bounds each of the two generations of names kept in memory: at a
// hundred bytes each, ten megabytes.
const maxKnown = 100_000

// maxKeys bounds the keys kept in memory.
const maxKeys = 10_000

// refreshEvery is how often the catalog is asked whether anything changed: a
// revoked key is to stop working within a second.
const refreshEvery = 500 * time.Millisecond

// Run forgets what changed, until ctx ends.
func (d *Directory) Run(ctx context.Context) error {
	tick := time.NewTicker(refreshEvery)
	defer tick.Stop()
	var names sync.WaitGroup
	defer names.Wait()
	var busy atomic.Bool
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			d.Refresh(ctx)
			if d.Mirror != nil && d.unchecked.Load() && busy.CompareAndSwap(false, true) {
				names.Go(func() {
					defer busy.Store(false)
					d.CheckNames(ctx)
				})
			}
		}
	}
}

// Refresh asks the catalog whether anything changed, and forgets what did. Keys
// are learned anew at once: one that was taken back must not work in a later
// start without the database, and the others must.
func (d *Directory) Refresh(ctx context.Context) {
	d.Forget(ctx)
	if d.Mirror == nil || !d.unlearned.CompareAndSwap(true, false) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, refreshLimit)
	defer cancel()
	if d.learnKeys(ctx, d.Seen()) != nil {
		d.unlearned.Store(true) // and so it is tried again
	}
}

// refreshLimit is how long the catalog may take to tell what changed.
const refreshLimit = 5 * time.Second

// Forget asks the catalog whether anything changed, and forgets in memory what
// did.
func (d *Directory) Forget(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, refreshLimit)
	defer cancel()
	d.forgetting.Lock()
	defer d.forgetting.Unlock()
	v, err := d.Version.CatalogVersion(ctx)
	if err != nil {
		return // what is known stays known
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.version == v {
		return
	}
	d.version = v
	d.keys, d.classic, d.names = nil, nil, [2]map[nameKey]known{}
	d.unlearned.Store(true)
}

// learnKeys replaces the keys in the mirror by what they are now. What fails
// leaves it as it was, to be tried again.
func (d *Directory) learnKeys(ctx context.Context, version int64) error {
	owners, err := d.Mirror.Owners(ctx)
	if err != nil {
		return err
	}
	var list []Project
	for _, id := range owners {
		switch p, err := d.Projects.Project(ctx, id); {
		case err == nil:
			list = append(list, p)
		case !errors.Is(err, ErrNotFound):
			return err
		}
	}
	if err := d.Mirror.Keep(ctx, version, list); err != nil {
		return err
	}
	d.unchecked.Store(true)
	// What was learned since the version changed is in memory only.
	d.mu.RLock()
	list = list[:0]
	for _, k := range d.keys {
		list = append(list, k.project)
	}
	d.mu.RUnlock()
	return d.Mirror.RememberProjects(ctx, version, list)
}

// namesAtOnce is how many names are compared in one call.
const namesAtOnce = 1000

// CheckNames compares the names in the mirror with the catalog after it changed.
// There may be a hundred thousand, so they stay while it goes on: with the
// database away, a name that has just changed may still mean what it meant.
func (d *Directory) CheckNames(ctx context.Context) {
	d.unchecked.Store(false)
	version := d.Seen()
	for last := (Stat{}); ; {
		page, err := d.Mirror.Stats(ctx, last, namesAtOnce)
		if err == nil && len(page) > 0 {
			last = page[len(page)-1]
			err = d.checkNames(ctx, version, page)
		}
		if err != nil {
			d.unchecked.Store(true)
			return
		}
		if len(page) == 0 {
			return
		}
	}
}

// checkNames compares some names, sorted by project.
func (d *Directory) checkNames(ctx context.Context, version int64, page []Stat) error {
	for len(page) > 0 {
		n := 1
		for n < len(page) && page[n].Project == page[0].Project {
			n++
		}
		part, project := page[:n], page[0].Project
		page = page[n:]
		names := make([]string, n)
		for i := range part {
			names[i] = part[i].Name
		}
		found, err := d.Catalog.Named(ctx, project, names)
		if err != nil {
			return err
		}
		var there, gone []Stat
		for i, s := range found {
			s.Project, s.Name = project, names[i]
			if s.ID == 0 {
				gone = append(gone, s)
				continue
			}
			there = append(there, s)
		}
		if err := d.Mirror.ForgetStats(ctx, gone); err != nil {
			return err
		}
		if err := d.Mirror.RememberStats(ctx, version, there); err != nil {
			return err
		}
	}
	return nil
}

// Project returns the project that has a key, and which one it is. Errors are
// ErrKeys, and ErrAway when nobody can tell.
func (d *Directory) Project(ctx context.Context, key string) (Project, KeyKind, error) {
	d.mu.RLock()
	k, ok := d.keys[key]
	d.mu.RUnlock()
	if ok {
		return k.project, k.kind, nil
	}
	seen := d.Seen()
	p, kind, err := d.Projects.ProjectByKey(ctx, key)
	if errors.Is(err, ErrAway) && d.Mirror != nil {
		if p, kind, err = d.Mirror.RecallProject(ctx, key); errors.Is(err, ErrKeys) {
			err = ErrAway // it may be a key that this node never saw
		}
		return p, kind, err
	}
	if err != nil {
		return Project{}, 0, err
	}
	key = strings.Clone(key) // the caller's may be part of a request
	d.keep(seen, func() {
		if len(d.keys) >= maxKeys || d.keys == nil {
			d.keys = map[string]keyed{}
		}
		d.keys[key] = keyed{p, kind}
	})
	if d.Mirror != nil {
		err = d.Mirror.RememberProjects(ctx, seen, []Project{p})
	}
	return p, kind, err
}

// Resolve sets the ids of the stats that names mean for points of a kind,
// making those that do not exist. Each name has its own error: ErrIsCounter,
// ErrIsValue, ErrTooManyStats, ErrTooManyNew or ErrAway.
func (d *Directory) Resolve(ctx context.Context, p Project, names []string, kinds []Kind, ids []StatID, errs []error) {
	var missing []int
	d.mu.RLock()
	for i, name := range names {
		k, ok := d.recall(nameKey{p.ID, name})
		if !ok {
			missing = append(missing, i)
			continue
		}
		ids[i], errs[i] = k.of(kinds[i])
	}
	d.mu.RUnlock()
	if len(missing) > 0 {
		d.learn(ctx, p, names, kinds, missing, ids, errs)
	}
}

// recall finds a name in memory. A name of the older generation counts too.
func (d *Directory) recall(key nameKey) (known, bool) {
	if k, ok := d.names[0][key]; ok {
		return k, true
	}
	k, ok := d.names[1][key]
	return k, ok
}

// of is the stat's id for a point of a kind.
func (k known) of(want Kind) (StatID, error) {
	id, kind := StatID(k), Counter
	if k < 0 {
		id, kind = -id, Value
	}
	if err := kind.Takes(want); err != nil {
		return 0, err
	}
	return id, nil
}

// learn finds or makes the stats of the names at some places.
func (d *Directory) learn(ctx context.Context, p Project, names []string, kinds []Kind, at []int, ids []StatID, errs []error) {
	wanted := make([]NewStat, len(at))
	for i, n := range at {
		wanted[i] = NewStat{Project: p.ID, Name: strings.Clone(names[n]), Kind: kinds[n]}
	}
	found, refused := d.create(ctx, p, wanted)
	for i, n := range at {
		if found == nil || found[i].ID == 0 {
			errs[n] = refused
			continue
		}
		ids[n], errs[n] = remembered(found[i]).of(kinds[n])
	}
}

// create asks the catalog, or the mirror while the catalog is away, and
// remembers the answer. A stat with ID 0 was not made because of err; without
// any found, none was.
func (d *Directory) create(ctx context.Context, p Project, wanted []NewStat) (found []Stat, err error) {
	seen := d.Seen()
	names := make([]string, len(wanted))
	for i := range wanted {
		names[i] = wanted[i].Name
	}
	found, err = d.Catalog.Create(ctx, p.ID, wanted)
	switch {
	case errors.Is(err, ErrAway) && d.Mirror != nil:
		found, failed := d.Mirror.RecallStats(ctx, p.ID, names)
		return found, cmp.Or(failed, err)
	case errors.Is(err, ErrTooManyStats), errors.Is(err, ErrTooManyNew):
		// There is no room for the new ones; those that exist need none.
		var failed error
		if found, failed = d.Catalog.Named(ctx, p.ID, names); failed != nil {
			return nil, failed
		}
	case err != nil:
		return nil, err
	}
	return found, cmp.Or(d.remember(ctx, seen, p.ID, names, found), err)
}

// remember keeps the stats that some names mean, as they were seen at a version.
func (d *Directory) remember(ctx context.Context, seen int64, p ProjectID, names []string, found []Stat) error {
	if d.Mirror != nil {
		var list []Stat
		for i, s := range found {
			if s.ID != 0 {
				s.Name = names[i] // an alias is known under the name that was asked for
				list = append(list, s)
			}
		}
		if err := d.Mirror.RememberStats(ctx, seen, list); err != nil {
			return err
		}
	}
	d.keep(seen, func() {
		for i, s := range found {
			if s.ID == 0 {
				continue
			}
			if len(d.names[0]) >= maxKnown || d.names[0] == nil {
				d.names = [2]map[nameKey]known{{}, d.names[0]}
			}
			d.names[0][nameKey{p, names[i]}] = remembered(s)
		}
	})
	return nil
}

// Classic returns the stat of a project that a classic key names. Errors are
// ErrNotFound and ErrAway.
func (d *Directory) Classic(ctx context.Context, p Project, key ClassicKey) (Stat, error) {
	d.mu.RLock()
	s, ok := d.classic[key]
	d.mu.RUnlock()
	if !ok {
		var err error
		if s, err = d.findClassic(ctx, key); err != nil {
			return Stat{}, err
		}
	}
	if s.Project != p.ID {
		return Stat{}, ErrNotFound
	}
	return s, nil
}

func (d *Directory) findClassic(ctx context.Context, key ClassicKey) (Stat, error) {
	seen := d.Seen()
	s, err := d.Catalog.Find(ctx, Lookup{Classic: key})
	if errors.Is(err, ErrAway) && d.Mirror != nil {
		if s, err = d.Mirror.RecallClassic(ctx, key); errors.Is(err, ErrNotFound) {
			return Stat{}, ErrAway
		}
		return s, err
	}
	if err != nil {
		return Stat{}, err
	}
	d.keep(seen, func() {
		if len(d.classic) >= maxKeys || d.classic == nil {
			d.classic = map[ClassicKey]Stat{}
		}
		d.classic[ClassicKey(strings.Clone(string(key)))] = s
	})
	if s.Classic != key {
		return s, nil // a merged stat's key: the mirror has one for each name
	}
	return s, d.remember(ctx, seen, s.Project, []string{s.Name}, []Stat{s})
}

// Seen is the version of the catalog as of the last Refresh: what was learned
// from the catalog while it stays the same is not out of date by more than one.
func (d *Directory) Seen() int64 {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.version
}

// keep remembers an answer, unless something changed while it was on its way.
func (d *Directory) keep(seen int64, remember func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.version == seen {
		remember()
	}
}
