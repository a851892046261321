// Load measures how a running chartd takes numbers in and gives them back: the
// figures to hold of stored numbers, beside a bare net/http server and the
// disk's own speed in the same run.
//
//	go run ./stats/statstest/load                  every row, some minutes
//	go run ./stats/statstest/load -short           the same in small, a minute or two
//	go run ./stats/statstest/load -only disk,lone  some rows; -list names all
//	go run ./stats/statstest/load -peer            VictoriaMetrics takes part, built by the go command
//
// It builds chartd, serves from data folders of its own, and prints one
// Markdown table. It needs Linux, whose /proc has the figures; rows about
// PostgreSQL need its programs.
//
// # Why
//
// Requests a second also hold the kernel and this program, which runs on the
// same processors. So a figure is a ratio to something that had the same
// weather wherever it can be, each contestant has its turn in every round, and
// what counts is the median of rounds.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"chartd/cmd/check/target"
)

func main() { target.Main(run) }

// settings say what is measured, and for how long.
type settings struct {
	rows    []row
	short   bool
	rounds  int
	length  time.Duration // of one contestant's turn
	peer    bool
	program string // a chartd that was built before; "" is this repository's
	folder  string
	flags   []string // for every chartd
}

func run(ctx context.Context, args []string, out, progress io.Writer) error {
	s, err := parse(args, progress)
	if errors.Is(err, errListed) || errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	r, err := newRig(ctx, s, progress)
	if err != nil {
		return err
	}
	defer r.close()
	var all []line
	for _, one := range s.rows {
		fmt.Fprintf(progress, "%s: %s\n", one.name, one.about)
		lines, err := one.measure(ctx, r)
		if missing := (notHere{}); errors.As(err, &missing) {
			fmt.Fprintf(progress, "%s: not measured: %v\n", one.name, err)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		for _, l := range lines {
			fmt.Fprintf(progress, "    %s: %s (%s)\n", l.what, l.measured, l.goal)
		}
		all = append(all, lines...)
	}
	writeTable(out, all)
	fmt.Fprintf(out, "\n`go run ./stats/statstest/load %s` on %d cores, %s %s/%s.\n",
		strings.Join(args, " "), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

// errListed ends a run that was asked for the list of rows.
var errListed = errors.New("listed")

// parse reads the command line.
func parse(args []string, progress io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	flags.SetOutput(progress)
	flags.BoolVar(&s.short, "short", false, "less of everything: figures to work with, not to quote")
	only := flags.String("only", "", "rows to measure, such as disk,lone; all by default")
	list := flags.Bool("list", false, "name the rows and end")
	flags.IntVar(&s.rounds, "rounds", 5, "rounds; a figure is their median")
	flags.DurationVar(&s.length, "length", 0, "how long one contestant has its turn: 4s, or 600ms if short")
	flags.BoolVar(&s.peer, "peer", false, "VictoriaMetrics takes part in rows of posts; the go command downloads and builds it")
	flags.StringVar(&s.folder, "folder", os.TempDir(), "where the data folders are made: on the disk that is to be measured")
	flags.StringVar(&s.program, "program", "", "measure this chartd instead of building one: to compare two")
	extra := flags.String("serve", "", "flags for every chartd, separated by blanks")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	s.flags = strings.Fields(*extra)
	if s.length == 0 {
		s.length = 4 * time.Second
		if s.short {
			s.length = 600 * time.Millisecond
		}
	}
	if s.rounds < 1 || s.length < 0 || s.length > time.Minute || flags.NArg() > 0 {
		return s, errors.New("give -rounds above 0, -length up to 1m, and no other argument")
	}
	if *list {
		for _, one := range rows() {
			fmt.Fprintf(progress, "%-8s %s\n", one.name, one.about)
		}
		return s, errListed
	}
	var err error
	s.rows, err = choose(*only)
	return s, err
}

// choose finds rows by their names, in the order of the table.
func choose(names string) ([]row, error) {
	all := rows()
	if names == "" {
		return all, nil
	}
	wanted := strings.Split(names, ",")
	for _, name := range wanted {
		if !slices.ContainsFunc(all, func(r row) bool { return r.name == name }) {
			return nil, fmt.Errorf("there is no row %q: -list names all", name)
		}
	}
	return slices.DeleteFunc(all, func(r row) bool { return !slices.Contains(wanted, r.name) }), nil
}
