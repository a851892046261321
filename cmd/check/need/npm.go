package need

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// installLimit bounds one installation: a registry that does not answer must
// not hold a test run for as long as npm itself would wait.
const installLimit = 3 * time.Minute

// NPM returns the folder of one version of an npm package in the user's cache
// directory. Where Env is All it installs what is not there, once and without
// running a script of the package, and a test whose package cannot be had
// fails. Otherwise nothing is installed, and a test without it is skipped.
func NPM(t testing.TB, pkg, version string) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatalf("npm package %s: %v", pkg, err)
	}
	root := filepath.Join(cache, "chartd-check", "npm")
	if dir := installed(root, pkg, version); dir != "" {
		return dir
	}
	name := pkg + "@" + version
	if os.Getenv(Env) != All {
		missing(t, "the npm package "+name)
		return ""
	}
	npm := Tool(t, "npm")
	Tool(t, "node") // npm is a script of node's
	dir, err := install(t.Context(), npm, root, pkg, version)
	if err != nil {
		t.Fatalf("not run: needs the npm package %s: %v", name, err)
	}
	return dir
}

// home is where one version of a package lives; a scoped name has a slash.
func home(root, pkg, version string) string {
	return filepath.Join(root, strings.ReplaceAll(pkg, "/", "+")+"@"+version)
}

// installed is the folder of a package that an earlier run finished, or "".
func installed(root, pkg, version string) string {
	dir := filepath.Join(home(root, pkg, version), "node_modules", filepath.FromSlash(pkg))
	if _, err := os.Stat(filepath.Join(dir, "package.json")); err != nil {
		return ""
	}
	return dir
}

// install puts the package into a new folder and moves it into place when it
// is complete, so that a run that was killed leaves nothing half done and two
// runs at once do not meet: the slower one finds the place taken and uses it.
func install(ctx context.Context, npm, root, pkg, version string) (string, error) {
	if err := os.MkdirAll(root, 0o755); err != nil {
		return "", err
	}
	fresh, err := os.MkdirTemp(root, "new-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	ctx, cancel := context.WithTimeout(ctx, installLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, npm, "install", "--no-save", "--ignore-scripts", "--no-audit",
		"--no-fund", "--prefix", fresh, pkg+"@"+version)
	cmd.Dir = fresh // away from any package.json of the project's
	cmd.WaitDelay = 5 * time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install: %w\n%s", err, out)
	}
	err = os.Rename(fresh, home(root, pkg, version))
	if dir := installed(root, pkg, version); dir != "" {
		return dir, nil
	}
	return "", errors.Join(fmt.Errorf("npm install left no package.json: %w", fs.ErrNotExist), err)
}
