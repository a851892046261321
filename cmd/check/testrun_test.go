package main

import (
	"strings"
	"testing"
)

// events are lines of go test -json with the parts that matter, in the short
// form "action package test output".
func played(t *testing.T, lines ...string) *testRun {
	t.Helper()
	run := newTestRun()
	for _, line := range lines {
		run.line([]byte(line))
	}
	return run
}

func TestResultCountsTests(t *testing.T) {
	for _, row := range []struct {
		what                    string
		lines                   []string
		passed, failed, skipped int
	}{
		{"a test that passes", []string{
			`{"Action":"start","Package":"p"}`,
			`{"Action":"run","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p","Test":"TestA","Elapsed":0}`,
			`{"Action":"pass","Package":"p","Elapsed":0.1}`,
		}, 1, 0, 0},
		{"subtests count in place of their test", []string{
			`{"Action":"run","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p","Test":"TestA/one"}`,
			`{"Action":"pass","Package":"p","Test":"TestA/two"}`,
			`{"Action":"pass","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p"}`,
		}, 2, 0, 0},
		{"a failing subtest fails once, not its test and package too", []string{
			`{"Action":"fail","Package":"p","Test":"TestA/one/deep"}`,
			`{"Action":"fail","Package":"p","Test":"TestA/one"}`,
			`{"Action":"pass","Package":"p","Test":"TestA/two"}`,
			`{"Action":"fail","Package":"p","Test":"TestA"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 1, 1, 0},
		{"a test that fails after its subtests passed", []string{
			`{"Action":"pass","Package":"p","Test":"TestA/one"}`,
			`{"Action":"fail","Package":"p","Test":"TestA"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 1, 1, 0},
		{"a skipped subtest does not make its test a second skip", []string{
			`{"Action":"skip","Package":"p","Test":"TestA/swift"}`,
			`{"Action":"pass","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p"}`,
		}, 0, 0, 1},
		{"a test that is skipped after a subtest passed", []string{
			`{"Action":"pass","Package":"p","Test":"TestA/one"}`,
			`{"Action":"skip","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p"}`,
		}, 1, 0, 1},
		{"a name that begins like another is no subtest of it", []string{
			`{"Action":"pass","Package":"p","Test":"TestA"}`,
			`{"Action":"pass","Package":"p","Test":"TestAB"}`,
			`{"Action":"pass","Package":"p"}`,
		}, 2, 0, 0},
		{"a package without tests", []string{
			`{"Action":"output","Package":"p","Output":"?   \tp\t[no test files]\n"}`,
			`{"Action":"skip","Package":"p"}`,
		}, 0, 0, 0},
		{"a package that does not build", []string{
			`{"ImportPath":"p [p.test]","Action":"build-output","Output":"# p\n"}`,
			`{"ImportPath":"p [p.test]","Action":"build-fail"}`,
			`{"Action":"fail","Package":"p","FailedBuild":"p [p.test]"}`,
		}, 0, 1, 0},
		{"a test that was running when its package died", []string{
			`{"Action":"run","Package":"p","Test":"TestA"}`,
			`{"Action":"output","Package":"p","Test":"TestA","Output":"panic: test timed out\n"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 0, 1, 0},
		{"a package that fails after all tests passed", []string{
			`{"Action":"pass","Package":"p","Test":"TestA"}`,
			`{"Action":"fail","Package":"p"}`,
		}, 1, 1, 0},
		{"packages that fail apart", []string{
			`{"Action":"fail","Package":"p","Test":"TestA"}`,
			`{"Action":"fail","Package":"q","Test":"TestA"}`,
			`{"Action":"fail","Package":"p"}`,
			`{"Action":"fail","Package":"q"}`,
		}, 0, 2, 0},
	} {
		t.Run(row.what, func(t *testing.T) {
			res := played(t, row.lines...).result()
			if res.passed != row.passed || res.failed != row.failed || len(res.skips) != row.skipped {
				t.Errorf("passed %d, failed %d, skipped %d, want %d, %d, %d",
					res.passed, res.failed, len(res.skips), row.passed, row.failed, row.skipped)
			}
		})
	}
}

func TestResultTellsFailuresInFull(t *testing.T) {
	res := played(t,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"a_test.go:1: before the subtest\n"}`,
		`{"Action":"output","Package":"p","Test":"TestA/one","Output":"a_test.go:9: got 1\n"}`,
		`{"Action":"output","Package":"p","Test":"TestA/one","Output":"want 2\n"}`,
		`{"Action":"fail","Package":"p","Test":"TestA/one"}`,
		`{"Action":"output","Package":"p","Test":"TestB","Output":"of no interest\n"}`,
		`{"Action":"pass","Package":"p","Test":"TestB"}`,
		`{"Action":"fail","Package":"p","Test":"TestA"}`,
		`{"Action":"fail","Package":"p"}`,
		`{"ImportPath":"q","Action":"build-output","Output":"q.go:1: no such thing\n"}`,
		`{"Action":"fail","Package":"q","FailedBuild":"q"}`,
		`go: the command itself speaks`,
	).result()
	want := "--- p TestA/one\na_test.go:1: before the subtest\na_test.go:9: got 1\nwant 2\n" +
		"--- q\nq.go:1: no such thing\ngo: the command itself speaks"
	if res.detail != want {
		t.Errorf("got\n%s\nwant\n%s", res.detail, want)
	}
}

func TestProgressNamesThePackagesAtWork(t *testing.T) {
	run := played(t,
		`{"Action":"start","Package":"p"}`,
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"start","Package":"q"}`,
		`{"Action":"pass","Package":"q","Elapsed":61.4}`,
	)
	if got, want := run.progress(), "1 packages done, in p"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if note := run.result().note; !strings.HasSuffix(note, "longest q, 61 s") {
		t.Errorf("the note does not end with the longest package: %q", note)
	}
}

func TestReasonOfASkip(t *testing.T) {
	for _, row := range []struct{ what, output, want string }{
		{"without the place in the code", "=== RUN   TestA\n    a_test.go:12: needs ruby: none\n--- SKIP: TestA (0.00s)\n", "needs ruby: none"},
		{"of several lines", "    a_test.go:12: first\n        second\n", "first\nsecond"},
		{"that is not given", "=== RUN   TestA\n--- SKIP: TestA (0.00s)\n", "it does not say why"},
	} {
		if got := reason(row.output); got != row.want {
			t.Errorf("a reason %s: got %q, want %q", row.what, got, row.want)
		}
	}
}

func TestSkipsKnowTheirExemption(t *testing.T) {
	res := played(t,
		`{"Action":"output","Package":"p","Test":"TestA","Output":"a_test.go:1: not run (exempt): needs swift\n"}`,
		`{"Action":"skip","Package":"p","Test":"TestA"}`,
		`{"Action":"output","Package":"p","Test":"TestB","Output":"b_test.go:1: not run: needs ruby\n"}`,
		`{"Action":"skip","Package":"p","Test":"TestB"}`,
	).result()
	if len(res.skips) != 2 || !res.skips[0].exempt || res.skips[1].exempt {
		t.Errorf("skips %+v, want the first exempt and the second not", res.skips)
	}
}

func FuzzTestRun(f *testing.F) {
	f.Add(`{"Action":"fail","Package":"p","Test":"TestA/one"}` + "\n" + `{"Action":"fail","Package":"p"}`)
	f.Add(`{"Action":"skip","Package":"p","Test":"/"}` + "\n" + `{"Action":"fail","Test":"a//b"}`)
	f.Add("not JSON\n{}\n" + `{"ImportPath":"p","Output":"x"}`)
	f.Fuzz(func(t *testing.T, text string) {
		run := newTestRun()
		for line := range strings.Lines(text) {
			run.line([]byte(line))
		}
		res := run.result()
		if counted := res.passed + res.failed + len(res.skips); counted > len(run.order) {
			t.Errorf("%d verdicts of %d tests and packages", counted, len(run.order))
		}
		if res.failed > 0 && res.detail == "" {
			t.Error("a failure without a word")
		}
	})
}
