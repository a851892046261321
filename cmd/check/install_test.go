package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestMissingProbesProgramsAndFiles(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	for _, name := range []string{"tool", "Face-Regular.ttf"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	there := []outside{
		{[]string{"tool"}, []string{"tool-deb"}, "a program"},
		{[]string{"other", "tool"}, []string{"tool-deb"}, "the second of two programs"},
		{[]string{filepath.Join(dir, "Face*.ttf")}, []string{"face-deb"}, "a file by a pattern"},
	}
	gone := []outside{
		{[]string{"none", "neither"}, []string{"b-deb", "a-deb"}, "no program"},
		{[]string{filepath.Join(dir, "None*.ttf")}, []string{"a-deb"}, "no file"},
	}
	if got := missing(there); len(got) != 0 {
		t.Errorf("%v is there and said to be missing", got)
	}
	if got := missing(gone); len(got) != 2 {
		t.Errorf("%d of 2 are said to be missing", len(got))
	}
	if got, want := debs(gone), []string{"a-deb", "b-deb"}; !slices.Equal(got, want) {
		t.Errorf("packages %v, want %v", got, want)
	}
}

func TestOutsidesAreWhole(t *testing.T) {
	for _, o := range outsides {
		if len(o.probe) == 0 || len(o.deb) == 0 || o.why == "" {
			t.Errorf("%+v lacks something", o)
		}
	}
}

func TestAptGetIsNotEverywhere(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if args, err := aptGet(); err == nil {
		t.Errorf("aptGet = %v in a system without it", args)
	}
}
