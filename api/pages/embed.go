package pages

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chartd/embed"
	"chartd/stats"
)

// embedView is what the page shows from which a stat gets onto other pages.
type embedView struct {
	stats.Stat
	Edit    bool
	Frame   string
	Keys    []keyRow // that work
	Revoked int      // that do not any more
	Chosen  keyRow
	Held    bool // the chosen key shows one timeframe alone
	Pastes  []pasteRow
	Problem problem
}

// keyRow is an embed key.
type keyRow struct {
	Key, Hint    string
	Title, Shows string
	Mute         bool // this server shows nothing by it
}

// pasteRow is a text to paste, with how it looks.
type pasteRow struct {
	code
	Note    string
	Preview embed.Preview
	Alt     string
	Root    string // the way to the server's root
}

// embedPage shows all there is to paste of a stat, and its embed keys.
func (p *Pages) embedPage(q *request) error { return p.showEmbed(q, http.StatusOK, problem{}) }

func (p *Pages) showEmbed(q *request, status int, wrong problem) error {
	list, err := p.Grants.Grants(q.Context(), q.stat.ID)
	if err != nil {
		return err
	}
	frame, _, bad, err := readFrame(q)
	if err != nil {
		return err
	}
	view := embedView{Stat: q.stat, Edit: q.who.may(stats.Member), Frame: frame, Problem: wrong}
	if bad.Field != "" {
		view.Problem = bad
	}
	working := slices.DeleteFunc(slices.Clone(list), func(g stats.Grant) bool { return !g.Revoked.IsZero() })
	view.Revoked = len(list) - len(working)
	for _, g := range working {
		view.Keys = append(view.Keys, p.keyRow(q.stat, g))
	}
	at := chosenKey(view.Keys, q.URL.Query().Get("key"))
	view.Chosen, view.Held = view.Keys[at], working[at].Frame != ""
	view.Frame = cmp.Or(working[at].Frame, view.Frame)
	for i, s := range embed.Snippets(p.address(q), working[at], q.stat.Name, view.Frame) {
		view.Pastes = append(view.Pastes, pasteRow{code{"paste-" + strconv.Itoa(i), s.Title, s.Text}, s.Note, s.Preview, q.stat.Name, q.root()})
	}
	q.frames = true
	return p.show(q, status, "embed", q.stat.Name, view)
}

// chosenKey is the place of a key among those that work, or of the first that
// shows something: a stat always has one of its own.
func chosenKey(keys []keyRow, key string) int {
	at := slices.IndexFunc(keys, func(k keyRow) bool { return k.Key == key })
	if at < 0 {
		at = slices.IndexFunc(keys, func(k keyRow) bool { return !k.Mute })
	}
	return max(at, 0)
}

// hintLength is how much of a key tells it from others.
const hintLength = 6

func (p *Pages) keyRow(s stats.Stat, g stats.Grant) keyRow {
	key := string(g.Key)
	row := keyRow{Key: key, Hint: key[:min(len(key), hintLength)], Title: cmp.Or(g.Name, "No label"), Shows: g.Shows()}
	if g.Number == 0 {
		row.Title = "The stat’s own"
	}
	row.Mute = p.Signed && g.Frame == "" && !s.Open
	return row
}

// grantKey makes a further embed key.
func (p *Pages) grantKey(q *request) error {
	g := stats.Grant{
		Stat: q.stat.ID, Name: q.PostFormValue("label"), Frame: strings.TrimSpace(q.PostFormValue("only")),
		Single: q.PostFormValue("view") == "number", Origins: strings.FieldsFunc(q.PostFormValue("origins"), isBetween),
	}
	g, err := g.Check()
	if err == nil {
		g, err = p.Grants.Grant(q.Context(), g)
	}
	field, text := "", ""
	switch {
	case errors.Is(err, stats.ErrNameTooLong):
		field, text = "label", "a label has at most 255 characters"
	case errors.Is(err, stats.ErrTimeframe), errors.Is(err, stats.ErrTooManyPoints):
		field, text = "only", wrongFrame(err)
	case errors.Is(err, stats.ErrOrigin):
		field, text = "origins", err.Error()
	case errors.Is(err, stats.ErrTooManyGrants):
		field, text = "label", err.Error()
	case err != nil:
		return err
	}
	if field != "" {
		return p.showEmbed(q, http.StatusUnprocessableEntity, problem{field, text, q.PostForm})
	}
	return p.done(q, q.at()+"/embed?key="+url.QueryEscape(string(g.Key)), "The key is made, and stands in all that is below.")
}

// isBetween reports whether a character stands between the items of a list.
func isBetween(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' || r == '\t' }

// revokeKey makes a key show nothing. One that is gone already is gone.
func (p *Pages) revokeKey(q *request) error {
	err := p.Grants.Revoke(q.Context(), q.stat.ID, stats.EmbedKey(q.PostFormValue("key")))
	if err != nil && !errors.Is(err, stats.ErrNotFound) {
		return err
	}
	return p.done(q, q.at()+"/embed", "Revoked. Pages that have the key show that there is nothing to show.")
}
