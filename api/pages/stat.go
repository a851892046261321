package pages

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"chartd/embed"
	"chartd/stats"
)

// maxRows is how many rows of data a page shows; the export has them all.
const maxRows = 500

// statView is what a stat's page shows.
type statView struct {
	stats.Stat
	TagText        string
	Team, Edit     bool // the visitor is of the project, and may change the stat
	Frame          string
	Words          string // the frame in words
	Compare, Marks bool
	Wide, Narrow   string // pictures
	Spans          []span
	Sums           []summary
	Rows           []bucketRow
	Left           int // rows that are not shown
	Comments       []stats.Comment
	Aliases        []string
	Codes          []code
	ClassicKey     string // shown to who may post
	UKey           string
	Alerts         *statAlerts // nil: for the team alone
	Problem        problem
}

// bucketRow is a step of the data.
type bucketRow struct {
	At       time.Time
	N        uint64
	Figure   float64
	Min, Max float64
}

// code is a text to copy.
type code struct{ ID, Title, Text string }

// statPage shows a stat to its project, and an open one to everybody.
func (p *Pages) statPage(q *request) error {
	if err := p.findStat(q); err != nil {
		return err
	}
	team := q.stat.ID != 0 && q.who.in(q.stat.Project)
	if !team && !q.stat.Open {
		if !q.who.signedIn() {
			return p.askToSignIn(q)
		}
		return stats.ErrNotFound
	}
	return p.showStat(q, http.StatusOK, problem{})
}

// showStat shows the stat of the request, with what is wrong with a form.
func (p *Pages) showStat(q *request, status int, wrong problem) error {
	team := q.who.in(q.stat.Project)
	view := statView{
		Stat: q.stat, TagText: strings.Join(q.stat.Tags, ", "), Team: team, Edit: team && q.who.may(stats.Member),
		Spans: spans, Problem: wrong, Marks: true,
	}
	text, frame, bad, err := readFrame(q)
	if err != nil {
		return err
	}
	view.Frame, view.Words = text, frame.String()
	if bad.Field != "" {
		view.Problem = bad
	}
	if values := q.URL.Query(); values.Has("tf") {
		view.Compare, view.Marks = values.Get("cmp") == "1", values.Get("marks") == "1"
	}
	project := q.who.project()
	if !team {
		q.who.roles = nil // of another project: no controls here
		if q.home, err = p.People.Project(q.Context(), q.stat.Project); err != nil {
			return err
		}
		project = q.home
	}
	if err := p.figures(q, frame, &view); err != nil {
		return err
	}
	if err := p.remarks(q, &view); err != nil {
		return err
	}
	p.pictures(project, &view)
	if team && p.Alerts != nil {
		if view.Alerts, err = p.statAlerts(q); err != nil {
			return err
		}
	}
	if team {
		view.Codes = p.codes(q, project, &view)
	}
	if view.Open && p.Preview != nil {
		if q.head, err = p.Preview(q.Context(), q.stat, p.address(q)); err != nil {
			return err
		}
	}
	if view.Edit {
		view.ClassicKey, view.UKey = string(q.stat.Classic), string(project.UKey)
	}
	return p.show(q, status, "stat", q.stat.Name, view)
}

// readFrame reads the timeframe's form. A frame that cannot be read is kept in
// its field, and the page shows the standard one.
func readFrame(q *request) (text string, frame stats.Timeframe, wrong problem, err error) {
	text = cmp.Or(strings.TrimSpace(q.URL.Query().Get("tf")), embed.Standard)
	if frame, err = stats.ParseTimeframe(text); err != nil {
		wrong = problem{"tf", wrongFrame(err), url.Values{"tf": {text}}}
		text = embed.Standard
		frame, err = stats.ParseTimeframe(text)
	}
	return text, frame, wrong, err
}

// wrongFrame says what is wrong with a timeframe.
func wrongFrame(err error) string {
	if errors.Is(err, stats.ErrTooManyPoints) {
		return "more than 10,000 points: take a longer step"
	}
	return "not a timeframe: give a length and a step, such as 1w3h, in m, h, d, w, M (30 days) or y; the step is no longer than the length"
}

