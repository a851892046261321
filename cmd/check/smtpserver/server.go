// Package smtpserver runs OpenSMTPD for a test: a real mail server on a free
// port of the loopback address, that takes mail for anybody and keeps it.
//
// New makes its files, Start and Stop run it any number of times on the same
// files and port, Mails is what it has delivered, and Close removes everything.
// It knows nothing of chartd. It needs root, which OpenSMTPD does not start
// without.
//
// # Why
//
// OpenSMTPD has its queue and its socket at fixed places of the system. Where
// the kernel allows it, the server therefore sees others there, of its own, and
// reaches nothing of a mail server that the machine may have. In containers
// that allow no mounts it uses the system's places, one at a time, and only when no
// mail server has anything there.
package smtpserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"chartd/cmd/check/loopback"
)

// Programs are the names under which the server's program may be found.
var Programs = []string{"smtpd", "/usr/sbin/smtpd"}

const (
	// startLimit and stopLimit bound waits on a machine that does much else.
	startLimit = time.Minute
	stopLimit  = time.Minute
	// keeper is the user who owns what was delivered: the server delivers nothing
	// as root.
	keeper = "nobody"
)

// Server is one mail server. Its methods are for one goroutine at a time.
type Server struct {
	dir     string
	program string
	private bool      // it has queue and socket of its own
	turn    io.Closer // where it has not: this one alone has the system's
	port    int
	running *running // nil when it does not run
}

// running is the shell that the server is a child of. The server ends when the
// pipe does, and so also when this process is killed outright.
type running struct {
	pipe  io.Closer
	ended chan struct{} // closed when it is gone and buried
}

// New makes the files of a server; it does not run yet. The error says what the
// machine lacks.
func New(ctx context.Context) (*Server, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	if os.Geteuid() != 0 {
		return nil, errors.New("smtpd does not start without root")
	}
	dir, err := os.MkdirTemp("", "chartd-smtpd-*")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, program: program}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

