package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"strings"
	"testing"
)

// A long form ends with 0 when all passed, with 1 for what failed and with 2 for
// a command line that cannot be read; it says each in the right place.
func TestLongFormEndsAsItsStepDid(t *testing.T) {
	t.Chdir("../..")
	for _, row := range []struct {
		what      string
		args      []string
		res       result
		err       error
		code      int
		out, errs string
	}{
		{"help", []string{"-h"}, result{}, nil, 0, "Explains itself.", ""},
		{"no such flag", []string{"-times=3"}, result{}, nil, 2, "", "check try: flag provided but not defined: -times; go run ./cmd/check try -h explains\n"},
		{"all passed", []string{"-runs=3"}, result{passed: 3, note: "well"}, nil, 0, "3 passed, well\n", ""},
		{"some failed", nil, result{passed: 3, failed: 1, detail: "the second one\n"}, nil, 1, "", "check try: the second one\n\n"},
		{"not carried out", nil, result{passed: 3}, errors.New("no strace"), 1, "", "check try: no strace\n"},
	} {
		runs := 0
		form := longForm{name: "try", help: "Explains itself.", flags: func(flags *flag.FlagSet) stepFunc {
			flags.IntVar(&runs, "runs", 1, "")
			return func(_ context.Context, p *project) (result, error) {
				if p.module != "chartd" || !p.install {
					t.Errorf("%s: module %q, install %v", row.what, p.module, p.install)
				}
				if strings.Join(row.args, "") == "-runs=3" && runs != 3 {
					t.Errorf("%s: %d runs", row.what, runs)
				}
				return row.res, row.err
			}
		}}
		var out, errs bytes.Buffer
		if code := form.main(t.Context(), row.args, &out, &errs); code != row.code || out.String() != row.out || errs.String() != row.errs {
			t.Errorf("%s: exit code %d, output %q, errors %q", row.what, code, out.String(), errs.String())
		}
	}
	t.Chdir(t.TempDir())
	var out, errs bytes.Buffer
	if code := (longCrash).main(t.Context(), nil, &out, &errs); code != 2 || !strings.Contains(errs.String(), "check runs in the project's root") {
		t.Errorf("elsewhere: exit code %d, errors %q", code, errs.String())
	}
}

// Figures and stores that make no sense are refused before anything is built.
func TestLongFormsRefuseNonsense(t *testing.T) {
	t.Chdir("../..")
	for _, row := range []struct{ args, want string }{
		{"crash -kills 0", "check crash: -kills: at least 1\n"},
		{"powercut -runs 0", "check powercut: -runs and -states: at least 1\n"},
		{"powercut -states 0", "check powercut: -runs and -states: at least 1\n"},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), strings.Fields(row.args), &out, &errs); code != 1 || errs.String() != row.want {
			t.Errorf("%s: exit code %d, errors %q, want %q", row.args, code, errs.String(), row.want)
		}
	}
}
