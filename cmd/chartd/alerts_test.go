package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/stats"

	"pgregory.net/rapid"
)

// ordered runs a command on an open engine, as a running server does.
func ordered(t *testing.T, e *engine, in string, args ...string) (string, error) {
	t.Helper()
	w, out := world(nil)
	w.in, w.engine = strings.NewReader(in), e
	err := run(t.Context(), args, w)
	return out.String(), err
}

// obeyed is ordered for a command that must succeed.
func obeyed(t *testing.T, e *engine, args ...string) string {
	t.Helper()
	out, err := ordered(t, e, "", args...)
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return out
}

func TestAlertFileErrorsHaveALine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ what, text, want string }{
		{"no TOML", "[[alert]]\nstat = \"a\"\n\n[[alert]]\nstat = \"a\n", "f.toml: toml: line 5"},
		{"a number for a text", "\n[[alert]]\nstat = 5\n", "f.toml: toml: line 3 (last key \"alert.stat\")"},
		{"an unknown field", "[[alert]]\n[[alert]]\nstat = \"a\"\n  'thresh' = 5", "f.toml: line 4: \"alert.thresh\" is no field of an alert"},
		{"an id, which is the store's to give", "[[alert]]\nid = \"x\"", "f.toml: line 2: \"alert.id\" is no field of an alert"},
		{"a field of a maintenance", "[[alert]]\nkind = \"data\"\n[[alert.maintenance]]\nday = 1", "f.toml: line 4: \"alert.maintenance.day\" is no field of an alert"},
		{"something else than alerts", "title = 5\n[[alert]]", "f.toml: line 1: \"title\" is no field of an alert"},
		{"another table", "[[alert]]\nkind = \"data\"\n[alerts]\nx = 1", "f.toml: line 3: \"alerts\" is no field of an alert"},
		{"too many", strings.Repeat("[[alert]]\n", alerts.MaxRules+1), "f.toml: a project has at most 10000 alerts"},
		{"too much", strings.Repeat("#", maxAlertFile+1), "f.toml: a file of alerts has at most 4 MB"},
	} {
		_, err := readAlerts("f.toml", []byte(row.text))
		if err == nil || !strings.HasPrefix(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s", row.what, err, row.want)
		}
	}
}

func TestAlertFilesInOneLine(t *testing.T) {
	t.Parallel()
	list, err := readAlerts("f.toml", []byte("alert = [{stat = \"a\", kind = \"data\"}, {stat = \"b\"}]\r\n"))
	if err != nil || len(list) != 2 || list[0].StatName != "a" || list[0].Kind != alerts.Data || list[1].StatName != "b" {
		t.Errorf("got %+v, %v", list, err)
	}
}

// What is read can be written, and read again as the same.
func FuzzAlertFile(f *testing.F) {
	f.Add("[[alert]]\nstat = \"a\"\nkind = \"value\"\ntime_window = \"1h\"\noperator = \"gt\"\nthreshold = 5\ndestinations = [\"ops\", \"12\"]\n")
	f.Add("[[alert]]\nenabled = false\nsnoozed_until = 2026-11-29T08:00:00+01:00\n[[alert.maintenance]]\nfrom = 2026-01-01T00:00:00Z\nuntil = 2026-01-02T00:00:00Z\n")
	f.Add("alert = [{stat = 'x', margin = inf, threshold = nan}]\n[[ 'alert' ]] # two")
	f.Add("a.b.c = 1\n[[alert]]\nx = '''\n[[alert]]\n'''")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := readAlerts("f.toml", []byte(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.toml: ") {
				t.Errorf("an error without its file: %v", err)
			}
			return
		}
		var specs []alerts.Spec
		for _, one := range list {
			specs = append(specs, one.Spec)
			_, _ = one.Rule() // it may be anything, and must not panic
		}
		var first, second bytes.Buffer
		if err := writeAlerts(&first, specs); err != nil {
			t.Fatal(err)
		}
		again, err := readAlerts("f.toml", first.Bytes())
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d of %d alerts, %v, in\n%s", len(again), len(list), err, first.Bytes())
		}
		specs = nil
		for _, one := range again {
			specs = append(specs, one.Spec)
		}
		if err := writeAlerts(&second, specs); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%v, first\n%s\nsecond\n%s", err, first.Bytes(), second.Bytes())
		}
	})
}

