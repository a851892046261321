package embeds_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"chartd/cmd/check/need"
	"chartd/render/rendertest/browser"
	"chartd/stats"
)

// shop is a server of stats, and pages of another origin in a browser tab. What
// is asked of the server is counted by path.
type shop struct {
	*site
	*testing.T
	ctx    context.Context
	server *httptest.Server
	mu     sync.Mutex
	asked  map[string]int
	down   bool
}

// openShop starts a browser. The server's minute ends in a second, so that
// elements ask again every three.
func openShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{site: newSite(t), T: t, ctx: browser.Start(t), asked: map[string]int{}}
	s.at.Store(noon - noon%60 + 59)
	s.server = httptest.NewServer(s)
	t.Cleanup(s.server.Close)
	return s
}

// ServeHTTP counts, and answers nothing while the server is down.
func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.URL.Path]++
	down := s.down
	s.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler)
	}
	s.face.ServeHTTP(w, r)
}

func (s *shop) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

func (s *shop) turn(off bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = off
}

// page serves a page of another origin that may load from the shop's server and
// nothing else, and opens it. HOST stands for the server.
func (s *shop) page(html string) {
	s.Helper()
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		policy := "default-src 'none'; script-src HOST; connect-src HOST; img-src HOST data:; style-src HOST"
		w.Header().Set("Content-Security-Policy", strings.ReplaceAll(policy, "HOST", s.server.URL))
		fmt.Fprint(w, "<!doctype html><html lang=en><title>A page</title>", strings.ReplaceAll(html, "HOST", s.server.URL))
	}))
	s.Cleanup(other.Close)
	if err := chromedp.Do(s.ctx, chromedp.EmulateViewport(800, 600), chromedp.Navigate(other.URL)); err != nil {
		s.Fatal(err)
	}
}

// until waits for an expression to become true.
func (s *shop) until(script string) {
	s.Helper()
	if _, err := chromedp.Run(s.ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		s.Fatalf("waited for %s: %v; the page holds %s", script, err, s.eval(`document.body.innerHTML`))
	}
}

// eval is the text of an expression on the page.
func (s *shop) eval(script string) string {
	s.Helper()
	v, err := chromedp.Run(s.ctx, chromedp.Evaluate[string]("String("+script+")"))
	if err != nil {
		s.Fatalf("%s: %v", script, err)
	}
	return v
}

// shadow is an expression for the text inside the elements that match.
func shadow(selector string) string {
	return fmt.Sprintf(`Array.from(document.querySelectorAll(%q)).map((e) => e.shadowRoot.textContent.trim()).join("|")`, selector)
}

const module = `<script type="module" src="HOST/embed.js"></script>`

// complaints collects errors of the console until it is called.
func (s *shop) complaints() func() []string {
	var mu sync.Mutex
	var found []string
	err := chromedp.Listen(s.ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := ev.(type) {
		case *log.EventEntryAdded:
			if !strings.Contains(e.Entry.URL, "favicon") {
				found = append(found, e.Entry.Text)
			}
		case *runtime.EventExceptionThrown:
			found = append(found, e.ExceptionDetails.Exception.Description)
		}
	})
	if err != nil {
		s.Fatal(err)
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return found
	}
}

