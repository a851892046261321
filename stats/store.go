package stats

import (
	"context"
	"time"
)

// Reader answers what stats did. Everything that reads gets one.
type Reader interface {
	// Series returns one Series an id, in the order of ids, each with a bucket
	// for every step of the window; a bucket without data has N 0. An unknown id
	// is a stat without data. The points of stats merged into one of the ids are
	// not added: see Catalog.Members.
	Series(ctx context.Context, ids []StatID, w Window) ([]Series, error)
	// Latest returns one Latest an id, in the order of ids.
	Latest(ctx context.Context, ids []StatID) ([]Latest, error)
}

// Chunks keeps closed hours: one row for a stat, hour and writer. Reads merge
// the rows of all writers. Each method returns an error that is ErrAway when
// the database is out of reach.
type Chunks interface {
	Reader
	// Put writes whole hours, all or none, each only where its Rev is above the
	// stored one: any call may be repeated. The month rows change with them.
	Put(ctx context.Context, w WriterID, chunks []Chunk) error
	// Load returns the writer's stored chunk for each key, in the order of keys;
	// one that is not stored has Rev 0.
	Load(ctx context.Context, w WriterID, keys []ChunkKey) ([]Chunk, error)
	// Newest returns the highest Rev among the writer's rows, 0 without any.
	Newest(ctx context.Context, w WriterID) (Seq, error)
}

// Sweeper looks at or removes chunks in bulk.
type Sweeper interface {
	// Walk calls each for every chunk row of every writer, ordered by stat and
	// hour, until it returns an error, which Walk returns. A blob that cannot be
	// read is passed as bad with an empty Minutes.
	Walk(ctx context.Context, each func(w WriterID, c Chunk, bad error) error) error
	// Drop removes all rows of the stats, in bounded batches.
	Drop(ctx context.Context, ids []StatID) error
	// Expire removes minutes older than before, keeping the month rows.
	Expire(ctx context.Context, before Hour) error
	// Expired returns the highest before of all calls of Expire, 0 without any.
	Expired(ctx context.Context) (Hour, error)
	// Verify checks every month row against its hours and calls each for every
	// one that differs; rows whose minutes expired are checked in themselves.
	Verify(ctx context.Context, each func(id StatID, problem string)) error
}

// Entry is what one call wants to be kept: points, and an id against counting
// them twice ("" is none).
type Entry struct {
	Project  ProjectID
	ID       string
	Points   []Point
	Repeated bool // set by Append: the id is known, nothing was kept
}

// Log is the local file that makes points durable. One goroutine writes it.
type Log interface {
	// Append keeps all entries whose id is new in one commit and returns its
	// number once that is on disk. After an error nothing may be assumed: the
	// log takes nothing more until Reopen.
	Append(ctx context.Context, entries []Entry) (Seq, error)
	// Replay calls each for every commit above after, in order.
	Replay(ctx context.Context, after Seq, each func(Seq, []Point) error) error
	// Forget removes commits below before, in bounded batches, and ids that are
	// older than a day or above the limit.
	Forget(ctx context.Context, before Seq) error
	// Bytes is what the log's commits take.
	Bytes() int64
	// Reopen closes the file and opens it anew, as a starting process would.
	Reopen(ctx context.Context) error
}

// Page asks for a part of a list: at most Limit rows (0 is 10,000) after the
// first Offset.
type Page struct {
	Offset, Limit int
}

// Order is how a list of stats is sorted.
type Order uint8

// By creation is stable under new stats; by name is what people read.
const (
	ByCreation Order = iota
	ByName
)

// Filter says which stats of a project are listed.
type Filter struct {
	Search  string // part of the name, any case; "" is all
	Tag     string // "" is all
	Trashed bool   // those in the trash instead of those that are not
	Order   Order
	// After leaves out a stat and all before it in the order, whether or not it is
	// listed itself; 0 leaves out none. Page counts from there. Who walks through
	// all pages goes by it: by Offset, a stat that leaves the list meanwhile hides
	// another.
	After StatID
	Page  Page
}

// NewStat is a stat that is wanted under a name. Zero fields of Public,
// Classic, EmbedKey and Created are invented.
type NewStat = Stat

// Catalog keeps stats and their names. A name means one stat; an alias is one
// more name for it. All methods return ErrNotFound for an unknown stat.
type Catalog interface {
	// Create makes those stats whose name is free and returns each as stored, in
	// order: an existing one keeps its kind. Errors are ErrTooManyStats,
	// ErrTooManyNew and ErrTaken (a wanted key or id is in use): then none is made.
	Create(ctx context.Context, p ProjectID, wanted []NewStat) ([]Stat, error)
	// Named returns the stats of the names, aliases included; a name that means
	// none gives a Stat with ID 0.
	Named(ctx context.Context, p ProjectID, names []string) ([]Stat, error)
	// Find returns the stat that has a public id, an embed key or a classic key.
	// Those in the trash are found by none.
	Find(ctx context.Context, by Lookup) (Stat, error)
	// List returns the stats of a project. The error is ErrNotFound when After is
	// no stat any more.
	List(ctx context.Context, p ProjectID, f Filter) ([]Stat, error)
	// Update writes unit, tags, openness, keys and Created of a stat; an empty
	// key or public id and a zero Created stay as they are. The error is ErrTaken
	// when one is in use.
	Update(ctx context.Context, s Stat) error
}

