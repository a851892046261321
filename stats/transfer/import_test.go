package transfer_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/transfer"
)

// Every format, with good and bad rows: the bad ones are told with file and
// line, the good ones are stored.
func TestFormats(t *testing.T) {
	type minutes = map[int][2]float64
	value := func(o *transfer.Options) { o.Stat, o.Kind = "load", stats.Value }
	for _, row := range []struct {
		what, text string
		set        func(*transfer.Options)
		want       map[string]minutes
		sum        transfer.Summary
		err        string
		faults     []string
	}{
		{
			what: "a table of one stat", set: value,
			text: fmt.Sprintf("time,value\n%d,1.5\n%d,2.5\n\n%d,0\nnonsense,1\n%d\n%d,x\n%d,\n1e12,3\n2023-11-14 23:05,7\n\"%d,1\n%d,9\n", begin, begin+59, begin+60, begin, begin, begin, begin, begin+120),
			want: map[string]minutes{"load": {0: {2, 4}, 1: {1, 0}, 2: {1, 9}, 5: {1, 7}}},
			sum:  transfer.Summary{Stats: 1, Minutes: 4, Bad: 5},
			faults: []string{
				`f:6: time: "nonsense" is neither UNIX seconds nor a date such as 2016-11-25 14:30`, `f:7: 1 columns, want 2`,
				`f:8: column 2: "x" is not a number`, `f:10: time: 1000000000000 is not in UNIX seconds between 1970 and tomorrow`,
				`f:12: extraneous or missing " in quoted-field`,
			},
		}, {
			what: "a table of an export: zeros are no data", set: asCounter,
			text:   fmt.Sprintf("\ufeff\r\nTime,page view,\"a \"\"b\"\", c\"\r\n%d,3,0\r\n%d,0,4\r\n%d,1,NaN\r\n", begin, begin+60, begin+120),
			want:   map[string]minutes{"page view": {0: {1, 3}}, `a "b", c`: {1: {1, 4}}},
			sum:    transfer.Summary{Stats: 2, Minutes: 2, Bad: 1},
			faults: []string{`f:5: column 3: "NaN" is not a number up to 1e100`},
		}, {
			what: "a table of a stat that nobody named", text: "time,value\n1,2\n",
			err: "f: line 1: the columns are time and value: say which stat that is (--stat NAME)",
		}, {
			what: "a table of a new stat without a kind", text: "time,page view\n1,2\n",
			err: `f: line 1: column 2: stat "page view" is new: say whether it counts or averages (--kind counter or --kind value), or import the list of stats first`,
		}, {
			what: "something else", text: "\nhello\n",
			err: "f: line 2: neither JSON nor a table: its first line would be time,value or time and the names of stats",
		}, {
			what: "nothing", text: " \n", err: "f: the file is empty",
		}, {
			what: "datasets", set: asValue,
			text: fmt.Sprintf(`
[{"name":"request time","timeframe":"1 week @ 3 hours","points":[
  {"time":%d,"value":2.159},{"time":%d,"value":0},{"time":"%d","value":"3"},{"time":%d,"value":null},{"value":4},7,{"time":%d,"value":"x"}]},
 {"name":"","points":[]}, {"name":"no points"}, nonsense,
 {"name":"] \" other","timeframe":"","points":[{"time":%d,"value":-1}]}] [
 {"name":"request time","points":[{"time":%d,"value":1}]}]
`, begin, begin+60, begin+120, begin, begin, begin, begin+180),
			want: map[string]minutes{"request time": {0: {1, 2.159}, 2: {1, 3}, 3: {1, 1}}, `] " other`: {0: {1, -1}}},
			sum:  transfer.Summary{Stats: 2, Minutes: 4, Bad: 7},
			faults: []string{
				`f:2: stat "request time", point 4: value: it is not there`, `f:2: stat "request time", point 5: time: it is not there`,
				`f:2: stat "request time", point 6: value: it is not there`, `f:2: stat "request time", point 7: value: "x" is not a number`,
				`f:4: no stat specified`, `f:4: neither a stat of a list (name, counter) nor a dataset (name, points)`,
				`f:4: neither a stat of a list nor a dataset: invalid character 'o' in literal null (expecting 'u')`,
			},
		}, {
			what: "datasets that were cut off", set: asValue,
			text: fmt.Sprintf(`[{"name":"a","points":[{"time":%d,"value":1}]},{"name":"b","poi`, begin),
			want: map[string]minutes{"a": {0: {1, 1}}}, sum: transfer.Summary{Stats: 1, Minutes: 1},
			err: "f: line 1: the file ends inside an element: it was cut off",
		}, {
			what: "datasets with something behind them", set: asValue,
			text: fmt.Sprintf("[{\"name\":\"a\",\"points\":[{\"time\":%d,\"value\":1}]}]\n}", begin),
			want: map[string]minutes{"a": {0: {1, 1}}}, sum: transfer.Summary{Stats: 1, Minutes: 1},
			err: "f: line 2: there is something else behind the array",
		}, {
			what: "posts",
			text: fmt.Sprintf(`{"stat":"page view","count":2,"t":%d}
{"stat":"page view","count":"1e1","t":"%d","ezkey":"not mine"}

{"stat":"page view","value":1,"t":%d}
{"stat":"page view","t":%d}
{"stat":"load","value":0,"t":%d}
{"stat":"load","count":null,"value":0.5,"t":%d.9}
{"stat":" ","count":1}
{"stat":"late","count":1,"t":1e11}
{"stat":"large","count":1e101}
{"stat":"page view","count":{},"t":1}
{"stat":"page view",
{"other":1}
%s
{"name":"page view","points":[{"time":%d,"value":1}]}
{"stat":"page view","count":1,"t":%d}`, begin, begin, begin, begin, begin, begin+60, `{"stat":"`+strings.Repeat("x", 1<<20)+`","count":1}`, begin+120, begin+60),
			want: map[string]minutes{"page view": {0: {2, 12}, 1: {1, 1}, 2: {1, 1}}, "load": {0: {1, 0}, 1: {1, 0.5}}},
			sum:  transfer.Summary{Stats: 2, Minutes: 5, Bad: 9},
			faults: []string{
				`f:4: stat "page view": stat is a counter`, `f:5: no count or value specified`, `f:8: no stat specified`,
				`f:9: time: 100000000000 is not in UNIX seconds between 1970 and tomorrow`, `f:10: value: "1e101" is not a number up to 1e100`,
				`f:11: value: "{}" is not a number`, `f:12: not a JSON object: unexpected end of JSON input`,
				`f:13: neither a post (stat, count or value) nor a record of chartd export`, `f:14: longer than 1048576 bytes`,
			},
		}, {
			what: "a file without a project", text: `{"stat":"a","count":1}` + "\n" + `{"stat":"a","count":1}`,
			set: func(o *transfer.Options) { o.Project = stats.Project{} },
			err: "f: " + transfer.ErrNoProject.Error(),
		},
	} {
		t.Run(row.what, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			if row.set == nil {
				row.set = func(*transfer.Options) {}
			}
			got := p.read(row.text, row.set)
			got.wants(t, row.err, row.faults...)
			if got.Summary != row.sum {
				t.Errorf("summary %+v, want %+v", got.Summary, row.sum)
			}
			for name, want := range row.want {
				if there := p.minutes(name, 1); !maps.Equal(there, want) {
					t.Errorf("%s: %v, want %v", name, there, want)
				}
			}
			// Again: nothing is stored twice, and the same rows are bad.
			again := p.read(row.text, row.set)
			again.wants(t, row.err, row.faults...)
			if want := (transfer.Summary{Skipped: row.sum.Minutes, Bad: row.sum.Bad}); again.Summary != want {
				t.Errorf("the second time: %+v, want %+v", again.Summary, want)
			}
			for name, want := range row.want {
				if there := p.minutes(name, 1); !maps.Equal(there, want) {
					t.Errorf("%s after the second time: %v, want %v", name, there, want)
				}
			}
		})
	}
}

