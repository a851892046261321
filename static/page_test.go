package static

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parsePage is the page as a browser gets it.
func parsePage(t *testing.T, site *Site) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page(t, site).Body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// attr returns an attribute, and whether the element has it.
func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// textOf is all text below a node.
func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}

// byID maps the ids of the page to their elements and reports those that
// occur twice.
func byID(t *testing.T, doc *html.Node) map[string]*html.Node {
	t.Helper()
	ids := map[string]*html.Node{}
	for n := range doc.Descendants() {
		id, found := attr(n, "id")
		if !found {
			continue
		}
		if ids[id] != nil {
			t.Errorf("two elements have the id %q", id)
		}
		ids[id] = n
	}
	return ids
}

// paths are those of the service that the page may link to, beside its own.
var paths = []string{"a.svg", "a.png", "a.txt", "a.json", "card.svg", "card.png", "badge.svg", "healthz", "metrics", "./"}

func TestPageLinks(t *testing.T) {
	for _, base := range []string{"", "https://example.org/charts"} {
		site := newSite(t, base)
		doc := parsePage(t, site)
		ids := byID(t, doc)
		routes := site.Routes()
		for n := range doc.Descendants() {
			for _, name := range []string{"href", "src", "action", "formaction"} {
				link, found := attr(n, name)
				if !found || strings.HasPrefix(link, "#edit=") || base != "" && strings.HasPrefix(link, base+"/") {
					continue
				}
				at, err := url.Parse(link)
				switch {
				case err != nil || at.IsAbs() || strings.HasPrefix(link, "/"):
					t.Errorf("%s %q is not relative: it breaks below a path, or loads from elsewhere", name, link)
				case at.Path == "" && ids[at.Fragment] == nil:
					t.Errorf("%s %q: nothing has this id", name, link)
				case at.Path != "" && !slices.Contains(paths, at.Path) && !slices.Contains(routes, "/"+at.Path):
					t.Errorf("%s %q leads nowhere", name, link)
				}
			}
		}
	}
}

func TestPageReferences(t *testing.T) {
	doc := parsePage(t, newSite(t, ""))
	ids := byID(t, doc)
	for n := range doc.Descendants() {
		for _, name := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for", "data-copy"} {
			list, _ := attr(n, name)
			for id := range strings.FieldsSeq(list) {
				if ids[id] == nil {
					t.Errorf("%s of %s names %q, which no element has", name, n.Data, id)
				}
			}
		}
		label, _ := attr(n, "id")
		kind, _ := attr(n, "type")
		if slices.Contains([]string{"input", "select", "textarea"}, n.Data) && kind != "radio" && kind != "checkbox" && !labelled(doc, label) {
			t.Errorf("%s %q has no label", n.Data, label)
		}
	}
}

func labelled(doc *html.Node, id string) bool {
	for n := range doc.Descendants() {
		if of, _ := attr(n, "for"); n.Data == "label" && of == id {
			return true
		}
	}
	return false
}

func TestPagePictures(t *testing.T) {
	count := 0
	for n := range parsePage(t, newSite(t, "")).Descendants() {
		if n.Type != html.ElementNode || n.Data != "img" {
			continue
		}
		count++
		src, _ := attr(n, "src")
		alt, found := attr(n, "alt")
		if !found || alt == "" && !strings.HasPrefix(src, "static/") {
			t.Errorf("img %s says nothing to those who don't see it", src)
		}
		for _, side := range []string{"width", "height"} {
			if v, _ := attr(n, side); v == "" {
				t.Errorf("img %s reserves no space: it has no %s", src, side)
			}
		}
	}
	if want := len(Examples()) + 2; count != want {
		t.Errorf("%d pictures, want %d: the examples, the icon and an error", count, want)
	}
}

func TestPageHasNothingInline(t *testing.T) {
	for n := range parsePage(t, newSite(t, "")).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "style" || n.Data == "script" && n.FirstChild != nil {
			t.Errorf("inline %s, which the policy of the page blocks", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has the attribute %s, which the policy of the page blocks", n.Data, a.Key)
			}
		}
	}
}

func TestPageHeadings(t *testing.T) {
	last, seen := 0, map[int]int{}
	for n := range parsePage(t, newSite(t, "")).Descendants() {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data == "hr" {
			continue
		}
		level := int(n.Data[1] - '0')
		if level > last+1 {
			t.Errorf("%s %q follows a heading of level %d", n.Data, textOf(n), last)
		}
		last = level
		seen[level]++
	}
	if seen[1] != 1 || seen[2] < 10 {
		t.Errorf("headings by level: %v, want one h1 and the chapters", seen)
	}
}

