package pgserver

import (
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
)

// script is the guard: it reads lines of process numbers, of which the last
// one counts, and ends these when its input does. Frozen ones have to be
// thawed to hear of it; what does not end by itself is killed.
const script = `trap '' INT TERM HUP QUIT
while read -r line; do left=$line; done
[ -n "$left" ] || exit 0
kill -QUIT $left
kill -CONT $left
sleep 2
kill -KILL $left`

// guard ends a server whose owner was killed outright.
//
// # Why
//
// A process that is killed cannot tell its children, but whoever reads from
// its pipe sees the end. Linux can send a signal at a parent's death, but
// means the thread that started the child, and Go's threads come and go; and
// it would not reach the server's own children where they stand still.
type guard struct {
	mu   sync.Mutex
	pipe io.WriteCloser
	cmd  *exec.Cmd
}

// startGuard starts the guard, out of reach of what ends this process and its
// group.
func startGuard() (*guard, error) {
	cmd := exec.Command("sh", "-c", script)
	cmd.SysProcAttr = account{}.attributes()
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	return &guard{pipe: pipe, cmd: cmd}, cmd.Start()
}

// watch names the processes that are to end with this one, in place of those
// named before. The guard is a second net: one that is gone stops nobody.
func (g *guard) watch(ids ...int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	fmt.Fprintln(g.pipe, strings.Trim(fmt.Sprint(ids), "[]"))
}

// stop lets the guard go and waits for it.
func (g *guard) stop() {
	g.pipe.Close()
	g.cmd.Wait() // it has nothing to report
}
