package alerts

import (
	"context"
	"errors"
	"time"

	"chartd/stats"
)

// ErrStale means that somebody else was quicker: the state, or the claim, is no
// longer what it was.
var ErrStale = errors.New("changed meanwhile")

// Watch is a rule with what is needed to look at it.
type Watch struct {
	Rule  Rule
	State State
	Rev   int64      // grows with every change of rule or state
	Stat  stats.Stat // the one that the rule's stat was merged into, or itself
}

// Change is what became of a Watch.
type Change struct {
	Watch   Watch // as it was
	Next    State
	Due     time.Time
	Verdict Verdict
	Notices []Notice
}

// Entry is a line of a rule's history: what changed, and the figures it was
// decided on.
type Entry struct {
	ID      int64
	At      time.Time
	From    Phase
	To      Phase
	Events  []Event // the notices that were sent
	Verdict Verdict
	Limit   float64
}

// Later moves a rule without a change.
type Later struct {
	Rule RuleID
	Rev  int64
	Due  time.Time
}

// Rules keeps rules for the watcher. Errors are stats.ErrAway when the database
// is out of reach.
type Rules interface {
	// Due lists up to n rules that are due, the longest first; not those whose
	// stat is in the trash.
	Due(ctx context.Context, now time.Time, n int) ([]Watch, error)
	// Commit saves new states, each with its history entry and messages, in one
	// transaction. Changes of a watch that is no longer what it was are left out
	// whole, and the error is ErrStale; the others are saved. Messages go to the
	// rule's destinations, or the project's defaults, that are not off. A notice
	// whose key is known is left out.
	Commit(ctx context.Context, now time.Time, changes ...Change) error
	// Postpone moves rules that have not changed meanwhile, and leaves others.
	Postpone(ctx context.Context, list []Later) error
	// Recheck makes all rules due that are not before a moment: the clock was set
	// back, or a process starts.
	Recheck(ctx context.Context, now time.Time) error
}

// Book keeps rules for those who write them. An unknown rule is
// stats.ErrNotFound, as is a stat or destination of another project.
type Book interface {
	// Create invents ID and Public.
	Create(ctx context.Context, r Rule) (Rule, error)
	// Revise makes a rule what change says, and due. Nobody, also no watcher,
	// changes it meanwhile: of two revisions at once none is lost. An error of
	// change, which must ask no store, leaves the rule as it is. Project, stat, both
	// ids and creation stay.
	Revise(ctx context.Context, p stats.ProjectID, id PublicID, change func(Watch) (Rule, error)) (Watch, error)
	Delete(ctx context.Context, p stats.ProjectID, id PublicID) error
	Watch(ctx context.Context, p stats.ProjectID, id PublicID) (Watch, error)
	// Watches lists the rules of a project, the oldest first.
	Watches(ctx context.Context, p stats.ProjectID) ([]Watch, error)
	// WatchesOf lists the rules over a stat and over those merged into it, the oldest first.
	WatchesOf(ctx context.Context, id stats.StatID) ([]Watch, error)
}

// Histories keeps what changed and why.
type Histories interface {
	// History lists a rule's entries, the newest first.
	History(ctx context.Context, id RuleID, n int) ([]Entry, error)
}

// Destinations keeps where messages go. An unknown one is stats.ErrNotFound.
type Destinations interface {
	CreateDestination(ctx context.Context, d Destination) (Destination, error)
	// ReviseDestination makes one what change says, as Book.Revise does of a rule;
	// project, id, channel and creation stay.
	ReviseDestination(ctx context.Context, p stats.ProjectID, id DestinationID, change func(Destination) (Destination, error)) (Destination, error)
	// DeleteDestination removes it with its messages.
	DeleteDestination(ctx context.Context, p stats.ProjectID, id DestinationID) error
	Destination(ctx context.Context, id DestinationID) (Destination, error)
	// Destinations lists those of a project, the oldest first.
	Destinations(ctx context.Context, p stats.ProjectID) ([]Destination, error)
}

// Status is where a message stands.
type Status uint8

// A message waits until it is delivered, dead or dropped.
const (
	Waiting Status = iota
	Delivered
	Dead
	Dropped
)

// Claim is a message that is one courier's until the lease ends.
type Claim struct {
	Message Message
	To      Destination
	Holder  int64 // tells this claim from a later one of the same message
}

// Lane is a destination with messages, and when the first of them may be
// claimed: it is due, and none is in flight.
type Lane struct {
	Destination DestinationID
	Channel     Channel
	Next        time.Time
}

// Outbox hands messages to couriers, one of a destination at a time.
type Outbox interface {
	// Lanes lists destinations that are on and have a message waiting, the first
	// that is due first.
	Lanes(ctx context.Context, now time.Time) ([]Lane, error)
	// Claim hands out the lane's first due message; nobody else gets one of the
	// lane for the lease. Without any it is stats.ErrNotFound.
	Claim(ctx context.Context, lane DestinationID, now time.Time, lease time.Duration) (Claim, error)
	// Settle ends a claim and logs the attempt; ErrStale when it is another's by now.
	Settle(ctx context.Context, c Claim, o Outcome, now time.Time) error
	// Release ends a claim that was not tried: it is due again.
	Release(ctx context.Context, c Claim, now time.Time) error
	// Enqueue adds a message by hand, such as a test.
	Enqueue(ctx context.Context, to DestinationID, n Notice, now time.Time) error
}

// Letter is a message with where it stands.
type Letter struct {
	Message Message
	Status  Status
	Due     time.Time // of the next try
}

// Attempt is one try to send a message.
type Attempt struct {
	Message string // its key
	At      time.Time
	Status  Status // what became of it
	Answer  string
}

// How long messages that are done and their attempts are kept, and histories of
// alerts: long enough to answer "what was that, last quarter" and "was it so last
// year".
const (
	KeepMessages = 90 * 24 * time.Hour
	KeepHistory  = 400 * 24 * time.Hour
)

// KeepEntries is how many entries of one rule are kept at least, and about how
// many at most: a week of a rule that changes with every look.
const KeepEntries = 10_000

// Letters is the outbox for people.
type Letters interface {
	// Letters lists a project's messages of a status, the newest first; those of
	// many notices without charts.
	Letters(ctx context.Context, p stats.ProjectID, s Status, n int) ([]Letter, error)
	// Counts is how many messages wait, and how many are dead, of all projects.
	Counts(ctx context.Context) (waiting, dead int64, err error)
	// Retry makes a dead or waiting message due now, with three days ahead of it;
	// Drop gives one up. Others are stats.ErrNotFound.
	Retry(ctx context.Context, p stats.ProjectID, key string, now time.Time) error
	Drop(ctx context.Context, p stats.ProjectID, key string) error
	// Attempts lists a destination's tries, the newest first.
	Attempts(ctx context.Context, id DestinationID, n int) ([]Attempt, error)
	// Prune makes dead what has waited for longer than GiveUp with nobody to send
	// it, and removes what is older than KeepMessages and KeepHistory, and of a
	// rule's history what comes before the newest KeepEntries.
	Prune(ctx context.Context, now time.Time) error
}
