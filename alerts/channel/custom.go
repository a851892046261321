package channel

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// methods are those that a custom channel may use.
var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// custom sends what a template makes of a message, in one request. What an answer
// means is as for webhooks.
func (s *Sender) custom(ctx context.Context, l letter) (answer, error) {
	c := call{method: strings.ToUpper(l.to.Get("method")), url: l.to.Get("url")}
	if !slices.Contains(methods, c.method) {
		return answer{}, fault(errRefused, "method is one of "+strings.Join(methods, ", "))
	}
	values := s.placeholders(l)
	var err error
	if c.header, err = headers(l.to.Get("headers"), values); err != nil {
		return answer{}, err
	}
	body := l.to.Get("body")
	var in syntax
	in, c.kind = syntaxOf(c.header["Content-Type"], body)
	delete(c.header, "Content-Type")
	c.body = []byte(fill(body, values, in))
	said, err := s.ask(ctx, c)
	if err != nil {
		return said, err
	}
	return said, said.patient()
}

// headers reads "Name: value" lines and fills their values; empty lines are
// passed over.
func headers(text string, values map[string]value) (map[string]string, error) {
	out := map[string]string{}
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		name, content, ok := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		if !ok || !token(name) {
			return nil, fault(errRefused, "line "+strconv.Itoa(i+1)+" of headers is not Name: value")
		}
		out[http.CanonicalHeaderKey(name)] = strings.TrimSpace(fill(oneLine(content), values, inline))
	}
	return out, nil
}

// token reports whether a name can be a header's (RFC 9110, section 5.6.2).
func token(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	})
}
