// Load measures a running chartd on this machine: its memory, and what a
// request costs above the least that a server in Go can do.
//
//	cd render/rendertest/peers && go run ./load [-rounds 5] [-seconds 10]
//
// It builds chartd, starts "chartd serve --charts-only" on a loopback port,
// and prints one Markdown table: resident memory before the first request and
// under PNGs that are all different, so that no cache has them; then chart A
// as SVG beside a bare net/http server that answers 204, each in a process of
// its own, by turns. It needs Linux, whose /proc has the figures.
//
// # Why
//
// Requests a second also hold the kernel and this program, which runs on the
// same processors; the server's own processor time a request does not.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"chartd/cmd/check/target"
)

func main() { target.Main(run) }

// settings say how much is asked of the servers.
type settings struct {
	connections int
	seconds     float64 // of PNGs
	requests    int     // for SVG, a round and server
	rounds      int
	gzip        bool
}

func run(ctx context.Context, args []string, out, progress io.Writer) error {
	var s settings
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	flags.SetOutput(progress)
	flags.IntVar(&s.connections, "connections", 32, "keep-alive connections")
	flags.Float64Var(&s.seconds, "seconds", 10, "how long PNGs are asked for")
	flags.IntVar(&s.requests, "requests", 40_000, "requests for SVG a round and server")
	flags.IntVar(&s.rounds, "rounds", 5, "rounds of SVG; a figure is their median")
	flags.BoolVar(&s.gzip, "gzip", false, "ask for SVG as browsers do, packed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if s.connections < 1 || s.seconds <= 0 || s.seconds > 600 || s.requests < 1 || s.rounds < 1 || flags.NArg() > 0 {
		return errors.New("give figures above 0, at most 600 seconds, and no other argument")
	}
	return measure(ctx, s, out, progress)
}

// measure builds, starts and asks the servers, and prints the table.
func measure(ctx context.Context, s settings, out, progress io.Writer) error {
	dir, err := os.MkdirTemp("", "chartd-load-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) // whatever is left is in the system's folder for such things
	fmt.Fprintln(progress, "building chartd")
	file, err := target.Build(ctx, dir)
	if err != nil {
		return err
	}
	t := command{file, []string{"serve", "--charts-only", "--listen", "127.0.0.1:0", "--data", dir + "/data"}}
	fmt.Fprintf(progress, "asking for PNGs for %g s\n", s.seconds)
	pngs, err := measureMemory(ctx, t, s)
	if err != nil {
		return err
	}
	svgs, err := measureCost(ctx, t, s, progress)
	if err != nil {
		return err
	}
	writeReport(out, s, pngs, svgs)
	return nil
}

// command is a server to start.
type command struct {
	file string
	args []string
}

func writeReport(out io.Writer, s settings, m memoryFigures, c costFigures) {
	fmt.Fprint(out, "| what | measured | goal | met |\n|---|--:|--:|---|\n")
	line := func(what, measured, goal string, met bool) {
		verdict := "no"
		if met {
			verdict = "yes"
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", what, measured, goal, verdict)
	}
	plain := func(what, measured string) { fmt.Fprintf(out, "| %s | %s | | |\n", what, measured) }
	const mb = 1 << 20
	line("resident memory, cold", target.Megabytes(m.cold.Now), "at most 16 MB", m.cold.Now <= 16*mb)
	plain("the most it was until then", target.Megabytes(m.cold.Most))
	line(fmt.Sprintf("resident memory, PNGs on %d connections", s.connections), target.Megabytes(m.loaded), "at most 40 MB", m.loaded <= 40*mb)
	plain("PNGs a second, each drawn", fmt.Sprintf("%.0f", m.rate))
	plain("PNGs refused as too many at once (503)", fmt.Sprint(m.refused))
	line("`GET /a.svg` (A): requests a second, against a bare 204", fmt.Sprintf("%.2f", c.ratio), "at least 0.85", c.ratio >= 0.85)
	line("its processor time a request above the bare 204", fmt.Sprintf("%.1f µs", micros(c.above)), "at most 10 µs", c.above <= 10*time.Microsecond)
	plain("processor time a request: chartd, bare 204", fmt.Sprintf("%.1f, %.1f µs", micros(c.own), micros(c.bare)))
	plain("requests a second: chartd, bare 204", fmt.Sprintf("%.0f, %.0f", c.ownRate, c.bareRate))
	fmt.Fprintf(out, "\n`cd render/rendertest/peers && go run ./load -connections %d -seconds %g -requests %d -rounds %d -gzip=%v` on %d cores, %s %s/%s.\n",
		s.connections, s.seconds, s.requests, s.rounds, s.gzip, runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func micros(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
