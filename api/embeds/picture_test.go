package embeds_test

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"chartd/embed"
	"chartd/stats"
)

// said are the texts of an SVG, title and description first.
func said(t testing.TB, body []byte) []string {
	t.Helper()
	var out []string
	d := xml.NewDecoder(bytes.NewReader(body))
	in := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, body)
		}
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Name.Local
		case xml.CharData:
			if in == "title" || in == "desc" || in == "text" {
				out = append(out, string(token))
			}
		}
	}
}

// size is that of a PNG.
func size(t testing.TB, body []byte) [2]int {
	t.Helper()
	im, err := png.Decode(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return [2]int{im.Bounds().Dx(), im.Bounds().Dy()}
}

func TestPictures(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, "visits", stats.Counter)
	s.Post(t, visits, s.minute()-1, 100, 200)
	s.Post(t, visits, s.minute()-60, 150)
	s.Post(t, visits, s.minute()-61, 150)
	key := string(visits.EmbedKey)
	single := s.grant(stats.Grant{Stat: visits.ID, Single: true, Frame: "1h1m"})
	for _, row := range []struct{ name, path, first string }{
		{"a chart", key + ".svg?tf=hour&t=Title", "Title"},
		{"a card", key + "/card.svg?tf=hour", "visits"},
		{"its change", key + "/card.svg?tf=hour_compare", "visits: 450, up 200 % against the period before."},
		{"a badge", key + "/badge.svg?tf=hour", "visits: 450"},
		{"a badge with its change", key + "/badge.svg?tf=hour&cmp=1&t=v", "v: 450 (+200 %)"},
		{"the card of a key for the number alone", single + "/card.svg?tf=year&cmp=1", "visits: 450, up 200 %."},
		{"its badge", single + "/badge.svg?cmp=1", "visits: 450 (+200 %)"},
		{"its chart", single + ".svg", "not available"},
		{"a chart of none", strings.Repeat("z", 32) + ".svg?w=200&h=50", "not available"},
		{"a card of none", strings.Repeat("z", 32) + "/card.svg", "not available"},
		{"a badge of none", strings.Repeat("z", 32) + "/badge.svg?t=visits&tf=hour", "not available"},
		{"an id of none", "abcde.svg", "not public"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := s.get("/s/"+row.path, "Accept", "image/avif,image/*")
			if w.Code != 200 || w.Header().Get("Content-Type") != "image/svg+xml" {
				t.Fatalf("status %d, %v\n%s", w.Code, w.Header(), w.Body)
			}
			if got := said(t, w.Body.Bytes()); !strings.HasPrefix(strings.Join(got, " | "), row.first) && !contains(got, row.first) {
				t.Errorf("says %q, want %q", got, row.first)
			}
		})
	}
	for path, want := range map[string][2]int{
		key + ".png":                     {1160, 360},
		key + ".png?w=100&h=50&dpr=1":    {100, 50},
		key + "/card.png?dpr=1":          {320, 160},
		key + "/preview.lk3j2.png":       {1200, 630},
		single + "/preview.1.png":        {1200, 630},
		strings.Repeat("z", 32) + ".png": {600, 200},
		"zzzzz/preview.1.png":            {1200, 630},
	} {
		if got := size(t, []byte(s.ok(200, "/s/"+path))); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
}

func contains(list []string, text string) bool {
	for _, one := range list {
		if strings.HasPrefix(one, text) {
			return true
		}
	}
	return false
}

// A reader chooses how a picture looks, and nothing of what it shows.
func TestPicturesShowTheirKeyAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits, other := s.Stat(t, "visits", stats.Counter), s.Stat(t, "other", stats.Counter)
	s.Post(t, visits, s.minute()-1, 1)
	s.Post(t, other, s.minute()-1, 2)
	if _, err := s.Catalog.Comment(t.Context(), stats.Comment{Stat: visits.ID, At: s.now().Add(-3600e9), Text: "a deploy"}); err != nil {
		t.Fatal(err)
	}
	key, held := string(visits.EmbedKey), s.grant(stats.Grant{Stat: visits.ID, Frame: "1d1h"})
	for _, row := range []struct{ name, plain, tried string }{
		{"another's key", key + ".svg?tf=1d1h", key + ".svg?tf=1d1h&k1=" + string(other.EmbedKey) + "&k0=" + string(other.EmbedKey)},
		{"data", key + ".svg?tf=1d1h", key + ".svg?tf=1d1h&v1=1,2,3&d0=AAA"},
		{"comments", key + ".svg?tf=1d1h", key + ".svg?tf=1d1h&marks=1"},
		{"an earlier end", key + ".svg?tf=1d1h", key + ".svg?tf=1d1h&end=1600000000"},
		{"a value of a card", key + "/card.svg?tf=1d1h", key + "/card.svg?tf=1d1h&v=9000&p=9"},
		{"another timeframe", held + ".svg", held + ".svg?tf=1y1w"},
	} {
		if plain, tried := s.ok(200, "/s/"+row.plain), s.ok(200, "/s/"+row.tried); plain != tried {
			t.Errorf("%s changes\n%s\nto\n%s", row.name, plain, tried)
		}
	}
}

