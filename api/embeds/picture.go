package embeds

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render"
)

// Kind is what a picture is.
type Kind uint8

const (
	Chart Kind = iota
	Card
	Badge
)

// Picture is what a path of an embed key shows, for package api to draw.
type Picture struct {
	Kind    Kind
	Format  render.Format
	Query   string      // as that of /a.svg, /card.svg or /badge.svg
	Live    *embed.Live // what the keys of the query show
	Cache   string      // Cache-Control
	Problem error       // drawn in its place
	Quiet   bool        // the problem is that there is nothing to show
}

// looks are the parameters that readers may choose for each kind: how it looks,
// and nothing of what it shows.
var looks = map[Kind][]string{
	Chart: {"w", "h", "t", "kind", "step", "hl", "s0", "f0", "theme", "bg", "grid", "dpr", "ol", "or", "ymin", "ymax", "tz", "cmp"},
	Card:  {"w", "h", "t", "s0", "theme", "bg", "dpr", "size", "cmp"},
	Badge: {"t", "s0", "cmp"},
}

// How long pictures are kept, in seconds: they change with the minute.
const (
	leastKept = 60
	mostKept  = 7 * 24 * 3600
)

// wanted is a picture by its path.
type wanted struct {
	key    string
	kind   Kind
	format render.Format
	look   url.Values // fixed by the path
	frame  string     // fixed by the path; "": tf
	graph  bool       // key is a name of /graphs
}

// Picture is what GET and HEAD of a path show; ok is false for a path that is
// no picture's:
//
//	/s/KEY.svg           a chart; .png the same
//	/s/KEY/card.svg      a number card; .png the same
//	/s/KEY/preview.V.png a card of 1200 by 630 for previews of links; V is any version
//	/s/KEY/badge.svg     a badge
//	/graphs/HEX/HEX/HEX.png  the chart of a week, where StatHat had it; _overlay.png
//	                     with the week before
//
// Parameters are tf, a timeframe or an old name; those of looks; and cache, for
// how many seconds the picture is kept, 60 at least.
func (f *Face) Picture(r *http.Request) (p Picture, ok bool) {
	want, ok := picturePath(r.URL.Path)
	if !ok {
		return p, false
	}
	q := f.request(r)
	p = Picture{Kind: want.kind, Format: want.format}
	look := url.Values{}
	for _, name := range looks[want.kind] {
		if value, given := q.query[name]; given && want.frame == "" {
			look.Set(name, value)
		}
	}
	for name, values := range want.look {
		look[name] = values
	}
	var shown embed.Shown
	if want.graph {
		shown, p.Problem = f.Keys.OpenGraph(r.Context(), want.key, q.origin)
	} else {
		shown, p.Problem = f.open(q, want.key)
	}
	all := []embed.Shown{shown}
	frame := want.frame
	if frame == "" {
		frame = q.query["tf"]
	}
	if p.Problem == nil {
		p.Problem = f.show(q, &p, all, frame, look)
	}
	if p.Problem != nil {
		p.conceal(look)
		all = nil
	}
	p.Cache = kept(keep(q.query["cache"]), all) + ", stale-while-revalidate=60"
	return p, true
}

// picturePath reads a path.
func picturePath(path string) (w wanted, ok bool) {
	if name, ok := strings.CutPrefix(path, "/graphs/"); ok {
		return graphPath(name)
	}
	path, ok = strings.CutPrefix(path, "/s/")
	name, file, inside := strings.Cut(path, "/")
	if !ok || strings.Contains(file, "/") {
		return w, false
	}
	w.key = name
	if !inside {
		w.key, w.format, ok = cutFormat(path)
		return w, ok && w.key != ""
	}
	stem, format, ok := cutFormat(file)
	w.format = format
	stem, version, _ := strings.Cut(stem, ".")
	switch {
	case stem == "card":
		w.kind = Card
	case stem == "preview" && format == render.PNG && version != "":
		w.kind, w.look, version = Card, url.Values{"size": {"og"}, "cmp": {"1"}}, ""
	case stem == "badge" && format == render.SVG:
		w.kind = Badge
	default:
		return w, false
	}
	return w, ok && version == ""
}

// cutFormat takes .svg or .png off a name.
func cutFormat(name string) (stem string, f render.Format, ok bool) {
	if stem, ok := strings.CutSuffix(name, ".svg"); ok {
		return stem, render.SVG, true
	}
	stem, ok = strings.CutSuffix(name, ".png")
	return stem, render.PNG, ok
}

