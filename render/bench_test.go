package render_test

import (
	"testing"

	"chartd/render"
)

// BenchmarkDraw draws the charts of the performance goals, from the raw query
// to the bytes.
func BenchmarkDraw(b *testing.B) {
	for _, format := range []render.Format{render.SVG, render.PNG} {
		for _, name := range []string{"A", "C", "D", "E", "F"} {
			b.Run(format.String()+"/"+name, func(b *testing.B) {
				query := goal(name)
				sheet := render.Borrow()
				defer sheet.Return()
				var buf []byte
				b.ReportAllocs()
				for b.Loop() {
					if err := sheet.Parse(query, render.FormLimits); err != nil {
						b.Fatal(err)
					}
					buf = sheet.Append(buf[:0], format)
				}
				b.ReportMetric(float64(len(buf)), "bytes")
			})
		}
	}
}
