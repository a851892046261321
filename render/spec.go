package render

import (
	"math"
	"time"

	"chartd/render/scene"
)

// MaxSeries is how many datasets a chart has at the most (contract, section 2).
const MaxSeries = 5

// Kind is the form in which the series of a chart are drawn.
type Kind uint8

const (
	Line  Kind = iota
	Step       // each value holds until the next one's place
	Area       // a line, filled down to the bottom of the plot
	Bar        // bars side by side
	Spark      // a line with nothing around it
)

// kinds are the names of the kinds in URLs.
var kinds = [...]string{"line", "step", "area", "bar", "spark"}

func (k Kind) String() string { return kinds[k] }

// Spec is one chart, fully decided: every Spec can be drawn.
type Spec struct {
	Width, Height int // CSS pixels, 1 to 4096
	Ratio         int // pixels of a PNG per CSS pixel, 1 to 4
	Title         string
	Kind          Kind
	Series        []Series
	// Bottom and Top are the values at the lower and the upper edge of the plot,
	// in the unit of the series' values. They differ.
	Bottom, Top float64
	Figures     Figures
	Left, Right bool // y axes
	Grid        bool // horizontal lines at the ticks
	Highlight   bool // the last value of each series is marked
	Times       Times
	Theme       Theme
	Background  scene.Color // transparent when zero
	Terminal    Terminal
	Live        bool   // the data was looked up, and there may be none yet
	Compare     bool   // the series' Before is drawn too
	Marks       []Mark // from the oldest to the newest
}

// Series is one dataset. Its values stand at even distances from the left
// edge of the plot to the right edge; NaN is a gap.
type Series struct {
	Values []float64
	Stroke scene.Color
	Dash   scene.Dash
	Fill   scene.Color // zero: not filled
	// Of a live chart: what the series is called, its embed key, and its values
	// in the period before, each at the place of the value of its index.
	Name, Key string
	Before    []float64
}

// Mark is something that happened at a time: a line through the plot.
type Mark struct {
	At   int64  // UNIX seconds
	Text string // a stranger's
}

// Figures says which values the edges of the plot stand for. They need not be
// Bottom and Top: a data string holds indexes 0 to 61, and without ymin and
// ymax nobody knows what they mean.
type Figures struct {
	Known    bool
	Min, Max float64 // at the lower and the upper edge; may be equal, or the wrong way round
	// Step is how finely the values are known: (Max-Min)/61 for a data string,
	// 0 for plain numbers, which are exact.
	Step float64
}

// Times says when the first and the last point were.
type Times struct {
	Known    bool  // otherwise there is no time axis
	From, To int64 // UNIX seconds, From before To
	Zone     *time.Location
}

// Terminal is what only the text form of a chart needs.
type Terminal struct {
	Columns, Rows int // characters
	Color         bool
}

// Figure is the value that v, a value of a series, stands for. It is
// meaningful when the chart's figures are known.
func (s *Spec) Figure(v float64) float64 {
	if s.Figures.Step == 0 && s.Figures.Min == s.Bottom && s.Figures.Max == s.Top {
		return v
	}
	share := (v - s.Bottom) / (s.Top - s.Bottom)
	if length := s.Figures.Max - s.Figures.Min; !math.IsInf(length, 0) {
		return s.Figures.Min + share*length // contract, section 3, "Decoding"
	}
	return (1-share)*s.Figures.Min + share*s.Figures.Max
}

// empty reports whether a live chart has nothing to show.
func (s *Spec) empty() bool {
	if !s.Live {
		return false
	}
	_, _, any := extent(s.Series)
	return !any
}

// points is the length of the longest series.
func (s *Spec) points() int {
	n := 0
	for i := range s.Series {
		n = max(n, len(s.Series[i].Values))
	}
	return n
}
