package anomaly

import "math"

// Notice is the score from which on a point is a notice.
const Notice = 0.5

// belowNotice is the highest score that is none, so that rounding it for people
// makes none of it.
const belowNotice = 0.49

// episode decides which surprises are notices.
type episode struct {
	left      float64   // points until the episode is over
	tired     float64   // what is added to the threshold for days
	weary     float64   // what is added to it for a year
	peak      evidences // the greatest of each evidence since the last notice began, in its episode
	tolerated evidences // up to here an evidence is none: a notice of it was dismissed
}

// score turns a surprise into a score.
func (e *episode) score(surprise, perDay float64, found *evidences) float64 {
	const monthDays = 30
	// Points that come more rarely than by the day are judged as if they came by
	// it, or each would be worth a notice.
	threshold := math.Log(monthDays*max(perDay, 1)*float64(causeCount)/monthly) + e.tired + e.weary
	e.tired *= math.Exp(-1 / (tireDays * perDay))
	e.weary *= math.Exp(-1 / (wearyDays * perDay))
	switch {
	case e.left > 0:
		e.left--
		e.remember(found)
	case surprise >= threshold:
		e.left = math.Ceil(clamp(holdDays*perDay, min(holdLeast, holdLongest*perDay), holdMost))
		e.tired += tireBy
		// Where tails are as they were learned, what is beyond the threshold is
		// distributed exponentially. A notice far beyond is no sign that they
		// are not, but one of something that happened.
		e.weary += wearyBy * math.Exp(threshold-surprise)
		e.peak = evidences{}
		e.remember(found)
		return 1 - (1-Notice)*threshold/surprise
	}
	return belowNotice * min(1, surprise/threshold)
}

// remember keeps the greatest of each evidence.
func (e *episode) remember(found *evidences) {
	for c, z := range found {
		e.peak[c] = max(e.peak[c], z)
	}
}

// dismiss makes what the last notice was about tolerable.
func (e *episode) dismiss() {
	// Things never come back to the last digit.
	const margin = 1.25
	for c, z := range e.peak {
		e.tolerated[c] = max(e.tolerated[c], margin*z)
	}
}

// tolerates reports whether an evidence was dismissed.
func (e *episode) tolerates(c Cause, z float64) bool { return z <= e.tolerated[c] }
