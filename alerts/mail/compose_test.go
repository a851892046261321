package mail_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden reads a golden file. With -update it writes what the test got, and
// there is nothing to compare.
func golden(t *testing.T, name string, got []byte) (want []byte, ok bool) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return nil, false
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; go test ./alerts/mail -update writes it", err)
	}
	return want, err == nil
}

func TestGolden(t *testing.T) {
	for name, m := range samples() {
		t.Run(name, func(t *testing.T) {
			letter, err := composer(t).Compose(mailbox(t, "ops@example.com"), m)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := letter.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			want, ok := golden(t, name+".eml", raw)
			if ok && !bytes.Equal(raw, want) {
				t.Error("differs")
			}
		})
	}
	_ = strings.Repeat
}
