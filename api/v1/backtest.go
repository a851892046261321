package v1

import (
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

// Bounds of a back-test's reply.
const (
	maxTold  = 1000
	maxTimes = 1000
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
	test, done, err := f.BackTests.Begin(r.Context(), s, rule, f.Now())
	if err != nil {
		return answer{}, err
	}
	defer done()
	out := showBackTest(test.Run(rule))
	out.From, out.To = stamp(time.Unix((test.End()-alerts.BackTestLength).Unix(), 0)), stamp(time.Unix(test.End().Unix(), 0))
	if asked {
		if limit, fires, ok := test.Threshold(rule, times); ok {
			out.Wanted = &wantedJSON{times, limit, fires}
		}
	}
	return answer{body: out}, nil
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
