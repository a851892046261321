package rendertest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chartd/render/rendertest"
)

func TestGalleryHasEverySampleInAllFormats(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "gallery")
	if err := rendertest.Gallery(dir); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range rendertest.Samples() {
		for _, format := range []string{"svg", "png", "txt", "json"} {
			if info, err := os.Stat(filepath.Join(dir, s.Name+"."+format)); err != nil || info.Size() == 0 {
				t.Errorf("%s.%s: missing or empty (%v)", s.Name, format, err)
			}
		}
		if n := strings.Count(string(page), `src="`+s.Name+`.svg"`); n < 2 {
			t.Errorf("%s is shown %d times, want on a light and a dark page", s.Name, n)
		}
	}
	for _, link := range regexp.MustCompile(`(?:src|href)="([^"#]+)"`).FindAllSubmatch(page, -1) {
		if _, err := os.Stat(filepath.Join(dir, string(link[1]))); err != nil {
			t.Errorf("the page names %s, which is not there", link[1])
		}
	}
	if strings.Contains(string(page), "<script") {
		t.Error("a hostile title reached the page as markup")
	}
}

func TestGallerySaysWhereItCannotWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := rendertest.Gallery(file); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a gallery in place of a file: %v", err)
	}
}
