package stats

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Grant is an embed key with what it lets its bearer see: one stat, read only.
// Each stat has one of its own, which shows all of it to any page.
type Grant struct {
	Key     EmbedKey // "": one is invented
	Stat    StatID
	Number  int64     // counts a stat's keys; 0 is its own
	Name    string    // what it is for, for those who list it
	Frame   string    // the only timeframe it shows, such as 1w3h; "" is any
	Single  bool      // it shows the number of a timeframe, not its points
	Origins []string  // of the pages that may show it, such as https://example.com; none is any
	Created time.Time // zero: now
	Revoked time.Time // zero: it works
}

// Held reports whether a key lets its bearer see less than all of the stat.
func (g Grant) Held() bool { return g.Frame != "" || g.Single || len(g.Origins) > 0 }

// Shows says in words what a key shows.
func (g Grant) Shows() string {
	if !g.Revoked.IsZero() {
		return "nothing since " + g.Revoked.UTC().Format(time.DateOnly)
	}
	var words []string
	if g.Single {
		words = append(words, "the number")
	}
	if g.Frame != "" {
		words = append(words, g.Frame)
	}
	if len(g.Origins) > 0 {
		words = append(words, "on "+strings.Join(g.Origins, " "))
	}
	if len(words) == 0 {
		return "everything"
	}
	return strings.Join(words, ", ")
}

// Limits of a Grant.
const (
	MaxOrigins = 20   // of one key
	MaxGrants  = 1000 // of one stat, those that were revoked included
)

// What can be wrong with a Grant.
var (
	ErrOrigin        = errors.New("an origin is a scheme and a host, such as https://example.com, and there are at most 20")
	ErrTooManyGrants = errors.New("too many embed keys of this stat: at most 1000")
)

// Check reads name, timeframe and origins of outside text into their usual
// form. The name may be empty. Errors are ErrNameTooLong, ErrTimeframe,
// ErrTooManyPoints and ErrOrigin.
func (g Grant) Check() (Grant, error) {
	name, err := ParseName(g.Name)
	if err != nil && !errors.Is(err, ErrNoName) {
		return g, err
	}
	g.Name = name
	if g.Frame != "" {
		if _, err := ParseTimeframe(g.Frame); err != nil {
			return g, err
		}
	}
	origins := make([]string, 0, len(g.Origins))
	for _, text := range g.Origins {
		origin, ok := ParseOrigin(text)
		if !ok || len(g.Origins) > MaxOrigins {
			return g, ErrOrigin
		}
		origins = append(origins, origin)
	}
	slices.Sort(origins)
	g.Origins = slices.Compact(origins)
	return g, nil
}

// ParseOrigin is the origin of a URL as browsers send it: scheme, host and a
// port that is not the usual one, all lower case. ok is false for what is no
// http or https URL.
func ParseOrigin(text string) (origin string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.Hostname() == "" {
		return "", false
	}
	usual, ok := map[string]string{"http": "80", "https": "443"}[u.Scheme]
	if !ok || strings.ContainsAny(u.Host, " ;,'\"") {
		return "", false
	}
	host := strings.ToLower(u.Host)
	return u.Scheme + "://" + strings.TrimSuffix(host, ":"+usual), true
}

// Grants keeps embed keys. An unknown stat or key is ErrNotFound.
type Grants interface {
	// Grant makes a further key of a stat. Errors are ErrTaken and ErrTooManyGrants.
	Grant(ctx context.Context, g Grant) (Grant, error)
	// Grants lists a stat's keys by number, those that were revoked included.
	Grants(ctx context.Context, id StatID) ([]Grant, error)
	// Revoke makes a key useless for good. Where it was the stat's own, the stat
	// has a new one from then on. A key that was revoked stays as it is.
	Revoke(ctx context.Context, id StatID, key EmbedKey) error
	// Granted returns a key that works with the stat that it shows; the key of a
	// merged stat shows the one it was merged into.
	Granted(ctx context.Context, key EmbedKey) (Grant, Stat, error)
}
