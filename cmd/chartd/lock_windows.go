//go:build windows

package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes a lock that ends with the process, or fails at once. It lies
// far behind the text, which others read.
func lockFile(file *os.File) error {
	const how = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	return windows.LockFileEx(windows.Handle(file.Fd()), how, 0, 1, 0, &windows.Overlapped{Offset: 1 << 20})
}
