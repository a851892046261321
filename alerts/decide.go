package alerts

import (
	"strconv"
	"time"

	"chartd/stats"
)

// Phase is OK or Firing.
type Phase uint8

// A rule begins as OK.
const (
	OK Phase = iota
	Firing
)

// String is "ok" or "firing".
func (p Phase) String() string {
	if p == Firing {
		return "firing"
	}
	return "ok"
}

// State is what a rule remembers between two looks. The zero value is a rule
// that was never looked at.
type State struct {
	Phase    Phase
	Streak   int          // breaches in a row, up to the rule's Checks
	Episodes int64        // how often it fired so far; numbers the present episode
	Notices  int          // how many the episode had
	Began    time.Time    // of the episode
	Told     time.Time    // the last notice
	Judged   stats.Minute // the end of the window of the last change
}

// Event is what a notice tells.
type Event string

// Events. Test is sent by hand; the last three are about no alert.
const (
	Fired       Event = "alert.fired"
	Still       Event = "alert.firing"
	Cleared     Event = "alert.cleared"
	Test        Event = "alert.test"
	NewStats    Event = "stat.new"
	Report      Event = "report"
	SwitchedOff Event = "destination.off"
)

// wrongClock is how far a clock may be set back and the rule waits for it to
// come to where it was. Beyond that the clock was wrong before.
const wrongClock = 24 * 60

// Decide returns the state after a verdict, and the notices to send: one at most,
// none while the rule is quiet, and none between which nothing cleared unless a
// repeat is due.
//
//	state   verdict                   next    notice
//	ok      breach, Checks in a row   firing  fired
//	ok      breach, fewer             ok      –
//	firing  breach, repeat is due     firing  still firing
//	firing  within                    ok      cleared, unless SilentEnd
//	firing  neither                   firing  –
//	any     nothing can be said       same    –
//	any     not after the last window same    –
//
// A process that slept judges the present once: verdicts that were never asked
// for are not missed.
func Decide(r Rule, s State, v Verdict, now time.Time) (State, []Notice) {
	if r.QuietUntil(now).After(now) || !v.Judged || v.End <= s.Judged && s.Judged-v.End <= wrongClock {
		return s, nil
	}
	if s.Told.After(now) { // the clock was set back: a repeat counts from here
		s.Told = now
	}
	switch {
	case v.Breach && s.Phase == OK:
		s.Streak++
		s.Judged = v.End
		if s.Streak < r.checks() {
			return s, nil
		}
		s = State{Phase: Firing, Episodes: s.Episodes + 1, Began: now, Judged: v.End}
		return s.tell(r, v, Fired, now)
	case v.Breach && r.Repeat > 0 && s.repeats(r, now):
		s.Judged = v.End
		return s.tell(r, v, Still, now)
	case !v.Breach && s.Phase == OK:
		s.Streak = 0
	case v.Within:
		s.Phase, s.Streak, s.Judged = OK, 0, v.End
		if r.SilentEnd {
			return s, nil
		}
		return s.tell(r, v, Cleared, now)
	}
	return s, nil
}

// repeats reports whether a repeat is due. It counts minutes, and not how late in
// its minute each look came: a look that is a little earlier in its own would
// else skip it.
func (s State) repeats(r Rule, now time.Time) bool {
	return now.Truncate(time.Minute).Sub(s.Told.Truncate(time.Minute)) >= r.Repeat
}

// tell adds a notice to the episode.
func (s State) tell(r Rule, v Verdict, e Event, now time.Time) (State, []Notice) {
	s.Notices++
	s.Told = now
	return s, []Notice{{
		Key:     r.Episode(s) + "." + strconv.Itoa(s.Notices),
		Episode: r.Episode(s),
		Event:   e,
		At:      v.End.Unix(),
		Began:   s.Began.Unix(),
		Alert:   r.facts(),
		Value:   v.Value, Previous: v.Previous, Percent: v.Percent,
	}}
}

// Episode names the time from firing to clearing, the same for all its notices:
// a thread of mails, the dedup key of an incident.
func (r Rule) Episode(s State) string {
	return string(r.Public) + "." + strconv.FormatInt(int64(r.ID), 36) + "." + strconv.FormatInt(s.Episodes, 10)
}
