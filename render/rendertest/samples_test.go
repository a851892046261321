package rendertest_test

import (
	"regexp"
	"strings"
	"testing"

	"chartd/render"
	"chartd/render/rendertest"
)

func TestSamplesAreManyAndDistinct(t *testing.T) {
	samples := rendertest.Samples()
	if len(samples) < 48 {
		t.Errorf("%d samples, want at least 48", len(samples))
	}
	name := regexp.MustCompile(`^[a-z0-9-]+$`)
	seen := map[string]bool{}
	for _, s := range samples {
		if !name.MatchString(s.Name) || seen[s.Name] {
			t.Errorf("%q is no name of a folder, or used twice", s.Name)
		}
		seen[s.Name] = true
		if s.Note == "" || strings.ContainsAny(s.Query, "\n\r") {
			t.Errorf("%s: note %q, query %q", s.Name, s.Note, s.Query)
		}
	}
}

func TestSamplesAreAllDrawn(t *testing.T) {
	sheet := render.Borrow()
	defer sheet.Return()
	for _, s := range rendertest.Samples() {
		if err := s.Parse(sheet); err != nil {
			t.Error(err)
		}
	}
}
