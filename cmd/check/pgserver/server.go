// Package pgserver runs a PostgreSQL server of its own for a test: in a new
// folder below the system's temporary one, on a free port of the loopback
// address, with a password that nobody else knows.
//
// New makes the files, Start and Stop run the server any number of times on
// the same files and port, Kill, Freeze and Thaw are what befalls a server in
// a bad night, and Close removes everything. It knows no SQL and nothing of
// chartd, and touches no other server of the machine. It runs on Unix only.
//
// # Why
//
// The servers that a system starts by itself belong to somebody; what tests
// do to one must not reach them. And PostgreSQL refuses to run as root, which
// is what a test in a container often is: there the server gets another user.
package pgserver

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/cmd/check/loopback"
)

const (
	userName = "chartd"
	database = "postgres" // initdb makes this one
	host     = loopback.Host
)

// Waits end at these limits, or with the caller's context. A start after a
// kill reads the whole log again, on a machine that does much else.
const (
	startLimit = 2 * time.Minute
	stopLimit  = time.Minute
)

// settings is what every server gets; parameters of New come after these and
// win. Sockets in the file system are off: their paths have a length limit
// that temporary folders exceed. Shared memory lies in the server's folder,
// where it goes with the rest. The time zone is not UTC, so that a time that
// forgot its zone is seen.
var settings = []string{
	"listen_addresses=" + host,
	"unix_socket_directories=",
	"dynamic_shared_memory_type=mmap",
	"max_connections=200",
	"shared_buffers=64MB",
	"timezone=America/St_Johns",
}

// Server is one cluster of databases and, while it runs, its processes. Its
// methods are for one goroutine at a time.
type Server struct {
	bin      string // the folder of the programs
	dir      string // of this server, with data and log in it
	user     account
	params   []string
	port     int // 0 before the first start
	password string
	guard    *guard
	running  *running // nil when it does not run
}

// running is a server's first process, the parent of its others.
type running struct {
	id    int
	ended chan struct{} // closed when it is gone and buried
}

// New makes a cluster in a new folder; it does not run yet. Parameters are
// PostgreSQL's, as "fsync=off"; without any, what is committed is on disk, as
// on a server that holds somebody's data. The superuser's name is chartd. The
// error says so where no PostgreSQL is installed.
func New(ctx context.Context, params ...string) (*Server, error) {
	bin, err := Find()
	if err != nil {
		return nil, err
	}
	user, err := unprivileged()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "chartd-postgres-*")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, dir: dir, user: user, password: rand.Text(), params: slices.Concat(settings, params)}
	if err := user.own(dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := s.initialise(ctx); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if s.guard, err = startGuard(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// initialise runs initdb. It leaves the files unsynced: whoever cuts the
// power needs another machine anyway. Letters sort as people expect and not
// by bytes, as on most servers, so that a query that depends on it is seen.
func (s *Server) initialise(ctx context.Context) error {
	secret := filepath.Join(s.dir, "password")
	if err := os.WriteFile(secret, []byte(s.password), 0o600); err != nil {
		return err
	}
	defer os.Remove(secret) // the folder's end is the second chance
	if err := s.user.own(secret); err != nil {
		return err
	}
	cmd := s.command(ctx, "initdb", "--pgdata="+s.data(), "--username="+userName, "--pwfile="+secret, "--auth=scram-sha-256",
		"--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en", "--no-sync", "--no-instructions")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return nil
}

// command is a program of PostgreSQL's, as the server's user. It inherits
// nothing of the environment: PGDATA and its like speak of other servers.
func (s *Server) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.Env = []string{"LC_ALL=C", "PATH=" + s.bin + string(os.PathListSeparator) + os.Getenv("PATH")}
	cmd.SysProcAttr = s.user.attributes()
	return cmd
}

func (s *Server) address() string { return loopback.Address(s.port) }

func (s *Server) data() string { return filepath.Join(s.dir, "data") }
func (s *Server) log() string  { return filepath.Join(s.dir, "log") }

// DSN is the address of the server's one database, as a URL with the
// superuser's name and password. It is whole after the first Start, and stays
// the same for all that follow.
func (s *Server) DSN() string {
	at := url.URL{
		Scheme: "postgres", User: url.UserPassword(userName, s.password), Host: s.address(),
		Path: "/" + database, RawQuery: "sslmode=disable",
	}
	return at.String()
}

// Start runs the server and returns when it takes connections. It is an error
// when it runs already.
func (s *Server) Start(ctx context.Context) error {
	if s.runs() {
		return errors.New("start postgres: it runs already")
	}
	if s.port == 0 {
		port, err := loopback.FreePort()
		if err != nil {
			return err
		}
		s.port = port
	}
	log, err := os.OpenFile(s.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the server has it open by itself
	args := []string{"-D", s.data(), "-p", strconv.Itoa(s.port)}
	for _, param := range s.params {
		args = append(args, "-c", param)
	}
	cmd := s.command(context.Background(), "postgres", args...) // it outlives the context of its start
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	s.guard.watch(cmd.Process.Pid)
	r := &running{id: cmd.Process.Pid, ended: make(chan struct{})}
	s.running = r
	go func() {
		cmd.Wait() // how it ended is in its log
		s.guard.watch()
		close(r.ended)
	}()
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if err := loopback.Poll(ctx, func() (bool, error) { return s.ready() }); err != nil {
		return errors.Join(fmt.Errorf("start postgres: %w\n%s", err, loopback.LastWords(s.log())), s.Kill())
	}
	return nil
}

// runs reports whether the server's first process is there. It may have ended
// by itself, and then its number is another's.
func (s *Server) runs() bool {
	if s.running == nil {
		return false
	}
	select {
	case <-s.running.ended:
		s.running = nil
	default:
	}
	return s.running != nil
}

// ready reports whether the server takes connections, by what it writes into
// its own file of that; an error is its end.
func (s *Server) ready() (bool, error) {
	if !s.runs() {
		return false, errors.New("it ended at once")
	}
	text, err := os.ReadFile(filepath.Join(s.data(), "postmaster.pid"))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	lines := strings.Split(string(text), "\n")
	const number, status = 0, 7
	return len(lines) > status && lines[number] == strconv.Itoa(s.running.id) && strings.TrimSpace(lines[status]) == "ready", err
}

// Stop ends the server as an administrator would who does not wait for its
// clients: what is open is rolled back, and all else is on disk. A frozen one
// is thawed first; one that does not run is no error.
func (s *Server) Stop() error { return s.end("stop", signalStop) }

// Close ends the server, however it is, and removes its files.
func (s *Server) Close() error {
	err := s.end("close", signalQuit) // unlike a kill, it gives back what it holds of the system
	s.guard.stop()
	return errors.Join(err, os.RemoveAll(s.dir))
}

// end sends a signal that lets the server end by itself, and kills it when it
// does not.
func (s *Server) end(what string, sig signal) error {
	if !s.runs() {
		return nil
	}
	if err := s.Thaw(); err != nil {
		return err
	}
	send(sig, s.running.id)
	select {
	case <-s.running.ended:
		s.running = nil
		return nil
	case <-time.After(stopLimit):
		return errors.Join(fmt.Errorf("%s postgres: it runs on after %s\n%s", what, stopLimit, loopback.LastWords(s.log())), s.Kill())
	}
}