func find() (string, error) {
	for _, name := range Programs {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no OpenSMTPD here: there is no smtpd on PATH or in /usr/sbin")
}

// prepare makes folders and configuration.
func (s *Server) prepare(ctx context.Context) error {
	if err := os.Chmod(s.dir, 0o711); err != nil { // the keeper's way to its folder
		return err
	}
	for _, name := range []string{"mail", "spool", "run"} {
		if err := os.Mkdir(filepath.Join(s.dir, name), 0o711); err != nil {
			return err
		}
	}
	if err := own(s.mail(), keeper); err != nil {
		return err
	}
	s.private = exec.CommandContext(ctx, "unshare", s.within("true")...).Run() == nil
	var err error
	if !s.private {
		if s.turn, err = takeTurn(ctx); err != nil {
			return err
		}
		if err := vacant(); err != nil {
			return errors.Join(err, s.turn.Close())
		}
	}
	if s.port, err = loopback.FreePort(); err != nil {
		return err
	}
	config := fmt.Sprintf(`table anybody { "@" = %q }
listen on %s port %d hostname mx.example.com
action "keep" maildir %q user %s virtual <anybody>
match from any for any action "keep"
`, keeper, loopback.Host, s.port, s.mail(), keeper)
	return os.WriteFile(s.config(), []byte(config), 0o600)
}

// own gives a folder to a user.
func own(dir, name string) error {
	u, err := user.Lookup(name)
	if err != nil {
		return err
	}
	uid, err := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	return errors.Join(err, err2, os.Chown(dir, uid, gid))
}

// Where every OpenSMTPD of a machine has its queue and its socket.
const systemSpool, systemSocket = "/var/spool/smtpd", "/var/run/smtpd.sock"

// takeTurn waits until no other process has a Server in the system's places. The
// turn is an address in the kernel's memory, which ends with the process.
func takeTurn(ctx context.Context) (turn io.Closer, err error) {
	err = loopback.Poll(ctx, func() (bool, error) {
		turn, err = net.Listen("unix", "@chartd-check-smtpd")
		if errors.Is(err, syscall.EADDRINUSE) {
			return false, nil
		}
		return err == nil, err
	})
	return turn, err
}

// vacant is an error when a mail server is at work in the system's places, or
// has mail there.
func vacant() error {
	const alone = ", and the kernel does not let this one have a queue of its own"
	if c, err := net.Dial("unix", systemSocket); err == nil {
		c.Close()
		return errors.New("another smtpd runs here" + alone)
	}
	if waiting, err := queued(systemSpool); err != nil || waiting {
		return errors.Join(errors.New("another smtpd has mail in "+systemSpool+alone), err)
	}
	return nil
}

// spool is where the server's queue lies.
func (s *Server) spool() string {
	if s.private {
		return filepath.Join(s.dir, "spool", "smtpd")
	}
	return systemSpool
}

// within are the arguments of unshare that run a command where the system's
// places are the server's own folders.
func (s *Server) within(command ...string) []string {
	const script = `mount --bind "$1/spool" /var/spool && mount --bind "$1/run" /run && shift && exec "$@"`
	return append([]string{"--mount", "sh", "-c", script, "sh", s.dir}, command...)
}

func (s *Server) mail() string    { return filepath.Join(s.dir, "mail") }
func (s *Server) config() string  { return filepath.Join(s.dir, "smtpd.conf") }
func (s *Server) log() string     { return filepath.Join(s.dir, "log") }
func (s *Server) address() string { return loopback.Address(s.port) }

// URL is the server's address, as "smtp://127.0.0.1:25025"; it stays the same.
func (s *Server) URL() string { return "smtp://" + s.address() }

// Start runs the server and returns when it greets. It is an error when it runs
// already.
func (s *Server) Start(ctx context.Context) error {
	if s.running != nil {
		return errors.New("start smtpd: it runs already")
	}
	log, err := os.OpenFile(s.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the server has it open by itself
	// It ends when the shell's input does. A terminal's interrupt is for whoever
	// runs this.
	const script = `trap '' INT QUIT HUP; "$@" </dev/null & read -r _; kill -TERM $!; wait $!`
	command := []string{s.program, "-d", "-f", s.config()}
	if s.private {
		command = append([]string{"unshare"}, s.within(command...)...)
	}
	cmd := exec.Command("sh", append([]string{"-c", script, "sh"}, command...)...)
	cmd.Stdout, cmd.Stderr = log, log
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start smtpd: %w", err)
	}
	r := &running{pipe, make(chan struct{})}
	s.running = r
	go func() {
		cmd.Wait() // how it ended is in its log
		close(r.ended)
	}()
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	if err := loopback.Poll(ctx, s.greets); err != nil {
		return errors.Join(fmt.Errorf("start smtpd: %w\n%s", err, loopback.LastWords(s.log())), s.Stop())
	}
	return nil
}

// greets reports whether the server says that it is ready.
func (s *Server) greets() (bool, error) {
	c, err := net.DialTimeout("tcp", s.address(), time.Second)
	if err != nil {
		return false, nil
	}
	defer c.Close()
	hello := make([]byte, 4)
	c.SetReadDeadline(time.Now().Add(time.Second))
	_, err = io.ReadFull(c, hello)
	return err == nil && string(hello) == "220 ", nil
}

// Stop ends the server once it has delivered what it took: ended in the middle,
// it would deliver a mail again. One that does not run is no error.
func (s *Server) Stop() error {
	if s.running == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	fault := loopback.Poll(ctx, s.idle)
	s.running.pipe.Close()
	select {
	case <-s.running.ended:
		s.running = nil
	case <-time.After(stopLimit):
		fault = errors.Join(fault, fmt.Errorf("it runs on after %s", stopLimit))
	}
	if fault != nil {
		return fmt.Errorf("stop smtpd: %w\n%s", fault, loopback.LastWords(s.log()))
	}
	return nil
}

// idle reports whether the server has nothing more to do, or is no more.
func (s *Server) idle() (bool, error) {
	select {
	case <-s.running.ended:
		return true, nil
	default:
	}
	waiting, err := queued(s.spool())
	return !waiting, err
}

// queued reports whether a queue has mail.
func queued(spool string) (bool, error) {
	list, err := filepath.Glob(filepath.Join(spool, "queue", "*", "*"))
	return len(list) > 0, err
}

// Close ends the server and removes its files.
func (s *Server) Close() error {
	err := errors.Join(s.Stop(), os.RemoveAll(s.dir))
	if s.turn != nil {
		err = errors.Join(err, s.turn.Close())
	}
	return err
}

// Mails are those that the server has delivered so far, as it wrote them, in no
// order.
func (s *Server) Mails() ([][]byte, error) {
	names, err := filepath.Glob(filepath.Join(s.mail(), "new", "*"))
	if err != nil {
		return nil, err
	}
	var list [][]byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, nil
}

// Await returns the mails when there are at least so many: the server delivers
// them after it took them.
func (s *Server) Await(ctx context.Context, n int) ([][]byte, error) {
	var list [][]byte
	err := loopback.Poll(ctx, func() (enough bool, err error) {
		list, err = s.Mails()
		return len(list) >= n, err
	})
	if err != nil {
		return nil, fmt.Errorf("%d of %d mails: %w\n%s", len(list), n, err, loopback.LastWords(s.log()))
	}
	return list, nil
}
