// Package alerts decides who hears of what: rules over stats, what they find,
// and the messages that come of it. It reads stats and keeps nothing itself:
// package alerts/store does, and senders carry the messages away.
//
//	rule.go         what a rule may say, and its words
//	spec.go         a rule as people write it
//	link.go         signed links in messages
//	quiet.go        pauses: snooze, maintenance, when a rule is due
//	evaluate.go     rule + buckets → verdict
//	decide.go       rule + state + verdict + now → state + notices
//	notice.go       the facts that a message carries
//	destination.go  where messages go; secrets that never print
//	backoff.go      when a message is tried again, and when no more
//	backtest.go     what a rule would have done
//	automatic.go    what automatic alerts remember of a stat, and tell
//	store.go        what is kept
//	watcher.go      due rules → read → evaluate → decide → commit
//	scout.go        all stats → read → detector → remember
//	clock.go        the time that all of these go by
//	round.go        a look after every step of time
//	complaint.go    what keeps going wrong is logged once
//	courier.go      claim → send → settle
//
// # Why
//
// A state and its notices are committed together, so that nothing is decided
// and not told. A message is sent at least once under a key that stays, so that
// its receiver can tell a double.
package alerts
