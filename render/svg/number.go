package svg

import (
	"math"
	"strconv"

	"chartd/render/scene"
)

// num writes a length or a place: at most one decimal, no exponent, no minus
// zero. A twentieth of a pixel is less than a step of anti-aliasing shows.
func (p *painter) num(v float64) { p.fixed(tenths(v)) }

// factor writes a factor or a share: at most four decimals, which is what the
// place of a point in a picture of 4,096 pixels needs.
func (p *painter) factor(v float64) {
	n := int(math.Round(min(max(v, 0), 1e6) * 1e4))
	b := p.buf
	if n >= 1e4 || n == 0 {
		b = strconv.AppendInt(b, int64(n/1e4), 10)
	}
	if part := n % 1e4; part > 0 {
		b = append(b, '.')
		for unit := 1000; part > 0; unit /= 10 {
			b = append(b, byte('0'+part/unit))
			part %= unit
		}
	}
	p.buf = b
}

// far is more than any picture holds: what lies beyond is written as if it
// were there.
const far = 1e6

// tenths is a length in tenths of a pixel, rounded half upwards. What is no
// number is 0.
func tenths(v float64) int {
	if v < -far {
		v = -far
	} else if v > far {
		v = far
	} else if v != v {
		return 0
	}
	return int(v*10+(10*far+0.5)) - 10*far // truncating a positive number is the fastest floor
}

// fixed writes tenths as a decimal number, without a zero before the point.
func (p *painter) fixed(n int) {
	b := p.buf
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	whole, part := n/10, n%10
	switch {
	case whole >= 1000:
		b = strconv.AppendInt(b, int64(whole), 10)
	case whole >= 100:
		b = append(b, byte('0'+whole/100), byte('0'+whole/10%10), byte('0'+whole%10))
	case whole >= 10:
		b = append(b, byte('0'+whole/10), byte('0'+whole%10))
	case whole > 0 || part == 0:
		b = append(b, byte('0'+whole))
	}
	if part > 0 {
		b = append(b, '.', byte('0'+part))
	}
	p.buf, p.part = b, part > 0
}

// step writes a number of a path, with a space only where the number before
// it would run on: a minus sign begins a new one, and so does a point behind a
// number that has one.
func (p *painter) step(n int) {
	if c := p.buf[len(p.buf)-1]; n >= 0 && '0' <= c && c <= '9' && (!p.part || n == 0 || n >= 10) {
		p.buf = append(p.buf, ' ')
	}
	p.fixed(n)
}

// line writes a polyline in relative steps, and level and upright ones to a
// place where that is shorter. Steps are differences of rounded
// places, so errors do not add up. A line that goes nowhere gets a step of no
// length, which round caps make a dot.
func (p *painter) line(points []scene.Point, closed bool) {
	if len(points) == 0 {
		return
	}
	x, y := tenths(points[0].X), tenths(points[0].Y)
	p.move(x, y)
	startX, startY := x, y
	command := byte('M')
	for _, pt := range points[1:] {
		px, py := tenths(pt.X), tenths(pt.Y)
		next := direction(px-x, py-y)
		switch {
		case next == 0:
			continue
		case next == 'v' && length(py) < length(py-y):
			next = 'V'
		case next == 'h' && length(px) < length(px-x):
			next = 'H'
		}
		if next != command {
			p.buf = append(p.buf, next)
			command = next
		}
		switch next {
		case 'h':
			p.step(px - x)
		case 'H':
			p.step(px)
		case 'v':
			p.step(py - y)
		case 'V':
			p.step(py)
		default:
			p.step(px - x)
			p.step(py - y)
		}
		x, y = px, py
	}
	switch {
	case closed:
		p.buf = append(p.buf, 'z')
		x, y = startX, startY
	case command == 'M':
		p.buf = append(p.buf, "h0"...)
	}
	p.x, p.y = x, y
}

// move begins a line at a place, named from the corner of the picture or from
// where the line before it ended, whichever is shorter.
func (p *painter) move(x, y int) {
	dx, dy := x-p.x, y-p.y
	if length(dx)+length(dy) < length(x)+length(y) && p.buf[len(p.buf)-1] != '"' {
		p.buf = append(p.buf, 'm')
		x, y = dx, dy
	} else {
		p.buf = append(p.buf, 'M')
	}
	p.step(x)
	p.step(y)
}

// length is how many characters a number of tenths takes in a path.
func length(n int) int {
	long := 0
	if n < 0 {
		n, long = -n, 1
	}
	whole, part := n/10, n%10
	if part > 0 {
		long += 2
	}
	for ; whole > 0; whole /= 10 {
		long++
	}
	return max(long, 1)
}

// direction is the path command for a step, 0 for none.
func direction(dx, dy int) byte {
	switch {
	case dx == 0 && dy == 0:
		return 0
	case dy == 0:
		return 'h'
	case dx == 0:
		return 'v'
	}
	return 'l'
}
