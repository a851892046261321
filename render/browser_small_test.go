package render_test

import (
	"bytes"
	"context"
	"image"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"

	"chartd/render"
	"chartd/render/rendertest"
	"chartd/render/rendertest/browser"

	"github.com/chromedp/chromedp"
)

// phone is the width at which pictures made for a page are read on a phone.
const phone = 320

func TestBrowserShowsEverySampleReadablyAt320(t *testing.T) {
	var jobs []job
	for _, s := range rendertest.Samples() {
		if sheetOf(t, s).Spec().Width == 580 {
			jobs = append(jobs, jobOfSample(t, s, phone))
		}
	}
	texts := 0
	for _, s := range look(t, liberation(t), jobs) {
		checkBoxes(t, jobs[s.N], s)
		checkSmall(t, jobs[s.N], s)
		texts += len(s.Texts)
	}
	if len(jobs) < 60 || texts < 200 {
		t.Errorf("%d charts with %d texts were looked at", len(jobs), texts)
	}
}

// TestBrowserKeepsLinesAsWideAsTheyAre shows level lines in img elements of
// several widths and measures how thick they are on the screen: two CSS pixels
// whatever the width, and the hairlines of the grid one.
func TestBrowserKeepsLinesAsWideAsTheyAre(t *testing.T) {
	ctx := liberation(t)
	const query = "w=580&h=180&d0=ffff&s0=000000&ymin=0&ymax=100&ol=1&bg=ffffff"
	drawn := jobOf(t, query, 0)
	var all []shown
	for _, width := range []int{580, 520, 400, phone, 270} {
		all = append(all, shown{svg: drawn.svg, width: width, height: width * drawn.height / drawn.width})
	}
	for i, img := range shoot(t, ctx, all) {
		if got := thickness(img); math.Abs(got-2) > 0.15 {
			t.Errorf("at %d pixels the line of 2 CSS pixels is %.2f thick", all[i].width, got)
		}
	}
}

// thickness is that of the one dark level line across the middle of a white
// picture, in CSS pixels.
func thickness(img image.Image) float64 {
	b := img.Bounds()
	x := b.Min.X + b.Dx()/2
	sum := 0.0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		r, _, _, _ := img.At(x, y).RGBA()
		if dark := 1 - float64(r)/0xFFFF; dark > 0.3 { // more than the grid
			sum += dark
		}
	}
	return sum / deviceScale
}

func TestThicknessAddsUpPartsOfPixels(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 9, 9))
	copy(img.Pix, bytes.Repeat([]byte{255}, 81))
	copy(img.Pix[3*9:], bytes.Repeat([]byte{0}, 9))
	copy(img.Pix[4*9:], bytes.Repeat([]byte{127}, 9))
	if got := thickness(img); math.Abs(got-0.75) > 0.01 {
		t.Errorf("a line of one and a half pixels at scale 2 is %.2f thick, want 0.75", got)
	}
}

// TestBrowserFollowsADarkReader shows a chart of theme=auto to a reader of a dark
// page: the words have the dark theme's colour.
func TestBrowserFollowsADarkReader(t *testing.T) {
	ctx := liberation(t)
	for _, row := range []struct {
		dark bool
		want string
	}{{false, "rgb(27, 31, 36)"}, {true, "rgb(230, 237, 243)"}} {
		if got := titleColor(t, ctx, row.dark); got != row.want {
			t.Errorf("dark %v: the title is %s, want %s", row.dark, got, row.want)
		}
	}
}

// titleColor is the colour in which a reader sees a title of theme=auto.
func titleColor(t *testing.T, ctx context.Context, dark bool) string {
	t.Helper()
	body := jobOf(t, "w=580&h=180&d0=Ae9&t=Title&theme=auto", 0).svg
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", render.SVG.MediaType())
		_, _ = w.Write(body)
	}))
	defer server.Close()
	if err := chromedp.Do(ctx, browser.Dark(dark), chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`getComputedStyle(document.querySelector("text")).fill`))
	if err != nil {
		t.Fatal(err)
	}
	return got
}
