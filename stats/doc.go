// Package stats is the base vocabulary of numbers that are tracked: accounts,
// projects, stats and their points, the rules about them, and what a store
// must offer. It knows no database, no HTTP and no picture.
//
// A point takes this way, and each step is one file:
//
//	directory.go  key and name → project and stat
//	ingest.go     many callers → one commit of the log
//	head.go       what the log holds and the store does not, in memory
//	keeper.go     Head → chunk rows, then the log lets go
//	view.go       store and Head as one Reader
//
// # The promise
//
// Ingester.Add returns nil only when the points are on disk, and every point
// it returned nil for is in every sum exactly once, whatever process, machine
// or database stops at whatever moment. Three rules make that true. A commit
// of the log has a number (Seq) that only grows. A chunk row is absolute state
// with the number of the last commit that is merged into it (Rev), so writing
// it again changes nothing. And replay merges a commit into a chunk only where
// the commit's number is above the chunk's.
package stats
