package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// asServer is the variable with which this test binary is the bare server.
const asServer = "LOAD_TEST_AS_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		main() // its argument is that of the bare server
		return
	}
	os.Exit(m.Run())
}

// answering is a server for one test, and connections to it.
func answering(t *testing.T, n int, h http.HandlerFunc) crowd {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	all, err := gather(srv.Listener.Addr().String(), n)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := all.close(); err != nil {
			t.Error(err)
		}
	})
	return all
}

func TestAConnectionIsKeptForManyAnswers(t *testing.T) {
	from := map[string]bool{}
	bodies := map[string]string{"/long": strings.Repeat("x", 100_000), "/short": "<svg/>"}
	c := answering(t, 1, func(w http.ResponseWriter, r *http.Request) {
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
		status, body, err := c.get(request(path, false))
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

func TestAsManyRequestsAreSpentAsWereAskedFor(t *testing.T) {
	var seen, packed atomic.Int64
	all := answering(t, 3, func(w http.ResponseWriter, r *http.Request) {
		seen.Add(1)
		if r.Header.Get("Accept-Encoding") == "gzip" {
			packed.Add(1)
		}
		w.WriteHeader(http.StatusNoContent)
	})
	took, err := all.spend(100, request("/", false), 204, "")
	if err != nil || took <= 0 || seen.Load() != 100 || packed.Load() != 0 {
		t.Errorf("%d requests in %v, %d of them for gzip, error %v", seen.Load(), took, packed.Load(), err)
	}
	if _, err := all.spend(10, request("/", true), 204, ""); err != nil || packed.Load() != 10 {
		t.Errorf("%d of 10 requests are for gzip, error %v", packed.Load(), err)
	}
}

func TestAnswersThatAreNotThePictureEndTheRun(t *testing.T) {
	for _, tt := range []struct {
		what   string
		answer http.HandlerFunc
	}{
		{"another status", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<svg", 500) }},
		{"another body", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }},
		{"no length", func(w http.ResponseWriter, _ *http.Request) {
			_ = http.NewResponseController(w).Flush()
			_, _ = io.WriteString(w, "<svg")
		}},
		{"no answer", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
	} {
		t.Run(tt.what, func(t *testing.T) {
			if _, err := answering(t, 2, tt.answer).spend(4, request("/", false), 200, "<svg"); err == nil {
				t.Error("the run went on")
			}
		})
	}
}

func TestPNGsAreCountedWithThoseRefused(t *testing.T) {
	queries := make(chan string, 1<<16)
	all := answering(t, 2, func(w http.ResponseWriter, r *http.Request) {
		queries <- r.URL.RawQuery
		if strings.Contains(r.URL.RawQuery, "Traffic") {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "\x89PNG\r\n\x1a\n")
	})
	drawn, refused, err := all.drawPNGs(t.Context(), 50*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	close(queries)
	seen, asked := map[string]bool{}, int64(0)
	for q := range queries {
		seen[q] = true
		asked++
	}
	if drawn+refused != asked || drawn == 0 || int64(len(seen)) != asked {
		t.Errorf("%d drawn and %d refused of %d, %d different", drawn, refused, asked, len(seen))
	}
}

func TestMemoryIsReadFromAStatus(t *testing.T) {
	const status = "Name:\tchartd\nVmPeak:\t 1234 kB\nVmHWM:\t   18604 kB\nVmRSS:\t   17428 kB\nRssAnon:\t 1 kB\n"
	got, err := parseMemory(status)
	if want := (memory{now: 17428 << 10, most: 18604 << 10}); err != nil || got != want {
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

func TestCompareTakesMediansOfRoundsNotOfServers(t *testing.T) {
	us := time.Microsecond
	got := compare(
		[]cost{{30 * us, 900}, {21 * us, 100}, {28 * us, 800}},
		[]cost{{20 * us, 1000}, {19 * us, 200}, {10 * us, 900}})
	want := costFigures{own: 28 * us, bare: 19 * us, above: 10 * us, ownRate: 800, bareRate: 900, ratio: 800.0 / 900}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestReportSaysWhatWasMet(t *testing.T) {
	var b strings.Builder
	writeReport(&b, settings{connections: 32, seconds: 10, requests: 40_000, rounds: 5},
		memoryFigures{cold: memory{15 << 20, 16 << 20}, loaded: 41 << 20, rate: 612.4, refused: 3},
		costFigures{own: 27 * time.Microsecond, bare: 18 * time.Microsecond, above: 9 * time.Microsecond, ownRate: 40_000, bareRate: 50_000, ratio: 0.8})
	for _, want := range []string{
		"| resident memory, cold | 15.0 MB | at most 16 MB | yes |\n",
		"| resident memory, PNGs on 32 connections | 41.0 MB | at most 40 MB | no |\n",
		"| PNGs refused as too many at once (503) | 3 | | |\n",
		"against a bare 204 | 0.80 | at least 0.85 | no |\n",
		"above the bare 204 | 9.0 µs | at most 10 µs | yes |\n",
		"`cd render/rendertest/peers && go run ./load -connections 32 -seconds 10 -requests 40000 -rounds 5 -gzip=false`",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestARunRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-connections", "0"}, {"-seconds", "0"}, {"-seconds", "601"}, {"-requests", "0"}, {"-rounds", "0"}, {"x"}, {"-x"}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
}

func TestAServerThatSaysNoAddressIsAnError(t *testing.T) {
	if _, err := start(t.Context(), "/bin/echo", "hello"); err == nil || !strings.Contains(err.Error(), "no address") {
		t.Errorf("error %v", err)
	}
}

// BenchmarkLoad is one short run of everything: chartd is built, started,
// asked and stopped.
func BenchmarkLoad(b *testing.B) {
	if _, err := os.Stat("/proc/self/status"); err != nil {
		b.Skip("memory and processor time are read from /proc, which only Linux has")
	}
	if _, err := exec.LookPath("go"); err != nil {
		b.Skip("there is no go command")
	}
	b.Setenv(asServer, "yes") // chartd does not know it; this binary as the bare server does
	for b.Loop() {
		var out strings.Builder
		if err := run(b.Context(), []string{"-seconds", "0.3", "-requests", "500", "-rounds", "1", "-connections", "4"}, &out, io.Discard); err != nil {
			b.Fatal(err)
		}
		if lines := strings.Count(out.String(), "\n| "); lines != 9 {
			b.Errorf("%d lines with figures, want 9, in\n%s", lines, out.String())
		}
	}
}
