package target

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestMain(m *testing.M) { RunTests(m) }

func TestEachConnectionHasItsNumber(t *testing.T) {
	var seen [3]atomic.Int64
	all := Answering(t, len(seen), func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "text/plain" {
			t.Errorf("%s of %q, error %v", r.Method, r.Header.Get("Content-Type"), err)
		}
		seen[body[0]-'0'].Add(1)
		w.WriteHeader(http.StatusNoContent)
	})
	err := all.Each(func(n int, c *Client) error {
		status, _, err := c.Ask(Post("/", "text/plain", string(rune('0'+n))))
		if status != http.StatusNoContent {
			t.Errorf("status %d", status)
		}
		return err
	})
	for n := range seen {
		if seen[n].Load() != 1 {
			t.Errorf("connection %d asked %d times", n, seen[n].Load())
		}
	}
	if err != nil {
		t.Error(err)
	}
}

func TestABareServerIsMeasuredAndStopped(t *testing.T) {
	s, err := StartBare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, err := Gather(s.Address, 1)
	if err != nil {
		t.Fatal(err)
	}
	if status, body, err := all[0].Ask(Get("/", false)); err != nil || status != 204 || len(body) != 0 {
		t.Errorf("status %d, %d bytes, error %v", status, len(body), err)
	}
	if err := all.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat("/proc/self/io"); err == nil {
		m, err := s.Memory()
		if err != nil || m.Now < 1<<20 || m.Most < m.Now {
			t.Errorf("memory %+v, error %v", m, err)
		}
		if _, err := s.Spent(); err != nil {
			t.Error(err)
		}
		if _, err := s.Written(); err != nil {
			t.Error(err)
		}
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
	if n, err := s.WrittenAtEnd(); err != nil || n < 0 {
		t.Errorf("%d bytes written, error %v", n, err)
	}
	if err := s.Stop(); err != nil {
		t.Errorf("a second stop: %v", err)
	}
}

func TestAKilledServerIsGone(t *testing.T) {
	s, err := StartBare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	if all, err := Gather(s.Address, 1); err == nil {
		t.Errorf("it answers after its death, and closes with %v", all.Close())
	}
}

func TestAServerThatDoesNotListenIsAnError(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := StartAt(ctx, "127.0.0.1:1", "/bin/echo"); err == nil || !strings.Contains(err.Error(), "does not listen") {
		t.Errorf("error %v", err)
	}
}

func TestBytesWrittenAreReadFromIO(t *testing.T) {
	const io = "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 4096\ncancelled_write_bytes: 7\n"
	if got, err := parseWritten(io); err != nil || got != 4096 {
		t.Errorf("got %d, error %v", got, err)
	}
	for _, bad := range []string{"", "write_bytes: x\n", "cancelled_write_bytes: 7\n"} {
		if got, err := parseWritten(bad); err == nil {
			t.Errorf("%q is read as %d", bad, got)
		}
	}
}

func TestAConnectionIsKeptForManyAnswers(t *testing.T) {
	from := map[string]bool{}
	bodies := map[string]string{"/long": strings.Repeat("x", 100_000), "/short": "<svg/>"}
	c := Answering(t, 1, func(w http.ResponseWriter, r *http.Request) {
		from[r.RemoteAddr] = true
		if r.URL.Path == "/nothing" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Length", "6")
		if r.URL.Path == "/long" {
			w.Header().Set("Content-Length", "100000")
		}
		_, _ = io.WriteString(w, bodies[r.URL.Path])
	})[0]
	for _, path := range []string{"/short", "/nothing", "/long", "/nothing", "/short"} {
		status, body, err := c.Ask(Get(path, false))
		if err != nil {
			t.Fatal(err)
		}
		want := 200
		if path == "/nothing" {
			want = 204
		}
		if status != want || string(body) != bodies[path] {
			t.Errorf("%s: status %d and %d bytes", path, status, len(body))
		}
	}
	if len(from) != 1 {
		t.Errorf("%d connections were opened", len(from))
	}
}

func TestMemoryIsReadFromAStatus(t *testing.T) {
	const status = "Name:\tchartd\nVmPeak:\t 1234 kB\nVmHWM:\t   18604 kB\nVmRSS:\t   17428 kB\nRssAnon:\t 1 kB\n"
	got, err := parseMemory(status)
	if want := (Memory{Now: 17428 << 10, Most: 18604 << 10}); err != nil || got != want {
		t.Errorf("got %v, error %v", got, err)
	}
	for _, bad := range []string{"", "VmRSS:\t1 kB\n", "VmRSS:\t1 MB\nVmHWM:\t2 MB\n", "VmRSS:\tx kB\nVmHWM:\t2 kB\n"} {
		if got, err := parseMemory(bad); err == nil {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
}

func TestProcessorTimeIsReadBehindTheName(t *testing.T) {
	const rest = " S 1 2 3 4 5 6 7 8 9 10 250 31 14 15 20"
	for _, name := range []string{"(chartd)", "(a name) with ) brackets)"} {
		got, err := parseSpent("4711 " + name + rest)
		if want := 2810 * time.Millisecond; err != nil || got != want {
			t.Errorf("%s: got %v, error %v, want %v", name, got, err, want)
		}
	}
	for _, bad := range []string{"", "1 (x) S 1 2", "1 (x)" + strings.Replace(rest, "250", "x", 1), "1 (x)" + strings.Replace(rest, "31", "x", 1)} {
		if got, err := parseSpent(bad); err == nil {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
}

func TestAddressIsFoundInAGreeting(t *testing.T) {
	for line, want := range map[string]string{
		"chartd listens on http://127.0.0.1:8080/ - try http://127.0.0.1:8080/a.svg": "127.0.0.1:8080",
		"bare server listens on http://127.0.0.1:1/\n":                               "127.0.0.1:1",
		"another program listens on 127.0.0.1:8080":                                  "",
		"": "",
	} {
		if got := addressIn(line); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}

func TestAServerThatSaysNoAddressIsAnError(t *testing.T) {
	if _, err := Start(t.Context(), "/bin/echo", "hello"); err == nil || !strings.Contains(err.Error(), "no address") {
		t.Errorf("error %v", err)
	}
}
