package embeds_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"chartd/stats"
)

// swift makes the waiting of elements short, and keeps how long each was to be, in
// seconds. Waits of whole milliseconds are those of the test itself.
const swift = `window.waits = [];
window.setTimeout = ((set) => (f, ms, ...rest) => {
	if (Number.isInteger(ms)) return set(f, ms, ...rest);
	waits.push(ms / 1000);
	return set(f, 20, ...rest);
})(setTimeout);`

// While the server is away an element waits longer each time, ten minutes at the
// most, and says of when its number is. When the server is back
// it shows what came meanwhile, and asks as often as before.
func TestElementsWaitForTheServer(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	visits := s.open(s.Stat(t, "visits", stats.Counter))
	s.Post(t, visits, s.minute()-1, 41)
	if _, err := chromedp.Call(s.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: swift}); err != nil {
		t.Fatal(err)
	}
	key := string(visits.EmbedKey)
	s.page(`<p><chartd-stat key="` + key + `" tf="1h1m"></chartd-stat></p>` + module)
	s.until(shadow("chartd-stat") + ` === "41"`)
	s.until(`waits.length > 2 && waits.every((w) => w >= 3 && w < 4)`) // as the server says, and up to a second
	s.turn(true)
	s.until(`waits.some((w) => w >= 600)`)
	s.until(`(() => {
		const away = waits.slice(waits.findIndex((w) => w >= 5)), want = [5, 10, 20, 40, 80, 160, 320, 600];
		return want.every((w, i) => away[i] >= w && away[i] < w + 1) && away.slice(8).every((w) => w >= 600 && w < 601);
	})()`)
	s.until(`(() => {
		const said = document.querySelector("chartd-stat").shadowRoot.textContent.match(/^41 as of (.+)$/)?.[1].trim();
		const time = (ago) => new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(Date.now() - ago);
		return [0, 60000].some((ago) => time(ago) === said);
	})()`)
	s.Post(t, visits, s.minute(), 1)
	s.at.Add(60)
	s.turn(false)
	s.until(shadow("chartd-stat") + ` === "42"`)
	s.until(`waits.at(-1) < 4`)
}

// A copy of the script on the page's own server works with the server that the
// element names. Of several wishes for how often to ask, the shortest counts.
func TestAPinnedCopyOfTheElement(t *testing.T) {
	t.Parallel()
	s := openShop(t)
	visits := s.open(s.Stat(t, "visits", stats.Counter))
	s.Post(t, visits, s.minute()-1, 41)
	copied := s.ok(200, "/embed.js")
	if _, err := chromedp.Call(s.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: swift}); err != nil {
		t.Fatal(err)
	}
	own := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/copy.js" {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, copied)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		element := `<chartd-stat host="` + s.server.URL + `/" key="` + string(visits.EmbedKey) + `" tf="1h1m" refresh="%d"></chartd-stat>`
		fmt.Fprintf(w, `<!doctype html>`+element+element+`<script type="module" src="copy.js"></script>`, 3600, 120)
	}))
	defer own.Close()
	if err := chromedp.Do(s.ctx, chromedp.Navigate(own.URL)); err != nil {
		t.Fatal(err)
	}
	s.until(shadow("chartd-stat") + ` === "41|41"`)
	s.until(`waits.length > 0 && waits.every((w) => w >= 120 && w < 121)`)
}
