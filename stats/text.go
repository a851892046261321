package stats

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Limits of the texts people give, in characters (not bytes) but for MaxTags.
const (
	MaxName    = 255 // of a stat (StatHat contract, 2.2), and of any other name
	MaxComment = 1000
	MaxUnit    = 30
	MaxTag     = 50
	MaxTags    = 20 // of one stat
	MaxKey     = 64 // of an id or key from elsewhere
)

// Bounds of what posts, files and questions may hold.
const (
	// MaxNumber is the largest size of a point's value: sums of them stay finite.
	MaxNumber = 1e100
	// MaxMoment is the last second of the year 9999, in UNIX seconds: later times
	// have no usual form.
	MaxMoment = 253402300799
)

// CleanText makes outside text fit to be kept and shown in a line: each byte
// that is no UTF-8 becomes U+FFFD, control characters become spaces, and then
// the space around it goes. A text that is clean already costs no allocation.
func CleanText(text string) string {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7F {
			text = strings.Map(spaceForControl, text)
			break
		}
	}
	return strings.TrimSpace(text)
}

// spaceForControl is a mapping for strings.Map, which by itself puts U+FFFD for
// bytes that are no UTF-8.
func spaceForControl(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// longer reports whether a text has more than most characters.
func longer(text string, most int) bool {
	return len(text) > most && utf8.RuneCountInString(text) > most
}

// ParseName makes a name of outside text, cleaned as CleanText does. The error
// is ErrNoName or ErrNameTooLong.
func ParseName(text string) (string, error) {
	name := CleanText(text)
	switch {
	case name == "":
		return "", ErrNoName
	case longer(name, MaxName):
		return "", ErrNameTooLong
	}
	return name, nil
}

// ParseComment makes the text of a Comment of outside text, cleaned as
// CleanText does. The error is ErrComment.
func ParseComment(text string) (string, error) {
	text = CleanText(text)
	if text == "" || longer(text, MaxComment) {
		return "", ErrComment
	}
	return text, nil
}

// ParseUnit makes the unit of a stat of outside text, cleaned as CleanText
// does; it may be empty. The error is ErrUnit.
func ParseUnit(text string) (string, error) {
	text = CleanText(text)
	if longer(text, MaxUnit) {
		return "", ErrUnit
	}
	return text, nil
}

// ParseTags makes the tags of a stat of outside texts, cleaned as CleanText
// does, in order and each once. The error is ErrTags, also for an empty one.
func ParseTags(texts []string) ([]string, error) {
	tags := make([]string, len(texts))
	for i, text := range texts {
		tags[i] = CleanText(text)
		if tags[i] == "" || longer(tags[i], MaxTag) {
			return nil, ErrTags
		}
	}
	slices.Sort(tags)
	if tags = slices.Compact(tags); len(tags) > MaxTags {
		return nil, ErrTags
	}
	return tags, nil
}

// ParseZone makes the zone of a project of outside text: an IANA name. "Local" is
// known everywhere and the same nowhere. The error is ErrZone.
func ParseZone(text string) (string, error) {
	zone := strings.TrimSpace(text)
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return "", ErrZone
	}
	return zone, nil
}

// CheckKey reports whether a text can be the id or a key of a stat, which go into
// addresses as they are; "" leaves it to the store. The error is ErrKeyForm.
func CheckKey(text string) error {
	fits := func(c rune) bool {
		return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.ContainsRune("-_~.=", c)
	}
	if len(text) > MaxKey || text == "." || text == ".." || strings.ContainsFunc(text, func(c rune) bool { return !fits(c) }) {
		return ErrKeyForm
	}
	return nil
}

// CheckKeys is CheckKey for a stat's id and keys, in the order in which they
// stand below. Of the first that does not fit it gives the name ("id",
// "classic_key" or "embed_key") and an error with its text, which is ErrKeyForm.
func (s Stat) CheckKeys() (field string, err error) {
	for _, key := range [...]struct{ field, text string }{
		{"id", string(s.Public)}, {"classic_key", string(s.Classic)}, {"embed_key", string(s.EmbedKey)},
	} {
		if err := CheckKey(key.text); err != nil {
			return key.field, fmt.Errorf("%.80q: %w", key.text, err)
		}
	}
	return "", nil
}

// moments are the forms of times that tables have, beside UNIX seconds. Those
// without a zone are UTC.
var moments = []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04", time.DateOnly}

// ParseMoment reads a time as tables have it: UNIX seconds, or a date such as
// 2016-11-25 14:30, RFC 3339 among others, in UTC where it names no zone. The
// result is in UNIX seconds, at most MaxNumber in size; ok is false for what is
// none.
func ParseMoment(text string) (unix float64, ok bool) {
	text = strings.TrimSpace(text)
	if unix, err := strconv.ParseFloat(text, 64); err == nil {
		return unix, math.Abs(unix) <= MaxNumber
	}
	for _, form := range moments {
		if at, err := time.Parse(form, text); err == nil {
			return float64(at.Unix()), true
		}
	}
	return 0, false
}
