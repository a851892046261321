package main

import (
	_ "embed" // the notices below
	"io"
)

// notices are the licences of all code and type in the program. They are
// gathered from the modules' own files by `go test ./cmd/chartd -update`.
//
//go:embed licenses/NOTICES.txt
var notices string

type licensesCmd struct{}

func (licensesCmd) Help() string { return "Example: chartd licenses | less" }

func (licensesCmd) Run(world console) error {
	_, err := io.WriteString(world.out, notices)
	return err
}
