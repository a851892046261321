package pages

import (
	"net/url"
	"strings"
	"testing"

	"chartd/stats"
)

func TestPasswords(t *testing.T) {
	h, err := HashPassword("correct horse battery")
	if err != nil || !strings.HasPrefix(string(h), "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%v, %v", err, string(h))
	}
	if again, _ := HashPassword("correct horse battery"); again == h {
		t.Error("two hashes of one password are alike")
	}
	parts := strings.Split(string(h), "$")
	for _, row := range []struct {
		password string
		hash     stats.Hash
		want     bool
	}{
		{"correct horse battery", h, true},
		{"correct horse batterY", h, false},
		{"", h, false},
		{"", "", false},
		{"correct horse battery", h[:len(h)-1], false},
		{"x", "$argon2id$v=19$m=4294967295,t=2,p=1$" + stats.Hash(parts[4]+"$"+parts[5]), false},
		{"x", "$argon2id$v=19$m=0,t=0,p=0$" + stats.Hash(parts[4]+"$"+parts[5]), false},
		{"x", "$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA", false},
		{"x", "plain", false},
	} {
		if got := matches(row.password, row.hash); got != row.want {
			t.Errorf("%q and %q: %v", row.password, string(row.hash), got)
		}
	}
	for _, bad := range []string{"", "123456789", strings.Repeat("x", 513)} {
		if _, err := HashPassword(bad); err == nil {
			t.Errorf("%d characters are a password", len(bad))
		}
	}
}

func TestSpark(t *testing.T) {
	for _, row := range []struct {
		what  string
		kind  stats.Kind
		hours map[int]float64 // by the hour; the last of 24 has only begun
		want  string          // the data; "" is no picture
	}{
		{"nothing", stats.Counter, nil, ""},
		{"a counter that began", stats.Counter, map[int]float64{24: 5}, "AAAAAAAAAAAAAAAAAAAAAAA9"},
		{"a value that began", stats.Value, map[int]float64{24: 5}, "_______________________e"},
		{"the hour that began is left out", stats.Counter, map[int]float64{0: 9, 23: 9, 24: 5}, "9AAAAAAAAAAAAAAAAAAAAAA9"},
		{"a value has gaps", stats.Value, map[int]float64{1: 0, 3: 10, 24: 99}, "_A_9____________________"},
	} {
		buckets := make([]stats.Bucket, fullHours+1)
		for hour, v := range row.hours {
			buckets[hour].Add(v)
		}
		want := row.want
		if want != "" {
			want = "a.svg?kind=spark&d0=" + want + "&w=120&h=32"
		}
		if got := spark(row.kind, buckets); got != want {
			t.Errorf("%s: %s, want %s", row.what, got, want)
		}
	}
}

func FuzzNext(f *testing.F) {
	for _, s := range []string{"/stats?q=1", "//x/stats", "stats/../..", "/stats#x", "https:stats", "/stats\\x", "/v/stats/trash", "%2f%2fx"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, wanted string) {
		base := &url.URL{Scheme: "https", Host: "here.example", Path: "/base/signin"}
		at, err := base.Parse("./" + next(wanted))
		if err != nil || at.Host != "here.example" || at.Scheme != "https" || !strings.HasPrefix(at.Path, "/base/") {
			t.Errorf("%q leads to %v (%v)", wanted, at, err)
		}
	})
}
