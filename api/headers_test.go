package api

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAcceptsGzip(t *testing.T) {
	for _, tt := range []struct {
		header string
		want   bool
	}{
		{"gzip", true},
		{"gzip, deflate, br, zstd", true},
		{"GZIP;Q=0.3", true},
		{"x-gzip", true},
		{"*", true},
		{"br, *;q=0.1", true},
		{"identity;q=0.5, gzip;q=0.5", true},
		{"", false},
		{"br", false},
		{"gzip;q=0", false},
		{"gzip;q=0.000", false},
		{"*, gzip;q=0", false},
		{"*;q=0", false},
		{"identity, gzip;q=0.5", false},
		{"gzip;q=2", false},
		{"gzip;q=many", false},
		{"gzipped", false},
	} {
		if got := acceptsGzip([]string{tt.header}); got != tt.want {
			t.Errorf("Accept-Encoding %q: %v, want %v", tt.header, got, tt.want)
		}
	}
	if acceptsGzip(nil) || !acceptsGzip([]string{"br", "gzip"}) {
		t.Error("want no gzip without the header, and gzip from its second line")
	}
}

func TestHeld(t *testing.T) {
	const tag, zipped = `"k-s1"`, `"k-s1-gz"`
	for _, tt := range []struct {
		says   string
		header string
		zip    bool
		want   string
	}{
		{"the tag", tag, false, tag},
		{"behind a comma within another tag", `"a,b,` + `",` + tag, false, tag},
		{"weak and spaced", `  W/"x" ,, W/` + tag, false, tag},
		{"as gzip for gzip", zipped, true, zipped},
		{"as gzip for plain", zipped, false, ""},
		{"plain for gzip", tag, true, tag},
		{"a star", "*", false, tag},
		{"within another tag", `"x` + tag[1:], false, ""},
		{"an open quote", `"k-s1`, false, ""},
		{"no tag", "", false, ""},
	} {
		if got := held([]string{tt.header}, tag, tt.zip); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.says, got, tt.want)
		}
	}
}

func TestTextForStrangers(t *testing.T) {
	for _, tt := range []struct{ says, text, line, header string }{
		{"plain", "missing parameter: d0", "missing parameter: d0", "missing parameter: d0"},
		{"line ends", "a\r\nSet-Cookie: b", "aSet-Cookie: b", "aSet-Cookie: b"},
		{"a terminal's escape", "\x1b[2Jx\u009bz\x7f", "[2Jxz", "[2Jxz"},
		{"letters beyond ASCII", "größe", "größe", "gr??e"},
		{"broken UTF-8", "a\xffb", "a?b", "a?b"},
	} {
		if got := printable(tt.text); got != tt.line {
			t.Errorf("%s: line %q, want %q", tt.says, got, tt.line)
		}
		if got := headerValue(tt.text); got != tt.header {
			t.Errorf("%s: header %q, want %q", tt.says, got, tt.header)
		}
	}
	if got := printable(strings.Repeat("ö", 200)); len(got) != 300 || !utf8.ValidString(got) {
		t.Errorf("200 letters of two bytes become %d bytes, want 300 and whole letters", len(got))
	}
}

func FuzzRequestHeaders(f *testing.F) {
	f.Add("gzip;q=0.5, *;q=0", `W/"a", "b,c", *`)
	f.Add(";;;q=,,", `"""`)
	f.Add("identity;q=1.5,\x00", "W/W/,\"")
	f.Fuzz(func(t *testing.T, accept, match string) {
		const tag = `"k-s1"`
		got := held([]string{match}, tag, acceptsGzip([]string{accept}))
		if got != "" && got != tag && got != zippedTag(tag) {
			t.Errorf("If-None-Match %q holds %q, which is no tag of the picture", match, got)
		}
	})
}