// figures reads the data of the frame and sums up all spans.
func (p *Pages) figures(q *request, frame stats.Timeframe, view *statView) error {
	now := p.Now().Unix()
	chosen, window, err := p.read(q, frame, now)
	if err != nil {
		return err
	}
	for i, b := range slices.Backward(chosen) {
		switch {
		case b.N == 0:
		case len(view.Rows) == maxRows:
			view.Left++
		default:
			view.Rows = append(view.Rows, bucketRow{time.Unix(window.At(i).Unix(), 0), b.N, view.Kind.Figure(b), b.Min, b.Max})
		}
	}
	shown := spans
	if !slices.ContainsFunc(spans, func(s span) bool { return s.Text == view.Frame }) {
		shown = append([]span{{"chosen", view.Frame}}, spans...)
	}
	for _, s := range shown {
		buckets := chosen
		if s.Text != view.Frame {
			other, err := stats.ParseTimeframe(s.Text)
			if err != nil {
				return err
			}
			if buckets, _, err = p.read(q, other, now); err != nil {
				return err
			}
		}
		view.Sums = append(view.Sums, summary{s, stats.Summarize(view.Kind, buckets)})
	}
	return nil
}

// read reads the data of the stat in a timeframe that ends now.
func (p *Pages) read(q *request, frame stats.Timeframe, now int64) ([]stats.Bucket, stats.Window, error) {
	window := frame.Ending(now)
	list, err := p.Reader.Series(q.Context(), []stats.StatID{q.stat.ID}, window)
	if err != nil {
		return nil, window, err
	}
	return list[0].Buckets, window, nil
}

// remarks reads comments and other names.
func (p *Pages) remarks(q *request, view *statView) error {
	var err error
	from, to := time.Unix(0, 0), time.Unix(stats.MaxMoment, 0)
	if view.Comments, err = p.Things.Comments(q.Context(), []stats.StatID{q.stat.ID}, from, to); err != nil {
		return err
	}
	if view.Edit {
		view.Aliases, err = p.Things.Aliases(q.Context(), q.stat.ID)
	}
	return err
}

// query is that of the chart, but its size.
func (v *statView) query() string {
	query := "k0=" + url.QueryEscape(string(v.EmbedKey)) + "&tf=" + url.QueryEscape(v.Frame)
	if v.Compare {
		query += "&cmp=1"
	}
	if v.Marks {
		query += "&marks=1"
	}
	return query
}

// pictures sets the charts: a phone gets a narrow one, not a wide one made
// small, whose letters nobody could read.
func (p *Pages) pictures(project stats.Project, view *statView) {
	view.Wide = p.picture(project, "a.svg?"+view.query()+"&w=1072&h=280")
	view.Narrow = p.picture(project, "a.svg?"+view.query()+"&w=358&h=200")
}

// codes are addresses to copy: the same pictures elsewhere. What to paste into
// other pages is on the page of embeds.
func (p *Pages) codes(q *request, project stats.Project, view *statView) []code {
	at := func(path, query string) string {
		if p.Signed {
			query = embed.Sign(project.UKey, query, time.Time{})
		}
		return p.address(q) + "/" + path + "?" + query
	}
	chart, small := view.query(), "k0="+url.QueryEscape(string(view.EmbedKey))+"&tf="+url.QueryEscape(view.Frame)
	codes := []code{
		{"", "Embed key", string(view.EmbedKey)},
		{"", "Chart", at("a.svg", chart)},
		{"", "Chart as PNG", at("a.png", chart)},
		{"", "Number card", at("card.svg", small)},
		{"", "Badge", at("badge.svg", small)},
		{"", "Text", "curl '" + at("a.txt", chart) + "'"},
		{"", "JSON", at("a.json", chart)},
		{"", "Public page", p.address(q) + "/stats/" + string(view.Public)},
	}
	if !view.Open {
		codes = codes[:len(codes)-1]
	}
	for i := range codes {
		codes[i].ID = "code-" + string(rune('a'+i))
	}
	return codes
}
