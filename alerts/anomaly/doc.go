// Package anomaly finds what is unusual in one series of numbers, point by
// point, from the points before alone. It knows no stats, no stores and no
// clock: in go a time and a value, out comes a score from 0 to 1, and 0.5 or
// more is a notice.
//
// # Method
//
// A point passes four stages, each a file of this package.
//
// Forecast (forecast.go). Three predictions run beside each other: a level that
// follows the series within a day; a level with a profile of the day in 96 bins;
// and the same with a profile of the week in 168. Each learns by error
// correction as in Holt and Winters' additive smoothing (C. C. Holt 1957, P. R.
// Winters 1960), with the error limited, so that one wild point teaches
// nothing wild. The predictions are weighed by how little they have missed
// lately: a series without seasons is not given one.
//
// Evidence (evidence.go). What the forecast misses, in units of its usual miss,
// is looked at in five ways: the point itself; its surprise after the point
// before (an autoregression of first order); the mean of some and of many
// points; and how much the series moves at all, more or less than ever. A value
// that is stuck is the sixth.
//
// Tail (tail.go). Each evidence has a distribution of its own, learned as a
// histogram of its logarithm. Beyond the most extreme fiftieth of what was seen
// a Weibull tail is fitted, P(Z > z) = exp(-(z/s)^k), which holds normal (k = 2),
// exponential (k = 1) and much heavier tails with one number to learn. k is
// estimated from the mean excess in the logarithm (J. Beirlant, M. Broniatowski,
// J. Teugels, P. Vynckier 1995; L. Gardes and S. Girard, "Comparison of Weibull
// tail-coefficient estimators", REVSTAT 4, 2006), with a prior of k = 1. A surprise
// of once a month lies far beyond what was seen, the more so the more points a day
// has, and many tails grow heavier out there: the logarithm of a lognormal
// probability goes with the square of ln z. So the fitted tail is bent a little that
// way, as far as planted shifts of light-tailed series are still found. Extremes
// come in clusters, and what counts is how many clusters come, so the
// probability is multiplied by the extremal index, estimated by runs (R. L.
// Smith and I. Weissman, "Estimating the extremal index", JRSS B 56, 1994).
// The idea to set a threshold by extreme values in a stream is that of A. Siffer,
// P.-A. Fouque, A. Termier and C. Largouet, "Anomaly Detection in Streams with
// Extreme Value Theory", KDD 2017.
//
// Episode (episode.go). The surprise of a point is -ln of that probability, for
// the evidence where it is greatest. It is a notice when so great a surprise is
// expected less than a fixed number of times a month, whatever the step of the
// series. A notice begins an episode, and no other follows until it is over: one
// notice, near its beginning. Each notice makes the next a little harder, for a year
// if it was just beyond the threshold: such ones come in a series whose tail was
// taken for lighter than it is, and what really happens lies far beyond. What was
// dismissed as no anomaly is tolerated from then on, up to what it was and a
// quarter more. For the caller remains to cap the notices of a stat: a series that
// really breaks every day is noticed nearly every day.
//
// # Why
//
// One principle sets the threshold, and it is one that people can judge: how often
// a series in which nothing happens may be noticed. Everything else adapts to the
// series. So there is one set of parameters, and none of them is for a kind of
// series.
//
// The state has a fixed size and is the detector: encoded, stored, decoded, it
// goes on with the same scores to the last bit. Histograms are whole numbers for
// that reason.
package anomaly
