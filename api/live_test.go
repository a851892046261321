package api

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chartd/embed"
	"chartd/render"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

// liveFace is a face over a node, with a clock.
type liveFace struct {
	*node.Node
	http.Handler
	live *embed.Live
	now  atomic.Int64
	away atomic.Bool // the store
}

func newLiveFace(t testing.TB) *liveFace {
	f := &liveFace{Node: node.Open(t)}
	f.now.Store(1_700_000_030)
	f.live = &embed.Live{
		Finder: f.Catalog, Reader: failing{f.Reader(), &f.away}, Remarks: f.Catalog, Homes: f.Catalog,
		Now: func() time.Time { return time.Unix(f.now.Load(), 0) },
	}
	f.Handler = New(Deps{Live: f.live, PNGCache: 1 << 20})
	return f
}

func (f *liveFace) minute() stats.Minute { return stats.MinuteAt(f.now.Load()) }

// failing is a Reader of a store that may be away.
type failing struct {
	stats.Reader
	away *atomic.Bool
}

func (r failing) Series(ctx context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	if r.away.Load() {
		return nil, stats.ErrAway
	}
	return r.Reader.Series(ctx, ids, w)
}

// get answers a GET; header is names and values.
func get(t testing.TB, h http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// formats are the paths of all live pictures, with their media types.
var formats = map[string]string{
	"/a.svg": "image/svg+xml", "/a.png": "image/png", "/a.txt": "text/plain; charset=utf-8", "/a.json": "application/json",
	"/card.svg": "image/svg+xml", "/card.png": "image/png", "/badge.svg": "image/svg+xml",
}

// whole fails the test unless a body is a whole document of its media type.
// What it says as text is returned: of an SVG all that stands between tags.
func whole(t *testing.T, media, body string) string {
	t.Helper()
	var err error
	switch media {
	case "image/png":
		_, err = png.Decode(strings.NewReader(body))
	case "application/json":
		var any map[string]any
		err = json.Unmarshal([]byte(body), &any)
	case "image/svg+xml":
		return svgText(t, body)
	}
	if err != nil {
		t.Errorf("%v in %.200s", err, body)
	}
	return body
}

// svgElements are those that pictures have.
const svgElements = " svg title desc style g path rect circle line text defs linearGradient stop tspan clipPath "

func svgText(t *testing.T, body string) string {
	t.Helper()
	var text strings.Builder
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return text.String()
		}
		if err != nil {
			t.Fatalf("%v in %.300s", err, body)
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
			text.WriteByte('\n')
		case xml.StartElement:
			if !strings.Contains(svgElements, " "+token.Name.Local+" ") {
				t.Errorf("the picture has the element %s", token.Name.Local)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
					t.Errorf("%s has the attribute %s=%q", token.Name.Local, a.Name.Local, a.Value)
				}
			}
		}
	}
}

func TestLivePicturesInEveryFormat(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	query := "?tf=1h1m&cmp=1&marks=1"
	for n := range 5 {
		s := f.Stat(t, fmt.Sprint("stat ", n), []stats.Kind{stats.Counter, stats.Value}[n%2])
		f.Post(t, s, f.minute()-1, 1, 2, float64(n))
		query += fmt.Sprintf("&k%d=%s", n, string(s.EmbedKey)) // the key itself: it prints hidden
	}
	for path, media := range formats {
		got := get(t, f, path+query)
		if got.Code != 200 || got.Header().Get("Content-Type") != media || got.Header().Get("Cache-Control") != "public, max-age=30, stale-while-revalidate=60" {
			t.Errorf("%s: %d %v", path, got.Code, got.Header())
		}
		text := whole(t, media, got.Body.String())
		if strings.HasPrefix(path, "/a.") && path != "/a.png" {
			for n := range 5 {
				if !strings.Contains(text, fmt.Sprint("stat ", n)) {
					t.Errorf("%s does not name stat %d", path, n)
				}
			}
		}
	}
}

func TestALiveChartAsData(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	hits, load := f.Stat(t, "hits", stats.Counter), f.Stat(t, "load", stats.Value)
	f.Post(t, hits, f.minute(), 1, 2, 100) // the last in the minute that has begun
	f.Post(t, load, f.minute()-2, 8)
	at := time.Unix((f.minute() - 2).Unix(), 0)
	if _, err := f.Catalog.Comment(t.Context(), stats.Comment{Stat: hits.ID, At: at, Text: "deploy 7"}); err != nil {
		t.Fatal(err)
	}
	got := get(t, f, "/a.json?tf=3m1m&marks=1&k0="+string(hits.EmbedKey)+"&k1="+string(load.EmbedKey)).Body.String()
	for _, part := range []string{
		`"values":[0,1,2]`, `"values":[null,8,null]`, `"y":{"min":0,"max":8}`, `"label":"8"`, `"text":"deploy 7"`, `"name":"hits"`,
		fmt.Sprintf(`"x":{"from":%d,"to":%d,"tz":"UTC"}`, (f.minute() - 3).Unix(), (f.minute() - 1).Unix()), `Marks: deploy 7 at 22:`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the chart has no %s: %s", part, got)
		}
	}
	if list, err := f.Reader().Series(t.Context(), []stats.StatID{hits.ID}, stats.Window{From: f.minute(), Step: 1, Count: 1}); err != nil || list[0].Buckets[0].Sum != 100 {
		t.Errorf("the store has %+v in the minute that has begun, %v", list, err)
	}
}

