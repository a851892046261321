package embeds_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chartd/api/embeds"
	"chartd/stats"
)

// list reads one list of an answer's body.
func list(t testing.TB, body, name string) []any {
	t.Helper()
	all, ok := object(t, body)[name].([]any)
	if !ok {
		t.Fatalf("no %s in %s", name, body)
	}
	return all
}

func TestValues(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits, load := s.Stat(t, "visits", stats.Counter), s.Stat(t, `lo"ad</script>`, stats.Value)
	s.Post(t, visits, s.minute()-1, 100, 12200)
	s.Post(t, visits, s.minute()-60, 6000, 5000)
	held := s.grant(stats.Grant{Stat: visits.ID, Frame: "1d1h", Origins: []string{"https://blog.example"}})
	w := s.get("/embed/v1/values?q="+string(visits.EmbedKey)+":1h1m&q="+string(load.EmbedKey)+":week&q="+held+"&q=nope&q="+string(visits.EmbedKey)+":x",
		"Origin", "https://blog.example")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" || w.Header().Get("Access-Control-Allow-Origin") != "*" ||
		w.Header().Get("Cache-Control") != "private, max-age=32" || !slices.Contains(w.Header().Values("Vary"), "Origin") {
		t.Errorf("status %d, headers %v", w.Code, w.Header())
	}
	want := `{"again":32,"values":[
		{"key":"` + string(visits.EmbedKey) + `","tf":"1h1m","name":"visits","kind":"counter","unit":"","value":17300,"text":"17.30K","before":6000,
		 "change":188.33333333333334,"changeText":"+188 %","sentence":"visits: 17.30K, up 188 % against the period before.","from":1699996380,"to":1699999980},
		{"key":"` + string(load.EmbedKey) + `","tf":"1w3h","name":"lo\"ad</script>","kind":"value","unit":"","value":null,"text":"No data","before":null,
		 "change":null,"sentence":"lo\"ad</script>: No data.","from":1699395180,"to":1699999980},
		{"key":"` + held + `","tf":"1d1h","name":"visits","kind":"counter","unit":"","value":23300,"text":"23.30K","before":0,
		 "change":0,"changeText":"+23.30K","sentence":"visits: 23.30K, up 23.30K against the period before.","from":1699913580,"to":1699999980},
		{"key":"nope","tf":"","problem":"not public","unit":"","value":null,"before":null,"change":null},
		{"key":"` + string(visits.EmbedKey) + `","tf":"x","problem":"bad parameter tf: give a length and a step, such as 1w3h: numbers with m, h, d, w, M or y",
		 "unit":"","value":null,"before":null,"change":null}]}`
	if got, want := object(t, w.Body.String()), object(t, want); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %s\nwant %v", w.Body, want)
	}
	if strings.Contains(w.Body.String(), "</script") {
		t.Errorf("a name could end a script: %s", w.Body)
	}
	elsewhere := list(t, s.ok(200, "/embed/v1/values?q="+held, "Origin", "https://thief.example"), "values")
	if one := elsewhere[0].(map[string]any); one["problem"] != "not available" || one["name"] != nil {
		t.Errorf("another page sees %v", one)
	}
}

