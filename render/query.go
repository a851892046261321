package render

import (
	"math"
	"strconv"

	"chartd/render/b62"
	"chartd/render/param"
	"chartd/render/scene"
)

// Limits bound the data of one query.
type Limits struct {
	Dataset int // points of one dataset
	Points  int // points of all datasets
}

// The limits of the contract: a URL's datasets have 8,192 points at the most,
// a form's 250,000 together.
var (
	URLLimits  = Limits{Dataset: 8192, Points: MaxSeries * 8192}
	FormLimits = Limits{Dataset: 250_000, Points: 250_000}
)

// ParseQuery reads the raw query of a chart URL, without the question mark.
// It is Sheet.Parse for those who keep the Spec; that of a live chart has no
// data. The error is a *param.Error.
func ParseQuery(raw string, limits Limits) (Spec, error) {
	var s Sheet
	if err := s.Parse(raw, limits); err != nil {
		return Spec{}, err
	}
	return s.spec, nil
}

// form is where the data of a chart stands.
type form uint8

const (
	inStrings form = iota // d0…
	inNumbers             // v0…
	inStore               // k0…: not in the query
)

// decide makes the Spec of the scanned fields.
func (s *Sheet) decide(limits Limits) error {
	in, err := s.form()
	if err != nil {
		return err
	}
	if err := s.size(in); err != nil {
		return err
	}
	switch in {
	case inStore:
		return s.askFor()
	case inNumbers:
		err = s.plainNumbers(limits)
	case inStrings:
		err = s.dataStrings(limits)
	}
	if err != nil {
		return err
	}
	s.spec.Times = s.times()
	s.finish(in)
	return nil
}

// finish decides how the series there are look, and what is around them.
func (s *Sheet) finish(in form) {
	f, spec := &s.fields, &s.spec
	spec.Kind = f.kind()
	s.styles()
	if in == inStrings {
		s.figures()
	} else {
		s.plainFigures()
	}
	spec.Title, s.text = param.Title(f[pT].value, s.text)
	spec.Highlight = f.on(pHl)
	spec.Theme = Theme(index(themes[:], f[pTheme].value))
	spec.Background, _ = param.Color(f[pBg].value)
	s.axes()
	spec.Terminal = f.terminal(spec.Width, spec.Height)
}

// form tells data strings (d0…), plain numbers (v0…) and keys (k0…) apart. A
// query has one of them.
func (s *Sheet) form() (form, error) {
	f := &s.fields
	strings, numbers, keys := -1, -1, -1
	for n := MaxSeries - 1; n >= 0; n-- {
		if f[pD0+name(n)].value != "" {
			strings = n
		}
		if f[pV0+name(n)].given {
			numbers = n
		}
		if f[pK0+name(n)].given {
			keys = n
		}
	}
	switch {
	case keys >= 0 && strings >= 0:
		return 0, &param.Error{Param: "k" + digit(keys), Problem: "live series take the place of data strings, and d" + digit(strings) + " is given too"}
	case keys >= 0 && numbers >= 0:
		return 0, &param.Error{Param: "k" + digit(keys), Problem: "live series take the place of plain numbers, and v" + digit(numbers) + " is given too"}
	case keys >= 0:
		return inStore, nil
	case strings >= 0 && numbers >= 0:
		return 0, &param.Error{Param: "v" + digit(numbers), Problem: "plain numbers take the place of data strings, and d" + digit(strings) + " is given too"}
	case numbers >= 0 && f[pV0].value == "":
		return 0, &param.Error{Param: "v0"}
	case numbers >= 0:
		return inNumbers, nil
	}
	return inStrings, nil
}

func digit(n int) string { return strconv.Itoa(n) }

// size reads w, h and dpr. Plain numbers and live series have a size of their
// own; data strings must name one.
func (s *Sheet) size(in form) error {
	var wide, high int
	if in != inStrings {
		wide, high = 580, 180
	}
	var err error
	if s.spec.Width, err = param.Side("w", s.fields[pW].value, wide); err != nil {
		return err
	}
	if s.spec.Height, err = param.Side("h", s.fields[pH].value, high); err != nil {
		return err
	}
	s.spec.Ratio, err = param.Ratio(s.fields[pDpr].value, 2, s.spec.Width, s.spec.Height, param.MaxPixels)
	return err
}

