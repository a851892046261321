package need

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// stub is a test that remembers how it was ended instead of ending.
type stub struct {
	testing.TB
	skipped, failed bool
	said            string
}

func (s *stub) Helper()                  {}
func (s *stub) Context() context.Context { return context.Background() }
func (s *stub) Skip(args ...any)         { s.skipped, s.said = true, args[0].(string) }
func (s *stub) Fatal(args ...any)        { s.failed, s.said = true, args[0].(string) }

func TestToolReturnsTheFirstFound(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"second", "third"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	if got, want := Tool(t, "first", "second", "third"), filepath.Join(dir, "second"); got != want {
		t.Errorf("Tool = %q, want %q", got, want)
	}
}

func TestToolWithoutTheProgram(t *testing.T) {
	for _, row := range []struct {
		what, tool, env string
		failed, exempt  bool
	}{
		{"is skipped where nothing is required", "chromium", "", false, false},
		{"fails where everything is required", "chromium", All, true, false},
		{"is skipped for another value", "chromium", "none", false, false},
		{"is skipped for Swift where nothing is required", "swift", "", false, true},
		{"is skipped for Swift where everything is required", "swift", All, false, true},
	} {
		t.Run(row.what, func(t *testing.T) {
			t.Setenv("PATH", t.TempDir())
			t.Setenv(Env, row.env)
			s := &stub{TB: t}
			if path := Tool(s, row.tool); path != "" {
				t.Fatalf("found %q in an empty folder", path)
			}
			if s.failed != row.failed || s.skipped == row.failed {
				t.Errorf("failed %v, skipped %v, want %v, %v", s.failed, s.skipped, row.failed, !row.failed)
			}
			if !strings.Contains(s.said, row.tool) {
				t.Errorf("%q does not name %s", s.said, row.tool)
			}
			if IsExempt(s.said) != row.exempt {
				t.Errorf("IsExempt(%q) = %v, want %v", s.said, !row.exempt, row.exempt)
			}
		})
	}
}

// fakeNPM writes a program that does what npm does with the arguments that
// install gives it, and then ends with the given exit code.
func fakeNPM(t *testing.T, code string) string {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Fatal(err)
	}
	script := `#!/bin/sh
while [ "$#" -gt 1 ]; do
	[ "$1" = --prefix ] && dir=$2
	shift
done
mkdir -p "$dir/node_modules/${1%@*}"
[ ` + code + ` = 0 ] && echo "$1" > "$dir/node_modules/${1%@*}/package.json"
exit ` + code + "\n"
	path := filepath.Join(t.TempDir(), "npm")
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestInstallPutsAPackageInItsPlace(t *testing.T) {
	for _, pkg := range []string{"axe-core", "@scope/name"} {
		root := filepath.Join(t.TempDir(), "npm")
		dir, err := install(t.Context(), fakeNPM(t, "0"), root, pkg, "1.2.3")
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "package.json"))
		if err != nil || strings.TrimSpace(string(got)) != pkg+"@1.2.3" {
			t.Errorf("package.json of %s: %q, %v", pkg, got, err)
		}
		if again := installed(root, pkg, "1.2.3"); again != dir {
			t.Errorf("installed = %q, want %q", again, dir)
		}
		if other := installed(root, pkg, "1.2.4"); other != "" {
			t.Errorf("version 1.2.4 found at %q", other)
		}
		if left, _ := os.ReadDir(root); len(left) != 1 {
			t.Errorf("%d entries in the cache, want 1", len(left))
		}
	}
}

func TestInstallTwiceUsesTheFirst(t *testing.T) {
	root := t.TempDir()
	npm := fakeNPM(t, "0")
	first, err := install(t.Context(), npm, root, "axe-core", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	second, err := install(t.Context(), npm, root, "axe-core", "1.0.0")
	if err != nil || second != first {
		t.Errorf("second install = %q, %v, want %q", second, err, first)
	}
}

func TestInstallThatFailsLeavesNothing(t *testing.T) {
	root := t.TempDir()
	if dir, err := install(t.Context(), fakeNPM(t, "1"), root, "axe-core", "1.0.0"); err == nil {
		t.Errorf("install = %q, want an error", dir)
	}
	if left, _ := os.ReadDir(root); len(left) != 0 {
		t.Errorf("%d entries left in the cache, want none", len(left))
	}
}

func TestNPMInstallsOnlyWhereAllIsRequired(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", filepath.Join(os.Getenv("HOME"), ".cache"))
	path := filepath.Dir(fakeNPM(t, "0"))
	if err := os.WriteFile(filepath.Join(path, "node"), nil, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", path+string(os.PathListSeparator)+os.Getenv("PATH"))

	t.Setenv(Env, "")
	plain := &stub{TB: t}
	if dir := NPM(plain, "axe-core", "1.2.3"); dir != "" || !plain.skipped || !strings.Contains(plain.said, "axe-core@1.2.3") {
		t.Errorf("nothing required: folder %q, skipped %v with %q", dir, plain.skipped, plain.said)
	}
	t.Setenv(Env, All)
	first := NPM(t, "axe-core", "1.2.3")
	t.Setenv(Env, "")
	if again := NPM(t, "axe-core", "1.2.3"); first == "" || again != first {
		t.Errorf("installed in %q, found again in %q", first, again)
	}
}
