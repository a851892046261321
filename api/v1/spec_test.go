package v1

import (
	"encoding/json"
	"errors"
	"testing"

	"chartd/alerts"
	"chartd/stats"
)

// Whatever a body holds, it is refused or makes a rule that can be shown and read
// again.
func FuzzTakeSpec(f *testing.F) {
	for _, body := range []string{
		`{"kind":"data","time_window":"1h"}`, `{"kind":"value","time_window":"1h","operator":"gt","threshold":1e100}`, `{"kind":"delta","percentage":"3"}`,
		`{"":[]}`, `{"kind":"data","time_window":"1h","snoozed_until":"9999-12-31T23:59:59-23:59"}`, `{"destinations":[null]}`, `{"threshold":null}`,
		`{"kind":"data","time_window":"1h","maintenance":[{"from":"0001-01-01T00:00:01Z","until":"9999-12-31T23:59:59-12:00"},{"days":[0],"minutes":1}]}`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var body fields
		if json.Unmarshal([]byte(text), &body) != nil {
			return
		}
		var spec alerts.Spec
		if err := takeSpec(body, &spec); err != nil {
			if p := explain(err); p.Status != 400 || p.Field == "" {
				t.Fatalf("%q: %+v", text, p)
			}
			return
		}
		rule, err := spec.Rule()
		if err != nil {
			if w := (*alerts.RuleError)(nil); !errors.As(err, &w) || explain(ruled(err)).Status != 400 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		shown, err := encode(showAlert(alerts.Watch{Rule: rule, Stat: stats.Stat{Public: "a"}}))
		if err != nil {
			t.Fatalf("%q cannot be shown: %v", text, err)
		}
		var again alerts.Spec
		if err := json.Unmarshal(shown, &again); err != nil {
			t.Fatal(err)
		}
		if _, err := again.Rule(); err != nil {
			t.Fatalf("%q is shown as %s, which is refused: %v", text, shown, err)
		}
	})
}
