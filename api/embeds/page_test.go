package embeds_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chartd/api/embeds"
	"chartd/api/pages"
	"chartd/embed"
	"chartd/stats"
)

// read are the elements of a document by name, with their attributes.
func read(t testing.TB, document string) map[string][]map[string]string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]map[string]string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		one := map[string]string{}
		for _, a := range n.Attr {
			one[a.Key] = a.Val
		}
		if n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
			one["text"] = n.FirstChild.Data
		}
		out[n.Data] = append(out[n.Data], one)
	}
	return out
}

// checkPage ends the test unless a page has only what its template has.
func checkPage(t testing.TB, document string) {
	t.Helper()
	for name, list := range read(t, document) {
		if !strings.Contains(" html head meta title link style body a img p ", " "+name+" ") {
			t.Fatalf("element %s in\n%s", name, document)
		}
		for _, one := range list {
			for attr := range one {
				if strings.HasPrefix(attr, "on") || attr == "style" {
					t.Fatalf("attribute %s in\n%s", attr, document)
				}
			}
		}
	}
}

// open graph is what tools read of a document: meta properties by name.
func properties(t testing.TB, document string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, meta := range read(t, document)["meta"] {
		out[meta["property"]+meta["name"]+meta["http-equiv"]] = meta["content"]
	}
	for _, link := range read(t, document)["link"] {
		out[link["type"]] = link["href"]
	}
	return out
}

func TestPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, `visits "<b>`, stats.Counter)
	s.Post(t, visits, s.minute()-1, 1000)
	key := string(visits.EmbedKey)
	w := s.get("/s/" + key + "?tf=1d1h&t=A&w=300&h=100&kind=bar")
	policy := w.Header().Get("Content-Security-Policy")
	if w.Code != 200 || !strings.HasSuffix(policy, "; frame-ancestors *") || !strings.Contains(policy, "default-src 'none'; img-src 'self'; style-src 'sha256-") {
		t.Errorf("status %d, policy %s", w.Code, policy)
	}
	checkPage(t, w.Body.String())
	all := read(t, w.Body.String())
	img := all["img"][0]
	at, err := url.Parse(img["src"])
	if err != nil || at.Path != key+".svg" || img["width"] != "300" || img["height"] != "100" ||
		at.Query().Encode() != "h=100&kind=bar&minute=28333333&t=A&tf=1d1h&theme=auto&w=300" || img["alt"] != `visits "<b>: 1,000, up 1,000 against the period before.` {
		t.Errorf("picture %v, %v", img, err)
	}
	if len(all["a"]) > 0 || all["title"][0]["text"] != `visits "<b>` {
		t.Errorf("links %v, title %v", all["a"], all["title"])
	}
	if picture := s.get("/s/" + img["src"]); picture.Code != 200 {
		t.Errorf("its picture: status %d", picture.Code)
	}
	for path, want := range map[string]string{
		s.grant(stats.Grant{Stat: visits.ID, Origins: []string{"https://a.example", "https://b.example"}}): "; frame-ancestors 'self' https://a.example https://b.example",
		strings.Repeat("z", 32): "; frame-ancestors *",
	} {
		if got := s.get("/s/" + path).Header().Get("Content-Security-Policy"); !strings.HasSuffix(got, want) {
			t.Errorf("%s: policy %s", path, got)
		}
	}
	none := read(t, s.ok(200, "/s/"+strings.Repeat("z", 32)))
	if none["p"][0]["text"] != "not available" || len(none["img"]) > 0 {
		t.Errorf("a page of none: %v", none)
	}
	// What goes wrong stands in the page, which asks again, and in no cache.
	wrong := s.get("/s/" + key + "?tf=never")
	said := read(t, wrong.Body.String())
	if wrong.Code != 400 || wrong.Header().Get("Cache-Control") != "no-store" || !strings.HasPrefix(said["p"][0]["text"], "bad parameter tf: ") ||
		properties(t, wrong.Body.String())["refresh"] == "" {
		t.Errorf("status %d, %v, %s", wrong.Code, wrong.Header(), wrong.Body)
	}
	card := read(t, s.ok(200, "/s/"+key+"?kind=card"))["img"][0]
	if !strings.HasPrefix(card["src"], key+"/card.svg?") || card["width"] != "320" {
		t.Errorf("a card: %v", card)
	}
}

