package render_test

import (
	"bytes"
	"net/url"
	"testing"

	"chartd/render"
)

func TestKeysOfLiveCharts(t *testing.T) {
	key := func(raw string) [16]byte {
		t.Helper()
		s := render.Borrow()
		defer s.Return()
		if err := s.Parse(raw, render.URLLimits); err != nil {
			t.Fatal(err)
		}
		before := s.Key()
		s.Fill(hours("x", 1, 2, 3))
		if s.Append(nil, render.SVG); s.Key() != before {
			t.Errorf("%q has another key when it is filled", raw)
		}
		return before
	}
	same := key("k0=a&k1=b&tf=1d1h&cmp=1&marks=1&end=5&hl=1")
	for _, raw := range []string{
		"hl=1&end=5&marks=1&cmp=1&tf=%31d1h&k1=b&k0=a", "k0=a&k1=b&tf=1d1h&cmp=1&marks=1&end=5&hl=1&sig=abc&exp=99", "k0=a&k0=c&amp;k1=b&tf=1d1h&cmp=1&marks=1&end=5&hl=1&ol=&x=y",
	} {
		if key(raw) != same {
			t.Errorf("%q has another key", raw)
		}
	}
	seen := map[[16]byte]string{same: "the first"}
	for _, raw := range []string{
		"k0=a&tf=1d1h&cmp=1&marks=1&end=5&hl=1", "k0=b&k1=a&tf=1d1h&cmp=1&marks=1&end=5&hl=1", "k0=a&k1=b&tf=1d2h&cmp=1&marks=1&end=5&hl=1", "k0=a&k1=b&tf=1d1h&marks=1&end=5&hl=1",
		"k0=a&k1=b&tf=1d1h&cmp=1&end=5&hl=1", "k0=a&k1=b&tf=1d1h&cmp=1&marks=1&end=6&hl=1", "k0=a&k1=b&tf=1d1h&cmp=1&marks=1&hl=1", "k0=a&k1=b&tf=1d1h&cmp=1&marks=1&end=5",
		"k0=a&k1=b&tf=1d1h&cmp=1&marks=1&end=5&hl=1&t=",
	} {
		if other := seen[key(raw)]; other != "" {
			t.Errorf("%q has the key of %q", raw, other)
		}
		seen[key(raw)] = raw
	}
	// Of other charts these parameters mean nothing.
	if key("w=9&h=9&d0=A") != key("w=9&h=9&d0=A&tf=1d&cmp=1&sig=x&t=") {
		t.Error("a chart with data of its own has another key with live parameters")
	}
}

func TestCanonicalQuery(t *testing.T) {
	for raw, want := range map[string]string{
		"":                                     "",
		"k0=a":                                 "k0=a",
		"tf=1d&k0=a&sig=zz&exp=9":              "exp=9&k0=a&tf=1d",
		"sig=1&sig=2&foo=bar":                  "",
		"t=a+b%2fc&t=second&w=%35":             "t=a%20b%2Fc&w=5",
		"t=100%&amp;k0=a&&=&t":                 "k0=a&t=100%25",
		"t=&hl":                                "hl=&t=",
		"v=1&p=%2B2&size=og&k0=x":              "k0=x&p=%2B2&size=og&v=1",
		"t=%C3%A9%00-._~!":                     "t=%C3%A9%00-._~%21",
		"%6b0=a&k4=b&d0=A&s0=F00.&v1=1,2":      "d0=A&k0=a&k4=b&s0=F00.&v1=1%2C2",
		"k1=b&k0=a&ymin=1&ymax=2&xmin=3&end=4": "end=4&k0=a&k1=b&xmin=3&ymax=2&ymin=1",
	} {
		if got := string(render.CanonicalQuery(raw)); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}

func FuzzCanonicalQuery(f *testing.F) {
	f.Add("tf=1d&k0=a&sig=zz&exp=9&t=a+b%2fc&t=100%")
	f.Add("amp;k0=1&%74=%zz&k0=2;3=%C3")
	f.Fuzz(func(t *testing.T, raw string) {
		once := render.CanonicalQuery(raw)
		if again := render.CanonicalQuery(string(once)); !bytes.Equal(once, again) {
			t.Fatalf("%q is %q, and that %q", raw, once, again)
		}
		values, err := url.ParseQuery(string(once))
		if err != nil || values.Has("sig") {
			t.Fatalf("%q is %q (%v)", raw, once, err)
		}
		if got := render.CanonicalQuery("sig=x&" + raw + "&sig=y&unknown=1"); !bytes.Equal(got, once) {
			t.Fatalf("%q signed is %q, want %q", raw, got, once)
		}
		s, again := render.Borrow(), render.Borrow()
		defer s.Return()
		defer again.Return()
		if err := s.Parse(raw, render.URLLimits); err != nil {
			return
		}
		if err := again.Parse(string(once), render.URLLimits); err != nil || again.Key() != s.Key() {
			t.Fatalf("%q has another chart than its canonical form %q (%v)", raw, once, err)
		}
	})
}
