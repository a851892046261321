package v1

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// document is the OpenAPI 3.1 description, kept by hand.
//
//go:embed openapi.json
var document []byte

// serveDocument shows the document to everyone.
func serveDocument(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=300")
	h.Del("Vary")
	send(w, r, http.StatusOK, document)
}

// write sends an answer.
func write(w http.ResponseWriter, r *http.Request, a answer) error {
	h := w.Header()
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if a.location != "" {
		h.Set("Location", a.location)
	}
	if a.next != "" {
		h.Set("Link", "<"+a.next+`>; rel="next"`)
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return nil
	}
	text, err := encode(a.body)
	if err != nil {
		return err
	}
	send(w, r, a.status, text)
	return nil
}

// encode is the body of an answer. HTML's characters stay as they are: this is
// never a page.
func encode(body any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(body)
	return b.Bytes(), err
}

// send writes a JSON text with its tag, or 304 to who has it.
func send(w http.ResponseWriter, r *http.Request, status int, text []byte) {
	h, tag := w.Header(), tagOf(text)
	if status == http.StatusOK {
		h.Set("ETag", tag)
	}
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if reads && status == http.StatusOK && listed(r.Header["If-None-Match"], tag, true) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text) // the only error is a client who left
}

// tagOf is the strong tag of a text: half of its SHA-256.
func tagOf(text []byte) string {
	sum := sha256.Sum256(text)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

// listed reports whether a tag is in an If-None-Match, which compares weakly,
// or an If-Match, which does not (RFC 9110, 13.1). Our tags have no commas.
func listed(header []string, tag string, weak bool) bool {
	for _, list := range header {
		for item := range strings.SplitSeq(list, ",") {
			item = strings.TrimSpace(item)
			if weak {
				item = strings.TrimPrefix(item, "W/")
			}
			if item == "*" || item == tag {
				return true
			}
		}
	}
	return false
}

// unchanged checks the If-Match of a request against what a GET would show.
func unchanged(r request, shown any) error {
	wanted := r.Header["If-Match"]
	if len(wanted) == 0 {
		return nil
	}
	text, err := encode(shown)
	if err == nil && !listed(wanted, tagOf(text), false) {
		err = errChanged
	}
	return err
}
