//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// ownGroup makes the command the head of a new process group, so that it can
// be stopped with all that it starts.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// interruptGroup asks a group to end. The go command removes its temporary
// files on an interrupt, and on no other signal.
func interruptGroup(id int) error { return syscall.Kill(-id, syscall.SIGINT) }

// killGroup ends what is left of a group; an empty group is no error.
func killGroup(id int) { syscall.Kill(-id, syscall.SIGKILL) }