func TestAlertsCommandsRefuse(t *testing.T) {
	t.Parallel()
	e, p := openTest(t, "")
	e.newStat(t, p, "load")
	const load = "[[alert]]\nstat = \"load\"\nkind = \"data\"\n"
	for _, row := range []struct{ in, args, want string }{
		{"[[alert]]\nstat = \"load\n", "alerts apply - --as=f", "f: toml: line 2"},
		{load + "time_window = \"6m\"", "alerts apply - --as=f", "f: line 4: time_window is 5m, 1h, "},
		{load, "alerts apply - --as=f", "f: line 1: time_window is 5m, 1h, "},
		{"\n[[alert]]\nstat = \"nobody\"", "alerts apply - --as=f", "f: line 3: nobody: there is no such stat in project stats"},
		{"[[alert]]\nstat_id = \"nobody\"", "alerts apply - --as=f", "f: line 2: nobody: there is no such stat in project stats"},
		{"[[alert]]\nkind = \"data\"", "alerts apply - --as=f", "f: line 1: stat or stat_id: an alert has one of them"},
		{load + "destinations = [\"nobody\"]", "alerts apply - --as=f", "f: line 4: nobody: there is no such destination"},
		{"", "alerts list --project=12", "12: there is no such project"},
		{"", "alerts snooze nobody 2h", "nobody: there is no such alert in project stats"},
		{"", "alerts snooze nobody 9000h", "9000h0m0s: give a time from 0s to 8760h"},
		{"", "alerts snooze nobody -- -2h", "-2h0m0s: give a time from 0s to 8760h"},
		{"", "alerts history nobody", "nobody: there is no such alert"},
		{"", "alerts delete nobody", "nobody: there is no such alert"},
		{"", "alerts auto nobody off", "nobody: there is no such stat"},
		{"", "alerts auto load maybe", "must be one of \"on\",\"off\""},
		{"{}", "destination create ops --kind=pigeon --piped", "kind is one of campfire, custom, discord, email, "},
		{"{}", "destination create ops --kind=keybase --piped", "team is needed; settings come by --set NAME=TEXT or --set-file NAME=FILE"},
		{"[]", "destination create ops --kind=keybase --piped", "cannot unmarshal array"},
		{"", "destination attempts nobody", "nobody: there is no such destination"},
		{"", "outbox list --status=lost", "must be one of"},
	} {
		if _, err := ordered(t, e, row.in, strings.Fields(row.args)...); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s", row.args, err, row.want)
		}
	}
	if text := obeyed(t, e, "alerts", "list"); text != "" {
		t.Errorf("something was made: %s", text)
	}
}

func TestAlertsCommandsHaveExamples(t *testing.T) {
	t.Parallel()
	for _, group := range []string{
		"alerts", "alerts list", "alerts apply", "alerts export", "alerts delete", "alerts snooze", "alerts history", "alerts backtest", "alerts auto",
		"destination", "destination list", "destination create", "destination delete", "destination on", "destination test", "destination attempts",
		"outbox", "outbox list", "outbox retry", "outbox drop", "keybase-relay",
	} {
		if text := said(t, append(strings.Fields(group), "--help")...); !strings.Contains(text, "\nExample: ") {
			t.Errorf("%s --help has no example:\n%s", group, text)
		}
	}
	if text := said(t, "alerts", "apply", "--help"); !strings.Contains(text, "\n    [[alert]]\n    stat = ") {
		t.Errorf("the file is not shown as it is written:\n%s", text)
	}
}

// watchOf is an alert over a stat of the same number.
func watchOf(stat int64, threshold float64) alerts.Watch {
	s := stats.Stat{ID: stats.StatID(stat), Name: fmt.Sprint("stat ", stat)}
	return alerts.Watch{Stat: s, Rule: alerts.Rule{Stat: s.ID, Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: threshold}}
}

// storedAs is an alert as it is kept under an id.
func storedAs(id int, w alerts.Watch) alerts.Watch {
	w.Rule.ID, w.Rule.Public = alerts.RuleID(id), alerts.PublicID(fmt.Sprint("id", id))
	return w
}

