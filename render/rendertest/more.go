package rendertest

import "strings"

// kinds are the forms of a chart.
func kinds() []Sample {
	const both = page + "&ymin=0&ymax=50"
	return []Sample{
		{"line-two", both + series(2, 44), "two series"},
		{"line-five", both + series(5, 44) + "&t=Five+series", "five series in the default colours"},
		{"step-two", both + "&kind=step" + series(2, 24), "steps that cross"},
		{"area", both + "&kind=area" + series(1, 44), "an area in a fifth of its stroke"},
		{"area-five", both + "&kind=area&hl=1" + series(5, 60) + "&t=Crossing+fills", "fills that cross, many colours"},
		{"area-step-fill", both + "&step=1&f0=4991AE80" + series(1, 30), "steps with a fill"},
		{"bar", both + "&kind=bar&t=Bars" + series(1, 24), "bars"},
		{"bar-three", both + "&kind=bar" + series(3, 8) + "&xmin=1700000000&xmax=1700604800", "grouped bars over a week"},
		{"bar-dense", both + "&kind=bar" + series(1, 2000), "more bars than pixels: the highest of each column"},
		{"bar-negative", "v0=3,-1,4,-1.5,5,-9,2,6&kind=bar&t=Above+and+below", "bars from zero up and down"},
		{"bar-below", "v0=-5,-3,-4&kind=bar&t=All+below", "bars that hang from zero"},
		{"bar-unequal", "v0=1,2,3,4&v1=4,3,2&kind=bar", "series of unequal length: no bar covers another"},
		{"bar-one", both + "&kind=bar&d0=k&hl=1", "one bar"},
		{"spark", "w=120&h=30&kind=spark&hl=1" + series(1, 60), "a sparkline with its last value"},
		{"spark-wide", page + "&kind=spark&ymin=0&ymax=1&t=Hidden&f0=4991AE33" + series(1, 60), "nothing but the data"},
		{"highlight", both + "&hl=1" + series(2, 30), "last values, no background"},
		{"highlight-ring", both + "&hl=1&bg=FFFDF5" + series(2, 30), "last values with a ring"},
		{"highlight-black", both + "&hl=1&s0=E74C3C" + series(1, 30), "black on a red line"},
		{"dots-dashes", page + "&s0=.&s1=-&s2=8E63CE.&s3=C96A00-" + series(4, 30), "dotted and dashed"},
		{"dots-dense", page + "&s0=.&s1=-" + series(2, 400), "dots and dashes on many points"},
	}
}

// data are charts of unusual data.
func data() []Sample {
	const both = page + "&ymin=0&ymax=50"
	return []Sample{
		{"gaps", both + "&hl=1&d0=" + gapped(walk(1, 60), 7) + "&d1=" + gapped(walk(2, 60), 13), "gaps"},
		{"gaps-fill", both + "&f0=4991AE55&d0=" + gapped(walk(1, 60), 9), "a fill with gaps"},
		{"gaps-step", both + "&step=1&d0=" + gapped(walk(3, 40), 6), "steps with gaps"},
		{"lone-points", page + "&d0=A_9_e_P_8_k_A_9", "nothing but lone points: dots"},
		{"one-point", both + "&d0=k&t=One+point", "a dot in the middle"},
		{"one-point-step", both + "&d0=k&step=1&hl=1", "a dot, highlighted"},
		{"all-gaps", both + "&d0=____&t=No+data", "axes without data"},
		{"one-empty", both + "&d0=____&d1=Ae9", "one dataset of gaps, one not"},
		{"lengths", both + "&d0=" + walk(4, 80) + "&d1=" + walk(5, 7) + "&d2=A9", "each dataset spans the width"},
		{"flat", page + "&ymin=5&ymax=9&d0=AAAAAAAA&d1=99999999", "lines on the lowest and the highest value"},
		{"zigzag", page + "&hl=1&d0=" + strings.Repeat("A9", 40), "sharp turns"},
		{"dense-1000", both + series(1, 1000) + "&t=1,000+points", "more points than pixels"},
		{"dense-8000", both + series(1, 8000), "the longest of a URL"},
		{"dense-100000", both + series(1, 100_000), "from a form"},
		{"dense-fill", both + "&kind=area&d0=" + gapped(walk(6, 5000), 97) + "&d1=" + walk(7, 3000), "dense, with gaps and fills"},
		{"dense-step", both + "&step=1&d0=" + walk(8, 3000), "dense steps"},
		{"plain", "v0=3,1,4.5,-2", "plain numbers"},
		{"plain-five", "v0=1,2,3&v1=2,,4&v2=-1,0.5,2&v3=0,0,0&v4=2.5,3.5,3&t=Plain+numbers", "plain numbers with a gap"},
		{"plain-equal", "v0=7,7,7", "all the same"},
		{"plain-one", "v0=42&hl=1", "one number"},
		{"plain-none", "v0=,,&t=Nothing", "nothing but gaps"},
		{"plain-tiny", "v0=0.004,0.0041,0.0043,0.0040", "small numbers"},
		{"plain-huge", "v0=1e300,2e299,-1e300", "numbers at the end of all numbers"},
		{"plain-mixed", "v0=1,1000000,3&kind=area&ymin=0", "a lower edge of the author's own"},
	}
}

