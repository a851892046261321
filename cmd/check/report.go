package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// aliveEvery is how often a long step says that it goes on: well below the
// minutes after which people and build servers take silence for death.
const aliveEvery = 15 * time.Second

// report writes results as they come and counts them.
type report struct {
	out    io.Writer
	strict bool // a skip that is not exempt is a failure
	passed int
	failed int
	skips  []skip
}

func newReport(out io.Writer, strict bool) *report { return &report{out: out, strict: strict} }

// add writes the line of one step, its details below, and counts its parts.
func (r *report) add(name string, took time.Duration, res result, err error) {
	if none := (errNotRun{}); errors.As(err, &none) {
		res.skips = append(res.skips, skip{name, none.why, none.exempt})
		err = nil
	}
	if err != nil {
		res.detail = strings.TrimSpace(res.detail + "\n" + err.Error())
		res.failed++
	} else if res.passed+res.failed+len(res.skips) == 0 {
		res.passed = 1
	}
	word := "ok"
	refused := r.count(res)
	switch {
	case res.failed+len(refused) > 0:
		word = "FAIL"
	case res.passed == 0:
		word = "skip"
	}
	fmt.Fprintf(r.out, "%-12s %-4s %7.1fs  %s\n", name, word, took.Seconds(), summary(res))
	for _, s := range refused {
		fmt.Fprintf(r.out, "    %s could not run: %s\n", s.what, indent(strings.TrimSpace(s.why)))
	}
	if res.detail != "" {
		fmt.Fprintf(r.out, "    %s\n", indent(strings.TrimSpace(res.detail)))
	}
}

// count adds a step's parts to the sums and returns the skips that count as
// failures.
func (r *report) count(res result) (refused []skip) {
	r.passed += res.passed
	r.failed += res.failed
	for _, s := range res.skips {
		if r.strict && !s.exempt {
			r.failed++
			refused = append(refused, s)
			continue
		}
		r.skips = append(r.skips, s)
	}
	return refused
}

// summary is the one line that a step's result fits on.
func summary(res result) string {
	if res.note != "" {
		return res.note
	}
	if len(res.skips) == 1 && res.passed+res.failed == 0 {
		first, _, _ := strings.Cut(res.skips[0].why, "\n")
		return first
	}
	return ""
}

// close lists what did not run and writes the closing line, alone and last.
func (r *report) close() {
	if len(r.skips) > 0 {
		fmt.Fprintln(r.out, "\nNot run:")
	}
	for _, s := range r.skips {
		fmt.Fprintf(r.out, "    %s: %s\n", s.what, indent(strings.TrimSpace(s.why)))
	}
	fmt.Fprintf(r.out, "\n%d passed, %d failed, %d skipped\n", r.passed, r.failed, len(r.skips))
}

// alive says every now and then that a step goes on, until the function it
// returns is called; that one waits, so that no line comes late.
func (r *report) alive(name string, p *project) (stop func()) {
	begun, done := time.Now(), make(chan struct{})
	p.status("")
	var wait sync.WaitGroup
	wait.Go(func() {
		tick := time.NewTicker(aliveEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				fmt.Fprintf(r.out, "%-12s ...  %7.1fs  %s\n", name, time.Since(begun).Seconds(), p.doing.Load())
			}
		}
	})
	return func() {
		close(done)
		wait.Wait()
	}
}

// indent sets the lines of a text after its first below that first line.
func indent(text string) string { return strings.ReplaceAll(text, "\n", "\n    ") }
