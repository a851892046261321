package card

import (
	"strings"

	"chartd/render/b62"
	"chartd/render/param"
)

const (
	// maxPoints is how many points a sparkline has at the most, as a dataset of a
	// chart URL.
	maxPoints = 8192
	// maxPixels bounds the PNG of a card to a quarter of a chart's: its painter
	// takes a second for so many.
	maxPixels = 16_777_216
)

// query is the parameters of a URL, decoded. The first of equal names wins.
type query map[string]string

func scan(raw string) query {
	q := query{}
	s := param.Scanner{Rest: raw}
	for {
		name, value, ok := s.Next()
		if !ok {
			return q
		}
		if _, given := q[name]; !given {
			q[name] = s.Decode(value)
		}
	}
}

// text is a parameter as it can be shown on one line.
func (q query) text(name string) string {
	t, _ := param.Title(q[name], nil)
	return t
}

// series reads the sparkline: the data string d0, or the plain numbers v0.
// Known says that the values mean themselves.
func (q query) series() (values []float64, known bool, err error) {
	data, list := q["d0"], q["v0"]
	switch {
	case len(data) > maxPoints:
		return nil, false, &param.Error{Param: "d0", Problem: "more than 8192 points"}
	case data != "":
		return b62.AppendDecode(nil, data), false, nil
	case list == "":
		return nil, false, nil
	case strings.Count(list, ",") >= maxPoints:
		return nil, false, &param.Error{Param: "v0", Problem: "more than 8192 points"}
	}
	values, err = param.Numbers(nil, "v0", list)
	return values, true, err
}
