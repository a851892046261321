package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

// alertsCmd is about alerts.
type alertsCmd struct {
	List     alertsListCmd     `cmd:"" help:"List the alerts of a project."`
	Apply    alertsApplyCmd    `cmd:"" help:"Make alerts what a file says, and print the difference first."`
	Export   alertsExportCmd   `cmd:"" help:"Write the alerts as a file for apply."`
	Delete   alertsDeleteCmd   `cmd:"" help:"Delete an alert with its history."`
	Snooze   alertsSnoozeCmd   `cmd:"" help:"Keep an alert quiet for a while."`
	History  alertsHistoryCmd  `cmd:"" help:"Show when an alert changed, and why."`
	Backtest alertsBacktestCmd `cmd:"" help:"Show when an alert would have fired in the last 30 days."`
	Auto     alertsAutoCmd     `cmd:"" help:"Turn automatic alerts of a stat on or off."`
}

func (alertsCmd) Help() string { return "Example: chartd alerts apply alerts.toml --dry-run" }

// projectFlag chooses a project.
type projectFlag struct {
	Project       string `placeholder:"PROJECT" help:"A number, or the e-mail address of an account with one project. Without it, the only project."`
	storeSettings `embed:""`
}

// on runs work on the chosen project, wherever the data is open.
func (c *projectFlag) on(ctx context.Context, world console, work func(*engine, stats.Project) error) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		p, err := e.theProject(ctx, c.Project)
		if err != nil {
			return err
		}
		return work(e, p)
	})
}

// namedStat finds a stat of a project by its name.
func (e *engine) namedStat(ctx context.Context, p stats.Project, name string) (stats.Stat, error) {
	found, err := e.catalog.Named(ctx, p.ID, []string{name})
	if err != nil {
		return stats.Stat{}, err
	}
	if found[0].ID == 0 {
		return stats.Stat{}, fmt.Errorf("%s: there is no such stat in project %s", name, p.Name)
	}
	return found[0], nil
}

// alertWords name an alert on the command line.
type alertWords struct {
	ID          string `arg:"" help:"Id of the alert, from chartd alerts list."`
	projectFlag `embed:""`
}

// alert runs work on the named alert.
func (c *alertWords) alert(ctx context.Context, world console, work func(*engine, alerts.Watch) error) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		w, err := e.namedAlert(ctx, p, c.ID)
		if err != nil {
			return err
		}
		return work(e, w)
	})
}

// namedAlert finds an alert of a project by its id.
func (e *engine) namedAlert(ctx context.Context, p stats.Project, id string) (alerts.Watch, error) {
	w, err := e.alerts.Watch(ctx, p.ID, alerts.PublicID(id))
	if errors.Is(err, stats.ErrNotFound) {
		err = fmt.Errorf("%s: there is no such alert in project %s; chartd alerts list shows all", id, p.Name)
	}
	return w, err
}

// told is the alerts of a project, the oldest first, with the destinations that
// they name.
func (e *engine) told(ctx context.Context, p stats.Project) ([]alerts.Watch, addressees, error) {
	list, err := e.alerts.Watches(ctx, p.ID)
	if err != nil {
		return nil, nil, err
	}
	to, err := e.addressees(ctx, p)
	return list, to, err
}

type alertsListCmd struct {
	projectFlag `embed:""`
	listing     `embed:""`
}

func (alertsListCmd) Help() string { return "Example: chartd alerts list --json" }

// alertRow is an alert in a list.
type alertRow struct {
	alerts.Spec
	State     string   `json:"state"`             // ok, firing, paused or snoozed
	Condition string   `json:"condition"`         // in words
	Names     []string `json:"destination_names"` // of its own destinations
}

func (r alertRow) cells() []string {
	to := "the defaults"
	if len(r.Names) > 0 {
		to = strings.Join(r.Names, ", ")
	}
	return []string{string(r.ID), r.State, r.StatName, r.Condition, to}
}

// alertState is what an alert does at a moment, in a word.
func alertState(w alerts.Watch, now time.Time) string {
	switch {
	case w.Rule.Paused:
		return "paused"
	case w.Rule.Snoozed.After(now):
		return "snoozed"
	}
	return w.State.Phase.String()
}

func (c *alertsListCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		list, to, err := e.told(ctx, p)
		if err != nil {
			return err
		}
		var rows []alertRow
		for _, w := range list {
			row := alertRow{Spec: alerts.NewSpec(w.Rule, w.Stat), State: alertState(w, e.clock.Now()), Condition: message.Condition(w), Names: []string{}}
			for _, id := range w.Rule.Destinations {
				row.Names = append(row.Names, to.name(id))
			}
			rows = append(rows, row)
		}
		return printList(world.out, c.listing, rows)
	})
}

type alertsExportCmd struct {
	projectFlag `embed:""`
}

func (alertsExportCmd) Help() string {
	return "They are sorted by stat. Alerts over stats in the trash stay out.\n\nExample: chartd alerts export > alerts.toml"
}

