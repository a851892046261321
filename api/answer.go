package api

import (
	"net/http"
	"strconv"
)

// answer is a response, decided whole before its first byte is sent.
type answer struct {
	status  int      // 0 is 200
	media   []string // Content-Type
	caching []string // Cache-Control
	policy  []string // Content-Security-Policy; nil is onlyStyle
	tag     string   // ETag with its quotes; "" is none
	varies  bool     // by Accept-Encoding
	zipped  bool     // body is gzip
	problem string   // for X-Chartd-Error, one line of plain ASCII; "" is none
	retry   bool     // it may work in a second
	body    []byte
}

// Header values are shared slices set under their canonical names: a map
// write each, where Header.Set would make a new slice each.
var (
	textType = []string{"text/plain; charset=utf-8"}
	jsonType = []string{"application/json"}
	noStore  = []string{"no-store"}
	forever  = []string{"public, max-age=31536000, immutable"} // the URL holds everything
	// A live picture: asked for again each minute, and the one at hand shown while
	// the next is on its way.
	soon = []string{"public, max-age=30, stale-while-revalidate=60"}
	// A live picture whose window has ended. It may still change: numbers are
	// imported, stats renamed, keys taken back.
	long      = []string{"public, max-age=86400"}
	anyOrigin = []string{"*"}
	encoding  = []string{"Accept-Encoding"}
	gzipped   = []string{"gzip"}
	inOne     = []string{"1"}
	exposed   = []string{"X-Chartd-Error"}
	noSniff   = []string{"nosniff"}
	// What a page links to needs not know which chart was being edited there.
	noReferrer = []string{"no-referrer"}
	// An SVG opened as a page may style itself and do nothing else.
	onlyStyle = []string{"default-src 'none'; style-src 'unsafe-inline'"}
)

// write sends the answer. A reader who has gone away is not an error.
func (a answer) write(w http.ResponseWriter) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	h := w.Header()
	h["Access-Control-Allow-Origin"] = anyOrigin
	h["Content-Security-Policy"] = onlyStyle
	if a.policy != nil {
		h["Content-Security-Policy"] = a.policy
		h["Referrer-Policy"] = noReferrer
	}
	h["X-Content-Type-Options"] = noSniff
	h["Cache-Control"] = a.caching
	values := [...]string{a.tag, strconv.Itoa(len(a.body)), a.problem}
	if a.tag != "" {
		h["Etag"] = values[0:1:1]
	}
	if a.varies {
		h["Vary"] = encoding
	}
	if a.problem != "" {
		h["X-Chartd-Error"] = values[2:3:3]
		h["Access-Control-Expose-Headers"] = exposed
	}
	if a.retry {
		h["Retry-After"] = inOne
	}
	if a.status == http.StatusNotModified {
		w.WriteHeader(a.status)
		return
	}
	h["Content-Type"] = a.media
	h["Content-Length"] = values[1:2:2]
	if a.zipped {
		h["Content-Encoding"] = gzipped
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // the only error is a reader who left
}
