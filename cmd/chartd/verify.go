package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"chartd/stats"
	"chartd/stats/sqlite"
)

// verify reads everything that is stored and tells what cannot be true.
func (e *engine) verify(ctx context.Context, to io.Writer) error {
	hours, problems := 0, 0
	tell := func(id stats.StatID, problem string) {
		problems++
		fmt.Fprintf(to, "stat %d: %s\n", id, problem)
	}
	if err := e.file.Check(ctx); err != nil {
		return err
	}
	err := e.chunks.Walk(ctx, func(_ stats.WriterID, c stats.Chunk, bad error) error {
		hours++
		if bad != nil {
			tell(c.Stat, fmt.Sprintf("hour %d: %v", c.Hour, bad))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := e.chunks.Verify(ctx, tell); err != nil {
		return err
	}
	if problems > 0 {
		return fmt.Errorf("%s in %s: restore a backup, or write to us with the lines above",
			counted(problems, "problem"), counted(hours, "hour"))
	}
	_, err = fmt.Fprintf(to, "%s checked, all as it should be\n", counted(hours, "hour"))
	return err
}

// absolute is a path as another process finds it.
func absolute(file string) (string, error) { return filepath.Abs(file) }

// restore copies a backup into an empty data folder, whose lock is held.
func restore(ctx context.Context, backup, data string) (err error) {
	if holdsStats(data) {
		return fmt.Errorf("%s holds data already: choose another --data", data)
	}
	target := filepath.Join(data, storeFile)
	part := target + ".part"
	defer func() { err = errors.Join(err, removeFile(part)) }()
	if err := copyFile(backup, part); err != nil {
		return err
	}
	if err := checkBackup(ctx, part); err != nil {
		return fmt.Errorf("%s: this is no whole backup of chartd: %w", backup, err)
	}
	if err := os.Rename(part, target); err != nil {
		return err
	}
	return sqlite.SyncFolder(data)
}

// removeFile removes a file of SQLite with what lies beside it, where they are.
func removeFile(file string) error {
	var faults []error
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(file + end); !errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// copyFile copies a file, so that it survives a power cut.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// checkBackup opens a copy as a server would, and reads its pages.
func checkBackup(ctx context.Context, file string) error {
	db, err := sqlite.Open(ctx, file, sqlite.Options{})
	if err != nil {
		return err
	}
	return errors.Join(db.Check(ctx), db.Close())
}
