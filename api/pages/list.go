package pages

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render/b62"
	"chartd/stats"
)

// perPage is how many stats a page lists.
const perPage = 100

// listView is what the list shows.
type listView struct {
	Rows      []listRow
	Search    string
	Tag       string
	Back, Fwd string // ways to the pages before and after; "" is none
	First     int    // number of the first row
	Last      int
	Empty     bool // the project has no stat at all
	Line      string
}

// listRow is one stat.
type listRow struct {
	stats.Stat
	Spark  string // its picture of the last day; "" without data
	Known  bool   // it has data
	Latest float64
	At     time.Time
}

// listPage shows the stats of the project.
func (p *Pages) listPage(q *request) error {
	values := q.URL.Query()
	view := listView{Search: strings.TrimSpace(values.Get("q")), Tag: values.Get("tag")}
	page, _ := strconv.Atoi(values.Get("page")) // what is no number is the first page
	page = min(max(page, 1), stats.DefaultMaxStats)
	project := q.who.project()
	found, err := p.Things.List(q.Context(), project.ID, stats.Filter{
		Search: view.Search, Tag: view.Tag, Order: stats.ByName,
		Page: stats.Page{Offset: (page - 1) * perPage, Limit: perPage + 1},
	})
	if err != nil {
		return err
	}
	if len(found) > perPage {
		found, view.Fwd = found[:perPage], view.query(page+1)
	}
	if page > 1 {
		view.Back = view.query(page - 1)
	}
	view.First, view.Last = (page-1)*perPage+1, (page-1)*perPage+len(found)
	if view.Rows, err = p.rows(q, found); err != nil {
		return err
	}
	if view.Empty = len(found) == 0 && view.Search == "" && view.Tag == "" && page == 1; view.Empty {
		view.Line = p.firstLine(q)
	}
	return p.show(q, http.StatusOK, "list", "Stats", view)
}

// query leads to another page of the same list.
func (v listView) query(page int) string {
	values := url.Values{"page": {strconv.Itoa(page)}}
	if v.Search != "" {
		values.Set("q", v.Search)
	}
	if v.Tag != "" {
		values.Set("tag", v.Tag)
	}
	return "stats?" + values.Encode()
}

// rows adds to stats what they did last.
func (p *Pages) rows(q *request, found []stats.Stat) ([]listRow, error) {
	ids := make([]stats.StatID, len(found))
	for i := range found {
		ids[i] = found[i].ID
	}
	latest, err := p.Reader.Latest(q.Context(), ids)
	if err != nil {
		return nil, err
	}
	days, err := p.days(q.Context(), ids)
	if err != nil {
		return nil, err
	}
	rows := make([]listRow, len(found))
	for i, s := range found {
		rows[i] = listRow{
			Stat: s, Known: latest[i].Bucket.N > 0, Latest: s.Kind.Figure(latest[i].Bucket), At: time.Unix(latest[i].At.Unix(), 0),
			Spark: spark(s.Kind, days[i].Buckets),
		}
	}
	return rows, nil
}

// fullHours is how many hours a row's picture shows.
const fullHours = 24

// days reads the full hours of stats, and the one that has begun. Hours are
// stored summed up; any other day would be put together from its minutes.
func (p *Pages) days(ctx context.Context, ids []stats.StatID) ([]stats.Series, error) {
	hour := stats.MinuteAt(p.Now().Unix()).Hour()
	return p.Reader.Series(ctx, ids, stats.Window{From: (hour - fullHours).Minute(), Step: 60, Count: fullHours + 1})
}

// spark is the picture of a stat in its row, with the data in its URL: it needs
// no key and no signature, the store is read once for all rows, and browsers may
// keep it. The hour that has begun, which would always look like a fall, is shown
// only while there is no other. It is "" when there is nothing to see.
func spark(kind stats.Kind, buckets []stats.Bucket) string {
	has := func(b stats.Bucket) bool { return b.N > 0 }
	shown := buckets[:fullHours]
	if !slices.ContainsFunc(shown, has) {
		shown = buckets[1:]
	}
	if !slices.ContainsFunc(shown, has) {
		return ""
	}
	values := make([]float64, len(shown))
	for i, b := range shown {
		values[i] = kind.Figure(b)
		if !has(b) && kind == stats.Value {
			values[i] = math.NaN()
		}
	}
	lo, hi, _ := b62.Range(values)
	if lo == hi {
		lo, hi = lo-1, hi+1 // what stays the same is a line in the middle
	}
	return "a.svg?kind=spark&d0=" + b62.Encode(values, lo, hi) + "&w=120&h=32"
}

// firstLine is the line that an empty project waits for.
func (p *Pages) firstLine(q *request) string {
	return "curl -d 'ezkey=" + p.postKey(q) + "&stat=hello+world&count=1' " + p.address(q) + "/ez"
}

// postKey is the reader's ezkey, encoded so that it may stand in any quotes; who
// may not post sees a word in its place.
func (p *Pages) postKey(q *request) string {
	if !q.who.may(stats.Member) {
		return "YOUR-EZKEY"
	}
	return url.QueryEscape(string(q.who.project().EZKey))
}

// pictureLife is how long a signed picture of a page can be asked for.
const pictureLife = 24 * time.Hour

// picture is the relative URL of a live picture on a page: signed for a day
// where pictures need that.
func (p *Pages) picture(project stats.Project, link string) string {
	if !p.Signed {
		return link
	}
	// The end of a whole day, so that browsers can keep the picture.
	until := p.Now().Truncate(pictureLife).Add(2 * pictureLife)
	path, query, _ := strings.Cut(link, "?")
	return path + "?" + embed.Sign(project.UKey, query, until)
}
