// Package transfer moves stats in and out as files: StatHat's exports and
// lists, CSV, lines of posts, and its own form, which holds everything.
//
// A file is read record by record, so its size does not matter; it may be
// compressed with gzip. A bad row is told with its file and line and stops
// nothing. What is imported fills gaps: a minute that holds data already is
// left as it is and counted as skipped, so a file can be imported twice.
//
//	lines.go    lines, and the elements of an array, of bounded length
//	stathat.go  datasets and lists of stats        post.go  posts as lines
//	csv.go      tables                             own.go   what Export wrote
//	fill.go     buckets → minutes that hold nothing yet
package transfer

import (
	"errors"
	"fmt"

	"chartd/stats"
)

// Store is what is read from and written to.
type Store struct {
	People stats.People
	Things stats.Things
	Grants stats.Grants
	Reader stats.Reader // what is known now, open hours and merged stats included
	Chunks Chunks
	// Writer is the id under which imports are written: one that nobody else
	// writes under, and one import at a time.
	Writer stats.WriterID
}

// Chunks is the part of a store that imports write and exports walk.
type Chunks interface {
	stats.Chunks
	stats.Sweeper
}

// Summary counts what an import did.
type Summary struct {
	Projects, Stats, Comments int // made or changed
	Minutes                   int // stored
	Skipped                   int // minutes that held data already
	TooOld                    int // minutes of hours that are kept as one figure, and have one already
	Bad                       int // rows that could not be read
}

// Fault is a row that could not be imported.
type Fault struct {
	File string
	Line int // on which it begins, from 1 on
	Err  error
}

// Error is "file:line: what is wrong".
func (f *Fault) Error() string { return fmt.Sprintf("%s:%d: %v", f.File, f.Line, f.Err) }

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// ErrNoProject means that a file belongs to a project that nobody named.
var ErrNoProject = errors.New("say which project it is with --project; chartd project list shows all, chartd account create makes the first")

// badRow is an error about one row, which does not touch the next.
type badRow struct{ error }

func (b badRow) Unwrap() error { return b.error }

// bad says what is wrong with a row.
func bad(format string, args ...any) error { return badRow{fmt.Errorf(format, args...)} }

// ofRows are the errors of stores that are about what a row asks for.
var ofRows = []error{
	stats.ErrNotFound, stats.ErrNoName, stats.ErrNameTooLong, stats.ErrTooManyData, stats.ErrComment, stats.ErrUnit, stats.ErrTags, stats.ErrKeyForm, stats.ErrEmail,
	stats.ErrIsCounter, stats.ErrIsValue, stats.ErrNameTaken, stats.ErrTaken, stats.ErrTooManyStats, stats.ErrTooManyNew,
	stats.ErrTimeframe, stats.ErrTooManyPoints, stats.ErrOrigin, stats.ErrTooManyGrants,
}

// isOfRow reports whether an error is about one row. Any other ends the import:
// a store that fails would fail at every row.
func isOfRow(err error) bool {
	if errors.As(err, &badRow{}) {
		return true
	}
	for _, row := range ofRows {
		if errors.Is(err, row) {
			return true
		}
	}
	return false
}