// axes are value axes, drawn and labelled.
func axes() []Sample {
	one := page + "&d0=" + aapl
	return []Sample{
		{"axis-right", one + "&ymin=94.48&ymax=103.3&or=1", "right axis only"},
		{"axis-downwards", one + "&ymin=10&ymax=-5", "ymin over ymax: the values fall upwards"},
		{"axis-equal", one + "&ymin=5&ymax=5", "one value for both ends"},
		{"axis-tiny", one + "&ymin=0.004&ymax=0.0045", "0.004"},
		{"axis-long", one + "&ymin=0&ymax=1234567", "1234567, in full"},
		{"axis-ends", one + "&ymin=101.15&ymax=101.95&hl=1", "101.15, in full"},
		{"axis-exponents", one + "&ymin=1.5e-9&ymax=2.25e21", "exponents"},
		{"axis-nearly", one + "&ymin=0.1&ymax=0.30000000000000004", "seventeen digits"},
		{"axis-negative", one + "&ymin=-160000000&ymax=-20000", "all below zero"},
		{"axis-units", one + "&ymin=0&ymax=2500000000000", "letters for units"},
		{"grid-off", one + "&ymin=0&ymax=100&grid=0", "axes without lines"},
		{"grid-only", one + "&grid=1", "lines without axes"},
	}
}

// times are time axes.
func times() []Sample {
	at := func(from, to, zone string) string {
		return page + "&d0=" + aapl + "&ymin=0&ymax=100&ol=1&xmin=" + from + "&xmax=" + to + "&tz=" + zone
	}
	return []Sample{
		{"time-seconds", at("1700000000", "1700000012", "UTC"), "twelve seconds"},
		{"time-minutes", at("1700000000", "1700001500", "UTC"), "twenty-five minutes"},
		{"time-day", at("1700000000", "1700086400", "Asia/Kolkata"), "a day, half an hour off"},
		{"time-week", at("1700000000", "1700604800", "Europe/Berlin"), "a week"},
		{"time-quarter", at("1700000000", "1707776000", "UTC"), "ninety days"},
		{"time-years", at("1300000000", "1700000000", "UTC"), "twelve years"},
		{"time-century", at("-2208988800", "1700000000", "UTC"), "since 1900"},
		{"time-spring", at("1741420800", "1741507200", "America/New_York"), "the day that lacks an hour"},
		{"time-autumn", at("1761969600", "1762063200", "America/New_York"), "the day with an hour twice"},
		{"time-lord-howe", at("1743836400", "1743922800", "Australia/Lord_Howe"), "a change of half an hour"},
		{"time-both-axes", at("1700000000", "1700604800", "UTC") + "&or=1&ol=0&hl=1&t=Load", "right axis and times"},
		{"time-alone", page + "&d0=" + aapl + "&xmin=1700000000&xmax=1700604800", "times without values"},
	}
}

