package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

// destinationCmd is about where messages go.
type destinationCmd struct {
	List     destinationListCmd     `cmd:"" help:"List the destinations of a project."`
	Create   destinationCreateCmd   `cmd:"" help:"Make a destination."`
	Delete   destinationDeleteCmd   `cmd:"" help:"Delete a destination with its messages."`
	On       destinationOnCmd       `cmd:"" help:"Switch a destination on that was switched off."`
	Test     destinationTestCmd     `cmd:"" help:"Send a test there."`
	Attempts destinationAttemptsCmd `cmd:"" help:"Show what became of what was sent there."`
}

func (destinationCmd) Help() string { return "Example: chartd destination test ops" }

// destinationWords name a destination on the command line.
type destinationWords struct {
	Destination string `arg:"" help:"Its name, or its id from chartd destination list."`
	projectFlag `embed:""`
}

// destination runs work on the named destination.
func (c *destinationWords) destination(ctx context.Context, world console, work func(*engine, alerts.Destination) error) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		all, err := e.addressees(ctx, p)
		if err != nil {
			return err
		}
		d, err := all.find(c.Destination)
		if err != nil {
			return err
		}
		return work(e, d)
	})
}

type destinationListCmd struct {
	projectFlag `embed:""`
	listing     `embed:""`
}

func (destinationListCmd) Help() string { return "Example: chartd destination list --json" }

// destinationRow is a destination in a list.
type destinationRow struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Kind      alerts.Channel `json:"kind"`
	Settings  alerts.Target  `json:"settings"` // without secrets
	Manual    bool           `json:"manual"`
	Automatic bool           `json:"automatic"`
	News      bool           `json:"news"`
	Off       string         `json:"off"` // why it is switched off, "" is on
	Created   moment         `json:"created"`
}

func (r destinationRow) cells() []string {
	var hears []string
	for _, h := range []struct {
		of bool
		in string
	}{{r.Manual, "manual"}, {r.Automatic, "automatic"}, {r.News, "news"}} {
		if h.of {
			hears = append(hears, h.in)
		}
	}
	state := strings.Join(hears, ", ")
	if r.Off != "" {
		state = "off: " + stats.CleanText(r.Off)
	}
	return []string{r.ID, r.Name, r.Settings.String(), state}
}

func (c *destinationListCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		list, err := e.addressees(ctx, p)
		if err != nil {
			return err
		}
		var rows []destinationRow
		for _, d := range list {
			rows = append(rows, destinationRow{
				idText(d.ID), d.Name, d.Channel, d.Target, d.Manual, d.Automatic, d.News, d.Off, moment{d.Created},
			})
		}
		return printList(world.out, c.listing, rows)
	})
}

// idText is the id of a destination as people write it.
func idText(id alerts.DestinationID) string { return strconv.FormatInt(int64(id), 10) }

type destinationCreateCmd struct {
	Name        string            `arg:"" help:"What it is called."`
	Kind        string            `required:"" placeholder:"KIND" help:"How messages get there, from the list above."`
	Set         map[string]string `mapsep:"none" placeholder:"SETTING=TEXT" help:"A setting that is no secret. May be repeated."`
	SetFile     map[string]string `mapsep:"none" placeholder:"SETTING=FILE" help:"A setting that stands in a file; - is standard input. May be repeated."`
	Manual      bool              `help:"It hears of manual alerts that have no destinations of their own."`
	Automatic   bool              `help:"It hears of automatic alerts."`
	News        bool              `help:"It hears of new stats, and of destinations that were switched off."`
	Piped       bool              `hidden:"" help:"Read all settings from standard input, as JSON."`
	projectFlag `embed:""`
}

func (destinationCreateCmd) Help() string {
	var b strings.Builder
	b.WriteString("Settings of each kind; those with a * are secrets, which only files may say, and those in brackets may be left out:\n\n")
	for _, channel := range alerts.Channels() {
		fmt.Fprintf(&b, "    %-10s", channel)
		for _, s := range alerts.Settings(channel) {
			name := s.Name
			if s.Secret {
				name += "*"
			}
			if s.Optional {
				name = "[" + name + "]"
			}
			b.WriteString(" " + name)
		}
		b.WriteString("\n")
	}
	b.WriteString("\nExample: chartd destination create ops --kind slack --set-file url=slack-url.txt --manual --automatic")
	return b.String()
}

// Run reads files where the command was typed, and sends what is in them to
// where the data is.
func (c *destinationCreateCmd) Run(ctx context.Context, world console) error {
	values := map[string]string{}
	var err error
	if c.Piped {
		err = json.NewDecoder(io.LimitReader(world.in, maxSettings)).Decode(&values)
	} else {
		values, err = c.settings(world)
	}
	if err != nil {
		return err
	}
	if world.engine == nil {
		text, err := json.Marshal(values)
		if err != nil {
			return err
		}
		world.in, world.piped = bytes.NewReader(text), true
		world.args = []string{"destination", "create", "--piped", "--kind=" + c.Kind, "--project=" + c.Project,
			fmt.Sprintf("--manual=%t", c.Manual), fmt.Sprintf("--automatic=%t", c.Automatic), fmt.Sprintf("--news=%t", c.News), "--", c.Name}
	}
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		d := alerts.Destination{Project: p.ID, Name: c.Name, Channel: alerts.Channel(c.Kind), Manual: c.Manual, Automatic: c.Automatic, News: c.News}
		var err error
		if d.Target, err = alerts.NewTarget(d.Channel, values); err != nil {
			if len(alerts.Settings(d.Channel)) > 0 {
				return fmt.Errorf("%w; settings come by --set NAME=TEXT or --set-file NAME=FILE, chartd destination create --help lists them", err)
			}
			return err
		}
		if err := d.Check(); err != nil {
			return err
		}
		if d, err = e.alerts.CreateDestination(ctx, d); err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{"id": idText(d.ID), "name": d.Name})
	})
}

