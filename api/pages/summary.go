package pages

import "chartd/stats"

// summary is a column of the table of figures.
type summary struct {
	span
	stats.Summary
}

// span is a timeframe that every stat's page sums up.
type span struct{ Name, Text string }

// spans are the ranges of the table (contract, section 8).
var spans = []span{{"hour", "1h1m"}, {"day", "1d1h"}, {"week", "1w3h"}, {"month", "1M1d"}, {"year", "1y1w"}}