func TestAlertsPairByLimits(t *testing.T) {
	t.Parallel()
	stored := []alerts.Watch{storedAs(1, watchOf(1, 1000)), storedAs(2, watchOf(1, 500)), storedAs(3, watchOf(1, 700)), storedAs(4, watchOf(2, 1))}
	want := []wanted{{Watch: watchOf(1, 1200)}, {Watch: watchOf(1, 600)}, {Watch: watchOf(1, 700)}}
	made := compare(want, stored, nil, time.Now())
	var got []string
	for _, r := range made.change {
		got = append(got, fmt.Sprint(r.next.Rule.Public, " ", r.fields))
	}
	if want := []string{"id2 [threshold: 500 → 600]", "id1 [threshold: 1000 → 1200]"}; !slices.Equal(got, want) {
		t.Errorf("changes %q, want %q", got, want)
	}
	if made.same != 1 || len(made.create) != 0 || len(made.remove) != 1 || made.remove[0].Rule.ID != 4 {
		t.Errorf("plan %+v", made)
	}
}

// Whatever was stored, applying a file makes it so, and a second time does
// nothing.
func TestApplyingTwiceIsApplyingOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) alerts.Watch {
			w := watchOf(rapid.Int64Range(1, 2).Draw(t, "stat"), float64(rapid.IntRange(1, 3).Draw(t, "threshold")))
			w.Rule.Checks = rapid.IntRange(0, 2).Draw(t, "checks")
			w.Rule.Paused = rapid.Bool().Draw(t, "paused")
			return w
		}), 0, 6)
		prune := rapid.Bool().Draw(t, "prune")
		var stored []alerts.Watch
		for i, w := range some.Draw(t, "stored") {
			stored = append(stored, storedAs(i+1, w))
		}
		var want []wanted
		for _, w := range some.Draw(t, "file") {
			want = append(want, wanted{Watch: w})
		}
		now := time.Now()
		made := compare(want, stored, nil, now)
		if n := len(made.create) + len(made.change) + made.same; n != len(want) {
			t.Fatalf("%d of %d alerts of the file are in the plan", n, len(want))
		}
		for _, r := range made.change {
			at := slices.IndexFunc(stored, func(w alerts.Watch) bool { return w.Rule.ID == r.next.Rule.ID })
			stored[at] = r.next
		}
		for i, w := range made.create {
			stored = append(stored, storedAs(100+i, w))
		}
		if prune {
			stored = slices.DeleteFunc(stored, func(w alerts.Watch) bool {
				return slices.ContainsFunc(made.remove, func(r alerts.Watch) bool { return r.Rule.ID == w.Rule.ID })
			})
		}
		again := compare(want, stored, nil, now)
		if len(again.create) > 0 || len(again.change) > 0 || again.same != len(want) || prune && len(again.remove) > 0 {
			t.Errorf("a second time: %+v", again)
		}
	})
}

