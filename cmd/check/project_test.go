package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The steps of a run share one chartd: later ones need no source any more.
func TestProgramIsBuiltOnce(t *testing.T) {
	p := &project{root: t.TempDir(), temp: t.TempDir()}
	main := filepath.Join(p.root, "cmd", "chartd", "main.go")
	if err := os.MkdirAll(filepath.Dir(main), 0o755); err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string]string{filepath.Join(p.root, "go.mod"): "module chartd\n", main: "package main\n\nfunc main() {}\n"} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	first, err := p.program(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(main); err != nil {
		t.Fatal(err)
	}
	if again, err := p.program(t.Context()); err != nil || again != first {
		t.Errorf("the second time: %s, %v, want %s", again, err, first)
	}
	if _, err := p.output(t.Context(), call{args: []string{first}}); err != nil {
		t.Error(err)
	}
}
