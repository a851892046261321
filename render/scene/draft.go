package scene

// Draft builds a scene point by point in memory that it uses again for the
// next one. What it built is valid until Reset.
type Draft struct {
	Scene
	points []Point   // of all lines
	lines  [][]Point // of all paths
	line   int       // where the line being drawn begins in points
	path   int       // where the path being drawn begins in lines
}

// Reset forgets the scene and keeps its memory.
func (d *Draft) Reset() {
	d.Scene = Scene{Paths: d.Paths[:0], Texts: d.Texts[:0], Small: d.Small[:0]}
	d.points, d.lines, d.line, d.path = d.points[:0], d.lines[:0], 0, 0
}

// To takes the line being drawn on to the next point.
func (d *Draft) To(x, y float64) { d.points = append(d.points, Point{x, y}) }

// Len is the number of points of the line being drawn.
func (d *Draft) Len() int { return len(d.points) - d.line }

// Last is the last point of the line being drawn, which must have one.
func (d *Draft) Last() Point { return d.points[len(d.points)-1] }

// First is the first point of the line being drawn, which must have one.
func (d *Draft) First() Point { return d.points[d.line] }

// Break ends the line being drawn; the next point begins another one.
func (d *Draft) Break() {
	if n := len(d.points); n > d.line {
		d.lines = append(d.lines, d.points[d.line:n:n])
		d.line = n
	}
}

// Drop forgets the line being drawn.
func (d *Draft) Drop() { d.points = d.points[:d.line] }

// Add makes a path of the given style from the lines drawn since the last
// one, if there are any. The style's own lines are ignored.
func (d *Draft) Add(style Path) {
	d.Break()
	n := len(d.lines)
	if n == d.path {
		return
	}
	style.Lines = d.lines[d.path:n:n]
	d.path = n
	d.Paths = append(d.Paths, style)
}

// AddText puts a text above all paths.
func (d *Draft) AddText(t Text) { d.Texts = append(d.Texts, t) }
