package embeds

import (
	"math"
	"net/http"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render"
)

const (
	// maxAsked is how many keys one request may ask for.
	maxAsked = 100
	// maxPoints is how many points one request may ask for, in all.
	maxPoints = 20_000
)

// oneValue is the number of one key. Exactly one of Problem and the rest is
// there.
type oneValue struct {
	Key       string   `json:"key"`               // as it was asked for
	Frame     string   `json:"tf"`                // that is shown, such as 1w3h
	Problem   string   `json:"problem,omitempty"` // "not available", or what is wrong with tf
	Name      string   `json:"name,omitempty"`
	Kind      string   `json:"kind,omitempty"` // counter or value
	Unit      string   `json:"unit"`
	Value     *float64 `json:"value"`                // the total of a counter, the mean of a value; null: no data
	Text      string   `json:"text,omitempty"`       // the value as people read it, without unit
	Before    *float64 `json:"before"`               // of the same length before
	Change    *float64 `json:"change"`               // in percent, 0 from 0; null: no data in one of them
	ChangeSay string   `json:"changeText,omitempty"` // such as "+4.2 %"
	Sentence  string   `json:"sentence,omitempty"`   // for screen readers: all of it, true and complete
	From      int64    `json:"from,omitempty"`       // in UNIX seconds; the value is of what came from here on
	To        int64    `json:"to,omitempty"`         // and before here: "as of"
}

// values answers GET /embed/v1/values?q=KEY:TF&q=…: the numbers of up to 100
// keys, in their order.
//
//	{"again":37,"values":[
//	 {"key":"…","tf":"1w3h","name":"visits","kind":"counter","unit":"","value":12345,"text":"12.35K",
//	  "before":11000,"change":12.2,"changeText":"+12 %","sentence":"visits: 12.35K, up 12 % …",
//	  "from":1700000000,"to":1700604800},
//	 {"key":"…","tf":"1w3h","problem":"not available","unit":"","value":null,"before":null,"change":null}]}
//
// tf is a timeframe or one of the old names; without it the key's, or a week.
// again is in how many seconds to ask again. The tag is weak and leaves out
// from, to and again: a 304 says that everything else is as it was, up to the
// minute of the 304. Errors of the whole request are {"error":"…"} with status
// 400, or 503 while the stats are out of reach.
func (f *Face) values(q *request) (answer, error) {
	asked, err := askedFor(q.URL.RawQuery)
	if err != nil {
		return answer{}, err
	}
	list := make([]oneValue, len(asked))
	wishes, places := make([]embed.Wish, 0, len(asked)), make([]int, 0, len(asked))
	for i, one := range asked {
		list[i] = oneValue{Key: one.key, Frame: one.frame}
		shown, err := f.open(q, one.key)
		switch {
		case quiet(err):
			list[i].Problem = err.Error()
		case err != nil:
			return answer{}, err
		default:
			wishes, places = append(wishes, embed.Wish{Shown: shown, Frame: one.frame}), append(places, i)
		}
	}
	found, err := f.Board.Values(q.Context(), wishes)
	if err != nil {
		return answer{}, err
	}
	for n, i := range places {
		list[i].fill(found[n])
	}
	all := make([]embed.Shown, len(wishes))
	for i, w := range wishes {
		all[i] = w.Shown
	}
	return f.polled(map[string]any{"values": list, "again": f.again()}, lasting(list), all, len(asked)), nil
}

// fill takes what was found.
func (o *oneValue) fill(v embed.Value) {
	if v.Problem != nil {
		o.Problem = v.Problem.Error()
		return
	}
	o.Frame, o.From, o.To = v.Frame, v.From, v.To
	o.Name, o.Kind, o.Unit = v.Stat.Name, v.Stat.Kind.String(), v.Stat.Unit
	o.Value, o.Before, o.Text, o.ChangeSay, o.Sentence = known(v.Number), known(v.Before), v.Text, v.Change, v.Sentence
	if percent, ok := v.Percent(); ok {
		o.Change = &percent
	}
}

// lasting are the values without what changes with the minute.
func lasting(list []oneValue) []oneValue {
	out := make([]oneValue, len(list))
	for i, one := range list {
		one.From, one.To = 0, 0
		out[i] = one
	}
	return out
}

