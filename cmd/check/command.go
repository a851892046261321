package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// partingTime is what a command that was told to stop gets to remove its
// temporary files; then it and all that it started are killed.
const partingTime = 5 * time.Second

// maxLine bounds one line of a command's output: one test's whole failure can
// be one JSON line.
const maxLine = 64 << 20

// call is one command to run.
type call struct {
	dir  string   // below the root; "" is the root
	env  []string // added to the environment
	args []string // the program first
}

// goCall is a call of the go command. Version stamps are off: they need a
// repository that its owner trusts, and nothing here reads them.
func goCall(args ...string) call {
	flags := strings.TrimSpace(os.Getenv("GOFLAGS") + " -buildvcs=false")
	return call{env: []string{"GOFLAGS=" + flags}, args: append([]string{"go"}, args...)}
}

// in is the call in a folder below the root.
func (c call) in(dir string) call {
	c.dir = dir
	return c
}

// with is the call with more of an environment.
func (c call) with(env ...string) call {
	c.env = append(c.env[:len(c.env):len(c.env)], env...)
	return c
}

// output runs the call and returns what it wrote to both outputs. An error
// carries that text too.
func (p *project) output(ctx context.Context, c call) (string, error) {
	var text bytes.Buffer
	if err := p.execute(ctx, c, &text, &text); err != nil {
		return text.String(), fmt.Errorf("%s: %w\n%s", strings.Join(c.args, " "), err, text.String())
	}
	return text.String(), nil
}

// stdout runs the call and returns its standard output alone, for reading: the
// go command tells what it downloads on the other.
func (p *project) stdout(ctx context.Context, c call) (string, error) {
	var text, errText bytes.Buffer
	if err := p.execute(ctx, c, &text, &errText); err != nil {
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(c.args, " "), err, errText.String())
	}
	return text.String(), nil
}

// lines runs the call and hands over its standard output line by line, and
// what it wrote to standard error at the end.
func (p *project) lines(ctx context.Context, c call, each func([]byte)) (errText string, err error) {
	read, write := io.Pipe()
	scanned := make(chan error, 1)
	go func() {
		scan := bufio.NewScanner(read)
		scan.Buffer(nil, maxLine)
		for scan.Scan() {
			each(scan.Bytes())
		}
		read.CloseWithError(scan.Err()) // a writer must not wait for a reader that gave up
		scanned <- scan.Err()
	}()
	var text bytes.Buffer
	err = p.execute(ctx, c, write, &text)
	write.Close()
	return text.String(), errors.Join(err, <-scanned)
}

// execute runs the call in a process group of its own and returns when the
// whole group is gone.
func (p *project) execute(ctx context.Context, c call, out, errs io.Writer) error {
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Dir = p.root
	if c.dir != "" {
		cmd.Dir += string(os.PathSeparator) + c.dir
	}
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Stdout, cmd.Stderr = out, errs
	cmd.WaitDelay = partingTime
	cmd.Cancel = func() error { return interruptGroup(cmd.Process.Pid) }
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	p.guard.began(cmd.Process.Pid)
	defer p.guard.ended(cmd.Process.Pid)
	defer killGroup(cmd.Process.Pid) // what a test left running goes with it
	return cmd.Wait()
}
