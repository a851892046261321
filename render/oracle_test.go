package render_test

import (
	"image"
	"strings"
	"testing"

	"chartd/render/canvas"
	"chartd/render/png"
	"chartd/render/rendertest"
	"chartd/render/scene"
)

// bound is how far two drawings of one scene may be apart.
type bound struct {
	near    int     // levels of 255 that no pixel may lie outside of the values around it
	blurred int     // levels that the means of 5 by 5 pixels may differ by
	share   float64 // of all pixels, that may lie more than oracleLevel outside
}

// oracleLevel is a grade and a half of the PNG's sixteen grades of coverage.
const oracleLevel = 24

// Bounds of oracle (a), render/canvas. Both painters have the same outlines, so
// what differs is coverage: ours has sixteen grades, and gives a pixel that several
// pieces of a stroke touch what the nearest piece covers, not their sum. That shows
// in the notches of sharp turns, which dense data is full of, and where lines cross
// in a palette that is nearly full a pixel takes the nearest colour there is. Letters
// are drawn by another rasterizer.
var (
	gentle     = bound{near: 90, blurred: 20, share: 0.001}
	crowded    = bound{near: 120, blurred: 40, share: 0.01}
	letters    = bound{near: 48, blurred: 22, share: 0.001}
	tinyPixels = 4.0 // pixels beyond the share, for pictures of a few pixels
)

// holds reports whether a difference of pictures of so many pixels is in bound.
func (b bound) holds(d rendertest.Difference, pixels int) bool {
	return !d.Sizes && d.Near <= b.near && d.Blurred <= b.blurred &&
		d.NearOver*float64(pixels) <= b.share*float64(pixels)+tinyPixels
}

// shapesBound is the bound for the shapes of a sample.
func shapesBound(s rendertest.Sample) bound {
	if strings.HasPrefix(s.Name, "dense-") || s.Name == "dots-dense" {
		return crowded
	}
	return gentle
}

// agreeWithin compares two drawings and keeps the difference if it is out of bound.
func agreeWithin(t *testing.T, what string, b bound, ours, theirs image.Image) {
	t.Helper()
	d := rendertest.Compare(ours, theirs, oracleLevel)
	if size := ours.Bounds().Size(); !b.holds(d, size.X*size.Y) {
		t.Errorf("%s: %v, allowed %+v; see %s", what, d, b,
			keep(t, strings.ReplaceAll(t.Name(), "/", "-")+"-"+what, ours, theirs))
	}
}

// TestOraclePNGAgreesWithTheSlowPainter draws every scene twice, by render/png and by
// gg: once its paths, and once its words, each alone and so each with a bound of its
// own. Words lie above all paths and cannot hide a fault of these.
func TestOraclePNGAgreesWithTheSlowPainter(t *testing.T) {
	for _, sample := range rendertest.Samples() {
		if pixels(sheetOf(t, sample)) > largestGolden {
			continue // too large to draw slowly; its parts are in other samples
		}
		t.Run(sample.Name, func(t *testing.T) {
			t.Parallel()
			sheet := sheetOf(t, sample)
			ratio := float64(sheet.Spec().Ratio)
			var fast png.Encoder
			check := func(what string, b bound, s scene.Scene) {
				agreeWithin(t, what, b, decode(t, fast.Append(nil, &s, ratio)), canvas.Image(&s, ratio))
			}
			paths, texts := *sheet.Scene(), *sheet.Scene()
			paths.Texts, texts.Paths = nil, nil
			check("shapes", shapesBound(sample), paths)
			if len(texts.Texts) > 0 {
				check("words", letters, texts)
			}
		})
	}
}

func TestOracleSeesWhatIsWrong(t *testing.T) {
	sheet := sheetOf(t, rendertest.Sample{Query: "w=200&h=80&d0=Ae9Ae9Ae9&hl=1"})
	right := *sheet.Scene()
	want := canvas.Image(&right, 2)
	for _, row := range []struct {
		what  string
		spoil func(p []scene.Path)
	}{
		{"a line half a CSS pixel thicker", func(p []scene.Path) { p[0].Stroke.Width += 0.5 }},
		{"a line one CSS pixel lower", func(p []scene.Path) { p[0].Lines = [][]scene.Point{moved(p[0].Lines[0], 1)} }},
		{"a mark on the last value that is not there", func(p []scene.Path) { p[1].Stroke.Width = 0 }},
		{"a line a little lighter", func(p []scene.Path) { p[0].Stroke.Ink.Light.A = 0x90 }},
	} {
		wrong := right
		wrong.Paths = append([]scene.Path{}, right.Paths...)
		row.spoil(wrong.Paths)
		var fast png.Encoder
		got := decode(t, fast.Append(nil, &wrong, 2))
		if d := rendertest.Compare(got, want, oracleLevel); gentle.holds(d, 400*160) {
			t.Errorf("%s passes: %v", row.what, d)
		}
	}
}

// moved is a line moved down.
func moved(line []scene.Point, by float64) []scene.Point {
	to := make([]scene.Point, len(line))
	for i, p := range line {
		to[i] = scene.Point{X: p.X, Y: p.Y + by}
	}
	return to
}
