package pgserver

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"chartd/cmd/check/loopback"
)

// process is one process of the machine.
type process struct {
	id, parent int
	state      byte // as ps and Linux write it
}

// stopped and dead are states. One that is dead only waits to be buried.
func (p process) stopped() bool { return p.state == 'T' }
func (p process) dead() bool    { return p.state == 'Z' || p.state == 'X' }

// Kill ends every process of the server at once, as a crash of the machine
// would, except that what was written stays written. It is over when it
// returns. A server that does not run is no error.
func (s *Server) Kill() error {
	if !s.runs() {
		return nil
	}
	ids, err := s.freeze() // one that stands still starts no more processes
	send(signalKill, append(ids, s.running.id)...)
	<-s.running.ended
	s.running = nil
	if err != nil {
		return fmt.Errorf("kill postgres: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	if err := loopback.Poll(ctx, func() (bool, error) { return gone(ids) }); err != nil {
		return fmt.Errorf("kill postgres: %w", err)
	}
	return nil
}

// Freeze stops every process of the server where it is: it takes connections,
// as the system does that for it, and never answers. It is an error when the
// server does not run.
func (s *Server) Freeze() error {
	if !s.runs() {
		return errors.New("freeze postgres: it does not run")
	}
	if _, err := s.freeze(); err != nil {
		return fmt.Errorf("freeze postgres: %w", err)
	}
	return nil
}

// Thaw lets a frozen server go on; for another it does nothing.
func (s *Server) Thaw() error {
	if !s.runs() {
		return nil
	}
	ids, err := family(s.running.id)
	if err != nil {
		return fmt.Errorf("thaw postgres: %w", err)
	}
	for _, p := range ids {
		send(signalContinue, p.id)
	}
	s.guard.watch(s.running.id)
	return nil
}

// freeze stops the parent and then its children, and looks again until it has
// seen all of them stand still: the parent may just have been starting one.
func (s *Server) freeze() (ids []int, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	send(signalFreeze, s.running.id)
	return ids, loopback.Poll(ctx, func() (bool, error) {
		all, err := family(s.running.id)
		if err != nil {
			return false, err
		}
		ids = ids[:0]
		still := true
		for _, p := range all {
			ids = append(ids, p.id)
			if !p.stopped() && !p.dead() {
				still = false
				send(signalFreeze, p.id)
			}
		}
		s.guard.watch(ids...) // they would not see the end of their parent
		return still, nil
	})
}

// family lists a process and its children.
func family(parent int) ([]process, error) {
	all, err := processes()
	if err != nil {
		return nil, err
	}
	var list []process
	for _, p := range all {
		if p.id == parent || p.parent == parent {
			list = append(list, p)
		}
	}
	return list, nil
}

// gone reports whether none of the processes runs any more.
func gone(ids []int) (bool, error) {
	all, err := processes()
	if err != nil {
		return false, err
	}
	left := map[int]bool{}
	for _, p := range all {
		left[p.id] = !p.dead()
	}
	for _, id := range ids {
		if left[id] {
			return false, nil
		}
	}
	return true, nil
}

// processes lists all processes of the machine: on Linux from the kernel, as
// small systems there have no ps.
func processes() ([]process, error) {
	if runtime.GOOS == "linux" {
		return fromKernel()
	}
	return fromPS()
}

// fromKernel reads what Linux says of each process. One that ends meanwhile
// is not listed.
func fromKernel() ([]process, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	var list []process
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		// The second field is a name in brackets, with anything in it.
		id, rest, _ := strings.Cut(string(text), " ")
		fields := strings.Fields(rest[strings.LastIndexByte(rest, ')')+1:])
		if len(fields) < 2 {
			continue
		}
		if p, err := parse(id, fields[1], fields[0]); err == nil {
			list = append(list, p)
		}
	}
	return list, nil
}

// fromPS asks ps, which every other Unix has.
func fromPS() ([]process, error) {
	out, err := exec.Command("ps", "-A", "-o", "pid=", "-o", "ppid=", "-o", "state=").Output()
	if err != nil {
		return nil, fmt.Errorf("ps: %w", err)
	}
	var list []process
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			continue
		}
		if p, err := parse(fields[0], fields[1], fields[2]); err == nil {
			list = append(list, p)
		}
	}
	return list, nil
}

func parse(id, parent, state string) (process, error) {
	i, err := strconv.Atoi(id)
	p, err2 := strconv.Atoi(parent)
	return process{id: i, parent: p, state: state[0]}, errors.Join(err, err2)
}
