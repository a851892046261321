package main

import (
	"errors"
	"strings"
	"testing"

	"chartd/cmd/check/powercut"
)

// A run passes only when it kept the promise, or was meant to break it and did:
// one that shows nothing would show nothing in any other.
func TestPowerRunVerdict(t *testing.T) {
	whole := powercut.Report{Acked: 100, States: 50}
	refusing := whole
	refusing.Refused = 3
	broken := powercut.Report{Acked: 100, Refused: 3, States: 50, LostCount: 2, Lost: []error{errors.New("state 7: a point is lost"), errors.New("state 8: another")}}
	for _, row := range []struct {
		what string
		run  powerRun
		rep  powercut.Report
		err  error
		want string // part of the verdict; "" is a pass
	}{
		{"the promise kept", powerRun{}, whole, nil, ""},
		{"the promise broken", powerRun{}, broken, nil, "2 of 50 states break the promise:\nstate 7: a point is lost\nstate 8: another"},
		{"without syncs, and it shows", powerRun{deaf: true}, broken, nil, ""},
		{"without syncs, and nothing shows", powerRun{deaf: true}, whole, nil, "the test sees nothing"},
		{"a fault, and the promise kept", powerRun{fault: "fsync"}, refusing, nil, ""},
		{"a fault, and the promise broken", powerRun{fault: "fsync"}, broken, nil, "break the promise"},
		{"a fault that did not happen", powerRun{fault: "fsync"}, whole, nil, "the fault did not happen"},
		{"a run that could not be carried out", powerRun{deaf: true, fault: "fsync"}, powercut.Report{}, errors.New("no strace"), ""},
	} {
		got := row.run.verdict(row.rep, row.err)
		if (got == nil) != (row.want == "") || got != nil && !strings.Contains(got.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.what, got, row.want)
		}
	}
}

// Both kinds of faults, and the run that must fail, are there; their samples hold
// what the failing syncs are looked at for.
func TestPowerRunsAreWhole(t *testing.T) {
	deaf := 0
	for _, run := range powerRuns {
		if run.what == "" || run.posts < 1 || run.states < 1 || (run.fault == "") != (run.mended == 0) {
			t.Errorf("%+v lacks something", run)
		}
		if run.deaf {
			deaf++
		}
	}
	if deaf != 1 {
		t.Errorf("%d runs without syncs, want 1", deaf)
	}
}