// A name with a '~' stands for the stats that it stands for in a post, and the
// line is stored in all of them or in none.
func TestNamesOfPosts(t *testing.T) {
	p := newPlace(t)
	p.Stat(t, "sent d", stats.Value)
	line := func(name string) string { return fmt.Sprintf(`{"stat":%q,"count":2,"t":%d}`+"\n", name, begin) }
	text := line("sent~a, b,,a") + line("~c") + line("sent~a,d") + line("~") + line("~"+strings.Repeat("x,y,", 501))
	for _, want := range []transfer.Summary{{Stats: 3, Minutes: 3, Bad: 3}, {Skipped: 3, Bad: 3}} {
		got := p.read(text)
		got.wants(t, "", `f:3: stat "sent d": stat is a value stat`, "f:4: no stat specified", "f:5: too many data points")
		if got.Summary != want {
			t.Errorf("%+v, want %+v", got.Summary, want)
		}
		for _, name := range []string{"sent a", "sent b", "c"} {
			if there := p.minutes(name, 1); !maps.Equal(there, map[int][2]float64{0: {1, 2}}) {
				t.Errorf("%s: %v", name, there)
			}
		}
	}
}

// Of hours whose minutes are not kept any more nobody can say which minutes
// they have: one that has a figure takes nothing, an empty one a whole hour.
func TestHoursWithoutMinutes(t *testing.T) {
	p := newPlace(t)
	s := p.Stat(t, "a", stats.Counter)
	p.Post(t, s, stats.MinuteAt(begin)+7, 5)
	p.must(p.Keeper.Expire(t.Context(), p.DB.Chunks(), stats.MinuteAt(begin).Hour()+2))
	line := func(minute int) string { return fmt.Sprintf(`{"stat":"a","count":1,"t":%d}`+"\n", begin+60*minute) }
	text := line(7) + line(8) + line(8) + line(60) + line(61) + line(120)
	for _, want := range []transfer.Summary{{Minutes: 3, TooOld: 2}, {Skipped: 1, TooOld: 4}} {
		if got := p.read(text).fine(t); got.Summary != want {
			t.Errorf("%+v, want %+v", got.Summary, want)
		}
		hours := map[int]float64{}
		for m, b := range p.minutes("a", 3) {
			hours[m/60] += b[1]
		}
		if want := map[int]float64{0: 5, 1: 2, 2: 1}; !maps.Equal(hours, want) {
			t.Errorf("hours %v, want %v", hours, want)
		}
	}
}

