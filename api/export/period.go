package export

import (
	"context"
	"strconv"
	"strings"
	"time"

	"chartd/stats"
)

// period is the row of buckets that a call asks for, whatever its form.
type period struct {
	words string // as "1 week @ 3 hours"
	// One after the other. Step 0 stands for days that a zone left out: a country
	// that changes to the other side of the date line has one.
	windows []stats.Window
}

// defaultFrame is the timeframe of a call without one (contract, 3.4).
const defaultFrame = "1w3h"

// lastStart is the greatest moment that can be asked for, as for posts: above
// it are milliseconds.
const lastStart = 1e11

// period reads t, summary and start of a call. A summary wins; what is empty is
// absent. Errors are stats.ErrTimeframe, stats.ErrTooManyPoints and errStart.
func (f *Face) period(c *call) (period, error) {
	query := c.r.URL.RawQuery
	start, given := int64(0), false
	if text := field(query, "start"); text != "" {
		var err error
		if start, err = strconv.ParseInt(text, 10, 64); err != nil || start < 0 || start > lastStart {
			return period{}, errStart
		}
		given = true
	}
	if text := field(query, "summary"); text != "" {
		at := f.Now()
		if given {
			at = time.Unix(start, 0)
		}
		return summary(text, at.In(c.project.Location()), given)
	}
	text := field(query, "t")
	if text == "" {
		text = defaultFrame
	}
	frame, err := stats.ParseTimeframe(text)
	if err != nil {
		return period{}, err
	}
	window := frame.Ending(f.Now().Unix())
	if given {
		window = frame.Beginning(stats.MinuteAt(start))
	}
	return period{frame.String(), []stats.Window{window}}, nil
}

const day = 24 * 60 // minutes

// summary is a bucket a day: from the day of a moment on, or up to it. Each
// goes from midnight to midnight in the moment's zone (contract, 3.5).
func summary(text string, at time.Time, from bool) (period, error) {
	span, err := stats.ParseSpan(text)
	if err != nil || span%day != 0 {
		return period{}, stats.ErrTimeframe
	}
	frame, err := stats.ParseTimeframe(text + "1d")
	if err != nil {
		return period{}, err
	}
	words := frame.LengthWords()
	if strings.HasSuffix(text, "d") {
		words = stats.SpanWords(text) // 7d is "1 week"
	}
	n := int(span / day)
	first := at
	if !from {
		first = at.AddDate(0, 0, 1-n)
	}
	p := period{words: words + " @ 1 day"}
	begin := midnight(first, 0)
	for i := range n {
		end := midnight(first, i+1)
		p.addDay(begin, end)
		begin = end
	}
	return p, nil
}

// addDay adds the bucket of a day to the last window, where it is as long as
// that one's days: a year is then five reads and not 365.
func (p *period) addDay(begin, end stats.Minute) {
	step := end - begin
	if n := len(p.windows); n > 0 && p.windows[n-1].Step == step {
		p.windows[n-1].Count++
		return
	}
	p.windows = append(p.windows, stats.Window{From: begin, Step: step, Count: 1})
}

// midnight is the first minute of the day that lies some days after a moment's:
// the earliest that has its date or a later one. Where clocks are changed at
// midnight that is not 00:00, or not the only one; time.Date takes any of them.
func midnight(at time.Time, days int) stats.Minute {
	year, month, date := at.Date()
	utc := time.Date(year, month, date+days, 0, 0, 0, 0, time.UTC)
	// Zones are less than a day from UTC: the clock changes between these two, or
	// not at this midnight.
	before, after := utc.Add(-26*time.Hour).In(at.Location()), utc.Add(26*time.Hour).In(at.Location())
	_, old := before.Zone()
	_, now := after.Zone()
	first := utc.Unix() - int64(old)
	if change, _ := after.ZoneBounds(); old != now && first >= change.Unix() {
		first = max(change.Unix(), utc.Unix()-int64(now))
	}
	return stats.MinuteAt(first)
}

// times are the first seconds of the buckets.
func (p period) times() []int64 {
	var list []int64
	for _, w := range p.windows {
		for i := range w.Count {
			list = append(list, w.At(i).Unix())
		}
	}
	return list
}

// read gives for each stat a bucket for each of the times.
func (f *Face) read(ctx context.Context, list []stats.Stat, p period) ([][]stats.Bucket, error) {
	all := make([][]stats.Bucket, len(list))
	for _, w := range p.windows {
		if w.Step == 0 {
			for i := range all {
				all[i] = append(all[i], make([]stats.Bucket, w.Count)...)
			}
			continue
		}
		series, err := f.Reader.Series(ctx, statIDs(list), w)
		if err != nil {
			return nil, err
		}
		for i := range all {
			all[i] = append(all[i], series[i].Buckets...)
		}
	}
	return all, nil
}