func TestPicturesForProxies(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, "visits", stats.Counter)
	key, held := string(visits.EmbedKey), s.grant(stats.Grant{Stat: visits.ID, Origins: []string{"https://blog.example"}})
	for path, want := range map[string]string{
		key + ".svg":                     "public, max-age=60, stale-while-revalidate=60",
		key + ".svg?cache=1":             "public, max-age=60, stale-while-revalidate=60",
		key + ".png?cache=3600":          "public, max-age=3600, stale-while-revalidate=60",
		key + ".svg?cache=1e9":           "public, max-age=60, stale-while-revalidate=60",
		key + "/card.svg?cache=99999999": "public, max-age=604800, stale-while-revalidate=60",
		key + "/badge.svg?cache=-1":      "public, max-age=60, stale-while-revalidate=60",
		held + ".svg":                    "private, max-age=60, stale-while-revalidate=60",
		"none1.svg":                      "private, max-age=60, stale-while-revalidate=60",
	} {
		w := s.get("/s/" + path)
		if got := w.Header().Get("Cache-Control"); got != want || w.Code != 200 {
			t.Errorf("%s: status %d, %s, want %s", path, w.Code, got, want)
		}
	}
	first := s.get("/s/" + key + ".svg?tf=hour")
	tag := first.Header().Get("Etag")
	if w := s.get("/s/"+key+".svg?tf=hour", "If-None-Match", tag); w.Code != http.StatusNotModified || tag == "" {
		t.Errorf("the same picture: status %d", w.Code)
	}
	s.Post(t, visits, s.minute(), 5)
	s.at.Add(60)
	if w := s.get("/s/"+key+".svg?tf=hour", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("another picture: status %d", w.Code)
	}
	for referer, want := range map[string]bool{"https://blog.example/x": true, "https://thief.example/": false, "": true, base + "/s/" + held: true, "http://charts.example/": true} {
		body := s.get("/s/"+held+".svg", "Referer", referer).Body.String()
		if shown := !strings.Contains(body, "not available"); shown != want {
			t.Errorf("from %q it is shown: %v", referer, shown)
		}
	}
	if w := s.get("/s/"+key+".svg?tf=never", "Accept", "image/*"); w.Code != 400 || !strings.Contains(w.Body.String(), "tf") {
		t.Errorf("a timeframe that is none: status %d, %s", w.Code, w.Body)
	}
	for _, path := range []string{"/s/", "/s/a/b.svg", "/s/a/preview.png", "/s/a/badge.png", "/s/a/card.x.svg", "/s/a/b/c", "/graphs/x"} {
		if w := s.get(path); w.Code != 404 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

func TestBadgeEndpoint(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	load := s.Stat(t, "load", stats.Value)
	load.Unit = "ms"
	if err := s.Catalog.Update(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	s.Post(t, load, s.minute()-1, 1.5)
	s.Post(t, load, s.minute()-61, 3)
	for path, want := range map[string]map[string]any{
		string(load.EmbedKey) + "/badge.json?tf=hour":                                {"label": "load", "message": "1.500 ms", "color": "0B6E8F", "cacheSeconds": 60.0},
		string(load.EmbedKey) + "/badge.json?tf=hour_compare&t=&s0=C96A00&cache=300": {"label": "", "message": "1.500 ms (−50 %)", "color": "C96A00", "cacheSeconds": 300.0},
		"none1/badge.json": {"label": "", "message": "not public", "color": "6E7781", "cacheSeconds": 60.0},
	} {
		want["schemaVersion"] = 1.0
		if got := object(t, s.ok(200, "/s/"+path)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngot  %v\nwant %v", path, got, want)
		}
	}
}

func TestGraphs(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, "visits", stats.Counter)
	s.Post(t, visits, s.minute()-1, 5, 6)
	s.Post(t, visits, s.minute()-60*24*8, 5, 6)
	name := graphName(visits)
	if parts := strings.Split(name, "/"); len(name) != 34 || len(parts) != 3 || len(parts[0]) != 2 || len(parts[1]) != 2 || strings.Contains(name, string(visits.EmbedKey)) {
		t.Errorf("the name %s", name)
	}
	plain := s.ok(200, "/graphs/"+name+".png?timestamp=1")
	if got := size(t, []byte(plain)); got != [2]int{760, 235} {
		t.Errorf("a graph is %v", got)
	}
	over := s.ok(200, "/graphs/"+name+"_overlay.png")
	if over == plain {
		t.Error("an overlay looks like none")
	}
	if got := s.ok(200, "/graphs/"+name+"_overlay.png?tf=1d1h&w=10&cmp=0&k1=x"); got != over {
		t.Error("a graph can be changed")
	}
	if err := s.Catalog.Revoke(t.Context(), visits.ID, visits.EmbedKey); err != nil {
		t.Fatal(err)
	}
	s.at.Add(1)
	none := s.ok(200, "/graphs/"+name+".png")
	if other := s.ok(200, "/graphs/00/00/"+strings.Repeat("0", 28)+".png"); none == plain || none != other {
		t.Error("a graph whose key was revoked does not look like one of none")
	}
	now, err := s.Catalog.Find(t.Context(), stats.Lookup{ID: visits.ID})
	if err != nil || graphName(now) == name {
		t.Errorf("another key has the same name, %v", err)
	}
	s.ok(200, "/graphs/"+graphName(now)+".png")

	// A name of a stat that was merged shows the one it was merged into.
	other := s.Stat(t, "other visits", stats.Counter)
	if err := s.Catalog.Merge(t.Context(), now.ID, other.ID); err != nil {
		t.Fatal(err)
	}
	merged := s.ok(200, "/graphs/"+graphName(now)+".png")
	if merged == none || merged != s.ok(200, "/graphs/"+graphName(other)+".png") {
		t.Error("the graph of a merged stat is not that of the one it was merged into")
	}
	if got := s.ok(200, "/graphs/"+graphName(now)+"_overlay.png"); got == none {
		t.Error("nor has it an overlay")
	}
}

// graphName is the name of a stat's graph by the key of its own.
func graphName(s stats.Stat) string {
	return embed.GraphName(stats.Grant{Key: s.EmbedKey, Stat: s.ID})
}

// Whatever stands in a path and a query, a picture is one, and has no parts that
// could do anything.
func FuzzPictures(f *testing.F) {
	s := newSite(f)
	visits := s.open(s.Stat(f, `]]><script>&"`, stats.Counter))
	single := s.grant(stats.Grant{Stat: visits.ID, Single: true})
	f.Add(".svg", "tf=day&t=<b>&w=20&h=20")
	f.Add("/card.svg", "t=%22%3E&cmp=1&bg=%22&theme=auto")
	f.Add("/badge.svg", "t=</text><script>&s0=x&cache=%00")
	f.Add("/badge.json", "t=\xff\u2028</script>&s0=\"")
	f.Add("", "kind=card&tf=\"><script>&t=</style>")
	f.Fuzz(func(t *testing.T, file, query string) {
		for _, key := range []string{string(visits.Public), single} {
			w := s.get("/s/" + key + strings.ReplaceAll(file, "?", "") + "?" + strings.ReplaceAll(query, ".png", ""))
			checkAnswer(t, w)
		}
	})
}

func checkAnswer(t *testing.T, w *httptest.ResponseRecorder) {
	t.Helper()
	switch media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";"); media {
	case "image/svg+xml":
		d := xml.NewDecoder(w.Body)
		for {
			token, err := d.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := token.(xml.StartElement); ok && !strings.Contains(" svg title desc style g path rect text circle ", " "+e.Name.Local+" ") {
				t.Fatalf("element %s", e.Name.Local)
			}
		}
	case "application/json":
		object(t, w.Body.String())
	case "text/html":
		if w.Code == 200 {
			checkPage(t, w.Body.String())
		}
	}
}
