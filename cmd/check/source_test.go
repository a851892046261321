package main

import (
	"slices"
	"testing"
	"time"
)

func TestTestFuncsFindsFuzzTargets(t *testing.T) {
	src := plant(t, map[string]string{
		"go.mod":      "// a comment\nmodule planted\n\ngo 1.26\n",
		"a/a_test.go": "package a\nimport \"testing\"\nfunc FuzzA(f *testing.F) {}\nfunc FuzzHelper(t *testing.T) {}\nfunc fuzzB(f *testing.F) {}\n",
		"a/b_test.go": "package a_test\nimport \"testing\"\nfunc FuzzB(f *testing.F) {}\nfunc TestX(t *testing.T) {}\n",
		"a/a.go":      "package a\nimport \"testing\"\nfunc FuzzInCode(f *testing.F) {}\n",
		"r_test.go":   "package r\nimport \"testing\"\ntype T int\nfunc (T) FuzzMethod(f *testing.F) {}\nfunc FuzzRoot(*testing.F) {}\nfunc FuzzTwo(f *testing.F, n int) {}\n",
		// What the go command does not see, nobody may count.
		"testdata/t_test.go":       "package t\nimport \"testing\"\nfunc FuzzData(f *testing.F) {}\n",
		"_old/o_test.go":           "package o\nimport \"testing\"\nfunc FuzzOld(f *testing.F) {}\n",
		"node_modules/n_test.go":   "package n\nimport \"testing\"\nfunc FuzzNode(f *testing.F) {}\n",
		"peers/go.mod":             "module peers\n",
		"peers/p_test.go":          "package p\nimport \"testing\"\nfunc FuzzPeer(f *testing.F) {}\n",
		"a/_hidden_test.go":        "package a\nimport \"testing\"\nfunc FuzzHidden(f *testing.F) {}\n",
		"a/notgo_test.go.disabled": "",
	})
	want := []testFunc{{"./a", "FuzzA"}, {"./a", "FuzzB"}, {"./.", "FuzzRoot"}}
	if got := src.testFuncs("Fuzz", "F"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := packages(want); !slices.Equal(got, []string{"./.", "./a"}) {
		t.Errorf("packages %v", got)
	}
	if src.module != "planted" || !slices.Equal(src.nested, []string{"peers"}) {
		t.Errorf("module %q, nested %v", src.module, src.nested)
	}
}

func TestFuzzTimeSharesTheBudget(t *testing.T) {
	for _, row := range []struct {
		targets int
		want    time.Duration
	}{
		{1, fuzzMost},
		{9, fuzzMost},
		{18, fuzzBudget / 18},
		{1000, fuzzLeast},
	} {
		if got := fuzzTime(row.targets); got != row.want {
			t.Errorf("%d targets: %s each, want %s", row.targets, got, row.want)
		}
	}
}

func TestOutOfTime(t *testing.T) {
	for _, row := range []struct {
		out  string
		want bool
	}{
		{"--- FAIL: FuzzA (5.01s)\n    context deadline exceeded\nFAIL", true},
		{"--- FAIL: FuzzA (5.01s)\n    context deadline exceeded\n    Failing input written to testdata/fuzz/FuzzA/1", false},
		{"--- FAIL: FuzzA (0.10s)\n    a_test.go:3: got 1, want 2", false},
	} {
		if got := outOfTime(row.out); got != row.want {
			t.Errorf("outOfTime(%q) = %v, want %v", row.out, got, row.want)
		}
	}
}
