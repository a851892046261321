package mail_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parts is what a mail reader finds in a mail.
type parts struct {
	header     netmail.Header
	text, html string
	pictures   map[string][]byte // by Content-ID
}

// read takes a mail apart with other code than wrote it, and says what is wrong
// with its parts.
func read(t *testing.T, raw []byte) parts {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	p := parts{header: m.Header, pictures: map[string][]byte{}}
	p.add(t, m.Header.Get("Content-Type"), m.Body)
	return p
}

// add reads a part, or all in it.
func (p *parts) add(t *testing.T, kind string, body io.Reader) {
	t.Helper()
	media, params, err := mime.ParseMediaType(kind)
	if err != nil || !strings.HasPrefix(media, "multipart/") {
		t.Fatalf("a part of %q, error %v", kind, err)
	}
	for r := multipart.NewReader(body, params["boundary"]); ; {
		part, err := r.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		switch kind {
		case "text/plain":
			p.text = unix(decode(t, quotedprintable.NewReader(part)))
		case "text/html":
			p.html = unix(decode(t, quotedprintable.NewReader(part)))
		case "image/png":
			id := strings.Trim(part.Header.Get("Content-ID"), "<>")
			p.pictures[id] = []byte(decode(t, base64.NewDecoder(base64.StdEncoding, part)))
			if d, _, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition")); d != "inline" {
				t.Errorf("picture %s is %q, want inline", id, d)
			}
		default:
			p.add(t, part.Header.Get("Content-Type"), part)
		}
	}
}

func decode(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// unix is text with the line ends of templates.
func unix(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// element is a start tag of HTML.
type element struct {
	name  string
	attrs map[string]string
}

// elements lists the start tags of a page, and its words.
func elements(t *testing.T, page string) (list []element, words string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode:
			e := element{n.Data, map[string]string{}}
			for _, a := range n.Attr {
				e.attrs[a.Key] = a.Val
			}
			list = append(list, e)
		case n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "title":
			b.WriteString(n.Data + "\n")
		}
	}
	return list, b.String()
}

// ids lists the names of the pictures sorted.
func (p parts) ids() []string { return slices.Sorted(maps.Keys(p.pictures)) }
