package pages

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
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

func TestMaintenance(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Sat, SUN 2:00 to 04:30":              "sat sun 02:00 to 04:30\n",
		"daily 23:00 to 01:00\n\n":            "daily 23:00 to 01:00\n",
		"fri 00:00 to 00:00 Asia/Tokyo":       "fri 00:00 to 00:00 Asia/Tokyo\n",
		"2026-12-24 18:00 to 2026-12-26 8:00": "2026-12-24 18:00 to 2026-12-26 08:00\n",
		"":                                    "", "sat": "", "sat 02:00": "", "sat sat 02:00 to 03:00": "", "02:00 to 03:00": "", "sat 25:00 to 03:00": "", "to": "",
		"sat 02:00 to": "", "sat 02:00 to 03:00 Mars/Base": "", "daily sat 02:00 to 03:00": "", "sat 02:00 to 03:00 UTC UTC": "",
		"2026-13-24 18:00 to 2026-12-26 08:00": "",
	} {
		list, err := parseMaintenance(text, berlin)
		if got := maintenanceText(list, berlin); got != want || (err == nil) != (want != "" || text == "") {
			t.Errorf("%q is %q (%v), want %q", text, got, err, want)
		}
	}
	list, err := parseMaintenance("daily 23:00 to 01:30", berlin)
	if err != nil || len(list[0].Days) != 7 || list[0].Start != 23*60 || list[0].Length != 150 || list[0].Zone != "Europe/Berlin" {
		t.Errorf("over midnight: %+v, %v", list, err)
	}
}

// What is read is written so that it is read again as the same.
func FuzzMaintenance(f *testing.F) {
	f.Add("sat sun 02:00 to 04:30\ndaily 23:00 to 01:00 Asia/Tokyo")
	f.Add("2026-12-24 18:00 to 2026-12-26 08:00")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := parseMaintenance(text, time.UTC)
		if err != nil {
			return
		}
		again := maintenanceText(list, time.UTC)
		read, err := parseMaintenance(again, time.UTC)
		if err != nil || maintenanceText(read, time.UTC) != again {
			t.Errorf("%q is written as %q, read again %v", text, again, err)
		}
	})
}

// Every setting of every channel has words of its own, and all channels a name.
func TestChannelsHaveWords(t *testing.T) {
	for _, c := range alerts.Channels() {
		if channelOf(c).Title == string(c) && c != alerts.Ntfy {
			t.Errorf("%s has no name", c)
		}
		for _, s := range alerts.Settings(c) {
			if title, _ := fieldWords(c, s.Name); title == "" || title == s.Name {
				t.Errorf("%s of %s has no title", s.Name, c)
			}
		}
	}
}
