// Package render turns a chart query into a picture. It knows no HTTP and
// keeps nothing: everything that a picture shows stands in its query or, of a
// live chart, is handed to it.
//
// # The tour
//
//	raw query ─ scan.go, query.go ─► Spec ─ layout.go ─► scene.Scene ─ write.go ─► bytes
//
// Sheet.Parse reads the query by hand into fields and decides the Spec: the
// only place where a chart URL can be wrong. Every Spec can be drawn. Layout
// makes the Scene: ticks from the axis' range, room from measured labels,
// scales from the room that is left, and then grid, marks and words from the
// ground upwards; small.go lays the words out again for readers who see the
// picture small. Sheet.Append writes the scene as SVG or PNG. The text form
// (text.go) puts the same marks on a grid of Braille dots, and the JSON form
// (json.go) tells what was decoded. sentence.go says what the data shows.
//
// A live chart has keys in place of data. After Parse, Sheet.Live says what to
// look up, and Sheet.Fill takes what was found (live.go); period.go draws what
// only such charts have. canonical.go names charts for ETags and signatures.
//
// # Why
//
// A Spec holds values and not bytes of a URL, so charts of stored data are
// drawn through the same code; who looks the data up, and where, is not known.
// A Sheet keeps its memory from picture to picture: an SVG costs no allocation.
package render
