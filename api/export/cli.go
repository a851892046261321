package export

import (
	"context"
	"net/http"
	"strings"
	"unicode/utf8"

	"chartd/stats"
)

// CLI answers everything below /a1/ but alerts. The token is the user of HTTP
// Basic (contract, section 5).
func (f *Face) CLI(w http.ResponseWriter, r *http.Request) {
	if err := f.cli(w, r); err != nil {
		if err == errToken {
			w.Header().Set("WWW-Authenticate", `Basic realm="chartd"`)
		}
		f.refuse(w, err)
	}
}

func (f *Face) cli(w http.ResponseWriter, r *http.Request) error {
	token, _, ok := r.BasicAuth()
	if !ok {
		return errToken
	}
	c, err := f.enter(r, token)
	if err != nil {
		return err
	}
	parts := segments(strings.TrimPrefix(r.URL.EscapedPath(), "/a1/"))
	reading := r.Method == http.MethodGet || r.Method == http.MethodHead
	switch {
	case len(parts) == 1 && parts[0] == "comments":
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", "POST")
			return errMethod
		}
		return f.comment(w, r, c)
	case len(parts) == 0 || parts[0] != "stats":
		return errPath
	case !reading:
		w.Header().Set("Allow", "GET, HEAD")
		return errMethod
	case len(parts) == 1:
		return f.shortList(w, r, c)
	case len(parts) == 3 && parts[2] == "dataset":
		return f.one(w, r, c, parts[1])
	case len(parts) == 3 && parts[2] == "dataset_full":
		return f.full(w, r, c, parts[1])
	}
	return errPath
}

// shortItem is a stat as the CLI lists it.
type shortItem struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Public   bool   `json:"public"`
	Counter  bool   `json:"counter"`
	Received int64  `json:"data_received_at"`
	Created  int64  `json:"created_at"`
}

// shortList lists all stats: the CLI asks for no pages.
func (f *Face) shortList(w http.ResponseWriter, r *http.Request, c caller) error {
	short := []shortItem{}
	for offset := 0; ; offset += pageSize {
		list, err := f.Things.List(r.Context(), c.project.ID, stats.Filter{Page: stats.Page{Offset: offset, Limit: pageSize}})
		if err != nil {
			return err
		}
		items, err := f.items(r.Context(), list)
		if err != nil {
			return err
		}
		for _, s := range items {
			short = append(short, shortItem{s.ID, s.Name, s.Public, s.Counter, s.Received, s.Created})
		}
		if len(list) < pageSize {
			write(w, http.StatusOK, short)
			return nil
		}
	}
}

// countedSet is a dataset as the CLI reads it.
type countedSet struct {
	Name      string    `json:"name"`
	Timeframe string    `json:"timeframe"`
	Kind      string    `json:"kind"`
	Points    []counted `json:"points"`
}

// counted is a point with the number of raw points in it.
type counted struct {
	Time  int64   `json:"time"`
	Value decimal `json:"value"`
	Count uint64  `json:"rcount"`
}

func newSet(s stats.Stat, frame string) countedSet {
	kind := "value"
	if s.Kind == stats.Counter {
		kind = "count"
	}
	return countedSet{Name: s.Name, Timeframe: frame, Kind: kind, Points: []counted{}}
}

func (f *Face) one(w http.ResponseWriter, r *http.Request, c caller, id string) error {
	s, err := f.own(r.Context(), c, id)
	if err != nil {
		return err
	}
	frame, err := parseFrame(r.URL.Query().Get("t"))
	if err != nil {
		return err
	}
	window := frame.Ending(f.Now().Unix())
	series, err := f.Reader.Series(r.Context(), []stats.StatID{s.ID}, window)
	if err != nil {
		return err
	}
	set := newSet(s, frame.String())
	for n, b := range series[0].Buckets {
		set.Points = append(set.Points, counted{window.At(n).Unix(), decimal(s.Kind.Figure(b)), b.N})
	}
	write(w, http.StatusOK, set)
	return nil
}

// full gives every minute that has data (contract, section 5). Months without
// any are found by their days first, so that a stat of ten years does not take
// five million buckets.
func (f *Face) full(w http.ResponseWriter, r *http.Request, c caller, id string) error {
	s, err := f.own(r.Context(), c, id)
	if err != nil {
		return err
	}
	set := newSet(s, "full")
	first, end, err := f.extent(r.Context(), s)
	if err != nil {
		return err
	}
	const day = 24 * 60
	for from := first; from < end; from += 1000 * day {
		days := stats.Window{From: from, Step: day, Count: int(min((end-from+day-1)/day, 1000))}
		busy, err := f.Reader.Series(r.Context(), []stats.StatID{s.ID}, days)
		if err != nil {
			return err
		}
		for n, b := range busy[0].Buckets {
			if b.N == 0 {
				continue
			}
			if set.Points, err = f.minutes(r.Context(), s, days.At(n), set.Points); err != nil {
				return err
			}
		}
	}
	write(w, http.StatusOK, set)
	return nil
}

// minutes appends the minutes of a day that have data.
func (f *Face) minutes(ctx context.Context, s stats.Stat, day stats.Minute, to []counted) ([]counted, error) {
	window := stats.Window{From: day, Step: 1, Count: 24 * 60}
	series, err := f.Reader.Series(ctx, []stats.StatID{s.ID}, window)
	if err != nil {
		return nil, err
	}
	for n, b := range series[0].Buckets {
		if b.N > 0 {
			to = append(to, counted{window.At(n).Unix(), decimal(s.Kind.Figure(b)), b.N})
		}
	}
	return to, nil
}

// extent is a stretch of time, in whole days, that holds all of a stat's data:
// posts may be dated back to 1970.
func (f *Face) extent(ctx context.Context, s stats.Stat) (first, end stats.Minute, err error) {
	newest, err := f.Reader.Latest(ctx, []stats.StatID{s.ID})
	if err != nil || newest[0].Bucket.N == 0 {
		return 0, 0, err
	}
	const day = 24 * 60
	return 0, newest[0].At/day*day + day, nil
}

func (f *Face) comment(w http.ResponseWriter, r *http.Request, c caller) error {
	if c.token.Scope != stats.WriteScope {
		return errReads
	}
	const maxForm = 16 << 10
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	text := strings.TrimSpace(r.PostFormValue("text"))
	if text == "" || utf8.RuneCountInString(text) > stats.MaxComment {
		return errText
	}
	s, err := f.own(r.Context(), c, r.PostFormValue("id"))
	if err != nil {
		return err
	}
	if _, err := f.Things.Comment(r.Context(), stats.Comment{Stat: s.ID, At: f.Now(), Text: strings.ToValidUTF8(text, "\uFFFD")}); err != nil {
		return err
	}
	write(w, http.StatusOK, struct {
		Message string `json:"message"`
	}{"comment added to " + s.Name})
	return nil
}
