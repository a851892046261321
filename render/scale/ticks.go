package scale

import (
	"math"
	"slices"
	"strconv"
)

// Room is what an axis of numbers offers its labels.
type Room struct {
	Length float64 // pixels from one end to the other
	Apart  float64 // least pixels between two ticks: 28 by contract
	Line   float64 // below this length only one label is placed: the height of a line, about 14
	Most   int     // labels in all: 5 by contract
}

// slack is what rounding may take off a distance in pixels.
const slack = 1e-9

// exact bounds the integers that ticks are made of: with them and their powers
// of ten every product or quotient below is rounded once.
const exact = 1 << 52

// Ticks appends the ticks of an axis from lo to hi, in that order (chart URL
// contract, section 4): both ends as they are given, and between them the
// multiples of a 1/2/5 step that stand at least room.Apart pixels from both ends
// and from each other. Of the steps that keep within room.Most the one with the
// most ticks is chosen, and the largest of several such.
//
// Only hi is appended when the ends are equal, when room.Most is 1, and when the
// axis is shorter than room.Line; nothing when lo or hi is not finite or
// room.Most is below 1.
func Ticks(dst []float64, lo, hi float64, room Room) []float64 {
	if room.Most < 1 || !finite(lo) || !finite(hi) {
		return dst
	}
	if lo == hi || room.Most == 1 || !finite(room.Length) || room.Length < room.Line {
		return append(dst, hi)
	}
	dst = append(dst, lo)
	first := len(dst)
	room.Apart = max(room.Apart, 0)
	dst = room.appendBetween(dst, min(lo, hi), max(lo, hi))
	if lo > hi {
		slices.Reverse(dst[first:])
	}
	return append(dst, hi)
}

// appendBetween appends the ticks strictly between a and b, a < b, upwards.
func (r Room) appendBetween(dst []float64, a, b float64) []float64 {
	limit := r.Most - 2
	if limit < 1 || r.Length <= 0 || r.Length < 2*r.Apart {
		return dst
	}
	first := len(dst)
	span := min(b-a, math.MaxFloat64)
	best, most := step{}, 0
	for s := r.finest(span); s.size() <= span; s = s.next() {
		with, ok := r.appendMultiples(dst, a, b, s)
		if n := len(with) - first; ok && n > 0 && n >= most {
			best, most = s, n
		}
		dst = with[:first]
	}
	if most > 0 {
		dst, _ = r.appendMultiples(dst, a, b, best)
	}
	return dst
}

// finest returns the first step worth a try: smaller ones would place two
// ticks too close or more than r.Most of them in the room between the ends'
// labels. It bounds the work to a few steps of at most r.Most multiples.
func (r Room) finest(span float64) step {
	share := r.Apart / r.Length
	return stepFrom(span * max(share, (1-2*share)/float64(r.Most-1)))
}

// appendMultiples appends the multiples of s between a and b that have room,
// upwards. ok is false when two of them stand too close or there are too many.
func (r Room) appendMultiples(dst []float64, a, b float64, s step) (ticks []float64, ok bool) {
	size := s.size()
	if max(math.Abs(a), math.Abs(b))/size*float64(s.m) > exact {
		return dst, false // finer than the floats between a and b
	}
	first, last := len(dst), math.Inf(-1)
	px := NewLinear(a, b, 0, r.Length)
	// One more at either end, as the quotients are rounded.
	for i := int64(a/size) - 2; i <= int64(b/size)+2; i++ {
		v := decimal(i*s.m, s.n)
		x := px.At(v)
		if v <= a || x < r.Apart-slack {
			continue
		}
		if v >= b || x > r.Length-r.Apart+slack {
			break
		}
		n := len(dst) - first
		if n == r.Most-2 || x-last < r.Apart-slack || n > 0 && v <= dst[len(dst)-1] {
			return dst, false
		}
		dst, last = append(dst, v), x
	}
	return dst, true
}

// step is a distance of ticks: m*10^n with m 1, 2 or 5.
type step struct {
	m int64
	n int
}

// The powers of ten that are floats above 0.
const (
	leastPower    = -323
	greatestPower = 308
)

// stepFrom returns the smallest step of at least size, but for rounding.
func stepFrom(size float64) step {
	// By Log2, as Log10 is off by 15 for subnormal numbers on some machines.
	n := math.Floor(math.Log2(size) * (math.Ln2 / math.Ln10)) // -Inf for 0
	s := step{1, int(max(leastPower, min(n, greatestPower)))}
	for s.size() < size*(1-1e-12) {
		s = s.next()
	}
	return s
}

// next returns the next larger step.
func (s step) next() step {
	switch s.m {
	case 1:
		return step{2, s.n}
	case 2:
		return step{5, s.n}
	}
	return step{1, s.n + 1}
}

// size returns the step's length, +Inf when it is no float.
func (s step) size() float64 { return decimal(s.m, s.n) }

// decimal returns the float64 nearest to k*10^n, for k up to exact.
func decimal(k int64, n int) float64 {
	// Powers of ten are floats up to 10^22: one operation, rounded once.
	switch {
	case 0 <= n && n <= 22:
		return float64(k) * math.Pow10(n)
	case -22 <= n && n < 0:
		return float64(k) / math.Pow10(-n)
	}
	if rough := float64(k) * math.Pow10(n); math.IsInf(rough, 0) {
		return rough // strconv would allocate an error
	}
	var buf [32]byte
	text := append(strconv.AppendInt(buf[:0], k, 10), 'e')
	v, _ := strconv.ParseFloat(string(strconv.AppendInt(text, int64(n), 10)), 64)
	return v // an error means ±Inf, which is right
}

// Nice moves both ends outwards to multiples of a 1/2/5 step, of which four to
// seven lie between lo and hi. It keeps lo > hi as it is given. Equal ends, ends
// that are not finite and ends whose multiples are no floats stay as they are.
func Nice(lo, hi float64) (float64, float64) {
	if lo > hi {
		hi, lo = Nice(hi, lo)
		return lo, hi
	}
	if lo == hi || !finite(lo) || !finite(hi) {
		return lo, hi
	}
	s := stepNear(min(hi-lo, math.MaxFloat64) / 5)
	size := s.size()
	if max(math.Abs(lo), math.Abs(hi))/size*float64(s.m) > exact {
		return lo, hi
	}
	return s.outwards(lo, size, -1), s.outwards(hi, size, +1)
}

// outwards returns the first multiple of s at v or beyond it in the direction
// of sign, v itself when that is no float.
func (s step) outwards(v, size float64, sign int64) float64 {
	away := func(x float64) bool { return sign > 0 && x >= v || sign < 0 && x <= v }
	i := int64(v/size) - 2*sign
	for !away(decimal(i*s.m, s.n)) {
		i += sign
	}
	if x := decimal(i*s.m, s.n); finite(x) {
		return x
	}
	return v
}

// stepNear returns the step nearest to size by ratio.
func stepNear(size float64) step {
	s := stepFrom(size / math.Sqrt2)
	if s.next().size()/size < size/s.size() {
		return s.next()
	}
	return s
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
