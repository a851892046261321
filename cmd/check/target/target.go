// Package target runs servers as processes of their own and asks them over
// keep-alive connections, to measure them: requests, and what the process takes
// of memory, processor and disk, which Linux tells in /proc. It does not know
// what is asked. It has what programs that measure and their tests have in
// common, too: Main with the bare server to compare with, RunTests and Answering.
//
// # Why
//
// A server that is measured in the process that asks it shares its garbage
// collector and its scheduler. And what is asked with net/http's client costs
// more than what is measured.
package target

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Server is a process that serves on a loopback port.
type Server struct {
	Address string // host:port
	cmd     *exec.Cmd
	dead    bool
}

// Build makes the chartd of this repository in a folder and returns its file.
// The go command finds the repository by the module that the program runs in.
func Build(ctx context.Context, dir string) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "chartd").Output()
	if err != nil {
		return "", fmt.Errorf("find chartd: run this in its repository: %w", err)
	}
	file := filepath.Join(dir, "chartd")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", file, "./cmd/chartd")
	cmd.Dir = string(bytes.TrimSpace(root))
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is released
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build chartd: %w\n%s", err, out)
	}
	return file, nil
}

// Start runs a server whose first line on standard output has its address, as
// http://host:port/. The caller stops it; the end of ctx does too.
func Start(ctx context.Context, file string, args ...string) (*Server, error) {
	cmd := command(ctx, file, args)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	s := &Server{cmd: cmd, Address: addressIn(line)}
	if s.Address == "" {
		return nil, errors.Join(fmt.Errorf("%s says %q and no address", file, line), err, s.Stop())
	}
	return s, nil
}

// StartAt runs a server that is told where to listen and does not say it. It
// waits until somebody accepts a connection there, as long as ctx lasts.
func StartAt(ctx context.Context, address, file string, args ...string) (*Server, error) {
	cmd := command(ctx, file, args)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &Server{cmd: cmd, Address: address}
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			return s, conn.Close()
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("%s does not listen on %s: %w", file, address, err), s.Stop())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func command(ctx context.Context, file string, args []string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, file, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Stderr = os.Stderr
	return cmd
}

// addressIn finds the host and port of the first http URL of a line.
func addressIn(line string) string {
	_, rest, _ := strings.Cut(line, "http://")
	address, _, found := strings.Cut(rest, "/")
	if !found {
		return ""
	}
	return address
}

// Stop asks the server to end and waits for it. Of one that has ended it does
// nothing.
func (s *Server) Stop() error {
	if s.dead {
		return nil
	}
	s.dead = true
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return s.cmd.Wait()
}

// Kill ends the server as a power switch would, without a word.
func (s *Server) Kill() error {
	s.dead = true
	if err := s.cmd.Process.Kill(); err != nil {
		return err
	}
	_ = s.cmd.Wait() // it reports the kill
	return nil
}
