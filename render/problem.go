package render

import (
	"chartd/render/axis"
	"chartd/render/font"
	"chartd/render/param"
	"chartd/render/scene"
)

// sane is the side that was asked for, or the standard one where that is no
// size of a picture.
func (f *fields) sane(p name, standard int) float64 {
	if v, err := param.Side("", f[p].value, standard); err == nil {
		return float64(v)
	}
	return float64(standard)
}

// problem lays out a calm picture that says one sentence: a hairline frame and
// the words, on as many lines as they need and the picture has.
func (l *layout) problem(w, h float64, sentence string) {
	const size, line, pad = 13, 18, 12
	l.Reset()
	l.text = l.text[:0]
	l.Width, l.Height, l.Title, l.Desc = w, h, "", sentence
	look := palettes[Neutral]
	if w > 2 && h > 2 {
		l.To(0.5, 0.5)
		l.To(w-0.5, 0.5)
		l.To(w-0.5, h-0.5)
		l.To(0.5, h-0.5)
		l.Add(scene.Path{Closed: true, Stroke: scene.Stroke{Ink: look.grid, Width: 1, Butt: true}})
	}
	lines := wrap(sentence, w-2*pad, max(0, int((h-pad)/line)), func(s string) float64 { return font.Room(s, size) })
	top := (h - float64(len(lines))*line) / 2
	for i, words := range lines {
		words = font.Fit(words, size, w-2*pad)
		l.AddText(scene.Text{At: scene.Point{X: w / 2, Y: top + float64(i)*line + (line-size)/2 + axis.Above*size},
			Anchor: scene.Middle, Size: size, Ink: look.title, Text: words})
	}
}

// wrap breaks a sentence at spaces into at most the given number of lines; the
// last one holds whatever is left.
func wrap(s string, room float64, most int, width func(string) float64) []string {
	var lines []string
	for s != "" && len(lines) < most {
		cut := len(s)
		if len(lines) < most-1 {
			cut = breakAt(s, room, width)
		}
		lines = append(lines, s[:cut])
		for s = s[cut:]; s != "" && s[0] == ' '; {
			s = s[1:]
		}
	}
	return lines
}

// breakAt is where the longest beginning of s that fits ends at a space.
func breakAt(s string, room float64, width func(string) float64) int {
	if width(s) <= room {
		return len(s)
	}
	cut := len(s)
	for i := range len(s) {
		if s[i] == ' ' {
			if width(s[:i]) > room {
				break
			}
			cut = i
		}
	}
	return cut
}
