package render_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	paint "image/draw"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"chartd/render/png"
	"chartd/render/rendertest"
	"chartd/render/rendertest/browser"
	"chartd/render/scene"
	"chartd/render/svg"

	"github.com/chromedp/chromedp"
)

// Size of the page that pictures are laid out on, in CSS pixels: as wide as the
// widest picture, and as high as a screenshot is still fast.
const (
	sheetWidth  = 4100
	sheetHeight = 1000
	deviceScale = 2
)

// shown is an SVG in an img element of a given size in CSS pixels.
type shown struct {
	svg           []byte
	width, height int
	at            image.Point // where it is on its page
	page          int
}

// place gives every picture a place on one of a few pages, in rows, and returns
// how many pages there are.
func place(all []shown) int {
	x, y, row, page := 0, 0, 0, 0
	for i := range all {
		p := &all[i]
		if x+p.width > sheetWidth {
			x, y, row = 0, y+row, 0
		}
		if y+p.height > sheetHeight && y > 0 {
			x, y, row, page = 0, 0, 0, page+1
		}
		p.at, p.page = image.Pt(x, y), page
		x, row = x+p.width, max(row, p.height)
	}
	return page + 1
}

// serve answers with the pages at /page/N and the pictures at /N.svg.
func serve(t *testing.T, all []shown) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if n, err := strconv.Atoi(strings.TrimSuffix(name, ".svg")); err == nil && n < len(all) {
			w.Header().Set("Content-Type", "image/svg+xml")
			_, _ = w.Write(all[n].svg)
			return
		}
		fmt.Fprint(w, `<!DOCTYPE html><style>body{margin:0}img{position:absolute}</style>`)
		for i, p := range all {
			if strconv.Itoa(p.page) == strings.TrimPrefix(name, "page/") {
				fmt.Fprintf(w, `<img src="/%d.svg" style="left:%dpx;top:%dpx;width:%dpx;height:%dpx">`,
					i, p.at.X, p.at.Y, p.width, p.height)
			}
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// shoot has the browser draw all pictures at device scale 2, on nothing.
func shoot(t *testing.T, ctx context.Context, all []shown) []image.Image {
	t.Helper()
	pages := place(all)
	address := serve(t, all)
	err := chromedp.Do(ctx, chromedp.EmulateViewport(sheetWidth, sheetHeight, chromedp.EmulateScale(deviceScale)), browser.Clear())
	if err != nil {
		t.Fatal(err)
	}
	drawn := make([]image.Image, len(all))
	for page := range pages {
		if err := chromedp.Do(ctx, chromedp.Navigate(address+"/page/"+strconv.Itoa(page))); err != nil {
			t.Fatal(err)
		}
		shot, err := chromedp.Run(ctx, browser.Shoot(0, 0, sheetWidth, sheetHeight))
		if err != nil {
			t.Fatal(err)
		}
		picture := decode(t, shot)
		for i, p := range all {
			if p.page == page {
				drawn[i] = part(picture, p)
			}
		}
	}
	return drawn
}

// part cuts one picture out of a page.
func part(page image.Image, p shown) image.Image {
	dst := image.NewNRGBA(image.Rect(0, 0, p.width*deviceScale, p.height*deviceScale))
	paint.Draw(dst, dst.Rect, page, page.Bounds().Min.Add(p.at.Mul(deviceScale)), paint.Src)
	return dst
}

// liberation is the browser on a machine with the face that we measure.
func liberation(t *testing.T) context.Context {
	t.Helper()
	return browser.Start(t, browser.OnlyFonts(browser.FontFile(t, "LiberationSans-Regular.ttf")))
}

// half is a scene with its paths only, or its words only.
type half struct {
	sample rendertest.Sample
	what   string
	scene  scene.Scene
	bound  bound
}

// halves are the parts of all samples that can be compared with a browser's.
func halves(t *testing.T) []half {
	t.Helper()
	var all []half
	for _, s := range rendertest.Samples() {
		sheet := sheetOf(t, s)
		if pixels(sheet) > largestGolden {
			continue
		}
		paths, words := *sheet.Scene(), *sheet.Scene()
		paths.Texts, paths.Small = nil, nil
		words.Paths, words.Small = nil, nil
		all = append(all, half{s, "shapes", paths, shapesBound(s)})
		if len(words.Texts) > 0 && !foreign(words.Title) {
			all = append(all, half{s, "words", words, letters})
		}
	}
	return all
}

// foreign reports whether a title has letters that the face lacks: a browser
// draws them in whatever face it has, we draw a box.
func foreign(title string) bool {
	return strings.ContainsFunc(title, func(r rune) bool { return r > 0x2027 || 0x590 <= r && r < 0x780 })
}

func TestBrowserDrawsOurSVGAsWeDrawOurPNG(t *testing.T) {
	ctx := liberation(t)
	all := halves(t)
	pictures := make([]shown, len(all))
	for i := range all {
		s := &all[i].scene
		pictures[i] = shown{svg: svg.Append(nil, s), width: int(s.Width), height: int(s.Height)}
	}
	var fast png.Encoder
	for i, theirs := range shoot(t, ctx, pictures) {
		one := &all[i]
		ours := decode(t, bytes.Clone(fast.Append(nil, &one.scene, deviceScale)))
		d := rendertest.Compare(ours, theirs, oracleLevel)
		fmt.Printf("%-20s %-7s %v\n", one.sample.Name, one.what, d)
	}
}
