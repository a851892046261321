// Package canvas paints any scene through two libraries: SVG through
// ajstarks/svgo and PNG through fogleman/gg. Cards and badges are drawn here,
// and the chart painters render/svg and render/png are held against it, so it
// shares no drawing code with them.
//
// It takes any scene: coordinates that are no numbers are left out, those far
// outside are moved to the rim, and texts may hold anything. The same scene
// gives the same bytes every time. Values of a scene are only read, so one
// scene may be painted by several goroutines.
//
// # Fences
//
// svgo writes attributes raw and drops write errors: attributes are made by
// typed helpers from numbers and constants only, words go through its escaping
// calls, and everything is drawn into memory before it is sent. gg (through
// freetype's rasterizer) is used for coverage alone, in small enlarged tiles;
// colours are mixed here, with straight alpha.
package canvas
