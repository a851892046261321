// Peers draws the charts of the performance goals with chartd and with two
// Go libraries in the same run, and prints one Markdown table.
//
//	cd render/rendertest/peers && go run . [-rounds 5] [-charts A,C,D,E,F]
//
// chartd draws from the raw query to the bytes of the complete picture. The
// others begin with decoded numbers and draw what is as near to it as they
// can: the same size (PNG at 2x), series, title, value axis and grid, lines of
// 2 px, no dots; their fonts are loaded before. In chart F gonum draws no
// right axis and vicanso no highlight, which they lack.
//
// # Why
//
// It is a module of its own, so that nobody who builds chartd downloads the
// libraries that it is compared with. Absolute times differ between machines
// and hours; the ratios inside one run are what counts.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"chartd/render/rendertest/workload"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(args []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("peers", flag.ContinueOnError)
	flags.SetOutput(progress)
	rounds := flags.Int("rounds", 5, "rounds in which all draw in turn; a figure is their median")
	names := flags.String("charts", "A,C,D,E,F", "the charts to draw")
	each := flags.Duration("time", 200*time.Millisecond, "how long one draws one chart in one round; at least one picture")
	if err := flags.Parse(args); err != nil {
		return err
	}
	chosen, err := choose(*names)
	if err != nil {
		return err
	}
	if *rounds < 1 || *each <= 0 || flags.NArg() > 0 {
		return fmt.Errorf("give -rounds and -time above 0, and no other argument")
	}
	all := contestants()
	rows, err := plan{chosen, *rounds, *each, progress}.measure(all)
	if err != nil {
		return err
	}
	columns := make([]string, len(all))
	for i, c := range all {
		columns[i] = c.name
	}
	writeTable(out, rows, columns)
	fmt.Fprintf(out, "\n`cd render/rendertest/peers && go run . -rounds %d -charts %s -time %s` on %s.\n", *rounds, *names, *each, machine())
	return nil
}

// choose finds charts by their letters.
func choose(names string) ([]workload.Chart, error) {
	known := map[string]workload.Chart{}
	var letters []string
	for _, c := range workload.Charts() {
		known[c.Name] = c
		letters = append(letters, c.Name)
	}
	var chosen []workload.Chart
	for name := range strings.SplitSeq(names, ",") {
		c, ok := known[strings.ToUpper(strings.TrimSpace(name))]
		if !ok {
			return nil, fmt.Errorf("there is no chart %q: choose from %s", name, strings.Join(letters, ","))
		}
		chosen = append(chosen, c)
	}
	return chosen, nil
}

// machine is what the figures were measured on.
func machine() string {
	return fmt.Sprintf("%s, %d cores, %s %s/%s", processor("/proc/cpuinfo"), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// processor is the model's name in a file like Linux's /proc/cpuinfo.
func processor(file string) string {
	const unknown = "an unknown processor"
	f, err := os.Open(file)
	if err != nil {
		return unknown
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		if strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return unknown
}
