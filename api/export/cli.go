package export

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"chartd/stats"
)

// countedSet is a dataset as the CLI reads it (contract, section 5).
type countedSet struct {
	Name      string    `json:"name"`
	Timeframe string    `json:"timeframe"`
	Kind      string    `json:"kind"`
	Points    []counted `json:"points"`
}

// counted is a point with the number of raw points in it, 0 without data.
type counted struct {
	Time  int64   `json:"time"`
	Value float64 `json:"value"`
	Count uint64  `json:"rcount"`
}

func newSet(s stats.Stat, words string) countedSet {
	kind := "value"
	if s.Kind == stats.Counter {
		kind = "count"
	}
	return countedSet{s.Name, words, kind, []counted{}}
}

// one is the dataset of one stat.
func (f *Face) one(c *call) error {
	s, err := f.find(c, c.args[0])
	if err != nil {
		return err
	}
	p, err := f.period(c)
	if err != nil {
		return err
	}
	buckets, err := f.read(c.r.Context(), []stats.Stat{s}, p)
	if err != nil {
		return err
	}
	set := newSet(s, p.words)
	times := p.times()
	for n, b := range buckets[0] {
		set.Points = append(set.Points, counted{times[n], s.Kind.Figure(b), b.N})
	}
	write(c.w, http.StatusOK, set)
	return nil
}

const week = 7 * day

// full is every minute that has data (contract, section 5), of an hour whose
// minutes are gone its first. Weeks that have any are found first, at little
// cost; then one after the other is read and sent, so that ten years take no
// more memory than a week.
func (f *Face) full(c *call) error {
	s, err := f.find(c, c.args[0])
	if err != nil {
		return err
	}
	out := stream{w: c.w}
	head := encode(newSet(s, "all @ 1 minute"))
	out.body = bytes.TrimSuffix(head, []byte("]}"))
	// Posts may be dated back to 1970, and a day ahead.
	ends := stats.MinuteAt(f.Now().Unix()) + 2*day
	weeks := stats.Window{From: 0, Step: week, Count: int(max(ends, 0)/week) + 1}
	found, err := f.Reader.Series(c.r.Context(), []stats.StatID{s.ID}, weeks)
	if err != nil {
		return err
	}
	comma := false
	for n, b := range found[0].Buckets {
		if b.N == 0 {
			continue
		}
		minutes := stats.Window{From: weeks.At(n), Step: 1, Count: week}
		series, err := f.Reader.Series(c.r.Context(), []stats.StatID{s.ID}, minutes)
		if err != nil {
			return out.fail(err)
		}
		for _, p := range busy(s, minutes, series[0].Buckets) {
			if comma {
				out.body = append(out.body, ',')
			}
			comma = true
			if err := out.add(encode(p)); err != nil {
				return err
			}
		}
	}
	out.body = append(out.body, "]}"...)
	out.end()
	return nil
}

// busy are the buckets that have data.
func busy(s stats.Stat, w stats.Window, buckets []stats.Bucket) []counted {
	var list []counted
	for n, b := range buckets {
		if b.N > 0 {
			list = append(list, counted{w.At(n).Unix(), s.Kind.Figure(b), b.N})
		}
	}
	return list
}

// maxForm is the longest form, in bytes: a comment with every character of it
// escaped, and room.
const maxForm = 64 << 10

// body is what a request carries.
func (c *call) body() (string, error) {
	text, err := io.ReadAll(http.MaxBytesReader(c.w, c.r.Body, maxForm))
	if errors.As(err, new(*http.MaxBytesError)) {
		return "", errForm
	}
	if err != nil {
		return "", errCut
	}
	return string(text), nil
}

// comment keeps a remark on a stat at this moment.
func (f *Face) comment(c *call) error {
	body, err := c.body()
	if err != nil {
		return err
	}
	form := body + "&" + c.r.URL.RawQuery
	text, err := stats.ParseComment(field(form, "text"))
	if err != nil {
		return errText
	}
	s, err := f.find(c, field(form, "id"))
	if err != nil {
		return err
	}
	if _, err := f.Things.Comment(c.r.Context(), stats.Comment{Stat: s.ID, At: f.Now(), Text: text}); err != nil {
		return err
	}
	write(c.w, http.StatusOK, struct {
		Message string `json:"message"`
	}{"comment added to " + s.Name})
	return nil
}
