package v1_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// load reads the document as the server shows it.
func load(t *testing.T, h *house) *openapi3.T {
	t.Helper()
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(h.do("GET", "/openapi.json", "").text)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(loader.Context); err != nil {
		t.Fatal(err)
	}
	return doc
}

// Every exchange of a story is as the document says, and every operation of the
// document is in a story.
func TestStories(t *testing.T) {
	done := map[string]bool{} // operations that were asked for what they do
	doc := load(t, newHouse(t))
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	for name, story := range stories {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			story(t, h)
			h.keepsSecrets()
			for _, x := range h.seen {
				if op := check(t, router, x); op != nil && x.status < 400 {
					done[op.OperationID] = true
				}
			}
		})
	}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			if !done[op.OperationID] {
				t.Errorf("no story does %s %s", method, path)
			}
		}
	}
}

// check holds an exchange against the document. A request that was answered
// with what it wanted must be one that the document allows; any answer must be
// described. It returns what was asked for; nil is nothing that is described.
func check(t *testing.T, router routers.Router, x exchange) *openapi3.Operation {
	t.Helper()
	r := httptest.NewRequest(x.method, "/api/v1"+x.target, strings.NewReader(x.body))
	r.Header = x.header
	route, params, err := router.FindRoute(r)
	if err != nil {
		if x.status != http.StatusNotFound && x.status != http.StatusMethodNotAllowed {
			t.Errorf("%s %s: %d, and %v", x.method, x.target, x.status, err)
		}
		return nil
	}
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true, RejectWhenRequestBodyNotSpecified: true}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: options}
	err = openapi3filter.ValidateRequest(context.Background(), in)
	if err != nil && x.status < 400 {
		t.Errorf("%s %s %.200s: answered with %d, and the document refuses it: %v", x.method, x.target, x.body, x.status, err)
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: x.status, Header: x.answer, Options: options}
	out.SetBodyBytes(x.text)
	if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
		t.Errorf("%s %s: answer %d %.300s: %v", x.method, x.target, x.status, x.text, err)
	}
	return route.Operation
}
