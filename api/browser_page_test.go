package api_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chartd/api"
	"chartd/cmd/check/need"
	"chartd/render/rendertest/browser"
	"chartd/static"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is one browser tab on the page at /, and the server behind it.
type tab struct {
	*testing.T
	ctx  context.Context
	base string // of the server, without a final slash
}

// openTab starts a browser and a server whose page lies below path.
func openTab(t *testing.T, path string) tab {
	t.Helper()
	ctx := browser.Start(t)
	site, err := static.New(static.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api.New(api.Deps{Pages: site, BasePath: path}))
	t.Cleanup(server.Close)
	return tab{t, ctx, server.URL + path}
}

// with is the same tab for a subtest.
func (b tab) with(t *testing.T) tab { return tab{t, b.ctx, b.base} }

func (b tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// load opens the page afresh, and waits until the editor has had its first answer.
func (b tab) load() {
	b.Helper()
	b.do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(b.base+"/"))
	b.until(`document.querySelectorAll("#values tbody tr").length > 0`)
}

// eval returns the value of an expression on the page.
func eval[T any](b tab, script string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.Fatalf("%s: %v", script, err)
	}
	return v
}

// until waits for an expression to become true.
func (b tab) until(script string) {
	b.Helper()
	_, err := chromedp.Run(b.ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(20*time.Second)))
	if err != nil {
		b.Fatalf("waited for %s: %v", script, err)
	}
}

// enter puts text into a field as a paste would.
func (b tab) enter(selector, text string) {
	b.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(
		`{ const f = document.querySelector(%q); f.value = %q; f.dispatchEvent(new Event("input", { bubbles: true })) }`, selector, text)))
}

func (b tab) same(what, got, want string) {
	b.Helper()
	if got != want {
		b.Errorf("%s is %q, want %q", what, got, want)
	}
}

// shown is true when the preview is a picture that was loaded from a query
// with the given part.
func shown(part string) string {
	return fmt.Sprintf(`(() => { const p = document.querySelector("#picture");
		return p.src.includes(%q) && p.complete && p.naturalWidth > 0 })()`, part)
}

func TestBrowserEditor(t *testing.T) {
	b := openTab(t, "")
	for name, test := range map[string]func(tab){
		"the picture follows what is typed":          typing,
		"numbers from a spreadsheet get commas":      spreadsheet,
		"an old URL fills the fields":                oldURL,
		"an img tag is read as its URL":              pastedTag,
		"copies are whole":                           copies,
		"an error stands beside its field":           errorBeside,
		"text that is no chart is refused":           noChart,
		"numbers become a data string of this chart": shortened,
		"an example of the page opens":               openedExample,
	} {
		t.Run(name, func(t *testing.T) {
			b := b.with(t)
			b.load()
			test(b)
		})
	}
}

func typing(b tab) {
	b.enter("#in-data0", "")
	b.do(chromedp.SendKeys(chromedp.CSS("#in-data0"), "1,2,3"))
	b.until(shown("v0=1,2,3"))
	b.same("the sentence", eval[string](b, `document.querySelector("#sentence").textContent`), "Digits of pi: 3 points, from 1 to 3, low 1, high 3.")
	b.same("alt", eval[string](b, `document.querySelector("#picture").alt`), "Digits of pi: 3 points, from 1 to 3, low 1, high 3.")
	b.same("the URL", eval[string](b, `document.querySelector("#url").value`), b.base+"/a.svg?t=Digits+of+pi&v0=1,2,3")
	b.do(chromedp.Click(chromedp.CSS(`[name="hl"]`)))
	b.until(shown("&hl=1"))
}

func spreadsheet(b tab) {
	b.enter("#in-data0", "1.5\n2\t3\n")
	b.until(shown("v0=1.5,2,3&"))
}

func oldURL(b tab) {
	b.enter("#url", "http://chartd.co/a.png?w=580&amp;h=180&amp;d0="+stock+"&ymin=94.48&ymax=103.3&ol=1&t=AAPL+(past+2+months)&step=1&s0=FF8300.")
	b.until(shown("/a.png?w=580"))
	for field, want := range map[string]string{
		"#in-data0": stock, "#in-w": "580", "#in-h": "180", "#in-ymin": "94.48", "#in-ymax": "103.3",
		"#in-t": "AAPL (past 2 months)", "#in-kind": "step", "#in-s0": "FF8300.", "#format": "a.png",
	} {
		b.same(field, eval[string](b, fmt.Sprintf(`document.querySelector(%q).value`, field)), want)
	}
	if !eval[bool](b, `document.querySelector('[name="ol"]').checked`) {
		b.Error("the left axis is not chosen")
	}
	if n := eval[int](b, `document.querySelectorAll("#values tbody tr").length`); n != 43 {
		b.Errorf("%d decoded values, want 43", n)
	}
	b.same("the last value", eval[string](b, `document.querySelector("#values tbody tr:last-child td").textContent`), "100.987")
}