// Lookup names a stat by one of its fields; exactly one is set.
type Lookup struct {
	ID       StatID
	Public   PublicID
	EmbedKey EmbedKey
	Classic  ClassicKey
}

// Names changes which names and stats are one another's.
type Names interface {
	// Rename gives a stat a new name and leaves the old one as an alias. The
	// error is ErrNameTaken.
	Rename(ctx context.Context, id StatID, name string) error
	// Trash takes all names away; now is when. Restore gives back those that are
	// free and returns those that are not (at least one is needed: ErrNameTaken;
	// and room in the project: ErrTooManyStats).
	Trash(ctx context.Context, id StatID, now time.Time) error
	Restore(ctx context.Context, id StatID) (lost []string, err error)
	// Merge makes from an alias of into: its names lead there, its points are
	// read with those of into, and its keys find into. Errors are ErrNotFound, also
	// for two projects, ErrOtherKind and ErrItself.
	Merge(ctx context.Context, from, into StatID) error
	// Aliases lists a stat's names beside its own.
	Aliases(ctx context.Context, id StatID) ([]string, error)
}

// Grouping tells which stats are read as one.
type Grouping interface {
	// Members returns for each id the ids whose points belong to it, itself first.
	Members(ctx context.Context, ids []StatID) ([][]StatID, error)
	// Merged returns the stats that were merged into one, with the ids and keys
	// by which they were known, in the order of Members.
	Merged(ctx context.Context, id StatID) ([]Stat, error)
	// Purge removes stats that went to the trash before a moment, with names,
	// comments and keys, and what an interrupted DeleteAccount left. It returns
	// their ids, also with an error: their chunks are dropped next.
	Purge(ctx context.Context, before time.Time) ([]StatID, error)
	// Unalias removes one of a stat's aliases; its own name is none.
	Unalias(ctx context.Context, id StatID, name string) error
}

// Comments keeps remarks.
type Comments interface {
	Comment(ctx context.Context, c Comment) (Comment, error)
	// Comments lists those of the stats in [from, to), newest first, 1,000 at most.
	Comments(ctx context.Context, ids []StatID, from, to time.Time) ([]Comment, error)
	// Uncomment removes one of a stat's comments.
	Uncomment(ctx context.Context, id StatID, comment int64) error
}

// Accounts keeps people. An unknown one is ErrNotFound, a known e-mail address
// or key ErrTaken.
type Accounts interface {
	// CreateAccount makes the account, its project and the membership, all or none.
	CreateAccount(ctx context.Context, a Account, p Project) error
	Account(ctx context.Context, id AccountID) (Account, error)
	AccountByEmail(ctx context.Context, email string) (Account, error)
	Accounts(ctx context.Context) ([]Account, error)
	SetPassword(ctx context.Context, id AccountID, h Hash) error
}

// Membership says who belongs to which project.
type Membership interface {
	// DeleteAccount removes the account, and the projects of which it is the last
	// owner with all that is theirs; it returns the ids of the stats that went,
	// also with an error.
	DeleteAccount(ctx context.Context, id AccountID) ([]StatID, error)
	// Projects lists an account's projects with its role; account 0 lists all,
	// with role 0.
	Projects(ctx context.Context, id AccountID) ([]Project, []Role, error)
	// Join makes an account a member, or changes its role.
	Join(ctx context.Context, id AccountID, p ProjectID, r Role) error
}

// Projects keeps projects and who may post to them.
type Projects interface {
	CreateProject(ctx context.Context, owner AccountID, p Project) error
	Project(ctx context.Context, id ProjectID) (Project, error)
	// ProjectByKey returns the project that has a key, and which one it is. The
	// error is ErrKeys.
	ProjectByKey(ctx context.Context, key string) (Project, KeyKind, error)
	// UpdateProject writes name, keys, zone and limits. The error is ErrTaken.
	UpdateProject(ctx context.Context, p Project) error
}

// Tokens keeps what programs show, and the links people sign in by.
type Tokens interface {
	CreateToken(ctx context.Context, t Token) (Token, error)
	TokenByDigest(ctx context.Context, d Digest) (Token, error)
	Tokens(ctx context.Context, p ProjectID) ([]Token, error)
	RevokeToken(ctx context.Context, p ProjectID, id int64) error
}

// Links keeps one-time sign-in links and browser sessions, both as digests.
type Links interface {
	// CreateLink keeps a link for an account; UseLink takes it out again and
	// returns the account, or ErrNotFound when it is unknown, used or too old.
	CreateLink(ctx context.Context, d Digest, id AccountID, until time.Time) error
	UseLink(ctx context.Context, d Digest, now time.Time) (AccountID, error)
}

// People is everything about accounts, projects and tokens.
type People interface {
	Accounts
	Membership
	Projects
	Tokens
	Links
}

// Things is everything about stats but their points.
type Things interface {
	Catalog
	Names
	Grouping
	Comments
}