func TestCompressedFiles(t *testing.T) {
	p := newPlace(t)
	var out bytes.Buffer
	for _, part := range []string{`{"stat":"a","count":1,"t":1700002800}` + "\n", `{"stat":"a","count":2,"t":1700002860}`} { // as logs that were put together
		z := gzip.NewWriter(&out)
		_, err := z.Write([]byte(part))
		p.must(errors.Join(err, z.Close()))
	}
	if got := p.read(out.String()).fine(t); got.Minutes != 2 {
		t.Errorf("%+v", got.Summary)
	}
	cut := p.read(out.String()[:out.Len()-9])
	if cut.err == nil || !strings.Contains(cut.err.Error(), "unexpected EOF") || cut.Skipped != 1 {
		t.Errorf("cut off: %v, %+v", cut.err, cut.Summary)
	}
}

// What is there stays, whoever stored it: a post just now, an earlier import, or
// a stat that was merged. What an import stored itself it adds to, however far
// apart in the file its rows stand.
func TestImportsFillGaps(t *testing.T) {
	p := newPlace(t)
	live, old, twin := p.Stat(t, "live", stats.Counter), p.Stat(t, "old", stats.Counter), p.Stat(t, "twin", stats.Counter)
	p.Post(t, live, stats.MinuteAt(begin), 5)
	p.Post(t, twin, stats.MinuteAt(begin), 7)
	p.must(p.Catalog.Merge(t.Context(), twin.ID, old.ID))
	line := func(name string, minute int) string {
		return fmt.Sprintf(`{"stat":%q,"count":1,"t":%d}`+"\n", name, begin+60*minute)
	}
	first := line("live", 0) + line("live", 1) + line("twin", 0) + line("twin", 2)
	if got := p.read(first).fine(t); got.Minutes != 2 || got.Skipped != 2 {
		t.Errorf("first: %+v", got.Summary)
	}
	var far strings.Builder
	far.WriteString(line("live", 3) + line("live", 1) + line("young", 5))
	for hour := range 4001 { // so many that what was pending is written in between
		fmt.Fprintf(&far, `{"stat":"other","count":1,"t":%d}`+"\n", begin-3600*(hour+1))
	}
	far.WriteString(line("live", 3) + line("live", 1) + line("live", 4) + line("young", 5))
	if got := p.read(far.String(), asCounter).fine(t); got.Minutes != 3+4001 || got.Skipped != 2 {
		t.Errorf("far: %+v", got.Summary)
	}
	for name, want := range map[string]map[int][2]float64{
		"live": {0: {1, 5}, 1: {1, 1}, 3: {2, 2}, 4: {1, 1}}, "old": {0: {1, 7}, 2: {1, 1}},
		"young": {5: {2, 2}}, // an hour that no import before had
	} {
		if got := p.minutes(name, 1); !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// A list of stats keeps what old calls, snippets and links name, whether the
// stats are new or were made by the first posts; it changes nothing any more
// that its stats have already.
func TestListOfStats(t *testing.T) {
	p := newPlace(t)
	p.Stat(t, "request time", stats.Value)
	p.Stat(t, "wrong kind", stats.Value)
	taken := p.Stat(t, "taken", stats.Counter)
	list := `[
{"id":"JxJz","name":"request time","public":true,"counter":false,"unit":"ms","classic_key":"0123456789abcdef0123456789abcdef","embed_key":"K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ","data_received_at":1487412183,"created_at":1414232922},
{"id":"VP6Z","name":"page view","public":false,"counter":true,"unit":"","classic_key":"ab_-~","embed_key":"k2","created_at":0},
{"id":"aaaa","name":"wrong kind","counter":true},
{"id":"` + string(taken.Public) + `","name":"thief","counter":true},
{"id":"../x","name":"a path","counter":true,"classic_key":"c d","embed_key":"<e>"},
{"id":"bbbb","name":"long unit","counter":true,"unit":"` + strings.Repeat("x", 31) + `"}]`
	got := p.read(list)
	got.wants(t, "", `f:4: stat "wrong kind" is a value here, not a counter`, `f:5: stat "thief": its id or one of its keys is another stat's`,
		`f:6: stat "a path": id: "../x": give up to 64 letters, digits and - _ ~ . =`, `f:7: stat "long unit": a unit has at most 30 characters`)
	if got.Stats != 2 {
		t.Errorf("%+v", got.Summary)
	}
	s := p.named("request time")
	if s.Public != "JxJz" || s.Classic != "0123456789abcdef0123456789abcdef" || s.EmbedKey != "K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ" ||
		s.Unit != "ms" || !s.Open || s.Created.Unix() != 1414232922 {
		t.Errorf("%#v", s)
	}
	if s := p.named("page view"); s.Public != "VP6Z" || s.Classic != "ab_-~" || s.EmbedKey != "k2" || !s.Created.Equal(noon) || s.Kind != stats.Counter {
		t.Errorf("%#v", s)
	}
	s.Unit, s.Open, s.Tags = "s", false, []string{"web"}
	p.must(p.Catalog.Update(t.Context(), s))
	if got := p.read(list); got.Stats != 0 || got.Bad != 4 {
		t.Errorf("again: %+v", got.Summary)
	}
	if s := p.named("request time"); s.Unit != "s" || s.Open || len(s.Tags) != 1 {
		t.Errorf("what was set here is lost: %+v", s)
	}
}

// A store that fails ends the import, at once and with its own error: not a bad
// row for every line.
func TestAStoreThatFailsEndsTheImport(t *testing.T) {
	p := newPlace(t)
	p.store.Chunks = broken{p.store.Chunks}
	got := p.read(`{"stat":"a","count":1,"t":1700002800}` + "\nnonsense\n")
	if !errors.Is(got.err, errDisk) || got.Minutes != 0 || got.Bad != 1 {
		t.Errorf("%v, %+v", got.err, got.Summary)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	o := transfer.Options{Store: p.store, Project: p.Project, Now: time.Now}
	if _, err := transfer.Import(ctx, o, "f", strings.NewReader(`{"stat":"b","count":1}`)); !errors.Is(err, context.Canceled) {
		t.Errorf("after a cancel: %v", err)
	}
}
