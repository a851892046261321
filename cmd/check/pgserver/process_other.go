//go:build !unix

package pgserver

import (
	"errors"
	"fmt"
	"syscall"
)

// Other systems have no signals that stop a process or let it go on: there
// New returns an error, and nothing below is reached.

type signal int

const (
	signalStop signal = iota
	signalQuit
	signalKill
	signalFreeze
	signalContinue
)

func send(signal, ...int) {}

type account struct{}

func unprivileged() (account, error) {
	return account{}, fmt.Errorf("run a PostgreSQL server for tests on this system: %w", errors.ErrUnsupported)
}

func (account) own(string) error { return errors.ErrUnsupported }

func (account) attributes() *syscall.SysProcAttr { return nil }