// drawn counts drawings.
type drawn struct {
	subject
	times *atomic.Int64
}

func (d drawn) Append(dst []byte, f render.Format) []byte {
	d.times.Add(1)
	return d.subject.Append(dst, f)
}

func TestAnUnchangedLivePictureIsNotDrawn(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	s := f.Stat(t, "hits", stats.Counter)
	f.Post(t, s, f.minute()-1, 1, 2, 3)
	face := f.Handler.(*server)
	for _, on := range []func(*render.Sheet) subject{newSheet, newCard, newBadge} {
		var times atomic.Int64
		h := face.picture(render.SVG, func(sheet *render.Sheet) subject { return drawn{on(sheet), &times} })
		target := "/?tf=1h1m&k0=" + string(s.EmbedKey)
		first := get(t, h, target)
		tag := first.Header().Get("Etag")
		if first.Code != 200 || tag == "" || times.Load() != 1 {
			t.Fatalf("%d %v, drawn %d times", first.Code, first.Header(), times.Load())
		}
		for range 3 {
			again := get(t, h, target, "If-None-Match", tag)
			if again.Code != 304 || again.Body.Len() != 0 || again.Header().Get("Etag") != tag || again.Header().Get("Cache-Control") != soon[0] {
				t.Errorf("asked again: %d %v", again.Code, again.Header())
			}
		}
		if times.Load() != 1 {
			t.Errorf("drawn %d times for one picture that did not change", times.Load())
		}
		f.Post(t, s, f.minute()-1, 1)
		changed := get(t, h, target, "If-None-Match", tag)
		if changed.Code != 200 || changed.Header().Get("Etag") == tag || times.Load() != 2 {
			t.Errorf("after a point: %d %v, drawn %d times", changed.Code, changed.Header(), times.Load())
		}
	}
}

// A PNG that is kept is not one of older numbers.
func TestKeptPNGsAreOfTheirNumbers(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	s := f.Stat(t, "hits", stats.Counter)
	target := "/card.png?dpr=1&tf=1h1m&k0=" + string(s.EmbedKey)
	empty := get(t, f, target).Body.String()
	if same := get(t, f, target).Body.String(); same != empty {
		t.Error("two pictures of the same numbers differ")
	}
	f.Post(t, s, f.minute()-1, 7)
	if full := get(t, f, target).Body.String(); full == empty {
		t.Error("the picture of new numbers is that of the old ones")
	}
}

func TestCachingOfLivePictures(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	s := f.Stat(t, "hits", stats.Counter)
	query := "?k0=" + string(s.EmbedKey)
	past, future := fmt.Sprint("&end=", f.now.Load()-3600), fmt.Sprint("&end=", f.now.Load()+3600)
	for more, want := range map[string]string{
		"": soon[0], future: soon[0], past: "public, max-age=86400", past + "&exp=9999999999": soon[0],
	} {
		for path := range formats {
			if got := get(t, f, path+query+more).Header().Get("Cache-Control"); got != want {
				t.Errorf("%s%s: %s, want %s", path, more, got, want)
			}
		}
	}
	first := get(t, f, "/a.svg"+query+past).Header().Get("Etag")
	f.now.Add(7200)
	f.Post(t, s, f.minute()-1, 5)
	if got := get(t, f, "/a.svg"+query+past, "If-None-Match", first); got.Code != 304 {
		t.Errorf("a frozen window answers %d after two hours", got.Code)
	}
	post := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/a.svg", strings.NewReader(query[1:]+past))
	w := httptest.NewRecorder()
	if f.ServeHTTP(w, post); w.Code != 200 || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Etag") != "" {
		t.Errorf("posted: %d %v", w.Code, w.Header())
	}
}

