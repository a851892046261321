package pages

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/stats"
)

// errMerged is for pages that were opened before their stat was merged: who
// changes a small stat must not change the big one it went into.
var errMerged = &refusal{http.StatusConflict, "this stat was merged into another; open that one to change it"}

// at is the path of the stat of the request, without its first slash.
func (q *request) at() string { return "stats/" + string(q.stat.Public) }

// wrong shows the stat's page again, with an error beside a field.
func (p *Pages) wrong(q *request, field, text string) error {
	return p.showStat(q, http.StatusUnprocessableEntity, problem{field, text, q.PostForm})
}

// rename gives the stat another name.
func (p *Pages) rename(q *request) error {
	name, err := stats.ParseName(q.PostFormValue("name"))
	if err != nil {
		return p.wrong(q, "name", "a name has 1 to 255 characters")
	}
	if strings.Contains(name, "~") {
		return p.wrong(q, "name", "a name has no ~: posts to it would go to several stats")
	}
	if name == q.stat.Name {
		return q.redirect(q.at())
	}
	err = p.Things.Rename(q.Context(), q.stat.ID, name)
	if errors.Is(err, stats.ErrNameTaken) {
		return p.wrong(q, "name", err.Error())
	}
	if err != nil {
		return err
	}
	return p.done(q, q.at(), "Renamed. Posts under the old name go on counting here.")
}

// merge makes another stat, which is named, of the stat and that one.
func (p *Pages) merge(q *request) error {
	name, err := stats.ParseName(q.PostFormValue("into"))
	if err != nil {
		return p.wrong(q, "into", "give the name of a stat of this project")
	}
	found, err := p.Things.Named(q.Context(), q.stat.Project, []string{name})
	if err != nil {
		return err
	}
	into := found[0]
	if into.ID == 0 {
		return p.wrong(q, "into", "this project has no stat of that name")
	}
	err = p.Things.Merge(q.Context(), q.stat.ID, into.ID)
	if errors.Is(err, stats.ErrItself) || errors.Is(err, stats.ErrOtherKind) {
		return p.wrong(q, "into", err.Error())
	}
	if err != nil {
		return err
	}
	return p.done(q, "stats/"+string(into.Public), "Merged: "+q.stat.Name+" is one more name of this stat.")
}

// about changes unit, tags and openness.
func (p *Pages) about(q *request) error {
	s := q.stat
	unit, err := stats.ParseUnit(q.PostFormValue("unit"))
	if err != nil {
		return p.wrong(q, "unit", err.Error())
	}
	tags, err := stats.ParseTags(splitTags(q.PostFormValue("tags")))
	if err != nil {
		return p.wrong(q, "tags", err.Error())
	}
	s.Unit, s.Tags, s.Open = unit, tags, q.PostFormValue("open") == "1"
	if err := p.Things.Update(q.Context(), s); err != nil {
		return err
	}
	return p.done(q, q.at(), "Saved.")
}

// splitTags is a list with commas, without what is empty in it.
func splitTags(text string) []string {
	return slices.DeleteFunc(strings.Split(text, ","), func(tag string) bool { return stats.CleanText(tag) == "" })
}

// formMoment is how browsers write the moment of a form.
const formMoment = "2006-01-02T15:04"

// comment adds a remark, now or at a moment in the project's zone.
func (p *Pages) comment(q *request) error {
	text, err := stats.ParseComment(q.PostFormValue("text"))
	if err != nil {
		return p.wrong(q, "text", err.Error())
	}
	at := p.Now()
	if given := q.PostFormValue("at"); given != "" {
		if at, err = time.ParseInLocation(formMoment, given, q.zone()); err != nil {
			return p.wrong(q, "at", "not a time such as 2026-11-25T14:30")
		}
		if at.Unix() < 0 || at.Unix() >= stats.MaxMoment {
			return p.wrong(q, "at", "not between 1970 and the year 10000")
		}
	}
	if _, err := p.Things.Comment(q.Context(), stats.Comment{Stat: q.stat.ID, At: at, Text: text}); err != nil {
		return err
	}
	return q.redirect(q.at() + "#comments")
}

// uncomment removes a remark. One that is gone already is gone.
func (p *Pages) uncomment(q *request) error {
	id, err := strconv.ParseInt(q.PostFormValue("comment"), 10, 64)
	if err != nil {
		return errForm
	}
	err = p.Things.Uncomment(q.Context(), q.stat.ID, id)
	if err != nil && !errors.Is(err, stats.ErrNotFound) {
		return err
	}
	return q.redirect(q.at() + "#comments")
}

// trash puts the stat into the trash.
func (p *Pages) trash(q *request) error {
	if err := p.Things.Trash(q.Context(), q.stat.ID, p.Now()); err != nil {
		return err
	}
	return p.done(q, "v/stats/trash", q.stat.Name+" is in the trash.")
}
