package render

import (
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // zones must not depend on the machine

	"chartd/render/param"
	"chartd/render/scene"
)

// Sheet is the paper of one chart at a time: all memory that reading its
// query, laying it out and writing it down needs, kept for the next chart. A
// Sheet is not for concurrent use; Borrow and Return share them.
type Sheet struct {
	fields   fields
	text     scene.Arena
	spec     Spec
	order    [MaxSeries]int // the dataset's number of each series
	values   [MaxSeries][]float64
	before   [MaxSeries][]float64
	total    int       // points admitted so far
	ask      param.Ask // of a live chart
	marks    []Mark
	zones    map[string]*time.Location
	canon    []byte
	layout   layout
	terminal terminal
	drawn    bool // layout holds the spec's scene
}

var sheets = sync.Pool{New: func() any { return new(Sheet) }}

// Borrow returns a Sheet from the pool of all.
func Borrow() *Sheet { return sheets.Get().(*Sheet) }

// Return gives the Sheet back; nothing that it handed out may be used after.
// The memory of a long form stays with it until the next garbage collections
// empty the pool.
func (s *Sheet) Return() {
	s.reset()
	sheets.Put(s)
}

// reset forgets the chart, and the query that the fields point into.
func (s *Sheet) reset() {
	s.fields = fields{}
	s.text = s.text[:0]
	s.spec = Spec{Series: s.spec.Series[:0]}
	s.total, s.ask, s.drawn = 0, param.Ask{}, false
}

// Parse reads the raw query of a chart URL, without the question mark, or the
// body of a form. The query must not change until the next Parse or Return.
// The error is a *param.Error; AppendError then draws it. A query that names
// live series (see Live) is a chart without data until Fill.
func (s *Sheet) Parse(raw string, limits Limits) error {
	s.reset()
	s.text = scan(raw, &s.fields, s.text)
	return s.decide(limits)
}

// Spec is the chart as it was read, valid until the next Parse or Return.
func (s *Sheet) Spec() *Spec { return &s.spec }

// Pixels is how many the chart's PNG has.
func (s *Sheet) Pixels() int {
	return s.spec.Width * s.spec.Height * s.spec.Ratio * s.spec.Ratio
}

// Scene is the chart laid out, valid until the next Parse or Return.
func (s *Sheet) Scene() *scene.Scene {
	if !s.drawn {
		s.layout.draw(&s.spec)
		s.drawn = true
	}
	return &s.layout.Scene
}

// Sentence is the one true sentence about the chart, valid as long as Scene.
func (s *Sheet) Sentence() string { return s.Scene().Desc }

// zone loads an IANA zone, and UTC for what is none. Zones are remembered:
// loading one reads a file.
func (s *Sheet) zone(name string) *time.Location {
	if name == "UTC" || !zoneName(name) {
		return time.UTC
	}
	if loc, ok := s.zones[name]; ok {
		return loc
	}
	name = strings.Clone(name) // the location keeps it, and the query is written over
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	const most = 32 // a chart has one; more only make the next look-up longer
	if s.zones == nil || len(s.zones) >= most {
		s.zones = make(map[string]*time.Location)
	}
	s.zones[name] = loc
	return loc
}

// zoneName reports whether a name has the form of an IANA zone: each part
// begins with a capital. Other files of a machine's zone folder (localtime,
// posix/…, right/…) have names of their own and are on no two machines alike.
func zoneName(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part[0] < 'A' || part[0] > 'Z' {
			return false
		}
	}
	return name != "Local"
}
