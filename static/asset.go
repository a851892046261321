package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

// types maps an ending to the type the file is served as. Nothing else is
// embedded for browsers.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
}

// asset is one finished file.
type asset struct {
	body, packed []byte // packed is body through gzip
	kind         string // Content-Type
	tag          string // strong ETag without its quotes; packed has a tag of its own
}

func newAsset(name string, body []byte) asset {
	return asset{
		body:   body,
		packed: compress(body),
		kind:   types[path.Ext(name)],
		tag:    digest(body)[:20],
	}
}

// serve writes the file, compressed where the reader takes gzip, or 304 where
// the reader has it already. Caching headers are the caller's.
func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	body, tag := a.body, `"`+a.tag+`"`
	h := w.Header()
	if takesGzip(r.Header.Values("Accept-Encoding")) {
		body, tag = a.packed, `"`+a.tag+`-gzip"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", a.kind)
	h.Set("ETag", tag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("X-Content-Type-Options", "nosniff")
	if matches(r.Header.Values("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a reader who left is no error of ours
	}
}

// takesGzip reports whether a list of codings (RFC 9110, 12.5.3) names gzip
// with a weight above zero.
func takesGzip(headers []string) bool {
	for coding := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		q, found := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		share, err := strconv.ParseFloat(q, 64)
		return !found || err == nil && share > 0
	}
	return false
}

// matches reports whether a list of entity tags (RFC 9110, 13.1.2) holds tag
// or is a star. The comparison is the weak one, as that header asks.
func matches(headers []string, tag string) bool {
	for listed := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		listed = strings.TrimSpace(listed)
		if listed == "*" || strings.TrimPrefix(listed, "W/") == tag {
			return true
		}
	}
	return false
}

// minified returns the file without what browsers don't need. A file that the
// minifier does not understand is served as it was written: larger is better
// than missing.
func minified(name string, body []byte) []byte {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	kind, _, _ := strings.Cut(types[path.Ext(name)], ";")
	small, err := m.Bytes(kind, body)
	if err != nil {
		return body
	}
	return small
}

// compress packs at the best level: it runs once a start, its result is sent
// for as long as the program lives.
func compress(body []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // fails for unknown levels only
	_, _ = z.Write(body)                                    // a buffer takes everything
	_ = z.Close()
	return out.Bytes()
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
