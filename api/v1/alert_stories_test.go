package v1_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/report"
	v1 "chartd/api/v1"
	"chartd/stats"
)

// over makes an alert that fires above 5 in five minutes, with more in its body.
func (h *house) over(stat, more string) map[string]any {
	h.t.Helper()
	return h.want(201, "POST", "/alerts", `{"stat_id":"`+stat+`","kind":"value","time_window":"5m","operator":"gt","threshold":5`+more+`}`)
}

// webhook makes a destination that hears of all, with secrets.
func (h *house) webhook(more ...string) map[string]any {
	h.t.Helper()
	return h.want(201, "POST", "/destinations", `{"name":"team","channel":"webhook","manual":true,"automatic":true,`+
		`"settings":{"url":"https://example.com/hush","secret":"hush"}}`, more...)
}

// shown are fields of an object, as JSON, with a space between.
func shown(object map[string]any, fields ...string) string {
	var out []string
	for _, name := range fields {
		text, err := json.Marshal(object[name])
		if err != nil {
			panic(err) // it came from JSON
		}
		out = append(out, string(text))
	}
	return strings.Join(out, " ")
}

// stat is a stat as the store has it.
func (h *house) stat(id string) stats.Stat {
	h.t.Helper()
	s, err := h.db.Catalog().Find(h.t.Context(), stats.Lookup{Public: stats.PublicID(id)})
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// reader is the header of a token that only reads.
func (h *house) reader() []string { return []string{"Authorization", "Bearer " + string(h.read)} }

func alertsStory(t *testing.T, h *house) {
	id := h.make("visits", "counter")
	to := h.webhook()["id"].(string)
	x := h.do("POST", "/alerts", `{"stat_name":" visits ","kind":"value","time_window":"1h","operator":"greater than","threshold":-1.5,"enabled":false,`+
		`"checks":3,"margin":0.5,"repeat":"1h","notice_on_recovery":false,"snoozed_until":"2023-12-01T01:00:00+01:00","destinations":["`+to+`"],`+
		`"maintenance":[{"days":[0,6],"start":60,"minutes":30,"zone":"Europe/Berlin"},{"from":"2024-01-01T00:00:00Z","until":"2024-01-02T00:00:00Z"}]}`)
	made := x.object(t)
	path := "/alerts/" + made["id"].(string)
	if x.status != 201 || x.answer.Get("Location") != "/api/v1"+path {
		t.Fatalf("%d %v %s", x.status, x.answer, x.text)
	}
	if got := shown(made, "stat_id", "stat_name", "kind", "time_window", "operator", "threshold", "enabled", "checks", "margin", "repeat", "notice_on_recovery", "state"); got !=
		`"`+id+`" "visits" "value" "1h" "greater than" -1.5 false 3 0.5 "1h" false "ok"` {
		t.Errorf("made %s", got)
	}
	if got := h.want(200, "GET", path, "", h.reader()...); fmt.Sprint(got) != fmt.Sprint(made) {
		t.Errorf("got  %v\nwant %v", got, made)
	}
	for _, row := range []struct{ method, body, want string }{
		{"PATCH", `{"threshold":7}`, `"value" "greater than" 7 null null false 3`},
		{"PATCH", `{"kind":"delta","operator":"dt","percentage":10,"time_delta":"1w","checks":1}`, `"delta" "different than" null 10 "1w" false 1`},
		{"PATCH", `{"stat_id":"` + id + `"}`, `"delta" "different than" null 10 "1w" false 1`},
		{"PUT", `{"stat_name":"visits","kind":"data","time_window":"1d"}`, `"data" null null null null true null`},
	} {
		changed := h.do(row.method, path, row.body)
		if got := shown(changed.object(t), "kind", "operator", "threshold", "percentage", "time_delta", "enabled", "checks"); got != row.want {
			t.Errorf("%s: %s, want %s", row.body, got, row.want)
		}
		if get := h.do("GET", path, ""); string(get.text) != string(changed.text) || get.answer.Get("ETag") != changed.answer.Get("ETag") {
			t.Errorf("%s: answered %s, then it is %s", row.body, changed.text, get.text)
		}
	}
	tag := h.do("GET", path, "").answer.Get("ETag")
	h.want(200, "PATCH", path, `{"enabled":false}`, "If-Match", tag)
	h.want(412, "PATCH", path, `{"enabled":true}`, "If-Match", tag)
	h.want(412, "PUT", path, `{"kind":"data","time_window":"1d"}`, "If-Match", tag)
	h.want(204, "DELETE", path, "")
	h.want(404, "DELETE", path, "")
	h.want(404, "GET", path, "")
}

func badAlerts(t *testing.T, h *house) {
	id := h.make("visits", "counter")
	path := "/alerts/" + h.over(id, "")["id"].(string)
	other := h.make("other", "counter")
	body := func(more string) string {
		return `{"stat_id":"` + id + `","kind":"data","time_window":"1h"` + more + `}`
	}
	h.facts([]fact{
		{"POST", "/alerts", `{"kind":"data","time_window":"1h"}`, 400, "stat_id", "stat_id: say which stat the alert is over"},
		{"POST", "/alerts", `{"stat_id":"zzzzz","kind":"data","time_window":"1h"}`, 404, "stat_id", "stat_id: not found"},
		{"POST", "/alerts", `{"stat_id":"\u0000'","kind":"data","time_window":"1h"}`, 404, "stat_id", "stat_id: not found"},
		{"POST", "/alerts", `{"stat_name":"none","kind":"data","time_window":"1h"}`, 404, "stat_name", "stat_name: not found"},
		{"POST", "/alerts", `{"stat_id":"` + id + `","kind":"data"}`, 400, "time_window", "time_window: is 5m, 1h, 3h, 1d, 1w, 1M or 1y"},
		{"POST", "/alerts", `{"stat_id":"` + id + `","time_window":"1h","kind":"<b>"}`, 400, "kind", "kind: is value, delta or data"},
		{"POST", "/alerts", `{"stat_id":"` + id + `","time_window":"1h","kind":"value","operator":"dt","threshold":1}`, 400, "operator", "operator: is greater than or less than"},
		{"POST", "/alerts", `{"stat_id":"` + id + `","time_window":"1h","kind":"value","operator":"gt"}`, 400, "threshold", "threshold: is needed"},
		{"POST", "/alerts", `{"stat_id":"` + id + `","time_window":"1h","kind":"value","operator":"gt","threshold":"5"}`, 400, "threshold", "threshold: must be a number"},
		{"POST", "/alerts", body(`,"checks":61`), 400, "checks", "checks: is a number from 1 to 60"},
		{"POST", "/alerts", body(`,"margin":-1`), 400, "margin", "margin: is a number from 0 to 1e100"},
		{"POST", "/alerts", body(`,"repeat":"1m"`), 400, "repeat", "repeat: is from 5 minutes to 30 days"},
		{"POST", "/alerts", body(`,"enabled":1`), 400, "enabled", "enabled: must be true or false"},
		{"POST", "/alerts", body(`,"snoozed_until":"0000-01-01T00:00:00+23:00"`), 400, "snoozed_until", "snoozed_until: lies from 1970 to 9999"},
		{"POST", "/alerts", body(`,"destinations":["1"]`), 404, "destinations", "destinations: not found"},
		{"POST", "/alerts", body(`,"destinations":[1]`), 400, "destinations", "destinations: must be a list of ids"},
		{"POST", "/alerts", body(`,"destinations":["x"]`), 400, "destinations", "destinations: are ids of destinations"},
		{"POST", "/alerts", body(`,"maintenance":[{"days":[1],"start":0,"minutes":5,"timezone":"UTC"}]`), 400, "maintenance",
			"maintenance: must be a list of windows, each with from and until, or days, start and minutes"},
		{"POST", "/alerts", body(`,"maintenance":[{"days":[7],"start":0,"minutes":5}]`), 400, "maintenance", "maintenance: has days from 0, Sunday, to 6"},
		{"POST", "/alerts", body(`,"tresholds":5`), 400, "tresholds", "tresholds: there is no such field here"},
		{"PATCH", path, `{"stat_id":"` + other + `"}`, 400, "stat_id", "stat_id: it cannot change: make an alert for the other stat"},
		{"PATCH", path, `{"stat_name":"other"}`, 400, "stat_id", "stat_id: it cannot change: make an alert for the other stat"},
		{"PATCH", path, `{"kind":"delta"}`, 400, "time_delta", "time_delta: is 5m, 1h, 3h, 1d, 1w, 1M or 1y"},
		{"PATCH", path, `{"id":"x"}`, 400, "id", "id: there is no such field here"},
		{"PATCH", path, `{"destinations":["1"]}`, 404, "destinations", "destinations: not found"},
		{"PUT", path, `{"kind":"value","time_window":"1h","operator":"gt"}`, 400, "threshold", "threshold: is needed"},
		{"GET", "/alerts/%00%FF", "", 404, "", "not found"},
		{"GET", "/alerts?state=firing", "", 400, "state", "state: there is no such parameter here"},
		{"GET", "/alerts?limit=1001", "", 400, "limit", "limit: must be a whole number from 1 to 1000"},
		{"GET", "/alerts?stat=zzzzz", "", 404, "stat", "stat: not found"},
	})
}

func alertPages(t *testing.T, h *house) {
	one, two := h.make("one", "counter"), h.make("two", "counter")
	var all []string
	for i := range 5 {
		stat := one
		if i == 3 {
			stat = two
		}
		all = append(all, h.over(stat, "")["id"].(string))
	}
	seen := map[string]bool{}
	pages := 0
	for next := "/alerts?limit=2"; next != ""; pages++ {
		x := h.do("GET", next, "")
		body := x.object(t)
		for _, a := range body["alerts"].([]any) {
			seen[a.(map[string]any)["id"].(string)] = true
		}
		next, _ = body["next"].(string)
		if link := x.answer.Get("Link"); (next != "") != (link == "<"+next+`>; rel="next"`) {
			t.Errorf("Link %s, next %s", link, next)
		}
		next = strings.TrimPrefix(next, "/api/v1")
	}
	if pages != 3 || len(seen) != 5 {
		t.Errorf("%d pages with %d alerts", pages, len(seen))
	}
	if got := names(h.want(200, "GET", "/alerts?stat="+two, "")["alerts"], "id"); got != all[3] {
		t.Errorf("of a stat: %s, want %s", got, all[3])
	}
	if got := h.want(200, "GET", "/alerts?offset=5", "")["alerts"]; len(got.([]any)) != 0 {
		t.Errorf("beyond the last: %v", got)
	}
}

func snoozeStory(t *testing.T, h *house) {
	path := "/alerts/" + h.over(h.make("visits", "counter"), "")["id"].(string)
	for body, want := range map[string]string{
		`{"for":"1h30m"}`:                       "2023-11-14T23:43:20Z",
		`{"until":"2023-11-15T01:00:00+01:00"}`: "2023-11-15T00:00:00Z",
	} {
		if got := h.want(200, "POST", path+"/snooze", body)["snoozed_until"]; got != want {
			t.Errorf("%s: %v, want %s", body, got, want)
		}
		if got := h.want(200, "GET", path, "")["snoozed_until"]; got != want {
			t.Errorf("%s is kept as %v, want %s", body, got, want)
		}
	}
	if got := h.want(200, "DELETE", path+"/snooze", "")["snoozed_until"]; got != nil {
		t.Errorf("awake: %v", got)
	}
	h.facts([]fact{
		{"POST", path + "/snooze", `{}`, 400, "for", "for: give a length such as 1h30m, or until a moment"},
		{"POST", path + "/snooze", `{"for":"-1h"}`, 400, "for", "for: must end after now, within 366 days"},
		{"POST", path + "/snooze", `{"for":"10000h"}`, 400, "for", "for: must end after now, within 366 days"},
		{"POST", path + "/snooze", `{"until":"2023-11-14T22:13:20Z"}`, 400, "until", "until: must end after now, within 366 days"},
		{"POST", path + "/snooze", `{"until":"tomorrow"}`, 400, "until", "until: must be a moment such as 2026-01-31T15:04:05Z"},
		{"POST", path + "/snooze", `{"until":"2023-11-15T00:00:00Z","for":"1h"}`, 400, "for", "for: there is no such field here"},
		{"POST", "/alerts/zzzzzz/snooze", `{"for":"1h"}`, 404, "", "not found"},
		{"DELETE", "/alerts/zzzzzz/snooze", "", 404, "", "not found"},
	})
}

// fires has the watcher's part done: an alert finds a figure above its limit.
func (h *house) fires(id string, figure float64) {
	h.t.Helper()
	w, err := h.alerts.Watch(h.t.Context(), h.project.ID, alerts.PublicID(id))
	if err != nil {
		h.t.Fatal(err)
	}
	v := alerts.Evaluate(w.Rule, alerts.Reading{Kind: stats.Counter, End: alerts.Complete(now), Now: stats.Bucket{N: 1, Sum: figure}})
	next, told := alerts.Decide(w.Rule, w.State, v, now)
	for i := range told {
		told[i].Stat = alerts.StatFacts{ID: w.Stat.Public, Name: w.Stat.Name}
	}
	if err := h.alerts.Commit(h.t.Context(), now, alerts.Change{Watch: w, Next: next, Due: now.Add(time.Minute), Verdict: v, Notices: told}); err != nil {
		h.t.Fatal(err)
	}
}

func historyStory(t *testing.T, h *house) {
	id := h.over(h.make("visits", "counter"), "")["id"].(string)
	path := "/alerts/" + id + "/history"
	if list := h.want(200, "GET", path, "")["entries"]; len(list.([]any)) != 0 {
		t.Errorf("before anything: %v", list)
	}
	h.fires(id, 7)
	entry := h.want(200, "GET", path+"?limit=5", "", h.reader()...)["entries"].([]any)[0].(map[string]any)
	if got := shown(entry, "at", "from", "to", "notices", "window_end", "value", "previous", "percentage", "limit"); got !=
		`"2023-11-14T22:13:20Z" "ok" "firing" ["alert.fired"] "2023-11-14T22:13:00Z" 7 null null 5` {
		t.Errorf("why it fired: %s", got)
	}
	if got := shown(h.want(200, "GET", "/alerts/"+id, ""), "state", "since"); got != `"firing" "2023-11-14T22:13:20Z"` {
		t.Errorf("the alert is %s", got)
	}
	h.facts([]fact{
		{"GET", path + "?limit=0", "", 400, "limit", "limit: must be a whole number from 1 to 1000"},
		{"GET", "/alerts/zzzzzz/history", "", 404, "", "not found"},
	})
}

func backTestStory(t *testing.T, h *house) {
	id := h.make("visits", "counter")
	points := map[int]float64{}
	for day := 1; day <= 3; day++ {
		points[day*1440] = float64(10 * day)
	}
	h.post(id, points)
	body := `{"stat_id":"` + id + `","kind":"value","time_window":"5m","operator":"gt","threshold":15`
	got := h.want(200, "POST", "/alerts/back-test", body+`}`)
	if shown(got, "from", "to", "fired", "wanted") != `"2023-10-15T22:13:00Z" "2023-11-14T22:13:00Z" 2 null` {
		t.Errorf("%v", got)
	}
	var told []string
	for _, n := range got["notices"].([]any) {
		told = append(told, shown(n.(map[string]any), "event", "at", "value"))
	}
	if want := `"alert.fired" "2023-11-11T22:14:00Z" 30|"alert.cleared" "2023-11-11T22:19:00Z" 0|` +
		`"alert.fired" "2023-11-12T22:14:00Z" 20|"alert.cleared" "2023-11-12T22:19:00Z" 0`; strings.Join(told, "|") != want {
		t.Errorf("told %s\nwant %s", strings.Join(told, "|"), want)
	}
	for times, want := range map[int]string{1: `{"fires":1,"limit":20,"times":1}`, 2: `{"fires":2,"limit":10,"times":2}`} {
		if got := shown(h.want(200, "POST", "/alerts/back-test", fmt.Sprintf(`%s,"times":%d}`, body, times)), "wanted"); got != want {
			t.Errorf("%d times: %s, want %s", times, got, want)
		}
	}
	silence := h.want(200, "POST", "/alerts/back-test", `{"stat_id":"`+id+`","kind":"data","time_window":"1h","times":1}`)
	if silence["wanted"] != nil {
		t.Errorf("silence has no limit: %v", silence["wanted"])
	}
	if list := h.want(200, "GET", "/alerts", "")["alerts"]; len(list.([]any)) != 0 {
		t.Errorf("a back-test left %v", list)
	}
	h.facts([]fact{
		{"POST", "/alerts/back-test", body + `,"times":0}`, 400, "times", "times: must be from 1 to 1000"},
		{"POST", "/alerts/back-test", body + `,"times":1.5}`, 400, "times", "times: must be a whole number"},
		{"POST", "/alerts/back-test", `{"stat_id":"zzzzz","kind":"data","time_window":"1h"}`, 404, "stat_id", "stat_id: not found"},
		{"POST", "/alerts/back-test", `{"stat_id":"` + id + `","kind":"data"}`, 400, "time_window", "time_window: is 5m, 1h, 3h, 1d, 1w, 1M or 1y"},
	})
}

func automaticStory(t *testing.T, h *house) {
	id := h.make("visits", "counter")
	path := "/stats/" + id + "/automatic"
	if got := string(h.do("GET", path, "").text); got != `{"on":true,"learning":true,"score":0,"notices":[],"denied":0}`+"\n" {
		t.Errorf("of a new stat: %s", got)
	}
	h.facts([]fact{{"POST", path + "/deny", "", 409, "", "there was no automatic alert of this stat"}})
	m := alerts.Memory{Stat: h.stat(id).ID, At: stats.MinuteAt(now.Unix()), Score: 0.75, Told: []alerts.Sighting{{At: now.Unix(), Value: 7, Score: 0.75, Cause: "spike"}}, Count: 1}
	if err := h.alerts.Remember(t.Context(), now, alerts.Lesson{Project: h.project.ID, Memory: m}); err != nil {
		t.Fatal(err)
	}
	const seen = `"score":0.75,"scored":"2023-11-14T22:13:00Z","notices":[{"at":"2023-11-14T22:13:20Z","value":7,"score":0.75,"cause":"spike"}],"denied":`
	for _, row := range []struct{ method, path, body, want string }{
		{"GET", path, "", `{"on":true,"learning":false,` + seen + `0}`},
		{"PATCH", path, `{"on":false}`, `{"on":false,"learning":false,` + seen + `0}`},
		{"PATCH", path, `{}`, `{"on":false,"learning":false,` + seen + `0}`},
		{"POST", path + "/deny", "", `{"on":false,"learning":false,` + seen + `1}`},
		{"PATCH", path, `{"on":true}`, `{"on":true,"learning":false,` + seen + `1}`},
	} {
		if got := string(h.do(row.method, row.path, row.body).text); got != row.want+"\n" {
			t.Errorf("%s %s: %s, want %s", row.method, row.body, got, row.want)
		}
		if got := string(h.do("GET", path, "", h.reader()...).text); got != row.want+"\n" {
			t.Errorf("after %s %s: %s, want %s", row.method, row.body, got, row.want)
		}
	}
	h.want(412, "PATCH", path, `{"on":false}`, "If-Match", `"x"`)
	h.facts([]fact{
		{"PATCH", path, `{"on":"no"}`, 400, "on", "on: must be true or false"},
		{"PATCH", path, `{"off":true}`, 400, "off", "off: there is no such field here"},
		{"GET", "/stats/zzzzz/automatic", "", 404, "", "not found"},
	})
}

func destinationsStory(t *testing.T, h *house) {
	channels := h.want(200, "GET", "/channels", "")["channels"]
	if got := names(channels, "channel"); !strings.HasPrefix(got, "campfire custom discord email") {
		t.Errorf("channels %s", got)
	}
	made := h.webhook()
	path := "/destinations/" + made["id"].(string)
	if got := shown(made, "name", "channel", "settings", "manual", "automatic", "news", "on", "off_because"); got !=
		`"team" "webhook" {"secret":"(hidden)","url":"(hidden)"} true true false true null` {
		t.Errorf("made %s", got)
	}
	for _, row := range []struct{ body, want string }{
		{`{"name":" all ","manual":false,"news":true}`, `"all" false true true null`},
		{`{"settings":{"url":"(hidden)","secret":"other"}}`, `"all" false true true null`},
		{`{"on":false}`, `"all" false true false "switched off by hand"`},
		{`{"name":"team"}`, `"team" false true false "switched off by hand"`},
	} {
		changed := h.do("PATCH", path, row.body)
		if got := shown(changed.object(t), "name", "manual", "news", "on", "off_because"); got != row.want {
			t.Errorf("%s: %s, want %s", row.body, got, row.want)
		}
		if get := h.do("GET", path, "", h.reader()...); string(get.text) != string(changed.text) {
			t.Errorf("%s: answered %s, then it is %s", row.body, changed.text, get.text)
		}
	}
	d, err := h.alerts.Destinations(t.Context(), h.project.ID)
	if err != nil || len(d) != 1 || d[0].Target.Get("url") != "https://example.com/hush" || d[0].Target.Get("secret") != "other" {
		t.Errorf("stored %+v, %v", d, err)
	}
	h.facts([]fact{{"POST", path + "/test", "", 409, "", "this destination is switched off: switch it on first"}})
	h.want(200, "PATCH", path, `{"on":true}`)
	h.woken = 0
	key := h.want(202, "POST", path+"/test", "")["notice"].(string)
	letter := h.want(200, "GET", "/outbox", "")["messages"].([]any)[0].(map[string]any)
	if h.woken != 1 || names(letter["notices"], "key") != key || names(letter["notices"], "event") != "alert.test" {
		t.Errorf("a test is %v, %d couriers woken", letter, h.woken)
	}
	h.settle(d[0].ID, alerts.Outcome{Status: alerts.Dead, Answer: "500 <b>\x00"})
	attempt := h.want(200, "GET", path+"/attempts?limit=1", "", h.reader()...)["attempts"].([]any)[0].(map[string]any)
	if got := shown(attempt, "message", "at", "status", "answer"); got != shown(letter, "key")+` "2023-11-14T22:14:20Z" "dead" "500 \u003cb\u003e�"` {
		t.Errorf("attempt %s", got)
	}
	h.want(412, "PATCH", path, `{"name":"x"}`, "If-Match", `"x"`)
	h.want(204, "DELETE", path, "")
	h.want(404, "GET", path, "")
	if list := h.want(200, "GET", "/destinations", "")["destinations"]; len(list.([]any)) != 0 {
		t.Errorf("left %v", list)
	}
	for _, x := range h.seen {
		if strings.Contains(string(x.text), "hush") {
			t.Errorf("%s %s shows a secret: %s", x.method, x.target, x.text)
		}
	}
}

// settle has a courier's part done a minute from now.
func (h *house) settle(id alerts.DestinationID, o alerts.Outcome) {
	h.t.Helper()
	at := now.Add(time.Minute)
	c, err := h.alerts.Claim(h.t.Context(), id, at, time.Minute)
	if err == nil {
		err = h.alerts.Settle(h.t.Context(), c, o, at)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func badDestinations(t *testing.T, h *house) {
	path := "/destinations/" + h.webhook()["id"].(string)
	mail := func(more string) string {
		return `{"name":"me","channel":"email","settings":{"address":"a@example.com"}` + more + `}`
	}
	h.facts([]fact{
		{"POST", "/destinations", `{"name":"me"}`, 400, "channel", "channel: must be one that /channels lists"},
		{"POST", "/destinations", `{"name":"me","channel":"fax","settings":{}}`, 400, "channel", "channel: must be one that /channels lists"},
		{"POST", "/destinations", `{"name":"me","channel":"email"}`, 400, "address", "address: is needed"},
		{"POST", "/destinations", `{"channel":"email","settings":{"address":"a@example.com"}}`, 400, "name", "name: is one line of 1 to 500 bytes"},
		{"POST", "/destinations", `{"name":"a\r\nb","channel":"email","settings":{"address":"a@example.com"}}`, 400, "name", "name: is one line of 1 to 500 bytes"},
		{"POST", "/destinations", `{"name":"me","channel":"email","settings":{"address":"a@example.com\r\nBcc: b@example.com"}}`, 400, "address", "address: is one line"},
		{"POST", "/destinations", `{"name":"me","channel":"email","settings":{"address":1}}`, 400, "settings", "settings: must be an object of texts"},
		{"POST", "/destinations", `{"name":"me","channel":"discord","settings":{"url":"file:///etc/passwd"}}`, 400, "url", "url: is an http or https URL"},
		{"POST", "/destinations", mail(`,"manual":1`), 400, "manual", "manual: must be true or false"},
		{"POST", "/destinations", mail(`,"off":""`), 400, "off", "off: there is no such field here"},
		{"PATCH", path, `{"channel":"email"}`, 400, "channel", "channel: there is no such field here"},
		{"PATCH", path, `{"settings":{"url":"https://elsewhere.example"}}`, 400, "secret", "secret: is needed again with another url"},
		{"PATCH", path, `{"settings":{"url":"","secret":""}}`, 400, "url", "url: is needed"},
		{"PATCH", path, `{"name":" "}`, 400, "name", "name: is one line of 1 to 500 bytes"},
		{"GET", "/destinations/12x", "", 404, "", "not found"},
		{"GET", "/destinations/1", "", 404, "", "not found"},
		{"GET", path + "/attempts?limit=x", "", 400, "limit", "limit: must be a whole number from 1 to 1000"},
	})
}

func reportsStory(t *testing.T, h *house) {
	visits, sales := h.make("visits", "counter"), h.make("sales", "counter")
	mail := h.want(201, "POST", "/destinations", `{"name":"me","channel":"email","settings":{"address":"a@example.com"}}`)["id"].(string)
	x := h.do("POST", "/reports", `{"name":" Shop ","period":"week","time":"07:30","weekday":"friday","zone":"Europe/Berlin","stats":["`+visits+`"],"skip_empty":true}`)
	made := x.object(t)
	path := "/reports/" + made["id"].(string)
	if x.status != 201 || x.answer.Get("Location") != "/api/v1"+path {
		t.Fatalf("%d %v %s", x.status, x.answer, x.text)
	}
	if got := shown(made, "name", "period", "time", "weekday", "day", "zone", "stats", "skip_empty", "enabled", "due"); got !=
		`"Shop" "week" "07:30" "friday" null "Europe/Berlin" ["`+visits+`"] true true "2023-11-17T06:30:00Z"` {
		t.Errorf("made %s", got)
	}
	h.facts([]fact{{"POST", path + "/send", "", 409, "", "nobody gets this report: it has no e-mail destination that is on"}})
	h.want(204, "DELETE", "/stats/"+visits, "")
	for _, row := range []struct{ body, want string }{
		{`{"period":"month","day":"last"}`, `"month" null "last" ["` + visits + `"] null null true "2023-11-30T06:30:00Z"`},
		{`{"stats":["` + sales + `"],"destinations":["` + mail + `"]}`, `"month" null "last" ["` + sales + `"] null ["` + mail + `"] true "2023-11-30T06:30:00Z"`},
		{`{"stats":[],"tag":"shop","zone":"","period":"day"}`, `"day" null null null "shop" ["` + mail + `"] true "2023-11-15T07:30:00Z"`},
		{`{"enabled":false}`, `"day" null null null "shop" ["` + mail + `"] false null`},
	} {
		changed := h.do("PATCH", path, row.body)
		if got := shown(changed.object(t), "period", "weekday", "day", "stats", "tag", "destinations", "enabled", "due"); got != row.want {
			t.Errorf("%s: %s, want %s", row.body, got, row.want)
		}
		if get := h.do("GET", path, "", h.reader()...); string(get.text) != string(changed.text) {
			t.Errorf("%s: answered %s, then it is %s", row.body, changed.text, get.text)
		}
	}
	h.woken = 0
	sent := h.want(202, "POST", path+"/send", "")
	letter := h.want(200, "GET", "/outbox", "")["messages"].([]any)[0].(map[string]any)
	if sent["destinations"] != 1.0 || h.woken != 1 || names(letter["notices"], "key") != sent["notice"] || names(letter["notices"], "event") != "report" {
		t.Errorf("sent %v, which is %v; %d couriers woken", sent, letter, h.woken)
	}
	const daily = `{"name":"x","period":"day"`
	h.facts([]fact{
		{"POST", "/reports", `{"period":"day"}`, 400, "name", "name: has 1 to 255 characters"},
		{"POST", "/reports", `{"name":"x","period":"year"}`, 400, "period", "period: is day, week or month"},
		{"POST", "/reports", daily + `,"time":"25:00"}`, 400, "time", "time: is from 00:00 to 23:59"},
		{"POST", "/reports", daily + `,"day":1}`, 400, "day", "day: must be a text from 1 to 28, or last"},
		{"POST", "/reports", daily + `,"day":"29"}`, 400, "day", "day: is a number from 1 to 28, or last"},
		{"POST", "/reports", daily + `,"zone":"Mars/Base"}`, 400, "zone", "zone: is a name such as Europe/Berlin or UTC"},
		{"POST", "/reports", daily + `,"stats":["zzzzz"]}`, 404, "stats", "stats: not found"},
		{"POST", "/reports", daily + `,"stats":["` + sales + `"],"tag":"a"}`, 400, "tag", "tag: is left out where stats are chosen"},
		{"POST", "/reports", daily + `,"destinations":["` + h.webhook()["id"].(string) + `"]}`, 404, "destinations", "destinations: not found"},
		{"POST", "/reports", daily + `,"hour":8}`, 400, "hour", "hour: there is no such field here"},
		{"PATCH", path, `{"destinations":["1"]}`, 404, "destinations", "destinations: not found"},
		{"GET", "/reports/%00%FF", "", 404, "", "not found"},
	})
	h.want(412, "PATCH", path, `{"enabled":true}`, "If-Match", `"x"`)
	if got := names(h.want(200, "GET", "/reports", "")["reports"], "name"); got != "Shop" {
		t.Errorf("listed %s", got)
	}
	h.want(204, "DELETE", path, "")
	h.want(404, "GET", path, "")
}

func outboxStory(t *testing.T, h *house) {
	to := h.webhook()["id"].(string)
	stat := h.make("visits", "counter")
	id := h.over(stat, "")["id"].(string)
	h.fires(id, 7)
	letter := h.want(200, "GET", "/outbox?status=waiting&limit=2", "", h.reader()...)["messages"].([]any)[0].(map[string]any)
	if got := shown(letter, "destination", "status", "created", "due", "tries"); got != `"`+to+`" "waiting" "2023-11-14T22:13:20Z" "2023-11-14T22:13:22Z" 0` {
		t.Errorf("waiting: %s", got)
	}
	told := letter["notices"].([]any)[0].(map[string]any)
	if got := shown(told, "event", "at", "alert_id", "stat_id", "stat_name", "value"); got != `"alert.fired" "2023-11-14T22:13:00Z" "`+id+`" "`+stat+`" "visits" 7` {
		t.Errorf("told: %s", got)
	}
	path := "/outbox/" + letter["key"].(string)
	d, err := h.alerts.Destinations(t.Context(), h.project.ID)
	if err != nil {
		t.Fatal(err)
	}
	h.settle(d[0].ID, alerts.Outcome{Status: alerts.Dead, Answer: "500"})
	if got := names(h.want(200, "GET", "/outbox?status=dead", "")["messages"], "status"); got != "dead" {
		t.Errorf("after a failure: %s", got)
	}
	h.woken = 0
	h.want(204, "POST", path+"/retry", "")
	if got := names(h.want(200, "GET", "/outbox", "")["messages"], "status"); got != "waiting" || h.woken != 1 {
		t.Errorf("to be sent again: %s, %d couriers woken", got, h.woken)
	}
	h.want(204, "POST", path+"/drop", "")
	if got := names(h.want(200, "GET", "/outbox?status=dropped", "")["messages"], "status"); got != "dropped" {
		t.Errorf("given up: %s", got)
	}
	h.facts([]fact{
		{"POST", path + "/retry", "", 404, "", "not found"},
		{"POST", path + "/drop", "", 404, "", "not found"},
		{"POST", "/outbox/%00%FF/drop", "", 404, "", "not found"},
		{"GET", "/outbox?status=lost", "", 400, "status", "status: must be waiting, delivered, dead or dropped"},
		{"GET", "/outbox?limit=0", "", 400, "limit", "limit: must be a whole number from 1 to 1000"},
	})
}

// Neither another project nor a token that only reads changes anything, and the
// other project sees nothing.
func alertStrangers(t *testing.T, h *house) {
	stat := h.make("visits", "counter")
	to := h.webhook()["id"].(string)
	alert := h.over(stat, "")["id"].(string)
	h.fires(alert, 7)
	key := h.want(200, "GET", "/outbox", "")["messages"].([]any)[0].(map[string]any)["key"].(string)
	sheet := h.want(201, "POST", "/reports", `{"name":"x","period":"day","stats":["`+stat+`"]}`)["id"].(string)
	as := []string{"Authorization", "Bearer " + string(h.newToken(h.newProject("bob@example.com").ID, stats.WriteScope))}
	const data = `{"kind":"data","time_window":"1h"}`
	for _, row := range []struct{ method, target, body string }{
		{"GET", "/alerts?stat=" + stat, ""},
		{"POST", "/alerts", `{"stat_id":"` + stat + `","kind":"data","time_window":"1h"}`},
		{"POST", "/alerts/back-test", `{"stat_id":"` + stat + `","kind":"data","time_window":"1h"}`},
		{"GET", "/alerts/" + alert, ""},
		{"PUT", "/alerts/" + alert, data},
		{"PATCH", "/alerts/" + alert, `{}`},
		{"DELETE", "/alerts/" + alert, ""},
		{"POST", "/alerts/" + alert + "/snooze", `{"for":"1h"}`},
		{"DELETE", "/alerts/" + alert + "/snooze", ""},
		{"GET", "/alerts/" + alert + "/history", ""},
		{"GET", "/stats/" + stat + "/automatic", ""},
		{"PATCH", "/stats/" + stat + "/automatic", `{"on":false}`},
		{"POST", "/stats/" + stat + "/automatic/deny", ""},
		{"GET", "/destinations/" + to, ""},
		{"PATCH", "/destinations/" + to, `{}`},
		{"DELETE", "/destinations/" + to, ""},
		{"POST", "/destinations/" + to + "/test", ""},
		{"GET", "/destinations/" + to + "/attempts", ""},
		{"GET", "/reports/" + sheet, ""},
		{"POST", "/reports", `{"name":"x","period":"day","stats":["` + stat + `"]}`},
		{"PATCH", "/reports/" + sheet, `{}`},
		{"DELETE", "/reports/" + sheet, ""},
		{"POST", "/reports/" + sheet + "/send", ""},
		{"POST", "/outbox/" + key + "/retry", ""},
		{"POST", "/outbox/" + key + "/drop", ""},
	} {
		h.want(404, row.method, row.target, row.body, as...)
		if row.method != "GET" {
			h.want(403, row.method, row.target, row.body, h.reader()...)
		}
	}
	mine := h.want(201, "POST", "/stats", `{"name":"mine","kind":"counter"}`, as...)["id"].(string)
	h.want(404, "POST", "/alerts", `{"stat_id":"`+mine+`","kind":"data","time_window":"1h","destinations":["`+to+`"]}`, as...)
	for target, field := range map[string]string{"/alerts": "alerts", "/destinations": "destinations", "/reports": "reports", "/outbox": "messages"} {
		if list := h.want(200, "GET", target, "", as...)[field].([]any); len(list) != 0 {
			t.Errorf("a stranger sees %v", list)
		}
	}
}

// crowded is a store that has no room.
type crowded struct{ v1.Alerts }

func (crowded) Create(_ context.Context, r alerts.Rule) (alerts.Rule, error) {
	return r, alerts.ErrTooManyRules
}

func (crowded) CreateDestination(_ context.Context, d alerts.Destination) (alerts.Destination, error) {
	return d, alerts.ErrTooManyTargets
}

func (crowded) CreateReport(_ context.Context, r report.Report) (report.Report, error) {
	return r, report.ErrTooManyReports
}

func fullProject(t *testing.T, h *house) {
	id := h.make("visits", "counter")
	h.serve(v1.Deps{Alerts: crowded{h.alerts}})
	h.facts([]fact{
		{"POST", "/alerts", `{"stat_id":"` + id + `","kind":"data","time_window":"1h"}`, 429, "", "too many alerts in this project: at most 10000"},
		{"POST", "/destinations", `{"name":"me","channel":"email","settings":{"address":"a@example.com"}}`, 429, "", "too many destinations in this project: at most 100"},
		{"POST", "/reports", `{"name":"x","period":"day"}`, 429, "", "too many reports in this project: at most 100"},
	})
}