// A poll costs no body as long as nothing changed, however the minutes go by.
func TestValuesAreTagged(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, "visits", stats.Counter)
	s.Post(t, visits, s.minute()-1, 3)
	path := "/embed/v1/values?q=" + string(visits.EmbedKey) + ":1d1h"
	first := s.get(path).Header()
	tag := first.Get("Etag")
	if !strings.HasPrefix(tag, `W/"`) || first.Get("Cache-Control") != "public, max-age=32" {
		t.Errorf("tag %s, kept %s", tag, first.Get("Cache-Control"))
	}
	s.at.Add(5 * 60)
	if w := s.get(path, "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("five minutes later: status %d, %s", w.Code, w.Body)
	}
	s.Post(t, visits, s.minute(), 1)
	s.at.Add(60)
	if w := s.get(path, "If-None-Match", tag); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"value":4`) {
		t.Errorf("after a post: status %d, %s", w.Code, w.Body)
	}
}

func TestSeries(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits, load := s.Stat(t, "visits", stats.Counter), s.Stat(t, "load", stats.Value)
	s.Post(t, visits, s.minute()-1, 5, 0, 7)
	s.Post(t, load, s.minute()-2, 1.5)
	s.Post(t, load, s.minute()-6, 2)
	single := s.grant(stats.Grant{Stat: visits.ID, Single: true})
	body := s.ok(200, "/embed/v1/series?q="+string(visits.EmbedKey)+":4m1m&q="+string(load.EmbedKey)+":4m1m_compare&q="+single+":4m1m")
	want := `{"again":32,"series":[
		{"key":"` + string(visits.EmbedKey) + `","tf":"4m1m","name":"visits","kind":"counter","unit":"","from":1699999740,"step":60,"points":[0,5,0,7],
		 "sentence":"visits: 4 points, from 2023-11-14 22:09 to 22:12 UTC, from 0 to 7, low 0, high 7."},
		{"key":"` + string(load.EmbedKey) + `","tf":"4m1m","name":"load","kind":"value","unit":"","from":1699999740,"step":60,"points":[null,null,1.5,null],
		 "before":[null,null,2,null],"sentence":"load: 1 point and 3 gaps, from 2023-11-14 22:09 to 22:12 UTC, at 1.5, down 25 % from 2 in the period before."},
		{"key":"` + single + `","tf":"4m1m","problem":"not available","unit":"","points":null}]}`
	got, wanted := object(t, body), object(t, want)
	if !reflect.DeepEqual(got["again"], wanted["again"]) {
		t.Errorf("again %v", got["again"])
	}
	for i, one := range list(t, body, "series") {
		wanted := list(t, want, "series")[i].(map[string]any)
		one := one.(map[string]any)
		said, _ := one["sentence"].(string)
		name, _ := one["name"].(string)
		if !strings.HasPrefix(said, name) || (said == "") != (one["problem"] != nil) {
			t.Errorf("sentence %q", said)
		}
		delete(one, "sentence")
		delete(wanted, "sentence")
		if !reflect.DeepEqual(one, wanted) {
			t.Errorf("got  %v\nwant %v", one, wanted)
		}
	}
}

func TestRequestsThatAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, row := range []struct {
		name, path string
		status     int
		problem    string
	}{
		{"no key", "/embed/v1/values", 400, "q: give 1 to 100 of them, each KEY or KEY:TIMEFRAME"},
		{"too many keys", "/embed/v1/series?" + strings.Repeat("q=a&", 101), 400, "q: give 1 to 100 of them, each KEY or KEY:TIMEFRAME"},
		{"no such path", "/embed/v1/nothing", 404, "there is nothing at this path"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := s.get(row.path)
			if w.Code != row.status || object(t, w.Body.String())["error"] != row.problem || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("status %d, %s", w.Code, w.Body)
			}
		})
	}
	if w := s.get("/embed/v1/values?" + strings.Repeat("q=a&", 100)); w.Code != 200 {
		t.Errorf("100 keys: status %d", w.Code)
	}
}

// What is beyond 20,000 points is not read, and is a problem of the keys that ask
// for it: others are answered. Only those that compare have the period before.
func TestSeriesOfManyPoints(t *testing.T) {
	t.Parallel()
	read := &readings{}
	s := newSite(t, func(d *embeds.Deps) { read.Reader = d.Board.Reader; d.Board.Reader = read })
	visits := s.Stat(t, "visits", stats.Counter)
	s.Post(t, visits, s.minute()-1, 1)
	path := "/embed/v1/series?"
	for _, frame := range []string{"9000m1m", "4m1m_compare", "5000m1m_compare", "9001m1m", "_compare", "4m1m"} {
		path += "q=" + string(visits.EmbedKey) + ":" + frame + "&"
	}
	many := "more than 20000 points in one request: take a longer step, or ask for fewer at a time"
	for i, one := range list(t, s.ok(200, path), "series") {
		one := one.(map[string]any)
		points, _ := one["points"].([]any)
		before, _ := one["before"].([]any)
		problem, _ := one["problem"].(string)
		want := []struct {
			points, before int
			problem        string
		}{{9000, 0, ""}, {4, 4, ""}, {5000, 5000, ""}, {0, 0, many}, {56, 56, ""}, {4, 0, ""}}[i]
		if len(points) != want.points || len(before) != want.before || problem != want.problem {
			t.Errorf("%d has %d points, %d before, %q; want %v", i, len(points), len(before), problem, want)
		}
	}
	if got := read.buckets.Load(); got != 9000+2*4+2*5000+2*56 {
		t.Errorf("%d buckets were read", got)
	}
	both := list(t, s.ok(200, "/embed/v1/series?cmp=1&q="+string(visits.EmbedKey)+":4m1m"), "series")[0].(map[string]any)
	if before, _ := both["before"].([]any); len(before) != 4 {
		t.Errorf("with cmp there is %v", both)
	}
}

// readings counts the buckets that are read.
type readings struct {
	stats.Reader
	buckets atomic.Int64
}

func (r *readings) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	r.buckets.Add(int64(len(ids) * w.Count))
	return r.Reader.Series(ctx, ids, w)
}

// Whatever stands in a query, the answer is JSON of as many elements.
func FuzzValues(f *testing.F) {
	s := newSite(f)
	visits := s.Stat(f, "visits", stats.Counter)
	s.Post(f, visits, s.minute()-1, 1)
	s.at.Add(int64(time.Minute / time.Second))
	f.Add("q=" + string(visits.EmbedKey) + ":1d1h&q=" + string(visits.EmbedKey) + ":week_compare&cmp=1")
	f.Add("q=%22%3C/script%3E:%00&q=\xff:\u2028")
	f.Add("&&q&q=&amp;q=:")
	f.Fuzz(func(t *testing.T, query string) {
		for _, name := range []string{"values", "series"} {
			w := s.get("/embed/v1/" + name + "?" + strings.ReplaceAll(query, "KEY", string(visits.EmbedKey)))
			if w.Code == 400 {
				continue
			}
			var out map[string]json.RawMessage
			if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || w.Code != 200 {
				t.Fatalf("status %d, %v\n%s", w.Code, err, w.Body)
			}
			if got := len(list(t, w.Body.String(), name)); got == 0 || got > 100 {
				t.Fatalf("%d elements", got)
			}
			if strings.ContainsAny(w.Body.String(), "<>\u2028\u2029") {
				t.Fatalf("not safe in a script: %s", w.Body)
			}
		}
	})
}

// The number of a text is the export's total of the same window, and of a value
// the mean of all its points.
func TestTextsAgreeWithTheExport(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits, load := s.open(s.Stat(t, "visits", stats.Counter)), s.open(s.Stat(t, "load", stats.Value))
	for i := range stats.Minute(3 * 24 * 12) {
		s.Post(t, visits, s.minute()-5*i, float64(i*7919%23))
		s.Post(t, load, s.minute()-5*i, float64(i*104729%29))
	}
	for _, frame := range []string{"1h5m", "12h10m", "1d15m", "2d6h"} {
		for _, one := range []stats.Stat{visits, load} {
			var said struct {
				Values []struct {
					Value    float64
					From, To int64
				}
			}
			decode(t, s.ok(200, "/embed/v1/values?q="+string(one.EmbedKey)+":"+frame), &said)
			v := said.Values[0]
			var exported []struct {
				Points []struct {
					Time  int64
					Value float64
				}
			}
			decode(t, s.ok(200, fmt.Sprintf("/x/%s/data/%s?t=%s&start=%d", string(s.Token), one.Public, frame, v.From)), &exported)
			sum, steps := 0.0, 0
			for _, p := range exported[0].Points {
				if p.Time < v.To { // the export has the step that has just begun, too
					sum, steps = sum+p.Value, steps+1
				}
			}
			if one.Kind == stats.Value { // each step has as many points
				sum /= float64(steps)
			}
			if math.Abs(v.Value-sum) > 1e-9*sum || sum == 0 {
				t.Errorf("%s over %s: the text says %v, the export %v", one.Name, frame, v.Value, sum)
			}
		}
	}
}

func decode(t *testing.T, text string, to any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), to); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}
