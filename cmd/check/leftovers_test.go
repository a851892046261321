package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chartd/cmd/check/need"
)

// planted is a project with some files in a repository of its own.
func planted(t *testing.T, files map[string]string) *project {
	t.Helper()
	git := need.Tool(t, "git")
	root := layFiles(t, files)
	if out, err := exec.Command(git, "-C", root, "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("git init: %v: %s", err, out)
	}
	p, err := open(root, false, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.close)
	return p
}

// Every file that git would take is looked at, those that are new too, and the
// README names both commands.
func TestLeftoversOfAProject(t *testing.T) {
	const readme = "go run ./cmd/chartd serve\ngo run ./cmd/check\n"
	note := "// TO" + "DO: later\n"
	for _, row := range []struct {
		what  string
		files map[string]string
		want  string // part of the findings; "" is none
	}{
		{"a clean project", map[string]string{"README.md": readme, "a/a.go": "package a\n"}, ""},
		{"unfinished work", map[string]string{"README.md": readme, "a/a.go": "package a\n" + note}, "a/a.go:2: unfinished work"},
		{"ignored files", map[string]string{"README.md": readme, ".gitignore": "/made/\n", "made/a.go": note}, ""},
		{"a README without serve", map[string]string{"README.md": "go run ./cmd/check\n"}, `README.md does not name the command "go run ./cmd/chartd serve"`},
		{"a README without check", map[string]string{"README.md": "go run ./cmd/chartd serve\n"}, `README.md does not name the command "go run ./cmd/check"`},
		{"no README", map[string]string{"a/a.go": "package a\n"}, "README.md: no such file"},
	} {
		row.files["go.mod"] = "module planted\n"
		p := planted(t, row.files)
		res, err := checkLeftovers(t.Context(), p)
		if (err == nil) != (row.want == "") || err != nil && !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.what, err, row.want)
		}
		if row.want == "" && !strings.HasSuffix(res.note, " files") {
			t.Errorf("%s: note %q", row.what, res.note)
		}
	}
}

// The project's own folder is a place of this machine; a file that is removed and
// not committed yet has nothing left in it.
func TestLeftoversNameThisFolder(t *testing.T) {
	p := planted(t, map[string]string{"go.mod": "module planted\n", "README.md": "go run ./cmd/chartd serve, go run ./cmd/check\n", "gone.go": "// TO" + "DO\n"})
	if out, err := exec.Command("git", "-C", p.root, "add", "gone.go").CombinedOutput(); err != nil {
		t.Fatalf("git add: %v: %s", err, out)
	}
	if err := os.Remove(filepath.Join(p.root, "gone.go")); err != nil {
		t.Fatal(err)
	}
	if _, err := checkLeftovers(t.Context(), p); err != nil {
		t.Errorf("a file that is gone: %v", err)
	}
	if err := os.WriteFile(filepath.Join(p.root, "a.sh"), []byte("cd "+p.root+"/cmd\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := checkLeftovers(t.Context(), p); err == nil || !strings.Contains(err.Error(), "a.sh:1: a path of one machine: cd "+p.root) {
		t.Errorf("a path of this folder: %v", err)
	}
}
