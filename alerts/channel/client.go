package channel

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
)

// Types of bodies.
const (
	jsonKind = "application/json"
	formKind = "application/x-www-form-urlencoded"
	pngKind  = "image/png"
)

// maxBody is how much of an answer is read, in bytes: all that a service says of
// one message is shorter.
const maxBody = 64 << 10

// call is one request.
type call struct {
	method string // "" is POST
	url    string
	kind   string // the Content-Type, "" for none
	header map[string]string
	body   []byte
}

// answer is what a service said.
type answer struct {
	status int
	body   []byte // at most maxBody
}

// ask makes one call. Errors say what went wrong and not where: a URL is a secret
// of whoever may post there.
func (s *Sender) ask(ctx context.Context, c call) (answer, error) {
	if c.method == "" {
		c.method = http.MethodPost
	}
	req, err := http.NewRequestWithContext(ctx, c.method, c.url, bytes.NewReader(c.body))
	if err != nil {
		return answer{}, errors.New("the URL cannot be called")
	}
	req.Header.Set("User-Agent", "chartd")
	if c.kind != "" {
		req.Header.Set("Content-Type", c.kind)
	}
	for name, value := range c.header {
		req.Header.Set(name, oneLine(value))
	}
	res, err := s.client.Do(req)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return answer{}, err
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(res.Body, maxBody)) // the status is the answer, whatever became of the rest
	return answer{res.StatusCode, body}, nil
}

// String is the answer in one line: the status, and what was said.
func (a answer) String() string {
	text := strings.Join(strings.Fields(clean(string(a.body))), " ")
	status := strings.TrimSpace(fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)))
	if text == "" || strings.HasPrefix(text, "<") { // a page for people
		return status
	}
	return status + ": " + text
}

// read decodes a JSON answer; what cannot be read leaves v as it is.
func (a answer) read(v any) { _ = json.Unmarshal(a.body, v) }

// inJSON is a call that posts v as JSON. The characters <, > and & stay what they
// are: nobody puts this JSON into a page, and URLs can be read.
func inJSON(to string, v any) (call, error) {
	body, err := encode(v)
	if err != nil {
		return call{}, fault(errRefused, err)
	}
	return call{url: to, kind: jsonKind, body: body}, nil
}

// encode writes v as JSON, without a line's end.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// field is a part of a multipart form: text, or a file where it has a type.
type field struct {
	name, kind, file string
	data             []byte
}

// asForm is a call that posts multipart/form-data.
func asForm(to string, fields ...field) call {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range fields {
		h := textproto.MIMEHeader{}
		disposition := fmt.Sprintf(`form-data; name="%s"`, f.name)
		if f.file != "" {
			disposition += fmt.Sprintf(`; filename="%s"`, f.file)
		}
		h.Set("Content-Disposition", disposition)
		if f.kind != "" {
			h.Set("Content-Type", f.kind)
		}
		part, _ := w.CreatePart(h) // writes to a buffer
		part.Write(f.data)
	}
	w.Close()
	return call{url: to, kind: w.FormDataContentType(), body: b.Bytes()}
}

// join appends path segments to a base URL, each escaped.
func join(base string, segments ...string) string {
	base = strings.TrimSuffix(base, "/")
	for _, s := range segments {
		base += "/" + url.PathEscape(s)
	}
	return base
}

// bearer is the header of a token.
func bearer(token string) map[string]string {
	return map[string]string{"Authorization": "Bearer " + token}
}
