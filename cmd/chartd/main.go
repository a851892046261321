// Command chartd draws charts: for browsers and mail readers that ask for a
// URL (serve), and for people at a terminal (render, plot).
//
// This package opens, connects, starts and stops the parts. It knows flags,
// files, ports and signals; it draws nothing and answers no request itself.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	_ "time/tzdata" // a chart's zone must not depend on the machine

	"chartd/alerts"

	"github.com/alecthomas/kong"
)

// console is the world a command runs in, so that tests can run one in theirs.
type console struct {
	env      func(name string) (string, bool)
	in       io.Reader
	out, err io.Writer
	terminal bool     // out is read by a person
	args     []string // the command line, as it can be said again elsewhere
	piped    bool     // the command reads in, wherever it runs
	engine   *engine  // the open stores, in the process of a server
	clock    alerts.Clock
}

// commands is the whole command line.
type commands struct {
	Serve        serveCmd        `cmd:"" help:"Answer chart URLs over HTTP."`
	Render       renderCmd       `cmd:"" help:"Draw one chart URL, without a server."`
	Plot         plotCmd         `cmd:"" help:"Draw numbers from standard input."`
	Detect       detectCmd       `cmd:"" help:"Score the anomalies of a series in a CSV file."`
	Account      accountCmd      `cmd:"" help:"Make, list and delete accounts; print a sign-in link."`
	Project      projectCmd      `cmd:"" help:"Make and list projects, change their keys."`
	Token        tokenCmd        `cmd:"" help:"Make, list and revoke access tokens."`
	Stat         statCmd         `cmd:"" help:"Change what names a stat."`
	Alerts       alertsCmd       `cmd:"" help:"Make alerts what a file says; list, snooze, test them against the past."`
	Destination  destinationCmd  `cmd:"" help:"Make, list and test where messages of alerts go."`
	Report       reportCmd       `cmd:"" help:"Make, list, preview and send reports by mail."`
	Outbox       outboxCmd       `cmd:"" help:"Look at messages on their way; send them again or drop them."`
	Snippet      snippetCmd      `cmd:"" help:"Print everything to paste that shows a stat elsewhere."`
	Embed        embedCmd        `cmd:"" help:"Make, list and revoke embed keys."`
	Sign         signCmd         `cmd:"" help:"Sign the address of a live picture."`
	Import       importCmd       `cmd:"" help:"Read stats from files: StatHat's exports, CSV, posts, chartd export."`
	Export       exportCmd       `cmd:"" help:"Write everything as JSON lines."`
	Backup       backupCmd       `cmd:"" help:"Copy the data into a file, while serving too."`
	Restore      restoreCmd      `cmd:"" help:"Start from a backup."`
	Verify       verifyCmd       `cmd:"" help:"Check everything that is stored."`
	KeybaseRelay keybaseRelayCmd `cmd:"" name:"keybase-relay" help:"Carry messages from a server to the Keybase client of this machine."`
	Config       configCmd       `cmd:"" help:"Print the settings that serve would use, and where each comes from."`
	Healthcheck  healthcheckCmd  `cmd:"" help:"Ask a running chartd whether it is ready."`
	Licenses     licensesCmd     `cmd:"" help:"Print the licences of everything in this program."`
	Version      versionCmd      `cmd:"" help:"Print the version."`
}

// collectAt is how much garbage may gather before it is collected, in percent
// of what lives. Most of what lives are finished PNGs, which cost a collection
// nothing, so collecting more often than usual (100) is cheap and saves
// megabytes. The environment's GOGC wins.
const collectAt = 40

// threadsPerCore is how many goroutines run at once, for each processor. A
// drawing keeps its thread for milliseconds, and a sync its own: with one for
// each processor, posts would wait until the scheduler looks, every ten
// milliseconds, while with two the system shares the processors out. The
// environment's GOMAXPROCS wins.
const threadsPerCore = 2

// headroom, in bytes, is counted as living memory and never touched: the system
// gives none for it. Collecting at 40 percent of the little that lives in a
// server of posts would be every two megabytes, and an eighth of its work; with
// more, PNGs would not stay within 64 MB.
const headroom = 8 << 20

func main() { begin(alerts.Clock{}) }

// begin is the whole program, by some clock.
func begin(clock alerts.Clock) {
	room := make([]byte, headroom)
	if _, chosen := os.LookupEnv("GOMAXPROCS"); !chosen {
		runtime.GOMAXPROCS(threadsPerCore * runtime.GOMAXPROCS(0))
	}
	runtime.MemProfileRate = 0 // nobody asks this program for a profile, and its books take a megabyte
	if _, chosen := os.LookupEnv("GOGC"); !chosen {
		debug.SetGCPercent(collectAt)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	world := console{
		env: os.LookupEnv, in: os.Stdin, out: os.Stdout, err: os.Stderr,
		terminal: isTerminal(os.Stdout), clock: clock,
	}
	code := status(run(ctx, os.Args[1:], world), os.Stderr)
	runtime.KeepAlive(room)
	os.Exit(code)
}

// status prints an error and turns it into the exit status: 1 for what went
// wrong, 2 for a command line that cannot be read.
func status(err error, to io.Writer) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(to, "chartd:", err)
	if usage := (*kong.ParseError)(nil); errors.As(err, &usage) {
		fmt.Fprintln(to, "chartd: see chartd --help")
		return 2
	}
	return 1
}

// run reads the command line and runs its command until that is done or ctx
// ends. It leaves nothing running.
func run(ctx context.Context, args []string, world console) error {
	args = habits(args)
	world.args = args
	var line commands
	helped := false // kong prints help from inside Parse and goes on
	parser, err := kong.New(&line,
		kong.Name("chartd"),
		kong.Description("Charts from a URL. Begin with: chartd serve"),
		kong.Writers(world.out, world.err),
		kong.Exit(func(int) { helped = true }),
		kong.Resolvers(environment(world.env)),
		kong.ValueFormatter(helpWithVariable),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Bind(world),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		return err
	}
	chosen, err := parser.Parse(args)
	if helped {
		return nil
	}
	if err != nil {
		return sourced(err, args, world.env)
	}
	return chosen.Run()
}

// habits turns what people type out of habit into the program's own words.
func habits(args []string) []string {
	switch {
	case len(args) == 0:
		return []string{"--help"}
	case args[0] == "help":
		return append(args[1:], "--help")
	case args[0] == "--version":
		return []string{"version"}
	}
	return args
}

// sourced adds the variable to an error about a flag that nobody typed.
func sourced(err error, args []string, env func(string) (string, bool)) error {
	_, rest, _ := strings.Cut(err.Error(), "--")
	name, _, _ := strings.Cut(rest, " ")
	name = strings.TrimSuffix(name, ":")
	typed := slices.ContainsFunc(args, func(arg string) bool {
		arg, _, _ = strings.Cut(arg, "=")
		return arg == "--"+name
	})
	if value, _ := env(variable(name)); typed || value == "" {
		return err
	}
	return fmt.Errorf("%w (from %s)", err, variable(name))
}

// isTerminal reports whether a person reads f. The null device is a character
// device too, and nobody reads it.
func isTerminal(f *os.File) bool {
	at, err := f.Stat()
	if err != nil || at.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(at, null)
}

type versionCmd struct{}

func (versionCmd) Help() string { return "Example: chartd version" }

func (versionCmd) Run(world console) error {
	_, err := fmt.Fprintln(world.out, "chartd", version())
	return err
}

// version is the module's version, or the commit where there is none.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return "unreleased"
}
