package export

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chartd/stats"
)

func TestCLIDataset(t *testing.T) {
	r := newRig(t)
	r.post(r.stat("Cccc", "visits", stats.Counter), points{noon.Unix() - 180: {3, 4}, noon.Unix(): {0}})
	r.post(r.stat("Vvvv", "load", stats.Value), points{noon.Unix() - 180: {3, 4}})
	for path, want := range map[string]string{
		"Cccc/dataset?t=4m2m": `{"name":"visits","timeframe":"4 minutes @ 2 minutes","kind":"count","points":[{"time":1795521360,"value":7,"rcount":2},` +
			`{"time":1795521480,"value":0,"rcount":0},{"time":1795521600,"value":0,"rcount":1}]}`,
		"Vvvv/dataset?t=4m2m1w": `{"name":"load","timeframe":"4 minutes @ 2 minutes","kind":"value","points":[{"time":1795521360,"value":3.5,"rcount":2},` +
			`{"time":1795521480,"value":0,"rcount":0},{"time":1795521600,"value":0,"rcount":0}]}`,
		"Cccc/dataset_full": `{"name":"visits","timeframe":"all @ 1 minute","kind":"count","points":[{"time":1795521420,"value":7,"rcount":2},{"time":1795521600,"value":0,"rcount":1}]}`,
	} {
		if got := r.get("/a1/stats/" + path); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", path, got, want)
		}
	}
	if got := decoded[countedSet](r, "/a1/stats/Cccc/dataset"); got.Timeframe != "1 week @ 3 hours" || len(got.Points) != 57 {
		t.Errorf("without t: %s, %d points", got.Timeframe, len(got.Points))
	}
}

// Everything from 1970 to a day ahead comes, each minute once and in order.
func TestFullDataset(t *testing.T) {
	r := newRig(t)
	s := r.stat("Cccc", "visits", stats.Counter)
	if got := r.get("/a1/stats/Cccc/dataset_full"); got != `{"name":"visits","timeframe":"all @ 1 minute","kind":"count","points":[]}` {
		t.Errorf("nothing: %s", got)
	}
	all := points{0: {1}, 59: {1}, 60: {1}, 86399: {1}, 604799: {1}, 604800: {1}, noon.Add(24 * time.Hour).Unix(): {1}}
	for i := range int64(20_000) {
		all[noon.Unix()-i*60-60] = []float64{float64(i), 0.5}
	}
	r.post(s, all)
	set := decoded[countedSet](r, "/a1/stats/Cccc/dataset_full")
	if len(set.Points) != 20_006 {
		t.Fatalf("%d points", len(set.Points))
	}
	sum, last := 0.0, int64(-1)
	for _, p := range set.Points {
		if p.Time <= last || p.Time%60 != 0 || p.Count == 0 {
			t.Fatalf("%+v after %d", p, last)
		}
		sum, last = sum+p.Value, p.Time
	}
	if want := 7 + 20_000*0.5 + 19_999*20_000/2; sum != want {
		t.Errorf("sum %v, want %v", sum, want)
	}
	if first := set.Points[0]; first != (counted{0, 2, 2}) {
		t.Errorf("first %+v", first)
	}
}

// A long answer that breaks off in the middle must not look whole; one that
// fails before its first byte says so.
func TestFullDatasetBreaksOff(t *testing.T) {
	r := newRig(t)
	s := r.stat("Cccc", "visits", stats.Counter)
	all := points{}
	for i := range int64(20_000) {
		all[noon.Unix()-i*60] = []float64{0.123456789}
	}
	r.post(s, all)
	working := r.Reader
	path := "/a1/stats/Cccc/dataset_full"
	status, body, err := over(t, r.CLI, path, string(r.reader))
	if status != 200 || err != nil || !strings.HasSuffix(body, `}]}`) {
		t.Fatalf("whole: %d, %v, ends in %q", status, err, body[max(0, len(body)-20):])
	}
	r.Reader = &failing{working, 1, errors.New("torn page")}
	if status, body, _ := over(t, r.CLI, path, string(r.reader)); status != 500 || !strings.Contains(body, "a fault of chartd") {
		t.Errorf("before the first byte: %d %s", status, body)
	}
	r.Reader = &failing{working, 3, errors.New("torn page")}
	if status, body, err := over(t, r.CLI, path, string(r.reader)); status != 200 || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("in the middle: %d, %v, %d bytes", status, err, len(body))
	}
	if got := strings.Count(r.log.String(), "torn page"); got != 2 {
		t.Errorf("%d lines in the log, want 2: %s", got, r.log)
	}
}

func TestComment(t *testing.T) {
	r := newRig(t)
	s := r.stat("JxJz", "request time", stats.Value)
	long := strings.Repeat("é", stats.MaxComment)
	for _, row := range []struct {
		body   string
		status int
		answer string
		text   string
	}{
		{"id=JxJz&text=hello", 200, `{"message":"comment added to request time"}`, "hello"},
		{"text=deploy+1.2%0a&id=%4AxJz", 200, `{"message":"comment added to request time"}`, "deploy 1.2"},
		{"id=JxJz&text=100% done; ok", 200, `{"message":"comment added to request time"}`, "100% done; ok"},
		{"id=JxJz&text=a%FFb%00c", 200, `{"message":"comment added to request time"}`, "a\uFFFDb c"},
		{"id=JxJz&text=" + strings.ReplaceAll(long, "é", "%C3%A9"), 200, `{"message":"comment added to request time"}`, long},
		{"id=JxJz&text=" + long + "e", 400, `{"msg":"text: give 1 to 1000 characters"}`, ""},
		{"id=JxJz&text=+", 400, `{"msg":"text: give 1 to 1000 characters"}`, ""},
		{"id=JxJz", 400, `{"msg":"text: give 1 to 1000 characters"}`, ""},
		{"text=hello", 404, `{"msg":"stat not found."}`, ""},
		{"id=none&text=hello", 404, `{"msg":"stat not found."}`, ""},
		{"id=JxJz&text=" + strings.Repeat("x", maxForm), 413, `{"msg":"the form is over 64 KB"}`, ""},
	} {
		w := r.ask(http.MethodPost, "/a1/comments", r.write, row.body)
		if w.Code != row.status || w.Body.String() != row.answer {
			t.Errorf("%.40s: %d %s, want %d %s", row.body, w.Code, w.Body, row.status, row.answer)
		}
		kept, err := r.things.Comments(t.Context(), []stats.StatID{s.ID}, noon.Add(-time.Minute), noon.Add(time.Minute))
		must(t, err)
		if (len(kept) == 1) != (row.text != "") || row.text != "" && kept[0].Text != row.text {
			t.Errorf("%.40s: kept %+v, want %.40q", row.body, kept, row.text)
		}
		for _, k := range kept {
			must(t, r.things.Uncomment(t.Context(), s.ID, k.ID))
		}
	}
}

// A form that ends early is not half a comment.
func TestCommentCutShort(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "request time", stats.Value)
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/a1/comments", io.MultiReader(strings.NewReader("id=JxJz&text=hel"), cutOff{}))
	req.SetBasicAuth(string(r.write), "")
	w := httptest.NewRecorder()
	r.CLI(w, req)
	if w.Code != 400 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

type cutOff struct{}

func (cutOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