func (c *alertsExportCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		list, to, err := e.told(ctx, p)
		if err != nil {
			return err
		}
		var specs []alerts.Spec
		slices.SortFunc(list, inFile)
		for _, w := range list {
			if w.Stat.Trashed.IsZero() {
				specs = append(specs, to.spec(w, e.clock.Now()))
			}
		}
		return writeAlerts(world.out, specs)
	})
}

// inFile is the order of alerts in a file: the same for the same alerts, so that
// two files can be compared.
func inFile(a, b alerts.Watch) int {
	r, s := a.Rule, b.Rule
	return cmp.Or(cmp.Compare(a.Stat.Name, b.Stat.Name), cmp.Compare(r.Kind, s.Kind), cmp.Compare(r.Window.Minutes(), s.Window.Minutes()),
		cmp.Compare(r.Operator, s.Operator), cmp.Compare(r.Ago.Minutes(), s.Ago.Minutes()), cmp.Compare(r.Limit(), s.Limit()), cmp.Compare(r.ID, s.ID))
}

type alertsDeleteCmd struct {
	alertWords `embed:""`
}

func (alertsDeleteCmd) Help() string { return "Example: chartd alerts delete k3Xf9a" }

func (c *alertsDeleteCmd) Run(ctx context.Context, world console) error {
	return c.alert(ctx, world, func(e *engine, w alerts.Watch) error {
		if err := e.alerts.Delete(ctx, w.Rule.Project, w.Rule.Public); err != nil {
			return err
		}
		_, err := fmt.Fprintf(world.out, "%s is deleted: %s, %s\n", w.Rule.Public, w.Stat.Name, message.Condition(w))
		return err
	})
}

type alertsSnoozeCmd struct {
	alertWords `embed:""`
	For        time.Duration `arg:"" help:"How long, such as 2h; 0s ends it."`
}

func (alertsSnoozeCmd) Help() string { return "Example: chartd alerts snooze k3Xf9a 2h" }

// longestSnooze is a year: what is to be quiet for longer is paused.
const longestSnooze = 365 * 24 * time.Hour

func (c *alertsSnoozeCmd) Run(ctx context.Context, world console) error {
	if c.For < 0 || c.For > longestSnooze {
		return fmt.Errorf("%s: give a time from 0s to %dh; an alert that is to be quiet for longer can be paused", c.For, longestSnooze/time.Hour)
	}
	return c.alert(ctx, world, func(e *engine, w alerts.Watch) error {
		var until time.Time
		said := "is not snoozed any more"
		if c.For > 0 {
			until = e.clock.Now().Add(c.For).Truncate(time.Second)
			said = "is quiet until " + message.Moment(until.Unix())
		}
		_, err := e.alerts.Revise(ctx, w.Rule.Project, w.Rule.Public, func(w alerts.Watch) (alerts.Rule, error) {
			w.Rule.Snoozed = until
			return w.Rule, nil
		})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(world.out, w.Rule.Public, said)
		return err
	})
}

type alertsHistoryCmd struct {
	alertWords `embed:""`
	listing    `embed:""`
	Count      int `short:"n" default:"50" placeholder:"N" help:"How many changes to show, the newest first."`
}

func (alertsHistoryCmd) Help() string { return "Example: chartd alerts history k3Xf9a" }

// entryRow is a change of an alert in a list.
type entryRow struct {
	At       moment         `json:"at"`
	From     string         `json:"from"`
	To       string         `json:"to"`
	Events   []alerts.Event `json:"events"`
	Value    *float64       `json:"value,omitempty"`
	Previous *float64       `json:"previous,omitempty"`
	Percent  *float64       `json:"percentage,omitempty"`
	Limit    float64        `json:"limit"`
	Why      string         `json:"message"`
}

func (r entryRow) cells() []string {
	return []string{message.Moment(r.At.at.Unix()), r.From + " → " + r.To, r.Why}
}

func (c *alertsHistoryCmd) Run(ctx context.Context, world console) error {
	return c.alert(ctx, world, func(e *engine, w alerts.Watch) error {
		list, err := e.alerts.History(ctx, w.Rule.ID, c.Count)
		if err != nil {
			return err
		}
		var rows []entryRow
		for _, h := range list {
			v := h.Verdict
			rows = append(rows, entryRow{
				moment{h.At}, h.From.String(), h.To.String(), append([]alerts.Event{}, h.Events...),
				v.Value, v.Previous, v.Percent, h.Limit, message.Sentence(w.Told(h)),
			})
		}
		return printList(world.out, c.listing, rows)
	})
}

type alertsAutoCmd struct {
	Stat        string `arg:"" help:"Name of the stat."`
	Switch      string `arg:"" enum:"on,off" help:"on or off."`
	projectFlag `embed:""`
}

func (alertsAutoCmd) Help() string {
	return "They are on for every stat; one that is off goes on learning.\n\nExample: chartd alerts auto 'page view' off"
}

func (c *alertsAutoCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		s, err := e.namedStat(ctx, p, c.Stat)
		if err != nil {
			return err
		}
		if err := e.alerts.Switch(ctx, s.ID, c.Switch == "off"); err != nil {
			return err
		}
		_, err = fmt.Fprintf(world.out, "automatic alerts of %s are %s\n", s.Name, c.Switch)
		return err
	})
}
