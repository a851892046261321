package export

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"chartd/alerts"
	"chartd/alerts/store"
	"chartd/stats"
)

// desk is where a test's alerts and destinations are.
func (r *rig) desk() *store.Store { return r.Alerts.(*store.Store) }

func (r *rig) destination(p stats.ProjectID) string {
	r.t.Helper()
	target, err := alerts.NewTarget(alerts.Email, map[string]string{"address": "you@example.com"})
	must(r.t, err)
	d, err := r.desk().CreateDestination(r.t.Context(), alerts.Destination{Project: p, Name: "you", Channel: alerts.Email, Target: target})
	must(r.t, err)
	return strconv.FormatInt(int64(d.ID), 10)
}

// said sends a request and returns its answer with the alert's id as ID.
func (r *rig) said(method, path, body string) string {
	r.t.Helper()
	w := r.ask(method, path, r.write, body)
	var made struct{ ID string }
	text := w.Body.String()
	if json.Unmarshal(w.Body.Bytes(), &made) == nil && made.ID != "" {
		if len(made.ID) != 6 {
			r.t.Errorf("id %q", made.ID)
		}
		text = strings.Replace(text, made.ID, "ID", 1)
	}
	return fmt.Sprintf("%d %s", w.Code, text)
}

// What clients send, as seen on the wire: the official command line with its
// short operators, forms of the documentation, and JSON with a number.
func TestAlertsThatClientsMake(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "api call", stats.Counter)
	mine, other := r.destination(r.project.ID), r.destination(r.project.ID)
	const head = `200 {"id":"ID","stat_id":"JxJz","stat_name":"api call",`
	for _, row := range []struct{ path, body, want string }{
		{"/a1/alerts", "kind=data&stat_id=JxJz&time_window=1d", `"kind":"data","time_window":"1d"}`},
		{"/a1/alerts", "kind=delta&operator=gt&percentage=50&stat_id=JxJz&time_delta=1d&time_window=1d",
			`"kind":"delta","time_window":"1d","percentage":50,"operator":"greater than","time_delta":"1d"}`},
		{"/a1/alerts", "kind=value&operator=lt&stat_id=JxJz&threshold=0&time_window=1d",
			`"kind":"value","time_window":"1d","operator":"less than","threshold":0}`},
		{"/x/TOKEN/alerts", "stat_id=JxJz&kind=delta&time_window=1M&time_delta=1y&operator=different+than&percentage=1e%2B01",
			`"kind":"delta","time_window":"1M","percentage":10,"operator":"different than","time_delta":"1y"}`},
		{"/x/TOKEN/alerts/", "stat_id=JxJz&kind=value&time_window=5m&operator=greater than&threshold=-1.5&time_delta=&percentage=",
			`"kind":"value","time_window":"5m","operator":"greater than","threshold":-1.5}`},
		{"/x/TOKEN/alerts?stat_id=JxJz&kind=data", "time_window=3h&stat=ignored", `"kind":"data","time_window":"3h"}`},
		{"/x/TOKEN/alerts", `{"stat_id":"JxJz","kind":"value","time_window":"1h","operator":"greater than","threshold":500}`,
			`"kind":"value","time_window":"1h","operator":"greater than","threshold":500}`},
		{"/x/TOKEN/alerts", ` {"stat_id":"JxJz","kind":"value","time_window":"1h","operator":"gt","threshold":"500","time_delta":null,"more":{"a":[1]}}`,
			`"kind":"value","time_window":"1h","operator":"greater than","threshold":500}`},
		{"/x/TOKEN/alerts", `{"stat_id":"JxJz","kind":"data","time_window":"1h","enabled":false,"destinations":["` + mine + `",` + other + `],` +
			`"checks":3,"margin":0.5,"repeat":"1h","notice_on_recovery":false,"snoozed_until":"2026-12-01T00:00:00Z"}`,
			`"kind":"data","time_window":"1h","enabled":false,"snoozed_until":"2026-12-01T00:00:00Z","checks":3,"margin":0.5,"repeat":"1h",` +
				`"notice_on_recovery":false,"destinations":["` + mine + `","` + other + `"]}`},
		{"/x/TOKEN/alerts", "stat_id=JxJz&kind=data&time_window=1h&enabled=0&destinations=" + mine + "&destinations=" + other,
			`"kind":"data","time_window":"1h","enabled":false,"destinations":["` + mine + `","` + other + `"]}`},
		{"/x/TOKEN/alerts", "stat_id=JxJz&kind=data&time_window=1h&enabled=1&destinations=" + mine + ",+" + other,
			`"kind":"data","time_window":"1h","destinations":["` + mine + `","` + other + `"]}`},
	} {
		if got := r.said("POST", row.path, row.body); got != head+row.want {
			t.Errorf("%s\ngot  %s\nwant %s", row.body, got, head+row.want)
		}
	}
	list := decoded[[]alerts.Spec](r, "/x/TOKEN/alerts")
	if len(list) != 11 || r.get("/x/TOKEN/alerts") != r.get("/a1/alerts") {
		t.Errorf("%d alerts are listed", len(list))
	}
	for _, spec := range list {
		one := r.get("/x/TOKEN/alerts/" + string(spec.ID))
		if !strings.Contains(r.get("/x/TOKEN/alerts"), one) {
			t.Errorf("one is %s", one)
		}
	}
}

