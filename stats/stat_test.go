package stats_test

import (
	"fmt"
	"strings"
	"testing"

	"chartd/stats"
)

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
