//go:build unix

package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// gone waits until a process is no more, or is only waiting to be buried.
func gone(id int) bool {
	for range 200 {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(id) + "/stat")
		if syscall.Kill(id, 0) != nil || err == nil && strings.Contains(string(stat), ") Z ") {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// childOf waits for a process number in a file that a script writes.
func childOf(t *testing.T, file string) int {
	t.Helper()
	for range 500 {
		text, err := os.ReadFile(file)
		if id, bad := strconv.Atoi(strings.TrimSpace(string(text))); err == nil && bad == nil {
			return id
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the script did not begin")
	return 0
}

func TestExecuteLeavesNoChild(t *testing.T) {
	for _, row := range []struct{ what, script string }{
		{"of a command that is cut short", "sleep 60 >/dev/null 2>&1 & echo $! >id; wait"},
		{"that outlives its command", "sleep 60 >/dev/null 2>&1 & echo $! >id"},
	} {
		t.Run(row.what, func(t *testing.T) {
			p := &project{root: t.TempDir()}
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				_, err := p.output(ctx, call{args: []string{"sh", "-c", row.script}})
				done <- err
			}()
			child := childOf(t, filepath.Join(p.root, "id"))
			cancel()
			<-done
			if !gone(child) {
				t.Errorf("process %d is still there", child)
			}
		})
	}
}

func TestOutputCarriesWhatACommandSaid(t *testing.T) {
	p := &project{root: t.TempDir()}
	out, err := p.output(t.Context(), call{env: []string{"WORD=three"}, args: []string{"sh", "-c", "echo one; echo two >&2; echo $WORD; exit 3"}})
	var exit *exec.ExitError
	if out != "one\ntwo\nthree\n" || !errors.As(err, &exit) || exit.ExitCode() != 3 || !strings.Contains(err.Error(), "two") {
		t.Errorf("output %q, error %v", out, err)
	}
}

func TestStdoutIsOnlyThat(t *testing.T) {
	p := &project{root: t.TempDir()}
	c := call{args: []string{"sh", "-c", "echo read; echo aside >&2; exit $CODE"}}
	if out, err := p.stdout(t.Context(), c.with("CODE=0")); out != "read\n" || err != nil {
		t.Errorf("output %q, error %v", out, err)
	}
	if _, err := p.stdout(t.Context(), c.with("CODE=1")); err == nil || !strings.Contains(err.Error(), "aside") {
		t.Errorf("error %v, want one with what the command said", err)
	}
}

func TestLinesHandsOverEachLine(t *testing.T) {
	p := &project{root: t.TempDir()}
	var got []string
	errText, err := p.lines(t.Context(), call{args: []string{"sh", "-c", "echo one; echo aside >&2; printf two"}}, func(line []byte) {
		got = append(got, string(line))
	})
	if err != nil || strings.Join(got, "|") != "one|two" || errText != "aside\n" {
		t.Errorf("lines %q, standard error %q, error %v", got, errText, err)
	}
}

func TestRunningForgetsWhatEnded(t *testing.T) {
	got := running(strings.NewReader("+20\n+30\n-20\n+1\n+0\n+-5\nnonsense\n+40\n-40\n"))
	if len(got) != 1 || !got[30] {
		t.Errorf("running %v, want group 30 alone", got)
	}
}

func TestGuardKillsWhatIsLeft(t *testing.T) {
	cmd := exec.Command("sleep", "60")
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killRunning(strings.NewReader("+" + strconv.Itoa(cmd.Process.Pid) + "\n"))
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != -1 {
		t.Errorf("sleep ended with %v, want a kill", err)
	}
}
