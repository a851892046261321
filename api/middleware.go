package api

import (
	"cmp"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"chartd/api/embeds"
	"chartd/api/export"
)

// allow lets the listed methods through, answers OPTIONS, and refuses others.
func allow(methods string, serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet, http.MethodHead:
			serve(w, r)
			return
		case http.MethodPost:
			if methods == drawing {
				serve(w, r)
				return
			}
		case http.MethodOptions:
			preflight(w, methods)
			return
		}
		refused := errMethod
		if methods == reading {
			refused = errReadOnly
		}
		w.Header().Set("Allow", methods)
		status, public := explain(refused)
		complaint(status, public).write(w)
	}
}

// preflight tells a browser's script that it may ask from any page. A day is
// the longest that browsers keep that.
func preflight(w http.ResponseWriter, methods string) {
	h := w.Header()
	h["Access-Control-Allow-Origin"] = anyOrigin
	h.Set("Access-Control-Allow-Methods", methods)
	h.Set("Access-Control-Allow-Headers", "Content-Type, If-None-Match")
	h.Set("Access-Control-Max-Age", "86400")
	h.Set("Allow", methods)
	w.WriteHeader(http.StatusNoContent)
}

// notFound answers every path that the table does not have.
func notFound(w http.ResponseWriter, _ *http.Request) {
	status, public := explain(errNotFound)
	complaint(status, public).write(w)
}

// rescue turns a panic into a 500 and a log line with the stack. All answers but
// long exports are whole before they are sent, so nothing has gone out yet.
func (s *server) rescue(w http.ResponseWriter, r *http.Request) {
	fault := recover()
	if fault == nil {
		return
	}
	if fault == http.ErrAbortHandler {
		panic(fault) // net/http's own way to drop a connection
	}
	s.log.Error("panic", "path", loggable(r.URL), "fault", fault, "stack", string(debug.Stack()))
	complaint(http.StatusInternalServerError, errFault).write(w)
}

// loggable is the path of a URL without the secrets that may be in it.
func loggable(u *url.URL) string { return embeds.WithoutKeys(export.WithoutToken(u)) }

// recorder remembers what was answered, for the access log.
type recorder struct {
	http.ResponseWriter
	s      *server
	r      *http.Request
	start  time.Time
	status int
	bytes  int
}

func (s *server) record(w http.ResponseWriter, r *http.Request) *recorder {
	return &recorder{ResponseWriter: w, s: s, r: r, start: time.Now(), status: http.StatusOK}
}

func (c *recorder) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *recorder) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	if c.r.Method != http.MethodHead {
		c.bytes += n
	}
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (c *recorder) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// unknown is a path that means nothing here as logs may show it: where a client
// misses the address of a call, its key may be in any part but the first.
func unknown(path string) string {
	if i := strings.IndexByte(strings.TrimPrefix(path, "/"), '/'); i >= 0 {
		return path[:i+1] + "/-"
	}
	return path
}

// maxLogged bounds each word of the access log that a stranger chose, in bytes.
const maxLogged = 256

// finish writes the line: time, address, method, path, status, bytes,
// microseconds. The query stays out: it is the reader's data.
func (c *recorder) finish() {
	address, _, err := net.SplitHostPort(c.r.RemoteAddr)
	if err != nil {
		address = "-"
	}
	// Neither a method nor an escaped path has blanks or control characters; the
	// path of "GET http://host" is empty, and every line has all its words.
	path := cmp.Or(loggable(c.r.URL), "-")
	if c.status == http.StatusNotFound {
		path = unknown(path)
	}
	line := make([]byte, 0, 128+min(len(path), maxLogged))
	line = c.start.UTC().AppendFormat(line, "2006-01-02T15:04:05.000Z")
	for _, field := range []string{address, c.r.Method, path} {
		line = append(append(line, ' '), field[:min(len(field), maxLogged)]...)
	}
	spent := time.Since(c.start).Microseconds()
	for _, figure := range []int64{int64(c.status), int64(c.bytes), spent} {
		line = strconv.AppendInt(append(line, ' '), figure, 10)
	}
	// A full disk must not stop pictures; the writer's owner reports it.
	_, _ = c.s.access.Write(append(line, '\n'))
}
