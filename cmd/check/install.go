package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"chartd/cmd/check/smtpserver"
)

// outside is something that the check needs from the system.
type outside struct {
	probe []string // programs, or patterns of files: one of them is enough
	deb   []string // the Debian packages that bring it
	why   string
}

// outsides is all that the check needs beside Go. Swift is not here: Debian's
// releases have no package of it.
var outsides = []outside{
	{[]string{"git"}, []string{"git"}, "the list of the project's files"},
	{[]string{"gcc"}, []string{"gcc"}, "the race detector"},
	{[]string{"/usr/include/stdlib.h", "/Library/Developer"}, []string{"libc6-dev"}, "the race detector"},
	{[]string{"chromium", "chromium-browser", "google-chrome"}, []string{"chromium"}, "browser tests"},
	{[]string{"/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf"}, []string{"fonts-liberation"}, "browser tests: the face that charts are measured in"},
	{[]string{"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"}, []string{"fonts-dejavu-core"}, "browser tests: the face of readers without the first"},
	{[]string{"node"}, []string{"nodejs"}, "the JavaScript encoder and npm"},
	{[]string{"npm"}, []string{"npm"}, "axe-core, which looks for barriers in pages"},
	{[]string{"python3"}, []string{"python3"}, "the Python encoder"},
	{[]string{"ruby"}, []string{"ruby"}, "the Ruby encoder"},
	{[]string{"php"}, []string{"php-cli"}, "the PHP encoder"},
	{[]string{"gawk", "mawk"}, []string{"gawk"}, "the shell encoder"},
	{[]string{"/usr/lib/postgresql/*/bin/postgres", "postgres"}, []string{"postgresql"}, "tests of the PostgreSQL store"},
	{[]string{"strace"}, []string{"strace"}, "the test that cuts the power"},
	{smtpserver.Programs, []string{"opensmtpd"}, "the test that sends mail to a real server"},
}

// present reports whether one of the probes is there.
func (o outside) present() bool {
	return slices.ContainsFunc(o.probe, func(probe string) bool {
		if !filepath.IsAbs(probe) {
			_, err := exec.LookPath(probe)
			return err == nil
		}
		found, err := filepath.Glob(probe)
		return err == nil && len(found) > 0
	})
}

// missing lists what is not there.
func missing(all []outside) []outside {
	return slices.DeleteFunc(slices.Clone(all), outside.present)
}

// installMissing gets what is missing by apt-get, and says so first. What is
// still missing afterwards is its error.
func installMissing(ctx context.Context, p *project) (result, error) {
	lacking := missing(outsides)
	if len(lacking) == 0 {
		return result{note: fmt.Sprintf("nothing is missing of %d", len(outsides))}, nil
	}
	for _, o := range lacking {
		p.say("missing: %s, for %s (package %s)", strings.Join(o.probe, " or "), o.why, strings.Join(o.deb, " "))
	}
	apt, err := aptGet()
	if err != nil {
		return result{}, err
	}
	wanted := debs(lacking)
	for _, args := range [][]string{
		{"update", "-q"},
		// A machine that has a mail server of another kind keeps it: Debian allows one.
		append([]string{"install", "-q", "-y", "--no-install-recommends", "--no-remove"}, wanted...),
	} {
		c := call{args: append(slices.Clone(apt), args...)}
		p.say("running: %s", strings.Join(c.args, " "))
		p.status(strings.Join(args[:1], " "))
		if _, err := p.output(ctx, c); err != nil {
			return result{}, err
		}
	}
	var faults []error
	for _, o := range missing(lacking) {
		faults = append(faults, fmt.Errorf("still missing after the installation: %s", strings.Join(o.probe, " or ")))
	}
	return result{note: "installed " + strings.Join(wanted, ", ")}, errors.Join(faults...)
}

// debs lists the packages of what is missing, each once.
func debs(lacking []outside) []string {
	var list []string
	for _, o := range lacking {
		list = append(list, o.deb...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// aptGet is the command line, up to its verb, that installs without a
// question: as it is for root, by sudo without a password for others. It
// waits when another installation holds the lock.
func aptGet() ([]string, error) {
	apt, err := exec.LookPath("apt-get")
	if err != nil {
		return nil, errors.New("there is no apt-get here: install what is missing by hand, then run this again")
	}
	args := []string{"env", "DEBIAN_FRONTEND=noninteractive", apt, "-o", "DPkg::Lock::Timeout=300"}
	if os.Geteuid() == 0 {
		return args, nil
	}
	sudo, err := exec.LookPath("sudo")
	if err != nil {
		return nil, errors.New("apt-get needs root, and there is no sudo: run this as root, or install what is missing by hand")
	}
	return append([]string{sudo, "-n"}, args...), nil
}
