package anomaly

// The parameters, one set for all series.
const (
	// A series is learned before it is judged: a whole day of it, or, where
	// points come by the minute, enough of them; and never fewer than some.
	warmLeast  = 150
	warmEnough = 600

	// monthly is how many surprises a month would be notices if all evidences
	// were independent and all tails exact. They are not, tails are bent to the
	// heavier side, and each notice makes the next harder: the number of notices in
	// a quiet month is less than a tenth of it.
	monthly = 2.5

	// An episode lasts half a day, by the number of points within these bounds:
	// what has begun is not news again.
	holdDays  = 0.5
	holdLeast = 24
	holdMost  = 288
	// But where points are rare, no longer than this many days.
	holdLongest = 3.0

	// Each notice divides the probability that the next must be below by e to
	// the power of these. The one wears off over days: what is disturbed now is
	// disturbed again soon. The other wears off over a year, and is less the further
	// a notice was beyond: where tails are heavier than they were learned to be,
	// notices come on and on, most of them just beyond.
	tireBy    = 0.5
	tireDays  = 2.0
	wearyBy   = 0.6
	wearyDays = 365.0

	// Windows of the mean misses, and of movement, in points.
	shortWindow = 6
	longWindow  = 48
	moveWindow  = 48

	// Of one point, the windows see this many usual misses at most: what is left
	// to the point's own evidence must not fill a window.
	windowLimit = 8

	// Of one point, forecasts learn this many usual misses at most.
	learnLimit = 3

	// A level follows over this many days, within bounds in points.
	levelDays  = 0.35
	levelLeast = 50
	levelMost  = 1500

	// Levels follow by up to this much faster while the mean of many misses says
	// that the series lies elsewhere.
	mostHaste = 10

	// A value is stuck when it has come again this often, and this many times as
	// often as any other did.
	stuckLeast = 12
	stuckTimes = 2.0

	// How much of an error a day's visit teaches a bin of the day's profile, a
	// week's one of the week's.
	dayRate  = 0.15
	weekRate = 0.3
)
