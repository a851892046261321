package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
)

// guardFlag makes this program the guard of another run of it.
const guardFlag = "-guard"

// watch is the way to the guard: a second process of this program that knows
// which process groups run, and kills them when this process is gone.
//
// # Why
//
// A process that is killed outright cannot tell its children. Commands have
// process groups of their own, so a kill of check's group does not reach them
// either; but the end of a pipe is seen by whoever reads it.
type watch struct {
	mu   sync.Mutex
	pipe io.WriteCloser
	cmd  *exec.Cmd
}

// startGuard starts the guard in a process group of its own.
func startGuard() (*watch, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, guardFlag)
	ownGroup(cmd)
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	return &watch{pipe: pipe, cmd: cmd}, cmd.Start()
}

// began and ended tell the guard of a process group. The guard is a second
// net: one that is gone does not stop a check.
func (w *watch) began(id int) { w.tell("+%d\n", id) }
func (w *watch) ended(id int) { w.tell("-%d\n", id) }

func (w *watch) tell(format string, id int) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintf(w.pipe, format, id)
}

// stop lets the guard go and waits for it.
func (w *watch) stop() {
	w.pipe.Close()
	w.cmd.Wait() // it ends at the end of its input and has nothing to report
}

// guard is the whole guard. It outlives whatever ends the process it guards.
func guard(in io.Reader) {
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	killRunning(in)
}

// killRunning reads which groups begin and end until its input ends, then
// kills those that are left.
func killRunning(in io.Reader) {
	for id := range running(in) {
		killGroup(id)
	}
}

// running is the set of groups that began and did not end.
func running(in io.Reader) map[int]bool {
	groups := map[int]bool{}
	for scan := bufio.NewScanner(in); scan.Scan(); {
		var sign rune
		var id int
		if n, _ := fmt.Sscanf(scan.Text(), "%c%d", &sign, &id); n != 2 || id <= 1 {
			continue // group 0 is this one, group 1 is the system's
		}
		if sign == '+' {
			groups[id] = true
		} else {
			delete(groups, id)
		}
	}
	return groups
}
