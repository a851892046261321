package main

import (
	"fmt"
	"image/color"

	"chartd/render"
	"chartd/render/scene"

	"chartd/render/rendertest/workload"
)

// pictureRatio is how many pixels a PNG has per CSS pixel: chartd's default.
const pictureRatio = 2

// picture is a chart as a drawing library is asked for it: the numbers are
// decoded and the choices made, before any clock runs.
type picture struct {
	width, height int // CSS pixels
	title         string
	low, high     float64 // the ends of the y axis
	both          bool    // a y axis on the right too
	highlight     bool
	timed         bool
	from, to      int64 // UNIX seconds of the first and the last point
	series        []series
}

// series is one line, its points at even distances.
type series struct {
	values       []float64
	stroke, fill color.NRGBA // no fill when its alpha is 0
}

// decode turns a chart's query into what it asks for, as chartd reads it, so
// that all draw the same values.
func decode(c workload.Chart) (picture, error) {
	sheet := render.Borrow()
	defer sheet.Return()
	if err := sheet.Parse(c.Query, render.FormLimits); err != nil {
		return picture{}, fmt.Errorf("chart %s: %w", c.Name, err)
	}
	spec := sheet.Spec()
	p := picture{
		width: spec.Width, height: spec.Height, title: spec.Title,
		low: spec.Figures.Min, high: spec.Figures.Max,
		both: spec.Left && spec.Right, highlight: spec.Highlight,
		timed: spec.Times.Known, from: spec.Times.From, to: spec.Times.To,
	}
	for _, s := range spec.Series {
		values := make([]float64, len(s.Values))
		for i, v := range s.Values {
			values[i] = spec.Figure(v)
		}
		p.series = append(p.series, series{values, nrgba(s.Stroke), nrgba(s.Fill)})
	}
	return p, nil
}

func nrgba(c scene.Color) color.NRGBA { return color.NRGBA(c) }

// at is the place of a series' point on the x axis: seconds where there are
// times, otherwise the point's number.
func (p *picture) at(s series, point int) float64 {
	if !p.timed {
		return float64(point)
	}
	return float64(p.from) + float64(p.to-p.from)*float64(point)/float64(len(s.values)-1)
}
