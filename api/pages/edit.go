package pages

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"chartd/stats"
)

// Limits of what describes a stat, in characters.
const (
	maxUnit = 32
	maxTag  = 64
	maxTags = 20
)

// back sends the browser to the stat it changed.
func (q *request) back(part string) error { return q.redirect("stats/" + string(q.stat.Public) + part) }

// wrong shows the stat's page again, with an error beside a field.
func (p *Pages) wrong(q *request, field, text string) error {
	return p.showStat(q, http.StatusUnprocessableEntity, problem{field, text, q.PostFormValue(field)})
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
		return q.back("")
	}
	err = p.Things.Rename(q.Context(), q.stat.ID, name)
	if errors.Is(err, stats.ErrNameTaken) {
		return p.wrong(q, "name", err.Error())
	}
	if err != nil {
		return err
	}
	return q.back("#about")
}

// about changes unit, tags and openness.
func (p *Pages) about(q *request) error {
	s := q.stat
	s.Unit = ""
	if text := strings.TrimSpace(q.PostFormValue("unit")); text != "" {
		unit, err := stats.ParseName(text)
		if err != nil || utf8.RuneCountInString(unit) > maxUnit {
			return p.wrong(q, "unit", "a unit has at most 32 characters")
		}
		s.Unit = unit
	}
	tags, ok := readTags(q.PostFormValue("tags"))
	if !ok {
		return p.wrong(q, "tags", "at most 20 tags of at most 64 characters, with commas between them")
	}
	s.Tags, s.Open = tags, q.PostFormValue("open") == "1"
	if err := p.Things.Update(q.Context(), s); err != nil {
		return err
	}
	return q.back("#about")
}

// readTags reads a list with commas; one that is there twice counts once.
func readTags(text string) ([]string, bool) {
	var tags []string
	for part := range strings.SplitSeq(text, ",") {
		tag, err := stats.ParseName(part)
		if errors.Is(err, stats.ErrNoName) {
			continue
		}
		if err != nil || utf8.RuneCountInString(tag) > maxTag {
			return nil, false
		}
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags, len(tags) <= maxTags
}

// formMoment is how browsers write the moment of a form.
const formMoment = "2006-01-02T15:04"

// comment adds a remark, now or at a moment in the project's zone.
func (p *Pages) comment(q *request) error {
	text := strings.TrimSpace(strings.ToValidUTF8(q.PostFormValue("text"), "\uFFFD"))
	if n := utf8.RuneCountInString(text); n == 0 || n > stats.MaxComment {
		return p.wrong(q, "text", "a comment has 1 to 1,000 characters")
	}
	at := p.Now()
	if given := q.PostFormValue("at"); given != "" {
		var err error
		if at, err = time.ParseInLocation(formMoment, given, zone(q.who.project())); err != nil {
			return p.wrong(q, "at", "not a time such as 2026-11-25T14:30")
		}
		if at.Unix() < 0 || at.After(p.Now().Add(24*time.Hour)) {
			return p.wrong(q, "at", "not between 1970 and tomorrow")
		}
	}
	if _, err := p.Things.Comment(q.Context(), stats.Comment{Stat: q.stat.ID, At: at, Text: text}); err != nil {
		return err
	}
	return q.back("#comments")
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
	return q.back("#comments")
}

// trash puts the stat into the trash.
func (p *Pages) trash(q *request) error {
	if err := p.Things.Trash(q.Context(), q.stat.ID, p.Now()); err != nil {
		return err
	}
	return q.redirect("v/stats/trash")
}
