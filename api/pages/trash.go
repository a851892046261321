package pages

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"chartd/stats"
)

// keptInTrash is how long the trash keeps a stat (contract, section 8).
const keptInTrash = 48 * time.Hour

// trashView is what the trash shows.
type trashView struct {
	Rows  []trashRow
	Error string
}

// trashRow is a stat in the trash.
type trashRow struct {
	stats.Stat
	Until time.Time
}

// trashPage lists what is in the trash.
func (p *Pages) trashPage(q *request) error { return p.showTrash(q, http.StatusOK, "") }

func (p *Pages) showTrash(q *request, status int, problem string) error {
	found, err := p.trashed(q)
	if err != nil {
		return err
	}
	view := trashView{Error: problem, Rows: make([]trashRow, len(found))}
	for i, s := range found {
		view.Rows[i] = trashRow{s, s.Trashed.Add(keptInTrash)}
	}
	return p.show(q, status, "trash", "Trash", view)
}

// trashed lists the project's stats in the trash.
func (p *Pages) trashed(q *request) ([]stats.Stat, error) {
	return p.Things.List(q.Context(), q.who.project().ID, stats.Filter{Trashed: true, Order: stats.ByName})
}

// restore takes a stat out of the trash.
func (p *Pages) restore(q *request) error {
	found, err := p.trashed(q)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(found, func(s stats.Stat) bool { return string(s.Public) == q.PostFormValue("id") })
	if at < 0 {
		return p.showTrash(q, http.StatusNotFound, "this stat is no longer in the trash")
	}
	lost, err := p.Things.Restore(q.Context(), found[at].ID)
	switch {
	case errors.Is(err, stats.ErrNameTaken):
		return p.showTrash(q, http.StatusConflict, "another stat has the name "+found[at].Name+" now; rename that one first")
	case err != nil:
		return err
	case len(lost) > 0:
		return p.showTrash(q, http.StatusOK, "restored, without the names that other stats have now: "+strings.Join(lost, ", "))
	}
	return p.done(q, "stats/"+string(found[at].Public), "Restored.")
}