// dataStrings decodes d0 to d4.
func (s *Sheet) dataStrings(limits Limits) error {
	if s.fields[pD0].value == "" {
		return &param.Error{Param: "d0"}
	}
	for n := range MaxSeries {
		data := s.fields[pD0+name(n)].value
		if err := s.admit(limits, "d", n, len(data)); err != nil {
			return err
		}
		if data != "" {
			s.values[n] = b62.AppendDecode(s.values[n][:0], data)
			s.add(n)
		}
	}
	s.spec.Bottom, s.spec.Top = 0, b62.Max
	return nil
}

// add takes the values of dataset n into the spec, with its default style.
func (s *Sheet) add(n int) {
	s.order[len(s.spec.Series)] = n
	s.spec.Series = append(s.spec.Series, Series{Values: s.values[n], Stroke: strokes[n]})
}

// admit checks the number of points of dataset n against the limits.
func (s *Sheet) admit(limits Limits, letter string, n, points int) error {
	if points > limits.Dataset {
		return &param.Error{Param: letter + digit(n), Problem: "more than " + strconv.Itoa(limits.Dataset) + " points"}
	}
	if s.total += points; s.total > limits.Points {
		return &param.Error{Param: letter + digit(n), Problem: "more than " + strconv.Itoa(limits.Points) + " points in all datasets"}
	}
	return nil
}

// figures decides what the edges of the plot stand for: ymin and ymax, when
// both are given.
func (s *Sheet) figures() {
	lo, hasLo := param.Number(s.fields[pYmin].value)
	hi, hasHi := param.Number(s.fields[pYmax].value)
	if hasLo && hasHi {
		s.spec.Figures = Figures{Known: true, Min: lo, Max: hi, Step: math.Abs(hi/b62.Max - lo/b62.Max)}
	}
}

// styles reads the strokes and fills of the datasets there are.
func (s *Sheet) styles() {
	for i := range s.spec.Series {
		n := name(s.order[i])
		one := &s.spec.Series[i]
		one.Stroke, one.Dash = param.Stroke(s.fields[pS0+n].value, strokes[n])
		one.Fill = parseFill(s.fields[pF0+n].value)
		if one.Fill == (scene.Color{}) && s.spec.Kind == Area {
			one.Fill = faded(one.Stroke)
		}
	}
}

// axes decides which axes are drawn (contract, section 4) and whether there is
// a grid, which by default goes with them.
func (s *Sheet) axes() {
	spec := &s.spec
	if spec.Figures.Known && spec.Kind != Spark {
		ol, or := s.fields.on(pOl), s.fields.on(pOr)
		spec.Left = ol || !or
		spec.Right = or && !ol || !ol && !or
	}
	spec.Grid = spec.Left || spec.Right
	if s.fields[pGrid].value != "" {
		spec.Grid = s.fields.on(pGrid) && spec.Kind != Spark
	}
}

// kind reads kind and the older step; kind wins.
func (f *fields) kind() Kind {
	for i, name := range kinds {
		if f[pKind].value == name {
			return Kind(i)
		}
	}
	if f.on(pStep) {
		return Step
	}
	return Line
}

func (f *fields) on(p name) bool { return param.On(f[p].value) }

// The years 2 to 9998: what a label can name in every zone, in UNIX seconds.
const (
	firstTime = -62135596800 + 366*86400
	lastTime  = 253402300799 - 366*86400
)

// times reads xmin, xmax and tz. They mean something only together.
func (s *Sheet) times() Times {
	f := &s.fields
	from, ok1 := param.Number(f[pXmin].value)
	to, ok2 := param.Number(f[pXmax].value)
	if !ok1 || !ok2 || !(firstTime <= from && to <= lastTime) || int64(to) <= int64(from) {
		return Times{}
	}
	return Times{Known: true, From: int64(from), To: int64(to), Zone: s.zone(f[pTz].value)}
}

// terminal reads the size of the text form: by default a character for 8 by 16
// pixels, within limits.
func (f *fields) terminal(w, h int) Terminal {
	t := Terminal{Columns: min(max(w/8, 20), 200), Rows: min(max(h/16, 5), 60), Color: f.on(pColor)}
	if v, ok := param.Number(f[pCols].value); ok {
		t.Columns = int(min(max(v, 20), 200))
	}
	if v, ok := param.Number(f[pRows].value); ok {
		t.Rows = int(min(max(v, 5), 60))
	}
	return t
}

// index finds a name in a list; what is not in it is 0.
func index(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return 0
}
