package embeds_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"chartd/render/rendertest/browser"
	"chartd/stats"
)

// A page of another origin with two elements of one id and the scripts that the
// old snippet asks for: both show the number, in the page's style, and change
// when a minute has passed with a post in it, until the elements are gone.
func TestOldSnippetInABrowser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.open(s.Stat(t, "visits", stats.Counter))
	s.Post(t, visits, s.minute()-1, 41)
	server := httptest.NewServer(s.face)
	defer server.Close()
	key := string(visits.EmbedKey)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		id := "statd_embed_text_" + key + "_"
		fmt.Fprintf(w, `<!doctype html><style>p { color: rgb(1, 2, 3) }</style>
<p>Visits: <span id="%s" style="display:none"></span></p><p>Again: <span id="%s" style="display:none"></span></p>
<div id="statd_embed_graph_%s___300_100_hour_fill" style="display:none"></div>
<script src="%s/embed/text/%s?tf=hour&refresh=1000"></script><script src="%s/embed/text/%s?tf=hour&refresh=1000"></script>
<script src="%s/embed/graph/%s?w=300&h=100&tf=hour&style=fill"></script>`, id, id, key, server.URL, key, server.URL, key, server.URL, key)
	}))
	defer page.Close()
	ctx := browser.Start(t)
	wait := func(script string) {
		t.Helper()
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
			t.Fatalf("%s: %v", script, err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(page.URL)); err != nil {
		t.Fatal(err)
	}
	wait(`Array.from(document.querySelectorAll("p")).map(p => p.innerText.replace(/\s+/g, " ")).join("|") === "Visits: 41|Again: 41"`)
	wait(`getComputedStyle(document.querySelector("p span span")).color === "rgb(1, 2, 3)"`)
	wait(`document.querySelector("div a svg").getBoundingClientRect().width === 300`)
	s.Post(t, visits, s.minute(), 1)
	s.at.Add(60)
	wait(`Array.from(document.querySelectorAll("p span span")).every(e => e.innerText === "42")`)
	wait(`document.scripts.length <= 4`) // those that asked again are gone
	// Without its elements a chain ends.
	wait(`document.querySelectorAll("p").forEach(p => p.remove()), Object.keys(StatHatEmbedChains).length === 1`)
}
