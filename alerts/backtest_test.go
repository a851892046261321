package alerts_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/stats"

	"pgregory.net/rapid"
)

// The quick back-test finds what a slow one finds, which adds up each window anew.
func TestBackTestIsWhatFires(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stat := stats.Stat{Kind: stats.Kind(rapid.IntRange(1, 2).Draw(t, "kind")), Created: time.Unix(noonMinute.Unix(), 0)}
		rule := anyRule(t)
		rule.Window, rule.Kind = "5m", rapid.SampledFrom([]alerts.Kind{alerts.Value, alerts.Delta, alerts.Data}).Draw(t, "rule")
		rule.Operator = rapid.SampledFrom([]alerts.Operator{alerts.Greater, alerts.Less}).Draw(t, "operator")
		rule.Threshold, rule.Percentage = float64(rapid.IntRange(-5, 20).Draw(t, "threshold")), 20
		rule.Margin = float64(rapid.IntRange(0, 3).Draw(t, "margin"))
		if rule.Kind == alerts.Delta {
			rule.Ago = "5m"
		}
		minutes := make([]stats.Bucket, rapid.IntRange(0, 60).Draw(t, "minutes"))
		for i := range minutes {
			for range rapid.IntRange(0, 2).Draw(t, "points") {
				minutes[i].Add(float64(rapid.IntRange(-5, 9).Draw(t, "value")))
			}
		}
		window := func(end int) (b stats.Bucket) {
			for _, minute := range minutes[end-5 : end] {
				b.Merge(minute)
			}
			return b
		}
		var want []alerts.Notice
		var state alerts.State
		for end := 5 + int(rule.Ago.Minutes()); end <= len(minutes); end++ {
			in := alerts.Reading{Kind: stat.Kind, Created: stat.Created, End: noonMinute + stats.Minute(end), Now: window(end)}
			if rule.Kind == alerts.Delta {
				in.Before = window(end - 5)
			}
			var told []alerts.Notice
			state, told = alerts.Decide(rule, state, alerts.Evaluate(rule, in), time.Unix(in.End.Unix()+10, 0))
			want = append(want, told...)
		}
		got := alerts.NewBackTest(stat, noonMinute, minutes).Run(rule)
		if len(got) != len(want) {
			t.Fatalf("%d notices, want %d", len(got), len(want))
		}
		for i := range got {
			if got[i].Key != want[i].Key || got[i].At != want[i].At || shown(got[i].Value) != shown(want[i].Value) {
				t.Fatalf("notice %d: %+v, want %+v", i, got[i], want[i])
			}
		}
	})
}

// days is a counter of an hour's peaks, each higher than the one before.
func days() []stats.Bucket {
	minutes := make([]stats.Bucket, 20*60)
	for hour := range 20 {
		minutes[hour*60+30].Add(float64(100 + hour))
	}
	return minutes
}

func TestBackTestThreshold(t *testing.T) {
	t.Parallel()
	test := alerts.NewBackTest(stats.Stat{Kind: stats.Counter, Created: noon}, noonMinute, days())
	rule := alerts.Rule{Kind: alerts.Value, Window: "5m", Operator: alerts.Greater}
	for _, n := range []int{1, 3, 5} {
		limit, fired, ok := test.Threshold(rule, n)
		if !ok || fired != n || limit != float64(119-n) {
			t.Errorf("%d times: limit %g, fired %d times, %t", n, limit, fired, ok)
		}
	}
	if _, _, ok := test.Threshold(alerts.Rule{Kind: alerts.Data, Window: "5m"}, 3); ok {
		t.Error("a rule of kind data has no threshold")
	}
	rule = alerts.Rule{Kind: alerts.Delta, Window: "1h", Ago: "1h", Operator: alerts.Less}
	if limit, _, ok := test.Threshold(rule, 1); ok && limit < 0 {
		t.Errorf("a percentage of %g", limit)
	}
	if from := alerts.NeedsFrom(rule, noonMinute); from != noonMinute-alerts.BackTestLength-120 {
		t.Errorf("reads from %d minutes before", noonMinute-from)
	}
}

// The curve of steps is the farthest of what each minute had.
func TestBackTestCurve(t *testing.T) {
	t.Parallel()
	test := alerts.NewBackTest(stats.Stat{Kind: stats.Counter, Created: noon}, noonMinute, days())
	rule := alerts.Rule{Kind: alerts.Value, Window: "5m", Operator: alerts.Greater}
	for i, v := range test.Curve(rule, 60, 20) {
		if v == nil || *v != float64(100+i) {
			t.Errorf("hour %d: %s", i, shown(v))
		}
	}
	rule.Operator = alerts.Less
	if v := test.Curve(rule, 60, 1)[0]; v == nil || *v != 0 {
		t.Errorf("the least of an hour: %s", shown(v))
	}
	if list := test.Curve(rule, 60, 30); list[9] != nil || list[10] == nil {
		t.Error("a gap is where no minute was read")
	}
	if list := test.Curve(alerts.Rule{Kind: alerts.Data, Window: "5m"}, 60, 20); list[5] != nil {
		t.Error("a rule of kind data holds nothing against a limit")
	}
}

// So many back-tests run at once, and who waits for one waits no longer than he may.
func TestBackTestsHavePlaces(t *testing.T) {
	t.Parallel()
	tests := alerts.NewBackTests(steady{}, alerts.WholeMinutes)
	hurried, cancel := context.WithCancel(t.Context())
	rule := alerts.Rule{Kind: alerts.Data, Window: "1h"}
	var free func()
	for i := range 2 {
		test, done, err := tests.Begin(t.Context(), stats.Stat{ID: 1}, rule, noon)
		if err != nil || test.End() != alerts.Complete(noon) {
			t.Fatalf("test %d: %+v, %v", i, test, err)
		}
		free = done
	}
	cancel()
	if _, _, err := tests.Begin(hurried, stats.Stat{ID: 1}, rule, noon); !errors.Is(err, stats.ErrAway) {
		t.Errorf("one more: %v", err)
	}
	free()
	away := errors.New("no node has shared its points")
	broken := alerts.NewBackTests(steady{}, func(context.Context, time.Time) (stats.Minute, error) { return 0, away })
	for range 10 { // an error takes no place
		if _, _, err := broken.Begin(t.Context(), stats.Stat{ID: 1}, rule, noon); !errors.Is(err, away) {
			t.Fatalf("without a last minute: %v", err)
		}
	}
	if _, _, err := tests.Begin(t.Context(), stats.Stat{ID: 1}, rule, noon); err != nil {
		t.Errorf("when one is done: %v", err)
	}
}
