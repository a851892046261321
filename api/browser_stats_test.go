package api_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"chartd/alerts/store"
	"chartd/api"
	"chartd/api/embeds"
	"chartd/api/ingest"
	web "chartd/api/pages"
	"chartd/cmd/check/need"
	"chartd/embed"
	"chartd/render/rendertest/browser"
	"chartd/static"
	"chartd/stats"
	"chartd/stats/statstest/node"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// desk is a browser tab on the pages of a node's stats.
type desk struct {
	tab
	node   *node.Node
	alerts *store.Store
}

// openDesk starts a browser, and a node whose pages lie below path. Whatever the
// browser complains of fails the test: a policy that is broken, a file that is
// missing, an exception.
func openDesk(t *testing.T, path string) desk {
	t.Helper()
	n := node.Open(t)
	site, err := static.New(static.Options{Stats: true})
	if err != nil {
		t.Fatal(err)
	}
	kept := store.New(n.Catalog)
	pages, err := web.New(web.Deps{
		People: n.Catalog, Things: n.Catalog, Grants: n.Catalog, Reader: n.Reader(), Sessions: n.Catalog.Sessions(), Site: site, Path: path,
		Alerts: kept, LinkKey: kept.LinkKey, Letter: letter,
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api.New(api.Deps{
		Pages: site, BasePath: path, Web: pages,
		Ingest: &ingest.Face{Directory: n.Directory, Sink: n.Ingest, Now: time.Now},
		Embeds: embeds.New(embeds.Deps{
			Keys:  &embed.Keys{Grants: n.Catalog, Finder: n.Catalog, Homes: n.Catalog, Seen: n.Seen, Now: time.Now},
			Board: &embed.Board{Reader: n.Reader(), Now: time.Now}, Path: path,
		}),
		Live: &embed.Live{Finder: n.Catalog, Reader: n.Reader(), Remarks: n.Catalog, Homes: n.Catalog, Now: time.Now},
	}))
	t.Cleanup(server.Close)
	d := desk{tab{t, browser.Start(t), server.URL + path}, n, kept}
	d.do(chromedp.EmulateViewport(1280, 900))
	d.noComplaints(t)
	return d
}

// noComplaints fails the test, at its end, for each line of the browser's
// console but those about answers that the test asked for.
func (d desk) noComplaints(t *testing.T) {
	t.Helper()
	var mu sync.Mutex
	var lines []string
	err := chromedp.Listen(d.ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := ev.(type) {
		case *log.EventEntryAdded:
			if !strings.Contains(e.Entry.Text, "status of 4") {
				lines = append(lines, e.Entry.URL+": "+e.Entry.Text)
			}
		case *runtime.EventExceptionThrown:
			lines = append(lines, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, line := range lines {
			t.Error("the browser says: " + line)
		}
	})
}

// with is the same desk for a subtest.
func (d desk) with(t *testing.T) desk { return desk{d.tab.with(t), d.node, d.alerts} }

// open opens a page of stats.
func (d desk) open(path string) {
	d.Helper()
	d.do(chromedp.Navigate(d.base + path))
}

// press presses a form's button and waits for the page it leads to.
func (d desk) press(selector string) {
	d.Helper()
	if _, err := chromedp.RunResponse(d.ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		d.Fatalf("press %s: %v", selector, err)
	}
}

// fill puts text into an empty field as a reader would.
func (d desk) fill(selector, text string) {
	d.Helper()
	d.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector(%q).value = ""`, selector)),
		chromedp.SendKeys(chromedp.CSS(selector), text))
}

// text is what stands in an element.
func (d desk) text(selector string) string {
	d.Helper()
	return eval[string](d.tab, fmt.Sprintf(`document.querySelector(%q).textContent`, selector))
}

// signIn signs in by a link, as its mail would be opened.
func (d desk) signIn() {
	d.Helper()
	secret := stats.NewAccessToken()
	err := d.node.Catalog.CreateLink(d.Context(), secret.Digest(), d.node.Account.ID, time.Now().Add(time.Hour))
	if err != nil {
		d.Fatal(err)
	}
	d.open("/signin?link=" + string(secret))
	d.press("main button")
	d.same("where the link leads", eval[string](d.tab, `location.pathname`), strings.TrimPrefix(d.base+"/stats", eval[string](d.tab, `location.origin`)))
}

// week stores a week of numbers, one an hour, of a stat.
func (d desk) week(name string, kind stats.Kind) stats.Stat {
	d.Helper()
	s := d.node.Stat(d, name, kind)
	now := stats.MinuteAt(time.Now().Unix())
	for hour := range stats.Minute(7 * 24) {
		d.node.Post(d, s, now-hour*60, float64(100+hour%24))
	}
	return s
}

// nasty is a text that a page might take for markup.
const nasty = `"><img src=x onerror=alert(1)>'{{.}}</title>`

// TestBrowserStats walks the pages as somebody with a new account does.
func TestBrowserStats(t *testing.T) {
	d := openDesk(t, "")
	d.signIn()
	for _, step := range []struct {
		name string
		walk func(desk)
	}{
		{"the empty project turns into the first stat", firstStat},
		{"the timeframe box", timeframeBox},
		{"names and comments are text", textIsText},
		{"to the trash and back", trashAndBack},
		{"settings are kept", settingsKept},
		{"keys lead on", keysLead},
		{"a password signs in as well", password},
	} {
		if !t.Run(step.name, func(t *testing.T) { step.walk(d.with(t)) }) {
			return // the next step begins where this one should have ended
		}
	}
}

func firstStat(d desk) {
	line := d.text("#first")
	shell := exec.CommandContext(d.Context(), need.Tool(d, "sh"), "-c", line+" -sS -w '%{http_code}'")
	_, err := chromedp.RunResponse(d.ctx, chromedp.Func(func(context.Context, *chromedp.Target) error {
		if out, err := shell.CombinedOutput(); string(out) != "204" {
			return fmt.Errorf("%s: %s, %w", line, out, err)
		}
		return nil
	}))
	if err != nil {
		d.Fatal(err)
	}
	d.same("the list", d.text("#list tbody th"), "hello world")
	d.same("the last number", d.text("#list td.figure"), "1")
	d.press("#list a")
	d.same("its page", d.text("h1"), "hello world")
}

func timeframeBox(d desk) {
	d.fill("#tf", "1w3x")
	d.press(".bar button")
	d.same("what is wrong", d.text("#wrong"), "Not a timeframe: give a length and a step, such as 1w3h, in m, h, d, w, M (30 days) or y; the step is no longer than the length.")
	d.until(`document.activeElement.id === "tf" && document.querySelector("#tf").value === "1w3x"`)
	d.fill("#tf", "1d1h")
	d.do(chromedp.Click(chromedp.CSS(`[name="cmp"]`)))
	d.press(".bar button")
	d.until(`(() => { const i = document.querySelector(".chart img"); return i.complete && i.naturalWidth > 0 && i.currentSrc.includes("tf=1d1h&cmp=1") })()`)
	d.same("the words", d.text("figcaption"), "1 day @ 1 hour, dashed: the same length before")
	d.same("the span", d.text(`.actions [aria-current]`), "day")
}

func textIsText(d desk) {
	d.fill("#name", nasty)
	d.press(`[action$="/rename"] button`)
	d.same("the name", d.text("h1"), nasty)
	d.fill("#text", nasty)
	d.press(`[action$="/comment"] button`)
	d.same("the comment", d.text(".remarks span"), nasty)
	d.fill("#unit", "<b>ms")
	d.fill("#tags", `a"b, <i>`)
	d.press(`[action$="/about"] button`)
	d.same("what is said of it", d.text(".title .help"), `counter in <b>ms · <i> · a"b · Edit`)
	d.same("what was done", d.text(".said"), "Saved.")
	if n := eval[int](d.tab, `document.querySelectorAll("main i, main b, main [onerror]").length`); n != 0 {
		d.Errorf("%d elements are made of texts", n)
	}
}

func trashAndBack(d desk) {
	d.press(`[action$="/trash"] button`)
	d.same("what is in the trash", d.text(".list tbody th"), nasty)
	d.open("/stats")
	if !eval[bool](d.tab, `document.querySelector("[data-wait]") !== null`) {
		d.Error("the stat is in the trash, and in the list")
	}
	d.open("/v/stats/trash")
	d.press(".list button")
	d.same("the stat that is back", d.text("h1"), nasty)
}

func settingsKept(d desk) {
	d.open("/settings")
	d.fill("#zone", "Mars/Base")
	d.fill("#maxnew", "7")
	d.do(chromedp.Click(chromedp.CSS(`[name="ez"]`)))
	d.press(`[action$="/general"] button`)
	d.same("what is wrong", d.text("#wrong"), "Not the name of a time zone, such as Europe/Berlin or UTC.")
	d.same("what was typed", eval[string](d.tab, `["zone", "maxnew"].map((id) => document.getElementById(id).value) + document.querySelector("[name=ez]").checked`), "Mars/Base,7false")
	d.fill("#zone", "Europe/Berlin")
	d.press(`[action$="/general"] button`)
	d.same("what was done", d.text(".said"), "Saved.")
	d.press(`[name="random"]`)
	stored, err := d.node.Catalog.Project(d.Context(), d.node.Project.ID)
	if err != nil {
		d.Fatal(err)
	}
	if stored.Zone != "Europe/Berlin" || stored.MaxNew != 7 || stored.EZOn || stored.Backup != node.EZKey {
		d.Errorf("kept: zone %s, %d new, EZ %v", stored.Zone, stored.MaxNew, stored.EZOn)
	}
	d.same("the backup key", d.text("#backup"), node.EZKey)
}

func keysLead(d desk) {
	if _, err := chromedp.RunResponse(d.ctx, chromedp.KeyEvent("g"), chromedp.KeyEvent("s")); err != nil {
		d.Fatal(err)
	}
	d.same("where g s leads", eval[string](d.tab, `location.pathname`), "/stats")
	d.do(chromedp.KeyEvent("/"))
	d.same("the field of /", eval[string](d.tab, `document.activeElement.id`), "q")
}

func password(d desk) {
	const secret = "correct horse battery"
	d.open("/settings")
	d.fill("#new", secret)
	d.press(`[action$="/password"] button`)
	d.same("what was done", d.text(".said"), "The password is set. Other browsers are signed out.")
	d.press(`[action$="/signout"] button`)
	d.open("/settings")
	d.fill("#email", "you@example.com")
	d.fill("#password", "wrong "+secret)
	d.press("main button")
	d.same("what is wrong", d.text("#wrong"), "E-mail address and password do not go together.")
	d.fill("#password", secret)
	d.press("main button")
	d.same("the page that was wanted", d.text("h1"), "Settings")
}

// TestBrowserStatsWithoutScript walks below a path, in a browser that runs no
// script.
func TestBrowserStatsWithoutScript(t *testing.T) {
	d := openDesk(t, "/charts")
	if _, err := chromedp.Call(d.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	d.week("page view", stats.Counter)
	s := d.week("response time", stats.Value)
	d.signIn()
	d.fill("#q", "response")
	d.press(".bar button")
	d.same("what is found", d.text("#list tbody"), eval[string](d.tab, `document.querySelector("#list tbody tr").textContent + "\n"`))
	d.until(`document.querySelector(".spark img").naturalWidth === 120`)
	d.press("#list a")
	d.until(`document.querySelector(".chart img").naturalWidth > 0`)
	d.same("where it is", eval[string](d.tab, `location.pathname`), "/charts/stats/"+string(s.Public))
	if got := d.text("#code-b"); !strings.HasPrefix(got, d.base+"/a.svg?k0=") {
		t.Errorf("the chart's URL to copy is %s", got)
	}
	d.open("/switch")
	if n := eval[int](d.tab, `[...document.querySelectorAll("#languages pre")].filter((e) => e.checkVisibility()).length`); n != 10 {
		t.Errorf("%d languages are to be seen", n)
	}
	d.open("/settings")
	if n := eval[int](d.tab, `[...document.querySelectorAll(".js")].filter((e) => e.checkVisibility()).length`); n != 0 {
		t.Errorf("%d controls are shown that need script", n)
	}
	d.press(`[action$="/signout"] button`)
	d.same("after signing out", d.text("h1"), "Sign in")
}

// previews lists what a page shows of a stat that cannot be seen: pictures that
// are broken, frames and elements without anything, answers that did not come.
const previews = `(async () => {
	for (const e of document.querySelectorAll(".preview")) e.scrollIntoView();
	const bad = [];
	const pictures = [...document.querySelectorAll(".preview img")];
	await Promise.all(pictures.map((i) => i.decode().catch(() => bad.push(i.src))));
	for (const f of document.querySelectorAll(".preview iframe")) {
		while (!f.contentDocument?.querySelector("img")?.naturalWidth) await new Promise(requestAnimationFrame);
	}
	while (!document.querySelector("chartd-stat").shadowRoot.querySelector(".chart, .value")) await new Promise(requestAnimationFrame);
	for (const e of document.querySelectorAll("[data-answer]")) {
		while (!e.textContent) await new Promise(requestAnimationFrame);
		const whole = (text) => e.dataset.answer.includes(".csv?") ? text.includes("Colors,") : JSON.parse(text);
		try { if (!whole(e.textContent)) throw 0; } catch { bad.push(e.dataset.answer); }
	}
	return bad;
})()`

// TestBrowserEmbeds opens the page of everything to paste, below a path: each
// preview shows the stat, and further keys can be made, looked at and revoked.
func TestBrowserEmbeds(t *testing.T) {
	d := openDesk(t, "/charts")
	s := d.node.Stat(t, nasty, stats.Counter)
	d.node.Post(t, s, stats.MinuteAt(time.Now().Unix())-10, 9)
	d.signIn()
	d.open("/stats/" + string(s.Public))
	d.press(`a[href$="/embed"]`)
	d.shown("9", "580")
	d.fill("#label", nasty)
	d.fill("#only", "1h1m")
	d.fill("#origins", "https://blog.example.com, example")
	d.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#view").value = "number"`))
	d.press(`.fields button`)
	d.same("what is wrong", d.text("#wrong"), "An origin is a scheme and a host, such as https://example.com, and there are at most 20.")
	d.same("what was chosen", eval[string](d.tab, `["label", "only", "view"].map((id) => document.getElementById(id).value).join()`), nasty+",1h1m,number")
	d.fill("#origins", "https://blog.example.com")
	d.press(`.fields button`)
	d.same("what was done", d.text(".said"), "The key is made, and stands in all that is below.")
	d.same("the keys", eval[string](d.tab, `[...document.querySelectorAll("tbody tr")].map((e) => e.querySelector("th").textContent + ": " + e.cells[2].textContent).join("; ")`),
		"The stat’s own: everything; "+nasty+": the number, 1h1m, on https://blog.example.com")
	d.shown("9", "320")
	d.do(chromedp.Click(chromedp.CSS(`tbody tr:last-child summary`)))
	d.press(`tbody tr:last-child button`)
	d.same("what was done", d.text(".said"), "Revoked. Pages that have the key show that there is nothing to show.")
	d.same("the keys", d.text("tbody th"), "The stat’s own")
}

// shown checks the previews of the page: the number of the old script, and how
// wide the frame is.
func (d desk) shown(number, width string) {
	d.Helper()
	bad, err := chromedp.Run(d.ctx, chromedp.Evaluate[[]string](previews, chromedp.EvalAwaitPromise))
	if err != nil {
		d.Fatal(err)
	}
	for _, what := range bad {
		d.Errorf("%s shows nothing", what)
	}
	d.until(`document.querySelector("[id^=statd_embed_text]")?.textContent === "` + number + `"`)
	d.same("the frame", eval[string](d.tab, `document.querySelector("iframe").getAttribute("width")`), width)
}

// shifts is how far a page moved while it loaded: 0 if nothing did.
const shifts = `new Promise((done) => {
	let sum = 0;
	new PerformanceObserver((list) => list.getEntries().forEach((e) => sum += e.value)).observe({ type: "layout-shift", buffered: true });
	requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})`

// TestBrowserStatsLook opens every page on a phone in the dark and on a desk in
// the light: nothing scrolls sideways, nothing moves, and axe-core finds nothing
// that keeps people out.
func TestBrowserStatsLook(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(need.NPM(t, "axe-core", "4.14.1"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	d := openDesk(t, "")
	d.open("/signin")
	d.look("/signin", 360, string(axe))
	d.signIn()
	d.look("/stats", 1280, string(axe)) // the empty project
	s := d.week("page view of "+strings.Repeat("a very long name ", 8)+strings.Repeat("x", 80), stats.Counter)
	_, err = d.node.Catalog.Comment(t.Context(), stats.Comment{Stat: s.ID, At: time.Now(), Text: strings.Repeat("y", 200)})
	if err != nil {
		t.Fatal(err)
	}
	gone := d.node.Stat(t, strings.Repeat("z", 200), stats.Value)
	if err := d.node.Catalog.Trash(t.Context(), gone.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	stat := "/stats/" + string(s.Public) + "?tf=bad"
	elsewhere := "/stats/" + string(s.Public) + "/embed"
	for _, path := range []string{"/", "/stats", stat, elsewhere, "/settings"} {
		d.look(path, 1280, string(axe))
	}
	d.do(browser.Dark(true))
	for _, path := range []string{"/", "/stats", "/stats?q=none", stat, elsewhere, elsewhere + "?tf=bad", "/v/stats/trash", "/access", "/settings", "/switch", "/settings/none"} {
		d.look(path, 360, string(axe))
	}
}

// look opens a page and judges it.
func (d desk) look(path string, width int64, axe string) {
	d.Helper()
	d.do(chromedp.EmulateViewport(width, 800))
	d.open(path)
	where := fmt.Sprintf("%s at %d", path, width)
	if moved, err := chromedp.Run(d.ctx, chromedp.Evaluate[float64](shifts, chromedp.EvalAwaitPromise)); err != nil || moved > 0 {
		d.Errorf("%s: moved by %v, %v", where, moved, err)
	}
	if wide := eval[int64](d.tab, `document.documentElement.scrollWidth`); wide > width {
		d.Errorf("%s: it is %d wide and scrolls sideways", where, wide)
	}
	d.do(chromedp.Evaluate[chromedp.Void](axe))
	found, err := chromedp.Run(d.ctx, chromedp.Evaluate[[]string](`axe.run().then((r) => r.violations
		.map((v) => v.id + ": " + v.help + " " + v.nodes.slice(0, 5).map((n) => n.html).join(" ")))`, chromedp.EvalAwaitPromise))
	if err != nil {
		d.Fatal(err)
	}
	for _, text := range found {
		d.Errorf("%s: %s", where, text)
	}
}
