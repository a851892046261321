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
// that ask. It remembers what it has found until the catalog changes: a key that
// was revoked shows nothing within a second.
type Keys struct {
	Grants stats.Grants
	Finder Finder
	Homes  Homes
	// Seen is the version of the catalog as far as this node knows, such as
	// stats.Directory's. It does not wait: every request asks.
	Seen func() int64
	Now  func() time.Time
	// Strict takes only keys that are held to a timeframe, and public stats: on a
	// server whose live pictures need signatures, nobody chooses what a key shows.
	Strict bool

	mu      sync.Mutex
	version int64 // that everything known is of
	known   map[string]known
	wrong   map[string]known // apart: no stranger's guesses push out what pages show
}

// Shown is what an opened key shows.
type Shown struct {
	Key   string // as it was given: an embed key, or the id of a public stat
	Grant stats.Grant
	Stat  stats.Stat
	Home  stats.Project  // of the stat, for its time zone
	zone  *time.Location // of Home, where it was looked up already
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
	// maxKnown bounds the memory of keys: some kilobytes each, with stat and
	// project. maxWrong bounds that of others, some hundred bytes each.
	maxKnown, maxWrong = 10_000, 10_000
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
	seen := k.Seen()
	if one, ok := k.recall(key, seen); ok {
		return one.shown, one.err
	}
	shown, err := ask(ctx, key)
	k.remember(key, seen, shown, err)
	return shown, err
}

// recall is what is known of a key at a version of the catalog.
func (k *Keys) recall(key string, seen int64) (one known, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version != seen {
		k.version, k.known, k.wrong = seen, nil, nil
	}
	if one, ok = k.known[key]; ok {
		return one, true
	}
	one, ok = k.wrong[key]
	return one, ok && k.Now().Before(one.until)
}

// remember keeps an answer of the catalog that was asked for at a version,
// unless another was seen meanwhile. That the catalog is away is no answer.
func (k *Keys) remember(key string, seen int64, shown Shown, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.version != seen:
	case err == nil:
		k.known = room(k.known, maxKnown)
		k.known[key] = known{shown: shown}
	case errors.Is(err, ErrUnavailable), errors.Is(err, ErrNotPublic):
		k.wrong = room(k.wrong, maxWrong)
		k.wrong[key] = known{err: err, until: k.Now().Add(unknownFor)}
	}
}

// room is a map that takes one more: a new one in place of a full one.
func room(m map[string]known, most int) map[string]known {
	if m == nil || len(m) >= most {
		return map[string]known{}
	}
	return m
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
	shown.zone = shown.Home.Location()
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
	if s.zone != nil {
		return s.zone
	}
	return s.Home.Location()
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
