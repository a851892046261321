package font_test

import (
	"math"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"chartd/render/font"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

func parsed(t testing.TB) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(font.TTF())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// advance reads a width in ems past the tables of the package, 0 when the face
// lacks the character.
func advance(t testing.TB, f *sfnt.Font, r rune) float64 {
	t.Helper()
	var b sfnt.Buffer
	i, err := f.GlyphIndex(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	if i == 0 {
		return 0
	}
	a, err := f.GlyphAdvance(&b, i, fixed.I(2048), xfont.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	return float64(a) / 64 / 2048
}

func TestWidthsAreTheFaces(t *testing.T) {
	f := parsed(t)
	checked := 0
	for r := ' '; r <= 0xFFFF; r++ {
		if !font.Has(r) {
			continue
		}
		checked++
		if got, want := font.Width(string(r), 1), advance(t, f, r); math.Abs(got-want) > 1e-12 {
			t.Errorf("%U: got %v, want %v", r, got, want)
		}
	}
	if checked < 2000 {
		t.Errorf("got %d characters in the face, want above 2000", checked)
	}
}

func TestWidth(t *testing.T) {
	for _, row := range []struct {
		name, text string
		want       float64 // at 100 px
	}{
		{"nothing has no width", "", 0},
		{"an em dash is an em", "—", 100},
		{"a figure is 1139 units", "7", 113900.0 / 2048},
		{"no pair is kerned", "AVAV", 2 * (1366 + 1366) * 100.0 / 2048},
		{"an ideograph is an em", "漢字", 200},
		{"an emoji is an em", "😀", 100},
		{"a combining mark takes no room", "e\u0301", 113900.0 / 2048},
		{"a mark that the face lacks takes no room", "\u0951", 0},
		{"a joiner takes no room", "😀\u200D😀", 200},
		{"a variation selector takes no room", "😀\uFE0F", 100},
		{"a soft hyphen is not shown", "\u00AD", 0},
		{"controls are not shown", "\x00\t\n\x7f\u0085", 0},
		{"a direction mark is not shown", "\u202E", 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := font.Width(row.text, 100); math.Abs(got-row.want) > 1e-9 {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
}

func TestFiguresAreTabular(t *testing.T) {
	for r := '0'; r <= '9'; r++ {
		if got, want := font.Width(string(r), 11), font.Width("0", 11); got != want {
			t.Errorf("width of %c: got %v, want %v", r, got, want)
		}
		if got, want := font.Room(string(r), 11), font.Room("0", 11); got != want {
			t.Errorf("room of %c: got %v, want %v", r, got, want)
		}
	}
}

func TestRoomIsAtLeastTheWidth(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r += 1 + r/0x10000*7 {
		s := string(r)
		if w, room := font.Width(s, 1), font.Room(s, 1); room < w {
			t.Errorf("%U: got room %v, want at least %v", r, room, w)
		}
	}
}

// The widths are DejaVu Sans's, in 2048ths, read off its hmtx table.
func TestRoomHoldsDejaVuSans(t *testing.T) {
	for _, row := range []struct {
		r     rune
		units float64
	}{
		{'0', 1303}, {'t', 803}, {'f', 721}, {'r', 842}, {'%', 1946}, {'-', 739}, {'~', 1716},
		{' ', 651}, {'W', 2025}, {'é', 1260}, {'ÿ', 1212}, {'\u00A0', 651}, {'−', 1716}, {'∙', 1282},
		{'τ', 1233}, {'ʅ', 945}, {'ˆ', 1024}, {'ſ', 721}, {'“', 1061}, {'→', 1716}, {'⟵', 2936},
	} {
		if got, want := font.Room(string(row.r), 2048), row.units; got < want {
			t.Errorf("%c: got %v, want at least %v", row.r, got, want)
		}
	}
}

func TestFit(t *testing.T) {
	room := func(s string) float64 { return font.Room(s, 12) }
	for _, row := range []struct {
		name, text string
		room       float64
		want       string
	}{
		{"what fits stays", "Visitors", room("Visitors"), "Visitors"},
		{"what does not is cut", "Visitors", room("Vis…"), "Vis…"},
		{"a hair less takes one more letter", "Visitors", room("Vis…") - 0.01, "Vi…"},
		{"one letter and the dots are the least", "Visitors", room("V…"), "V…"},
		{"less is nothing", "Visitors", room("V…") - 0.01, ""},
		{"no space stands before the dots", "a bcdefg", room("a …"), "a…"},
		{"a mark stays with its letter", "abe\u0301xyz", room("abe…"), "abe\u0301…"},
		{"a joined emoji is not taken apart", "a👩\u200D🚀bc", room("a👩…"), "a…"},
		{"nothing but spaces leaves nothing", "         x", room("   …"), ""},
		{"nothing fits anywhere", "", 0, ""},
		{"no room is no text", "x", -1, ""},
		{"room that is no number is no text", "x", math.NaN(), ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := font.Fit(row.text, 12, row.room); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func FuzzFit(f *testing.F) {
	f.Add("Visitors today", 40.0)
	f.Add("漢字\u0301 \u200D😀", 30.0)
	f.Add("\xff\xfe  …", 12.0)
	f.Fuzz(func(t *testing.T, s string, room float64) {
		got := font.Fit(s, 12, room)
		if font.Room(s, 12) <= room {
			if got != s {
				t.Fatalf("got %q, want all of %q", got, s)
			}
			return
		}
		if got == "" {
			return
		}
		kept, cut := strings.CutSuffix(got, "…")
		if !cut || !strings.HasPrefix(s, kept) || kept == "" {
			t.Fatalf("got %q, want a beginning of %q and dots", got, s)
		}
		if r := font.Room(got, 12); !(r <= room) {
			t.Fatalf("got %q of room %v, want at most %v", got, r, room)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Fatalf("got %q, cut inside a character", got)
		}
	})
}

func TestMeasuringAllocatesNothing(t *testing.T) {
	const s = "Visitors: 1,234 · Größe 漢字"
	got := testing.AllocsPerRun(100, func() {
		if font.Width(s, 12) > font.Room(s, 12) || font.Fit(s, 12, 1e3) != s {
			t.Error("measures disagree")
		}
	})
	if got != 0 {
		t.Errorf("got %v allocations, want 0", got)
	}
}

func TestMeasuringFromManyGoroutines(t *testing.T) {
	want := font.Width("Visitors", 12)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var p pen
			font.Outline('g', &p)
			if got := font.Width("Visitors", 12); got != want || p.area == 0 {
				t.Errorf("got %v, area %v", got, p.area)
			}
		})
	}
	wg.Wait()
}

func BenchmarkWidth(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		font.Width("1,234.56", 11)
	}
}
