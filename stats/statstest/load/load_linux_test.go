package main

import (
	"io"
	"strings"
	"testing"
)

// BenchmarkLoad is one short run of some rows: chartd is built, started, asked
// and stopped. Memory and processor time are read from /proc, which only Linux has.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		var out strings.Builder
		err := run(b.Context(), []string{"-short", "-only", "disk,drawing,serving", "-rounds", "1", "-length", "100ms", "-folder", b.TempDir()}, &out, io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		if lines := strings.Count(out.String(), "\n| "); lines != 8 {
			b.Errorf("%d lines with figures, want 8, in\n%s", lines, out.String())
		}
	}
}
