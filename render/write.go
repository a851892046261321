package render

import (
	"sync"

	"chartd/render/png"
	"chartd/render/scene"
	"chartd/render/svg"
)

// Format is a form in which a chart is written.
type Format uint8

const (
	SVG Format = iota
	PNG
	Text // for a terminal: braille dots, axes, the sentence
	JSON // the decoded data
)

// formats are the names of the formats in paths (/a.svg), and their types.
var formats = [...]struct{ name, media string }{
	SVG:  {"svg", "image/svg+xml"},
	PNG:  {"png", "image/png"},
	Text: {"txt", "text/plain; charset=utf-8"},
	JSON: {"json", "application/json"},
}

func (f Format) String() string { return formats[f].name }

// MediaType is the Content-Type of the format.
func (f Format) MediaType() string { return formats[f].media }

// ParseFormat finds a format by its name: svg, png, txt or json.
func ParseFormat(name string) (Format, bool) {
	for i := range formats {
		if formats[i].name == name {
			return Format(i), true
		}
	}
	return 0, false
}

// Version of the pictures: it changes whenever the same query may give other
// bytes than before, and is part of every ETag.
const Version = "3"

// Append draws the chart that was parsed in the given format behind dst.
func (s *Sheet) Append(dst []byte, f Format) []byte {
	switch f {
	case PNG:
		return appendPNG(dst, s.Scene(), s.spec.Ratio)
	case Text:
		return s.appendText(dst)
	case JSON:
		return s.appendJSON(dst)
	}
	return svg.Append(dst, s.Scene())
}

// AppendError draws the error of a failed Parse as a picture of the size that
// was asked for, as far as it was sane, or of 300 by 100.
func (s *Sheet) AppendError(dst []byte, f Format, problem error) []byte {
	l := &s.layout
	s.drawn = false
	w, h := s.fields.sane(pW, 300), s.fields.sane(pH, 100)
	if w*h > largestError {
		w, h = 300, 100
	}
	l.problem(w, h, problem.Error())
	if f == PNG {
		return appendPNG(dst, &l.Scene, 2)
	}
	return svg.Append(dst, &l.Scene)
}

// largestError is how many CSS pixels the picture of an error may have: an
// error must not cost more than a chart. 2000 x 1000 was the largest size seen
// in old URLs.
const largestError = 2_000_000

// encoders hold the memory of a PNG being drawn, which is far more than a
// Sheet's: there are as many as PNGs are drawn at once.
var encoders = sync.Pool{New: func() any { return new(png.Encoder) }}

func appendPNG(dst []byte, s *scene.Scene, ratio int) []byte {
	e := encoders.Get().(*png.Encoder)
	defer encoders.Put(e)
	return e.Append(dst, s, float64(ratio))
}
