package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"chartd/cmd/check/need"
)

// testEvent is a line of go test -json, as "go doc test2json" describes it.
type testEvent struct {
	Action      string
	Package     string
	ImportPath  string // of build events, in place of Package
	Test        string // empty for events of the whole package
	Output      string
	Elapsed     float64 // seconds, when it ended
	FailedBuild string  // why a package failed without a test
}

// testRun is what is known of a run of go test.
type testRun struct {
	tests    map[testKey]*testState
	order    []testKey // as they began
	builds   map[string]string
	packages int       // that ended
	slowest  testEvent // the end of the package that took longest
	stray    []string
}

// testKey names a test, or with an empty test the package.
type testKey struct{ pkg, test string }

// testState is how far a test is.
type testState struct {
	verdict string // pass, fail, skip; empty while it runs
	output  strings.Builder
	build   string // what did not build
}

func newTestRun() *testRun {
	return &testRun{tests: map[testKey]*testState{}, builds: map[string]string{}}
}

// line takes in one line of output. A line that is no event is kept: it is
// the go command itself that speaks.
func (r *testRun) line(line []byte) {
	var e testEvent
	if err := json.Unmarshal(line, &e); err != nil || e.Action == "" {
		r.stray = append(r.stray, string(line))
		return
	}
	r.take(e)
}

func (r *testRun) take(e testEvent) {
	if e.ImportPath != "" {
		r.builds[e.ImportPath] += e.Output
		return
	}
	key := testKey{e.Package, e.Test}
	state := r.tests[key]
	if state == nil {
		state = &testState{}
		r.tests[key] = state
		r.order = append(r.order, key)
	}
	switch e.Action {
	case "output":
		state.output.WriteString(e.Output)
	case "pass", "fail", "skip":
		state.verdict, state.build = e.Action, e.FailedBuild
		if e.Action == "pass" {
			state.output.Reset() // thousands of tests pass, and nobody reads of them
		}
		if e.Test == "" {
			r.packages++
			if e.Elapsed > r.slowest.Elapsed {
				r.slowest = e
			}
		}
	}
}

// progress is how far the run is, and which packages are at it.
func (r *testRun) progress() string {
	text := fmt.Sprintf("%d packages done", r.packages)
	for _, key := range r.order {
		if key.test == "" && r.tests[key].verdict == "" {
			text += ", in " + key.pkg
		}
	}
	return text
}

// result counts the run. A test with subtests counts by these, and itself
// only for what they do not explain; a package counts only where it failed
// and none of its tests did.
func (r *testRun) result() result {
	var res result
	parents := r.explained()
	for _, key := range r.order {
		state := r.tests[key]
		switch verdict := r.verdict(key); {
		case parents[key][verdict]:
		case verdict == "fail":
			res.failed++
			res.detail += r.failure(key)
		case verdict == "skip" && key.test != "":
			why := reason(state.output.String())
			res.skips = append(res.skips, skip{r.name(key), why, need.IsExempt(why)})
		case verdict == "pass" && key.test != "":
			res.passed++
		}
	}
	if res.failed > 0 {
		res.detail += strings.Join(r.stray, "\n")
	}
	res.note = fmt.Sprintf("%d passed, %d failed, %d skipped in %d packages; longest %s, %.0f s", res.passed, res.failed,
		len(res.skips), r.packages, r.slowest.Package, r.slowest.Elapsed)
	return res
}

// verdict is how a test ended. One that never ended, in a package that did,
// was running when its package died: it failed.
func (r *testRun) verdict(key testKey) string {
	verdict := r.tests[key].verdict
	if verdict == "" && key.test != "" {
		if pkg := r.tests[testKey{key.pkg, ""}]; pkg != nil && pkg.verdict == "fail" {
			return "fail"
		}
	}
	return verdict
}

// explained says for tests with subtests, and for packages, which verdicts of
// theirs are counted further down already.
func (r *testRun) explained() map[testKey]map[string]bool {
	parents := map[testKey]map[string]bool{}
	mark := func(key testKey, verdicts ...string) {
		if parents[key] == nil {
			parents[key] = map[string]bool{}
		}
		for _, v := range verdicts {
			parents[key][v] = true
		}
	}
	for _, key := range r.order {
		if key.test == "" {
			continue
		}
		verdict := r.verdict(key)
		mark(testKey{key.pkg, ""}, verdict)
		for at := strings.LastIndexByte(key.test, '/'); at > 0; at = strings.LastIndexByte(key.test[:at], '/') {
			mark(testKey{key.pkg, key.test[:at]}, verdict, "pass")
		}
	}
	return parents
}

// failure is everything a failed test or package wrote.
func (r *testRun) failure(key testKey) string {
	state := r.tests[key]
	text := fmt.Sprintf("--- %s\n", r.name(key))
	if state.build != "" {
		text += r.builds[state.build]
	}
	// What the tests above it say belongs to it as well.
	for at := strings.IndexByte(key.test, '/'); at > 0; {
		text += r.tests[testKey{key.pkg, key.test[:at]}].text()
		next := strings.IndexByte(key.test[at+1:], '/')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return text + state.text()
}

// text is what a test wrote, if anything is known of it.
func (s *testState) text() string {
	if s == nil {
		return ""
	}
	return s.output.String()
}

// name is a test as a person would look for it.
func (r *testRun) name(key testKey) string {
	return strings.TrimSpace(key.pkg + " " + key.test)
}

// reason is what a skipped test said, without the lines of go test around it
// and without the place in the code.
func reason(output string) string {
	var said []string
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line == "" || slices.ContainsFunc([]string{"=== ", "--- "}, func(p string) bool { return strings.HasPrefix(line, p) }) {
			continue
		}
		said = append(said, line)
	}
	if len(said) == 0 {
		return "it does not say why"
	}
	if _, after, ok := strings.Cut(said[0], ".go:"); ok {
		if _, text, ok := strings.Cut(after, ": "); ok {
			said[0] = text
		}
	}
	return strings.Join(said, "\n")
}
