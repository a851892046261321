package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "gather licenses/NOTICES.txt anew")

// module is one that is linked into the program.
type module struct{ path, version, dir string }

func (m module) String() string { return m.path + " " + m.version }

// linked lists the modules of all packages that the program is built from.
func linked(t *testing.T) []module {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	lines := strings.Fields(strings.ReplaceAll(string(out), "\t", "|"))
	slices.Sort(lines)
	var all []module
	for _, line := range slices.Compact(lines) {
		part := strings.Split(line, "|")
		all = append(all, module{part[0], part[1], part[2]})
	}
	return all
}

// texts are the licence files of a module. freetype offers two licences; ours
// is the FreeType one.
func texts(t *testing.T, m module) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"LICENSE*", "COPYING*", "NOTICE*", "PATENTS*", "licenses/ftl.txt"} {
		names, err := filepath.Glob(filepath.Join(m.dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if text, err := os.ReadFile(name); err == nil { // not a folder
				all = append(all, tidy(text))
			}
		}
	}
	if len(all) == 0 {
		t.Errorf("%s has no licence file", m)
	}
	return all
}

// tidy takes blanks off the ends of lines and of the text.
func tidy(text []byte) string {
	lines := strings.Split(strings.ReplaceAll(readable(text), "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\f")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

const preface = `chartd is under the MIT licence. It contains the following work of others, for
which we thank them. Their code is used as it is, without changes.

- The drawing of cards and badges as SVG uses SVGo by Anthony Starks
  (https://github.com/ajstarks/svgo), under CC BY 4.0.
- All type is Liberation Sans, under the SIL Open Font License 1.1.
- Times of all zones are from the tz database, which is in the public domain.

Each text below stands once, under the names of all it applies to.
`

// gather writes the notices: each different text once.
func gather(t *testing.T) []byte {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	goLicence, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	users := map[string][]string{}
	add := func(name, text string) {
		if users[text] == nil {
			order = append(order, text)
		}
		users[text] = append(users[text], name)
	}
	add("The Go standard library", tidy(goLicence))
	for _, m := range linked(t) {
		for _, text := range texts(t, m) {
			add(m.String(), text)
		}
	}
	b := bytes.NewBufferString(preface)
	rule := strings.Repeat("=", 79)
	for _, text := range order {
		fmt.Fprintf(b, "\n%s\n%s\n%s\n\n%s\n", rule, strings.Join(users[text], "\n"), rule, text)
	}
	return b.Bytes()
}

func TestNoticesNameEverythingLinked(t *testing.T) {
	if *update {
		if err := os.WriteFile("licenses/NOTICES.txt", gather(t), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile("licenses/NOTICES.txt")
	if err != nil {
		t.Fatal(err)
	}
	const remedy = "run: go test ./cmd/chartd -run Notices -update"
	for _, m := range linked(t) {
		if !bytes.Contains(written, []byte("\n"+m.String()+"\n")) {
			t.Errorf("the notices lack %s; %s", m, remedy)
		}
		for _, text := range texts(t, m) {
			if !bytes.Contains(written, []byte(text)) {
				t.Errorf("the notices lack a licence text of %s; %s", m, remedy)
			}
		}
	}
	for _, must := range []string{
		"The Go standard library\n", "SIL OPEN FONT LICENSE", "Creative Commons Attribution 4.0", "Copyright 2009 The Go Authors",
	} {
		if !bytes.Contains(written, []byte(must)) {
			t.Errorf("the notices lack %q; %s", must, remedy)
		}
	}
}

// readable is a text as UTF-8. The notice of FreeType is older than that: its
// bytes are Latin-1, where each is the character of its number.
func readable(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	runes := make([]rune, len(text))
	for i, b := range text {
		runes[i] = rune(b)
	}
	return string(runes)
}
