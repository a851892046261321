package pages

import (
	"cmp"
	"slices"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

// automaticView is what automatic alerts did in a project.
type automaticView struct {
	Watched, Learning, Off int // stats
	Recent                 []sighting
	Left                   int // that are not shown
	Deaf                   bool
}

// sighting is an automatic alert, and why it was one.
type sighting struct {
	Stat stats.Stat
	At   time.Time
	Why  string
}

// maxSightings is how many automatic alerts a list shows.
const maxSightings = 20

// automatic says what automatic alerts did in the project, the newest first.
func (p *Pages) automatic(q *request) (automaticView, error) {
	list, err := p.Alerts.Learned(q.Context(), q.who.project().ID)
	if err != nil {
		return automaticView{}, err
	}
	var view automaticView
	for _, l := range list {
		switch {
		case l.Memory.Off:
			view.Off++
		case l.Memory.Learning:
			view.Learning++
		default:
			view.Watched++
		}
		view.Recent = append(view.Recent, p.recent(l.Stat, l.Memory)...)
	}
	slices.SortStableFunc(view.Recent, func(a, b sighting) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Stat.Name, b.Stat.Name)) })
	if view.Left = len(view.Recent) - maxSightings; view.Left > 0 {
		view.Recent = view.Recent[:maxSightings]
	}
	view.Deaf, err = p.deaf(q, func(d alerts.Destination) bool { return d.Automatic })
	return view, err
}

// recent is the automatic alerts of a stat in the last week, the newest first.
func (p *Pages) recent(s stats.Stat, m alerts.Memory) []sighting {
	var list []sighting
	for _, told := range slices.Backward(m.Told) {
		if at := time.Unix(told.At, 0); at.After(p.Now().Add(-alerts.AutoPeriod)) {
			list = append(list, sighting{s, at, message.Finding(told.Fact(s)) + ", score " + number(told.Score)})
		}
	}
	return list
}

// statAlerts is what a stat's page shows of alerts.
type statAlerts struct {
	Rows   []alertRow
	Memory alerts.Memory
	Recent []sighting
}

// statAlerts reads the alerts over the stat of the request.
func (p *Pages) statAlerts(q *request) (*statAlerts, error) {
	list, err := p.Alerts.WatchesOf(q.Context(), q.stat.ID)
	if err != nil {
		return nil, err
	}
	memories, err := p.Alerts.Memories(q.Context(), []stats.StatID{q.stat.ID})
	if err != nil {
		return nil, err
	}
	return &statAlerts{alertRows(list, p.Now()), memories[0], p.recent(q.stat, memories[0])}, nil
}

// switchAutomatic turns automatic alerts of a stat on or off.
func (p *Pages) switchAutomatic(q *request) error {
	off := q.PostFormValue("automatic") != "on"
	if err := p.Alerts.Switch(q.Context(), q.stat.ID, off); err != nil {
		return err
	}
	said := "Automatic alerts are on."
	if off {
		said = "Automatic alerts are off for this stat. It is still learned what is usual."
	}
	return p.done(q, q.at()+"#alerts", said)
}

// denyAnomaly says that the last automatic alert of a stat was none.
func (p *Pages) denyAnomaly(q *request) error {
	if err := p.Alerts.Deny(q.Context(), q.stat.ID); err != nil {
		return err
	}
	return p.done(q, q.at()+"#alerts", "Noted: what was seen counts as usual from now on.")
}
