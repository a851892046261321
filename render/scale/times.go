package scale

import "time"

// Times is a time axis and the room it offers labels.
type Times struct {
	From, To int64          // UNIX seconds of the two ends
	Zone     *time.Location // nil is UTC
	Length   float64        // pixels from one end to the other
	Before   float64        // pixels that a label may reach over the first end
	After    float64        // and over the last
	Gap      float64        // least pixels between two labels
	// Width measures, in pixels, the label that AppendTime writes for t.
	Width func(t int64, layout string) float64
}

// mostTimes is the contract's limit on the labels of a time axis.
const mostTimes = 8

// The years that labels can name are 1 to 9999. A day less at either end
// leaves room for every zone.
var (
	firstTime = time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC).Unix()
	lastTime  = time.Date(9999, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
)

// ladder is a layout of labels and the strides, finest first, whose ticks such
// a label tells in full: Jan 02 needs midnights, Jan 2006 firsts of a month.
type ladder struct {
	layout     string
	first, end int // in strides
}

// class is how the axes up to some length are labelled. A stand-in with finer
// strides serves where the ladder has fewer than two ticks on the axis.
type class struct {
	under          int64 // seconds; labels repeat after that, if at all
	usual, standIn ladder
}

// classes are the formats by span of the contract, section 4. The last has no
// end.
var classes = [...]class{
	{day, ladder{"15:04", minutes, days}, ladder{"15:04:05", 0, minutes}},
	{8 * day, ladder{"Mon 02", days, weeks}, ladder{"Mon 15:04", minutes, days}},
	{365 * day, ladder{"Jan 02", days, years}, ladder{}},
	{never, ladder{"Jan 2006", months, len(strides)}, ladder{}},
}

// Ticks appends the ticks, UNIX seconds upwards, and returns the layout of
// their labels for AppendTime (chart URL contract, section 4). They are 2 to 8
// boundaries of the calendar in the axis' zone, as many as have labels that
// fit when each is centred on its tick and then moved inside the bounds.
// Labels are true, the tick is the first second that its label names, and distinct:
// of an hour that the clock shows twice the first is kept. A day without a
// midnight begins where the clock resumes.
//
// There are no ticks where not two fit, where To is not after From, and where an
// end lies outside the years 1 to 9999.
func (a Times) Ticks(dst []int64) (ticks []int64, layout string) {
	if a.From >= a.To || a.From < firstTime || a.To > lastTime || !finite(a.Length) {
		return dst, ""
	}
	c := &classes[0]
	for i := 1; a.To-a.From >= c.under; i++ {
		c = &classes[i]
	}
	r := row{clock: newClock(a.Zone), from: a.From, to: a.To, wrap: c.under, before: len(dst)}
	ticks, enough := a.choose(&r, dst, c.usual)
	if enough {
		return ticks, c.usual.layout
	}
	ticks, _ = a.choose(&r, dst, c.standIn)
	return ticks, c.standIn.layout
}

// choose appends the ticks of the finest stride whose labels fit or, where none
// does, the first and the last of the coarsest. enough is false when no stride
// has two ticks, whether they fit or not.
func (a Times) choose(r *row, dst []int64, l ladder) (ticks []int64, enough bool) {
	before := len(dst)
	for _, s := range strides[l.first:l.end] {
		if (a.To-a.From)/s.seconds() > mostTimes {
			continue // saves the walk
		}
		r.ticks = dst[:before]
		ok := r.addStride(s)
		n := len(r.ticks) - before
		if n < 2 {
			break // coarser strides have no more
		}
		if ok && a.fits(r.ticks[before:], l.layout) {
			return r.ticks, true
		}
		enough = true
		dst = append(r.ticks[:before+1], r.ticks[before+n-1])
	}
	if !a.fits(dst[before:], l.layout) {
		dst = dst[:before]
	}
	return dst, enough
}

// fits reports whether the labels, each centred on its tick and then moved
// inside the bounds, leave the gap between them.
func (a Times) fits(ticks []int64, layout string) bool {
	px := NewLinear(float64(a.From), float64(a.To), 0, a.Length)
	left, right := -a.Before, a.Length+a.After
	free := left
	for _, t := range ticks {
		width := a.Width(t, layout)
		start := max(left, min(px.At(float64(t))-width/2, right-width))
		if start < free || start+width > right {
			return false
		}
		free = start + width + a.Gap
	}
	return true
}

// AppendTime appends the label of the tick t, UNIX seconds, in the zone, nil
// being UTC. Names are English.
func AppendTime(dst []byte, t int64, zone *time.Location, layout string) []byte {
	if zone == nil {
		zone = time.UTC
	}
	return time.Unix(t, 0).In(zone).AppendFormat(dst, layout)
}
