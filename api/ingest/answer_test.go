package ingest

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestQuotedTextsAreWhatTheStandardLibraryWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zA-Z "\\<>&.~-]{0,20}`),
			rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		want, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := appendQuoted(nil, text); string(got) != string(want) {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	})
}
