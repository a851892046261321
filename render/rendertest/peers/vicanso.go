package main

import (
	"time"

	"github.com/vicanso/go-charts/v2"

	"chartd/render"

	"chartd/render/rendertest/workload"
)

// vicanso draws with github.com/vicanso/go-charts/v2. Its font is loaded once
// by the library. It marks no last value, and so the highlight is left out;
// dots on every point, its default, are switched off.
func vicanso(c workload.Chart, f render.Format) (drawing, error) {
	p, err := decode(c)
	if err != nil {
		return nil, err
	}
	values := make([][]float64, len(p.series))
	for i, s := range p.series {
		values[i] = s.values
	}
	options := vicansoOptions(&p, f)
	return func([]byte) ([]byte, error) {
		o := options
		o.SeriesList = charts.NewSeriesListDataFromValues(values, charts.ChartTypeLine)
		// A right axis is there when a series belongs to it.
		if p.both {
			o.SeriesList[len(o.SeriesList)-1].AxisIndex = 1
		}
		painter, err := charts.Render(o)
		if err != nil {
			return nil, err
		}
		return painter.Bytes()
	}, nil
}

// vicansoOptions are the choices of a chart. The library knows no ratio of
// pixels: a PNG at 2x is a picture of twice the size with twice the type.
func vicansoOptions(p *picture, f render.Format) charts.ChartOption {
	scale := 1
	if f == render.PNG {
		scale = pictureRatio
	}
	type9 := float64(9 * scale) // points, at 92 dots an inch
	y := charts.YAxisOption{Min: &p.low, Max: &p.high, FontSize: type9}
	o := charts.ChartOption{
		Type: f.String(), Width: p.width * scale, Height: p.height * scale,
		Title:           charts.TitleOption{Text: p.title, FontSize: type9},
		YAxisOptions:    []charts.YAxisOption{y, y},
		Padding:         charts.Box{Top: 8 * scale, Right: 8 * scale, Bottom: 8 * scale, Left: 8 * scale},
		XAxis:           charts.XAxisOption{Data: vicansoDays(p), Show: charts.FalseFlag(), BoundaryGap: charts.FalseFlag(), FontSize: type9},
		LineStrokeWidth: float64(2 * scale),
		SymbolShow:      charts.FalseFlag(),
	}
	if p.timed {
		o.XAxis.Show = nil
	}
	if fill := p.series[0].fill; fill.A > 0 {
		o.FillArea, o.Opacity = true, fill.A
	}
	return o
}

// vicansoDays has a label for every point, from which the library chooses.
func vicansoDays(p *picture) []string {
	labels := make([]string, len(p.series[0].values))
	for i := range labels {
		if p.timed {
			labels[i] = time.Unix(int64(p.at(p.series[0], i)), 0).UTC().Format("Jan 2")
		}
	}
	return labels
}
