package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chartd/stats"
)

// The contract's examples (3.4), byte for byte but for the length.
func TestDataset(t *testing.T) {
	r := newRig(t)
	s := r.stat("JxJz", "request time", stats.Value)
	r.post(s, points{1360861620: {2, 2.318}, 1360872420: {1.034}, 1360883160: {99}})
	want := `[{"name":"request time","timeframe":"3 hours @ 3 hours","points":[{"time":1360861620,"value":2.159},{"time":1360872420,"value":50.017}]}]`
	for _, query := range []string{"t=3h3h&start=1360861620", "t=3h3h&start=1360861679", "start=1360861620&t=3h3h1w&summary=", "start=1360861620&start=0&t=3h3h&t=1w"} {
		if got := r.get("/x/TOKEN/data/JxJz/?" + query); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", query, got, want)
		}
	}
	r.Now = func() time.Time { return time.Unix(1360861620+3*3600+59, 0) }
	if got := r.get("/x/TOKEN/data/JxJz?t=3h3h&start="); got != want {
		t.Errorf("without start\ngot  %s\nwant %s", got, want)
	}
}

// The published reply: a week by day has eight points, on the minute of the call.
func TestDatasetEndsWithTheCall(t *testing.T) {
	r := newRig(t)
	s := r.stat("JxJz", "visits", stats.Counter)
	r.post(s, points{1415152860: {7, 12}, 1415757660: {1}, 1415757720: {1}})
	r.Now = func() time.Time { return time.Unix(1415757660+41, 0) }
	want := `[{"name":"visits","timeframe":"1 week @ 1 day","points":[{"time":1415152860,"value":19},{"time":1415239260,"value":0},` +
		`{"time":1415325660,"value":0},{"time":1415412060,"value":0},{"time":1415498460,"value":0},{"time":1415584860,"value":0},` +
		`{"time":1415671260,"value":0},{"time":1415757660,"value":2}]}]`
	if got := r.get("/x/TOKEN/data/JxJz?t=1w1d"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for query, count := range map[string]int{"": 57, "?t=": 57, "?t=1w3h": 57, "?t=1d15m": 97, "?t=1d15m1w": 97, "?t=1w1h": 169, "?t=30m1m": 31, "?t=20m10m": 3, "?t=4h5m": 49, "?t=1M1h": 721, "?t=1y1d": 366, "?t=9999m1m": 10_000} {
		if sets := decoded[[]dataset](r, "/x/TOKEN/data/JxJz"+query); len(sets[0].Points) != count {
			t.Errorf("%s: %d points, want %d", query, len(sets[0].Points), count)
		}
	}
}

// One element an id in the order of the path, five at most, one twice twice.
func TestDatasetOrder(t *testing.T) {
	r := newRig(t)
	ids := []string{"Aaaa", "Bbbb", "Cccc", "Dddd", "Eeee", "Ffff"}
	for i, id := range ids {
		r.post(r.stat(id, "stat "+id, stats.Counter), points{noon.Unix(): {float64(i + 1)}})
	}
	for path, want := range map[string]string{
		"Bbbb":                          "2",
		"Cccc/Aaaa/Bbbb":                "3 1 2",
		"Aaaa/Aaaa":                     "1 1",
		"Ffff/Eeee/Dddd/Cccc/Bbbb/Aaaa": "6 5 4 3 2",
		"Ffff/Eeee/Dddd/Cccc/Bbbb/none": "6 5 4 3 2",
		"%41aaa//Bbbb/":                 "1 2",
	} {
		var got []string
		for _, set := range decoded[[]dataset](r, "/x/TOKEN/data/"+path+"?t=1m1m") {
			got = append(got, fmt.Sprint(set.Points[1].Value))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", path, got, want)
		}
	}
}

// The columns of a table are what the JSON has.
func TestCSV(t *testing.T) {
	r := newRig(t)
	r.post(r.stat("Aaaa", "a, \"b\"", stats.Counter), points{1360861620: {1e6}, 1360861680: {0.5}})
	r.post(r.stat("Bbbb", "=1+1", stats.Value), points{1360861680: {1, 2}, 1360861740: {-3}})
	w := r.ask(http.MethodGet, "/x/TOKEN/data/Aaaa/Bbbb?format=csv&t=2m1m&start=1360861620", r.reader, "")
	want := "time,\"a, \"\"b\"\"\",=1+1\n1360861620,1000000,0\n1360861680,0.5,1.5\n1360861740,0,-3\n"
	if w.Body.String() != want || w.Header().Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("%s\n%s", w.Header().Get("Content-Type"), w.Body)
	}
	rows, err := csv.NewReader(w.Body).ReadAll()
	must(t, err)
	if len(rows) != 4 || rows[0][1] != "a, \"b\"" {
		t.Errorf("read back: %q", rows)
	}
	daily := r.ask(http.MethodGet, "/x/TOKEN/data/Bbbb?format=csv&summary=2d&start=1360861620", r.reader, "").Body.String()
	if want := "time,=1+1\n1360800000,0\n1360886400,0\n"; daily != want {
		t.Errorf("%q, want %q", daily, want)
	}
	if got := r.get("/x/TOKEN/data/Bbbb?format=json&t=1m1m"); !strings.HasPrefix(got, `[{"name":"=1+1"`) {
		t.Errorf("format=json: %s", got)
	}
}

func TestFigure(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 19: "19", -20: "-20", 0.1: "0.1", 2.159: "2.159", 1e6: "1000000", 123456789012: "123456789012", 1 << 53: "9007199254740992",
		1e20: "100000000000000000000", 0.000001: "0.000001", 1.0 / 3: "0.3333333333333333", 1e100: "1e+100",
	} {
		if got := figure(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e100, 1e100).Draw(t, "v")
		var one, other float64
		if json.Unmarshal([]byte(figure(v)), &one) != nil || json.Unmarshal(encode(v), &other) != nil || one != v || other != v {
			t.Fatalf("%v is %s in a table and %s in JSON", v, figure(v), encode(v))
		}
		if size := math.Abs(v); size >= 1e-6 && size < 1e21 && figure(v) != string(encode(v)) {
			t.Fatalf("%s in a table, %s in JSON", figure(v), encode(v))
		}
	})
}

func TestField(t *testing.T) {
	for _, row := range []struct{ form, name, want string }{
		{"", "t", ""},
		{"t=1w3h", "t", "1w3h"},
		{"tt=1&t=2", "t", "2"},
		{"t=1&t=2", "t", "1"},
		{"t", "t", ""},
		{"&&t=1&", "t", "1"},
		{"t=a=b", "t", "a=b"},
		{"t=a%20b+c", "t", "a b c"},
		{"t=100%", "t", "100%"},
		{"t=a;b", "t", "a;b"},
	} {
		if got := field(row.form, row.name); got != row.want {
			t.Errorf("%s of %q: %q, want %q", row.name, row.form, got, row.want)
		}
	}
}

// Where net/url takes a form without complaint, both read the same.
func FuzzField(f *testing.F) {
	for _, form := range []string{"t=1w3h&start=", "name=a+b%20c", "=&t", "%74=1", "t=%zz", "a;b=1&t=2"} {
		f.Add(form, "t")
	}
	f.Fuzz(func(t *testing.T, form, name string) {
		got := field(form, name)
		want, err := url.ParseQuery(form)
		if err == nil && got != want.Get(name) {
			t.Errorf("%q of %q: %q, want %q", name, form, got, want.Get(name))
		}
	})
}
