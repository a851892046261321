package render

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"

	"chartd/render/b62"
	"chartd/render/scale"
)

// appendJSON writes the chart as data: what its query says, decoded, and what
// the picture shows of it.
//
//	{"title", "sentence", "kind", "width", "height",
//	 "y": {"min", "max"} or null,           figures at the edges of the plot
//	 "x": {"from", "to", "tz"} or null,     UNIX seconds of the first and the last point
//	 "ticks": {"y": [{"value", "label"}], "x": [{"time", "label"}]},
//	 "series": [{"points", "stroke", "fill", "values": […]}]}
//
// Values are figures; of a chart without figures they are shares of its range,
// 0 to 1. A gap is null. Points counts the values that are no gap. A live chart
// has "times", in UNIX seconds, of the values of its longest series, "marks":
// [{"time", "text"}] and, in each series, "key", "name" and "before": […].
func (s *Sheet) appendJSON(b []byte) []byte {
	l, spec := &s.layout, &s.spec
	s.Scene()
	b = appendString(append(b, `{"title":`...), spec.Title)
	b = appendString(append(b, `,"sentence":`...), l.Desc)
	b = appendString(append(b, `,"kind":`...), spec.Kind.String())
	b = strconv.AppendInt(append(b, `,"width":`...), int64(spec.Width), 10)
	b = strconv.AppendInt(append(b, `,"height":`...), int64(spec.Height), 10)
	b = spec.appendRanges(b)
	b = l.appendTicks(b)
	b = append(b, `,"series":[`...)
	for i := range spec.Series {
		if i > 0 {
			b = append(b, ',')
		}
		b = spec.appendSeries(b, &spec.Series[i])
	}
	b = append(b, ']')
	if spec.Live {
		b = spec.appendLive(b)
	}
	return append(b, "}\n"...)
}

func (s *Spec) appendRanges(b []byte) []byte {
	b = append(b, `,"y":`...)
	if s.Figures.Known {
		b = appendNumber(append(b, `{"min":`...), s.Figures.Min)
		b = appendNumber(append(b, `,"max":`...), s.Figures.Max)
		b = append(b, '}')
	} else {
		b = append(b, "null"...)
	}
	b = append(b, `,"x":`...)
	if !s.Times.Known {
		return append(b, "null"...)
	}
	b = strconv.AppendInt(append(b, `{"from":`...), s.Times.From, 10)
	b = strconv.AppendInt(append(b, `,"to":`...), s.Times.To, 10)
	return append(appendString(append(b, `,"tz":`...), s.Times.Zone.String()), '}')
}

func (l *layout) appendTicks(b []byte) []byte {
	b = append(b, `,"ticks":{"y":[`...)
	if l.frame.y {
		for i, v := range l.values {
			b = appendNumber(append(b, comma(i)+`{"value":`...), v)
			b = append(appendString(append(b, `,"label":`...), l.y[i].Text), '}')
		}
	}
	b = append(b, `],"x":[`...)
	for i, t := range l.times {
		b = strconv.AppendInt(append(b, comma(i)+`{"time":`...), t, 10)
		b = append(appendString(append(b, `,"label":`...), l.x[i].Text), '}')
	}
	return append(b, "]}"...)
}

func (s *Spec) appendSeries(b []byte, one *Series) []byte {
	b = strconv.AppendInt(append(b, `{"points":`...), int64(observe(one.Values).points), 10)
	b = append(append(b, `,"stroke":"#`...), one.Stroke.String()...)
	b = append(b, `","fill":`...)
	if one.Fill.A > 0 {
		b = append(append(append(b, `"#`...), one.Fill.String()...), '"')
	} else {
		b = append(b, "null"...)
	}
	if s.Live {
		b = appendString(append(b, `,"key":`...), one.Key)
		b = appendString(append(b, `,"name":`...), one.Name)
	}
	b = s.appendValues(append(b, `,"values":`...), one.Values)
	if s.Compare {
		b = s.appendValues(append(b, `,"before":`...), one.Before)
	}
	return append(b, '}')
}

func (s *Spec) appendValues(b []byte, values []float64) []byte {
	b = append(b, '[')
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		switch {
		case math.IsNaN(v):
			b = append(b, "null"...)
		case s.Figures.Known:
			b = appendNumber(b, s.Figure(v))
		default:
			b = strconv.AppendFloat(b, v/b62.Max, 'g', 6, 64)
		}
	}
	return append(b, ']')
}

// appendLive writes what only a live chart has.
func (s *Spec) appendLive(b []byte) []byte {
	b = append(b, `,"times":[`...)
	if n := s.points(); s.Times.From <= s.Times.To && s.Times.To != 0 {
		place := scale.NewLinear(0, float64(n-1), float64(s.Times.From), float64(s.Times.To))
		for i := range n {
			b = strconv.AppendInt(append(b, comma(i)...), int64(math.Round(place.At(float64(i)))), 10)
		}
	}
	b = append(b, `],"marks":[`...)
	for i, m := range s.Marks {
		b = strconv.AppendInt(append(b, comma(i)+`{"time":`...), m.At, 10)
		b = append(appendString(append(b, `,"text":`...), m.Text), '}')
	}
	return append(b, ']')
}

// comma stands before every item of a list but the first.
func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// appendNumber writes a finite number exactly.
func appendNumber(b []byte, v float64) []byte { return strconv.AppendFloat(b, v, 'g', -1, 64) }

// appendString writes a JSON string that is safe inside HTML too.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c >= utf8.RuneSelf {
			quoted, err := json.Marshal(s)
			if err != nil { // a string always has a JSON form
				return append(b, `""`...)
			}
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