// words are titles.
func words() []Sample {
	t := func(title string) string {
		return page + "&d0=" + aapl + "&ymin=0&ymax=100&t=" + title
	}
	return []Sample{
		{"title-long", t(strings.Repeat("A+title+that+does+not+fit+", 9)), "cut, with an ellipsis"},
		{"title-wide", t(strings.Repeat("W", 70)), "wide letters"},
		{"title-cjk", t("%E6%B8%A9%E5%BA%A6%E3%81%A8%E6%B9%BF%E5%BA%A6"), "Japanese"},
		{"title-emoji", t("%F0%9F%9A%80+Launch+%E2%9C%94+%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB"), "emoji"},
		{"title-rtl", t("%D8%AF%D8%B1%D8%AC%D8%A9+%D7%98%D7%9E%D7%A4%D7%A8%D7%98%D7%95%D7%A8%D7%94+12"), "from right to left"},
		{"title-hostile", t("%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%22'%26amp;%00%1b%5B31m]]%3E%FF%EF%BF%BE"), "markup, controls, broken bytes"},
		{"title-greek", t("%CE%98%CE%B5%CF%81%CE%BC%CE%BF%CE%BA%CF%81%CE%B1%CF%83%CE%AF%CE%B1+%E2%80%94+%D0%A2%D0%B5%D0%BC%D0%BF%D0%B5%D1%80%D0%B0%D1%82%D1%83%D1%80%D0%B0"), "Greek and Cyrillic"},
		{"title-accents", t("%C3%85ngstr%C3%B6m+na%C3%AFve+%C5%81%C3%B3d%C5%BA+fa%C3%A7ade+fi%EF%AC%81+%C2%B5%C2%B2"), "accents and ligatures"},
	}
}

// colors are themes and backgrounds.
func colors() []Sample {
	full := page + "&ymin=0&ymax=100&hl=1&t=Theme&xmin=1700000000&xmax=1700604800&kind=area" + series(2, 44)
	return []Sample{
		{"theme-none", full, "readable on white and on dark"},
		{"theme-light", full + "&theme=light", "for light pages"},
		{"theme-dark", full + "&theme=dark", "for dark pages"},
		{"theme-dark-bg", full + "&theme=dark&bg=0d1117", "dark, on its own ground"},
		{"theme-auto", full + "&theme=auto", "follows the reader"},
		{"background-translucent", full + "&bg=FFD70040", "a quarter of gold"},
		{"fills-opaque", page + "&f0=4991AE&f1=C96A00&f2=D6408A" + series(3, 30), "opaque fills, one over the other"},
		{"strokes-translucent", page + "&s0=4991AE80&s1=C96A0080" + series(2, 30), "a crossing line is not darker"},
	}
}

// sizes are pictures of unusual size and density.
func sizes() []Sample {
	rest := "&ymin=94.48&ymax=103.3&hl=1&t=A+title&xmin=1700000000&xmax=1700604800&d0=" + aapl
	return []Sample{
		{"size-1x1", "w=1&h=1" + rest, "one pixel"},
		{"size-3x3", "w=3&h=3" + rest, "nine pixels"},
		{"size-50x16", "w=50&h=16" + rest, "no words"},
		{"size-79x39", "w=79&h=39" + rest, "the largest without words"},
		{"size-80x40", "w=80&h=40" + rest, "the smallest with words"},
		{"size-100x30", "w=100&h=30" + rest, "too low for words"},
		{"size-120x60", "w=120&h=60" + rest, "some words"},
		{"size-200x100", "w=200&h=100" + rest, "a thumbnail"},
		{"size-300x300", "w=300&h=300" + rest, "square"},
		{"size-60x400", "w=60&h=400" + rest, "too narrow for words"},
		{"size-90x400", "w=90&h=400" + rest, "narrow and high"},
		{"size-4096x60", "w=4096&h=60" + rest, "the widest"},
		{"size-2000x1000", "w=2000&h=1000" + rest, "large"},
		{"size-4096x4096", "w=4096&h=4096&dpr=1" + rest, "the largest"},
		{"dpr-1", "w=300&h=100&dpr=1" + rest, "a pixel a pixel"},
		{"dpr-3", "w=300&h=100&dpr=3" + rest, "three"},
		{"dpr-4", "w=300&h=100&dpr=4" + rest, "four"},
	}
}
