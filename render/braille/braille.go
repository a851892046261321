// Package braille paints the paths of a scene with the dots of Braille
// characters, for terminals.
//
// A character cell has 2 by 4 dots, and a pixel of the scene is a dot. It knows
// no axes and no labels; texts of the scene are left to the caller, who has
// characters for them.
package braille

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"chartd/render/scene"
)

// Dots of a cell.
const (
	CellWidth  = 2
	CellHeight = 4
)

// bits are the dots of a cell by row and column, as U+2800 and on number them.
var bits = [CellHeight][CellWidth]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// rhythms are the dots that a stroke shows and leaves out in turn.
var rhythms = [...]struct{ show, leave int }{scene.Solid: {1, 0}, scene.Dashed: {4, 3}, scene.Dotted: {1, 2}}

// pen draws one line.
type pen struct {
	color  scene.Color
	rhythm struct{ show, leave int }
	at     int // dots of the line so far, left out ones too
}

// Canvas is a grid of cells. It is a scene.Painter: strokes are lines one dot
// wide with their dashes, opaque fills fill, translucent ones would hide the lines and are left
// out.
type Canvas struct {
	columns, rows int
	dots          []uint8
	colors        []scene.Color // of what was painted last in each cell
}

var _ scene.Painter = (*Canvas)(nil)

// Reset empties the canvas and gives it a size in cells.
func (c *Canvas) Reset(columns, rows int) {
	n := columns * rows
	c.columns, c.rows = columns, rows
	c.dots = slices.Grow(c.dots[:0], n)[:n]
	c.colors = slices.Grow(c.colors[:0], n)[:n]
	clear(c.dots)
	clear(c.colors)
}

// Path paints one path.
func (c *Canvas) Path(p *scene.Path) {
	for _, line := range p.Lines {
		if p.Closed && p.Fill.Light.A >= 0x80 {
			c.fill(line, p.Fill.Light)
		}
		if !p.Stroke.Ink.Visible() || len(line) == 0 {
			continue
		}
		with := pen{color: p.Stroke.Ink.Light, rhythm: rhythms[p.Stroke.Dash]}
		from := line[0]
		c.set(from, with.color)
		for _, to := range line[1:] {
			c.line(from, to, &with)
			from = to
		}
	}
}

// Text paints nothing.
func (c *Canvas) Text(*scene.Text) {}

// set paints the dot at a place, if it is on the canvas.
func (c *Canvas) set(at scene.Point, color scene.Color) {
	c.dot(int(math.Floor(at.X)), int(math.Floor(at.Y)), color)
}

func (c *Canvas) dot(x, y int, color scene.Color) {
	if x < 0 || y < 0 || x >= c.columns*CellWidth || y >= c.rows*CellHeight {
		return
	}
	i := y/CellHeight*c.columns + x/CellWidth
	c.dots[i] |= bits[y%CellHeight][x%CellWidth]
	c.colors[i] = color
}

// line paints the dots nearest to a line, one for every step of its longer
// side.
func (c *Canvas) line(from, to scene.Point, p *pen) {
	dx, dy := to.X-from.X, to.Y-from.Y
	steps := int(min(math.Ceil(max(math.Abs(dx), math.Abs(dy), 1)), 1e5))
	for i := range steps + 1 {
		part := float64(i) / float64(steps)
		if (p.at+i)%(p.rhythm.show+p.rhythm.leave) < p.rhythm.show {
			c.set(scene.Point{X: from.X + part*dx, Y: from.Y + part*dy}, p.color)
		}
	}
	p.at += steps
}

// fill paints the dots whose middle lies inside a closed line.
func (c *Canvas) fill(line []scene.Point, color scene.Color) {
	top, bottom := c.rows*CellHeight, 0
	for _, p := range line {
		top, bottom = min(top, int(math.Floor(p.Y))), max(bottom, int(math.Ceil(p.Y)))
	}
	var cuts []float64
	for y := max(top, 0); y < min(bottom, c.rows*CellHeight); y++ {
		cuts = crossings(cuts[:0], line, float64(y)+0.5)
		for i := 0; i+1 < len(cuts); i += 2 {
			for x := int(math.Ceil(cuts[i] - 0.5)); float64(x)+0.5 <= cuts[i+1]; x++ {
				c.dot(x, y, color)
			}
		}
	}
}

// crossings appends, in order, the places where a closed line crosses a height.
func crossings(to []float64, line []scene.Point, y float64) []float64 {
	before := line[len(line)-1]
	for _, p := range line {
		if (before.Y <= y) != (p.Y <= y) {
			to = append(to, before.X+(y-before.Y)/(p.Y-before.Y)*(p.X-before.X))
		}
		before = p
	}
	slices.Sort(to)
	return to
}

// AppendRow appends the characters of a row of cells, with spaces for empty
// ones up to the last that is not. With color they carry the ANSI sequences of
// their colours.
func (c *Canvas) AppendRow(dst []byte, row int, color bool) []byte {
	cells := c.dots[row*c.columns : (row+1)*c.columns]
	last := len(cells)
	for last > 0 && cells[last-1] == 0 {
		last--
	}
	var now scene.Color
	for i, dots := range cells[:last] {
		if dots == 0 {
			dst = append(dst, ' ')
			continue
		}
		if next := c.colors[row*c.columns+i]; color && next != now {
			dst = AppendColor(dst, next)
			now = next
		}
		dst = utf8.AppendRune(dst, 0x2800+rune(dots))
	}
	if now != (scene.Color{}) {
		dst = append(dst, Reset...)
	}
	return dst
}

// Reset is the sequence that ends a colour.
const Reset = "\x1b[0m"

// AppendColor appends the sequence that sets a colour of 24 bits.
func AppendColor(dst []byte, c scene.Color) []byte {
	dst = append(dst, "\x1b[38;2;"...)
	dst = append(strconv.AppendUint(dst, uint64(c.R), 10), ';')
	dst = append(strconv.AppendUint(dst, uint64(c.G), 10), ';')
	return append(strconv.AppendUint(dst, uint64(c.B), 10), 'm')
}
