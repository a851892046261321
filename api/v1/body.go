package v1

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBody is the longest body, in bytes.
const maxBody = 64 << 10

// fields are the members of a body that nobody has taken yet.
type fields map[string]json.RawMessage

// readFields reads a body, which is a JSON object.
func readFields(r request) (fields, error) {
	if text := r.Header.Get("Content-Type"); text != "" {
		if media, _, err := mime.ParseMediaType(text); err != nil || media != "application/json" {
			return nil, errMediaType
		}
	}
	text, err := io.ReadAll(r.Body)
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return nil, errTooLarge
	}
	if err != nil {
		return nil, errors.Join(errCut, err)
	}
	var f fields
	if err := json.Unmarshal(text, &f); err != nil || f == nil {
		return nil, errNotJSON
	}
	return f, nil
}

// take moves a member into *to and reports whether it is there. what says what
// it must be, for the error.
func (f fields) take(name string, to any, what string) (bool, error) {
	raw, ok := f[name]
	if !ok {
		return false, nil
	}
	delete(f, name)
	if string(raw) == "null" || json.Unmarshal(raw, to) != nil {
		return false, invalid(name, "must be %s", what)
	}
	return true, nil
}

// done refuses members that nobody took: a mistyped one must not pass for
// done.
func (f fields) done() error {
	var left []string
	for name := range f {
		left = append(left, name)
	}
	if len(left) == 0 {
		return nil
	}
	slices.Sort(left)
	switch {
	case left[0] == "":
		return invalid("body", "has a field without a name")
	case len(left[0]) > 100:
		return invalid("body", "has a field whose name is over 100 bytes")
	}
	return invalid(left[0], "there is no such field here")
}

// line checks a text of one line with at most most characters.
func line(field, text string, most int) (string, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	if strings.ContainsFunc(text, unicode.IsControl) {
		return "", invalid(field, "must be one line without control characters")
	}
	if utf8.RuneCountInString(text) > most {
		return "", invalid(field, "at most %d characters", most)
	}
	return text, nil
}

// into is where a field of a body goes, and what it should have been.
type into struct {
	name string
	to   any
	what string
}

// takeAll takes those of some fields that are there.
func (f fields) takeAll(list ...into) error {
	for _, field := range list {
		if _, err := f.take(field.name, field.to, field.what); err != nil {
			return err
		}
	}
	return nil
}

// takeDestinations takes a list of ids, and leaves to what it was where there is none.
func (f fields) takeDestinations(to *[]string) error {
	var list []string
	given, err := f.take("destinations", &list, "a list of ids")
	if given {
		*to = list
	}
	return err
}
