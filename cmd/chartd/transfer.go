package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"chartd/stats"
	"chartd/stats/transfer"
)

// store is the engine as imports and exports see it.
func (e *engine) store() *transfer.Store {
	return &transfer.Store{
		People: e.catalog, Things: e.catalog, Grants: e.catalog, Reader: e.reader(), Chunks: e.chunks,
		// Imports write rows of their own: those of the log are its alone.
		Writer: -e.log.Writer(),
	}
}

type importCmd struct {
	Files         []string `arg:"" help:"Files to read; - is standard input."`
	Project       string   `placeholder:"PROJECT" help:"Where files that name no project belong: its number, or the e-mail address of an account with one project. Without it, the only project."`
	Kind          string   `enum:"counter,value," default:"" placeholder:"KIND" help:"Kind of new stats of files that don't say it: counter or value."`
	Stat          string   `placeholder:"NAME" help:"The stat of a CSV with the columns time and value."`
	As            string   `hidden:"" help:"Name of the file in messages, where it comes as standard input."`
	storeSettings `embed:""`
}

func (importCmd) Help() string {
	return `Reads what StatHat exported (JSON of /data and of /statlist), CSV (time,value or time and names), lines of posts
({"stat":"a","count":1,"t":1700000000}), and what chartd export wrote, each also compressed with gzip. A minute that holds data already is left as it
is, so a file can be imported twice. A zero is no data in StatHat's exports and in tables with the names of stats.

Example: chartd import statlist.json data.json --project you@example.com`
}

// Run reads files where the command was typed, and sends them to where the
// data is.
func (c *importCmd) Run(ctx context.Context, world console) error {
	for i, name := range c.Files {
		one := world
		if world.engine == nil {
			file, size, err := c.open(world, name)
			if err != nil {
				return err
			}
			defer file.Close()
			seen := &progress{from: file, size: size, name: name, to: world.err, on: world.terminal, began: time.Now()}
			one.piped = true
			one.in, one.args = seen, append([]string{"import", "-", "--as=" + name}, c.words()...)
			c.Files[i] = "-"
			defer seen.done()
		}
		if err := one.on(ctx, c.storeSettings, func(e *engine) error { return c.take(ctx, one, e, name) }); err != nil {
			return err
		}
	}
	return nil
}

// words are the flags as they go with each file.
func (c *importCmd) words() []string {
	list := []string{"--project=" + c.Project, "--stat=" + c.Stat}
	if c.Kind != "" {
		list = append(list, "--kind="+c.Kind)
	}
	return list
}

func (c *importCmd) open(world console, name string) (io.ReadCloser, int64, error) {
	if name == "-" {
		return io.NopCloser(world.in), 0, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	at, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	return file, at.Size(), nil
}

// take imports one file into an engine.
func (c *importCmd) take(ctx context.Context, world console, e *engine, name string) error {
	p, err := c.home(ctx, e)
	if err != nil {
		return err
	}
	m := &transfer.Import{
		Store: e.store(), Project: p, Stat: c.Stat, Now: time.Now,
		Kind:  map[string]stats.Kind{"counter": stats.Counter, "value": stats.Value}[c.Kind],
		Fault: func(f *transfer.Fault) { fmt.Fprintln(world.err, f) },
	}
	if c.As != "" {
		name = c.As
	}
	err = m.File(ctx, name, world.in)
	fmt.Fprintf(world.out, "%s: %v\n", name, m.Summary())
	return err
}

// home is the project that files without one belong to. Without a word it is
// the only one; where there are several, or none, it has no ID: files of chartd
// export need none.
func (c *importCmd) home(ctx context.Context, e *engine) (stats.Project, error) {
	if c.Project != "" {
		return e.project(ctx, c.Project)
	}
	list, _, err := e.catalog.Projects(ctx, 0)
	if err != nil || len(list) != 1 {
		return stats.Project{}, err
	}
	return list[0], nil
}

// progress shows how far a file is read, once a second, with rate and time
// left.
type progress struct {
	from        io.Reader
	size, read  int64
	name        string
	to          io.Writer
	on          bool
	began, last time.Time
}

func (p *progress) Read(b []byte) (int, error) {
	n, err := p.from.Read(b)
	p.read += int64(n)
	if now := time.Now(); p.on && now.Sub(p.last) >= time.Second {
		p.last = now
		p.show(now)
	}
	return n, err
}

func (p *progress) show(now time.Time) {
	rate := float64(p.read) / max(now.Sub(p.began).Seconds(), 1e-3)
	if p.size == 0 {
		fmt.Fprintf(p.to, "\r%s: %.1f MB, %.1f MB/s ", p.name, float64(p.read)/1e6, rate/1e6)
		return
	}
	left := time.Duration(float64(p.size-p.read) / max(rate, 1) * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(p.to, "\r%s: %d %%, %.1f MB/s, %s left ", p.name, 100*p.read/p.size, rate/1e6, left)
}

// done ends the line of progress.
func (p *progress) done() {
	if p.on && !p.last.IsZero() {
		fmt.Fprintln(p.to)
	}
}

type exportCmd struct {
	storeSettings `embed:""`
}

func (exportCmd) Help() string {
	return "Writes projects, stats, comments and every minute as JSON lines to standard output; chartd import reads them.\n\nExample: chartd export > stats.jsonl"
}

func (c *exportCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		if err := e.keeper.CheckpointAll(ctx); err != nil {
			return err
		}
		return transfer.Export(ctx, e.store(), world.out)
	})
}

type backupCmd struct {
	File          string `arg:"" help:"File to write; it must not be there yet."`
	storeSettings `embed:""`
}

func (backupCmd) Help() string {
	return "Holds every post that was acknowledged before it began; the server goes on meanwhile.\n\nExample: chartd backup /backup/chartd.db"
}

// Run names the file from the folder where the command was typed.
func (c *backupCmd) Run(ctx context.Context, world console) error {
	file, err := absolute(c.File)
	if err != nil {
		return err
	}
	world.args = []string{"backup", file}
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		if err := e.keeper.CheckpointAll(ctx); err != nil {
			return err
		}
		if err := e.file.Backup(ctx, file); err != nil {
			return err
		}
		_, err := fmt.Fprintln(world.out, "backup written to", file)
		return err
	})
}

type restoreCmd struct {
	File string `arg:"" help:"File that chartd backup wrote."`
	Data string `setting:"" default:"./chartd-data" placeholder:"DIR" help:"Folder to restore into; it must hold no data."`
}

func (restoreCmd) Help() string {
	return "Example: chartd restore /backup/chartd.db --data ./chartd-data"
}

func (c *restoreCmd) Run(ctx context.Context, world console) error {
	lock, err := lockData(c.Data)
	if err != nil {
		return err
	}
	defer lock.release()
	if err := restore(ctx, c.File, c.Data); err != nil {
		return err
	}
	_, err = fmt.Fprintln(world.out, "restored; start the server with --data", c.Data)
	return err
}

type verifyCmd struct {
	storeSettings `embed:""`
}

func (verifyCmd) Help() string {
	return "Reads every stored hour and checks that it can be true.\n\nExample: chartd verify"
}

func (c *verifyCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		if err := e.keeper.CheckpointAll(ctx); err != nil {
			return err
		}
		return e.verify(ctx, world.out)
	})
}
