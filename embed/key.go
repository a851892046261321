package embed

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"chartd/stats"
)

// ErrNotPublic means that a stat was asked for by its id, which only shows
// stats that are public. There may be none of the id.
var ErrNotPublic = errors.New("not public")

// Keys opens embed keys, and ids of public stats in their place, for the pages
// that ask. It remembers what it has found, and asks whether anything changed
// before it believes itself again: a key that was revoked shows nothing within
// a second.
type Keys struct {
	Grants  stats.Grants
	Finder  Finder
	Homes   Homes
	Version stats.Version
	Now     func() time.Time
	// Strict takes only keys that are held to a timeframe, and public stats: on a
	// server whose live pictures need signatures, nobody chooses what a key shows.
	Strict bool

	asking  sync.Mutex // held by who asks for the version
	checked time.Time  // under asking: when the version was asked for
	mu      sync.Mutex
	version int64
	known   map[string]known
}

// Shown is what an opened key shows.
type Shown struct {
	Key   string // as it was given: an embed key, or the id of a public stat
	Grant stats.Grant
	Stat  stats.Stat
	Home  stats.Project // of the stat, for its time zone
}

// known is an answer of the catalog.
type known struct {
	shown Shown
	err   error     // ErrUnavailable or ErrNotPublic
	until time.Time // of an error: a stat may be made that has the id
}

const (
	// maxKey is how many characters a key has at the most, and shortest how many
	// an embed key has at least: what is shorter is taken for an id.
	maxKey, shortest = 64, 16
	// maxKnown bounds the memory: some kilobytes a key with its stat and project.
	maxKnown = 10_000
	// believed is how long nobody asks whether anything changed.
	believed = 500 * time.Millisecond
	// unknownFor is how long a key that is none stays one.
	unknownFor = time.Minute
)

// Open finds what a key shows to a page of an origin; "" is a reader who does
// not say. Errors are ErrUnavailable, also where the page is not one of the
// key's, ErrNotPublic and stats.ErrAway.
func (k *Keys) Open(ctx context.Context, key, origin string) (Shown, error) {
	return k.open(ctx, key, origin, k.ask)
}

// open finds a key, by ask where it is not known, and holds it to its pages.
func (k *Keys) open(ctx context.Context, key, origin string, ask asker) (Shown, error) {
	shown, err := k.find(ctx, key, ask)
	if err != nil {
		return Shown{}, err
	}
	pages := shown.Grant.Origins
	if len(pages) > 0 && origin != "" && !slices.Contains(pages, origin) {
		return Shown{}, ErrUnavailable
	}
	if k.Strict && shown.Grant.Frame == "" && !shown.Stat.Open {
		return Shown{}, ErrUnavailable
	}
	return shown, nil
}

// asker asks the catalog for a key. Errors are those of Open.
type asker func(ctx context.Context, key string) (Shown, error)

// find answers from memory, or asks.
func (k *Keys) find(ctx context.Context, key string, ask asker) (Shown, error) {
	if key == "" || len(key) > maxKey {
		return Shown{}, ErrUnavailable
	}
	k.refresh(ctx)
	k.mu.Lock()
	one, ok := k.known[key]
	version := k.version
	k.mu.Unlock()
	if ok && (one.err == nil || k.Now().Before(one.until)) {
		return one.shown, one.err
	}
	shown, err := ask(ctx, key)
	if err != nil && !errors.Is(err, ErrUnavailable) && !errors.Is(err, ErrNotPublic) {
		return Shown{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version == version { // otherwise something changed on the way
		if k.known == nil || len(k.known) >= maxKnown {
			k.known = map[string]known{}
		}
		k.known[key] = known{shown, err, k.Now().Add(unknownFor)}
	}
	return shown, err
}

// refresh forgets everything when the catalog has changed. While the catalog is
// away, what is known stays known.
func (k *Keys) refresh(ctx context.Context) {
	k.asking.Lock()
	defer k.asking.Unlock()
	if age := k.Now().Sub(k.checked); age >= 0 && age < believed {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	version, err := k.Version.CatalogVersion(ctx)
	k.checked = k.Now()
	if err != nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if version != k.version {
		k.version, k.known = version, nil
	}
}

// ask asks the catalog.
func (k *Keys) ask(ctx context.Context, key string) (Shown, error) {
	shown := Shown{Key: key}
	var err error
	shown.Grant, shown.Stat, err = k.Grants.Granted(ctx, stats.EmbedKey(key))
	if errors.Is(err, stats.ErrNotFound) {
		shown.Stat, err = k.Finder.Find(ctx, stats.Lookup{Public: stats.PublicID(key)})
		shown.Grant = stats.Grant{Key: shown.Stat.EmbedKey, Stat: shown.Stat.ID}
		switch {
		case errors.Is(err, stats.ErrNotFound), err == nil && !shown.Stat.Open:
			return Shown{}, unavailable(key)
		}
	}
	if err != nil {
		return Shown{}, err
	}
	return k.withHome(ctx, shown)
}

// withHome adds the project of the stat.
func (k *Keys) withHome(ctx context.Context, shown Shown) (_ Shown, err error) {
	shown.Home, err = k.Homes.Project(ctx, shown.Stat.Project)
	if errors.Is(err, stats.ErrNotFound) {
		return Shown{}, unavailable(shown.Key) // it was deleted just now
	}
	return shown, err
}

// unavailable says why a key shows nothing, as far as its form tells.
func unavailable(key string) error {
	if len(key) < shortest {
		return ErrNotPublic
	}
	return ErrUnavailable
}

// Zone is where the days of the stat begin.
func (s Shown) Zone() *time.Location {
	zone, err := time.LoadLocation(s.Home.Zone)
	if err != nil {
		return time.UTC // a zone that this program's tables do not know
	}
	return zone
}

// opened answers a Live from keys that were opened already.
type opened []Shown

// Find implements Finder.
func (o opened) Find(_ context.Context, by stats.Lookup) (stats.Stat, error) {
	at := slices.IndexFunc(o, func(s Shown) bool { return s.Key == string(by.EmbedKey) })
	if at < 0 {
		return stats.Stat{}, stats.ErrNotFound
	}
	return o[at].Stat, nil
}

// Project implements Homes.
func (o opened) Project(_ context.Context, id stats.ProjectID) (stats.Project, error) {
	at := slices.IndexFunc(o, func(s Shown) bool { return s.Stat.Project == id })
	if at < 0 {
		return stats.Project{}, stats.ErrNotFound
	}
	return o[at].Home, nil
}

// Comments implements Remarks: an embed key shows its series and nothing else.
func (opened) Comments(context.Context, []stats.StatID, time.Time, time.Time) ([]stats.Comment, error) {
	return nil, nil
}
