package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a process that serves on a loopback port.
type server struct {
	cmd     *exec.Cmd
	address string
}

// build makes the chartd of this repository in a folder and returns its file.
// The go command finds the repository by the module that this package is in.
func build(ctx context.Context, dir string) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "chartd").Output()
	if err != nil {
		return "", fmt.Errorf("find chartd: run this in render/rendertest/peers: %w", err)
	}
	file := filepath.Join(dir, "chartd")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", file, "./cmd/chartd")
	cmd.Dir = string(bytes.TrimSpace(root))
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build chartd: %w\n%s", err, out)
	}
	return file, nil
}

// start runs a server whose first line on standard output has its address, as
// http://host:port/. The caller stops it; the end of ctx does too.
func start(ctx context.Context, file string, args ...string) (*server, error) {
	cmd := exec.CommandContext(ctx, file, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	s := &server{cmd: cmd}
	if s.address = addressIn(line); s.address == "" {
		return nil, errors.Join(fmt.Errorf("%s says %q and no address", file, line), err, s.stop())
	}
	return s, nil
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

// stop asks the server to end and waits for it.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return s.cmd.Wait()
}

// serveBare answers everything with 204 and nothing else: as little as
// net/http can do. It says where it listens, and serves until the port fails.
func serveBare(out io.Writer) error {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "bare server listens on http://%s/\n", port.Addr())
	nothing := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
	return (&http.Server{Handler: http.HandlerFunc(nothing), ReadHeaderTimeout: 5 * time.Second}).Serve(port)
}

// memory is the resident memory of a process in bytes: now, and the most that
// it ever was.
type memory struct{ now, most int }

func (s *server) memory() (memory, error) {
	text, err := s.proc("status")
	if err != nil {
		return memory{}, err
	}
	return parseMemory(text)
}

// parseMemory reads VmRSS and VmHWM of /proc/PID/status (proc_pid_status(5)).
func parseMemory(status string) (memory, error) {
	var m memory
	for line := range strings.Lines(status) {
		name, value, _ := strings.Cut(line, ":")
		var to *int
		switch name {
		case "VmRSS":
			to = &m.now
		case "VmHWM":
			to = &m.most
		default:
			continue
		}
		number, isKB := strings.CutSuffix(strings.TrimSpace(value), " kB")
		kb, err := strconv.Atoi(number)
		if err != nil || !isKB {
			return memory{}, fmt.Errorf("%s is %q", name, value)
		}
		*to = kb << 10
	}
	if m.now == 0 || m.most == 0 {
		return memory{}, errors.New("no VmRSS or VmHWM in the status of the process")
	}
	return m, nil
}

// tick is the unit of times in /proc/PID/stat: sysconf(_SC_CLK_TCK) is 100
// wherever Go runs on Linux.
const tick = 10 * time.Millisecond

// spent is the processor time of the process so far, in user code and in the
// kernel.
func (s *server) spent() (time.Duration, error) {
	text, err := s.proc("stat")
	if err != nil {
		return 0, err
	}
	return parseSpent(text)
}

// parseSpent adds utime and stime, fields 14 and 15 of /proc/PID/stat
// (proc_pid_stat(5)). The second field is a name in brackets that may hold
// anything, so fields are counted behind the last bracket.
func parseSpent(stat string) (time.Duration, error) {
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0, fmt.Errorf("the process's stat has only %d fields", len(fields))
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	kernel, err := strconv.Atoi(fields[12])
	if err != nil {
		return 0, err
	}
	return time.Duration(user+kernel) * tick, nil
}

func (s *server) proc(name string) (string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", s.cmd.Process.Pid, name))
	return string(text), err
}
