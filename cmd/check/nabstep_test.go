package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestLongFormOf(t *testing.T) {
	for _, row := range []struct {
		what string
		args []string
		want string
	}{
		{"no argument", nil, ""},
		{"a step alone is its short form", []string{"crash"}, ""},
		{"a step with a flag", []string{"crash", "-kills", "3"}, "crash"},
		{"a step with another step", []string{"crash", "vet"}, ""},
		{"an empty word", []string{"crash", ""}, ""},
		{"a measure alone", []string{"nab"}, "nab"},
		{"a measure with a folder", []string{"nab", "dir"}, "nab"},
	} {
		got, ok := longFormOf(row.args)
		if got.name != row.want || ok != (row.want != "") {
			t.Errorf("%s: got %q, want %q", row.what, got.name, row.want)
		}
	}
}

func TestNABCommandLine(t *testing.T) {
	t.Chdir("../..")
	for _, row := range []struct {
		args      []string
		code      int
		out, errs string
	}{
		{[]string{"nab", "-h"}, 0, "Measures the anomaly detector", ""},
		{[]string{"nab"}, 1, "", "want one DIR with data and labels.json, or -quiet"},
		{[]string{"nab", "-quiet", "-days", "0"}, 1, "", "want one DIR"},
		{[]string{"nab", "missing"}, 1, "", "missing/labels.json"},
		{[]string{"nab", "-quit"}, 2, "", "-quit"},
		{[]string{"nab", "-quiet", "-days", "3"}, 0, "72 series, ", ""},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), row.args, &out, &errs)
		if code != row.code || !strings.Contains(out.String(), row.out) || !strings.Contains(errs.String(), row.errs) {
			t.Errorf("%v: exit code %d, output %q, errors %q", row.args, code, out.String(), errs.String())
		}
	}
}
