package png

import "testing"

func BenchmarkChart(b *testing.B) {
	for _, c := range charts {
		b.Run(c.name, func(b *testing.B) {
			s := c.scene()
			var e Encoder
			var file []byte
			b.ReportAllocs()
			for b.Loop() {
				file = e.Append(file[:0], s, 2)
			}
			b.ReportMetric(float64(len(file)), "bytes")
			b.ReportMetric(float64(e.indexed.colors), "colours")
		})
	}
}

// BenchmarkRaster is the drawing alone.
func BenchmarkRaster(b *testing.B) {
	for _, c := range charts {
		b.Run(c.name, func(b *testing.B) {
			s := c.scene()
			var e Encoder
			b.ReportAllocs()
			for b.Loop() {
				e.draw(s, 1160, 360, 2)
			}
		})
	}
}
