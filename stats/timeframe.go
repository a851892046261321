package stats

import (
	"fmt"
	"strconv"
	"strings"
)

// Minute is a minute's number since 1970: all stored time has this step.
type Minute int64

// Hour is an hour's number since 1970.
type Hour int64

// MinuteAt is the minute that a moment in UNIX seconds lies in.
func MinuteAt(unix int64) Minute { return Minute(floorDiv(unix, 60)) }

// Unix is the first second of the minute.
func (m Minute) Unix() int64 { return int64(m) * 60 }

// Hour is the hour that the minute lies in.
func (m Minute) Hour() Hour { return Hour(floorDiv(int64(m), 60)) }

// Minute is the first minute of the hour.
func (h Hour) Minute() Minute { return Minute(h) * 60 }

// floorDiv rounds towards the past, also before 1970.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Timeframe is a stretch of time and the step it is looked at in, such as
// 1w3h: a week in steps of three hours (StatHat contract, 3.4).
type Timeframe struct {
	Length, Step Minute // in minutes, both above 0
	text         [2]string
}

// MaxPoints is how many points a timeframe may have.
const MaxPoints = 10_000

// unitMinutes are the units of timeframes. A month is 30 days and a year 365
// (contract, 3.4, rule 9).
var unitMinutes = map[byte]Minute{
	'm': 1, 'h': 60, 'd': 24 * 60, 'w': 7 * 24 * 60, 'M': 30 * 24 * 60, 'y': 365 * 24 * 60,
}

var unitNames = map[byte]string{'m': "minute", 'h': "hour", 'd': "day", 'w': "week", 'M': "month", 'y': "year"}

// ParseTimeframe reads "1w3h". A third part, an offset that old programs send,
// is checked and ignored. Errors are ErrTimeframe and ErrTooManyPoints.
func ParseTimeframe(text string) (Timeframe, error) {
	var parts [3]Minute
	var words [3]string
	n, rest := 0, text
	for rest != "" {
		if n == len(parts) {
			return Timeframe{}, ErrTimeframe
		}
		var err error
		if parts[n], words[n], rest, err = cutSpan(rest); err != nil {
			return Timeframe{}, err
		}
		n++
	}
	if n < 2 {
		return Timeframe{}, ErrTimeframe
	}
	f := Timeframe{Length: parts[0], Step: parts[1], text: [2]string{words[0], words[1]}}
	if f.Step > f.Length {
		return Timeframe{}, ErrTimeframe
	}
	if f.Length/f.Step+1 > MaxPoints {
		return Timeframe{}, ErrTooManyPoints
	}
	return f, nil
}

// ParseSpan reads one part of a timeframe, such as 7d. The error is
// ErrTimeframe.
func ParseSpan(text string) (Minute, error) {
	span, _, rest, err := cutSpan(text)
	if err != nil || rest != "" {
		return 0, ErrTimeframe
	}
	return span, nil
}

// SpanWords is a span in words, as String says them: weeks where they are
// whole, "1 week" for 7d (contract, 3.5).
func SpanWords(text string) string {
	span, words, rest, err := cutSpan(text)
	if err != nil || rest != "" {
		return ""
	}
	if weeks := span / unitMinutes['w']; weeks > 0 && span%unitMinutes['w'] == 0 {
		_, words, _, _ = cutSpan(strconv.Itoa(int(weeks)) + "w") // it is a span
	}
	return words
}

// cutSpan takes a number and a unit off the front. Numbers have at most four
// digits, which is 9,999 years.
func cutSpan(text string) (span Minute, words, rest string, err error) {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits == 0 || digits > 4 || digits == len(text) {
		return 0, "", "", ErrTimeframe
	}
	n, err := strconv.Atoi(text[:digits])
	unit := text[digits]
	each, ok := unitMinutes[unit]
	if err != nil || n == 0 || !ok {
		return 0, "", "", ErrTimeframe
	}
	words = strconv.Itoa(n) + " " + unitNames[unit]
	if n > 1 {
		words += "s"
	}
	return Minute(n) * each, words, text[digits+1:], nil
}

// String is the timeframe in words, "1 week @ 3 hours" (contract, 3.4).
func (f Timeframe) String() string { return f.text[0] + " @ " + f.text[1] }

// LengthWords is the length alone in words, "1 week".
func (f Timeframe) LengthWords() string { return f.text[0] }

// Ending is the window of the timeframe that a call at the moment now (UNIX
// seconds) sees: Length/Step + 1 buckets, the last of which begins with the
// minute of now (contract, 3.4, rules 1 to 4).
func (f Timeframe) Ending(now int64) Window {
	return f.Beginning(MinuteAt(now) - f.Length)
}

// Beginning is the window of the timeframe from a minute on.
func (f Timeframe) Beginning(from Minute) Window {
	return Window{From: from, Step: f.Step, Count: int(f.Length/f.Step) + 1}
}

// Window is Count buckets of Step minutes each, from From on, without gaps.
type Window struct {
	From  Minute
	Step  Minute // above 0
	Count int
}

// End is the first minute after the window.
func (w Window) End() Minute { return w.From + Minute(w.Count)*w.Step }

// At is the first minute of bucket i.
func (w Window) At(i int) Minute { return w.From + Minute(i)*w.Step }

// String shows the window for errors and logs.
func (w Window) String() string {
	return fmt.Sprintf("%d+%dx%d", w.From, w.Count, w.Step)
}
