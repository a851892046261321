package v1

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"chartd/stats"
)

// statJSON is a stat as it is shown.
type statJSON struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Unit     string   `json:"unit"`
	Tags     []string `json:"tags"`
	Public   bool     `json:"public"`
	Created  string   `json:"created"`
	Trashed  string   `json:"trashed,omitempty"`
	EmbedKey string   `json:"embed_key"`
	Classic  string   `json:"classic_key,omitempty"` // posts: for tokens that write
}

// detailJSON is a stat with what a list leaves out.
type detailJSON struct {
	statJSON
	Aliases []string `json:"aliases"`
}

type statsJSON struct {
	Stats []statJSON `json:"stats"`
	Next  string     `json:"next,omitempty"`
}

func showStat(r request, s stats.Stat) statJSON {
	out := statJSON{
		ID: string(s.Public), Name: s.Name, Kind: s.Kind.String(), Unit: s.Unit, Tags: s.Tags, Public: s.Open,
		Created: stamp(s.Created), EmbedKey: string(s.EmbedKey),
	}
	if out.Tags == nil {
		out.Tags = []string{}
	}
	if !s.Trashed.IsZero() {
		out.Trashed = stamp(s.Trashed)
	}
	if r.token.Scope >= stats.WriteScope {
		out.Classic = string(s.Classic)
	}
	return out
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// detail shows a stat with its aliases.
func (f *face) detail(r request, s stats.Stat) (detailJSON, error) {
	aliases, err := f.Things.Aliases(r.Context(), s.ID)
	if aliases == nil {
		aliases = []string{}
	}
	return detailJSON{showStat(r, s), aliases}, err
}

// find returns the stat of the token's project that a public id names; the id
// of a merged one leads to the stat it was merged into.
func (f *face) find(r request, id string) (stats.Stat, error) {
	if id == "" {
		return stats.Stat{}, stats.ErrNotFound // an empty Lookup would ask for something else
	}
	s, err := f.Things.Find(r.Context(), stats.Lookup{Public: stats.PublicID(id)})
	if err == nil && s.Project != r.token.Project {
		err = stats.ErrNotFound
	}
	return s, err
}

// own returns the stat that a change is meant for. A merged one is refused:
// who deletes a small stat must not lose the big one it went into.
func (f *face) own(r request) (stats.Stat, error) {
	id := r.PathValue("id")
	s, err := f.find(r, id)
	if err == nil && string(s.Public) != id {
		err = invalid("id", "%s was merged into %s: change that", id, s.Public)
	}
	return s, err
}

// Lists come in pages of so many.
const (
	usualPage = 100
	maxPage   = 1000
)

func (f *face) listStats(r request) (answer, error) {
	q, err := query(r, "search", "tag", "order", "trashed", "limit", "offset")
	if err != nil {
		return answer{}, err
	}
	filter, err := filterOf(q)
	if err != nil {
		return answer{}, err
	}
	page := filter.Page
	filter.Page.Limit++ // one more tells whether there is a next page
	list, err := f.Things.List(r.Context(), r.token.Project, filter)
	if err != nil {
		return answer{}, err
	}
	out := statsJSON{Stats: []statJSON{}}
	if len(list) > page.Limit {
		list = list[:page.Limit]
		out.Next = nextPage("/stats", q, page)
	}
	for _, s := range list {
		out.Stats = append(out.Stats, showStat(r, s))
	}
	return answer{body: out, next: out.Next}, nil
}

// filterOf reads which stats are wanted.
func filterOf(q url.Values) (stats.Filter, error) {
	out := stats.Filter{Search: q.Get("search"), Tag: q.Get("tag")}
	switch q.Get("order") {
	case "", "name":
		out.Order = stats.ByName
	case "created":
		out.Order = stats.ByCreation
	default:
		return out, invalid("order", "must be name or created")
	}
	var err error
	if out.Trashed, err = yes(q, "trashed"); err != nil {
		return out, err
	}
	out.Page, err = pageOf(q)
	return out, err
}

// pageOf reads which part of a list is wanted.
func pageOf(q url.Values) (stats.Page, error) {
	limit, err := number(q, "limit", usualPage, 1, maxPage)
	if err != nil {
		return stats.Page{}, err
	}
	offset, err := number(q, "offset", 0, 0, 1_000_000_000)
	return stats.Page{Offset: int(offset), Limit: int(limit)}, err
}

// nextPage is where a list goes on after a page.
func nextPage(path string, q url.Values, p stats.Page) string {
	q.Set("limit", strconv.Itoa(p.Limit))
	q.Set("offset", strconv.Itoa(p.Offset+p.Limit))
	return base + path + "?" + q.Encode()
}

// number reads a whole number in bounds.
func number(q url.Values, name string, usual, least, most int64) (int64, error) {
	if !q.Has(name) {
		return usual, nil
	}
	n, err := strconv.ParseInt(q.Get(name), 10, 64)
	if err != nil || n < least || n > most {
		return 0, invalid(name, "must be a whole number from %d to %d", least, most)
	}
	return n, nil
}

// yes reads a parameter that is 1 or 0.
func yes(q url.Values, name string) (bool, error) {
	n, err := number(q, name, 0, 0, 1)
	return n == 1, err
}

func (f *face) stat(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	s, err := f.find(r, r.PathValue("id"))
	if err != nil {
		return answer{}, err
	}
	out, err := f.detail(r, s)
	return answer{body: out}, err
}

func (f *face) statByName(r request) (answer, error) {
	q, err := query(r, "name")
	if err != nil {
		return answer{}, err
	}
	s, err := f.named(r, q.Get("name"))
	if err != nil {
		return answer{}, err
	}
	out, err := f.detail(r, s)
	return answer{body: out}, err
}

func (f *face) named(r request, text string) (stats.Stat, error) {
	name, err := stats.ParseName(text)
	if err != nil {
		return stats.Stat{}, about("name", err)
	}
	found, err := f.Things.Named(r.Context(), r.token.Project, []string{name})
	if err == nil && found[0].ID == 0 {
		err = about("name", stats.ErrNotFound)
	}
	if err != nil {
		return stats.Stat{}, err
	}
	return found[0], nil
}

func (f *face) createStat(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	s := stats.NewStat{Project: r.token.Project, Classic: stats.NewClassicKey()}
	if _, err := edit(body, &s); err != nil {
		return answer{}, err
	}
	var kind string
	if _, err := body.take("kind", &kind, "counter or value"); err != nil {
		return answer{}, err
	}
	if s.Kind = kindOf(kind); s.Kind == 0 {
		return answer{}, invalid("kind", "must be counter or value")
	}
	if err := body.done(); err != nil {
		return answer{}, err
	}
	if s.Name == "" {
		return answer{}, about("name", stats.ErrNoName)
	}
	made, err := f.Things.Create(r.Context(), r.token.Project, []stats.NewStat{s})
	if err != nil {
		return answer{}, err
	}
	if made[0].Classic != s.Classic { // it is not the one that was asked for
		return answer{}, about("name", stats.ErrNameTaken)
	}
	out, err := f.detail(r, made[0])
	return answer{status: http.StatusCreated, body: out, location: base + "/stats/" + out.ID}, err
}

func kindOf(word string) stats.Kind {
	for _, k := range []stats.Kind{stats.Counter, stats.Value} {
		if k.String() == word {
			return k
		}
	}
	return 0
}

func (f *face) updateStat(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	s, err := f.own(r)
	if err != nil {
		return answer{}, err
	}
	shown, err := f.detail(r, s)
	if err != nil {
		return answer{}, err
	}
	if err := unchanged(r, shown); err != nil {
		return answer{}, err
	}
	before := s.Name
	more, err := edit(body, &s)
	if err == nil {
		err = body.done()
	}
	if err != nil {
		return answer{}, err
	}
	if s.Name != before { // first, as it alone may be refused
		if err := f.Things.Rename(r.Context(), s.ID, s.Name); err != nil {
			return answer{}, about("name", err)
		}
	}
	if more {
		if err := f.Things.Update(r.Context(), s); err != nil {
			return answer{}, err
		}
	}
	out, err := f.detail(r, s)
	return answer{body: out}, err
}

// edit takes the fields that people set. It reports whether anything but the
// name is there.
func edit(body fields, s *stats.Stat) (more bool, err error) {
	var name, unit string
	var tags []string
	named, err := body.take("name", &name, "a text")
	if err == nil && named {
		s.Name, err = stats.ParseName(name)
		err = about("name", err)
	}
	if err != nil {
		return false, err
	}
	measured, err := body.take("unit", &unit, "a text")
	if err == nil && measured {
		s.Unit, err = stats.ParseUnit(unit)
		err = about("unit", err)
	}
	if err != nil {
		return false, err
	}
	tagged, err := body.take("tags", &tags, "a list of texts")
	if err == nil && tagged {
		s.Tags, err = stats.ParseTags(tags)
		err = about("tags", err)
	}
	if err != nil {
		return false, err
	}
	opened, err := body.take("public", &s.Open, "true or false")
	return measured || tagged || opened, err
}

func (f *face) mergeStat(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	var id string
	if _, err := body.take("into", &id, "the id of a stat"); err != nil {
		return answer{}, err
	}
	if err := body.done(); err != nil {
		return answer{}, err
	}
	from, err := f.own(r)
	if err != nil {
		return answer{}, err
	}
	into, err := f.find(r, id)
	switch {
	case err == nil && into.ID == from.ID:
		err = stats.ErrItself
	case err == nil && into.Kind != from.Kind:
		err = stats.ErrOtherKind
	case err == nil:
		err = f.Things.Merge(r.Context(), from.ID, into.ID)
	}
	if err != nil {
		return answer{}, about("into", err)
	}
	out, err := f.detail(r, into)
	return answer{body: out}, err
}

func (f *face) deleteAlias(r request) (answer, error) {
	q, err := query(r, "name")
	if err != nil {
		return answer{}, err
	}
	s, err := f.own(r)
	if err != nil {
		return answer{}, err
	}
	name := q.Get("name")
	switch {
	case name == "":
		return answer{}, about("name", stats.ErrNoName)
	case name == s.Name:
		return answer{}, invalid("name", "it is the stat's own: rename it first")
	}
	if err := f.Things.Unalias(r.Context(), s.ID, name); err != nil {
		return answer{}, about("name", err)
	}
	return answer{status: http.StatusNoContent}, nil
}

// isGone reports whether somebody else was quicker.
func isGone(err error) bool { return errors.Is(err, stats.ErrNotFound) }
