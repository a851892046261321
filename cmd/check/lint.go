package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/format"
	"strings"
)

// toolsFile pins the linters, apart from go.mod.
const toolsFile = "cmd/check/tools.mod"

// checkFormat formats every file as gofmt does and asks the go command
// whether the module files are what it would write.
func checkFormat(ctx context.Context, p *project) (result, error) {
	src, err := p.source()
	if err != nil {
		return result{}, err
	}
	var faults []error
	for _, f := range src.files {
		want, err := format.Source(f.text)
		if err != nil {
			return result{}, fmt.Errorf("%s: %w", f.path, err)
		}
		if !bytes.Equal(want, f.text) {
			faults = append(faults, fmt.Errorf("%s: not formatted; gofmt -w %s", f.path, f.path))
		}
	}
	for _, dir := range append([]string{""}, src.nested...) {
		_, err := p.output(ctx, goCall("mod", "tidy", "-diff").in(dir))
		faults = append(faults, err)
	}
	// Modules inside the module replace it by its folder, and the go command
	// cannot verify a module that was never downloaded.
	_, err = p.output(ctx, goCall("mod", "verify"))
	_, bad := p.output(ctx, goCall("mod", "verify", "-modfile="+toolsFile))
	note := fmt.Sprintf("%d Go files, %d module files", len(src.files), len(src.nested)+2)
	return result{note: note}, errors.Join(append(faults, err, bad)...)
}

// checkVet runs go vet on the module and on the modules inside it.
func checkVet(ctx context.Context, p *project) (result, error) {
	src, err := p.source()
	if err != nil {
		return result{}, err
	}
	_, err = p.output(ctx, goCall("vet", "./..."))
	faults := []error{err}
	for _, dir := range src.nested {
		_, err := p.output(ctx, goCall("vet", "./...").in(dir))
		faults = append(faults, err)
	}
	return result{}, errors.Join(faults...)
}

func checkStatic(ctx context.Context, p *project) (result, error) {
	_, err := p.linter(ctx, "staticcheck")
	return result{}, err
}

// checkVulnerabilities runs govulncheck. Without its database it knows
// nothing, which is no fault of the change: that is a skip, always allowed.
func checkVulnerabilities(ctx context.Context, p *project) (result, error) {
	out, err := p.linter(ctx, "govulncheck")
	if err != nil && noDatabase(out) {
		return result{}, errNotRun{"govulncheck could not read its vulnerability database; run it where the network is open", true}
	}
	return result{}, err
}

// linter runs one of the pinned linters on the whole module. One that cannot
// be downloaded has found nothing: it was not run.
func (p *project) linter(ctx context.Context, name string) (string, error) {
	if out, err := p.output(ctx, goCall("mod", "download", "-modfile="+toolsFile)); err != nil && ctx.Err() == nil {
		return out, errNotRun{"needs the linters of " + toolsFile + ", which could not be downloaded; run it where there is a network\n" + out, false}
	}
	return p.output(ctx, goCall("tool", "-modfile="+toolsFile, name, "./..."))
}

// noDatabase reports whether govulncheck failed because its database could
// not be had: it says so in the first words of its error and then has said
// nothing of any package. Findings and other errors begin otherwise.
func noDatabase(out string) bool {
	found := false
	for line := range strings.Lines(out) {
		switch {
		case strings.HasPrefix(line, "govulncheck: fetching vulnerabilities: "):
			found = true
		case strings.HasPrefix(line, "Vulnerability #"):
			return false
		}
	}
	return found
}

// checkImports runs the tests of architecture: the import table and the
// budgets, which are tests of this package.
func checkImports(ctx context.Context, p *project) (result, error) {
	_, err := p.output(ctx, goCall("test", "-run="+architectureTests, "./cmd/check"))
	return result{}, err
}
