// Package wire reads what StatHat clients send: forms as lenient as those
// clients are sloppy, and the JSON of the EZ API.
//
// In go the query and the body of a request, out come points: a stat's name, a
// number, a time. It knows no HTTP server, no project and no store, so whether
// a key is valid and whether a stat counts or averages is its caller's to say.
// Rules and messages are those of the StatHat API contract, sections 2.2 to
// 2.8.
//
// # Why
//
// StatHat is gone and its clients are in programs that nobody will touch
// again. Some encode nothing, some encode all, some put everything into the
// query of a POST; net/url drops what it cannot read, and with it their data.
package wire

import (
	"errors"
	"strings"
	"unicode/utf8"

	"chartd/stats"
)

// Limits of the contract, sections 2.2 and 2.5, and of our own id.
const (
	MaxPoints = 1000 // data points of one upload
	MaxID     = 64   // characters of a point's id
)

// What is wrong with a post, in the words of the contract, section 2.6.
var (
	ErrNoEZKey   = errors.New("no ezkey specified")
	ErrNoNumber  = errors.New("no count or value specified")
	ErrNumber    = errors.New("invalid number")
	ErrTimestamp = errors.New("invalid timestamp")
	ErrJSON      = errors.New("invalid json")
	ErrID        = errors.New("id is longer than 64 characters")
)

// Endpoint is where a form was sent, which decides what it must hold.
type Endpoint uint8

// The endpoints of the contract, section 2.1.
const (
	EZ           Endpoint = iota // /ez: ezkey, stat, and count or value
	ClassicCount                 // /c: ukey, key and count
	ClassicValue                 // /v: ukey, key and value
)

// Text is one field as it was sent, decoded. A field may be given and empty,
// which is not the same as absent: "count=" is a client's mistake.
type Text struct {
	Value string
	Given bool
}

// Point is one number for one stat, or for several where Stat has a '~'. It is
// good by itself and unchecked against any project.
type Point struct {
	// Stat is the name: as stats.CleanText makes it, and stats.AppendNames splits
	// it and finds no fault in it. Of a classic post it is
	// the key, which may be a key or a name.
	Stat   string
	Kind   stats.Kind
	Number float64 // finite, at most stats.MaxNumber in size, never -0
	Time   int64   // UNIX seconds, the time of receipt where none was sent
	ID     string  // "" for none; any bytes, to be compared and not shown
}

// draft is a point of which nothing is checked yet.
type draft struct {
	stat, count, value, t, id Text

	oddID bool // the id is JSON that makes none
}

// check makes a draft a point. The first fault in the order stat, number, time,
// id is the error; p has its Stat even then, to name it in the answer.
func (d *draft) check(p *Point, at Endpoint, now int64) error {
	p.Stat, p.ID = stats.CleanText(d.stat.Value), d.id.Value
	err := stats.CheckNames(p.Stat)
	if err != nil {
		return err
	}
	var number string
	if p.Kind, number, err = pick(at, d.count, d.value); err != nil {
		return err
	}
	if p.Number, err = ParseNumber(number); err != nil {
		return err
	}
	if p.Time, err = ParseTime(d.t.Value, now); err != nil {
		return err
	}
	if d.oddID {
		return ErrJSON // without its id the point could count twice
	}
	if len(p.ID) > MaxID && utf8.RuneCountInString(p.ID) > MaxID {
		return ErrID
	}
	return nil
}

// pick chooses between count and value. Where both were sent the endpoint's
// own wins, and the count on /ez; where only the other one was, there is none
// (contract, section 2.2).
func pick(at Endpoint, count, value Text) (stats.Kind, string, error) {
	switch {
	case count.Given && at != ClassicValue:
		return stats.Counter, count.Value, nil
	case value.Given && at != ClassicCount:
		return stats.Value, value.Value, nil
	}
	return stats.Counter, "", ErrNoNumber
}

// IsJSON reports whether a body is JSON. A content type that says JSON or form
// is believed; otherwise a body is JSON that begins with '{' after white space.
// An empty body is none: what such a request has to say is in its query.
func IsJSON(contentType string, body []byte) bool {
	first := firstByte(body)
	if first == 0 {
		return false
	}
	media, _, _ := strings.Cut(contentType, ";")
	switch media = strings.TrimSpace(media); {
	case strings.EqualFold(media, "application/json"):
		return true
	case strings.EqualFold(media, "application/x-www-form-urlencoded"):
		return false
	}
	return first == '{'
}

// firstByte is the first byte that is no white space, 0 where there is none.
func firstByte(body []byte) byte {
	for _, c := range body {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c
		}
	}
	return 0
}
