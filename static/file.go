package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"path"
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

func newFile(name string, body []byte) File {
	return File{Body: body, Packed: compress(body), Type: types[path.Ext(name)], Tag: digest(body)[:20]}
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
