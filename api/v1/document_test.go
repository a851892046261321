package v1

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDocumentListsEveryRouteAndNoOther(t *testing.T) {
	var doc struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(document, &doc); err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	for path, methods := range doc.Paths {
		for method := range methods {
			if method != "parameters" {
				written[strings.ToUpper(method)+" "+path] = true
			}
		}
	}
	if !written["GET /openapi.json"] {
		t.Error("the document does not list itself")
	}
	delete(written, "GET /openapi.json")
	for _, row := range routes {
		name := row.method + " " + row.path
		if !written[name] {
			t.Errorf("%s is not in the document", name)
		}
		delete(written, name)
	}
	for name := range written {
		t.Errorf("%s is in the document alone", name)
	}
}

func TestMatches(t *testing.T) {
	for _, row := range []struct {
		pattern, name string
		want          bool
	}{
		{"a", "a", true}, {"a", "A", false}, {"a", "ab", false}, {"*", "", true}, {"*", "a/b", true}, {"a*", "a", true},
		{"*b", "aab", true}, {"a*c*e", "abcde", true}, {"a*c*e", "abde", false}, {"?", "é", true}, {"?", "", false},
		{"**a**", "ba", true}, {"a[b]", "a[b]", true}, {"*ab", "aab", true}, {"*a?", "aab", true},
	} {
		if got := matches(row.pattern, row.name); got != row.want {
			t.Errorf("%s on %s: %t", row.pattern, row.name, got)
		}
	}
}

// A name matches every pattern that is made of it by putting * for parts and ?
// for characters.
func TestMatchesWhatAPatternWasMadeOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pattern, name strings.Builder
		for _, part := range rapid.SliceOf(rapid.StringOf(rapid.SampledFrom([]rune("ab.")))).Draw(t, "parts") {
			name.WriteString(part)
			switch rapid.IntRange(0, 2).Draw(t, "as") {
			case 0:
				pattern.WriteString(part)
			case 1:
				pattern.WriteString("*")
			default:
				pattern.WriteString(strings.Repeat("?", len(part)))
			}
		}
		if !matches(pattern.String(), name.String()) {
			t.Fatalf("%q does not match %q", pattern.String(), name.String())
		}
	})
}

func TestProblemsHaveTypesOfTheirOwn(t *testing.T) {
	for _, row := range kinds {
		p := explain(about("x", row.err))
		if p.Status != row.status || !strings.HasPrefix(p.Type, "urn:chartd:problem:") || p.Field != "x" {
			t.Errorf("%v: %+v", row.err, p)
		}
	}
}
