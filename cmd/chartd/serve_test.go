package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"chartd/alerts"
)

// world is a console without a person, with the given environment.
func world(env map[string]string) (console, *output) {
	out := &output{line: make(chan string, 16)}
	return console{
		env: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		in:  strings.NewReader(""), out: out, err: out,
	}, out
}

// output hands its lines on as they are written.
type output struct {
	mu   sync.Mutex
	all  bytes.Buffer
	line chan string
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.all.Write(p)
	select {
	case o.line <- string(p):
	default:
	}
	return len(p), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.all.String()
}

// server is a running `chartd serve`.
type server struct {
	address string
	stop    context.CancelFunc // as a signal does
	done    chan error
	out     *output
}

// start runs serve with the flags on a free port and a fresh data folder, until
// the test's end.
func start(t *testing.T, flags ...string) *server {
	t.Helper()
	return startBy(t, alerts.Clock{}, flags...)
}

// startBy is start by a clock.
func startBy(t *testing.T, clock alerts.Clock, flags ...string) *server {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	w, out := world(nil)
	w.clock = clock
	data := t.TempDir()
	s := &server{stop: stop, done: make(chan error, 1), out: out}
	go func() {
		s.done <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, flags...), w)
	}()
	for s.address == "" {
		select {
		case line := <-out.line:
			if after, ok := strings.CutPrefix(line, "chartd listens on http"); ok {
				_, after, _ = strings.Cut(after, "://")
				s.address, _, _ = strings.Cut(after, "/")
			}
		case err := <-s.done:
			t.Fatalf("serve: %v", err)
		case <-time.After(patience):
			t.Fatal("serve says nothing")
		}
	}
	t.Cleanup(stop)
	return s
}

// end stops the server and waits for it.
func (s *server) end(t *testing.T) {
	t.Helper()
	s.stop()
	select {
	case err := <-s.done:
		if err != nil {
			t.Errorf("serve ended with %v", err)
		}
	case <-time.After(patience):
		t.Fatal("serve does not end")
	}
}

// send writes raw bytes to the server and returns the connection.
func (s *server) send(t *testing.T, raw string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	// A server that has refused already may close while we write.
	_, _ = io.WriteString(conn, raw)
	return conn
}

func TestTwoServersInOneProcess(t *testing.T) {
	a, b := start(t), start(t, "--base-url", "http://example.com/b")
	for _, at := range []string{a.address + "/a.svg", b.address + "/b/a.svg"} {
		got, err := http.Get("http://" + at + "?v0=1,2")
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		if got.StatusCode != 200 {
			t.Errorf("%s: %s", at, got.Status)
		}
	}
	a.end(t)
	if _, err := http.Get("http://" + b.address + "/healthz"); err != nil {
		t.Errorf("the second server ended with the first: %v", err)
	}
	b.end(t)
}

