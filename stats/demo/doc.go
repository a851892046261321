// Package demo makes up stats that look like those of a small web shop and its
// machines, to try every page and picture with.
//
//	plots.go   the list of stats, and what each did in any minute
//	fill.go    ninety days of it, written as hours
//
// All of it is a function of the minute: the same minute always holds the same
// numbers, so what Fill stored and what Points goes on with fit together.
package demo
