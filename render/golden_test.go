package render_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"chartd/render"
	"chartd/render/rendertest"
	"chartd/render/scene"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldenDir has a folder of golden files for every sample.
var goldenDir = filepath.Join("..", "testdata", "charts")

// Tolerances of golden PNGs. Some processors fuse a multiplication and an
// addition, and then an edge pixel has another of the 16 grades of coverage:
// up to 32 of 255 levels where two edges meet in it. At most a pixel in a
// thousand may be off by more than two levels.
const (
	goldenFar   = 32
	goldenLevel = 2
	goldenShare = 0.001
)

// largestGolden is how many pixels a picture kept as PNG has at the most. What
// larger ones would show, their SVG and scene hold too.
const largestGolden = 1_200_000

// sheetOf reads a sample's query.
func sheetOf(t testing.TB, s rendertest.Sample) *render.Sheet {
	t.Helper()
	sheet := render.Borrow()
	t.Cleanup(sheet.Return)
	if err := s.Parse(sheet); err != nil {
		t.Fatal(err)
	}
	return sheet
}

// pixels is the number of pixels of the sheet's PNG.
func pixels(sheet *render.Sheet) int {
	s := sheet.Spec()
	return s.Width * s.Height * s.Ratio * s.Ratio
}

func decode(t testing.TB, b []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("decode a PNG: %v", err)
	}
	return img
}

func TestGolden(t *testing.T) {
	if *update {
		if err := os.RemoveAll(goldenDir); err != nil {
			t.Fatal(err)
		}
	}
	for _, sample := range rendertest.Samples() {
		t.Run(sample.Name, func(t *testing.T) {
			sheet := sheetOf(t, sample)
			golden(t, sample, "query.txt", []byte(sample.Query+"\n"))
			golden(t, sample, "want.scene", []byte(scene.Print(sheet.Scene())))
			golden(t, sample, "want.svg", sheet.Append(nil, render.SVG))
			if pixels(sheet) <= largestGolden {
				goldenPNG(t, sample, sheet.Append(nil, render.PNG))
			}
		})
	}
}

// golden compares text byte for byte, or writes it.
func golden(t *testing.T, s rendertest.Sample, file string, got []byte) {
	t.Helper()
	want, ok := readGolden(t, s, file, got)
	if !ok || bytes.Equal(got, want) {
		return
	}
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	part := func(b []byte) string { return string(b[max(0, at-60):min(len(b), at+60)]) }
	t.Errorf("%s differs at byte %d:\n got …%s…\nwant …%s…", file, at, part(got), part(want))
}

// goldenPNG compares a picture pixel by pixel, or writes it.
func goldenPNG(t *testing.T, s rendertest.Sample, got []byte) {
	t.Helper()
	want, ok := readGolden(t, s, "want.png", got)
	if !ok || bytes.Equal(got, want) {
		return
	}
	a, b := decode(t, got), decode(t, want)
	d := rendertest.Compare(a, b, goldenLevel)
	if !d.Sizes && d.Max <= goldenFar && d.Over <= goldenShare {
		return
	}
	t.Errorf("want.png: %v; see %s", d, keep(t, "golden-"+s.Name, a, b))
}

// keep writes a difference picture and returns its name.
func keep(t *testing.T, name string, a, b image.Image) string {
	t.Helper()
	file, err := rendertest.Keep(name, a, b)
	if err != nil {
		t.Errorf("keep the difference: %v", err)
	}
	return file
}

// readGolden reads a golden file. With -update it writes what the test got,
// and there is nothing to compare.
func readGolden(t *testing.T, s rendertest.Sample, file string, got []byte) (want []byte, ok bool) {
	t.Helper()
	name := filepath.Join(goldenDir, s.Name, file)
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return nil, false
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Errorf("%v; go test ./render -run Golden -update writes it", err)
		return nil, false
	}
	return want, true
}

func TestGoldenFoldersAreThoseOfTheSamples(t *testing.T) {
	want := map[string]bool{}
	for _, s := range rendertest.Samples() {
		want[s.Name] = true
	}
	entries, err := os.ReadDir(goldenDir)
	if err != nil {
		t.Fatal(err)
	}
	var size int64
	for _, e := range entries {
		if !want[e.Name()] {
			t.Errorf("%s is the folder of no sample", e.Name())
		}
		if info, err := os.Stat(filepath.Join(goldenDir, e.Name(), "want.png")); err == nil {
			size += info.Size()
		}
	}
	if size > 3<<20 {
		t.Errorf("the golden PNGs are %d bytes together, more than 3 MB", size)
	}
}
