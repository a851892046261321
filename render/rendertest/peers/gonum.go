package main

import (
	"bytes"
	"image/color"
	"io"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"

	"chartd/render"

	"chartd/render/rendertest/workload"
)

// gonum draws with gonum.org/v1/plot. Its fonts are loaded once by the
// library. It has no right axis, and so draws none.
func gonum(c workload.Chart, f render.Format) (drawing, error) {
	p, err := decode(c)
	if err != nil {
		return nil, err
	}
	points := make([]plotter.XYs, len(p.series))
	for i, s := range p.series {
		points[i] = make(plotter.XYs, len(s.values))
		for n, v := range s.values {
			points[i][n] = plotter.XY{X: p.at(s, n), Y: v}
		}
	}
	return func(dst []byte) ([]byte, error) {
		plan, err := gonumPlot(&p, points)
		if err != nil {
			return nil, err
		}
		out := bytes.NewBuffer(dst)
		to := gonumCanvas(&p, f)
		plan.Draw(draw.New(to))
		_, err = to.WriteTo(out)
		return out.Bytes(), err
	}, nil
}

// gonumCanvas is an empty canvas. 96 dots an inch are one per CSS pixel.
func gonumCanvas(p *picture, f render.Format) interface {
	vg.CanvasSizer
	io.WriterTo
} {
	w, h := css(p.width), css(p.height)
	if f == render.SVG {
		return vgsvg.New(w, h)
	}
	return vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(96*pictureRatio))}
}

// css is a length in CSS pixels.
func css(pixels int) vg.Length { return vg.Length(pixels) * vg.Inch / 96 }

func gonumPlot(p *picture, points []plotter.XYs) (*plot.Plot, error) {
	plan := plot.New()
	plan.Title.Text = p.title
	grid := plotter.NewGrid()
	grid.Vertical.Color = nil
	grid.Horizontal = draw.LineStyle{Color: color.Gray{Y: 230}, Width: css(1)}
	plan.Add(grid)
	for i, s := range p.series {
		line, err := plotter.NewLine(points[i])
		if err != nil {
			return nil, err
		}
		line.Color, line.Width = s.stroke, css(2)
		if s.fill.A > 0 {
			line.FillColor = s.fill
		}
		plan.Add(line)
		if p.highlight {
			last, err := plotter.NewScatter(points[i][len(points[i])-1:])
			if err != nil {
				return nil, err
			}
			last.Color, last.Radius, last.Shape = s.stroke, css(3), draw.CircleGlyph{}
			plan.Add(last)
		}
	}
	plan.Y.Min, plan.Y.Max = p.low, p.high
	if p.timed {
		plan.X.Tick.Marker = plot.TimeTicks{Format: "Jan 2"}
	} else {
		plan.HideX()
	}
	return plan, nil
}
