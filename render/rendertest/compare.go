package rendertest

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
)

// Difference says how far two pictures are apart. Distances are steps of 255 in
// the channel that differs most, for pixels laid over white and over a dark page,
// whichever shows more: so a transparent pixel's hidden colour does not count,
// and a translucent one's does.
type Difference struct {
	// Sizes is true when the pictures are not equally large. The other fields
	// are then without meaning.
	Sizes bool
	// Max is the largest distance of any pixel.
	Max int
	// Near is the largest distance that is left when each pixel may take any
	// value between the least and the greatest of the other picture's pixels
	// around it (3 by 3). An edge may so move by a fraction of a pixel, but
	// nothing may appear, vanish or change its colour.
	Near int
	// Blurred is the largest distance of the means of any 5 by 5 pixels. It
	// sees lines that grew thicker or fainter by a part of a pixel.
	Blurred int
	// Over is the share of pixels, 0 to 1, whose distance is over the tolerance.
	Over float64
	// NearOver is the share of pixels whose Near distance is over the tolerance.
	NearOver float64
	// At is a pixel with the largest Near distance, or with the largest
	// distance where Near is 0.
	At image.Point
}

func (d Difference) String() string {
	if d.Sizes {
		return "the pictures differ in size"
	}
	return fmt.Sprintf("max %d, near %d, blurred %d, %.3f %% over, %.3f %% near over, worst at %v",
		d.Max, d.Near, d.Blurred, d.Over*100, d.NearOver*100, d.At)
}

// grounds are the pages that pictures are compared on: white, and the dark page
// of the contract.
var grounds = [...]color.RGBA{{255, 255, 255, 255}, {0x0D, 0x11, 0x17, 255}}

