package embeds_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chartd/api/embeds"
	"chartd/stats"
)

// call is what a script of an old snippet calls its filler with.
type call struct {
	id, html string
	every    float64
}

// calls reads a script. Its last line is the call, whose arguments are JSON.
func calls(t testing.TB, script string) call {
	t.Helper()
	text, ok := strings.CutPrefix(script, embeds.Filler+"(")
	text, end := strings.CutSuffix(text, ");\n")
	if !ok || !end {
		t.Fatalf("no call: %.80s", script)
	}
	var args []any
	if err := json.Unmarshal([]byte("["+text+"]"), &args); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if strings.ContainsAny(text, "<>\u2028\u2029\n") {
		t.Fatalf("arguments that could leave a script: %s", text)
	}
	return call{args[0].(string), args[1].(string), args[2].(float64)}
}

// parts are the elements and the text of a part of a page, as a browser reads it.
func parts(t testing.TB, part string) (elements []*html.Node, text string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<!doctype html><body><div id=here>" + part + "</div>"))
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n *html.Node, in bool)
	walk = func(n *html.Node, in bool) {
		for c := range n.ChildNodes() {
			if in && c.Type == html.ElementNode {
				elements = append(elements, c)
			}
			if in && c.Type == html.TextNode && n.Data != "style" {
				text += c.Data
			}
			walk(c, in || attribute(c, "id") == "here")
		}
	}
	walk(doc, false)
	return elements, text
}

// attribute is one of an element; "" is none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// allowed are all elements that a filled part has.
var allowed = regexp.MustCompile(`^(a|span|svg|title|desc|style|g|path|rect|text|table|caption|thead|tbody|tr|th|td)$`)

// harmless ends the test unless a part has only elements and attributes that
// cannot do anything.
func harmless(t testing.TB, part string) {
	t.Helper()
	elements, _ := parts(t, part)
	for _, e := range elements {
		if !allowed.MatchString(e.Data) {
			t.Fatalf("element %s in\n%s", e.Data, part)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, base+"/stats/") {
				t.Fatalf("attribute %s=%q in\n%s", a.Key, a.Val, part)
			}
		}
	}
}

