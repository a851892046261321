package embeds

import (
	"bytes"
	"encoding/csv"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/embed"
	"chartd/stats"
)

// graphDocument is what the graph panel of Panic's Status Board reads (StatHat
// contract, 9.1).
type graphDocument struct {
	Graph graph `json:"graph"`
}

// graph has sequences, or an error that the panel shows in their place.
type graph struct {
	Title     string        `json:"title"`
	Type      string        `json:"type,omitempty"` // line or bar
	Total     bool          `json:"total"`          // of each sequence: all are counters
	Refresh   int           `json:"refreshEveryNSeconds"`
	XAxis     *xAxis        `json:"xAxis,omitempty"`
	YAxis     *yAxis        `json:"yAxis,omitempty"`
	Sequences []sequence    `json:"datasequences,omitempty"`
	Error     *panelProblem `json:"error,omitempty"`
}

type xAxis struct {
	EveryLabel bool `json:"showEveryLabel"`
}

type yAxis struct {
	Units units `json:"units"`
}

type units struct {
	Suffix string `json:"suffix"`
}

type sequence struct {
	Title  string      `json:"title"`
	Color  string      `json:"color"`
	Points []dataPoint `json:"datapoints"`
}

type dataPoint struct {
	Title string  `json:"title"`
	Value float64 `json:"value"`
}

type panelProblem struct {
	Message string `json:"message"`
	Detail  string `json:"detail"`
}

// colors are those of up to three sequences, in the words of Status Board.
var colors = [...]string{"blue", "orange", "pink"}

// mostThere is how many points a panel shows at the most.
const mostThere = 60

// panelRefresh is how often a panel asks again, in seconds.
const panelRefresh = 60

// panelPath is what a path of Status Board asks for.
func panelPath(path string) (keys []string, file string) {
	keys = strings.Split(strings.Trim(path, "/"), "/")
	file, keys = keys[len(keys)-1], keys[:len(keys)-1]
	return keys, file
}

// panel answers GET /sb/KEY[/KEY2[/KEY3]]/FILE?tf=&title=[&type=bar], for the
// panels of Status Board (contract, section 9). FILE is graph.json or graph.csv
// for a graph of at most 60 points, panel.html for a panel of its own, or
// table.html. What goes wrong stands in the panel, with status 200: Status Board
// shows nothing of any other.
func (f *Face) panel(q *request) (answer, error) {
	keys, file := panelPath(q.PathValue("rest"))
	if len(keys) == 0 || len(keys) > 3 {
		return answer{}, errNoPath
	}
	write, ok := map[string]func(*request, []embed.Shown, error) (answer, error){
		"graph.json": f.graphJSON, "graph.csv": f.graphCSV, "panel.html": f.panelHTML, "table.html": f.tableHTML,
	}[file]
	if !ok {
		return answer{}, errNoPath
	}
	shown, err := f.openAll(q, keys)
	a, err := write(q, shown, err)
	if a.cache == "" {
		a.cache = kept(time.Minute, shown)
	}
	return a, err
}

// trouble is an error as a panel shows it.
func (f *Face) trouble(q *request, err error) *panelProblem {
	_, text := f.report(q, err)
	switch {
	case errors.Is(err, embed.ErrNotPublic):
		return &panelProblem{Message: text, Detail: "The id of a stat shows it while it is public; an embed key always does."}
	case errors.Is(err, embed.ErrUnavailable):
		return &panelProblem{Message: text, Detail: "The key was revoked, is not for this page, or shows no graph of this timeframe."}
	}
	return &panelProblem{Message: "There is no graph.", Detail: text}
}

// sequences reads the points of a graph.
func (f *Face) sequences(q *request, shown []embed.Shown) ([]embed.Points, []int, error) {
	points, err := f.Board.Points(q.Context(), shown, q.query["tf"], false)
	if err != nil {
		return nil, nil, err
	}
	return points, thin(points[0].Window.Count), nil
}

// thin are the places of at most 60 of so many points, at even distances, with
// the first and the last.
func thin(count int) []int {
	n := min(count, mostThere)
	out := make([]int, n)
	for i := range out {
		out[i] = i
		if n == mostThere {
			out[i] = i * (count - 1) / (n - 1)
		}
	}
	return out
}

// pointTitles are the times of points: the hour within a day, the day of the week
// within a week, and else the date.
func pointTitles(p embed.Points, places []int) []string {
	layout := "Jan 02"
	switch length := stats.Minute(p.Window.Count) * p.Window.Step; {
	case length <= 24*60:
		layout = "15:04"
	case length <= 7*24*60:
		layout = "Mon"
	}
	zone, out := p.Zone(), make([]string, len(places))
	for i, at := range places {
		out[i] = time.Unix(p.Window.At(at).Unix(), 0).In(zone).Format(layout)
	}
	return out
}

// title is that of a whole panel.
func (q *request) title(shown []embed.Shown) string {
	if title := q.query["title"]; title != "" || len(shown) == 0 {
		return title
	}
	names := make([]string, len(shown))
	for i, s := range shown {
		names[i] = s.Stat.Name
	}
	return strings.Join(names, ", ")
}

