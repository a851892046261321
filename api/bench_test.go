//go:build unix

package api_test

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"chartd/api"
)

// chartA is the chart of the speed table: 580x180, one series of 44 points,
// a title and labels at both sides.
const chartA = "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxystu&ymin=94.48&ymax=103.3&t=AAPL+(past+2+months)"

// BenchmarkLoopback sends the same request, over connections kept open, to
// three servers that take turns: a bare one of net/http that answers 204, one
// that sends the finished bytes and headers of the picture, and chartd. It
// reports, as medians of all rounds, what share of the bare server's speed the
// other two have, and the processor time and allocations a request to chartd
// takes above the bare one, the client's share included. What the finished
// bytes cost is the part that no drawing, however fast, can save.
//
//	go test -run - -bench Loopback -benchtime 9x ./api
func BenchmarkLoopback(b *testing.B) {
	face := api.New(api.Deps{})
	for _, tt := range []struct{ name, target, encoding string }{
		{"svg", "/a.svg?" + chartA, "identity"},
		{"gzip", "/a.svg?" + chartA, "gzip"},
	} {
		b.Run(tt.name, func(b *testing.B) {
			request := fmt.Sprintf("GET %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: %s\r\n\r\n", tt.target, tt.encoding)
			bare := newLoad(b, http.HandlerFunc(nothing), request)
			sent := newLoad(b, finished(face, tt.target, tt.encoding), request)
			ours := newLoad(b, face, request)
			var sentShare, share, cpu, allocs []float64
			for b.Loop() {
				base, least, own := bare.run(b), sent.run(b), ours.run(b)
				sentShare = append(sentShare, base.wall/least.wall)
				share = append(share, base.wall/own.wall)
				cpu = append(cpu, (own.cpu-base.cpu)*1e6)
				allocs = append(allocs, own.allocs-base.allocs)
			}
			b.ReportMetric(median(sentShare), "finished-of-bare")
			b.ReportMetric(median(share), "of-bare")
			b.ReportMetric(median(cpu), "µs-cpu-above")
			b.ReportMetric(median(allocs), "allocs-above")
		})
	}
}

func nothing(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

// finished answers what face answers to one request, without asking it again.
func finished(face http.Handler, target, encoding string) http.Handler {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("Accept-Encoding", encoding)
	once := httptest.NewRecorder()
	face.ServeHTTP(once, r)
	header, body := once.Result().Header, once.Body.Bytes()
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		maps.Copy(w.Header(), header)
		_, _ = w.Write(body)
	})
}

// BenchmarkHandler is the same request without a network: what the face and
// the drawing cost, and what they allocate, headers included.
func BenchmarkHandler(b *testing.B) {
	face := api.New(api.Deps{})
	for _, path := range []string{"/a.svg", "/a.png"} {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			r := httptest.NewRequest(http.MethodGet, path+"?"+chartA, nil)
			w := &discard{header: http.Header{}}
			for b.Loop() {
				face.ServeHTTP(w, r)
			}
			b.ReportMetric(float64(w.last), "bytes")
		})
	}
}

// discard is a response nobody reads.
type discard struct {
	header http.Header
	last   int
}

func (d *discard) Header() http.Header { return d.header }
func (d *discard) WriteHeader(int)     {}
func (d *discard) Write(p []byte) (int, error) {
	d.last = len(p)
	return len(p), nil
}

// load is a set of open connections to one server.
type load struct {
	request string
	lines   []*line
}

type line struct {
	net.Conn
	answers *bufio.Reader
	size    int // of an answer, header and body; 0 until the first
}

const (
	connections = 16
	each        = 500 // requests on each connection in a round
)

// cost is what one request took: seconds, seconds of processor, allocations.
type cost struct{ wall, cpu, allocs float64 }

// newLoad opens connections to a server of its own for the handler.
func newLoad(b *testing.B, h http.Handler, request string) *load {
	s := httptest.NewServer(h)
	b.Cleanup(s.Close)
	l := &load{request: request}
	for range connections {
		conn, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { conn.Close() })
		l.lines = append(l.lines, &line{Conn: conn, answers: bufio.NewReaderSize(conn, 16<<10)})
	}
	l.run(b)
	return l
}

func (l *load) run(b *testing.B) cost {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	busy, start := processor(b), time.Now()
	var all sync.WaitGroup
	for _, c := range l.lines {
		all.Go(func() {
			for range each {
				if err := c.ask(l.request); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	wall, spent := time.Since(start).Seconds(), processor(b)-busy
	runtime.ReadMemStats(&after)
	n := float64(connections * each)
	return cost{wall / n, spent / n, float64(after.Mallocs-before.Mallocs) / n}
}

// ask sends the request and reads the answer, with as little work as a client
// can do, since it runs on the same processors: every answer to the same
// request is as long as the first one.
func (c *line) ask(request string) error {
	if _, err := io.WriteString(c, request); err != nil {
		return err
	}
	if c.size == 0 {
		return c.measure()
	}
	begin, err := c.answers.Peek(len("HTTP/1.1 200"))
	if err != nil {
		return err
	}
	if begin[9] != '2' {
		return fmt.Errorf("answer %q", begin)
	}
	_, err = c.answers.Discard(c.size)
	return err
}

// measure reads the first answer and its length in bytes.
func (c *line) measure() error {
	for length := 0; ; {
		header, err := c.answers.ReadString('\n')
		if err != nil {
			return err
		}
		c.size += len(header)
		if value, ok := strings.CutPrefix(header, "Content-Length: "); ok {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
		if header == "\r\n" {
			c.size += length
			_, err = c.answers.Discard(length)
			return err
		}
	}
}

// processor is the processor time of this process so far, in seconds.
func processor(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
