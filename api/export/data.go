package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"net/http"
	"strconv"
	"time"

	"chartd/stats"
)

// maxIDs is how many stats one dataset call reads; more are ignored (contract,
// 3.4).
const maxIDs = 5

// defaultFrame is the timeframe of a call without one (contract, 3.4).
const defaultFrame = "1w3h"

// dataset is one stat's points (contract, 3.4).
type dataset struct {
	Name      string  `json:"name"`
	Timeframe string  `json:"timeframe"`
	Points    []point `json:"points"`
}

type point struct {
	Time  int64   `json:"time"`
	Value decimal `json:"value"`
}

// decimal is a number as clients read it: whole ones without a point, none with
// an exponent that a simple reader would stumble over.
type decimal float64

// MarshalJSON writes the number.
func (d decimal) MarshalJSON() ([]byte, error) { return d.append(nil), nil }

func (d decimal) append(b []byte) []byte {
	if d > -1e15 && d < 1e15 && (d == 0 || d > 1e-6 || d < -1e-6) {
		return strconv.AppendFloat(b, float64(d), 'f', -1, 64)
	}
	return strconv.AppendFloat(b, float64(d), 'g', -1, 64)
}

func (f *Face) data(w http.ResponseWriter, r *http.Request, c caller, ids []string) error {
	list, err := f.all(r.Context(), c, ids)
	if err != nil {
		return err
	}
	sets, err := f.datasets(r, c, list)
	if err != nil {
		return err
	}
	if r.URL.Query().Get("format") == "csv" {
		return table(w, sets)
	}
	write(w, http.StatusOK, sets)
	return nil
}

// all finds the stats of a call.
func (f *Face) all(ctx context.Context, c caller, ids []string) ([]stats.Stat, error) {
	if len(ids) == 0 {
		return nil, errStat
	}
	var list []stats.Stat
	for _, id := range ids[:min(len(ids), maxIDs)] {
		s, err := f.own(ctx, c, id)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// datasets reads the points of a call: a daily summary, or a timeframe.
func (f *Face) datasets(r *http.Request, c caller, list []stats.Stat) ([]dataset, error) {
	q := r.URL.Query()
	start, given, err := unix(q.Get("start"))
	if err != nil {
		return nil, err
	}
	if text := q.Get("summary"); text != "" {
		return f.summary(r.Context(), c, list, text, start, given)
	}
	frame, err := parseFrame(q.Get("t"))
	if err != nil {
		return nil, err
	}
	window := frame.Ending(f.Now().Unix())
	if given {
		window = frame.Beginning(stats.MinuteAt(start))
	}
	series, err := f.Reader.Series(r.Context(), statIDs(list), window)
	if err != nil {
		return nil, err
	}
	sets := make([]dataset, len(list))
	for i, s := range list {
		sets[i] = dataset{Name: s.Name, Timeframe: frame.String(), Points: make([]point, window.Count)}
		for n, b := range series[i].Buckets {
			sets[i].Points[n] = point{window.At(n).Unix(), decimal(s.Kind.Figure(b))}
		}
	}
	return sets, nil
}

func parseFrame(text string) (stats.Timeframe, error) {
	if text == "" {
		text = defaultFrame
	}
	return stats.ParseTimeframe(text)
}

// unix reads a moment; an empty one is not given (contract, 3.4).
func unix(text string) (at int64, given bool, err error) {
	if text == "" {
		return 0, false, nil
	}
	at, err = strconv.ParseInt(text, 10, 64)
	if err != nil || at < 0 || at > 1<<40 {
		return 0, false, errStart
	}
	return at, true, nil
}

func statIDs(list []stats.Stat) []stats.StatID {
	ids := make([]stats.StatID, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	return ids
}

// maxDays is how many days a summary may have.
const maxDays = stats.MaxPoints

// summary reads a point a day, today the last, from midnight to midnight in the
// project's zone (contract, 3.5).
func (f *Face) summary(ctx context.Context, c caller, list []stats.Stat, text string, start int64, given bool) ([]dataset, error) {
	span, err := stats.ParseSpan(text)
	const day = 24 * 60
	n := int(span / day)
	if err != nil || n < 1 || n > maxDays {
		return nil, errSummary
	}
	zone, err := time.LoadLocation(c.project.Zone)
	if err != nil {
		zone = time.UTC // a zone that this program's tables do not know
	}
	first := f.Now().In(zone).AddDate(0, 0, 1-n)
	if given {
		first = time.Unix(start, 0).In(zone)
	}
	days := make([]int64, n+1) // midnights, and the one after the last day
	for i := range days {
		days[i] = time.Date(first.Year(), first.Month(), first.Day()+i, 0, 0, 0, 0, zone).Unix()
	}
	sums, err := f.daily(ctx, list, days)
	if err != nil {
		return nil, err
	}
	words := stats.SpanWords(text) + " @ 1 day"
	sets := make([]dataset, len(list))
	for i, s := range list {
		sets[i] = dataset{Name: s.Name, Timeframe: words, Points: make([]point, n)}
		for d := range n {
			sets[i].Points[d] = point{days[d], decimal(s.Kind.Figure(sums[i][d]))}
		}
	}
	return sets, nil
}

// daily sums up days that need not have the same length: runs of equal days are
// read at once, so a year takes a few reads and not one a day.
func (f *Face) daily(ctx context.Context, list []stats.Stat, days []int64) ([][]stats.Bucket, error) {
	sums := make([][]stats.Bucket, len(list))
	for from := 0; from+1 < len(days); {
		step := days[from+1] - days[from]
		to := from + 1
		for to+1 < len(days) && days[to+1]-days[to] == step {
			to++
		}
		window := stats.Window{From: stats.MinuteAt(days[from]), Step: stats.Minute(step / 60), Count: to - from}
		series, err := f.Reader.Series(ctx, statIDs(list), window)
		if err != nil {
			return nil, err
		}
		for i := range series {
			sums[i] = append(sums[i], series[i].Buckets...)
		}
		from = to
	}
	return sums, nil
}

// table answers with CSV: a column a stat (contract, 3.6).
func table(w http.ResponseWriter, sets []dataset) error {
	var out bytes.Buffer
	rows := csv.NewWriter(&out)
	head := []string{"time"}
	for _, s := range sets {
		head = append(head, s.Name)
	}
	_ = rows.Write(head) // a buffer takes everything; Error below tells of the rest
	for n := range sets[0].Points {
		row := []string{strconv.FormatInt(sets[0].Points[n].Time, 10)}
		for _, s := range sets {
			row = append(row, string(s.Points[n].Value.append(nil)))
		}
		_ = rows.Write(row)
	}
	rows.Flush()
	if err := rows.Error(); err != nil {
		return err
	}
	send(w, http.StatusOK, "text/csv; charset=utf-8", out.Bytes())
	return nil
}
