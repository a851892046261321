package v1

import (
	"strconv"

	"chartd/stats"
)

// seriesJSON is what one stat did in a window.
type seriesJSON struct {
	ID        string      `json:"id"`
	Name      string      `json:"name"`
	Kind      string      `json:"kind"`
	Unit      string      `json:"unit"`
	Timeframe string      `json:"timeframe"`
	Step      int64       `json:"step"` // seconds
	Points    []pointJSON `json:"points"`
	Before    []pointJSON `json:"before,omitempty"`
}

type manyJSON struct {
	Series []seriesJSON `json:"series"`
}

// pointJSON is a step of a series. Without points only a counter has a figure,
// which is 0.
type pointJSON struct {
	At     int64    `json:"t"` // its first second, UNIX
	N      uint64   `json:"n"`
	Sum    float64  `json:"sum"`
	Min    *float64 `json:"min"`
	Max    *float64 `json:"max"`
	Mean   *float64 `json:"mean"`
	Figure *float64 `json:"figure"`
}

// Bounds of one reply.
const (
	maxSeries = 10
	maxPoints = 50_000 // 6 MB
)

// ask is a window, and whether the one before is wanted too.
type ask struct {
	text    string
	frame   stats.Timeframe
	window  stats.Window
	compare bool
}

func (f *face) statSeries(r request) (answer, error) {
	a, err := f.readAsk(r, "tf", "end", "cmp")
	if err != nil {
		return answer{}, err
	}
	s, err := f.find(r, r.PathValue("id"))
	if err != nil {
		return answer{}, err
	}
	out, err := f.series(r, a, []stats.Stat{s})
	if err != nil {
		return answer{}, err
	}
	return answer{body: out[0]}, nil
}

func (f *face) manySeries(r request) (answer, error) {
	a, err := f.readAsk(r, "tf", "end", "cmp", "id")
	if err != nil {
		return answer{}, err
	}
	ids := r.URL.Query()["id"]
	if len(ids) == 0 || len(ids) > maxSeries {
		return answer{}, invalid("id", "name 1 to %d stats: id=…&id=…", maxSeries)
	}
	list := make([]stats.Stat, len(ids))
	for i, id := range ids {
		if list[i], err = f.find(r, id); err != nil {
			return answer{}, about("id", err)
		}
	}
	out, err := f.series(r, a, list)
	return answer{body: manyJSON{out}}, err
}

// readAsk reads which window is wanted.
func (f *face) readAsk(r request, known ...string) (ask, error) {
	q, err := query(r, known...)
	if err != nil {
		return ask{}, err
	}
	a := ask{text: q.Get("tf")}
	if a.text == "" {
		return ask{}, invalid("tf", "say a timeframe, such as 1w3h: a week in steps of three hours")
	}
	if a.frame, err = stats.ParseTimeframe(a.text); err != nil {
		return ask{}, about("tf", err)
	}
	end, err := number(q, "end", f.Now().Unix(), 0, stats.MaxMoment)
	if err != nil {
		return ask{}, err
	}
	a.window = a.frame.Ending(end)
	a.compare, err = yes(q, "cmp")
	return a, err
}

// series reads what stats did. The window before ends where this one begins,
// a length earlier, so that its points lie under one another.
func (f *face) series(r request, a ask, list []stats.Stat) ([]seriesJSON, error) {
	ids := make([]stats.StatID, len(list))
	for i, s := range list {
		ids[i] = s.ID
	}
	windows := []stats.Window{a.window}
	if a.compare {
		windows = append(windows, a.frame.Beginning(a.window.From-a.frame.Length))
	}
	if n := len(ids) * len(windows) * a.window.Count; n > maxPoints {
		return nil, invalid("tf", "that is %d points: at most %d in one reply", n, maxPoints)
	}
	out := make([]seriesJSON, len(list))
	for i, s := range list {
		out[i] = seriesJSON{ID: string(s.Public), Name: s.Name, Kind: s.Kind.String(), Unit: s.Unit, Timeframe: a.text, Step: a.window.Step.Unix()}
	}
	for n, w := range windows {
		read, err := f.Reader.Series(r.Context(), ids, w)
		if err != nil {
			return nil, err
		}
		for i, s := range list {
			points := showPoints(s.Kind, w, read[i].Buckets)
			if n == 0 {
				out[i].Points = points
				continue
			}
			out[i].Before = points
		}
	}
	return out, nil
}

func showPoints(kind stats.Kind, w stats.Window, buckets []stats.Bucket) []pointJSON {
	out := make([]pointJSON, len(buckets))
	for i, b := range buckets {
		p := pointJSON{At: w.At(i).Unix(), N: b.N, Sum: b.Total()}
		if b.N > 0 {
			mean := b.Mean()
			p.Min, p.Max, p.Mean = &b.Min, &b.Max, &mean
		}
		if b.N > 0 || kind == stats.Counter {
			figure := kind.Figure(b)
			p.Figure = &figure
		}
		out[i] = p
	}
	return out
}

// parseID reads the number of a token or comment. They are texts in JSON: many
// readers lose digits of numbers beyond 2^53.
func parseID(text string) (int64, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		return 0, stats.ErrNotFound
	}
	return id, nil
}
