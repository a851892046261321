package stats_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chartd/stats"
)

func TestParseName(t *testing.T) {
	for _, row := range []struct {
		text, want string
		err        error
	}{
		{"page view", "page view", nil},
		{"  page view\t", "page view", nil},
		{"a\nb\x00c\x7f\u0085d", "a b c  d", nil},
		{"a\x00", "a", nil},
		{"caf\xe9", "caf\uFFFD", nil},
		{"a\xff\xfe", "a\uFFFD\uFFFD", nil},
		{"température", "température", nil},
		{"\u00a0 température\u2003", "température", nil},
		{strings.Repeat("é", 255), strings.Repeat("é", 255), nil},
		{" " + strings.Repeat("é", 255) + "\x00", strings.Repeat("é", 255), nil},
		{strings.Repeat("é", 256), "", stats.ErrNameTooLong},
		{"", "", stats.ErrNoName},
		{" \n\u00a0\x00 ", "", stats.ErrNoName},
	} {
		got, err := stats.ParseName(row.text)
		if got != row.want || !errors.Is(err, row.err) {
			t.Errorf("%q: %q, %v, want %q, %v", row.text, got, err, row.want, row.err)
		}
	}
}

func TestTextsHaveLimits(t *testing.T) {
	tags := func(text string) (string, error) {
		list, err := stats.ParseTags(strings.Split(text, ","))
		return strings.Join(list, ","), err
	}
	var many []string
	for i := range stats.MaxTags {
		many = append(many, fmt.Sprintf("t%02d", i))
	}
	long := func(n int) string { return strings.Repeat("é", n) }
	for _, row := range []struct {
		what       string
		parse      func(string) (string, error)
		text, want string
		err        error
	}{
		{"comment", stats.ParseComment, " deploy\r\nof 1.2 ", "deploy  of 1.2", nil},
		{"comment", stats.ParseComment, long(1000), long(1000), nil},
		{"comment", stats.ParseComment, long(1001), "", stats.ErrComment},
		{"comment", stats.ParseComment, "\n ", "", stats.ErrComment},
		{"unit", stats.ParseUnit, "\tsmoots\n", "smoots", nil},
		{"unit", stats.ParseUnit, "", "", nil},
		{"unit", stats.ParseUnit, long(30), long(30), nil},
		{"unit", stats.ParseUnit, long(31), "", stats.ErrUnit},
		{"tags", tags, "web, api\x00,web", "api,web", nil},
		{"tags", tags, long(50), long(50), nil},
		{"tags", tags, long(51), "", stats.ErrTags},
		{"tags", tags, "web, ", "", stats.ErrTags},
		{"tags", tags, strings.Join(many, ","), strings.Join(many, ","), nil},
		{"tags", tags, strings.Join(many, ",") + ",t00", strings.Join(many, ","), nil},
		{"tags", tags, strings.Join(many, ",") + ",more", "", stats.ErrTags},
	} {
		got, err := row.parse(row.text)
		if got != row.want || !errors.Is(err, row.err) {
			t.Errorf("%s %.40q: %.40q, %v, want %.40q, %v", row.what, row.text, got, err, row.want, row.err)
		}
	}
	if got, err := stats.ParseTags(nil); len(got) != 0 || err != nil {
		t.Errorf("no tags: %q, %v", got, err)
	}
}

// The texts of the errors name the limits.
func TestErrorsNameTheirLimits(t *testing.T) {
	for err, limits := range map[error][]any{
		stats.ErrComment: {stats.MaxComment}, stats.ErrUnit: {stats.MaxUnit}, stats.ErrTags: {stats.MaxTags, stats.MaxTag},
	} {
		for _, limit := range limits {
			if !strings.Contains(err.Error(), fmt.Sprint(limit)) {
				t.Errorf("%q does not say %v", err, limit)
			}
		}
	}
}