func TestAlertsChangeAndGo(t *testing.T) {
	r := newRig(t)
	if got := r.get("/x/TOKEN/alerts"); got != "[]" {
		t.Errorf("no alerts are %s", got)
	}
	r.stat("JxJz", "api call", stats.Counter)
	r.stat("Kk", "api call 2", stats.Counter)
	mine := r.destination(r.project.ID)
	r.said("POST", "/x/TOKEN/alerts", "stat_id=JxJz&kind=value&time_window=1h&operator=gt&threshold=5&checks=2&destinations="+mine)
	id := string(decoded[[]alerts.Spec](r, "/x/TOKEN/alerts")[0].ID)
	for _, row := range []struct{ body, want string }{
		{"threshold=7", `200 {"id":"ID","stat_id":"JxJz","stat_name":"api call","kind":"value","time_window":"1h","operator":"greater than","threshold":7,"checks":2,"destinations":["` + mine + `"]}`},
		{`{"stat_id":"JxJz","destinations":[],"checks":0}`, `200 {"id":"ID","stat_id":"JxJz","stat_name":"api call","kind":"value","time_window":"1h","operator":"greater than","threshold":7}`},
		{"kind=delta", `400 {"msg":"time_delta is 5m, 1h, 3h, 1d, 1w, 1M or 1y"}`},
		{"kind=delta&time_delta=1d&percentage=3", `200 {"id":"ID","stat_id":"JxJz","stat_name":"api call","kind":"delta","time_window":"1h","percentage":3,"operator":"greater than","time_delta":"1d"}`},
		{"stat_id=Kk", `400 {"msg":"stat_id cannot change: make an alert for the other stat"}`},
		{"destinations=1", `404 {"msg":"destination not found."}`},
	} {
		if got := r.said("PUT", "/x/TOKEN/alerts/"+id, row.body); got != row.want {
			t.Errorf("%s\ngot  %s\nwant %s", row.body, got, row.want)
		}
	}
	if got := r.said("DELETE", "/x/TOKEN/alerts/"+id, ""); got != `200 {"msg":"alert deleted."}` {
		t.Error(got)
	}
	for _, method := range []string{"GET", "PUT", "DELETE"} {
		if got := r.said(method, "/x/TOKEN/alerts/"+id, ""); got != `404 {"msg":"alert not found."}` {
			t.Errorf("%s of one that is gone: %s", method, got)
		}
	}
}

