package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// project is the folder that is checked and the means to run commands in it.
type project struct {
	root     string // absolute
	module   string // its path, as go.mod says it
	install  bool   // what is missing is installed, and a skip is a failure
	temp     string // a folder for this run, removed at its end
	out      io.Writer
	doing    atomic.Value // string: how far a long step is
	guard    *watch
	postgres testServer // for the tests of all steps

	once   sync.Once
	parsed *source
	failed error

	build   sync.Once // of program
	built   string
	unbuilt error
}

// open finds the project in the given folder.
func open(dir string, install bool, out io.Writer) (*project, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, fmt.Errorf("check runs in the project's root: %w", err)
	}
	temp, err := os.MkdirTemp("", "chartd-check-*")
	if err != nil {
		return nil, err
	}
	p := &project{root: root, module: modulePath(mod), install: install, temp: temp, out: out}
	p.status("")
	if p.guard, err = startGuard(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(temp))
	}
	return p, nil
}

// close ends what still runs and removes the run's folder.
func (p *project) close() {
	if err := p.postgres.stop(); err != nil {
		p.say("%s", indent(err.Error()))
	}
	p.guard.stop()
	os.RemoveAll(p.temp) // whatever is left is in the system's folder for such things
}

// status says how far a long step is, for the next line that shows it.
func (p *project) status(text string) { p.doing.Store(text) }

// source is the project's Go files, read once.
func (p *project) source() (*source, error) {
	p.once.Do(func() { p.parsed, p.failed = readSource(p.root) })
	return p.parsed, p.failed
}

// program is the path of chartd as a user would build it, built once.
func (p *project) program(ctx context.Context) (string, error) {
	p.build.Do(func() {
		p.built = filepath.Join(p.temp, "chartd")
		_, p.unbuilt = p.output(ctx, goCall("build", "-o", p.built, "./cmd/chartd"))
	})
	return p.built, p.unbuilt
}

// modulePath reads the module line of a go.mod file, "" where there is none.
func modulePath(mod []byte) string {
	for line := range strings.Lines(string(mod)) {
		if path, ok := strings.CutPrefix(line, "module "); ok {
			return strings.TrimSpace(path)
		}
	}
	return ""
}

// say writes a line at once, for what must be read before it is done.
func (p *project) say(format string, args ...any) {
	fmt.Fprintf(p.out, "    "+format+"\n", args...)
}

// lockedWriter lets a step and the line that it goes on write in turn.
type lockedWriter struct {
	mu sync.Mutex
	to io.Writer
}

func (w *lockedWriter) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(b)
}
