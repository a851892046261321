package main

import (
	"context"
	"errors"
	"fmt"
	"io"
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
		return fmt.Errorf("%d problems in %d hours: restore a backup, or write to us with the lines above", problems, hours)
	}
	_, err = fmt.Fprintf(to, "%d hours are as they should be\n", hours)
	return err
}

// absolute is a path as another process finds it.
func absolute(file string) (string, error) { return filepath.Abs(file) }

// restore copies a backup into an empty data folder, whose lock is held.
func restore(ctx context.Context, backup, data string) error {
	target := filepath.Join(data, "chartd.db")
	if _, err := os.Stat(target); err == nil {
		return fmt.Errorf("%s holds data already: choose another --data", data)
	}
	from, err := os.Open(backup)
	if err != nil {
		return err
	}
	defer from.Close()
	part := target + ".part"
	to, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Sync(), to.Close()); err != nil {
		return err
	}
	if err := checkBackup(ctx, part); err != nil {
		return fmt.Errorf("%s: %w", backup, err)
	}
	if err := os.Rename(part, target); err != nil {
		return err
	}
	return sqlite.SyncFolder(data)
}

// checkBackup opens a copy as a server would, and reads its pages.
func checkBackup(ctx context.Context, file string) error {
	db, err := sqlite.Open(ctx, file, sqlite.Options{})
	if err != nil {
		return err
	}
	return errors.Join(db.Check(ctx), db.Close())
}