func pastedTag(b tab) {
	b.enter("#url", `<img alt="x" src="/a.svg?w=300&h=100&d0=Ae9&kind=area" width="300">`)
	b.until(shown("d0=Ae9"))
	b.same("kind", eval[string](b, `document.querySelector("#in-kind").value`), "area")
	for pasted, want := range map[string]string{
		`<img alt=x src=/a.svg?v0=1,2&t=bare>`:            "bare",
		`![an alt](/a.svg?v0=1,2&t=AAPL+(past+2+months))`: "AAPL (past 2 months)",
		`v0=1,2&t=What?&hl=1`:                             "What?",
	} {
		b.enter("#url", pasted)
		b.same("the title of "+pasted, eval[string](b, `document.querySelector("#in-t").value`), want)
	}
}

func copies(b tab) {
	b.enter("#url", `a.svg?w=300&h=100&d0=Ae9&ymin=0&ymax=4&t=A+"b"+[c]+(d)`)
	b.until(shown("d0=Ae9"))
	address := b.base + "/a.svg?w=300&h=100&d0=Ae9&ymin=0&ymax=4&t=A+%22b%22+[c]+%28d%29"
	sentence := `A "b" [c] (d): 3 points, from 0 to 4, low 0, high 4.`
	b.same("the sentence", eval[string](b, `document.querySelector("#sentence").textContent`), sentence)
	alt := strings.ReplaceAll(sentence, `"`, "&quot;")
	for id, want := range map[string]string{
		"out-url":      address,
		"out-html":     `<img src="` + address + `" width="300" height="100" alt="` + alt + `">`,
		"out-markdown": `![A "b" \[c\] (d): 3 points, from 0 to 4, low 0, high 4.](` + address + ")",
		"out-curl":     "curl -o chart.svg '" + address + "'",
		"out-picture": "<picture>\n  <source media=\"(prefers-color-scheme: dark)\" srcset=\"" + address + "&theme=dark\">\n" +
			`  <img src="` + address + `&theme=light" width="300" height="100" alt="` + alt + "\">\n</picture>",
	} {
		b.same(id, eval[string](b, fmt.Sprintf(`document.getElementById(%q).textContent`, id)), want)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText = async (text) => { window.copied = text }`),
		chromedp.Click(chromedp.CSS(`[data-copy="out-html"]`)))
	b.until(`window.copied?.startsWith("<img")`)
	b.do(chromedp.Click(chromedp.CSS(`#ol [data-part="src"]`)))
	b.until(`window.copied?.startsWith("http")`)
	b.same("the URL of an example", eval[string](b, `window.copied`), b.base+"/a.svg?w=440&h=150&d0="+stock+"&ymin=94.48&ymax=103.3&ol=1")
}

func errorBeside(b tab) {
	b.enter("#url", "a.svg?w=300&h=100&t=x")
	b.until(`document.querySelector("#problem")?.previousElementSibling.id === "in-data0"`)
	b.until(shown("w=300"))
	b.same("the error", eval[string](b, `document.querySelector("#problem").textContent`), "missing parameter: d0")
	b.same("the sentence", eval[string](b, `document.querySelector("#sentence").textContent`), "missing parameter: d0")
	if w := eval[int](b, `document.querySelector("#picture").naturalWidth`); w != 300 {
		b.Errorf("the picture of the error is %d wide, want 300", w)
	}
	b.enter("#in-data0", "Ae9")
	b.enter("#in-w", "wide")
	b.until(`document.querySelector("#problem")?.previousElementSibling.id === "in-w"`)
	b.same("the value", eval[string](b, `document.querySelector("#in-w").value`), "wide")
	b.same("described by", eval[string](b, `document.querySelector("#in-w").getAttribute("aria-describedby")`), "problem")
	b.enter("#in-w", "200")
	b.until(`!document.querySelector("#problem") && !document.querySelector("[aria-invalid]")`)
}

func noChart(b tab) {
	b.enter("#url", "https://example.org/picture.gif?w=1")
	b.until(`document.querySelector("#problem")?.previousElementSibling.id === "url"`)
	if said := eval[string](b, `document.querySelector("#problem").textContent`); !strings.HasPrefix(said, "This is no chart") {
		b.Errorf("the error is %q", said)
	}
}

func shortened(b tab) {
	b.enter("#in-data0", "-5,0,5,10,15")
	b.enter("#in-ymin", "0")
	b.enter("#in-ymax", "10")
	b.until(shown("ymax=10"))
	b.do(chromedp.Click(chromedp.CSS("#shorten")))
	b.until(shown("d0=AAe9A"))
	if v := eval[string](b, `document.querySelector("#url").value`); strings.Contains(v, "v0=") || !strings.Contains(v, "w=580&h=180") {
		b.Errorf("the URL is %s", v)
	}
}

func openedExample(b tab) {
	b.do(chromedp.Click(chromedp.CSS(`#hl .actions a[href^="#edit="]`)))
	b.until(shown("&hl=1"))
	if !eval[bool](b, `document.querySelector('[name="hl"]').checked && document.activeElement.id === "url"`) {
		b.Error("the example is not in the fields, or the URL has no focus")
	}
}

// stock is the data of golden URL 2.
const stock = "SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst"

func TestBrowserPage(t *testing.T) {
	b := openTab(t, "/charts")
	for name, test := range map[string]func(tab){
		"nothing comes from elsewhere and nothing is blocked": clean,
		"an img of an error shows it":                         errorPicture,
		"dark follows the reader, and the switch remembers":   darkTheme,
		"everything is reached by the keyboard":               keyboard,
		"without script the form draws":                       noScript,
		"at 320 pixels nothing is covered or cut":             narrow,
	} {
		t.Run(name, func(t *testing.T) { test(b.with(t)) })
	}
}

func clean(b tab) {
	var mu sync.Mutex
	var said []string
	err := chromedp.Listen(b.ctx, func(ev any) {
		if e, ok := ev.(*log.EventEntryAdded); ok && !strings.HasSuffix(e.Entry.URL, "a.svg?w=440&h=90") {
			mu.Lock()
			said = append(said, e.Entry.Text+" "+e.Entry.URL)
			mu.Unlock()
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	b.load()
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("img").forEach((i) => { i.loading = "eager" })`))
	b.until(`[...document.images].every((i) => i.complete)`)
	for _, from := range eval[[]string](b, `performance.getEntriesByType("resource").map((e) => e.name)`) {
		if !strings.HasPrefix(from, b.base+"/") {
			b.Errorf("the page loads %s", from)
		}
	}
	if empty := eval[[]string](b, `[...document.images].filter((i) => !i.naturalWidth).map((i) => i.src)`); len(empty) > 0 {
		b.Errorf("pictures without a picture: %q", empty)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(said) > 0 {
		b.Errorf("the browser complains: %q", said)
	}
}

func narrow(b tab) {
	b.load()
	b.do(chromedp.EmulateViewport(320, 800))
	if wide := eval[int](b, `document.documentElement.scrollWidth`); wide > 320 {
		b.Errorf("the page is %d wide and scrolls sideways", wide)
	}
	if over := eval[float64](b, `(() => {
		const words = document.createRange();
		words.selectNodeContents(document.querySelector(".name"));
		return words.getBoundingClientRect().right - document.querySelector("#theme-switch").getBoundingClientRect().left;
	})()`); over > 0 {
		b.Errorf("the switch covers %v pixels of the name", over)
	}
	b.do(chromedp.EmulateViewport(1280, 900))
}

func errorPicture(b tab) {
	b.load()
	b.do(chromedp.ScrollIntoView(chromedp.CSS(".refused img")))
	b.until(`document.querySelector(".refused img").naturalWidth === 440 && document.querySelector(".refused img").naturalHeight === 90`)
}

func darkTheme(b tab) {
	paper := `getComputedStyle(document.body).backgroundColor`
	const dark, light = "rgb(15, 19, 24)", "rgb(255, 255, 255)"
	b.do(browser.Dark(true))
	b.load()
	b.same("the page of a reader in the dark", eval[string](b, paper), dark)
	b.do(chromedp.Click(chromedp.CSS(`#theme-switch [value="light"] + span`)))
	b.same("the page after Light", eval[string](b, paper), light)
	b.load()
	b.same("the page opened again", eval[string](b, paper), light)
	b.do(chromedp.Click(chromedp.CSS(`#theme-switch [value="auto"] + span`)))
	b.same("the page after Auto", eval[string](b, paper), dark)
	b.do(browser.Dark(false))
	b.same("the page of a reader in the light", eval[string](b, paper), light)
	b.do(chromedp.Click(chromedp.CSS(`#theme-switch [value="dark"] + span`)))
	b.same("the page after Dark", eval[string](b, paper), dark)
	b.do(chromedp.Click(chromedp.CSS(`#theme-switch [value="auto"] + span`)))
}

func keyboard(b tab) {
	b.load()
	b.do(chromedp.KeyEvent(kb.Tab))
	b.same("the first stop", eval[string](b, `document.activeElement.className`), "skip")
	b.do(chromedp.KeyEvent(kb.Enter))
	b.until(`document.activeElement.id === "content"`)
	wanted := []string{"url", "in-data0", "in-t", "in-kind", "in-ymin", "shorten", "outputs-tab-0"}
	for range 120 {
		b.do(chromedp.KeyEvent(kb.Tab))
		at := eval[[]string](b, `(() => { const e = document.activeElement, s = getComputedStyle(e);
			return [e.id, s.outlineStyle, e.tagName] })()`)
		if at[1] == "none" {
			b.Errorf("%s %s has focus, and nobody sees it", at[2], at[0])
		}
		wanted = slices.DeleteFunc(wanted, func(id string) bool { return id == at[0] })
		if len(wanted) == 0 {
			break
		}
	}
	if len(wanted) > 0 {
		b.Fatalf("not reached by the keyboard: %q", wanted)
	}
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	b.same("the chosen tab", eval[string](b, `document.querySelector('#outputs [aria-selected="true"]').textContent`), "Light and dark")
	if !eval[bool](b, `document.querySelector("#out-picture").checkVisibility() && !document.querySelector("#out-html").checkVisibility()`) {
		b.Error("the tab does not show its own text alone")
	}
}

func noScript(b tab) {
	script := func(off bool) {
		if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			b.Fatal(err)
		}
	}
	script(true)
	defer script(false)
	b.do(chromedp.Navigate(b.base+"/"), chromedp.WaitVisible(chromedp.CSS("#in-data0")))
	visible := func(selector string) bool {
		return eval[bool](b, fmt.Sprintf(`document.querySelector(%q).checkVisibility()`, selector))
	}
	for _, selector := range []string{"#url", "#theme-switch", ".copy", "#shorten", ".results"} {
		if visible(selector) {
			b.Errorf("%s is shown, and does nothing without script", selector)
		}
	}
	if !visible("#languages section:last-child pre") || !visible("#picture") {
		b.Error("an encoder or the picture is hidden without script")
	}
	press := chromedp.Evaluate[chromedp.Void](`document.querySelector('.open button').click()`)
	to, err := chromedp.Run(b.ctx, chromedp.WaitEvent(page.FrameNavigated, nil, press))
	if err != nil {
		b.Fatal(err)
	}
	if !strings.HasPrefix(to.Frame.URL, b.base+"/a.svg?v0=3%2C1%2C4") {
		b.Errorf("the form leads to %s", to.Frame.URL)
	}
	b.same("what is shown", eval[string](b, `document.documentElement.tagName`), "svg")
}

// TestBrowserAccessibility runs axe-core over the page, in both themes, on a
// phone's width and a desk's, with all of the editor open.
func TestBrowserAccessibility(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(need.NPM(t, "axe-core", "4.14.1"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := openTab(t, "")
	for _, dark := range []bool{false, true} {
		for _, width := range []int64{390, 1280} {
			t.Run(fmt.Sprintf("dark %v at %d", dark, width), func(t *testing.T) {
				b := b.with(t)
				b.do(browser.Dark(dark))
				b.load()
				b.do(chromedp.EmulateViewport(width, 900),
					chromedp.Evaluate[chromedp.Void](string(script)+`; document.querySelector("#chart details").open = true`))
				found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`axe.run().then((r) => r.violations
					.filter((v) => v.impact === "serious" || v.impact === "critical")
					.map((v) => v.id + ": " + v.help + " " + v.nodes.slice(0, 5).map((n) => n.html).join(" ")))`, chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				for _, text := range found {
					t.Error(text)
				}
				if wide := eval[int](b, `document.documentElement.scrollWidth`); int64(wide) > width {
					t.Errorf("the page is %d wide and scrolls sideways", wide)
				}
			})
		}
	}
}
