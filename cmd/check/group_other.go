//go:build !unix

package main

import (
	"os"
	"os/exec"
)

// Other systems have no process groups as Unix knows them: there the command
// itself is stopped, and what it started ends with its output.

func ownGroup(*exec.Cmd) {}

func interruptGroup(id int) error {
	proc, err := os.FindProcess(id)
	if err != nil {
		return err
	}
	return proc.Kill()
}

func killGroup(int) {}