func TestOldText(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits, load := s.Stat(t, "visits", stats.Counter), s.open(s.Stat(t, "load", stats.Value))
	s.Post(t, visits, s.minute()-1, 1000, 1, 300_000)
	s.Post(t, load, s.minute()-1, 1, 2)
	for _, row := range []struct{ name, path, id, html string }{
		{"a counter shows its total", "text/" + string(visits.EmbedKey) + "?w=undefined&h=undefined&tf=week_compare", "statd_embed_text_" + string(visits.EmbedKey) + "_", "<span>301.00K</span>"},
		{"a value its mean, and an id shows a public stat", "text/" + string(load.Public) + "?tf=hour&u=2", "statd_embed_text_" + string(load.Public) + "_2", "<span>1.500</span>"},
		{"an id does not show another", "text/" + string(visits.Public), "statd_embed_text_" + string(visits.Public) + "_", "<span>not public</span>"},
		{"nor does a key of none", "text/nobodysnobodysnobodysnobodysnobo", "statd_embed_text_nobodysnobodysnobodysnobodysnobo_", "<span>not available</span>"},
		{"a timeframe that is none", "text/" + string(load.Public) + "?tf=%3Cb%3E", "statd_embed_text_" + string(load.Public) + "_",
			"<span>bad parameter tf: give a length and a step, such as 1w3h: numbers with m, h, d, w, M or y</span>"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := s.get("/embed/" + row.path)
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/javascript; charset=utf-8" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("status %d, %v", w.Code, w.Header())
			}
			if got, want := calls(t, w.Body.String()), (call{row.id, row.html, 60_000}); got != want {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestOldOptions(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a, b, c := s.open(s.Stat(t, "a", stats.Counter)), s.open(s.Stat(t, "b", stats.Value)), s.open(s.Stat(t, "c", stats.Counter))
	keys := string(a.Public) + "/" + string(b.Public) + "/" + string(c.Public)
	under := strings.ReplaceAll(keys, "/", "_")
	for _, row := range []struct {
		name, path, id string
		every          float64
		cache          string
	}{
		{"one stat", "graph/" + string(a.Public) + "?w=760&h=235&tf=week_compare", "statd_embed_graph_" + string(a.Public) + "___760_235_week_compare_", 60_000, "public, max-age=60"},
		{"sizes that are not given", "graph/" + string(a.Public) + "?w=undefined&h=undefined&tf=week_compare", "statd_embed_graph_" + string(a.Public) + "_____week_compare_", 60_000, "public, max-age=60"},
		{"three stats with a style", "graph/" + keys + "?w=500&h=200&tf=half_compare&style=fill", "statd_embed_graph_" + under + "_500_200_half_compare_fill", 60_000, "public, max-age=60"},
		{"a title that was not encoded", "table/" + keys + "?w=1&h=2&tf=day&title=A \"b\" <i>&refresh=5000", "statd_embed_table_" + under + "_1_2_day_", 5000, "public, max-age=5"},
		{"a refresh below the bounds", "data/" + keys + "?tf=day&refresh=1", "statd_embed_data_" + under + "___day_", 1000, "public, max-age=1"},
		{"a refresh above them", "data/" + keys + "?tf=day&refresh=99999999999", "statd_embed_data_" + under + "___day_", 86_400_000, "public, max-age=60"},
		{"a refresh that is none", "histogram/" + keys + "?tf=day&refresh=soon", "statd_embed_histogram_" + under + "___day_", 60_000, "public, max-age=60"},
		{"a kind that nobody knows", "pie/" + string(a.Public) + "?tf=day", "statd_embed_pie_" + string(a.Public) + "_____day_", 60_000, "public, max-age=60"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := s.get("/embed/" + row.path)
			got := calls(t, w.Body.String())
			if got.id != row.id || got.every != row.every || w.Header().Get("Cache-Control") != row.cache {
				t.Errorf("got  %s, %g, %s\nwant %s, %g, %s", got.id, got.every, w.Header().Get("Cache-Control"), row.id, row.every, row.cache)
			}
			harmless(t, got.html)
		})
	}
}

func TestOldGraph(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a, b := s.open(s.Stat(t, "visits & <b>", stats.Counter)), s.Stat(t, "load", stats.Value)
	s.Post(t, a, s.minute()-1, 1, 2, 3, 4)
	s.Post(t, b, s.minute()-1, 1, 2)
	seen := map[string]string{}
	for _, style := range []string{"", "fill", "fill_bar", "spark", "mini"} {
		got := calls(t, s.ok(200, "/embed/graph/"+string(a.Public)+"/"+string(b.EmbedKey)+"?w=400&h=120&tf=hour_compare&style="+style))
		elements, text := parts(t, got.html)
		link, svg := elements[0], elements[1]
		if link.Data != "a" || attribute(link, "href") != base+"/stats/"+string(a.Public) || svg.Data != "svg" ||
			attribute(svg, "width") != "400" || attribute(svg, "height") != "120" || attribute(svg, "role") != "img" {
			t.Errorf("style %q: %s", style, got.html)
		}
		if !strings.Contains(text, "2 series") || !strings.Contains(text, "visits & <b>") {
			t.Errorf("style %q says %q", style, text)
		}
		for other, html := range seen {
			if html == got.html {
				t.Errorf("style %q looks like %q", style, other)
			}
		}
		seen[style] = got.html
		root := attribute(svg, "id")
		for _, e := range elements[2:] {
			for _, name := range strings.Fields(attribute(e, "id") + " " + attribute(e, "class")) {
				if !strings.HasPrefix(name, root+"-") {
					t.Errorf("style %q: %s has the name %s, which is not below %s", style, e.Data, name, root)
				}
			}
			if e.Data == "style" && e.FirstChild != nil {
				for _, rule := range strings.Split(strings.TrimSuffix(e.FirstChild.Data, "}"), "}") {
					if !strings.HasPrefix(rule, "#"+root+" ") {
						t.Errorf("style %q: the rule %q is for the page", style, rule)
					}
				}
			}
		}
	}
	alone := calls(t, s.ok(200, "/embed/graph/"+string(b.EmbedKey)+"?title=Load+%26+more&tf=day"))
	elements, text := parts(t, alone.html)
	if elements[0].Data != "svg" || attribute(elements[0], "width") != "760" || attribute(elements[0], "height") != "235" || !strings.HasPrefix(text, "Load & more") {
		t.Errorf("a stat that is not public: %s", alone.html)
	}
}

// The SVG of a page is well-formed XML too, as it may be copied out of it.
func TestOldGraphIsXML(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.Stat(t, "a]]>&lt;", stats.Counter)
	got := calls(t, s.ok(200, "/embed/graph/"+string(a.EmbedKey)+"?title=%26%3C]]>"))
	d := xml.NewDecoder(strings.NewReader(got.html))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%v\n%s", err, got.html)
		}
	}
}

// cells are the texts of a table, a row each.
func cells(t *testing.T, part string) [][]string {
	t.Helper()
	elements, _ := parts(t, part)
	var rows [][]string
	for _, e := range elements {
		switch e.Data {
		case "tr":
			rows = append(rows, nil)
		case "td", "th":
			text := ""
			for c := range e.Descendants() {
				if c.Type == html.TextNode {
					text += c.Data
				}
			}
			rows[len(rows)-1] = append(rows[len(rows)-1], text)
		}
	}
	return rows
}

