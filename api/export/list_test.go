package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"chartd/stats"
)

// The contract's example (3.1), byte for byte.
func TestStatList(t *testing.T) {
	r := newRig(t)
	if got := r.get("/x/TOKEN/statlist"); got != `[]` {
		t.Errorf("no stats: %s", got)
	}
	s := r.stat("JxJz", "request time", stats.Counter)
	r.post(s, points{1487412183: {1}, 1487412123: {1}})
	want := `{"id":"JxJz","name":"request time","public":false,"counter":true,"unit":"",` +
		`"classic_key":"000000000000000000000000JxJz","embed_key":"0000000000000000000000000000JxJz","data_received_at":1487412180,"created_at":1414232922}`
	if got := r.get("/x/TOKEN/statlist"); got != "["+want+"]" {
		t.Errorf("got  %s\nwant [%s]", got, want)
	}
	if got := r.get("/x/TOKEN/stat?name=request+time"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	short := `[{"id":"JxJz","name":"request time","public":false,"counter":true,"data_received_at":1487412180,"created_at":1414232922}]`
	if got := r.get("/a1/stats"); got != short {
		t.Errorf("got  %s\nwant %s", got, short)
	}
	s.Unit, s.Open = "smoots", true
	must(t, r.things.Update(t.Context(), s))
	if got := r.get("/x/TOKEN/statlist"); !strings.Contains(got, `"public":true,"counter":true,"unit":"smoots"`) {
		t.Errorf("unit and openness: %s", got)
	}
}

// A stat that got nothing has every field, none of them null.
func TestListsHaveNoNull(t *testing.T) {
	r := newRig(t)
	r.stat("VP6Z", "<b>\"never\" & 'used'</b> \u2028", stats.Value)
	for _, path := range []string{"/x/TOKEN/statlist", "/a1/stats", "/a1/stats/VP6Z/dataset_full", "/a1/stats/VP6Z/dataset", "/x/TOKEN/data/VP6Z"} {
		if got := r.get(path); strings.Contains(got, "null") || strings.Contains(got, "Error") {
			t.Errorf("%s: %s", path, got)
		}
	}
	list := decoded[[]map[string]any](r, "/x/TOKEN/statlist")
	if len(list[0]) != 9 || list[0]["data_received_at"] != 0.0 || list[0]["name"] != "<b>\"never\" & 'used'</b> \u2028" {
		t.Errorf("%v", list[0])
	}
}

// Pages follow one another in the order in which stats were made.
func TestStatListPages(t *testing.T) {
	r := newRig(t)
	for _, id := range []string{"Cccc", "Aaaa", "Bbbb"} {
		r.stat(id, "stat "+id, stats.Counter)
	}
	for query, want := range map[string]string{
		"": "Cccc Aaaa Bbbb", "?offset=": "Cccc Aaaa Bbbb", "?offset=0": "Cccc Aaaa Bbbb", "?offset=1": "Aaaa Bbbb", "?offset=2": "Bbbb", "?offset=3": "", "?offset=9999999999999999": "",
	} {
		var got []string
		for _, s := range decoded[[]item](r, "/x/TOKEN/statlist"+query) {
			got = append(got, s.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", query, got, want)
		}
	}
}

// many are more stats than a test can make in a moment.
type many struct {
	Things
	n int
}

func (m many) List(_ context.Context, _ stats.ProjectID, f stats.Filter) (list []stats.Stat, _ error) {
	for i := f.Page.Offset; i < min(m.n, f.Page.Offset+f.Page.Limit); i++ {
		list = append(list, stats.Stat{ID: stats.StatID(i + 1), Name: fmt.Sprintf("stat %05d", i), Kind: stats.Counter})
	}
	return list, nil
}

// nothing is a Reader of stats without data.
type nothing struct{ stats.Reader }

func (nothing) Latest(_ context.Context, ids []stats.StatID) ([]stats.Latest, error) {
	return make([]stats.Latest, len(ids)), nil
}

// Clients stop at a short page: 10,000 is a whole one. The CLI asks for no pages
// and gets all.
func TestLongLists(t *testing.T) {
	r := newRig(t)
	for _, row := range []struct {
		n           int
		path        string
		want        int
		first, last string
	}{
		{10_001, "/x/TOKEN/statlist", 10_000, "stat 00000", "stat 09999"},
		{10_001, "/x/TOKEN/statlist?offset=10000", 1, "stat 10000", "stat 10000"},
		{10_001, "/x/TOKEN/statlist?offset=10001", 0, "", ""},
		{10_001, "/a1/stats", 10_001, "stat 00000", "stat 10000"},
		{20_000, "/a1/stats", 20_000, "stat 00000", "stat 19999"},
	} {
		r.Things, r.Reader = many{r.things, row.n}, nothing{}
		list := decoded[[]shortItem](r, row.path)
		if len(list) != row.want {
			t.Errorf("%s: %d stats, want %d", row.path, len(list), row.want)
			continue
		}
		if row.want > 0 && (list[0].Name != row.first || list[row.want-1].Name != row.last) {
			t.Errorf("%s: from %q to %q", row.path, list[0].Name, list[row.want-1].Name)
		}
	}
	// Where the second page does not come, what was sent must not look whole.
	r.Reader = &failing{nothing{}, 1, stats.ErrAway}
	if status, body, err := over(t, r.CLI, "/a1/stats", string(r.reader)); status != 200 || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("in the middle: %d, %v, %d bytes", status, err, len(body))
	}
}

// Whatever way a client encodes a name, its stat is found.
func TestStatByName(t *testing.T) {
	r := newRig(t)
	for i, name := range []string{"request time", "a+b", "100% done; ok", "température", "ws0: load/average", "x y", "x+y", "a=b"} {
		r.stat(fmt.Sprintf("id%03d", i), name, stats.Counter)
	}
	for query, want := range map[string]string{
		"name=request+time":                  "id000",
		"name=request%20time":                "id000",
		"name=%20request%20time%20":          "id000",
		"other=1&name=request+time&name=a":   "id000",
		"n%61me=request+time":                "id000",
		"name=a%2Bb":                         "id001",
		"name=a+b":                           "id001", // left as it is by a client
		"name=100%25+done%3B+ok":             "id002",
		"name=100%25%20done;%20ok":           "id002",
		"name=temp%C3%A9rature":              "id003",
		"name=température":                   "id003",
		"name=ws0:%20load/average":           "id004",
		"name=ws0%3A+load%2Faverage":         "id004",
		"name=x+y":                           "id005", // the form's meaning comes first
		"name=x%2By":                         "id006",
		"name=a=b":                           "id007",
		"bad=%zz&name=request+time&worse=%;": "id000",
	} {
		if got := decoded[item](r, "/x/TOKEN/stat?"+query); got.ID != want {
			t.Errorf("%s: %s, want %s", query, got.ID, want)
		}
	}
}

// An old name of a stat, and one that was merged into it, lead to it.
func TestAliases(t *testing.T) {
	r := newRig(t)
	into, from := r.stat("Into1", "total", stats.Counter), r.stat("From1", "part", stats.Counter)
	r.post(into, points{noon.Unix() - 3600: {1}})
	r.post(from, points{noon.Unix() - 3600: {2, 3}, noon.Unix(): {10}})
	must(t, r.things.Rename(t.Context(), into.ID, "sum"))
	must(t, r.things.Merge(t.Context(), from.ID, into.ID))
	for _, name := range []string{"total", "sum", "part"} {
		if got := decoded[item](r, "/x/TOKEN/stat?name="+name); got.ID != "Into1" || got.Name != "sum" || got.Received != noon.Unix()-30 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for _, id := range []string{"Into1", "From1"} {
		sets := decoded[[]dataset](r, "/x/TOKEN/data/"+id+"?t=1h1h")
		if len(sets) != 1 || sets[0].Name != "sum" || sets[0].Points[0].Value != 6 || sets[0].Points[1].Value != 10 {
			t.Errorf("%s: %+v", id, sets)
		}
		full := decoded[countedSet](r, "/a1/stats/"+id+"/dataset_full")
		if len(full.Points) != 2 || full.Points[0] != (counted{noon.Unix() - 3630, 6, 3}) {
			t.Errorf("%s: %+v", id, full)
		}
	}
	if list := decoded[[]item](r, "/x/TOKEN/statlist"); len(list) != 1 {
		t.Errorf("listed: %+v", list)
	}
}

func TestDelete(t *testing.T) {
	r := newRig(t)
	s := r.stat("JxJz", "request time", stats.Value)
	r.post(s, points{noon.Unix(): {4}})
	w := r.ask(http.MethodDelete, "/x/TOKEN/stats/JxJz", r.write, "")
	if w.Code != 200 || w.Body.String() != `{"msg":"stat deleted."}` {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, path := range []string{"/x/TOKEN/stat?name=request+time", "/x/TOKEN/data/JxJz", "/a1/stats/JxJz/dataset"} {
		if w := r.ask(http.MethodGet, path, r.write, ""); w.Code != 404 {
			t.Errorf("%s after it: %d", path, w.Code)
		}
	}
	if w := r.ask(http.MethodDelete, "/x/TOKEN/stats/JxJz", r.write, ""); w.Code != 404 {
		t.Errorf("a second time: %d %s", w.Code, w.Body)
	}
	if got := r.get("/x/TOKEN/statlist"); got != `[]` {
		t.Errorf("listed: %s", got)
	}
	// 48 hours are the owner's to think it over.
	gone, err := r.things.Purge(t.Context(), noon.Add(-time.Second))
	must(t, err)
	lost, err := r.things.Restore(t.Context(), s.ID)
	must(t, err)
	if sets := decoded[[]dataset](r, "/x/TOKEN/data/JxJz?t=1m1m"); len(gone)+len(lost) > 0 || sets[0].Points[1].Value != 4 {
		t.Errorf("purged %v, lost %v, restored %+v", gone, lost, sets)
	}
}
