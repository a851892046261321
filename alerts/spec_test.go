package alerts_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// The first three are the samples of the contract, section 4.
func TestSpecIsWrittenInTheContractsOrder(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]alerts.Rule{
		`{"id":"YYYY","stat_id":"BBBB","stat_name":"overall http request time","kind":"value","time_window":"1h","operator":"greater than","threshold":500}`: {
			Public: "YYYY", Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: 500,
		},
		`{"id":"XXXX","stat_id":"BBBB","stat_name":"overall http request time","kind":"data","time_window":"5m"}`: {
			Public: "XXXX", Kind: alerts.Data, Window: "5m",
		},
		`{"id":"WWWW","stat_id":"BBBB","stat_name":"overall http request time","kind":"delta","time_window":"1w","percentage":10,"operator":"greater than","time_delta":"1w"}`: {
			Public: "WWWW", Kind: alerts.Delta, Window: "1w", Percentage: 10, Operator: alerts.Greater, Ago: "1w",
		},
		`{"id":"V","stat_id":"BBBB","stat_name":"overall http request time","kind":"value","time_window":"1h","operator":"less than","threshold":0,` +
			`"enabled":false,"snoozed_until":"2026-01-02T03:04:05Z","checks":2,"margin":1.5,"repeat":"1h","notice_on_recovery":false,"destinations":["7"]}`: {
			Public: "V", Kind: alerts.Value, Window: "1h", Operator: alerts.Less, Paused: true, Snoozed: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
			Checks: 2, Margin: 1.5, Repeat: time.Hour, SilentEnd: true, Destinations: []alerts.DestinationID{7},
		},
	} {
		spec := alerts.NewSpec(r, stats.Stat{Public: "BBBB", Name: "overall http request time"})
		if got, err := json.Marshal(spec); err != nil || string(got) != want {
			t.Errorf("got  %s, %v\nwant %s", got, err, want)
		}
		back, err := spec.Rule()
		r.Public = ""
		if err != nil || !reflect.DeepEqual(back, r) {
			t.Errorf("%s comes back as %+v, %v", want, back, err)
		}
	}
}

func TestSpecRefuses(t *testing.T) {
	t.Parallel()
	for text, field := range map[string]string{
		`{"kind":"data"}`:                     "time_window",
		`{"kind":"data","time_window":"2h"}`:  "time_window",
		`{"time_window":"1h"}`:                "kind",
		`{"kind":"value","time_window":"1h"}`: "operator",
		`{"kind":"value","time_window":"1h","operator":"dt","threshold":1}`:                                         "operator",
		`{"kind":"value","time_window":"1h","operator":"gt"}`:                                                       "threshold",
		`{"kind":"value","time_window":"1h","operator":"gt","threshold":1e101}`:                                     "threshold",
		`{"kind":"delta","time_window":"1h","operator":"dt","percentage":1}`:                                        "time_delta",
		`{"kind":"delta","time_window":"1h","operator":"dt","time_delta":"1h"}`:                                     "percentage",
		`{"kind":"delta","time_window":"1h","operator":"dt","time_delta":"1h","percentage":-1}`:                     "percentage",
		`{"kind":"data","time_window":"1h","checks":61}`:                                                            "checks",
		`{"kind":"data","time_window":"1h","margin":-1}`:                                                            "margin",
		`{"kind":"data","time_window":"1h","repeat":"often"}`:                                                       "repeat",
		`{"kind":"data","time_window":"1h","repeat":"1m"}`:                                                          "repeat",
		`{"kind":"data","time_window":"1h","destinations":["x"]}`:                                                   "destinations",
		`{"kind":"data","time_window":"1h","destinations":["0"]}`:                                                   "destinations",
		`{"kind":"data","time_window":"1h","maintenance":[{"days":[1],"start":0,"minutes":10,"zone":"Mars/Base"}]}`: "maintenance",
	} {
		var s alerts.Spec
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			t.Fatal(err)
		}
		_, err := s.Rule()
		if wrong := (*alerts.RuleError)(nil); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v, want a fault of %s", text, err, field)
		}
	}
}

func TestLengths(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{0: "", time.Hour: "1h", 90 * time.Minute: "1h30m", 10 * time.Minute: "10m", 10 * time.Hour: "10h", 301 * time.Second: "5m1s"} {
		if got := alerts.LengthText(d); got != want {
			t.Errorf("%s is %q, want %q", d, got, want)
		}
	}
}
