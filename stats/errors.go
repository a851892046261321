package stats

import "errors"

// What can be wrong with what someone asks. The texts are the StatHat
// contract's (2.6, 3.4), so they are shown as they are.
var (
	ErrNotFound      = errors.New("not found")
	ErrNoName        = errors.New("no stat specified")
	ErrNameTooLong   = errors.New("stat name too long")
	ErrTooManyData   = errors.New("too many data points")
	ErrComment       = errors.New("a comment has 1 to 1000 characters")
	ErrUnit          = errors.New("a unit has at most 30 characters")
	ErrTags          = errors.New("a stat has at most 20 tags, each of 1 to 50 characters")
	ErrZone          = errors.New("no time zone: give a name such as Europe/Berlin or UTC")
	ErrKeyForm       = errors.New("give up to 64 letters, digits and - _ ~ . =")
	ErrTimeframe     = errors.New("invalid timeframe")
	ErrTooManyPoints = errors.New("too many points")
	ErrKeys          = errors.New("invalid keys")
	ErrEZOff         = errors.New("ez api disabled")
	ErrIsCounter     = errors.New("stat is a counter")
	ErrIsValue       = errors.New("stat is a value stat")
	ErrNameTaken     = errors.New("another stat has this name")
	ErrTaken         = errors.New("already taken")
	ErrTooManyStats  = errors.New("too many stats in this project")
	ErrTooManyNew    = errors.New("too many new stats in this minute")
	ErrEmail         = errors.New("no address: it needs an @ and has at most 254 characters")
	ErrItself        = errors.New("a stat cannot be merged into itself")
	ErrOtherKind     = errors.New("a counter and a value stat cannot be merged")
)

// ErrAway means that the promise can't be kept right now: the log or the
// database is out of reach or over its bounds. Trying again later helps.
var ErrAway = errors.New("out of service for the moment, try again")
