package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	all := names(steps())
	plain := all[1:]
	for _, row := range []struct {
		what    string
		args    []string
		steps   []string
		install bool
	}{
		{"no arguments are all steps but the installation", nil, plain, false},
		{"-install begins with it", []string{"-install"}, all, true},
		{"names keep the order of the table", []string{"vet", "format"}, []string{"format", "vet"}, false},
		{"-install with names", []string{"-install", "fuzz"}, []string{installStep, "fuzz"}, true},
		{"the installation without its flag is nothing", []string{installStep}, nil, false},
	} {
		opts, err := parse(row.args)
		if err != nil || opts.install != row.install || !slices.Equal(names(opts.steps), row.steps) {
			t.Errorf("%s: %v, install %v, %v, want %v, %v", row.what, names(opts.steps), opts.install, err, row.steps, row.install)
		}
	}
}

func TestRunWithoutSteps(t *testing.T) {
	for _, row := range []struct {
		args      []string
		code      int
		out, errs string
	}{
		{[]string{"-h"}, 0, "go run ./cmd/check -install", ""},
		{[]string{"-list"}, 0, "govulncheck", ""},
		{[]string{"fomat"}, 2, "", `no step "fomat"; there are install, format, vet`},
		{[]string{"-fast"}, 2, "", "-fast"},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), row.args, &out, &errs)
		if code != row.code || !strings.Contains(out.String(), row.out) || !strings.Contains(errs.String(), row.errs) {
			t.Errorf("%v: exit code %d, output %q, errors %q", row.args, code, out.String(), errs.String())
		}
		if (row.out == "") != (out.Len() == 0) || (row.errs == "") != (errs.Len() == 0) {
			t.Errorf("%v writes to the wrong place: output %q, errors %q", row.args, out.String(), errs.String())
		}
	}
}

func TestStepsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range steps() {
		if s.name == "" || s.about == "" || s.run == nil || s.limit <= 0 || seen[s.name] {
			t.Errorf("step %+v lacks something, or its name is taken", s)
		}
		seen[s.name] = true
		if !strings.Contains(s.about, " ") {
			t.Errorf("step %s: %q says too little", s.name, s.about)
		}
	}
}
