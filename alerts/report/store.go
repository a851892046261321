package report

import (
	"context"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// Kept is a report as it is stored.
type Kept struct {
	Report Report
	Rev    int64 // grows with every change
	Due    time.Time
}

// Schedule keeps reports for the Reporter. Errors are stats.ErrAway when the
// database is out of reach.
type Schedule interface {
	// DueReports lists up to n reports that are due, the longest first.
	DueReports(ctx context.Context, now time.Time, n int) ([]Kept, error)
	// CommitReport moves a report on and hands its notice, if there is one, to its
	// destinations, in one transaction. The error is alerts.ErrStale when it is no
	// longer what it was: then nothing is done.
	CommitReport(ctx context.Context, now time.Time, k Kept, next time.Time, n *alerts.Notice) error
	// RecheckReports makes reports due at their Next that wait for longer: the
	// clock was set back.
	RecheckReports(ctx context.Context, now time.Time) error
}

// Book keeps reports for those who write them. An unknown report is
// stats.ErrNotFound, as is a destination of another project or channel.
type Book interface {
	// CreateReport invents ID and Public. The error is ErrTooManyReports.
	CreateReport(ctx context.Context, r Report) (Report, error)
	// ReviseReport makes a report what change says, as alerts.Book.Revise does of a
	// rule. It keeps project, both ids, creation, and who unsubscribed: those who
	// were not among its destinations and are now get it again.
	ReviseReport(ctx context.Context, now time.Time, p stats.ProjectID, id alerts.PublicID, change func(Report) (Report, error)) (Report, error)
	DeleteReport(ctx context.Context, p stats.ProjectID, id alerts.PublicID) error
	Report(ctx context.Context, p stats.ProjectID, id alerts.PublicID) (Report, error)
	// Reports lists those of a project, the oldest first.
	Reports(ctx context.Context, p stats.ProjectID) ([]Report, error)
	// SendReport hands a notice to the destinations of a report and returns how
	// many got it.
	SendReport(ctx context.Context, now time.Time, r Report, n alerts.Notice) (int, error)
}

// Doors lets people out, by the links in messages.
type Doors interface {
	// LeaveReport takes a destination out of a report of its project; once is as
	// good as twice.
	LeaveReport(ctx context.Context, id alerts.PublicID, d alerts.DestinationID) error
	// SwitchOff switches a destination off for a reason; one that is off keeps its.
	SwitchOff(ctx context.Context, d alerts.DestinationID, why string) error
}

// Listener is a project with destinations that hear of new stats.
type Listener struct {
	Project stats.ProjectID
	Created time.Time // the project
	Seen    time.Time // stats made up to it were told of; zero: nothing was told yet
	Told    time.Time // the last message
}

// News keeps what was told of new stats.
type News interface {
	// Listeners lists the projects with destinations that hear of news and are
	// on. Those that no longer have any are forgotten: they begin anew.
	Listeners(ctx context.Context) ([]Listener, error)
	// Born returns the first n stats of a project that were made after one moment
	// and up to another, and how many there were in all; not those in the trash or
	// merged into others. Made is when they came to be here, also where an import
	// says that they are older.
	Born(ctx context.Context, p stats.ProjectID, after, to time.Time, n int) (list []stats.Stat, all int, err error)
	// Tell saves that a project was told up to a moment, and hands the notice, if
	// there is one, to its destinations, in one transaction. The error is
	// alerts.ErrStale when somebody else did.
	Tell(ctx context.Context, now time.Time, was Listener, seen time.Time, n *alerts.Notice) error
}

// Store is everything that is kept of reports.
type Store interface {
	Schedule
	Book
	Doors
	News
}