func TestOldTables(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits, load := s.Stat(t, "visits", stats.Counter), s.Stat(t, "<load>", stats.Value)
	s.Post(t, visits, s.minute()-1, 5, 1, 6)
	s.Post(t, load, s.minute()-2, 0.5)
	keys := string(visits.EmbedKey) + "/" + string(load.EmbedKey)
	table := calls(t, s.ok(200, "/embed/table/"+keys+"?tf=4m1m&title=T<i>"))
	want := [][]string{{"", "visits", "<load>"}, {"Min", "1", "0.500"}, {"Max", "6", "0.500"}, {"Mean", "4", "0.500"}, {"Total", "12", "–"}, {"Latest", "6", "0.500"}}
	if got := cells(t, table.html); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if elements, _ := parts(t, table.html); elements[1].Data != "caption" || elements[1].FirstChild.Data != "T<i>" {
		t.Errorf("caption of %s", table.html)
	}
	data := calls(t, s.ok(200, "/embed/data/"+keys+"?tf=4m1m"))
	want = [][]string{{"", "visits", "<load>"}, {"2023-11-14 22:12", "6", "–"}, {"2023-11-14 22:11", "1", "0.500"}, {"2023-11-14 22:10", "5", "–"}, {"2023-11-14 22:09", "0", "–"}}
	if got := cells(t, data.html); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOldHistogram(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	load := s.Stat(t, "load", stats.Value)
	empty := calls(t, s.ok(200, "/embed/histogram/"+string(load.EmbedKey)+"?tf=hour"))
	if _, text := parts(t, empty.html); !strings.Contains(text, "load: no points") {
		t.Errorf("without data: %q", text)
	}
	s.at.Add(60)
	s.Post(t, load, s.minute()-1, 1, 1, 1, 2, 21)
	full := calls(t, s.ok(200, "/embed/histogram/"+string(load.EmbedKey)+"?tf=hour"))
	if _, text := parts(t, full.html); !strings.Contains(text, "load, 1 to 21: 20 points, from 3 to 1, low 0, high 3") {
		t.Errorf("with data: %q", text)
	}
}

func TestOldData(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, "visits", stats.Counter)
	s.Post(t, visits, s.minute()-1, 5)
	for _, ask := range [][]string{{".json?tf=4m1m_compare"}, {"?tf=4m1m_compare", "Accept", "application/json"}} {
		one := list(t, s.ok(200, "/embed/graph/"+string(visits.EmbedKey)+ask[0], ask[1:]...), "series")[0].(map[string]any)
		if one["name"] != "visits" || len(one["points"].([]any)) != 4 || len(one["before"].([]any)) != 4 {
			t.Errorf("%v: %v", ask, one)
		}
	}
}

// A key for some pages says so quietly on others, and no cache that others share
// keeps that.
func TestOldOrigins(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, "visits", stats.Counter)
	key := s.grant(stats.Grant{Stat: visits.ID, Origins: []string{"https://blog.example"}})
	for referer, want := range map[string]string{"https://blog.example/post/1": "<span>0</span>", "https://thief.example/": "<span>not available</span>", "": "<span>0</span>"} {
		w := s.get("/embed/text/"+key, "Referer", referer)
		if got := calls(t, w.Body.String()); got.html != want {
			t.Errorf("from %q: %s", referer, got.html)
		}
		if cache := w.Header().Get("Cache-Control"); !strings.HasPrefix(cache, "private") {
			t.Errorf("from %q: %s", referer, cache)
		}
	}
}

// Nothing that stands in an address leaves its place in the script, the HTML, the
// SVG or the JSON.
func FuzzOld(f *testing.F) {
	s := newSite(f)
	visits := s.open(s.Stat(f, `"><img src=x onerror=alert(1)>`, stats.Counter))
	s.Post(f, visits, s.minute()-1, 1, 2, 3)
	for _, kind := range []string{"graph", "text", "table", "data", "histogram", "x'\"<"} {
		f.Add(kind, "KEY", "tf=day&style=fill&w=100&h=50&title=</script><script>alert(1)</script>")
	}
	f.Add("graph", "KEY/KEY", "title=]]>\u2028\x00\xff&tf=hour_compare&u=\"")
	f.Add("data", "KEY/x/y", "tf='%3E&style=%22&w=%3Csvg&h=%00&refresh=-1")
	f.Fuzz(func(t *testing.T, kind, keys, query string) {
		if strings.ContainsAny(kind, "/") || kind == "" || kind == "." || kind == ".." || kind == "v1" {
			return
		}
		w := s.get("/embed/" + strings.ReplaceAll(kind, "?", "") + "/" + strings.ReplaceAll(strings.ReplaceAll(keys, "KEY", string(visits.Public)), "?", "") + "?" + query)
		if w.Code == 404 || w.Code == 307 || w.Code == 301 || strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
			return
		}
		if w.Code != 200 {
			t.Fatalf("status %d\n%s", w.Code, w.Body)
		}
		got := calls(t, w.Body.String())
		if !strings.HasPrefix(got.id, "statd_embed_") {
			t.Fatalf("id %q", got.id)
		}
		harmless(t, got.html)
	})
}