// known is a number for JSON, which has none for "no data".
func known(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// polled is an answer that is asked for each minute, with a tag of what lasts,
// about some opened keys of those that were asked for. A key that was not opened
// may be for another page.
func (f *Face) polled(all, lasting any, shown []embed.Shown, asked int) answer {
	if len(shown) < asked {
		shown = nil
	}
	cache := kept(time.Duration(f.again())*time.Second, shown)
	return answer{media: jsonType, cache: cache, tag: tagOf(encode(lasting)), body: encode(all)}
}

// asking for one key.
type asked struct{ key, frame string }

// askedFor reads all q of a raw query. The error is errNoKeys.
func askedFor(raw string) ([]asked, error) {
	var list []asked
	for part := range strings.SplitSeq(raw, "&") {
		name, _, _ := strings.Cut(part, "=")
		if name != "q" {
			continue
		}
		key, frame, _ := strings.Cut(readQuery(part)["q"], ":")
		if list = append(list, asked{key, frame}); len(list) > maxAsked {
			return nil, errNoKeys
		}
	}
	if len(list) == 0 {
		return nil, errNoKeys
	}
	return list, nil
}

// oneSeries is what one key did step by step. Exactly one of Problem and the
// rest is there.
type oneSeries struct {
	Key      string     `json:"key"`
	Frame    string     `json:"tf"`
	Problem  string     `json:"problem,omitempty"`
	Name     string     `json:"name,omitempty"`
	Kind     string     `json:"kind,omitempty"`
	Unit     string     `json:"unit"`
	From     int64      `json:"from,omitempty"` // of the first step, in UNIX seconds
	Step     int64      `json:"step,omitempty"` // in seconds
	Points   []*float64 `json:"points"`         // one a step: the sum of a counter, the mean of a value; null: no data
	Before   []*float64 `json:"before,omitempty"`
	Sentence string     `json:"sentence,omitempty"` // as the chart of it says it
}

// series answers GET /embed/v1/series?q=KEY:TF&q=…[&cmp=1]: the points of up to
// 100 keys, 20,000 in all, in their order; a key that would be beyond them has
// that as its problem. A timeframe with _compare behind it adds the points of
// the period before, and cmp those of all keys.
//
//	{"again":37,"series":[
//	 {"key":"…","tf":"1w3h","name":"visits","kind":"counter","unit":"","from":1700000000,"step":10800,
//	  "points":[3,1,0,…],"before":[2,2,1,…],"sentence":"visits: 56 points, …"},
//	 {"key":"…","tf":"1w3h","problem":"not available","unit":"","points":null}]}
//
// Errors, caching and tags are as those of values.
func (f *Face) series(q *request) (answer, error) {
	list, err := askedFor(q.URL.RawQuery)
	if err != nil {
		return answer{}, err
	}
	return f.seriesOf(q, list)
}

// seriesOf answers with the points of a list of keys.
func (f *Face) seriesOf(q *request, asked []asked) (answer, error) {
	list := make([]oneSeries, len(asked))
	left := maxPoints
	var shown []embed.Shown
	for i, one := range asked {
		list[i] = oneSeries{Key: one.key, Frame: one.frame}
		points, sentence, err := f.points(q, one, left)
		if status, text := explain(err); status >= http.StatusInternalServerError {
			return answer{}, err
		} else if err != nil {
			list[i].Problem = text
			continue
		}
		left -= len(points.Now) + len(points.Before)
		list[i].fill(points, sentence)
		shown = append(shown, points.Shown)
	}
	return f.polled(map[string]any{"series": list, "again": f.again()}, list, shown, len(asked)), nil
}

// points reads what one key did, unless it is more than most, and the sentence
// of its chart.
func (f *Face) points(q *request, one asked, most int) (p embed.Points, sentence string, err error) {
	shown, err := f.open(q, one.key)
	if err != nil {
		return p, "", err
	}
	_, compare := embed.ReadFrame(one.frame)
	compare = compare || q.query["cmp"] == "1"
	if embed.HowMany(shown, one.frame, compare) > most {
		return p, "", errMuch
	}
	all, err := f.Board.Points(q.Context(), []embed.Shown{shown}, one.frame, compare)
	if err != nil {
		return p, "", err
	}
	sheet := render.Borrow()
	defer sheet.Return()
	if err := lay(sheet, chart{frame: all[0].Frame, compare: compare}, all); err != nil {
		return p, "", err
	}
	return all[0], strings.Clone(sheet.Sentence()), nil
}

// fill takes what was found.
func (o *oneSeries) fill(p embed.Points, sentence string) {
	o.Frame, o.Name, o.Kind, o.Unit = p.Frame, p.Stat.Name, p.Stat.Kind.String(), p.Stat.Unit
	o.From, o.Step, o.Sentence = p.Window.From.Unix(), int64(p.Window.Step)*60, sentence
	o.Points = nullable(p.Figures(p.Now))
	if p.Before != nil {
		o.Before = nullable(p.Figures(p.Before))
	}
}

// nullable are values for JSON.
func nullable(values []float64) []*float64 {
	out := make([]*float64, len(values))
	for i, v := range values {
		out[i] = known(v)
	}
	return out
}
