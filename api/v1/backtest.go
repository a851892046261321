package v1

import (
	"context"
	"time"

	"chartd/alerts"
)

// backTestJSON is what an alert would have told.
type backTestJSON struct {
	From    string       `json:"from"`
	To      string       `json:"to"`
	Fired   int          `json:"fired"` // how often
	Notices []noticeJSON `json:"notices"`
	Wanted  *wantedJSON  `json:"wanted,omitempty"`
}

// noticeJSON is what would have been told, and the figures it was decided on.
type noticeJSON struct {
	Event    alerts.Event `json:"event"`
	At       string       `json:"at"` // the end of the window
	Value    *float64     `json:"value"`
	Previous *float64     `json:"previous"`
	Percent  *float64     `json:"percentage"`
}

// wantedJSON is the limit with which the alert would have fired about so often.
type wantedJSON struct {
	Times int     `json:"times"`
	Limit float64 `json:"limit"`
	Fires int     `json:"fires"`
}

// Bounds of a back-test's reply, and of how many run at once: one of two years
// holds 70 MB.
const (
	maxTold      = 1000
	maxTimes     = 1000
	maxBackTests = 2
)

func (f *face) backTest(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	times := 0
	asked, err := body.take("times", &times, "a whole number")
	if err == nil && asked && (times < 1 || times > maxTimes) {
		err = invalid("times", "must be from 1 to %d", maxTimes)
	}
	if err != nil {
		return answer{}, err
	}
	rule, s, err := f.newRule(r, body)
	if err != nil {
		return answer{}, err
	}
	end, err := f.turn(r.Context())
	if err != nil {
		return answer{}, err
	}
	defer end()
	last := alerts.Complete(f.Now())
	test, err := alerts.ReadBackTest(r.Context(), f.Reader, s, rule, last)
	if err != nil {
		return answer{}, err
	}
	out := showBackTest(test.Run(rule))
	out.From, out.To = stamp(time.Unix((last-alerts.BackTestLength).Unix(), 0)), stamp(time.Unix(last.Unix(), 0))
	if asked {
		if limit, fires, ok := test.Threshold(rule, times); ok {
			out.Wanted = &wantedJSON{times, limit, fires}
		}
	}
	return answer{body: out}, nil
}

// turn waits until there is room for a back-test; end gives it back.
func (f *face) turn(ctx context.Context) (end func(), err error) {
	select {
	case f.backTests <- struct{}{}:
		return func() { <-f.backTests }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// showBackTest shows the newest notices, and counts all.
func showBackTest(told []alerts.Notice) backTestJSON {
	out := backTestJSON{Notices: []noticeJSON{}}
	for i, n := range told {
		if n.Event == alerts.Fired {
			out.Fired++
		}
		if i >= len(told)-maxTold {
			out.Notices = append(out.Notices, noticeJSON{n.Event, stamp(time.Unix(n.At, 0)), n.Value, n.Previous, n.Percent})
		}
	}
	return out
}