func TestLivePicturesThatCannotBe(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	s, trashed := f.Stat(t, "hits", stats.Counter), f.Stat(t, "trashed", stats.Counter)
	if err := f.Catalog.Trash(t.Context(), trashed.ID, time.Unix(f.now.Load(), 0)); err != nil {
		t.Fatal(err)
	}
	key := "k0=" + string(s.EmbedKey)
	for _, row := range []struct {
		query  string
		status int
		says   string
	}{
		{"k0=nobody", 404, "not available"},
		{"k0=" + string(trashed.EmbedKey), 404, "not available"},
		{"k0=a-b", 400, "k0: not 1 to 64 letters and digits"},
		{key + "&tf=%3Cscript%3E", 400, "tf: give a length and a step"},
		{key + "&tf=1y1m", 400, "tf: more than 10000 points"},
		{key + "&end=tomorrow", 400, "end: not UNIX seconds"},
		{key + "&sig=wrong", 403, "sig: the signature is not one of this query"},
		{key + "&d0=ABC", 400, "d0 is given too"},
	} {
		for path, media := range formats {
			if path == "/badge.svg" && strings.Contains(row.query, "d0=") {
				continue // means nothing there
			}
			got := get(t, f, path+"?"+row.query, "Accept", "image/*")
			said := got.Header().Get("X-Chartd-Error")
			if got.Code != row.status || !strings.Contains(said, row.says) || got.Header().Get("Cache-Control") != "no-store" || got.Header().Get("Etag") != "" {
				t.Errorf("%s?%s: %d %q %v", path, row.query, got.Code, said, got.Header())
			}
			if got.Header().Get("Content-Type") == media {
				whole(t, media, got.Body.String())
			} else {
				t.Errorf("%s?%s is answered with %s, want %s", path, row.query, got.Header().Get("Content-Type"), media)
			}
		}
	}
	if got := get(t, New(Deps{}), "/a.svg?"+key); got.Code != 404 {
		t.Errorf("a server without stats answers %d", got.Code)
	}
}

func TestLivePicturesWhileTheStoreIsAway(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	s := f.Stat(t, "hits", stats.Counter)
	f.Post(t, s, f.minute()-1, 7)
	query := "?dpr=1&k0=" + string(s.EmbedKey)
	tags := map[string]string{}
	for path := range formats {
		tags[path] = get(t, f, path+query).Header().Get("Etag") // a PNG is kept now
	}
	f.away.Store(true)
	for path := range formats {
		got := get(t, f, path+query, "If-None-Match", tags[path])
		if got.Code != 503 || got.Header().Get("Retry-After") == "" || got.Header().Get("Cache-Control") != "no-store" || got.Header().Get("Etag") != "" {
			t.Errorf("%s: %d %v", path, got.Code, got.Header())
		}
	}
	if got := get(t, f, "/a.svg?v0=1,2"); got.Code != 200 {
		t.Errorf("a chart with data of its own is answered %d", got.Code)
	}
	f.away.Store(false)
	for path := range formats {
		if got := get(t, f, path+query, "If-None-Match", tags[path]); got.Code != 304 {
			t.Errorf("%s: %d when the store is back", path, got.Code)
		}
	}
}

func TestSignaturesAtTheDoor(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	f.live.Signed = true
	query := "k0=" + string(f.Stat(t, "hits", stats.Counter).EmbedKey) + "&tf=1d1h"
	now := time.Unix(f.now.Load(), 0)
	right := embed.Sign(node.UKey, query, time.Time{})
	for _, row := range []struct {
		says, query string
		status      int
	}{
		{"unsigned", query, 403},
		{"unsigned, of no stat", "k0=nobody", 403},
		{"right", right, 200},
		{"for an hour", embed.Sign(node.UKey, query, now.Add(time.Hour)), 200},
		{"expired", embed.Sign(node.UKey, query, now.Add(-time.Second)), 403},
		{"changed", strings.Replace(right, "1d1h", "1y1d", 1), 403},
		{"of another key", embed.Sign("another", query, time.Time{}), 403},
	} {
		for path := range formats {
			if got := get(t, f, path+"?"+row.query); got.Code != row.status {
				t.Errorf("%s%s: %d %s, want %d", row.says, path, got.Code, got.Header().Get("X-Chartd-Error"), row.status)
			}
		}
	}
	for _, target := range []string{"/a.svg?v0=1,2", "/a.png?w=90&h=50&d0=AZ", "/card.svg?v=1", "/badge.svg?t=a&v=b"} {
		if got := get(t, f, target); got.Code != 200 {
			t.Errorf("%s: %d, which needs no signature", target, got.Code)
		}
	}
	first, later := get(t, f, "/a.svg?"+right), get(t, f, "/a.svg?"+embed.Sign(node.UKey, query, now.Add(time.Hour)))
	if a, b := first.Header().Get("Etag"), later.Header().Get("Etag"); a != b {
		t.Errorf("the same picture has the tags %s and %s, by who signed it", a, b)
	}
}

