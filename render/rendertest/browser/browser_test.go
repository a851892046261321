package browser_test

import (
	"bytes"
	"image/png"
	"math"
	"testing"

	"chartd/render/rendertest/browser"

	"github.com/chromedp/chromedp"
)

// width is the width of a line of ten digits in the first face there is.
const width = `(() => {
	const c = document.createElement("canvas").getContext("2d")
	c.font = "100px Arial,Liberation Sans,Helvetica,sans-serif"
	return c.measureText("0123456789").width
})()`

func TestBrowserHasOnlyTheFontsGiven(t *testing.T) {
	for _, row := range []struct {
		file string
		want float64 // from the face's advance widths: 1,139 and 1,303 of 2,048 a digit
	}{
		{"LiberationSans-Regular.ttf", 10 * 100 * 1139.0 / 2048},
		{"DejaVuSans.ttf", 10 * 100 * 1303.0 / 2048},
	} {
		ctx := browser.Start(t, browser.OnlyFonts(browser.FontFile(t, row.file)))
		got, err := chromedp.Run(ctx, chromedp.Evaluate[float64](width))
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got-row.want) > 5 { // advances may be whole pixels
			t.Errorf("%s: ten digits are %.1f px wide, want %.1f", row.file, got, row.want)
		}
	}
}

func TestBrowserShootsAtTheDeviceScaleInTheReadersColours(t *testing.T) {
	ctx := browser.Start(t)
	const page = `data:text/html,<style>body{margin:0}div{height:3000px;background:rgb(255,0,0)}` +
		`@media(prefers-color-scheme:dark){div{background:rgb(0,0,255)}}</style><div></div>`
	err := chromedp.Do(ctx, chromedp.EmulateViewport(400, 300, chromedp.EmulateScale(2)),
		browser.Dark(true), chromedp.Navigate(page))
	if err != nil {
		t.Fatal(err)
	}
	shot, err := chromedp.Run(ctx, browser.Shoot(10, 2900, 50, 20))
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got.X != 100 || got.Y != 40 {
		t.Errorf("the picture of 50 by 20 CSS pixels at scale 2 is %v", got)
	}
	if r, _, b, _ := img.At(50, 20).RGBA(); r != 0 || b != 0xFFFF {
		t.Errorf("a dark reader sees red %d blue %d, want blue", r, b)
	}
}
