package main

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"
)

// closing is the line that tools read: alone on its line, and the last.
var closing = regexp.MustCompile(`(?:^|\n)(\d+ passed, \d+ failed, \d+ skipped)\n$`)

func TestReportCounts(t *testing.T) {
	lacks := errNotRun{"needs gcc", false}
	for _, row := range []struct {
		what   string
		strict bool
		res    result
		err    error
		want   string
	}{
		{"a step without parts passes as one", false, result{}, nil, "1 passed, 0 failed, 0 skipped"},
		{"a step that finds something fails as one", false, result{}, errors.New("found"), "0 passed, 1 failed, 0 skipped"},
		{"parts count for themselves", false, result{passed: 7, failed: 2}, nil, "7 passed, 2 failed, 0 skipped"},
		{"a broken step fails beside its parts", false, result{passed: 7}, errors.New("broke"), "7 passed, 1 failed, 0 skipped"},
		{"a step that lacks something is a skip", false, result{}, lacks, "0 passed, 0 failed, 1 skipped"},
		{"with -install the same is a failure", true, result{}, lacks, "0 passed, 1 failed, 0 skipped"},
		{"an exemption is a skip with -install too", true, result{}, errNotRun{"no database", true}, "0 passed, 0 failed, 1 skipped"},
		{"skipped parts with -install", true,
			result{passed: 3, skips: []skip{{"TestA", "needs swift", true}, {"TestB", "needs ruby", false}}}, nil,
			"3 passed, 1 failed, 1 skipped"},
	} {
		t.Run(row.what, func(t *testing.T) {
			var out bytes.Buffer
			rep := newReport(&out, row.strict)
			rep.add("step", time.Second, row.res, row.err)
			rep.close()
			got := closing.FindStringSubmatch(out.String())
			if got == nil || got[1] != row.want {
				t.Errorf("closing line %q, want %q, of\n%s", got, row.want, out.String())
			}
			if failed := !strings.Contains(row.want, " 0 failed"); failed != (rep.failed > 0) {
				t.Errorf("%d failures, and the line says %s", rep.failed, row.want)
			}
		})
	}
}

func TestReportSaysWhatDidNotRun(t *testing.T) {
	var out bytes.Buffer
	rep := newReport(&out, false)
	rep.add("browser", 0, result{}, errNotRun{"needs chromium; install it", false})
	rep.close()
	if want := "Not run:\n    browser: needs chromium; install it\n"; !strings.Contains(out.String(), want) {
		t.Errorf("got\n%s\nwant in it\n%s", out.String(), want)
	}
}

func TestPerformEndsAStepAtItsLimit(t *testing.T) {
	var out bytes.Buffer
	rep := newReport(&out, false)
	s := step{name: "slow", limit: time.Millisecond, run: func(ctx context.Context, _ *project) (result, error) {
		<-ctx.Done()
		return result{}, nil // even a step that sees nothing wrong
	}}
	rep.perform(t.Context(), &project{}, s)
	if rep.failed != 1 || !strings.Contains(out.String(), "took longer than its limit of 1ms") {
		t.Errorf("%d failures, output\n%s", rep.failed, out.String())
	}
}

func TestPerformAfterAnInterruptBeginsNothing(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("interrupted"))
	var out bytes.Buffer
	rep := newReport(&out, false)
	rep.perform(ctx, &project{}, step{name: "next", limit: time.Minute, run: func(context.Context, *project) (result, error) {
		t.Error("the step was run")
		return result{}, nil
	}})
	if rep.failed != 1 || !strings.Contains(out.String(), "not begun: interrupted") {
		t.Errorf("%d failures, output\n%s", rep.failed, out.String())
	}
}