// Everything else may not be framed.
func TestFrames(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	key := string(s.Stat(t, "a", stats.Counter).EmbedKey)
	for _, path := range []string{"/embed/v1/values?q=" + key, "/embed/text/" + key, "/s/" + key + "/badge.json", "/oembed?url=x", "/embed/v1/none"} {
		if got := s.get(path).Header().Get("Content-Security-Policy"); !strings.HasSuffix(got, "; frame-ancestors 'none'") {
			t.Errorf("%s: policy %s", path, got)
		}
	}
}

func TestOpenGraph(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.open(s.Stat(t, `visits & "more"`, stats.Counter))
	s.Post(t, visits, s.minute()-1, 7)
	id := string(visits.Public)
	got := properties(t, s.ok(200, "/s/"+id))
	sentence := `visits & "more": 7, up 7 against the period before.`
	page := base + "/s/" + id
	for name, want := range map[string]string{
		"og:type": "website", "og:title": `visits & "more"`, "og:description": sentence, "og:url": page, "og:image:alt": sentence,
		"og:image:width": "1200", "og:image:height": "630", "og:image:type": "image/png", "twitter:card": "summary_large_image",
		"application/json+oembed": base + "/oembed?format=json&url=" + url.QueryEscape(page), "refresh": "32",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
	image := got["og:image"]
	path, ok := strings.CutPrefix(image, base)
	if !ok {
		t.Fatalf("image %s", image)
	}
	if got := size(t, []byte(s.ok(200, path))); got != [2]int{1200, 630} {
		t.Errorf("the preview is %v", got)
	}
	s.at.Add(60)
	if later := properties(t, s.ok(200, "/s/"+id))["og:image"]; later == image {
		t.Errorf("a minute later the image is still %s", later)
	}
	answer := object(t, s.ok(200, strings.TrimPrefix(got["application/json+oembed"], base)))
	if answer["title"] != `visits & "more"` || answer["type"] != "rich" {
		t.Errorf("oEmbed of the page: %v", answer)
	}
}

// The page of a public stat, as people see it, says the same to tools; that of
// another stat says nothing.
func TestOpenGraphOfStatPages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits, closed := s.open(s.Stat(t, `visits & "more"`, stats.Counter)), s.Stat(t, "closed", stats.Counter)
	s.Post(t, visits, s.minute()-1, 7)
	face := embeds.New(embeds.Deps{Board: &embed.Board{Reader: s.Reader(), Now: s.now}, Now: s.now})
	web, err := pages.New(pages.Deps{
		People: s.Catalog, Things: s.Catalog, Reader: s.Reader(), Sessions: s.Catalog.Sessions(), Base: base, Now: s.now, Preview: face.Preview,
	})
	if err != nil {
		t.Fatal(err)
	}
	get := func(id stats.PublicID) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		web.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/stats/"+string(id), nil))
		return w
	}
	w := get(visits.Public)
	got := properties(t, w.Body.String())
	if w.Code != http.StatusOK || got["og:title"] != `visits & "more"` || got["og:url"] != base+"/stats/"+string(visits.Public) ||
		got["og:description"] != `visits & "more": 7, up 7 against the period before.` {
		t.Errorf("status %d, %v", w.Code, got)
	}
	if at := strings.Index(w.Body.String(), got["application/json+oembed"][:20]); at < 0 || at > 32<<10 {
		t.Errorf("tools read 32 KB, and it is at %d", at)
	}
	for _, address := range []string{got["og:image"], got["application/json+oembed"]} {
		s.ok(200, strings.TrimPrefix(address, base))
	}
	if none := get(closed.Public); none.Code != http.StatusSeeOther || strings.Contains(none.Body.String(), "og:") {
		t.Errorf("of another: status %d, %s", none.Code, none.Body)
	}
}