func TestAlertsRefused(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "api call", stats.Counter)
	stranger := r.newProject("other@example.com", "UTC").ID
	r.statOf(stranger, "Other", "api call", stats.Counter)
	theirs, their := r.destination(stranger), r.token(stranger, stats.WriteScope)
	r.said("POST", "/x/TOKEN/alerts", "stat_id=JxJz&kind=data&time_window=1h")
	id := string(decoded[[]alerts.Spec](r, "/x/TOKEN/alerts")[0].ID)
	const form = "stat_id=JxJz&kind=data&time_window=1h"
	for _, row := range []struct {
		method, path, body string
		token              stats.AccessToken
		status             int
		msg                string
	}{
		{"POST", "/x/TOKEN/alerts", form, r.reader, 403, "this access token only reads"},
		{"POST", "/a1/alerts", form, r.reader, 403, "this access token only reads"},
		{"PUT", "/x/TOKEN/alerts/" + id, form, r.reader, 403, "this access token only reads"},
		{"DELETE", "/x/TOKEN/alerts/" + id, "", r.reader, 403, "this access token only reads"},
		{"PATCH", "/x/TOKEN/alerts/" + id, form, r.write, 405, "method not allowed"},
		{"DELETE", "/a1/alerts", "", r.write, 405, "method not allowed"},
		{"GET", "/x/TOKEN/alerts/" + id, "", their, 404, "alert not found."},
		{"PUT", "/x/TOKEN/alerts/" + id, "enabled=0", their, 404, "alert not found."},
		{"DELETE", "/x/TOKEN/alerts/" + id, "", their, 404, "alert not found."},
		{"GET", "/x/TOKEN/alerts/%00%FF%27", "", r.reader, 404, "alert not found."},
		{"GET", "/x/TOKEN/alerts/" + id + "/more", "", r.reader, 404, "nothing here: see the StatHat export API"},
		{"POST", "/x/TOKEN/alerts", form, their, 404, "stat not found."},
		{"POST", "/x/TOKEN/alerts", "kind=data&time_window=1h&stat_id=%00%FF", r.write, 404, "stat not found."},
		{"POST", "/x/TOKEN/alerts", "kind=data&time_window=1h&stat_id=Other", r.write, 404, "stat not found."},
		{"POST", "/x/TOKEN/alerts", form + "&destinations=" + theirs, r.write, 404, "destination not found."},
		{"POST", "/x/TOKEN/alerts", form + "&destinations=x", r.write, 400, "destinations are ids of destinations"},
		{"POST", "/x/TOKEN/alerts", "kind=data&time_window=1h", r.write, 400, "stat_id is needed"},
		{"POST", "/x/TOKEN/alerts", "", r.write, 400, "time_window is 5m, 1h, 3h, 1d, 1w, 1M or 1y"},
		{"POST", "/x/TOKEN/alerts", "stat_id=JxJz&time_window=1h&kind=<b>", r.write, 400, "kind is value, delta or data"},
		{"POST", "/x/TOKEN/alerts", form + "&checks=1.5", r.write, 400, "checks is a whole number"},
		{"POST", "/x/TOKEN/alerts", form + "&margin=Inf", r.write, 400, "margin is a number from 0 to 1e100"},
		{"POST", "/x/TOKEN/alerts", form + "&enabled=perhaps", r.write, 400, "enabled is true or false"},
		{"POST", "/x/TOKEN/alerts", form + "&snoozed_until=tomorrow", r.write, 400, "snoozed_until is a moment such as 2026-01-31T15:04:05Z"},
		{"POST", "/x/TOKEN/alerts", form + "&snoozed_until=0000-01-01T00:00:00%2B23:00", r.write, 400, "snoozed_until lies from 1970 to 9999"},
		{"POST", "/x/TOKEN/alerts", "stat_id=JxJz&time_window=1h&kind=value&operator=gt&threshold=five", r.write, 400, "threshold is a number"},
		{"POST", "/x/TOKEN/alerts", "stat_id=JxJz&time_window=1h&kind=value&operator=gt&threshold=NaN", r.write, 400, "threshold is a number from -1e100 to 1e100"},
		{"POST", "/x/TOKEN/alerts", `{"stat_id":"JxJz","time_window":"1h","kind":"value","operator":"gt","threshold":{}}`, r.write, 400, "threshold is a number"},
		{"POST", "/x/TOKEN/alerts", `{"stat_id":"JxJz"`, r.write, 400, "send a form or a JSON object"},
		{"POST", "/x/TOKEN/alerts", form + strings.Repeat("&", maxForm), r.write, 413, "the form is over 64 KB"},
	} {
		w := r.ask(row.method, row.path, row.token, row.body)
		var answer message
		must(t, json.Unmarshal(w.Body.Bytes(), &answer))
		if w.Code != row.status || answer.Msg != row.msg {
			t.Errorf("%s %s %.80s: %d %s, want %d %s", row.method, row.path, row.body, w.Code, w.Body, row.status, row.msg)
		}
	}
	if got := r.get("/x/TOKEN/alerts"); strings.Count(got, `"id"`) != 1 {
		t.Errorf("what was refused left %s", got)
	}
	if w := r.ask("GET", "/x/TOKEN/alerts", their, ""); w.Body.String() != "[]" {
		t.Errorf("another project sees %s", w.Body)
	}
	if r.log.Len() > 0 {
		t.Errorf("the client's faults were logged: %s", r.log)
	}
}