func TestACleanTextCostsNothing(t *testing.T) {
	for _, text := range []string{"page view", " page view\n"[:10], "température 😀", "a\uFFFDb", strings.Repeat("é", 255)} {
		if got := testing.AllocsPerRun(100, func() { _ = stats.CleanText(text) }); got != 0 {
			t.Errorf("%q: %v allocations", text, got)
		}
	}
}

// slowClean is what CleanText promises, slowly.
func slowClean(text string) string {
	runes := []rune(text)
	for i, r := range runes {
		if unicode.IsControl(r) {
			runes[i] = ' '
		}
	}
	return strings.TrimSpace(string(runes))
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"page view", " a\x00b ", "\xff", "é\xc3", strings.Repeat("x", 300), "\u0085é\u00a0", "a,b,,a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean := slowClean(text)
		n := utf8.RuneCountInString(clean)
		for _, row := range []struct {
			what  string
			parse func(string) (string, error)
			good  bool
		}{
			{"name", stats.ParseName, n > 0 && n <= stats.MaxName},
			{"comment", stats.ParseComment, n > 0 && n <= stats.MaxComment},
			{"unit", stats.ParseUnit, n <= stats.MaxUnit},
		} {
			got, err := row.parse(text)
			if (err == nil) != row.good || err == nil && got != clean {
				t.Errorf("%s %q: %q, %v, want %q", row.what, text, got, err, clean)
			}
		}
		list := strings.Split(text, ",")
		given := slices.Clone(list)
		tags, err := stats.ParseTags(list)
		if !slices.Equal(list, given) {
			t.Errorf("the list became %q", list)
		}
		if again, bad := stats.ParseTags(tags); err == nil && (bad != nil || !slices.Equal(again, tags)) {
			t.Errorf("tags %q became %q, then %q, %v", text, tags, again, bad)
		}
	})
}

func TestParseZone(t *testing.T) {
	for text, want := range map[string]string{"UTC": "UTC", " Europe/Berlin ": "Europe/Berlin", "": "", "Local": "", "Mars/Base": "", "../etc/passwd": ""} {
		got, err := stats.ParseZone(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestCheckKey(t *testing.T) {
	for _, good := range []string{"", "JxJz", "K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ", "a-b_c~d.e=", strings.Repeat("x", 64)} {
		if err := stats.CheckKey(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{".", "..", "../x", "a/b", " ", "a b", "<b>", "é", "a%2Fb", "a?b", strings.Repeat("x", 65)} {
		if err := stats.CheckKey(bad); !errors.Is(err, stats.ErrKeyForm) {
			t.Errorf("%q: %v, want ErrKeyForm", bad, err)
		}
	}
}

// Of several faults the first is named, each time.
func TestCheckKeys(t *testing.T) {
	for range 20 {
		for want, s := range map[string]stats.Stat{
			"":            {Public: "JxJz", EmbedKey: "k"},
			"id":          {Public: "a/b", Classic: "c d", EmbedKey: "<e>"},
			"classic_key": {Public: "JxJz", Classic: "c d", EmbedKey: "<e>"},
			"embed_key":   {EmbedKey: "<e>"},
		} {
			field, err := s.CheckKeys()
			if field != want || errors.Is(err, stats.ErrKeyForm) != (want != "") {
				t.Errorf("%q: %v, want %q", field, err, want)
			}
		}
	}
}

func TestParseMoment(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, " 1700000000.5 ": 1700000000.5, "-1e100": -1e100,
		"2023-11-14": 1699920000, "2023-11-14 22:13": 1699999980, "2023-11-14 22:13:20": 1.7e9, "2023-11-14T22:13:20": 1.7e9,
		"2023-11-14T22:13:20Z": 1.7e9, "2023-11-14T23:13:20+01:00": 1.7e9, "2023-11-14 23:13:20+01:00": 1.7e9,
	} {
		if got, ok := stats.ParseMoment(text); !ok || got != want {
			t.Errorf("%q: %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "soon", "NaN", "Inf", "1e101", "1e999", "2023-13-01", "14.11.2023", "2023-11-14 22"} {
		if got, ok := stats.ParseMoment(text); ok {
			t.Errorf("%q: %v", text, got)
		}
	}
}
