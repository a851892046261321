// Package report says when a scheduled report is due and what it holds, and tells
// of new stats. It reads stats and alerts; package alerts/store keeps reports,
// and what they say leaves by the outbox of alerts.
//
//	report.go    what a report may be
//	spec.go      a report as people write it
//	schedule.go  when it is due, and which span it is about: pure
//	build.go     stats → lines, what is broken first
//	chart.go     the span in steps, with the one before
//	notice.go    what is sent, and to whom
//	reporter.go  due reports → build → commit
//	news.go      new stats → one message
//	store.go     what is kept
//
// # Why
//
// The spans of a report meet: each begins where the one before ended, at the
// begin of a day in the report's zone. So whatever the zone does with its clocks,
// each minute is told once.
package report
