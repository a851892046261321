package anomaly

import "math"

// Notice is the score from which on a point is a notice.
const Notice = 0.5

// belowNotice is the highest score that is none, so that rounding it for people
// makes none of it.
const belowNotice = 0.49

// episode decides which surprises are notices.
type episode struct {
	left  float64 // points until the episode is over
	tired float64 // what is added to the threshold
}

// score turns a surprise into a score.
func (e *episode) score(surprise, perDay float64) float64 {
	const monthDays = 30
	threshold := math.Log(monthDays*perDay*float64(causes-1)/monthly) + e.tired
	e.tired *= math.Exp(-1 / (tireDays * perDay))
	switch {
	case e.left > 0:
		e.left--
	case surprise >= threshold:
		e.left = math.Floor(clamp(holdDays*perDay, holdLeast, holdMost))
		e.tired += tireBy
		return 1 - (1-Notice)*threshold/surprise
	}
	return belowNotice * min(1, surprise/threshold)
}
