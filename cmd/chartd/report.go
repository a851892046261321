package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	"chartd/alerts/report"
	"chartd/stats"
)

// reportCmd is about reports that are sent by mail from time to time.
type reportCmd struct {
	List    reportListCmd    `cmd:"" help:"List the reports of a project."`
	Create  reportCreateCmd  `cmd:"" help:"Make a report."`
	Delete  reportDeleteCmd  `cmd:"" help:"Delete a report."`
	Preview reportPreviewCmd `cmd:"" help:"Print what a report says now, and send nothing."`
	Send    reportSendCmd    `cmd:"" help:"Send a report now, besides when it is due."`
}

func (reportCmd) Help() string { return "Example: chartd report preview 'morning' > morning.html" }

// reportWords name a report on the command line.
type reportWords struct {
	Report      string `arg:"" help:"Its name, or its id from chartd report list."`
	projectFlag `embed:""`
}

// report runs work on the named report.
func (c *reportWords) report(ctx context.Context, world console, work func(*engine, report.Report) error) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		list, err := e.alerts.Reports(ctx, p.ID)
		if err != nil {
			return err
		}
		r, err := findReport(list, c.Report)
		if err != nil {
			return err
		}
		return work(e, r)
	})
}

// findReport is the report of an id or a name.
func findReport(list []report.Report, word string) (report.Report, error) {
	var found []report.Report
	for _, r := range list {
		if string(r.Public) == word {
			return r, nil
		}
		if r.Name == word {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 0:
		return report.Report{}, fmt.Errorf("%s: there is no such report; chartd report list shows all", word)
	case 1:
		return found[0], nil
	}
	return report.Report{}, fmt.Errorf("%s: %d reports have this name: give the id of one; chartd report list shows all", word, len(found))
}

type reportListCmd struct {
	projectFlag `embed:""`
	listing     `embed:""`
}

func (reportListCmd) Help() string { return "Example: chartd report list --json" }

// reportRow is a report in a list.
type reportRow struct {
	report.Spec
	Next  *moment  `json:"next,omitempty"` // when it is sent; nil: it is off
	Names []string `json:"destination_names"`
	from  string   // its zone, also where that is the project's
}

func (r reportRow) cells() []string {
	next := "off"
	if r.Next != nil {
		next = "next " + message.Moment(r.Next.at.Unix())
	}
	to := "news"
	if len(r.Names) > 0 {
		to = strings.Join(r.Names, ", ")
	}
	return []string{string(r.ID), r.Name, r.When() + ", " + r.from, to, next}
}

func (c *reportListCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		to, err := e.addressees(ctx, p)
		if err != nil {
			return err
		}
		list, err := e.alerts.Reports(ctx, p.ID)
		if err != nil {
			return err
		}
		var rows []reportRow
		for _, r := range list {
			row := reportRow{Spec: report.NewSpec(r), Names: []string{}, from: r.Location().String()}
			if !r.Off {
				row.Next = &moment{r.Next(e.clock.Now())}
			}
			for _, id := range r.Destinations {
				row.Names = append(row.Names, to.name(id))
			}
			rows = append(rows, row)
		}
		return printList(world.out, c.listing, rows)
	})
}

type reportCreateCmd struct {
	Name        string   `arg:"" help:"What it is called: the subject of its mails."`
	Period      string   `enum:"day,week,month" default:"day" placeholder:"PERIOD" help:"How often it comes, and how much it is about: day, week or month."`
	At          string   `default:"08:00" placeholder:"TIME" help:"When it is sent."`
	Weekday     string   `default:"monday" placeholder:"DAY" help:"The day on which a weekly report is sent."`
	Day         string   `default:"1" placeholder:"N" help:"The day on which a monthly report is sent: 1 to 28, or last."`
	Zone        string   `placeholder:"ZONE" help:"Time zone, such as Europe/Berlin; the project's by default."`
	Stat        []string `sep:"none" placeholder:"NAME" help:"A stat it is about; all by default. May be repeated."`
	Tag         string   `placeholder:"TAG" help:"It is about the stats with this tag."`
	To          []string `sep:"none" placeholder:"DESTINATION" help:"E-mail destination that gets it, by name or id; by default those that hear of news. May be repeated."`
	SkipEmpty   bool     `help:"It is not sent when there is nothing to say."`
	projectFlag `embed:""`
}

func (reportCreateCmd) Help() string {
	return "It ends where the day begins on which it is sent: one of a week, sent on mondays, is about monday to sunday.\n\n" +
		"Example: chartd report create 'My week' --period week --at 07:30 --stat 'page view' --stat sales --to boss"
}