func TestHostileNamesOfStatsStayInTheirPlace(t *testing.T) {
	t.Parallel()
	f := newLiveFace(t)
	for _, name := range []string{
		`</text></svg><script>alert(1)</script>`, `"><img src=x onerror=y>`, `]]>&lt;&amp;`, `<!--`, `</desc><a href="javascript:1">`,
		`","values":[9],"x":"`, `\u003cb>\`, "“é’ \U0001F600", `{{.}}`, `%00%0a`,
	} {
		s, twin := f.Stat(t, name, stats.Counter), f.Stat(t, "of "+name, stats.Counter)
		s.Unit = `</b>"`
		if err := f.Catalog.Update(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		at := time.Unix((f.minute() - 2).Unix(), 0)
		if _, err := f.Catalog.Comment(t.Context(), stats.Comment{Stat: s.ID, At: at, Text: name}); err != nil {
			t.Fatal(err)
		}
		f.Post(t, s, f.minute()-1, 3, 4)
		query := "?tf=1h1m&marks=1&w=2000&k0=" + string(s.EmbedKey)
		var parsed struct {
			Title  string
			Series []struct{ Name string }
			Marks  []struct{ Text string }
		}
		got := get(t, f, "/a.json"+query).Body.String()
		if err := json.Unmarshal([]byte(got), &parsed); err != nil || len(parsed.Series) != 1 || parsed.Series[0].Name != name || parsed.Title != name || parsed.Marks[0].Text != name {
			t.Errorf("%q is %+v (%v) in %s", name, parsed, err, got)
		}
		if strings.ContainsAny(got, "<>&") {
			t.Errorf("%q: a tag in JSON that may stand in a page: %s", name, got)
		}
		for _, path := range []string{"/a.svg", "/badge.svg", "/card.svg"} {
			for _, more := range []string{"", "&k1=" + string(twin.EmbedKey)} {
				text := svgText(t, get(t, f, path+query+more).Body.String())
				if !strings.Contains(text, name) {
					t.Errorf("%s%s does not show %q as it is: %q", path, more, name, text)
				}
			}
		}
	}
}

// shelf is a store of two stats that needs no database, so that a fuzzer tries
// queries and not SQLite.
type shelf struct{ stats.Reader }

func (shelf) Find(_ context.Context, by stats.Lookup) (stats.Stat, error) {
	kinds := map[stats.EmbedKey]stats.Kind{"hits": stats.Counter, "load": stats.Value}
	kind, ok := kinds[by.EmbedKey]
	if !ok {
		return stats.Stat{}, stats.ErrNotFound
	}
	return stats.Stat{ID: 1, Name: "<b>" + string(by.EmbedKey), Unit: "&ms", Kind: kind}, nil
}

func (shelf) Project(context.Context, stats.ProjectID) (stats.Project, error) {
	return stats.Project{UKey: node.UKey, Zone: "Europe/Vienna"}, nil
}

func (shelf) Comments(_ context.Context, _ []stats.StatID, from, _ time.Time) ([]stats.Comment, error) {
	return []stats.Comment{{At: from, Text: "</desc>"}}, nil
}

func (shelf) Series(_ context.Context, ids []stats.StatID, w stats.Window) ([]stats.Series, error) {
	out := make([]stats.Series, len(ids))
	for i := range out {
		out[i].Buckets = make([]stats.Bucket, w.Count)
		for n := range out[i].Buckets {
			if n%3 > 0 {
				out[i].Buckets[n] = stats.Bucket{N: 1, Sum: float64(n % 7), Min: float64(n % 7), Max: float64(n % 7)}
			}
		}
	}
	return out, nil
}

// Whatever a live query holds, the answer is a whole document, and never a
// fault.
func FuzzLiveQuery(f *testing.F) {
	now := func() time.Time { return time.Unix(1_700_000_030, 0) }
	face := New(Deps{Live: &embed.Live{Finder: shelf{}, Reader: shelf{}, Remarks: shelf{}, Homes: shelf{}, Now: now}})
	f.Add("k0=hits&tf=1h1m&cmp=1&marks=1&w=90&h=50")
	f.Add("k0=hits&k1=load&k2=hits&k3=load&k4=hits&kind=bar&theme=auto")
	f.Add("k0=load&end=1&tf=1M1d2h&sig=x&exp=y&t=</title>")
	f.Add("k0=none&k1=hits&d0=A&v0=1")
	f.Fuzz(func(t *testing.T, query string) {
		for path, media := range formats {
			if media == "image/png" {
				continue // the same as the SVG until it is painted
			}
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.URL.RawQuery = query
			r.Header.Set("Accept", "image/*")
			w := httptest.NewRecorder()
			face.ServeHTTP(w, r)
			if w.Code >= 500 || w.Header().Get("Content-Type") != media {
				t.Fatalf("%s?%s: %d %v", path, query, w.Code, w.Header())
			}
			whole(t, media, w.Body.String())
		}
	})
}
