package mail_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"chartd/render/rendertest"
	"chartd/render/rendertest/browser"

	"github.com/chromedp/chromedp"
)

// Widths of mail readers, in CSS pixels.
const (
	narrow  = 320
	phone   = 375
	desktop = 720
)

// Tolerances of pictures of pages: another version of Chromium smooths letters
// otherwise. At most one pixel in 200 may show what none around it shows.
const (
	pageLevel = 40
	pageShare = 0.005
)

func TestHowMailsLook(t *testing.T) {
	ctx := browser.Start(t, browser.OnlyFonts(browser.FontFile(t, "LiberationSans-Regular.ttf")))
	all := samples()
	pages := map[string]string{}
	for name, m := range all {
		letter, _ := compose(t, m)
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, []byte(letter.Page()), 0o644); err != nil {
			t.Fatal(err)
		}
		pages[name] = "file://" + file
	}
	// open shows a page at a width and returns its height.
	open := func(t *testing.T, name string, width int64, dark bool) float64 {
		t.Helper()
		err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 600), browser.Dark(dark), chromedp.Navigate(pages[name]))
		if err != nil {
			t.Fatal(err)
		}
		size, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](`[document.documentElement.scrollWidth, document.documentElement.scrollHeight]`))
		if err != nil {
			t.Fatal(err)
		}
		if size[0] > float64(width) {
			t.Errorf("%s is %v wide on %d", name, size[0], width)
		}
		return size[1]
	}
	for name := range all {
		t.Run(name+" fits", func(t *testing.T) { open(t, name, narrow, false) })
	}
	for _, row := range []struct {
		name  string
		width int64
	}{{"fired", phone}, {"fired", desktop}, {"grouped", phone}, {"report", phone}, {"report", desktop}} {
		for _, colours := range []string{"light", "dark"} {
			file := fmt.Sprintf("%s-%d-%s.png", row.name, row.width, colours)
			t.Run(file, func(t *testing.T) {
				height := open(t, row.name, row.width, colours == "dark")
				shot, err := chromedp.Run(ctx, browser.Shoot(0, 0, float64(row.width), height))
				if err != nil {
					t.Fatal(err)
				}
				if want, ok := golden(t, file, shot); ok {
					looksAlike(t, file, shot, want)
				}
			})
		}
	}
}

// looksAlike compares pictures of two pages.
func looksAlike(t *testing.T, name string, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	a, b := picture(t, got), picture(t, want)
	if d := rendertest.Compare(a, b, pageLevel); d.Sizes || d.NearOver > pageShare {
		file, err := rendertest.Keep("mail-"+name, a, b)
		t.Errorf("%s: %v; see %s, error %v", name, d, file, err)
	}
}