// graphJSON writes a graph as JSON.
func (f *Face) graphJSON(q *request, shown []embed.Shown, err error) (answer, error) {
	g := graph{Title: q.title(shown), Refresh: panelRefresh}
	var points []embed.Points
	var places []int
	if err == nil {
		points, places, err = f.sequences(q, shown)
	}
	if err != nil {
		g.Error = f.trouble(q, err)
		return answer{media: jsonType, body: encode(graphDocument{g})}, nil
	}
	g.Type, g.Total, g.XAxis = "line", true, &xAxis{}
	if q.query["type"] == "bar" {
		g.Type = "bar"
	}
	titles := pointTitles(points[0], places)
	unit := points[0].Stat.Unit
	for i, p := range points {
		g.Total = g.Total && p.Stat.Kind == stats.Counter
		if p.Stat.Unit != unit {
			unit = "" // one axis has one unit
		}
		one := sequence{Title: p.Stat.Name, Color: colors[i], Points: []dataPoint{}}
		figures := p.Figures(p.Now)
		for n, at := range places {
			if v := known(figures[at]); v != nil {
				one.Points = append(one.Points, dataPoint{titles[n], *v})
			}
		}
		g.Sequences = append(g.Sequences, one)
	}
	if unit != "" {
		g.YAxis = &yAxis{units{" " + unit}}
	}
	return answer{media: jsonType, body: encode(graphDocument{g})}, nil
}

// graphCSV writes a graph as CSV: a column a stat, a row a point, no grouping of
// digits, nothing where there is no data, and the colours in a last row.
func (f *Face) graphCSV(q *request, shown []embed.Shown, err error) (answer, error) {
	var points []embed.Points
	var places []int
	if err == nil {
		points, places, err = f.sequences(q, shown)
	}
	rows := [][]string{{q.title(shown)}}
	if err != nil {
		problem := f.trouble(q, err)
		rows = [][]string{{"Error", problem.Message}, {problem.Detail, "0"}}
	} else {
		for _, title := range pointTitles(points[0], places) {
			rows = append(rows, []string{title})
		}
		rows = append(rows, []string{"Colors"})
		for i, p := range points {
			column := append(cells(p, places), colors[i])
			rows[0] = append(rows[0], p.Stat.Name)
			for n := range column {
				rows[n+1] = append(rows[n+1], column[n])
			}
		}
	}
	var out bytes.Buffer
	err = csv.NewWriter(&out).WriteAll(rows)
	return answer{media: "text/csv; charset=utf-8", body: out.Bytes()}, err
}

// cells are the figures at some places, exact.
func cells(p embed.Points, places []int) []string {
	figures, out := p.Figures(p.Now), make([]string, len(places))
	for n, at := range places {
		if v := known(figures[at]); v != nil {
			out[n] = strconv.FormatFloat(*v, 'f', -1, 64)
		}
	}
	return out
}

// panelRow is a number in a panel.
type panelRow struct {
	embed.Value
	Spark string // a picture; "": none
}

// panelView is what panels of HTML show.
type panelView struct {
	Title   string
	Refresh int
	Rows    []panelRow
	Problem string // in place of the rows
}

// numbers reads the numbers of a panel.
func (f *Face) numbers(q *request, shown []embed.Shown, err error) panelView {
	view := panelView{Title: q.title(shown), Refresh: panelRefresh}
	var found []embed.Value
	if err == nil {
		wishes := make([]embed.Wish, len(shown))
		for i, s := range shown {
			wishes[i] = embed.Wish{Shown: s, Frame: q.query["tf"]}
		}
		found, err = f.Board.Values(q.Context(), wishes)
	}
	if i := slices.IndexFunc(found, func(v embed.Value) bool { return v.Problem != nil }); err == nil && i >= 0 {
		err = found[i].Problem
	}
	if err != nil {
		_, view.Problem = f.report(q, err)
		return view
	}
	for _, v := range found {
		row := panelRow{Value: v}
		if !v.Grant.Single {
			look := url.Values{"kind": {"spark"}, "theme": {"dark"}, "w": {"224"}, "h": {"56"}, "tf": {v.Frame}}
			row.Spark = q.own + "/s/" + url.PathEscape(v.Key) + ".svg?" + look.Encode()
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

// panelHTML writes a panel: white numbers on nothing, on the 64-point grid.
func (f *Face) panelHTML(q *request, shown []embed.Shown, err error) (answer, error) {
	return panels("panel", f.numbers(q, shown, err))
}

// tableHTML writes a table of numbers.
func (f *Face) tableHTML(q *request, shown []embed.Shown, err error) (answer, error) {
	return panels("table", f.numbers(q, shown, err))
}

// panels executes a template.
func panels(name string, view panelView) (answer, error) {
	var out bytes.Buffer
	err := panelTemplates.ExecuteTemplate(&out, name, view)
	return answer{media: htmlType, policy: panelPolicy, body: out.Bytes()}, err
}