func TestStopLetsRequestsFinish(t *testing.T) {
	log := filepath.Join(t.TempDir(), "access.log")
	s := start(t, "--access-log", log)
	const form = "v0=1,2,3&t=Late"
	slow := s.send(t, fmt.Sprintf("POST /a.txt HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(form)))
	from := bufio.NewReader(slow)
	if line, err := from.ReadString('\n'); !strings.Contains(line, "100 Continue") {
		t.Fatalf("got %q, %v: want the request to be in its handler", line, err)
	}
	s.stop()
	until(t, "the port closes", func() bool {
		conn, err := net.Dial("tcp", s.address)
		if err == nil {
			conn.Close()
		}
		return err != nil
	})
	if _, err := io.WriteString(slow, form); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(from)
	if err != nil || !bytes.Contains(rest, []byte("200 OK")) || !bytes.Contains(rest, []byte("Late: 3 points")) {
		t.Errorf("the request in flight got %q, %v", rest, err)
	}
	s.end(t)
	lines, err := os.ReadFile(log)
	if err != nil || !bytes.Contains(lines, []byte("POST /a.txt 200 ")) {
		t.Errorf("the access log holds %q, %v", lines, err)
	}
}

func TestGraceEnds(t *testing.T) {
	s := start(t, "--grace", "50ms")
	hung := s.send(t, "POST /a.svg HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n")
	if _, err := bufio.NewReader(hung).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	s.end(t)
	if !strings.Contains(s.out.String(), "requests still ran after 50ms and were cut off") {
		t.Errorf("said %q, want that requests were cut off", s.out)
	}
}

func TestSlowClientsAreCut(t *testing.T) {
	s := start(t, "--header-timeout", "100ms", "--read-timeout", "200ms", "--idle-timeout", "100ms")
	for says, raw := range map[string]string{
		"a header that never ends":        "GET /a.svg?v0=1 HTTP/1.1\r\nHost: x\r\nX-Slow: ",
		"a form that never comes":         "POST /a.svg HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nv0=",
		"a connection that is never used": "",
		"a connection used once":          "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		// The deadline of the connection is the limit: ReadAll ends when it is cut.
		_, err := io.ReadAll(s.send(t, raw))
		if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
			t.Errorf("%s stays open", says)
		}
	}
	s.end(t)
}

func TestLongRequests(t *testing.T) {
	s := start(t)
	long := func(n int) string { return "/a.svg?w=580&h=180&d0=" + strings.Repeat("A", n) }
	for _, tt := range []struct{ says, raw, want string }{
		{"a URL just under 16 KB with too many points", "GET " + long(16<<10-60) + " HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		{"a URL of 17 KB", "GET " + long(17<<10) + " HTTP/1.1\r\nHost: x\r\n\r\n", "414"},
		{"a header of 1 MB", "GET /a.svg?v0=1 HTTP/1.1\r\nHost: x\r\nX-Big: " + strings.Repeat("x", 1<<20) + "\r\n\r\n", "431"},
		{"a form of 2 MB that says so", "POST /a.svg HTTP/1.1\r\nHost: x\r\nContent-Length: 2097152\r\n\r\n", "413"},
		{"a raw blank in the URL", "GET /a.svg?v0=1&t=a b HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
	} {
		status, err := bufio.NewReader(s.send(t, tt.raw)).ReadString('\n')
		if err != nil || !strings.HasPrefix(status, "HTTP/1.1 "+tt.want) {
			t.Errorf("%s: %q, %v, want %s", tt.says, status, err, tt.want)
		}
	}
	s.end(t)
}

func TestAccessLogOutlivesAFullDisk(t *testing.T) {
	var faults bytes.Buffer
	disk := &fullDisk{full: true}
	w := console{out: disk}
	lines, err := openAccessLog("-", w, slog.New(slog.NewTextHandler(&faults, nil)))
	if err != nil {
		t.Fatal(err)
	}
	write := func(line string) {
		if n, err := lines.Write([]byte(line)); n != len(line) || err != nil {
			t.Errorf("Write(%q) = %d, %v", line, n, err)
		}
		lines.flush()
	}
	write("lost\n")
	disk.full = false
	write("kept\n")
	if disk.String() != "kept\n" || !strings.Contains(faults.String(), "lines are lost") {
		t.Errorf("the disk holds %q and the log says %q", disk, &faults)
	}
}

type fullDisk struct {
	bytes.Buffer
	full bool
}

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.full {
		return 0, errors.New("no space left")
	}
	return d.Buffer.Write(p)
}

func TestGroup(t *testing.T) {
	broken := errors.New("broken")
	g := newGroup(t.Context())
	ended := make(chan bool, 1)
	g.start("waits", func(ctx context.Context) error {
		<-ctx.Done()
		ended <- true
		return nil
	})
	g.start("fails", func(context.Context) error { return broken })
	<-g.ctx.Done() // a part that fails stops the others
	if err := g.stop(); !errors.Is(err, broken) || !strings.Contains(err.Error(), "fails: ") {
		t.Errorf("stop: %v, want the failure with its part's name", err)
	}
	if !<-ended {
		t.Error("stop did not wait")
	}
}
