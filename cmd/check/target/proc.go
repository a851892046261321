package target

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Memory is the resident memory of a process in bytes: now, and the most that
// it ever was.
type Memory struct{ Now, Most int }

// Memory reads the server's.
func (s *Server) Memory() (Memory, error) {
	text, err := s.proc("status")
	if err != nil {
		return Memory{}, err
	}
	return parseMemory(text)
}

// parseMemory reads VmRSS and VmHWM of /proc/PID/status (proc_pid_status(5)).
func parseMemory(status string) (Memory, error) {
	var m Memory
	for line := range strings.Lines(status) {
		name, value, _ := strings.Cut(line, ":")
		var to *int
		switch name {
		case "VmRSS":
			to = &m.Now
		case "VmHWM":
			to = &m.Most
		default:
			continue
		}
		number, isKB := strings.CutSuffix(strings.TrimSpace(value), " kB")
		kb, err := strconv.Atoi(number)
		if err != nil || !isKB {
			return Memory{}, fmt.Errorf("%s is %q", name, value)
		}
		*to = kb << 10
	}
	if m.Now == 0 || m.Most == 0 {
		return Memory{}, errors.New("no VmRSS or VmHWM in the status of the process")
	}
	return m, nil
}

// tick is the unit of times in /proc/PID/stat: sysconf(_SC_CLK_TCK) is 100
// wherever Go runs on Linux.
const tick = 10 * time.Millisecond

// Spent is the processor time of the server so far, in user code and in the
// kernel.
func (s *Server) Spent() (time.Duration, error) {
	text, err := s.proc("stat")
	if err != nil {
		return 0, err
	}
	return parseSpent(text)
}

// parseSpent adds utime and stime, fields 14 and 15 of /proc/PID/stat
// (proc_pid_stat(5)). The second field is a name in brackets that may hold
// anything, so fields are counted behind the last bracket.
func parseSpent(stat string) (time.Duration, error) {
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0, fmt.Errorf("the process's stat has only %d fields", len(fields))
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	kernel, err := strconv.Atoi(fields[12])
	if err != nil {
		return 0, err
	}
	return time.Duration(user+kernel) * tick, nil
}

// Written is how many bytes the server has made the disk write so far.
func (s *Server) Written() (int64, error) {
	text, err := s.proc("io")
	if err != nil {
		return 0, err
	}
	return parseWritten(text)
}

// parseWritten reads write_bytes of /proc/PID/io (proc_pid_io(5)).
func parseWritten(io string) (int64, error) {
	for line := range strings.Lines(io) {
		if value, ok := strings.CutPrefix(line, "write_bytes: "); ok {
			return strconv.ParseInt(strings.TrimSpace(value), 10, 64)
		}
	}
	return 0, errors.New("no write_bytes in the process's io")
}

// block is the unit of what a process that has ended tells (getrusage(2)).
const block = 512

// WrittenAtEnd is what Written was when the server, which was stopped, ended.
func (s *Server) WrittenAtEnd() (int64, error) {
	usage, ok := s.cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, errors.New("this system does not tell what a process has written")
	}
	return usage.Oublock * block, nil
}

func (s *Server) proc(name string) (string, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", s.cmd.Process.Pid, name))
	return string(text), err
}