// TestPageTags reads each img tag that the page shows as text and compares it
// with the picture beside it.
func TestPageTags(t *testing.T) {
	const base = "https://example.org/charts"
	doc := parsePage(t, newSite(t, base))
	shown := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "code" && strings.HasPrefix(textOf(n), "<img") {
			shown[textOf(n)] = true
		}
	}
	for _, e := range Examples() {
		want := fmt.Sprintf(`<img src="%s/%s?%s" width="%d" height="%d" alt="%s">`, base, e.Path, e.Query, e.Width, e.Height, e.Alt)
		if !shown[want] && e != editorStart {
			t.Errorf("no tag on the page is %s", want)
		}
	}
}

func TestExamples(t *testing.T) {
	for _, e := range Examples() {
		if e.Alt == "" {
			t.Errorf("%s?%s has no sentence (go test ./api -run TestPageExamples -update-page)", e.Path, e.Query)
		}
		q, err := url.ParseQuery(e.Query)
		if err != nil {
			t.Errorf("%s: %v", e.Query, err)
		}
		w, _ := strconv.Atoi(q.Get("w"))
		h, _ := strconv.Atoi(q.Get("h"))
		if w > 0 && (e.Width > w || e.Width*h/w != e.Height) {
			t.Errorf("%s: shown at %d x %d, which is larger or of another shape", e.Query, e.Width, e.Height)
		}
	}
}

// TestEveryParameterIsDocumented holds the table against the parameters of the
// contract, section 2, and those this program adds.
func TestEveryParameterIsDocumented(t *testing.T) {
	doc := parsePage(t, newSite(t, ""))
	ids := byID(t, doc)
	table := strings.NewReplacer("d0 … d4", "d0 d1 d2 d3 d4", "v0 … v4", "v0 v1 v2 v3 v4", "k0 … k4", "k0 k1 k2 k3 k4", "s0 … s4", "s0 s1 s2 s3 s4",
		"f0 … f4", "f0 f1 f2 f3 f4", ",", " ")
	var listed []string
	for _, p := range params() {
		listed = append(listed, strings.Fields(table.Replace(p.Names))...)
		if ids[p.Topic] == nil || p.Form == "" || p.Meaning == "" {
			t.Errorf("%s: the row is not whole", p.Names)
		}
	}
	drawn := ""
	for _, e := range Examples() {
		drawn += "&" + e.Query
	}
	drawn += "&" + TextSample
	for _, code := range codes {
		drawn += "&" + strings.NewReplacer("?", "&", "'", "&").Replace(code)
	}
	for _, name := range strings.Fields("w h d0 d1 d2 d3 d4 ymin ymax ol or t step hl xmin xmax tz s0 s1 s2 s3 s4 f0 f1 f2 f3 f4 " +
		"theme bg kind dpr grid v0 v1 v2 v3 v4 cols rows color k0 k1 k2 k3 k4 tf cmp marks end sig exp") {
		if !slices.Contains(listed, name) {
			t.Errorf("%s is not in the table", name)
		}
		if first := strings.TrimRight(name, "1234") == name; first && name != "color" && name != "sig" && name != "exp" && !strings.Contains(drawn, "&"+name+"=") {
			t.Errorf("%s has no example", name)
		}
	}
}

func TestProse(t *testing.T) {
	if got := string(prose("a `b<` & c")); got != "a <code>b&lt;</code> &amp; c" {
		t.Errorf("prose = %s", got)
	}
}

func TestBrailleStandsInCells(t *testing.T) {
	if got := string(cells("1 ┤⢀⠎<")); got != "1 ┤<b>⢀</b><b>⠎</b>&lt;" {
		t.Errorf("cells = %s", got)
	}
}

func TestMarksAreFew(t *testing.T) {
	few := topic{Names: []string{"ol"}}
	most := topic{Names: []string{"t", "v", "s0"}}
	var w writer
	e := Example{Path: "a.svg", Query: "t=a&v=1&ol=1&s0=F00"}
	if got := string(w.address(e, few)); !strings.Contains(got, "<mark>ol=1</mark>") || strings.Count(got, "<mark>") != 1 {
		t.Errorf("address = %s, want one mark", got)
	}
	e.Query = "t=a&v=1&s0=F00"
	if got := string(w.address(e, most)); strings.Contains(got, "<mark>") {
		t.Errorf("address = %s, want no marks: everything would have one", got)
	}
}

func TestSnippetNamesTheHost(t *testing.T) {
	named, open := writer{base: "https://example.org"}, writer{}
	if got := string(named.snippet("# c\ncurl 'BASE/a.svg'")); got != "<span class=\"c\"># c</span>\ncurl &#39;https://example.org/a.svg&#39;" {
		t.Errorf("snippet = %s", got)
	}
	if got := string(open.snippet("BASE/a.svg")); got != `<span data-root>https://your-host</span>/a.svg` {
		t.Errorf("snippet = %s", got)
	}
}
