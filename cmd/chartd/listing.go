package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// listing is how a command prints a list: for people, or for programs.
type listing struct {
	JSON bool `name:"json" help:"Print a JSON array."`
}

// row is one entry of a list. JSON has its members; a table has its cells.
type row interface{ cells() []string }

// printList prints a list.
func printList[R row](to io.Writer, how listing, rows []R) error {
	if how.JSON {
		return writeJSON(to, append([]R{}, rows...)) // an empty list is no null
	}
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintln(table, strings.Join(r.cells(), "\t"))
	}
	return table.Flush()
}

// moment is a time in a list.
type moment struct{ at time.Time }

// MarshalText writes it as RFC 3339.
func (m moment) MarshalText() ([]byte, error) {
	return m.at.UTC().AppendFormat(nil, time.RFC3339), nil
}

// day is what people see of it.
func (m moment) day() string { return m.at.UTC().Format(time.DateOnly) }
