package canvas

import (
	"image"
	"image/color"
	"math"

	"chartd/render/scene"

	"github.com/fogleman/gg"
)

// MaxPixels is how many pixels a raster picture has at the most (contract of
// chart URLs, section 2).
const MaxPixels = 67_108_864

// maxSide keeps every coordinate inside the 26.6 fixed point numbers of the
// rasterizer, whose products overflow from about 65,000 enlarged pixels on.
const maxSide = 32_768

// Image draws the scene at ratio device pixels per CSS pixel. Readers on a
// light page are assumed, Small is ignored, and where nothing is drawn the
// picture is transparent. The result is an *image.NRGBA: straight alpha.
//
// A picture over MaxPixels, or longer than 32,768 pixels, is drawn at the
// largest ratio that fits; it has at least one pixel.
func Image(s *scene.Scene, ratio float64) image.Image {
	w, h, ratio := pixels(s, ratio)
	p := &painter{dst: image.NewNRGBA(image.Rect(0, 0, w, h)), ratio: ratio}
	p.background(s.Background.Light)
	s.Paint(p)
	return p.dst
}

// pixels is the size of the picture, and the ratio at which it has that size.
func pixels(s *scene.Scene, ratio float64) (w, h int, _ float64) {
	wide, high := length(s.Width), length(s.Height)
	ratio = min(max(number(ratio), 1.0/64), maxSide)
	ratio = min(ratio, maxSide/max(wide, high))
	if n := wide * high * ratio * ratio; n > MaxPixels {
		ratio *= math.Sqrt(MaxPixels / n)
	}
	// Down, because a rounded-up side could pass the limit again.
	return max(int(wide*ratio+1e-6), 1), max(int(high*ratio+1e-6), 1), ratio
}

// length is a side of a scene as a number above 0.
func length(v float64) float64 { return min(max(number(v), 1.0/64), 1e9) }

// number is v, or 0 when it is none.
func number(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

// painter draws the nodes of one scene.
type painter struct {
	dst   *image.NRGBA
	ratio float64
	layer []byte // of the tiles, used again for each
}

var _ scene.Painter = (*painter)(nil)

// background is below everything, so it is not mixed with anything.
func (p *painter) background(c scene.Color) {
	if c.A == 0 {
		return
	}
	px := p.dst.Pix
	copy(px, []byte{c.R, c.G, c.B, c.A})
	for n := 4; n < len(px); n *= 2 {
		copy(px[n:], px[:n])
	}
}

// tile is a part of the picture, enlarged, in which gg collects the coverage
// of one shape.
type tile struct {
	*gg.Context
	rect image.Rectangle // device pixels of the picture
	fine float64         // layer pixels per device pixel
}

// at maps device pixels of the picture to the layer. The layer has a margin of
// one device pixel above and on the left, because freetype's rasterizer rounds
// coordinates between -1 and 0 into pixel 0.
func (t *tile) at(pt scene.Point) (x, y float64) {
	return (pt.X - float64(t.rect.Min.X) + 1) * t.fine, (pt.Y - float64(t.rect.Min.Y) + 1) * t.fine
}

// near reports whether a box of device pixels touches the tile.
func (t *tile) near(b box) bool {
	r := t.rect
	return b.x1 > float64(r.Min.X) && b.x0 < float64(r.Max.X) &&
		b.y1 > float64(r.Min.Y) && b.y0 < float64(r.Max.Y)
}

// shape is a thing of one colour: where it is, and how it is drawn into a
// tile, in black.
type shape struct {
	bounds  box
	fine    int              // enlargement of its tiles
	size    image.Point      // of its tiles, in device pixels
	touches func(*tile) bool // before the tile has a layer
	draw    func(*tile)
}

// everywhere is for shapes that may touch any tile within their bounds.
func everywhere(*tile) bool { return true }

// paint mixes a shape into the picture, tile by tile.
func (p *painter) paint(s shape, c scene.Color) {
	b := s.bounds.pixels().Intersect(p.dst.Rect)
	if c.A == 0 {
		return
	}
	for y := b.Min.Y; y < b.Max.Y; y += s.size.Y {
		for x := b.Min.X; x < b.Max.X; x += s.size.X {
			r := image.Rect(x, y, x+s.size.X, y+s.size.Y).Intersect(b)
			t := &tile{rect: r, fine: float64(s.fine)}
			if !s.touches(t) {
				continue
			}
			layer := p.blank((r.Dx()+1)*s.fine, (r.Dy()+1)*s.fine)
			t.Context = gg.NewContextForRGBA(layer)
			t.SetColor(color.Black)
			s.draw(t)
			p.blend(layer, r, s.fine, c)
		}
	}
}

// blank is a transparent layer; it takes the place of the one before.
func (p *painter) blank(w, h int) *image.RGBA {
	n := w * h * 4
	if cap(p.layer) < n {
		p.layer = make([]byte, n)
	}
	p.layer = p.layer[:n]
	clear(p.layer)
	return &image.RGBA{Pix: p.layer, Stride: w * 4, Rect: image.Rect(0, 0, w, h)}
}

// blend lays the colour over the picture where the layer is covered.
func (p *painter) blend(layer *image.RGBA, r image.Rectangle, fine int, c scene.Color) {
	full := 255 * fine * fine
	share := float64(c.A) / (255 * float64(full))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			n := covered(layer, (x-r.Min.X+1)*fine, (y-r.Min.Y+1)*fine, fine)
			if n == 0 {
				continue
			}
			i := p.dst.PixOffset(x, y)
			px := p.dst.Pix[i : i+4 : i+4]
			if n == full && c.A == 0xFF {
				px[0], px[1], px[2], px[3] = c.R, c.G, c.B, 0xFF
				continue
			}
			over(px, c, float64(n)*share)
		}
	}
}

// covered sums the alphas of a square of the layer.
func covered(layer *image.RGBA, x, y, fine int) int {
	i := layer.PixOffset(x, y) + 3
	if fine == 1 {
		return int(layer.Pix[i])
	}
	n := 0
	for range fine {
		row := layer.Pix[i : i+4*fine-3]
		for k := 0; k < len(row); k += 4 {
			n += int(row[k])
		}
		i += layer.Stride
	}
	return n
}

// over puts a colour of strength a on one pixel: Porter and Duff's "over" for
// straight alpha.
func over(px []byte, c scene.Color, a float64) {
	below := float64(px[3]) / 255 * (1 - a)
	all := a + below
	mix := func(top, under uint8) uint8 {
		return uint8((float64(top)*a+float64(under)*below)/all + 0.5)
	}
	px[0], px[1], px[2] = mix(c.R, px[0]), mix(c.G, px[1]), mix(c.B, px[2])
	px[3] = uint8(all*255 + 0.5)
}

// box is a rectangle of device pixels.
type box struct{ x0, y0, x1, y1 float64 }

// nothing is the box that holds no point.
func nothing() box {
	return box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

// with is the box that holds pt too.
func (b box) with(pt scene.Point) box {
	return box{min(b.x0, pt.X), min(b.y0, pt.Y), max(b.x1, pt.X), max(b.y1, pt.Y)}
}

// grown is the box with a rim of r.
func (b box) grown(r float64) box { return box{b.x0 - r, b.y0 - r, b.x1 + r, b.y1 + r} }

// pixels is the whole pixels that the box touches.
func (b box) pixels() image.Rectangle {
	if b.x0 > b.x1 {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(b.x0)), int(math.Floor(b.y0)),
		int(math.Ceil(b.x1)), int(math.Ceil(b.y1)))
}
