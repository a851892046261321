package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

type alertsApplyCmd struct {
	File        string `arg:"" help:"File to read; - is standard input."`
	DryRun      bool   `help:"Print the difference and change nothing."`
	Prune       bool   `help:"Delete alerts that are not in the file."`
	As          string `hidden:"" help:"Name of the file in messages, where it comes as standard input."`
	projectFlag `embed:""`
}

func (alertsApplyCmd) Help() string {
	return `A file is TOML with a table for each alert:

    [[alert]]
    stat = "page view"                # its name, or stat_id = "…"
    kind = "value"                    # value, delta or data
    time_window = "1h"                # 5m, 1h, 3h, 1d, 1w, 1M or 1y
    operator = "greater than"         # of value and delta
    threshold = 500                   # of value; delta has percentage and time_delta
    destinations = ["ops", "on call"] # names or ids; without them, the defaults

besides enabled, snoozed_until, checks, margin, repeat, notice_on_recovery and [[alert.maintenance]]; chartd alerts export writes one.

An alert of the file and one of the project are the same when stat, kind, time_window, operator and time_delta are. Of several that are the same in these,
those pair first that are alike in everything, then the others by their limits, the lowest with the lowest. Where the file has no snoozed_until, a snooze stays;
any other field that is missing is set to its default. Alerts over stats in the trash are left alone.

Example: chartd alerts apply alerts.toml --dry-run`
}

// Run reads the file where the command was typed, and sends it to where the data
// is.
func (c *alertsApplyCmd) Run(ctx context.Context, world console) error {
	name := c.File
	if c.As != "" {
		name = c.As
	}
	if world.engine == nil {
		text, err := c.read(world)
		if err != nil {
			return err
		}
		world.in, world.piped = bytes.NewReader(text), true
		world.args = []string{"alerts", "apply", "-", "--as=" + name, "--project=" + c.Project,
			fmt.Sprintf("--dry-run=%t", c.DryRun), fmt.Sprintf("--prune=%t", c.Prune)}
	}
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		text, err := io.ReadAll(io.LimitReader(world.in, maxAlertFile+1))
		if err != nil {
			return err
		}
		list, err := readAlerts(name, text)
		if err != nil {
			return err
		}
		made, err := e.plan(ctx, p, list)
		if err != nil {
			return err
		}
		if err := made.print(world.out, c.Prune); err != nil || c.DryRun {
			return err
		}
		return made.apply(ctx, e, world.out, c.Prune)
	})
}

// read is the file, or standard input.
func (c *alertsApplyCmd) read(world console) ([]byte, error) {
	var from = world.in
	if c.File != "-" {
		file, err := os.Open(c.File)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		from = file
	}
	return io.ReadAll(io.LimitReader(from, maxAlertFile+1))
}

// plan is how the alerts of a project become those of a file.
type plan struct {
	create []alerts.Watch
	change []revision
	remove []alerts.Watch // those that the file does not have
	same   int
}

// revision is an alert that changes.
type revision struct {
	by     wanted
	next   alerts.Watch
	fields []string // "checks: 1 → 3"
}

// identity tells which alerts are the same in file and project.
type identity struct {
	stat     stats.StatID
	kind     alerts.Kind
	window   alerts.Span
	operator alerts.Operator
	ago      alerts.Span
}

func identityOf(w alerts.Watch) identity {
	return identity{w.Stat.ID, w.Rule.Kind, w.Rule.Window, w.Rule.Operator, w.Rule.Ago}
}

// plan compares a file with what is stored.
func (e *engine) plan(ctx context.Context, p stats.Project, list []fileAlert) (plan, error) {
	stored, to, err := e.told(ctx, p)
	if err != nil {
		return plan{}, err
	}
	want, err := e.understand(ctx, p, to, list)
	if err != nil {
		return plan{}, err
	}
	stored = slices.DeleteFunc(stored, func(w alerts.Watch) bool { return !w.Stat.Trashed.IsZero() })
	return compare(want, stored, to, e.clock.Now()), nil
}

// compare pairs alerts of a file with stored ones.
func compare(want []wanted, stored []alerts.Watch, to addressees, now time.Time) plan {
	left := map[identity][]alerts.Watch{}
	stored = slices.Clone(stored)
	slices.SortStableFunc(stored, byLimit)
	for _, w := range stored {
		left[identityOf(w)] = append(left[identityOf(w)], w)
	}
	var made plan
	var other []wanted // those that are not alike in everything
	for _, w := range want {
		same := left[identityOf(w.Watch)]
		at := slices.IndexFunc(same, func(old alerts.Watch) bool { return len(w.revise(old, to, now).fields) == 0 })
		if at < 0 {
			other = append(other, w)
			continue
		}
		left[identityOf(w.Watch)] = slices.Delete(same, at, at+1)
		made.same++
	}
	slices.SortStableFunc(other, func(a, b wanted) int { return byLimit(a.Watch, b.Watch) })
	for _, w := range other {
		same := left[identityOf(w.Watch)]
		if len(same) == 0 {
			made.create = append(made.create, w.Watch)
			continue
		}
		made.change = append(made.change, w.revise(same[0], to, now))
		left[identityOf(w.Watch)] = same[1:]
	}
	for _, w := range stored {
		if rest := left[identityOf(w)]; len(rest) > 0 && rest[0].Rule.ID == w.Rule.ID {
			made.remove = append(made.remove, w)
			left[identityOf(w)] = rest[1:]
		}
	}
	return made
}

