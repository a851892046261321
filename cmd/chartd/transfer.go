package main

import (
	"cmp"
	"context"
	"errors"
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
A bad row is named with its file and line; all others are stored, and the exit status is 1.

Example: chartd import statlist.json data.json --project you@example.com`
}

// errBadRows is how an import of a file ends that had bad rows: its good ones
// are stored, and the next file is read.
var errBadRows = errors.New("some rows were bad, see above: the others are stored")

// Run reads files where the command was typed, and sends them to where the
// data is.
func (c *importCmd) Run(ctx context.Context, world console) error {
	var faulty error
	for _, name := range c.Files {
		err := c.file(ctx, world, name)
		if err != nil && !errors.Is(err, errBadRows) {
			return err
		}
		faulty = cmp.Or(faulty, err)
	}
	return faulty
}

// file imports one file.
func (c *importCmd) file(ctx context.Context, world console, name string) error {
	if world.engine == nil {
		file, size, err := c.open(world, name)
		if err != nil {
			return err
		}
		defer file.Close()
		seen := &progress{from: file, size: size, name: name, to: terminalOf(world.err), now: time.Now}
		defer seen.end()
		world.in, world.out, world.err = seen, seen.over(world.out), seen.over(world.err)
		world.piped, world.args = true, append([]string{"import", "-", "--as=" + name}, c.words()...)
	}
	return world.begin(ctx, c.storeSettings, func(e *engine) error { return c.take(ctx, world, e, name) })
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
	release, err := e.holdImports(ctx, world.err)
	if err != nil {
		return err
	}
	defer release()
	p, err := e.onlyProject(ctx, c.Project)
	if err != nil {
		return err
	}
	o := transfer.Options{
		Store: e.store(), Project: p, Stat: c.Stat, Now: e.clock.Now,
		Kind:  map[string]stats.Kind{"counter": stats.Counter, "value": stats.Value}[c.Kind],
		Fault: func(f *transfer.Fault) { fmt.Fprintln(world.err, f) },
	}
	if c.As != "" {
		name = c.As
	}
	done, err := transfer.Import(ctx, o, name, world.in)
	if err == nil || done != (transfer.Summary{}) {
		fmt.Fprintf(world.out, "%s: %s\n", name, outcome(done))
	}
	if err == nil && done.Bad > 0 {
		err = errBadRows
	}
	return err
}

// outcome is what an import did, in a line.
func outcome(s transfer.Summary) string {
	old := ""
	if s.TooOld > 0 {
		old = fmt.Sprintf(", %d too old (their minutes are not kept any more)", s.TooOld)
	}
	return fmt.Sprintf("%s stored, %d skipped (they held data already)%s, %s; %s, %s and %s made or changed",
		counted(s.Minutes, "minute"), s.Skipped, old, counted(s.Bad, "bad row"),
		counted(s.Projects, "project"), counted(s.Stats, "stat"), counted(s.Comments, "comment"))
}

// counted is a number of things: "1 stat", "2 stats".
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// holdImports waits until no other import runs in this process: they write
// under one id, each what the other has not seen yet.
func (e *engine) holdImports(ctx context.Context, to io.Writer) (release func(), err error) {
	release = func() { <-e.importing }
	select {
	case e.importing <- struct{}{}:
		return release, nil
	default:
	}
	fmt.Fprintln(to, "another import is running: this one begins when that has ended")
	select {
	case e.importing <- struct{}{}:
		return release, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

type exportCmd struct {
	storeSettings `embed:""`
}

func (exportCmd) Help() string {
	return "Writes projects, stats, comments and every minute as JSON lines to standard output; chartd import reads them. " +
		"Passwords, tokens, alerts (chartd alerts export writes those), what is in the trash, and hours whose minutes --keep-minutes removed stay out.\n\nExample: chartd export > stats.jsonl"
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
	return `Holds every post that was acknowledged before it began; the server goes on meanwhile. With --database-url it stores all posts in PostgreSQL and leaves
the copy to pg_dump.

Example: chartd backup /backup/chartd.db`
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
		if e.writing != nil {
			return errDump
		}
		if err := e.file.Backup(ctx, file); err != nil {
			return err
		}
		_, err := fmt.Fprintln(world.out, "backup written to", file)
		return err
	})
}

// With PostgreSQL the local file has only what is not stored yet.
var (
	errDump = errors.New("the stats are in PostgreSQL, with every post up to now: copy them with pg_dump")
	errLoad = errors.New("with --database-url the stats are in PostgreSQL: load a copy of pg_dump there with pg_restore or psql, and start with a new --data folder")
)

type restoreCmd struct {
	File          string `arg:"" help:"File that chartd backup wrote."`
	storeSettings `embed:""`
}

func (restoreCmd) Help() string {
	return `The --data folder must hold no data. What is in PostgreSQL is restored with its own programs.

Example: chartd restore /backup/chartd.db --data ./chartd-data`
}

func (c *restoreCmd) Run(ctx context.Context, world console) error {
	if c.DatabaseURL != "" {
		return errLoad
	}
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