func TestBackTestCommand(t *testing.T) {
	t.Parallel()
	e, p := openTest(t, "")
	id := e.newStat(t, p, "sales")
	begin := stats.MinuteAt(time.Now().Unix()) - 600
	var posts strings.Builder
	for _, burst := range []struct {
		after stats.Minute
		count int
	}{{0, 100}, {60, 80}, {120, 60}} {
		fmt.Fprintf(&posts, `{"stat":"sales","count":%d,"t":%d}`+"\n", burst.count, (begin + burst.after).Unix())
	}
	if out, err := ordered(t, e, posts.String(), "import", "-"); err != nil {
		t.Fatal(out, err)
	}
	if got := e.total(t, id, begin, 600); got != 240 {
		t.Fatalf("%g stored", got)
	}
	flags := []string{"alerts", "backtest", "--stat", "sales", "--kind", "value", "--time-window", "5m", "--operator", "gt"}
	text := obeyed(t, e, append(slices.Clone(flags), "--threshold", "70")...)
	for _, want := range []string{
		"sales: total for 5 minutes greater than 70\n", " it would have fired 2 times\n",
		"  for 5m  sales: total for 5 minutes is 100, greater than 70\n", "  for 5m  sales: total for 5 minutes is 80, greater than 70\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	text = obeyed(t, e, append(slices.Clone(flags), "--fired", "9")...)
	if !strings.Contains(text, " it would have fired 3 times, as near to 9 times as a limit comes\n") {
		t.Errorf("nine times cannot be had:\n%s", text)
	}
	var found trialText
	for fired, limit := range map[string]float64{"1": 80, "2": 60, "3": 0} {
		if err := json.Unmarshal([]byte(obeyed(t, e, append(slices.Clone(flags), "--fired", fired, "--json")...)), &found); err != nil {
			t.Fatal(err)
		}
		if found.Threshold != limit || fmt.Sprint(len(found.Episodes)) != fired || *found.Episodes[0].Value != 100 {
			t.Errorf("--fired %s: %+v", fired, found)
		}
		if first := found.Episodes[0]; first.Began.Unix() != (begin+1).Unix() || first.Cleared.Sub(first.Began) != 5*time.Minute {
			t.Errorf("--fired %s: first episode %+v", fired, first)
		}
	}
	made, err := e.alerts.Create(t.Context(), alerts.Rule{Project: p.ID, Stat: id, Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 90, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	if text := obeyed(t, e, "alerts", "backtest", string(made.Public)); !strings.Contains(text, "greater than 90\n") || !strings.Contains(text, "would have fired once\n") {
		t.Errorf("by id:\n%s", text)
	}
	if text := obeyed(t, e, "alerts", "backtest", string(made.Public), "--threshold", "50"); !strings.Contains(text, "would have fired 3 times\n") {
		t.Errorf("by id with another threshold:\n%s", text)
	}
	for _, row := range []struct {
		args []string
		want string
	}{
		{nil, "give the id of an alert, or --stat"},
		{[]string{"nobody"}, "nobody: there is no such alert"},
		{[]string{"--stat", "nobody", "--kind", "data", "--time-window", "5m"}, "nobody: there is no such stat"},
		{[]string{"--stat", "sales", "--kind", "data", "--time-window", "5m", "--fired", "3"}, "no threshold"},
		{[]string{"--stat", "sales", "--kind", "value", "--time-window", "5m", "--operator", "gt"}, "threshold is needed"},
		{[]string{"--stat", "sales", "--kind", "value"}, "time_window is 5m"},
	} {
		if _, err := ordered(t, e, "", append([]string{"alerts", "backtest"}, row.args...)...); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%q: %v, want %s", row.args, err, row.want)
		}
	}
}

// trialText is what programs read of a back-test.
type trialText struct {
	Threshold float64
	Episodes  []struct {
		Began, Cleared time.Time
		Value          *float64
	}
}

func TestHistoryCommand(t *testing.T) {
	t.Parallel()
	e, p := openTest(t, "")
	made, err := e.alerts.Create(t.Context(), alerts.Rule{Project: p.ID, Stat: e.newStat(t, p, "sales"), Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Threshold: 90})
	if err != nil {
		t.Fatal(err)
	}
	w, err := e.alerts.Watch(t.Context(), p.ID, made.Public)
	if err != nil {
		t.Fatal(err)
	}
	figure, now := 95.0, time.Now()
	v := alerts.Verdict{End: stats.MinuteAt(now.Unix()), Judged: true, Breach: true, Value: &figure}
	next, notices := alerts.Decide(w.Rule, w.State, v, now)
	if err := e.alerts.Commit(t.Context(), now, alerts.Change{Watch: w, Next: next, Due: now, Verdict: v, Notices: notices}); err != nil {
		t.Fatal(err)
	}
	text := obeyed(t, e, "alerts", "history", string(made.Public))
	if !strings.HasSuffix(text, "  ok → firing  sales: total for 5 minutes is 95, greater than 90\n") {
		t.Errorf("history %q", text)
	}
	var rows []struct {
		Value, Limit float64
		Events       []alerts.Event
	}
	if err := json.Unmarshal([]byte(obeyed(t, e, "alerts", "history", string(made.Public), "--json")), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1 || rows[0].Value != 95 || rows[0].Limit != 90 || !slices.Equal(rows[0].Events, []alerts.Event{alerts.Fired}) {
		t.Errorf("history %+v", rows)
	}
	if text := obeyed(t, e, "alerts", "list"); !strings.Contains(text, "  firing  sales  total for 5 minutes greater than 90  the defaults\n") {
		t.Errorf("list %q", text)
	}
	if text := obeyed(t, e, "alerts", "delete", string(made.Public)); text != string(made.Public)+" is deleted: sales, total for 5 minutes greater than 90\n" {
		t.Errorf("delete said %q", text)
	}
	if text := obeyed(t, e, "alerts", "list"); text != "" {
		t.Errorf("after it: %q", text)
	}
}
