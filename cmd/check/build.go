package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// systems are the systems that chartd is built for beside the one it is
// checked on, as GOOS/GOARCH.
var systems = []string{"linux/arm64", "darwin/arm64", "windows/amd64"}

// target is the environment in which the go command builds for a system,
// without cgo: one file that runs anywhere.
func target(system string) []string {
	name, arch, _ := strings.Cut(system, "/")
	return []string{"CGO_ENABLED=0", "GOOS=" + name, "GOARCH=" + arch}
}

// unoptimized makes a build that is thrown away take half the time.
const unoptimized = "-gcflags=all=-N -l"

// crossBuild builds both commands for every system and throws them away.
func crossBuild(ctx context.Context, p *project) (result, error) {
	var faults []error
	for _, system := range systems {
		p.status(system)
		dir := filepath.Join(p.temp, strings.ReplaceAll(system, "/", "-")) + string(filepath.Separator)
		_, err := p.output(ctx, goCall("build", unoptimized, "-o", dir, "./cmd/chartd", "./cmd/check").with(target(system)...))
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", system, err))
		}
	}
	return result{note: strings.Join(systems, ", ")}, errors.Join(faults...)
}

// checkLicences compares what is linked into chartd, on any system, with what
// chartd says of itself.
func checkLicences(ctx context.Context, p *project) (result, error) {
	var linked []string
	for _, system := range append([]string{"linux/amd64"}, systems...) {
		out, err := p.stdout(ctx, goCall("list", "-deps",
			"-f={{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "./cmd/chartd").with(target(system)...))
		if err != nil {
			return result{}, err
		}
		linked = append(linked, strings.Fields(out)...)
	}
	slices.Sort(linked)
	linked = slices.Compact(linked)
	notices, err := p.stdout(ctx, goCall("run", "./cmd/chartd", "licenses"))
	if err != nil {
		return result{}, err
	}
	note := fmt.Sprintf("%d modules", len(linked))
	return result{note: note}, errors.Join(unnamed(linked, notices)...)
}

// unnamed lists the modules that the notices do not name. A name counts only
// as a word of its own: a/b is not named by a/bc.
func unnamed(modules []string, notices string) []error {
	words := strings.FieldsFunc(notices, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;:()@\"'`", r) })
	var faults []error
	for _, module := range modules {
		if !slices.Contains(words, module) {
			faults = append(faults, fmt.Errorf("chartd licenses does not name %s, which is linked in", module))
		}
	}
	return faults
}