func TestOEmbed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.open(s.Stat(t, `"><script>`, stats.Counter))
	key, single := string(visits.EmbedKey), s.grant(stats.Grant{Stat: visits.ID, Single: true})
	for _, row := range []struct {
		page, bounds  string
		width, height int
		thumbnail     [2]int
		src           string
	}{
		{base + "/stats/" + string(visits.Public), "", 580, 180, [2]int{1200, 630}, base + "/s/" + string(visits.Public) + "?h=180&w=580"},
		{base + "/stats/" + string(visits.Public) + "/?tf=1d1h", "&maxwidth=400&maxheight=100", 400, 100, [2]int{190, 100}, base + "/s/" + string(visits.Public) + "?h=100&tf=1d1h&w=400"},
		{base + "/s/" + single, "", 320, 160, [2]int{1200, 630}, base + "/s/" + single + "?h=160&w=320"},
		{"http://CHARTS.example/base/s/" + key + "?w=900", "&maxwidth=2000&maxheight=x", 900, 180, [2]int{1200, 630}, base + "/s/" + key + "?h=180&w=900"},
	} {
		got := object(t, s.ok(200, "/oembed?url="+url.QueryEscape(row.page)+row.bounds))
		if got["version"] != "1.0" || got["type"] != "rich" || got["width"] != float64(row.width) || got["height"] != float64(row.height) {
			t.Errorf("%s: %v", row.page, got)
		}
		frame := read(t, got["html"].(string))["iframe"][0]
		if frame["src"] != row.src || frame["width"] != fmt.Sprint(row.width) || frame["height"] != fmt.Sprint(row.height) || frame["title"] != `"><script>` {
			t.Errorf("frame %v", frame)
		}
		if page := s.get(strings.TrimPrefix(frame["src"], base)); page.Code != 200 || !strings.Contains(page.Body.String(), "<img") {
			t.Errorf("the frame shows %s", page.Body)
		}
		thumbnail := s.ok(200, strings.TrimPrefix(got["thumbnail_url"].(string), base))
		if at := size(t, []byte(thumbnail)); at != row.thumbnail || got["thumbnail_width"] != float64(at[0]) || got["thumbnail_height"] != float64(at[1]) {
			t.Errorf("thumbnail of %v is %v", got, at)
		}
	}
	for query, status := range map[string]int{
		"":                         404,
		"url=" + base + "/s/none1": 404,
		"url=https://other.example/base/s/" + key:   404,
		"url=https://charts.example/s/" + key:       404,
		"url=" + base + "/s/" + key + "/card.svg":   404,
		"url=" + base + "/s/" + key + "&format=xml": 501,
		"url=" + base + "/s/" + key + "%3Ftf=never": 400,
		"url=%": 404,
	} {
		if w := s.get("/oembed?" + query); w.Code != status {
			t.Errorf("%s: status %d, want %d: %s", query, w.Code, status, w.Body)
		}
	}
	if w := s.get("/oembed?url=" + url.QueryEscape(base+"/s/"+key)); w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
}

// Whatever URL somebody asks about, what they paste is one frame of this server.
func FuzzOEmbed(f *testing.F) {
	s := newSite(f)
	visits := s.open(s.Stat(f, `"><script>alert(1)</script>`, stats.Counter))
	s.Post(f, visits, s.minute()-1, 1)
	f.Add(base+"/s/KEY?t=\"><script>&kind=card&w=1", "&maxwidth=1&maxheight=1")
	f.Add(base+"/stats/ID/#\" onload=\"a()", "&maxwidth=-1&format=json")
	f.Add("javascript://charts.example/base/s/KEY", "&maxheight=99999999999999999999")
	f.Fuzz(func(t *testing.T, page, rest string) {
		page = strings.NewReplacer("KEY", string(visits.EmbedKey), "ID", string(visits.Public)).Replace(page)
		w := s.get("/oembed?url=" + url.QueryEscape(page) + rest)
		if w.Code != http.StatusOK {
			return
		}
		got := object(t, w.Body.String())
		all := read(t, got["html"].(string))
		if len(all) != 4 || len(all["iframe"]) != 1 { // html, head and body are the parser's
			t.Fatalf("elements %v", all)
		}
		for name, value := range all["iframe"][0] {
			if !strings.Contains(" src width height title loading style ", " "+name+" ") || name == "src" && !strings.HasPrefix(value, base+"/s/") {
				t.Fatalf("%s=%q in %v", name, value, got["html"])
			}
		}
		if w, h := got["width"].(float64), got["height"].(float64); w < 1 || h < 1 || w > 4096 || h > 4096 {
			t.Fatalf("%v by %v", w, h)
		}
	})
}
