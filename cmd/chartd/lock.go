package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"chartd/stats/sqlite"
)

// errLocked means that another process owns a data folder.
var errLocked = errors.New("in use")

// dataLock is the ownership of a data folder: one process has it, and the
// system takes it away when the process ends, however it ends.
type dataLock struct{ file *os.File }

// lockData takes a data folder, and makes it where it is missing. Only its
// owner may look into it: keys and sessions are there.
func lockData(dir string) (*dataLock, error) {
	if err := makeFolder(dir); err != nil {
		return nil, fmt.Errorf("--data %s: %w", dir, err)
	}
	file, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("--data %s: %w", dir, err)
	}
	if err := lockFile(file); err != nil {
		defer file.Close()
		return nil, fmt.Errorf("--data %s: %w by %s: stop it, or choose another folder", dir, errLocked, holder(file))
	}
	if err := sign(file); err != nil {
		file.Close()
		return nil, fmt.Errorf("--data %s: %w", dir, err)
	}
	return &dataLock{file}, nil
}

// makeFolder makes a folder whose name survives a power cut.
func makeFolder(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return sqlite.SyncFolder(filepath.Dir(filepath.Clean(dir)))
}

// sign writes who holds the lock, for the one who wants it too.
func sign(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

// holder tells who holds a lock, as far as it has signed.
func holder(file *os.File) string {
	var text [32]byte
	n, _ := file.ReadAt(text[:], 0) // a file that cannot be read has no name in it
	if id := strings.TrimSpace(string(text[:n])); id != "" {
		return "process " + id
	}
	return "another process"
}

// release gives the folder back.
func (l *dataLock) release() error { return l.file.Close() }
