package api

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// gzipAbove is the size in bytes up to which a body goes out as it is: with
// its headers it fits a packet or two anyway.
const gzipAbove = 1024

// newGzipWriter makes a writer for the pool. Its level is the fastest: a 2 KB
// SVG shrinks to nearly the same at any.
func newGzipWriter() any {
	w, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		panic(err) // only an unknown level is an error
	}
	return w
}

// zip appends body, compressed, to dst. The same body gives the same bytes.
func (s *server) zip(dst, body []byte) []byte {
	w := s.writers.Get().(*gzip.Writer)
	out := appender{dst}
	w.Reset(&out)
	// An appender takes everything, so neither call can fail.
	_, _ = w.Write(body)
	_ = w.Close()
	s.writers.Put(w)
	return out.bytes
}

// packed sends what a handler answers as gzip to readers who take it, for
// handlers that know nothing of that and write an answer in one piece. Pages may
// have secrets beside a reader's words, which a stranger could guess from many
// lengths; but a stranger's page asks without the session cookie (SameSite), and
// so never gets one of these pages.
func (s *server) packed(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if r.Method == http.MethodHead || !acceptsGzip(r.Header["Accept-Encoding"]) {
			serve(w, r)
			return
		}
		p := packer{ResponseWriter: w, s: s}
		serve(&p, r)
		p.begin()
	}
}

// packer holds the status back until it knows whether a body comes.
type packer struct {
	http.ResponseWriter
	s      *server
	status int // 0: none was given, or it was sent
}

func (p *packer) WriteHeader(status int) { p.status = status }

// begin sends the status, if it was not.
func (p *packer) begin() {
	if p.status != 0 {
		p.ResponseWriter.WriteHeader(p.status)
		p.status = 0
	}
}

// Write sends the whole body.
func (p *packer) Write(body []byte) (int, error) {
	n := len(body)
	if n > gzipAbove {
		body = p.s.zip(nil, body)
		h := p.Header()
		h["Content-Encoding"] = gzipped
		h["Content-Length"] = []string{strconv.Itoa(len(body))}
	}
	p.begin()
	if _, err := p.ResponseWriter.Write(body); err != nil {
		return 0, err
	}
	return n, nil
}

type appender struct{ bytes []byte }

func (a *appender) Write(p []byte) (int, error) {
	a.bytes = append(a.bytes, p...)
	return len(p), nil
}

// acceptsGzip reads Accept-Encoding (RFC 9110, 12.5.3): gzip is named or
// covered by *, not with q=0, and identity is not wanted more.
func acceptsGzip(header []string) bool {
	if len(header) == 0 {
		return false
	}
	zip, any, plain := -1.0, -1.0, -1.0
	for _, line := range header {
		for item := range strings.SplitSeq(line, ",") {
			name, q := weigh(item)
			switch {
			case strings.EqualFold(name, "gzip"), strings.EqualFold(name, "x-gzip"):
				zip = q
			case name == "*":
				any = q
			case strings.EqualFold(name, "identity"):
				plain = q
			}
		}
	}
	if zip < 0 {
		zip = any
	}
	return zip > 0 && zip >= plain
}

// weigh splits one element of a weighted list. A q that is no number from 0
// to 1 counts as 0: what cannot be read is not used.
func weigh(item string) (name string, q float64) {
	name, params, _ := strings.Cut(item, ";")
	name, q = strings.TrimSpace(name), 1
	for param := range strings.SplitSeq(params, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(param), "=")
		if !strings.EqualFold(strings.TrimSpace(key), "q") {
			continue
		}
		f, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(f >= 0 && f <= 1) {
			return name, 0
		}
		q = f
	}
	return name, q
}
