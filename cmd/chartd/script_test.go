package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"chartd/cmd/check/loopback"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run this very test program as chartd.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chartd": func() { begin(testClock()) }})
}

// TestScripts holds whole conversations with the program. Beside the usual
// commands of a script there are
//
//	fetch METHOD URL [HEADER:VALUE…] [-d FORM]   status, headers and body as stdout
//	await TEXT METHOD URL …                      the same, again and again until TEXT is in it
//	terminate                                   SIGTERM to everything in the background
//
// and $ADDR, a free address to listen on.
func TestScripts(t *testing.T) { testscript.Run(t, scriptParams("../../testdata/scripts")) }

// scriptParams are what the scripts of a folder can do.
func scriptParams(dir string) testscript.Params {
	return testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Values[serverOf{}] = &held{}
			free, err := loopback.FreePort()
			e.Setenv("ADDR", loopback.Address(free))
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fetch":     fetch,
			"await":     await,
			"terminate": terminate,
		},
	}
}

// patience is how long a test waits for something to come: many times what that
// takes, as machines that test are busy.
const patience = 30 * time.Second

// fetch waits for a server that has just been started.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: fetch METHOD URL [HEADER:VALUE...] [-d FORM]")
	}
	text, err := ask(args)
	for end := time.Now().Add(patience); notYet(err) && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
		text, err = ask(args)
	}
	ts.Check(err)
	fmt.Fprint(ts.Stdout(), text)
}

// await fetches until the answer has a text in it: what changes elsewhere holds
// a moment later.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: await TEXT METHOD URL [HEADER:VALUE...] [-d FORM]")
	}
	text, err := ask(args[1:])
	for end := time.Now().Add(patience); err == nil && !strings.Contains(text, args[0]); {
		if time.Now().After(end) {
			ts.Fatalf("%q did not come: %s", args[0], text)
		}
		time.Sleep(20 * time.Millisecond)
		text, err = ask(args[1:])
	}
	ts.Check(err)
	fmt.Fprint(ts.Stdout(), text)
}

// ask makes one request and returns status, headers and body as a text.
func ask(args []string) (string, error) {
	var form io.Reader
	if i := slices.Index(args, "-d"); i >= 0 {
		form = strings.NewReader(args[i+1])
		args = slices.Delete(slices.Clone(args), i, i+2)
	}
	ask, err := http.NewRequest(args[0], args[1], form)
	if err != nil {
		return "", err
	}
	if form != nil {
		ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, header := range args[2:] {
		name, value, _ := strings.Cut(header, ":")
		ask.Header.Set(name, value)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(ask)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	var text strings.Builder
	fmt.Fprintln(&text, answer.Status)
	err = answer.Header.Write(&text)
	fmt.Fprintln(&text)
	_, cut := io.Copy(&text, answer.Body)
	return text.String(), errors.Join(err, cut)
}

// notYet reports whether an error means that nothing listens so far.
func notYet(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET)
}

func terminate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 || len(ts.BackgroundCmds()) == 0 {
		ts.Fatalf("usage: terminate, while something runs in the background")
	}
	for _, c := range ts.BackgroundCmds() {
		ts.Check(c.Process.Signal(syscall.SIGTERM))
	}
}
