package demo

import (
	"math"
	"slices"
	"time"

	"chartd/stats"
)

// Days is how far back the stats go.
const Days = 90

const minutesOfDay = 24 * 60

// plot is one stat and its story.
type plot struct {
	stats.NewStat
	days    int // how many of the last days it has points in
	every   int // minutes between two points
	remarks []remark
	// figure is the number of a minute; ok is false when none came.
	figure func(m moment) (v float64, ok bool)
}

// remark is a comment, some days ago.
type remark struct {
	ago  float64
	text string
}

// moment is a minute as a story sees it.
type moment struct {
	at   stats.Minute
	ago  float64 // days before the fill
	luck func(n uint64) float64
}

// day is how far the day has come, in [0, 1), and weekend whether it is one.
func (m moment) day() float64 { return float64(m.at%minutesOfDay) / minutesOfDay }

func (m moment) weekend() bool {
	day := time.Unix(m.at.Unix(), 0).UTC().Weekday()
	return day == time.Saturday || day == time.Sunday
}

// wave swings around 0 once a day, highest at some part of it.
func (m moment) wave(peak float64) float64 { return math.Cos(2 * math.Pi * (m.day() - peak)) }

// bell is about normal: mean 0, deviation 1.
func (m moment) bell() float64 { return (m.luck(1) + m.luck(2) + m.luck(3) - 1.5) * 2 }

// visitors is how busy the shop is: days, weekends, and growth.
func (m moment) visitors() float64 {
	v := 24 + 17*m.wave(0.62)
	if m.weekend() {
		v *= 0.55
	}
	return v * (1.4 - 0.4*m.ago/Days)
}

// count turns a rate into a whole number that is right on average.
func (m moment) count(rate float64) float64 { return math.Floor(max(0, rate) + m.luck(4)) }

func rounded(v, step float64) float64 { return math.Round(v/step) * step }

func counter(name, unit string, tags ...string) stats.NewStat {
	return stats.NewStat{Name: name, Kind: stats.Counter, Unit: unit, Tags: tags}
}

func value(name, unit string, tags ...string) stats.NewStat {
	return stats.NewStat{Name: name, Kind: stats.Value, Unit: unit, Tags: tags}
}

func open(s stats.NewStat) stats.NewStat {
	s.Open = true
	return s
}

// plots are all stats of the demo.
func plots() []plot { return slices.Concat(web(), shop(), machines()) }

// web are the pages that customers see.
func web() []plot {
	return []plot{
		{NewStat: open(counter("page view", "", "web")), days: Days, every: 1,
			remarks: []remark{{33, "a newspaper wrote about us"}, {5.2, "new front page"}},
			figure: func(m moment) (float64, bool) {
				rate := m.visitors() * (1 + 0.2*m.bell())
				if m.ago < 33 && m.ago > 32.2 {
					rate *= 1 + 4*(m.ago-32.2)
				}
				v := m.count(rate)
				return v, v > 0
			}},
		{NewStat: value("response time", "ms", "web"), days: Days, every: 5,
			remarks: []remark{{48.4, "deploy 2.3"}, {19.6, "deploy 2.4: answers are cached"}},
			figure: func(m moment) (float64, bool) {
				base := 118.0
				if m.ago < 19.6 {
					base = 64
				} else if m.ago < 48.4 {
					base = 131
				}
				return rounded(base*(1+0.004*m.visitors())*math.Exp(0.12*m.bell()), 0.1), true
			}},
		{NewStat: counter("error", "", "web"), days: Days, every: 1,
			remarks: []remark{{11.31, "the database was full"}},
			figure: func(m moment) (float64, bool) {
				rate := 0.004
				if m.ago < 11.31 && m.ago > 11.27 {
					rate = 9
				}
				v := m.count(rate)
				return v, v > 0
			}},
	}
}

// shop is what they do there.
func shop() []plot {
	return []plot{
		{NewStat: counter("sign-up", "", "shop"), days: Days, every: 4, figure: func(m moment) (float64, bool) {
			v := m.count(m.visitors() / 260)
			return v, v > 0
		}},
		{NewStat: counter("revenue", "€", "shop"), days: Days, every: 60, figure: func(m moment) (float64, bool) {
			if m.day() < 0.3 || m.day() > 0.9 {
				return 0, false
			}
			return rounded(m.visitors()*(3+0.8*m.bell()), 0.01), true
		}},
		{NewStat: counter("お問い合わせ", "", "shop"), days: 30, every: 60, figure: func(m moment) (float64, bool) {
			v := m.count(m.visitors() / 60)
			return v, v > 0
		}},
		{NewStat: counter("newsletter read", "", "shop"), days: 1, every: 3,
			remarks: []remark{{0.9, "the first newsletter went out"}},
			figure: func(m moment) (float64, bool) {
				v := m.count(14 * math.Exp(-4*(1-m.ago)))
				return v, v > 0
			}},
	}
}

// machines are what it runs on.
func machines() []plot {
	return []plot{
		{NewStat: open(value("temperature, roof", "°C")), days: Days, every: 15, figure: func(m moment) (float64, bool) {
			return rounded(9+6*m.wave(0.6)+4*math.Sin(m.ago/6)+0.3*m.bell(), 0.1), true
		}},
		{NewStat: value("load average", "", "machines"), days: Days, every: 5, figure: func(m moment) (float64, bool) {
			v := 0.2 + m.visitors()/40 + 0.1*m.bell()
			if hour := m.day() * 24; hour >= 2 && hour < 2.6 { // the nightly backup
				v += 2.5
			}
			return rounded(max(0.01, v), 0.01), true
		}},
		{NewStat: value("queue length", "jobs", "machines"), days: Days, every: 10,
			remarks: []remark{{24, "the worker is moved"}},
			figure: func(m moment) (float64, bool) {
				return m.count(3 + 2*m.bell()*m.bell()), m.ago > 24 || m.ago < 22
			}},
		{NewStat: value("disk free", "GB", "machines"), days: Days, every: 360,
			remarks: []remark{{30, "old logs were removed"}},
			figure: func(m moment) (float64, bool) {
				return rounded(40+310*math.Mod(m.ago, 30)/30, 0.1), true
			}},
		{NewStat: value("humidity of the second rack of the third hall, measured behind the fans of the machine that was added last", "%"),
			days: 14, every: 60, figure: func(m moment) (float64, bool) {
				return rounded(44+3*m.wave(0.2)+m.bell(), 0.1), true
			}},
	}
}

// dice are numbers in [0, 1) that only hang on a plot, a minute and n: a hash of
// the three (the finalizer of SplitMix64, by Steele, Lea and Flood).
func dice(plot int, at stats.Minute) func(n uint64) float64 {
	return func(n uint64) float64 {
		z := uint64(at)<<16 + uint64(plot)<<8 + n
		z *= 0x9e3779b97f4a7c15
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return float64((z^z>>31)>>11) / (1 << 53)
	}
}
