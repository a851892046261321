package stats_test

import (
	"errors"
	"fmt"
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
		{"a\nb\x00c", "a b c", nil},
		{"caf\xe9", "caf\uFFFD", nil},
		{"température", "température", nil},
		{strings.Repeat("é", 255), strings.Repeat("é", 255), nil},
		{strings.Repeat("é", 256), "", stats.ErrNameTooLong},
		{"", "", stats.ErrNoName},
		{" \n\u00a0 ", "", stats.ErrNoName},
	} {
		got, err := stats.ParseName(row.text)
		if got != row.want || !errors.Is(err, row.err) {
			t.Errorf("%q: %q, %v, want %q, %v", row.text, got, err, row.want, row.err)
		}
	}
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"page view", " a\x00b ", "\xff", strings.Repeat("x", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		name, err := stats.ParseName(text)
		if err != nil {
			return
		}
		if !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || utf8.RuneCountInString(name) > stats.MaxName {
			t.Errorf("%q became %q", text, name)
		}
		if again, err := stats.ParseName(name); again != name || err != nil {
			t.Errorf("%q became %q, then %q, %v", text, name, again, err)
		}
	})
}

// Whatever prints or logs a value that holds a secret must not print it.
func TestSecretsDoNotPrint(t *testing.T) {
	const word = "s3cr3t"
	p := stats.Project{EZKey: word, Backup: word, UKey: word}
	s := stats.Stat{Classic: word, EmbedKey: word}
	a := stats.Account{Password: word}
	for _, v := range []any{p, &p, s, a, stats.AccessToken(word), []stats.EZKey{word}} {
		for _, form := range []string{"%v", "%+v", "%s"} {
			if text := fmt.Sprintf(form, v); strings.Contains(text, word) {
				t.Errorf("%T with %s prints %s", v, form, text)
			}
		}
	}
}

func TestInventedKeysHaveTheContractsForms(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range []struct {
		text string
		n    int
	}{
		{string(stats.NewPublicID(0)), 5}, {string(stats.NewPublicID(2)), 7}, {string(stats.NewEmbedKey()), 32},
		{string(stats.NewClassicKey()), 28}, {string(stats.NewUKey()), 32}, {string(stats.NewEZKey()), 24},
		{string(stats.NewAccessToken()), 24}, {string(stats.NewAccessToken()), 24},
	} {
		other := strings.Trim(row.text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
		if len(row.text) != row.n || other != "" || seen[row.text] {
			t.Errorf("%q: want %d new base-62 characters", row.text, row.n)
		}
		seen[row.text] = true
	}
	if id := stats.NewID(); id <= 0 {
		t.Errorf("id %d", id)
	}
}
