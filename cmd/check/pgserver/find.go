package pgserver

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// oldest is the first version of PostgreSQL that the tests are run with: older
// ones do not know all options of initdb used here.
const oldest = 15

// packaged is where Debian and its kin put the programs of each version. They
// are not on PATH there.
const packaged = "/usr/lib/postgresql/*/bin"

// Find returns the folder with the server's programs: the newest of the
// system's packages, else where PATH has them. The error says what is missing
// and where it was looked for.
func Find() (string, error) { return find(packaged) }

func find(pattern string) (string, error) {
	dirs, err := filepath.Glob(pattern)
	if err != nil {
		return "", err
	}
	best, found := oldest-1, ""
	for _, dir := range dirs {
		version, err := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
		if err == nil && version > best && whole(dir) {
			best, found = version, dir
		}
	}
	if found != "" {
		return found, nil
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		// initdb looks for its companions beside the file that it is.
		if path, err = filepath.EvalSymlinks(path); err == nil && whole(filepath.Dir(path)) {
			return filepath.Dir(path), nil
		}
	}
	return "", errors.New("no PostgreSQL server here: initdb and postgres are neither in " + pattern + " nor on PATH")
}

// whole reports whether a folder has all programs that a server needs.
func whole(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.IsDir() {
			return false
		}
	}
	return true
}