func (c *reportCreateCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		spec := report.Spec{
			Name: c.Name, Period: report.Period(c.Period), Time: c.At, Weekday: c.Weekday, Day: c.Day, Zone: c.Zone,
			Tag: c.Tag, SkipEmpty: c.SkipEmpty,
		}
		for _, name := range c.Stat {
			s, err := e.namedStat(ctx, p, name)
			if err != nil {
				return err
			}
			spec.Stats = append(spec.Stats, s.Public)
		}
		if err := c.address(ctx, e, p, &spec); err != nil {
			return err
		}
		r, err := spec.Report()
		if err != nil {
			return err
		}
		r.Project = p.ID
		if r, err = e.alerts.CreateReport(ctx, r); err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{"id": string(r.Public), "name": r.Name, "next": message.Moment(r.Next(e.clock.Now()).Unix())})
	})
}

// address writes the destinations into a spec.
func (c *reportCreateCmd) address(ctx context.Context, e *engine, p stats.Project, spec *report.Spec) error {
	all, err := e.addressees(ctx, p)
	if err != nil {
		return err
	}
	for _, word := range c.To {
		d, err := all.find(word)
		if err != nil {
			return err
		}
		if d.Channel != alerts.Email {
			return fmt.Errorf("--to %s: reports go by e-mail, and this is %s", word, d.Channel)
		}
		spec.Destinations = append(spec.Destinations, idText(d.ID))
	}
	return nil
}

type reportDeleteCmd struct {
	reportWords `embed:""`
}

func (reportDeleteCmd) Help() string { return "Example: chartd report delete 'My week'" }

func (c *reportDeleteCmd) Run(ctx context.Context, world console) error {
	return c.report(ctx, world, func(e *engine, r report.Report) error {
		if err := e.alerts.DeleteReport(ctx, r.Project, r.Public); err != nil {
			return err
		}
		_, err := fmt.Fprintf(world.out, "report %s is deleted\n", r.Name)
		return err
	})
}

type reportPreviewCmd struct {
	reportWords `embed:""`
	As          string `enum:"html,eml,text" default:"html" placeholder:"FORM" help:"html for a browser, eml for a mail program, or text."`
	From        string `default:"chartd@localhost" placeholder:"ADDRESS" help:"Sender, as serve's --mail-from says it."`
	BaseURL     string `name:"base-url" placeholder:"URL" help:"Public URL of the server, for links; the running one knows its own."`
}

func (reportPreviewCmd) Help() string {
	return "Prints what was due last, as it is known now.\n\nExample: chartd report preview 'My week' > week.html"
}

func (c *reportPreviewCmd) Run(ctx context.Context, world console) error {
	return c.report(ctx, world, func(e *engine, r report.Report) error {
		n, err := e.reports().Now(ctx, r, e.clock.Now())
		if err != nil {
			return err
		}
		letter, err := c.compose(ctx, e, r, n)
		if err != nil {
			return err
		}
		text := []byte(letter.Page())
		switch c.As {
		case "text":
			text = []byte(letter.Text)
		case "eml":
			if text, err = letter.Bytes(); err != nil {
				return err
			}
		}
		_, err = world.out.Write(text)
		return err
	})
}

// compose writes the mail that the first who gets the report would get. Where
// nobody does it is addressed to the sender, and has no link to unsubscribe by.
func (c *reportPreviewCmd) compose(ctx context.Context, e *engine, r report.Report, n alerts.Notice) (letter mail.Mail, err error) {
	composer, err := mail.NewComposer(c.From, message.Places{Base: strings.TrimSuffix(cmp.Or(c.BaseURL, e.home), "/")})
	if err != nil {
		return letter, fmt.Errorf("--from %s: give an address such as chartd <alerts@example.com>", c.From)
	}
	all, err := e.alerts.Destinations(ctx, r.Project)
	if err != nil {
		return letter, err
	}
	var to alerts.Destination
	if list := r.Recipients(all); len(list) > 0 {
		to = list[0]
		composer.Places.Key, err = e.alerts.LinkKey(ctx)
	} else {
		to.Channel = alerts.Email
		to.Target, err = alerts.NewTarget(alerts.Email, map[string]string{"address": composer.From.Address})
	}
	if err != nil {
		return letter, err
	}
	return composer.Compose(to, alerts.Message{Key: n.Key, Project: r.Project, Destination: to.ID, Notices: []alerts.Notice{n}, Created: n.At})
}

type reportSendCmd struct {
	reportWords `embed:""`
}

func (reportSendCmd) Help() string {
	return "The running server sends it, within seconds.\n\nExample: chartd report send 'My week'"
}

func (c *reportSendCmd) Run(ctx context.Context, world console) error {
	return c.report(ctx, world, func(e *engine, r report.Report) error {
		now := e.clock.Now()
		n, err := e.reports().Now(ctx, r, now)
		if err != nil {
			return err
		}
		to, err := e.alerts.SendReport(ctx, now, r, n)
		if err != nil {
			return err
		}
		if to == 0 {
			return fmt.Errorf("%w; chartd destination list shows all", report.ErrNobody)
		}
		e.wake()
		_, err = fmt.Fprintf(world.out, "report %s is in the outbox for %s; chartd outbox list --status waiting shows what waits\n", r.Name, counted(to, "destination"))
		return err
	})
}
