package render_test

import (
	"chartd/render/scene"
	"chartd/render/svg"
)

// svgOf writes a scene as SVG.
func svgOf(s *scene.Scene) []byte { return svg.Append(nil, s) }
