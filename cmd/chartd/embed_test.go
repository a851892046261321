package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"chartd/render/rendertest/browser"
)

// impatient makes each wait of an element short. Those of whole milliseconds are
// not an element's.
const impatient = `window.setTimeout = ((set) => (f, ms, ...rest) => set(f, Number.isInteger(ms) ? ms : 50, ...rest))(setTimeout);`

// A page elsewhere with an old snippet and an element outlives its server: while
// it is stopped the element says of when its number is, and when it is started
// again on the same data both show what was posted before it stopped.
func TestPagesOutliveTheirServer(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	s := start(t, "--data", data)
	account := regexp.MustCompile(`ezkey +(\S+)`).FindStringSubmatch(s.out.String())
	if account == nil {
		t.Fatalf("no ezkey in %s", s.out)
	}
	post := func(count int) {
		t.Helper()
		answer, err := http.PostForm("http://"+s.address+"/ez", url.Values{
			"ezkey": account[1:], "stat": {"hits"}, "count": {strconv.Itoa(count)}, "t": {strconv.FormatInt(time.Now().Unix()-120, 10)},
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusNoContent {
			t.Fatalf("status %d, %v", answer.StatusCode, err)
		}
	}
	post(41)
	key := ownKey(t, data, "hits")
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><script src="http://%[1]s/js/embed.js"></script><p><script>StatHatEmbed.render({kind: 'text', s1: '%[2]s', tf: 'hour', refresh: 1000});</script></p>
<chartd-stat key="%[2]s" tf="1h1m"></chartd-stat><script type="module" src="http://%[1]s/embed.js"></script>`, s.address, key)
	}))
	defer other.Close()
	ctx := browser.Start(t)
	if _, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: impatient}); err != nil {
		t.Fatal(err)
	}
	until := func(element, old string) {
		t.Helper()
		script := fmt.Sprintf(`/^%s$/.test(document.querySelector("chartd-stat").shadowRoot?.textContent.trim()) && /^%s$/.test(document.querySelector("p").innerText.trim())`, element, old)
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(30*time.Second))); err != nil {
			t.Fatalf("waited for %s and %s: %v", element, old, err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(other.URL)); err != nil {
		t.Fatal(err)
	}
	until("41", "41")
	post(1) // shown from the next minute on, or after a start
	s.end(t)
	until("4[12] as of .+", "4[12]")
	start(t, "--data", data, "--listen", s.address)
	until("42", "42")
}

// The old snippet on a page of another origin, with a server whose minutes take a
// second: it shows the right number in the page's own style, and another when a
// post has come and its minute is over. Nobody loads the page again.
func TestAnOldSnippetFollowsTheMinutes(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	o := newOwner(t, "ada@example.com", "--data", data)
	ctx := browser.Start(t) // before the clock, by which the hour that is shown is over in a minute
	now := time.Now()
	clock := runningClock(now.Truncate(time.Hour), now, 60)
	s := startBy(t, clock, "--data", data)
	if err := post(o, s, "hits", "count", 41, clock.Now().Add(-2*time.Minute).Unix()); err != nil {
		t.Fatal(err)
	}
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><style>p { color: rgb(1, 2, 3); font-size: 31px }</style><script src="http://%s/js/embed.js"></script>
<p><script>StatHatEmbed.render({kind: 'text', s1: '%s', tf: 'hour', refresh: 1000});</script></p>`, s.address, ownKey(t, data, "hits"))
	}))
	defer other.Close()
	if err := chromedp.Do(ctx, chromedp.Navigate(other.URL)); err != nil {
		t.Fatal(err)
	}
	shows := func(number string) {
		t.Helper()
		script := fmt.Sprintf(`document.querySelector("p").innerText.trim() === %q`, number)
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(30*time.Second))); err != nil {
			t.Fatalf("waited for %s: %v", number, err)
		}
	}
	shows("41")
	if err := post(o, s, "hits", "count", 7, clock.Now().Unix()); err != nil {
		t.Fatal(err)
	}
	shows("48")
	style, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(() => {
	let e = document.querySelector("p"); while (e.firstElementChild && e.firstElementChild.localName !== "script") e = e.firstElementChild;
	const s = getComputedStyle(e); return s.color + " " + s.fontSize })()`))
	if err != nil || style != "rgb(1, 2, 3) 31px" {
		t.Errorf("style %s, error %v", style, err)
	}
	s.end(t)
}

// ownKey is the embed key that a stat has by itself.
func ownKey(t *testing.T, data, stat string) string {
	t.Helper()
	w, out := world(nil)
	if err := run(t.Context(), []string{"embed", "list", stat, "--json", "--data", data}, w); err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Key string `json:"embed_key"`
	}
	if err := json.Unmarshal([]byte(out.String()), &list); err != nil || len(list) == 0 {
		t.Fatalf("%v in %s", err, out)
	}
	return list[0].Key
}