// An alert over a stat that was merged is one over what it went into.
func TestAlertsOfMergedStats(t *testing.T) {
	r := newRig(t)
	small, big := r.stat("Aaaa", "small", stats.Counter), r.stat("Bbbb", "big", stats.Counter)
	r.said("POST", "/x/TOKEN/alerts", "stat_id=Aaaa&kind=data&time_window=1h")
	must(t, r.things.Merge(t.Context(), small.ID, big.ID))
	const want = `200 {"id":"ID","stat_id":"Bbbb","stat_name":"big","kind":"data","time_window":"1h"}`
	if got := r.said("POST", "/x/TOKEN/alerts", "stat_id=Aaaa&kind=data&time_window=1h"); got != want {
		t.Errorf("a new one: %s", got)
	}
	for _, spec := range decoded[[]alerts.Spec](r, "/x/TOKEN/alerts") {
		if got := r.said("PUT", "/x/TOKEN/alerts/"+string(spec.ID), "stat_id=Aaaa"); got != want {
			t.Errorf("an old one: %s", got)
		}
	}
}

// faulty is a book that keeps nothing.
type faulty struct {
	alerts.Book
	err error
}

func (f faulty) Watches(context.Context, stats.ProjectID) ([]alerts.Watch, error) { return nil, f.err }
func (f faulty) Create(_ context.Context, r alerts.Rule) (alerts.Rule, error)     { return r, f.err }
func (f faulty) Delete(context.Context, stats.ProjectID, alerts.PublicID) error   { return f.err }

func TestAlertsWithoutAStore(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "api call", stats.Counter)
	for err, want := range map[error]string{
		fmt.Errorf("dial: %w", stats.ErrAway):          `503 {"msg":"out of service for the moment, try again"}`,
		fmt.Errorf("save: %w", alerts.ErrTooManyRules): `429 {"msg":"too many alerts in this project: at most 10000"}`,
		errors.New("torn page"):                        `500 {"msg":"a fault of chartd, not yours: it is in the log"}`,
	} {
		r.Alerts = faulty{err: err}
		for _, got := range []string{
			r.said("GET", "/x/TOKEN/alerts", ""), r.said("DELETE", "/x/TOKEN/alerts/YYYY", ""),
			r.said("POST", "/x/TOKEN/alerts", "stat_id=JxJz&kind=data&time_window=1h"),
		} {
			if got != want {
				t.Errorf("%v: %s, want %s", err, got, want)
			}
		}
	}
}

// Whatever a request carries, it is refused or makes a rule that can be written
// and read again.
func FuzzReadGiven(f *testing.F) {
	for _, body := range []string{
		"kind=data&time_window=1h", "kind=value&operator=gt&time_window=1h&threshold=1e%2B06", `{"kind":"delta","percentage":"3","destinations":[1,"2",null]}`,
		`{"snoozed_until":"9999-12-31T23:59:59-23:59","enabled":1}`, "%zz=%&;=", `{"destinations":[[1],{}]}`, "{", "\x00", "threshold=0x1p-2&checks=9999999999999999999",
		"kind=data&time_window=1h&snoozed_until=0000-01-01T00:00:00%2B23:59",
	} {
		f.Add(body, "stat_id=JxJz")
	}
	f.Fuzz(func(t *testing.T, body, query string) {
		g, err := readGiven(body, query)
		if err != nil {
			return
		}
		var spec alerts.Spec
		if err := g.change(&spec); err != nil {
			if known := explain(err); known.status != http.StatusBadRequest {
				t.Fatalf("%q: %v", body, err)
			}
			return
		}
		rule, err := spec.Rule()
		if err != nil {
			return
		}
		text := encode(alerts.NewSpec(rule, stats.Stat{}))
		var again alerts.Spec
		must(t, json.Unmarshal(text, &again))
		if _, err := again.Rule(); err != nil {
			t.Fatalf("%q makes %s, which is refused: %v", body, text, err)
		}
	})
}