// An element of each kind in a page that allows nothing inline: it shows what
// there is, has the sentence as its name, follows the minutes, and lets arrow
// keys read out points.
func TestElements(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	visits, load := s.open(s.Stat(t, `visits <b>&"`, stats.Counter)), s.open(s.Stat(t, "load", stats.Value))
	s.Post(t, visits, s.minute()-1, 0, 30, 0, 11)
	s.Post(t, load, s.minute()-1, 0.5, 0.25)
	single := s.grant(stats.Grant{Stat: load.ID, Single: true})
	wrong := s.complaints()
	s.page(`<meta name="color-scheme" content="light dark"><main><h1>Stats</h1><p>Visits: <chartd-stat key="` + string(visits.EmbedKey) + `" tf="1h1m"></chartd-stat></p>
<chartd-stat id="chart" key="` + string(visits.EmbedKey) + `" tf="1h1m" kind="chart" compare></chartd-stat>
<chartd-stat id="plain" key="` + string(load.EmbedKey) + `" tf="1h1m" kind="chart"></chartd-stat>
<chartd-stat id="card" key="` + string(visits.EmbedKey) + `" tf="1h1m" kind="card"></chartd-stat>
<chartd-stat id="spark" key="` + string(load.EmbedKey) + `" tf="1h1m" kind="spark"></chartd-stat>
<chartd-stat id="table" key="` + string(load.EmbedKey) + `" tf="1h1m" kind="table" label="Load"></chartd-stat>
<chartd-stat id="only-card" key="` + single + `" tf="1h1m" kind="card"></chartd-stat>
<chartd-stat id="only-table" key="` + single + `" tf="1h1m" kind="table"></chartd-stat>
<chartd-stat id="only-number" key="` + single + `" tf="1h1m" kind="chart"></chartd-stat>
<chartd-stat id="later" tf="1h1m"></chartd-stat>
<chartd-stat id="gone" key="nobody" kind="chart"></chartd-stat></main>` + module)
	t.Cleanup(func() {
		if found := wrong(); len(found) > 0 {
			t.Errorf("the console complains: %q", found)
		}
	})
	s.until(shadow("p chartd-stat") + ` === "41"`)
	s.until(shadow("#gone") + ` === "not public"`)
	s.until(`document.querySelector("#card").shadowRoot.querySelector(".name")?.textContent === 'visits <b>&"'`)
	s.until(shadow("#table") + ` === "LoadMean0.375Highest step0.500Lowest step0.250Latest step0.250"`)
	s.until(`document.querySelector("#chart").shadowRoot.querySelectorAll("path").length === 3`)
	s.until(`document.querySelector("#spark").shadowRoot.querySelector("path").getAttribute("d").startsWith("M")`)
	s.until(`document.querySelector("#plain").shadowRoot.querySelectorAll("path").length === 2`)
	s.until(`document.querySelector("#chart").getBoundingClientRect().width > 700`)

	// A key that grants the number shows what it grants, of each kind.
	s.until(shadow("#only-card") + ` === "load0.375"`)
	s.until(shadow("#only-table") + ` === "loadMean0.375"`)
	s.until(shadow("#only-number") + ` === "not available"`)
	s.eval(`document.querySelector("#later").setAttribute("key", "` + string(visits.EmbedKey) + `")`)
	s.until(shadow("#later") + ` === "41"`)

	s.until(`(() => { const chart = document.querySelector("#chart").shadowRoot, at = (part) => chart.querySelector(part).getBoundingClientRect();
		return at(".name").bottom <= at(".ys .tick").top })()`) // nothing touches

	names, err := chromedp.Call(s.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		t.Fatal(err)
	}
	var tree strings.Builder
	for _, n := range names.Nodes {
		if n.Name != nil {
			fmt.Fprintf(&tree, "%s %s\n", n.Role.Value, n.Name.Value)
		}
	}
	for _, sentence := range []string{`visits <b>&\": 41`, `load: `} {
		if !strings.Contains(tree.String(), sentence) {
			t.Errorf("nothing is called %s…:\n%s", sentence, tree.String())
		}
	}

	plot := `document.querySelector("#chart").shadowRoot.querySelector(".plot")`
	if err := chromedp.Do(s.ctx, chromedp.Evaluate[chromedp.Void](plot+`.focus()`), chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft)); err != nil {
		t.Fatal(err)
	}
	s.until(plot + `.getAttribute("aria-valuetext").endsWith(": 30, before: 0") && document.querySelector("#chart").shadowRoot.querySelector(".readout").textContent.endsWith(": 30, before: 0")`)

	s.Post(t, visits, s.minute(), 1)
	s.at.Add(60)
	s.until(shadow("p chartd-stat") + ` === "42"`)
	s.until(`document.querySelector("#chart").shadowRoot.activeElement?.className === "plot"`) // a reader stays where they were

	axe, err := os.ReadFile(filepath.Join(need.NPM(t, "axe-core", "4.14.1"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dark := range []bool{false, true} {
		if err := chromedp.Do(s.ctx, browser.Dark(dark), chromedp.Evaluate[chromedp.Void](string(axe))); err != nil {
			t.Fatal(err)
		}
		found, err := chromedp.Run(s.ctx, chromedp.Evaluate[[]string](`axe.run().then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" ")))`, chromedp.EvalAwaitPromise))
		if err != nil || len(found) > 0 {
			t.Errorf("dark %v: axe finds %q, %v", dark, found, err)
		}
	}
}

// Many elements ask once, a hidden page not at all, and none that is gone.
func TestElementsAskTogether(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	visits := s.open(s.Stat(t, "visits", stats.Counter))
	s.Post(t, visits, s.minute()-1, 41)
	one := `<chartd-stat key="` + string(visits.EmbedKey) + `" tf="1h1m"><img src="HOST/s/` + string(visits.EmbedKey) + `.svg" alt="visits"></chartd-stat> `
	s.page(`<p>` + strings.Repeat(one, 50) + `</p>` + module)
	all := func(text string) string {
		return fmt.Sprintf(`Array.from(document.querySelectorAll("chartd-stat")).every((e) => e.shadowRoot?.textContent.trim() === %q)`, text)
	}
	s.until(all("41"))
	if got := s.count("/embed/v1/values"); got != 1 {
		t.Errorf("50 elements asked %d times, want once", got)
	}
	s.Post(t, visits, s.minute(), 1)
	s.at.Add(60)
	s.until(all("42"))
	if got := s.count("/embed/v1/values"); got >= 50 { // twice, on a machine that keeps up
		t.Errorf("the next time, 50 elements asked %d times", got-1)
	}

	// A page that nobody looks at asks nothing, while another asks twice.
	look := func(away bool) {
		t.Helper()
		s.eval(fmt.Sprintf(`Object.defineProperty(document, "hidden", { configurable: true, value: %v }), document.dispatchEvent(new Event("visibilitychange"))`, away))
	}
	look(true)
	before := s.count("/embed/v1/values")
	tab, closeTab := chromedp.NewContext(s.ctx)
	defer closeTab()
	other := &shop{site: s.site, T: t, ctx: tab, server: s.server}
	other.page(`<chartd-stat kind="spark" key="` + string(visits.EmbedKey) + `" tf="1h1m"></chartd-stat>` + module)
	other.until(`performance.getEntriesByType("resource").filter((e) => e.name.includes("/series")).length === 2`)
	if got := s.count("/embed/v1/values"); got != before {
		t.Errorf("a hidden page asked %d times", got-before)
	}
	look(false)
	s.until(fmt.Sprintf(`performance.getEntriesByType("resource").filter((e) => e.name.includes("/values")).length > %d`, before))

	// A thousand elements that come and go leave no timer.
	s.eval(`document.querySelectorAll("chartd-stat").forEach((e) => e.remove()), window.timers = new Set(),
		window.setTimeout = ((set) => (f, ms) => { const id = set(() => { timers.delete(id); f(); }, ms); timers.add(id); return id; })(setTimeout),
		window.clearTimeout = ((clear) => (id) => { timers.delete(id); clear(id); })(clearTimeout)`)
	s.eval(`Array.from({ length: 1000 }, () => { const e = document.createElement("chartd-stat"); e.setAttribute("key", "` + string(visits.EmbedKey) + `"); document.body.append(e); e.remove(); })`)
	if got := s.eval(`timers.size`); got != "0" {
		t.Errorf("%s timers are left", got)
	}
}

// Without script the picture inside the element shows.
func TestElementWithoutScript(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	visits := s.open(s.Stat(t, "visits", stats.Counter))
	s.Post(t, visits, s.minute()-1, 41)
	if _, err := chromedp.Call(s.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	s.page(`<chartd-stat key="` + string(visits.EmbedKey) + `"><img src="HOST/s/` + string(visits.EmbedKey) + `.svg" alt="visits"></chartd-stat>` + module)
	s.until(`document.images[0].complete && document.images[0].naturalWidth > 0 && document.images[0].checkVisibility()`)
}

// The old snippet with its host changed: twice alike, in the head, and late, with
// every kind and style, and a title that is data.
func TestOldSnippetFile(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	visits := s.open(s.Stat(t, "visits", stats.Counter))
	s.Post(t, visits, s.minute()-1, 3, 5, 41)
	key := string(visits.EmbedKey)
	script := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		call := func(options string) string {
			return "<script>StatHatEmbed.render({" + options + ", s1: '" + key + "', refresh: 1000});</script>"
		}
		fmt.Fprint(w, `<!doctype html><head><style>.n { color: rgb(1, 2, 3) }</style><script src="`+s.server.URL+`/javascripts/embed.js"></script>`+
			call(`kind: 'text', tf: 'hour', u: 'head'`)+`</head><body><p class="n">Visits: `+
			call(`kind: 'text', tf: 'hour'`)+call(`kind: 'text', tf: 'hour'`)+`</p>`)
		for _, style := range []string{"", "fill", "fill_bar", "spark", "mini"} {
			fmt.Fprint(w, `<div class="graph">`+call(`w: 300, h: 100, tf: 'half_compare', style: '`+style+`', title: '<i>5 & 6</i>'`)+`</div>`)
		}
		for _, kind := range []string{"histogram", "data", "table", "nonsense"} {
			fmt.Fprint(w, `<div class="`+kind+`">`+call(`kind: '`+kind+`', tf: 'hour'`)+`</div>`)
		}
		fmt.Fprint(w, `<script>setTimeout(function () { StatHatEmbed.render_text({s1: '`+key+`', tf: 'hour', u: 'late'}) }, 200)</script></body>`)
	}))
	defer script.Close()
	if err := chromedp.Do(s.ctx, chromedp.Navigate(script.URL)); err != nil {
		t.Fatal(err)
	}
	text := func(selector string) string {
		return fmt.Sprintf(`Array.from(document.querySelectorAll(%q)).map((e) => e.innerText.trim()).join("|")`, selector)
	}
	s.until(text(".n > div") + ` === "49|49"`)
	s.until(text(`body > [id="statd_embed_text_`+key+`_head"]`) + ` === "49"`)
	s.until(text(`body > [id="statd_embed_text_`+key+`_late"]`) + ` === "49"`)
	s.until(`getComputedStyle(document.querySelector(".n span")).color === "rgb(1, 2, 3)"`)
	s.until(`Array.from(document.querySelectorAll(".graph")).every((e) => { const svg = e.querySelector("svg"), box = svg?.getBoundingClientRect(); return box && box.width === 300 && box.height === 100 })`)
	s.until(`document.querySelector(".histogram svg") && document.querySelector(".nonsense svg") && document.querySelector(".data table") && document.querySelector(".table table") && true`)
	s.until(`document.querySelectorAll("i").length === 0 && document.querySelector(".graph svg").textContent.includes("<i>5 & 6</i>")`)
	s.Post(t, visits, s.minute(), 1)
	s.at.Add(60)
	s.until(text(".n > div") + ` === "50|50"`)
}
