package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"chartd/cmd/check/powercut"
)

// powerRun is one run under strace.
type powerRun struct {
	what  string
	flags []string
	fault string // strace's inject
	posts int
	// deaf says that the sync is taken out: then the comparison must find posts
	// that are lost, else it would find nothing in any run.
	deaf bool
	// states is how many states are looked at.
	states int
}

// powerRuns are all runs of the step. Small bounds of memory let checkpoints be
// cut, too. strace counts calls by thread, so a fault ends when each thread has
// met its share.
var powerRuns = []powerRun{
	{what: "power cut", posts: 160, states: 280},
	{what: "without syncs", flags: []string{"--durability=process"}, posts: 40, states: 30, deaf: true},
	{what: "failing fsync", fault: "fsync,fdatasync:error=EIO:when=12..15", posts: 80, states: 120},
	{what: "full disk", fault: "pwrite64:error=ENOSPC:when=60..63", posts: 80, states: 70},
}

// runPowerCut records runs of chartd and replays them onto a disk that forgets.
func runPowerCut(ctx context.Context, p *project) (result, error) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		return result{}, errNotRun{why: "needs strace; go run ./cmd/check -install gets it"}
	}
	program := filepath.Join(p.temp, "chartd-powercut")
	if _, err := p.output(ctx, goCall("build", "-o", program, "./cmd/chartd")); err != nil {
		return result{}, err
	}
	seed := uint64(time.Now().UnixNano())
	res, states := result{}, 0
	for _, run := range powerRuns {
		p.status(run.what)
		dir, err := os.MkdirTemp(p.temp, "powercut-*")
		if err != nil {
			return res, err
		}
		test := &powercut.Test{
			Program: program, Strace: strace, Dir: dir, Flags: append([]string{"--head-bytes=4KB"}, run.flags...),
			Fault: run.fault, Posts: run.posts, States: run.states, Seed: seed, Out: p.out,
		}
		rep, err := test.Run(ctx)
		states += rep.States
		if err = errors.Join(err, run.verdict(rep, err)); err != nil {
			res.failed++
			res.detail += fmt.Sprintf("%s, seed %d: %v\n", run.what, seed, err)
			continue
		}
		res.passed++
	}
	res.note = fmt.Sprintf("%d states of a cut disk, seed %d", states, seed)
	return res, nil
}

// verdict judges a run that could be carried out.
func (run powerRun) verdict(rep powercut.Report, err error) error {
	switch {
	case err != nil:
		return nil // it says what is wrong
	case run.deaf && rep.LostCount == 0:
		return errors.New("the sync is taken out, and no state shows a lost point: the test sees nothing")
	case run.deaf:
		return nil
	case run.fault != "" && rep.Refused == 0:
		return errors.New("no post was refused: the fault did not happen")
	}
	return rep.Verdict()
}