// maxSettings bounds all settings together, in bytes; maxSetting one of them.
const (
	maxSettings = 1 << 20
	maxSetting  = 64 << 10
)

// settings are those of the command line and of its files.
func (c *destinationCreateCmd) settings(world console) (map[string]string, error) {
	for _, s := range alerts.Settings(alerts.Channel(c.Kind)) {
		if _, said := c.Set[s.Name]; said && s.Secret {
			return nil, fmt.Errorf("--set %s: it is a secret, which others on this machine could read: say --set-file %s=FILE, or %s=- for standard input", s.Name, s.Name, s.Name)
		}
	}
	values := maps.Clone(c.Set)
	if values == nil {
		values = map[string]string{}
	}
	piped := ""
	for _, name := range slices.Sorted(maps.Keys(c.SetFile)) {
		file := c.SetFile[name]
		if file == "-" && piped != "" {
			return nil, fmt.Errorf("--set-file: standard input is %s already", piped)
		}
		if file == "-" {
			piped = name
		}
		text, err := readSetting(world, file)
		if err != nil {
			return nil, fmt.Errorf("--set-file %s: %w", name, err)
		}
		values[name] = text
	}
	return values, nil
}

// readSetting reads a file without the line end that editors put there.
func readSetting(world console, file string) (string, error) {
	from := world.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", err
		}
		defer f.Close()
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, maxSetting))
	return strings.TrimRight(string(text), "\r\n"), err
}

type destinationDeleteCmd struct {
	destinationWords `embed:""`
}

func (destinationDeleteCmd) Help() string { return "Example: chartd destination delete ops" }

func (c *destinationDeleteCmd) Run(ctx context.Context, world console) error {
	return c.destination(ctx, world, func(e *engine, d alerts.Destination) error {
		if err := e.alerts.DeleteDestination(ctx, d.Project, d.ID); err != nil {
			return err
		}
		_, err := fmt.Fprintln(world.out, d.Name, "is deleted")
		return err
	})
}

type destinationOnCmd struct {
	destinationWords `embed:""`
}

func (destinationOnCmd) Help() string { return "Example: chartd destination on ops" }

func (c *destinationOnCmd) Run(ctx context.Context, world console) error {
	return c.destination(ctx, world, func(e *engine, d alerts.Destination) error {
		d, err := e.alerts.ReviseDestination(ctx, d.Project, d.ID, func(d alerts.Destination) (alerts.Destination, error) {
			d.Off = ""
			return d, nil
		})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(world.out, d.Name, "is on")
		return err
	})
}

type destinationTestCmd struct {
	destinationWords `embed:""`
}

func (destinationTestCmd) Help() string {
	return "The running server sends it, within seconds.\n\nExample: chartd destination test ops"
}

func (c *destinationTestCmd) Run(ctx context.Context, world console) error {
	return c.destination(ctx, world, func(e *engine, d alerts.Destination) error {
		if d.Off != "" {
			return fmt.Errorf("%s is switched off (%s): chartd destination on switches it on", d.Name, stats.CleanText(d.Off))
		}
		now := e.clock.Now()
		if err := e.alerts.Enqueue(ctx, d.ID, alerts.NewTest(now), now); err != nil {
			return err
		}
		e.wake()
		_, err := fmt.Fprintf(world.out, "a test for %s is in the outbox; chartd destination attempts shows what becomes of it\n", d.Name)
		return err
	})
}

type destinationAttemptsCmd struct {
	destinationWords `embed:""`
	listing          `embed:""`
	Count            int `short:"n" default:"50" placeholder:"N" help:"How many attempts to show, the newest first."`
}

func (destinationAttemptsCmd) Help() string { return "Example: chartd destination attempts ops --json" }

// attemptRow is an attempt in a list.
type attemptRow struct {
	At      moment `json:"at"`
	Message string `json:"message"` // its key
	Status  string `json:"status"`  // what became of the message
	Answer  string `json:"answer"`
}

func (r attemptRow) cells() []string {
	return []string{message.Moment(r.At.at.Unix()), r.Status, r.Message, stats.CleanText(r.Answer)}
}

func (c *destinationAttemptsCmd) Run(ctx context.Context, world console) error {
	return c.destination(ctx, world, func(e *engine, d alerts.Destination) error {
		list, err := e.alerts.Attempts(ctx, d.ID, c.Count)
		if err != nil {
			return err
		}
		var rows []attemptRow
		for _, a := range list {
			rows = append(rows, attemptRow{moment{a.At}, a.Message, statusNames[a.Status], a.Answer})
		}
		return printList(world.out, c.listing, rows)
	})
}
