package rendertest

import (
	"math"
	"slices"
	"time"

	"chartd/render"
)

// live are charts of stored data, which found has.
func live() []Sample {
	const (
		two  = "k0=visits&k1=errors&tf=1d1h"
		five = "k0=visits&k1=errors&k2=orders&k3=price&k4=queue&s1=.&s2=-"
	)
	return []Sample{
		{"live", "k0=visits&tf=1d1h", "one series: its name is the title, figures and times by themselves"},
		{"live-two", two + "&t=Shop", "two series, a title of one's own"},
		{"live-cmp", "k0=visits&tf=1d1h&cmp=1", "the period before, dashed"},
		{"live-cmp-dashed", two + "&s0=-&cmp=1", "the period before of a dashed line is dotted"},
		{"live-cmp-bar", two + "&kind=bar&cmp=1&theme=light", "the period before over bars"},
		{"live-cmp-area", "k0=visits&tf=1d1h&kind=area&cmp=1&hl=1&bg=FFFFFF", "over a fill"},
		{"live-marks", "k0=visits&tf=1d1h&marks=1&theme=light&bg=FFFFFF", "deploys, one from before the window"},
		{"live-all", "k0=visits&tf=1d1h&cmp=1&marks=1&theme=auto&hl=1", "everything, for light and for dark readers"},
		{"live-marks-dark", "k0=visits&tf=1d1h&cmp=1&marks=1&theme=dark&bg=0D1117&step=1", "on a dark page, in steps"},
		{"live-marks-bar", "k0=visits&tf=1d1h&marks=1&kind=bar&w=300&h=120", "behind bars, small"},
		{"live-gaps", "k0=load&tf=1d1h&cmp=1&tz=Asia/Kolkata", "gaps in both periods, a zone of the query's own"},
		{"live-none", "k0=visits&tf=1d1h&cmp=1", "no data at all: the window and a sentence"},
		{"live-none-range", "k0=visits&tf=1d1h&ymin=0&ymax=100&theme=dark&bg=0D1117&t=Visits", "no data at all, in a range of one's own"},
		{"live-none-small", "k0=visits&w=60&h=20", "no data at all, and no room to say so"},
		{"live-none-now", "k0=visits&tf=1d1h&cmp=1&t=", "data in the period before alone, no title"},
		{"live-one", "k0=visits&tf=1h1h&marks=1", "one point, and a mark"},
		{"live-spark", "k0=visits&kind=spark&w=120&h=30&cmp=1", "a sparkline with the period before"},
		{"live-320", two + "&w=320&h=120&cmp=1&marks=1", "two series on a phone"},
		{"live-five", five + "&t=All+shops&theme=light&bg=FFFFFF", "five series, their names as far as they have room, in strokes of all kinds"},
		{"live-five-320", five + "&w=320&h=180&ol=1&theme=dark&bg=0D1117", "five series on a phone, in the dark"},
		{"live-five-small", five + "&w=160&h=90&t=Shops", "no room for names"},
		{"live-title-long", two + "&t=Visits+of+the+shop+and+errors+of+its+checkout,+as+the+load+balancer+counts+them&w=440&h=150",
			"names in a row below the title"},
	}
}

// found is what a store would hold for a sample of live.
func found(sample string) render.Live {
	from := time.Date(2026, time.March, 3, 0, 0, 0, 0, time.UTC).Unix()
	zone, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		zone = time.UTC // the sample's golden files say it
	}
	l := render.Live{From: from, To: from + 23*3600, Zone: zone}
	visits := render.LiveSeries{Name: "visits", Values: day(1, 420, 300), Before: day(2, 380, 260)}
	errors := render.LiveSeries{Name: "errors <500>", Values: day(3, 60, 30), Before: day(4, 90, 40)}
	switch sample {
	case "live-five", "live-five-320", "live-five-small":
		l.Series = []render.LiveSeries{visits, errors,
			{Name: "orders that were paid with a card of the bank", Values: day(5, 200, 120)},
			{Name: "\u062b\u0645\u0646", Values: day(6, 330, 80)},
			{Values: day(7, 500, 60)},
		}
	case "live-none-range", "live-none":
		l.Series = []render.LiveSeries{{Name: "visits"}}
	case "live-none-small":
		return render.Live{}
	case "live-none-now":
		l.Series = []render.LiveSeries{{Name: "visits", Before: visits.Before}}
	case "live-one":
		l.To, l.Series = from, []render.LiveSeries{{Name: "visits", Values: []float64{1234.5}}}
	case "live-gaps":
		l.Series = []render.LiveSeries{{Name: "load", Values: holes(visits.Values, 3, 4, 9, 11, 20), Before: holes(visits.Before, 6, 7, 8)}}
	default:
		l.Series = []render.LiveSeries{visits, errors}
	}
	l.Marks = []render.Mark{
		{At: from + 12*3600 + 240, Text: "deploy 1.4"},
		{At: from - 600, Text: "night shift"},
		{At: from + 17*3600, Text: `rollback </desc><script>"&`},
	}
	return l
}

// day is 24 made-up hourly values that swing around a middle.
func day(seed uint64, middle, swing float64) []float64 {
	values := make([]float64, 24)
	for i, c := range walk(seed, len(values)) {
		wave := -math.Cos(2 * math.Pi * float64(i) / float64(len(values)))
		values[i] = math.Round(middle + swing*wave + float64(c%16))
	}
	return values
}

// holes is values with gaps at some places.
func holes(values []float64, at ...int) []float64 {
	values = slices.Clone(values)
	for _, i := range at {
		values[i] = math.NaN()
	}
	return values
}
