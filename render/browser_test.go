package render_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	paint "image/draw"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartd/render/font"
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

// Bounds of oracle (b), a browser, where they are wider than those of oracle (a).
// Paths in an SVG have tenths of pixels, which add up along a dotted line and move
// its dots: one sample has long ones. And now and then a browser fills a pixel or
// two inside of a corner.
var drifting = bound{near: 150, blurred: 90, share: 0.005}

const cornerBlur = 8

func TestBrowserDrawsOurShapesAsWeDo(t *testing.T) {
	ctx := liberation(t)
	var names []string
	var bounds []bound
	all := distinct(t, func(s rendertest.Sample, part *scene.Scene) bool {
		part.Texts = nil
		b := shapesBound(s)
		b.blurred += cornerBlur
		if s.Name == "dots-dense" {
			b = drifting
		}
		names, bounds = append(names, s.Name), append(bounds, b)
		return true
	})
	var fast png.Encoder
	for i, theirs := range shoot(t, ctx, pictures(all)) {
		ours := decode(t, bytes.Clone(fast.Append(nil, &all[i], deviceScale)))
		agreeWithin(t, names[i], bounds[i], ours, theirs)
	}
}

// distinct are the parts of the samples' scenes that keep leaves over, without
// what is not drawn at the picture's own size.
func distinct(t *testing.T, keep func(s rendertest.Sample, part *scene.Scene) bool) []scene.Scene {
	t.Helper()
	var all []scene.Scene
	for _, s := range rendertest.Samples() {
		sheet := sheetOf(t, s)
		part := *sheet.Scene()
		part.Small, part.Title, part.Desc = nil, "", ""
		if pixels(sheet) <= largestGolden && keep(s, &part) {
			all = append(all, part)
		}
	}
	return all
}

// pictures are scenes as SVGs of their own size.
func pictures(all []scene.Scene) []shown {
	var to []shown
	for i := range all {
		s := &all[i]
		to = append(to, shown{svg: svg.Append(nil, s), width: int(s.Width), height: int(s.Height)})
	}
	return to
}

// foreign reports whether a text has letters that the face lacks: a browser
// draws them in whatever face it has, we draw a box.
func foreign(t scene.Text) bool {
	return strings.ContainsFunc(t.Text, func(r rune) bool { return r > 0x2027 || 0x590 <= r && r < 0x780 })
}

// TestBrowserWritesOurWordsWhereWeDo bounds each text by its ink. A browser
// moves some pairs of letters together (kerning), puts letters at parts of pixels
// and draws them a little bolder, which no useful bound on pixels takes. What must
// hold: the words begin and end within one CSS pixel and 3 % of their length of
// where ours do, are as high within half a CSS pixel, and have between 0.8 and
// 1.2 times our ink.
func TestBrowserWritesOurWordsWhereWeDo(t *testing.T) {
	ctx := liberation(t)
	seen := map[string]bool{}
	all := distinct(t, func(_ rendertest.Sample, part *scene.Scene) bool {
		part.Paths, part.Background = nil, scene.Ink{}
		part.Texts = slices.DeleteFunc(slices.Clone(part.Texts), foreign)
		words := fmt.Sprint(part.Texts)
		again := seen[words]
		seen[words] = true
		return len(part.Texts) > 0 && !again
	})
	var fast png.Encoder
	texts := 0
	for i, theirs := range shoot(t, ctx, pictures(all)) {
		ours := decode(t, bytes.Clone(fast.Append(nil, &all[i], deviceScale)))
		for _, text := range all[i].Texts {
			texts++
			if fault := compareInk(inkOf(ours, text), inkOf(theirs, text)); fault != "" {
				t.Errorf("%q at %v: %s; see %s", text.Text, text.At, fault, keep(t, fmt.Sprintf("words-%d", i), ours, theirs))
			}
		}
	}
	if texts < 200 {
		t.Errorf("only %d texts were compared", texts)
	}
}

// compareInk says what is wrong with theirs, or "".
func compareInk(ours, theirs ink) string {
	a, b := ours.box, theirs.box
	across := 2 + a.Dx()*3/100
	if far(a.Min.X, b.Min.X) > across || far(a.Max.X, b.Max.X) > across || far(a.Min.Y, b.Min.Y) > 1 || far(a.Max.Y, b.Max.Y) > 1 {
		return fmt.Sprintf("our ink is in %v, the browser's in %v", a, b)
	}
	if share := theirs.amount / ours.amount; !(0.8 <= share && share <= 1.2) {
		return fmt.Sprintf("the browser has %.2f times our ink", share)
	}
	return ""
}

// ink is where a text has any, in device pixels, and how much.
type ink struct {
	box    image.Rectangle
	amount float64 // in pixels covered
}

// inkOf is the ink of one text; nothing else is near it. A pixel that is
// covered by less than an eighth does not make the box larger.
func inkOf(img image.Image, text scene.Text) ink {
	var k ink
	room := font.Room(text.Text, text.Size)
	left := text.At.X - room*[...]float64{scene.Start: 0, scene.Middle: 0.5, scene.End: 1}[text.Anchor]
	device := func(v float64) int { return int(v * deviceScale) }
	in := image.Rect(device(left-2), device(text.At.Y-text.Size), device(left+room+2), device(text.At.Y+text.Size*0.25))
	in = in.Intersect(img.Bounds())
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			_, _, _, a := img.At(x, y).RGBA()
			k.amount += float64(a) / 0xFFFF
			if a >= 0x2000 {
				k.box = k.box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return k
}

func far(a, b int) int { return max(a-b, b-a) }
