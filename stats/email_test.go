package stats_test

import (
	"errors"
	"strings"
	"testing"

	"chartd/stats"
)

func TestParseEmail(t *testing.T) {
	long := strings.Repeat("x", 242) + "@example.com"
	for _, row := range []struct {
		text, want string
		err        error
	}{
		{"ada@example.com", "ada@example.com", nil},
		{"  Ada@Example.COM\n", "ada@example.com", nil},
		{"JOSÉ@example.com", "josé@example.com", nil},
		{`"a@b"@example.com`, `"a@b"@example.com`, nil},
		{long, long, nil},
		{"x" + long, "", stats.ErrEmail},
		{"", "", stats.ErrEmail},
		{"ada", "", stats.ErrEmail},
		{"@example.com", "", stats.ErrEmail},
		{"ada@", "", stats.ErrEmail},
		{"a da@example.com", "", stats.ErrEmail},
		{"ada@example.com\r\nBcc: x@y", "", stats.ErrEmail},
		{"ada\x00@example.com", "", stats.ErrEmail},
		{"\xff@example.com", "", stats.ErrEmail},
	} {
		got, err := stats.ParseEmail(row.text)
		if got != row.want || !errors.Is(err, row.err) {
			t.Errorf("%q: %q and %v, want %q and %v", row.text, got, err, row.want, row.err)
		}
	}
}

func FuzzEmail(f *testing.F) {
	for _, s := range []string{"ada@example.com", "A@B", "", "@", "\xff@x", "İ@x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		email, err := stats.ParseEmail(text)
		if err != nil {
			return
		}
		if again, err := stats.ParseEmail(email); again != email || err != nil {
			t.Errorf("%q: read again %q and %v, want itself", email, again, err)
		}
	})
}