// byLimit sorts alerts by stat and limit.
func byLimit(a, b alerts.Watch) int {
	return cmp.Or(cmp.Compare(a.Stat.Name, b.Stat.Name), cmp.Compare(a.Rule.Limit(), b.Rule.Limit()))
}

// revise is what becomes of a stored alert.
func (w wanted) revise(old alerts.Watch, to addressees, now time.Time) revision {
	next := old
	next.Rule = w.over(old.Rule)
	return revision{w, next, differences(to.spec(old, now), to.spec(next, now))}
}

// over is the rule that becomes of a stored one.
func (w wanted) over(old alerts.Rule) alerts.Rule {
	next := w.Rule
	next.ID, next.Public, next.Stat, next.Created = old.ID, old.Public, old.Stat, old.Created
	if !w.snooze {
		next.Snoozed = old.Snoozed
	}
	return next
}

// differences lists the fields in which two alerts differ.
func differences(old, next alerts.Spec) []string {
	was, is := fieldsOf(old), fieldsOf(next)
	all := maps.Clone(was)
	maps.Copy(all, is)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if was[name] != is[name] {
			list = append(list, fmt.Sprintf("%s: %s → %s", name, orDefault(was[name]), orDefault(is[name])))
		}
	}
	return list
}

// fieldsOf is an alert field by field, each as JSON. The order of destinations
// means nothing.
func fieldsOf(s alerts.Spec) map[string]string {
	s.Destinations = slices.Sorted(slices.Values(s.Destinations))
	if s.Snoozed != nil {
		utc := s.Snoozed.UTC()
		s.Snoozed = &utc
	}
	text, err := json.Marshal(s)
	fields := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(text, &fields)
	}
	if err != nil {
		panic(err) // rules hold finite numbers and times that JSON has
	}
	shown := make(map[string]string, len(fields))
	for name, value := range fields {
		shown[name] = string(value)
	}
	return shown
}

func orDefault(value string) string {
	if value == "" {
		return "(default)"
	}
	return value
}

// print writes what will be done, in the signs of a difference.
func (p plan) print(to io.Writer, prune bool) error {
	var out bytes.Buffer
	for _, w := range p.create {
		fmt.Fprintf(&out, "+ %s\n", described(w))
	}
	for _, r := range p.change {
		fmt.Fprintf(&out, "~ %s %s\n", r.next.Rule.Public, described(r.next))
		for _, f := range r.fields {
			fmt.Fprintf(&out, "    %s\n", f)
		}
	}
	verb := "not in the file (--prune deletes those)"
	if prune {
		verb = "to delete"
		for _, w := range p.remove {
			fmt.Fprintf(&out, "- %s %s\n", w.Rule.Public, described(w))
		}
	}
	fmt.Fprintf(&out, "%d to create, %d to change, %d %s, %d as in the file\n", len(p.create), len(p.change), len(p.remove), verb, p.same)
	_, err := to.Write(out.Bytes())
	return err
}

// described is an alert in a line.
func described(w alerts.Watch) string { return w.Stat.Name + ": " + message.Condition(w) }

// apply does what was printed. What was done before an error stays, and is not
// done again by the next time.
func (p plan) apply(ctx context.Context, e *engine, to io.Writer, prune bool) error {
	for _, w := range p.create {
		if _, err := e.alerts.Create(ctx, w.Rule); err != nil {
			return fmt.Errorf("%s: %w", described(w), err)
		}
	}
	for _, r := range p.change {
		is := r.next.Rule
		_, err := e.alerts.Revise(ctx, is.Project, is.Public, func(w alerts.Watch) (alerts.Rule, error) { return r.by.over(w.Rule), nil })
		if err != nil {
			return fmt.Errorf("%s: %w", described(r.next), err)
		}
	}
	if prune {
		for _, w := range p.remove {
			// Who deleted it meanwhile wanted the same.
			if err := e.alerts.Delete(ctx, w.Rule.Project, w.Rule.Public); err != nil && !errors.Is(err, stats.ErrNotFound) {
				return fmt.Errorf("%s: %w", described(w), err)
			}
		}
	}
	_, err := fmt.Fprintln(to, "done")
	return err
}
