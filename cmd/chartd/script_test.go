package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run this very test program as chartd.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chartd": main})
}

// TestScripts holds whole conversations with the program. Beside the usual
// commands of a script there are
//
//	fetch METHOD URL [HEADER:VALUE…] [-d FORM]   status, headers and body as stdout
//	terminate                                   SIGTERM to everything in the background
//
// and $ADDR, a free address to listen on.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/scripts",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			free, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			e.Setenv("ADDR", free.Addr().String())
			return free.Close()
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fetch":     fetch,
			"terminate": terminate,
		},
	})
}

// fetch waits for a server that has just been started, 10 s at the most.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: fetch METHOD URL [HEADER:VALUE...] [-d FORM]")
	}
	var form io.Reader
	if i := slices.Index(args, "-d"); i >= 0 {
		form = strings.NewReader(args[i+1])
		args = slices.Delete(slices.Clone(args), i, i+2)
	}
	ask, err := http.NewRequest(args[0], args[1], form)
	ts.Check(err)
	if form != nil {
		ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, header := range args[2:] {
		name, value, _ := strings.Cut(header, ":")
		ask.Header.Set(name, value)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(ask)
	for end := time.Now().Add(10 * time.Second); notYet(err) && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
		answer, err = client.Do(ask)
	}
	ts.Check(err)
	defer answer.Body.Close()
	fmt.Fprintln(ts.Stdout(), answer.Status)
	ts.Check(answer.Header.Write(ts.Stdout()))
	fmt.Fprintln(ts.Stdout())
	_, err = io.Copy(ts.Stdout(), answer.Body)
	ts.Check(err)
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
