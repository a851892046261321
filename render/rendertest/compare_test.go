package rendertest_test

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"testing"

	"chartd/render/rendertest"
)

// bars is a picture of vertical bars of the given widths in pixels, 20 apart,
// moved to the right by a share of a pixel.
func bars(ink color.NRGBA, move float64, widths ...float64) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 20*len(widths)+20, 30))
	for i, w := range widths {
		from := float64(20*i) + 10 + move
		for x := range img.Rect.Dx() {
			part := min(float64(x+1), from+w) - max(float64(x), from)
			if part <= 0 {
				continue
			}
			c := ink
			c.A = uint8(float64(ink.A)*part + 0.5)
			draw.Draw(img, image.Rect(x, 5, x+1, 25), image.NewUniform(c), image.Point{}, draw.Src)
		}
	}
	return img
}

func TestCompareTellsHowPicturesDiffer(t *testing.T) {
	blue := color.NRGBA{0x49, 0x91, 0xAE, 255}
	base := bars(blue, 0, 4, 4)
	for _, row := range []struct {
		what  string
		other image.Image
		ok    func(rendertest.Difference) bool
	}{
		{"the same picture", bars(blue, 0, 4, 4),
			func(d rendertest.Difference) bool { return d == rendertest.Difference{} }},
		{"another size", image.NewNRGBA(image.Rect(0, 0, 1, 1)),
			func(d rendertest.Difference) bool { return d.Sizes }},
		{"lines moved by a quarter of a pixel: far apart, but near and hardly blurred", bars(blue, 0.25, 4, 4),
			func(d rendertest.Difference) bool { return d.Max > 40 && d.Near == 0 && d.Blurred <= 12 && d.Over > 0 }},
		{"a missing line", bars(blue, 0, 4),
			func(d rendertest.Difference) bool { return d.Sizes }},
		{"a line that vanished", bars(blue, 0, 4, 0),
			func(d rendertest.Difference) bool { return d.Near > 150 && d.Blurred > 100 && d.NearOver > 0.01 }},
		{"a line that grew by a pixel: only the blur sees it", bars(blue, 0, 4, 5),
			func(d rendertest.Difference) bool { return d.Near == 0 && d.Blurred > 30 }},
		{"another colour", bars(color.NRGBA{0x49, 0x91, 0xBE, 255}, 0, 4, 4),
			func(d rendertest.Difference) bool { return d.Max == 16 && d.Near == 16 && d.Blurred >= 12 }},
		{"a lighter line", bars(color.NRGBA{0x49, 0x91, 0xAE, 128}, 0, 4, 4),
			func(d rendertest.Difference) bool { return d.Near > 60 }},
	} {
		t.Run(row.what, func(t *testing.T) {
			if d := rendertest.Compare(base, row.other, 8); !row.ok(d) {
				t.Error(d)
			}
			if d := rendertest.Compare(row.other, base, 8); !row.ok(d) {
				t.Error("the other way round:", d)
			}
		})
	}
}

func TestCompareIgnoresTheColourOfNothing(t *testing.T) {
	a, b := image.NewNRGBA(image.Rect(0, 0, 9, 9)), image.NewNRGBA(image.Rect(0, 0, 9, 9))
	draw.Draw(a, a.Rect, image.NewUniform(color.NRGBA{255, 0, 0, 0}), image.Point{}, draw.Src)
	if d := rendertest.Compare(a, b, 0); d.Max != 0 {
		t.Error(d)
	}
}

func TestCompareSeesWhiteOnTransparent(t *testing.T) {
	a, b := image.NewNRGBA(image.Rect(0, 0, 9, 9)), image.NewNRGBA(image.Rect(0, 0, 9, 9))
	draw.Draw(a, a.Rect, image.White, image.Point{}, draw.Src)
	if d := rendertest.Compare(a, b, 0); d.Max < 200 || d.Over != 1 {
		t.Error("white and nothing are alike on white only:", d)
	}
}

func TestKeepWritesBothPicturesAndTheDifference(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	a := bars(color.NRGBA{0, 0, 0, 255}, 0, 4)
	name, err := rendertest.Keep("a/b", a, bars(color.NRGBA{0, 0, 0, 255}, 0, 9))
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds().Dy(), 3*a.Rect.Dy()+2; got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
	row := 2*a.Rect.Dy() + 2 + 15
	if r, _, _, _ := img.At(12, row).RGBA(); r != 0xFFFF {
		t.Error("a pixel that both have is marked as different")
	}
	if r, _, _, _ := img.At(16, row).RGBA(); r != 0 {
		t.Error("a pixel that only one has is not marked")
	}
}