// Compare measures how far two pictures are apart; pixels whose distance is over
// tolerance are counted.
func Compare(a, b image.Image, tolerance int) Difference {
	var d Difference
	if a.Bounds().Size() != b.Bounds().Size() {
		d.Sizes = true
		return d
	}
	over, nearOver := 0, 0
	for _, ground := range grounds {
		p := pair{on(a, ground), on(b, ground)}
		size := p.a.Rect.Size()
		count, nearCount := 0, 0
		for y := range size.Y {
			for x := range size.X {
				far := p.distance(x, y)
				if far == 0 {
					continue
				}
				near := p.near(x, y)
				if near > d.Near || d.Near == 0 && far > d.Max {
					d.At = image.Point{X: x, Y: y}
				}
				d.Max, d.Near = max(d.Max, far), max(d.Near, near)
				count += bit(far > tolerance)
				nearCount += bit(near > tolerance)
			}
		}
		if d.Max > 0 {
			d.Blurred = max(d.Blurred, p.blurred())
		}
		over, nearOver = max(over, count), max(nearOver, nearCount)
	}
	all := float64(max(a.Bounds().Dx()*a.Bounds().Dy(), 1))
	d.Over, d.NearOver = float64(over)/all, float64(nearOver)/all
	return d
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

// on is the picture laid over a page of one colour, with its corner at 0, 0.
func on(img image.Image, ground color.RGBA) *image.RGBA {
	r := image.Rectangle{Max: img.Bounds().Size()}
	dst := image.NewRGBA(r)
	draw.Draw(dst, r, image.NewUniform(ground), image.Point{}, draw.Src)
	draw.Draw(dst, r, img, img.Bounds().Min, draw.Over)
	return dst
}

// pair is two opaque pictures of one size.
type pair struct{ a, b *image.RGBA }

// distance of one pixel.
func (p pair) distance(x, y int) int {
	i := p.a.PixOffset(x, y)
	u, v := p.a.Pix[i:i+3:i+3], p.b.Pix[i:i+3:i+3]
	return max(apart(u[0], v[0]), apart(u[1], v[1]), apart(u[2], v[2]))
}

func apart(u, v uint8) int { return max(int(u)-int(v), int(v)-int(u)) }

// near is the distance of one pixel from what the other picture has around it,
// both ways.
func (p pair) near(x, y int) int { return max(outside(p.a, p.b, x, y), outside(p.b, p.a, x, y)) }

// outside is how far a pixel of one picture lies outside the values of the
// other one around it.
func outside(one, other *image.RGBA, x, y int) int {
	most := 0
	i := one.PixOffset(x, y)
	for c := range 3 {
		v := one.Pix[i+c]
		lo, hi := uint8(255), uint8(0)
		for ny := max(y-1, 0); ny <= min(y+1, one.Rect.Max.Y-1); ny++ {
			for nx := max(x-1, 0); nx <= min(x+1, one.Rect.Max.X-1); nx++ {
				w := other.Pix[other.PixOffset(nx, ny)+c]
				lo, hi = min(lo, w), max(hi, w)
			}
		}
		most = max(most, int(v)-int(hi), int(lo)-int(v))
	}
	return most
}

// window is the side of the squares whose means are compared.
const window = 5

// blurred is the largest distance of the means of equal windows. It slides a
// window along each row, over the sums of columns. Pictures smaller than a
// window have none.
func (p pair) blurred() int {
	size := p.a.Rect.Size()
	most := 0
	columns := make([][3]int, size.X)
	for y := range size.Y {
		for x := range size.X {
			p.add(&columns[x], x, y, 1)
			if y >= window {
				p.add(&columns[x], x, y-window, -1)
			}
		}
		if y < window-1 {
			continue
		}
		var sum [3]int
		for x := range size.X {
			for c := range 3 {
				sum[c] += columns[x][c]
				if x >= window {
					sum[c] -= columns[x-window][c]
				}
				if x >= window-1 {
					most = max(most, sum[c], -sum[c])
				}
			}
		}
	}
	return most / (window * window)
}

// add adds so many times what two pixels differ by.
func (p pair) add(to *[3]int, x, y, times int) {
	i := p.a.PixOffset(x, y)
	for c := range 3 {
		to[c] += times * (int(p.a.Pix[i+c]) - int(p.b.Pix[i+c]))
	}
}

// Kept is the folder of difference pictures, under the system's folder for
// temporary files.
const Kept = "chartd-differences"

// Keep writes a picture of two pictures that should be alike, one below the
// other, and below them where they differ: the darker, the further. It returns
// the name of the file, which outlives the test. Slashes of the name become
// hyphens.
func Keep(name string, a, b image.Image) (string, error) {
	dir := filepath.Join(os.TempDir(), Kept)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	file, err := os.Create(filepath.Join(dir, filepath.Base(name)+".png"))
	if err != nil {
		return "", err
	}
	err = png.Encode(file, sideBySide(a, b))
	if closing := file.Close(); err == nil {
		err = closing
	}
	return file.Name(), err
}

// sideBySide is two pictures on white, and what they differ by, one below the
// other.
func sideBySide(a, b image.Image) image.Image {
	w, h := max(a.Bounds().Dx(), b.Bounds().Dx()), max(a.Bounds().Dy(), b.Bounds().Dy())
	dst := image.NewRGBA(image.Rect(0, 0, w, 3*h+2))
	draw.Draw(dst, dst.Rect, image.NewUniform(color.Gray{200}), image.Point{}, draw.Src)
	u, v := on(a, grounds[0]), on(b, grounds[0])
	draw.Draw(dst, u.Rect, u, image.Point{}, draw.Src)
	draw.Draw(dst, v.Rect.Add(image.Pt(0, h+1)), v, image.Point{}, draw.Src)
	if u.Rect != v.Rect {
		return dst
	}
	p := pair{u, v}
	for y := range h {
		for x := range w {
			far := p.distance(x, y)
			shade := uint8(255 - far)
			if far > 0 {
				shade = uint8(max(200-far, 0)) // one step must be seen too
			}
			dst.Set(x, 2*h+2+y, color.Gray{shade})
		}
	}
	return dst
}
