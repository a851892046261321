package main

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"chartd/render"

	"chartd/render/rendertest/workload"
)

func BenchmarkPeers(b *testing.B) {
	for _, format := range []render.Format{render.SVG, render.PNG} {
		for _, chart := range workload.Charts() {
			for _, c := range contestants() {
				b.Run(format.String()+"/"+chart.Name+"/"+c.name, func(b *testing.B) {
					draw, err := c.prepare(chart, format)
					if err != nil {
						b.Fatal(err)
					}
					var buf []byte
					b.ReportAllocs()
					for b.Loop() {
						if buf, err = draw(buf[:0]); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(len(buf)), "bytes")
				})
			}
		}
	}
}

// pictures runs a test on every chart and contestant.
func pictures(t *testing.T, format render.Format, look func(*testing.T, picture, []byte)) {
	for _, chart := range workload.Charts() {
		for _, c := range contestants() {
			t.Run(chart.Name+"/"+c.name, func(t *testing.T) {
				p, err := decode(chart)
				if err != nil {
					t.Fatal(err)
				}
				draw, err := c.prepare(chart, format)
				if err != nil {
					t.Fatal(err)
				}
				first, err := draw(nil)
				if err != nil {
					t.Fatal(err)
				}
				first = bytes.Clone(first)
				if again, err := draw(nil); err != nil || !bytes.Equal(first, again) {
					t.Errorf("drawn again it is another picture (error %v)", err)
				}
				look(t, p, first)
			})
		}
	}
}

func TestPNGsAreRealPicturesAtTwiceTheSize(t *testing.T) {
	pictures(t, render.PNG, func(t *testing.T, p picture, file []byte) {
		pic, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := pic.Bounds(), image.Rect(0, 0, 1160, 360); got != want {
			t.Fatalf("it is %v, want %v", got, want)
		}
		// A line from one side to the other leaves no wide strip without ink.
		const strip = 100
		for x := strip; x+strip < 1160; x += strip {
			if !inked(pic, image.Rect(x, 60, x+strip, 340)) {
				t.Errorf("nothing is drawn from x = %d to %d", x, x+strip)
			}
		}
		if !inked(pic, image.Rect(0, 0, 1160, 50)) {
			t.Errorf("there is no title %q", p.title)
		}
	})
}

// inked reports whether a part of a picture has pixels of more than two
// colours: more than a ground and a grid.
func inked(pic image.Image, part image.Rectangle) bool {
	seen := map[[4]uint32]bool{}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			r, g, b, a := pic.At(x, y).RGBA()
			if seen[[4]uint32{r, g, b, a}] = true; len(seen) > 2 {
				return true
			}
		}
	}
	return false
}

func TestSVGsAreWellFormedWithTitleAndLines(t *testing.T) {
	pictures(t, render.SVG, func(t *testing.T, p picture, file []byte) {
		width, height, texts, shapes := readSVG(t, file)
		if width != 580 || height != 180 {
			t.Errorf("it is %v x %v CSS pixels", width, height)
		}
		if !strings.Contains(texts, p.title) {
			t.Errorf("no title %q in %q", p.title, texts)
		}
		if shapes < len(p.series) {
			t.Errorf("%d shapes for %d series", shapes, len(p.series))
		}
	})
}

// readSVG reads a picture to its end: its size in CSS pixels, all its text,
// and the number of its lines and areas.
func readSVG(t *testing.T, file []byte) (width, height float64, texts string, shapes int) {
	t.Helper()
	var words strings.Builder
	for from := xml.NewDecoder(bytes.NewReader(file)); ; {
		token, err := from.Token()
		if err == io.EOF {
			return width, height, words.String(), shapes
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			words.Write(token)
		case xml.StartElement:
			switch token.Name.Local {
			case "path", "polyline", "polygon":
				shapes++
			case "svg":
				for _, a := range token.Attr {
					switch a.Name.Local {
					case "width":
						width = cssLength(t, a.Value)
					case "height":
						height = cssLength(t, a.Value)
					}
				}
			}
		}
	}
}

// cssLength is a length of an SVG in CSS pixels; a pt is 4/3 of one.
func cssLength(t *testing.T, s string) float64 {
	t.Helper()
	points, isPoints := strings.CutSuffix(s, "pt")
	x, err := strconv.ParseFloat(strings.TrimSuffix(points, "px"), 64)
	if err != nil {
		t.Fatal(err)
	}
	if isPoints {
		return math.Round(x*4/3*1000) / 1000
	}
	return x
}

func TestDecodeGivesValuesInsideTheAxis(t *testing.T) {
	for _, chart := range workload.Charts() {
		p, err := decode(chart)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range p.series {
			for n, v := range s.values {
				if !(v >= p.low && v <= p.high) {
					t.Fatalf("%s: point %d of series %d is %v, outside %v to %v", chart.Name, n, i, v, p.low, p.high)
				}
			}
		}
		if filled := p.series[0].fill.A > 0; filled != (chart.Name == "F") || p.timed != filled || p.both != filled || p.highlight != filled {
			t.Errorf("%s: filled %v, timed %v, both axes %v, highlight %v", chart.Name, filled, p.timed, p.both, p.highlight)
		}
	}
}
