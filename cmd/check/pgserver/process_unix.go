//go:build unix

package pgserver

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

type signal = syscall.Signal

// What is sent to processes. PostgreSQL takes an interrupt as the wish to end
// soon, and a quit as the wish to end now and recover at the next start.
const (
	signalStop     = syscall.SIGINT
	signalQuit     = syscall.SIGQUIT
	signalKill     = syscall.SIGKILL
	signalFreeze   = syscall.SIGSTOP
	signalContinue = syscall.SIGCONT
)

// send sends a signal to processes. One that is gone is no error.
func send(sig signal, ids ...int) {
	for _, id := range ids {
		syscall.Kill(id, sig)
	}
}

// account is the user that a server runs as; the zero value is this process's
// own.
type account struct{ credential *syscall.Credential }

// unprivileged is this process's user, and where that is root, the one that
// PostgreSQL's package made, or else nobody.
func unprivileged() (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	var faults []error
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		return account{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, errors.Join(err, err2)
	}
	return account{}, fmt.Errorf("postgres does not run as root: %w", errors.Join(faults...))
}

// own gives a file to the account.
func (a account) own(path string) error {
	if a.credential == nil {
		return nil
	}
	return os.Chown(path, int(a.credential.Uid), int(a.credential.Gid))
}

// attributes starts a process as the account, at the head of a new group: the
// terminal's interrupt is for whoever runs the server, who then stops it.
func (a account) attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Credential: a.credential}
}
