package channel

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image/png"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"chartd/alerts"
	"chartd/alerts/message"
)

var update = flag.Bool("update", false, "write the golden requests anew")

// loopback allows calls to the servers of tests.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// service is a server that records what it is asked, whole, and answers what a
// test wants.
type service struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string
	bodies [][]byte
}

// serve starts a service; say is what it answers, nil is 200 without a word.
func serve(t testing.TB, say http.HandlerFunc) *service {
	t.Helper()
	s := &service{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("read a request: %v", err)
		}
		s.mu.Lock()
		s.asked = append(s.asked, script(r, body))
		s.bodies = append(s.bodies, body)
		s.mu.Unlock()
		if say != nil {
			r.Body = io.NopCloser(bytes.NewReader(body))
			say(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// requests are all that the service was asked, as text.
func (s *service) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

var (
	chartURL  = regexp.MustCompile(`/a\.png\?[^"\s<>\\]*`)
	signedURL = regexp.MustCompile(`/l/[-_A-Za-z0-9]+`)
)

// script is a request as people read it, the same on each run.
func script(r *http.Request, body []byte) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.Method, r.URL.RequestURI())
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		value := strings.Join(r.Header[name], " | ")
		if name == "Content-Type" && params["boundary"] != "" {
			value = kind
		}
		if name != "Content-Length" && name != "Accept-Encoding" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	b.WriteString("\n")
	if params["boundary"] != "" {
		parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
		for part, err := parts.NextPart(); err == nil; part, err = parts.NextPart() {
			content, _ := io.ReadAll(part)
			fmt.Fprintf(&b, "--- %s %s\n%s\n", part.Header.Get("Content-Disposition"), part.Header.Get("Content-Type"), readable(content))
		}
	} else if len(body) > 0 {
		b.WriteString(readable(body) + "\n")
	}
	text := chartURL.ReplaceAllString(b.String(), "/a.png?CHART")
	return strings.ReplaceAll(signedURL.ReplaceAllString(text, "/l/TOKEN"), r.Host, "HOST")
}

// readable is a body for people: JSON indented, a picture as its size.
func readable(body []byte) string {
	if c, err := png.DecodeConfig(bytes.NewReader(body)); err == nil {
		return fmt.Sprintf("PNG of %d × %d", c.Width, c.Height)
	}
	var b bytes.Buffer
	if json.Indent(&b, body, "", "  ") == nil {
		return b.String()
	}
	return string(body)
}

// golden compares requests with testdata/NAME.txt.
func golden(t *testing.T, name string, got []string) {
	t.Helper()
	text := strings.Join(got, "\n==========\n\n")
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func pointer(v float64) *float64 { return &v }

// fired is a notice of a stat that is above its limit.
func fired(key, name string) alerts.Notice {
	n := alerts.Notice{
		Key: key + ".1", Episode: key, Event: alerts.Fired, At: 1_487_412_180, Began: 1_487_412_180,
		Alert: alerts.AlertFacts{ID: "YYYYYY", Kind: alerts.Value, Window: "1h", Operator: alerts.Greater, Threshold: 500},
		Stat:  alerts.StatFacts{ID: "BBBBBB", Name: name, Counter: false},
		Value: pointer(731.2),
		Chart: alerts.Chart{From: 24_790_000, Step: 5},
	}
	for i := range 24 {
		n.Chart.Values = append(n.Chart.Values, pointer(300+float64(i*i)))
	}
	return n
}

// cleared is the end of fired.
func cleared(key, name string) alerts.Notice {
	n := fired(key, name)
	n.Key, n.Event, n.Value = key+".2", alerts.Cleared, pointer(402.9)
	return n
}

// hostile is a name that is something else in every language it gets into.
const hostile = "<!channel> @everyone *b* [x](http://y) \"q\" \\ & </b> {{title}}\r\nX-Bad: 1"

// plainMessage has one notice.
func plainMessage() alerts.Message {
	return alerts.Message{Key: "m1", Notices: []alerts.Notice{fired("YYYYYY.1.1", "overall http request time")}}
}

// hostileMessage has two notices of a hostile name.
func hostileMessage() alerts.Message {
	return alerts.Message{Key: "m2", Notices: []alerts.Notice{fired("YYYYYY.1.2", hostile), cleared("YYYYYY.1.1", hostile)}}
}

// manyMessage has hundreds of notices with long names.
func manyMessage(n int) alerts.Message {
	m := alerts.Message{Key: "m3"}
	for i := range n {
		m.Notices = append(m.Notices, fired(fmt.Sprintf("YYYYYY.1.%d", i), fmt.Sprintf("%d %s", i, strings.Repeat(`*@<"&é`, 30))))
	}
	return m
}

// target makes a destination of settings.
func target(t testing.TB, c alerts.Channel, settings map[string]string) alerts.Destination {
	t.Helper()
	to, err := alerts.NewTarget(c, settings)
	if err != nil {
		t.Fatal(err)
	}
	return alerts.Destination{ID: 7, Name: "ops", Channel: c, Target: to}
}

// public are options of a server that readers can reach, with all services at s.
func public(s *service) Options {
	home := map[alerts.Channel]string{}
	for c := range homes {
		home[c] = s.URL
	}
	return Options{
		Places: message.Places{Base: "https://charts.example", Key: bytes.Repeat([]byte{7}, 32)},
		Allow:  loopback, Homes: home,
	}
}

// private are options of a server that nobody outside can reach.
func private(s *service) Options {
	o := public(s)
	o.Private = true
	return o
}

// send sends without an answer to look at.
func send(t testing.TB, o Options, to alerts.Destination, m alerts.Message) error {
	t.Helper()
	_, err := New(o).Send(context.Background(), to, m)
	return err
}
