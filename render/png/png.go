// Package png writes a scene as a PNG file; render/svg writes the same scene
// as the same picture.
//
// It draws palette indices of 8 bits, a quarter of the memory of truecolour and
// several times quicker to pack; a picture of more than 256 colours is drawn
// again in truecolour with alpha by the same code. The packer is
// made for such pictures and needs no other library. The package knows lines,
// areas and text, and nothing of charts or of HTTP.
package png

import (
	"fmt"
	"io"
	"math"
	"sync"
	"unsafe"

	"chartd/render/scene"
)

// MaxPixels is the size of the largest picture: 4096 x 4096 CSS pixels at
// ratio 2. A scene that needs more is drawn at a smaller ratio.
const MaxPixels = 4 * 4096 * 4096

// maxSide is the longest side in pixels, 4096 CSS pixels at ratio 4.
const maxSide = 4 * 4096

// An Encoder draws scenes one after the other and keeps its memory for the
// next. The zero Encoder is ready. It must not be used by two goroutines at once.
type Encoder struct {
	painter   painter
	indexed   indexed
	truecolor truecolor
	deflater  deflater
	// always, when set, leaves the palette out, so that tests can compare both.
	always bool
}

// Append appends the scene as a PNG file to dst and returns the result.
//
// The picture is round(Width*ratio) x round(Height*ratio) pixels, at least 1x1;
// sides longer than 16,384 pixels and areas above MaxPixels are drawn at the
// largest ratio that fits. It shows the light inks. Title and Desc go
// into iTXt chunks "Title" and "Description" when they are not empty, and pHYs
// says 72*ratio dots an inch. Coordinates that are not numbers are left out,
// and what lies outside is cut off, however far it reaches.
func (e *Encoder) Append(dst []byte, s *scene.Scene, ratio float64) []byte {
	width, height, ratio := measure(s, ratio)
	pic := e.draw(s, width, height, ratio)
	dst = append(dst, signature...)
	dst = header(dst, &pic)
	dst = density(dst, ratio)
	dst = text(dst, "Title", s.Title)
	dst = text(dst, "Description", s.Desc)
	dst = e.body(dst, &pic)
	e.trim()
	return dst
}

// A picture is finished rows, each behind a byte for its filter.
type picture struct {
	rows          []byte
	width, height int
	palette       []pixel32 // nil in truecolour, where a pixel has four bytes
}

// stride is the length of a row in bytes, and wide that of a pixel.
func (p *picture) stride() int { return p.width*p.wide() + 1 }

func (p *picture) wide() int {
	if p.palette == nil {
		return 4
	}
	return 1
}

// body appends the palette, the rows and the end of the file.
func (e *Encoder) body(dst []byte, pic *picture) []byte {
	if pic.palette != nil {
		dst = colors(dst, pic.palette)
	}
	dst = chunk(dst, "IDAT", func(b []byte) []byte {
		return e.deflater.compress(b, pic.rows, pic.stride(), pic.wide())
	})
	return chunk(dst, "IEND", func(b []byte) []byte { return b })
}

// draw paints the scene.
func (e *Encoder) draw(s *scene.Scene, width, height int, ratio float64) picture {
	p := &e.painter
	p.ratio = ratio
	p.raster.reset(width, height)
	p.full = &e.indexed.full
	if !e.always {
		e.indexed.reset(width, height, s.Background.Light)
		p.canvas = &e.indexed
		s.Paint(p)
		if !e.indexed.full {
			return picture{e.indexed.pix, width, height, e.indexed.palette[:e.indexed.colors]}
		}
	}
	e.indexed.full = false
	e.truecolor.reset(width, height, s.Background.Light)
	p.canvas = &e.truecolor
	s.Paint(p)
	return picture{e.truecolor.pix, width, height, nil}
}

// measure returns the size in pixels and the ratio that gives it.
func measure(s *scene.Scene, ratio float64) (width, height int, _ float64) {
	w, h := number(s.Width), number(s.Height)
	if !(ratio > 0) {
		ratio = 1
	}
	ratio = min(ratio, maxSide/max(w, h), math.Sqrt(MaxPixels/(w*h)))
	width = max(1, int(math.Round(w*ratio)))
	height = max(1, int(math.Round(h*ratio)))
	if width*height > MaxPixels { // rounded up
		width = MaxPixels / height
	}
	return width, height, ratio
}

// number brings a size into a range in which areas can be counted.
func number(v float64) float64 {
	if !(v > 1e-3) {
		return 1e-3
	}
	return min(v, 1e9)
}

// keep is the most memory, in bytes, that a buffer may hold until the next
// picture: one large picture must not fill a server for good.
const keep = 4 << 20

// trim gives large buffers back.
func (e *Encoder) trim() {
	drop(&e.indexed.pix)
	drop(&e.truecolor.pix)
	drop(&e.painter.raster.levels)
	drop(&e.painter.raster.spans)
	drop(&e.painter.raster.sums)
	drop(&e.painter.raster.marks)
	drop(&e.painter.raster.edges)
	drop(&e.painter.stroker.capsules)
	drop(&e.painter.stroker.sides)
	drop(&e.painter.points)
	drop(&e.deflater.tokens)
	e.deflater.dst = nil // the caller's
}

func drop[T any](s *[]T) {
	var v T
	if cap(*s)*int(unsafe.Sizeof(v)) > keep {
		*s = nil
	}
}

// encoders keeps idle encoders of Encode.
var encoders = sync.Pool{New: func() any { return new(call) }}

// A call is what one Encode needs.
type call struct {
	Encoder
	file []byte
}

// Encode writes the scene as a PNG file, as Append describes. The only errors
// are the writer's. It may be called from several goroutines at once.
func Encode(w io.Writer, s *scene.Scene, ratio float64) error {
	c := encoders.Get().(*call)
	defer encoders.Put(c)
	c.file = c.Append(c.file[:0], s, ratio)
	_, err := w.Write(c.file)
	drop(&c.file)
	if err != nil {
		return fmt.Errorf("write PNG: %w", err)
	}
	return nil
}