// graphPath reads a name of /graphs: its size is what it was there.
func graphPath(name string) (w wanted, ok bool) {
	name, ok = strings.CutSuffix(name, ".png")
	name, overlay := strings.CutSuffix(name, "_overlay")
	w = wanted{key: name, kind: Chart, format: render.PNG, frame: embed.Standard, graph: true, look: url.Values{
		"w": {strconv.Itoa(embed.OldWidth)}, "h": {strconv.Itoa(embed.OldHeight)}, "dpr": {"1"}}}
	if overlay {
		w.look.Set("cmp", "1")
	}
	return w, ok
}

// keep reads cache.
func keep(text string) time.Duration {
	seconds, err := strconv.Atoi(text)
	if err != nil {
		seconds = leastKept
	}
	return time.Duration(min(max(seconds, leastKept), mostKept)) * time.Second
}

// show fills in what is shown. A key for the number alone has a card of that,
// and no chart.
func (f *Face) show(q *request, p *Picture, shown []embed.Shown, frame string, look url.Values) error {
	compare := look.Get("cmp") != ""
	if _, also := embed.ReadFrame(frame); also {
		compare = true
	}
	text, _, err := embed.CommonFrame(shown, frame)
	if err != nil {
		return err
	}
	if shown[0].Grant.Single {
		if p.Kind == Chart {
			return embed.ErrUnavailable
		}
		return f.showNumber(q, p, shown[0], text, compare, look)
	}
	p.Query = chart{frame: text, compare: compare, look: look}.query(shown...)
	p.Live = f.Board.Live(shown...)
	return nil
}

// showNumber shows a number by the words of its query.
func (f *Face) showNumber(q *request, p *Picture, shown embed.Shown, frame string, compare bool, look url.Values) error {
	found, err := f.Board.Values(q.Context(), []embed.Wish{{Shown: shown, Frame: frame}})
	if err != nil {
		return err
	}
	v := found[0]
	look.Del("cmp")
	look.Set("v", strings.TrimSpace(v.Text+" "+v.Stat.Unit))
	if !look.Has("t") {
		look.Set("t", v.Stat.Name)
	}
	switch {
	case compare && v.Change != "" && p.Kind == Card:
		look.Set("p", v.Change)
	case compare && v.Change != "":
		look.Set("v", look.Get("v")+" ("+v.Change+")")
	}
	p.Query = look.Encode()
	return nil
}

// conceal leaves of a picture that it shows nothing, and its size.
func (p *Picture) conceal(look url.Values) {
	p.Quiet = quiet(p.Problem)
	p.Live = nil
	look.Del("cmp")
	p.Query = look.Encode()
	if p.Kind != Chart && p.Quiet { // a badge or a card that says so
		look.Set("v", p.Problem.Error())
		look.Set("t", "")
		look.Set("s0", quietColor)
		p.Query, p.Problem = look.Encode(), nil
	}
}

// quietColor is that of badges without data.
const quietColor = "6E7781"

// endpoint is what badge services read.
type endpoint struct {
	Version int    `json:"schemaVersion"` // 1
	Label   string `json:"label"`
	Message string `json:"message"`
	Color   string `json:"color"`
	Keep    int    `json:"cacheSeconds"`
}

// badge answers GET /s/KEY/badge.json?tf=&t=&cmp=&s0= with a badge in the form
// that badge services read from an endpoint.
func (f *Face) badge(q *request) (answer, error) {
	keep := keep(q.query["cache"])
	e := endpoint{Version: 1, Label: q.query["t"], Color: "0B6E8F", Keep: int(keep.Seconds())}
	shown, err := f.open(q, q.PathValue("key"))
	var all []embed.Shown
	switch {
	case quiet(err):
		e.Message, e.Color = err.Error(), quietColor
	case err != nil:
		return answer{}, err
	default:
		all = append(all, shown)
		if err := f.endpoint(q, shown, &e); err != nil {
			return answer{}, err
		}
	}
	return answer{media: jsonType, cache: kept(keep, all), body: encode(e)}, nil
}

// endpoint fills in what a key shows.
func (f *Face) endpoint(q *request, shown embed.Shown, e *endpoint) error {
	found, err := f.Board.Values(q.Context(), []embed.Wish{{Shown: shown, Frame: q.query["tf"]}})
	if err != nil {
		return err
	}
	v := found[0]
	if v.Problem != nil {
		return v.Problem
	}
	if _, given := q.query["t"]; !given {
		e.Label = v.Stat.Name
	}
	e.Message = strings.TrimSpace(v.Text + " " + v.Stat.Unit)
	_, also := embed.ReadFrame(q.query["tf"])
	if v.Change != "" && (also || q.query["cmp"] == "1") {
		e.Message += " (" + v.Change + ")"
	}
	if color := q.query["s0"]; color != "" {
		e.Color = color
	}
	return nil
}
