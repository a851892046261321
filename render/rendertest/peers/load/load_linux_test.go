package main

import (
	"io"
	"strings"
	"testing"
)

// BenchmarkLoad is one short run of everything: chartd is built, started,
// asked and stopped. Memory and processor time are read from /proc, which only Linux
// has.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		var out strings.Builder
		if err := run(b.Context(), []string{"-seconds", "0.3", "-requests", "500", "-rounds", "1", "-connections", "4"}, &out, io.Discard); err != nil {
			b.Fatal(err)
		}
		if lines := strings.Count(out.String(), "\n| "); lines != 9 {
			b.Errorf("%d lines with figures, want 9, in\n%s", lines, out.String())
		}
	}
}
