package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	// A note of unfinished work is fine with the address of where it is tracked.
	unfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME)\b`)
	address    = regexp.MustCompile(`https?://\S+/\S`)
	// Folders of people, as Linux, macOS and Windows lay them out.
	personal = regexp.MustCompile(`(^|[^\w.~-])(/home/|/Users/|[A-Za-z]:\\Users\\)[a-z]`)
	// Both commands that a newcomer needs.
	commands = []string{"go run ./cmd/chartd serve", "go run ./cmd/check"}
)

// checkLeftovers looks at every file of the project for what is left behind
// in a hurry.
func checkLeftovers(ctx context.Context, p *project) (result, error) {
	files, err := p.files(ctx)
	if err != nil {
		return result{}, err
	}
	places := []string{p.root}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		places = append(places, home+string(filepath.Separator))
	}
	var faults []error
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
		if errors.Is(err, os.ErrNotExist) {
			continue // removed, and not committed yet
		}
		if err != nil {
			return result{}, err
		}
		faults = append(faults, leftovers(name, text, places)...)
	}
	readme, err := os.ReadFile(filepath.Join(p.root, "README.md"))
	faults = append(faults, err)
	for _, line := range commands {
		if !bytes.Contains(readme, []byte(line)) {
			faults = append(faults, fmt.Errorf("README.md does not name the command %q", line))
		}
	}
	return result{note: fmt.Sprintf("%d files", len(files))}, errors.Join(faults...)
}

// leftovers lists what is wrong with one file. Places are folders of this
// machine that no file may name.
func leftovers(name string, text []byte, places []string) []error {
	switch {
	case path.Ext(name) == ".png" && slices.Contains(strings.Split(name, "/"), "testdata"):
		return nil
	case path.Ext(name) == ".db" && strings.HasPrefix(name, "testdata/data/"): // what a version stored
		return nil
	case bytes.IndexByte(text, 0) >= 0:
		return []error{fmt.Errorf("%s: a binary file; only pictures under testdata and stored data under testdata/data may be", name)}
	case !utf8.Valid(text):
		return []error{fmt.Errorf("%s: not UTF-8, which all text is", name)}
	}
	var faults []error
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		if unfinished.MatchString(line) && !address.MatchString(line) {
			faults = append(faults, fmt.Errorf("%s:%d: unfinished work without an address: %s", name, number, strings.TrimSpace(line)))
		}
		here := func(place string) bool { return strings.Contains(line, place) }
		if personal.MatchString(line) || slices.ContainsFunc(places, here) {
			faults = append(faults, fmt.Errorf("%s:%d: a path of one machine: %s", name, number, strings.TrimSpace(line)))
		}
	}
	return faults
}

// files lists the project's files as git knows them, new ones included and
// ignored ones left out.
func (p *project) files(ctx context.Context) ([]string, error) {
	out, err := p.stdout(ctx, call{args: []string{"git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"}})
	if err != nil {
		return nil, errNotRun{"needs git and a clone: " + err.Error(), false}
	}
	list := strings.FieldsFunc(out, func(r rune) bool { return r == 0 })
	slices.Sort(list)
	return slices.Compact(list), nil
}
