package render

import (
	"net/url"
	"strings"
	"testing"
)

// reference reads a query slowly, in the words of the contract (sections 2 and
// 8): split on '&', decode each part alone, keep the raw text when decoding
// fails, the first of equal names wins, strip "amp;".
func reference(raw string) map[string]string {
	found := map[string]string{}
	for _, part := range strings.Split(raw, "&") {
		name, value, _ := strings.Cut(part, "=")
		if decoded, err := url.QueryUnescape(name); err == nil {
			name = decoded
		}
		name = strings.TrimPrefix(name, "amp;")
		if decoded, err := url.QueryUnescape(value); err == nil {
			value = decoded
		}
		if _, seen := found[name]; !seen {
			found[name] = value
		}
	}
	return found
}

// known are all parameters a chart knows.
var known = strings.Fields(`w h ymin ymax ol or t step hl xmin xmax tz kind theme bg grid dpr cols rows color
	d0 d1 d2 d3 d4 v0 v1 v2 v3 v4 s0 s1 s2 s3 s4 f0 f1 f2 f3 f4 k0 k1 k2 k3 k4 tf cmp marks end sig exp`)

func TestEveryParameterIsKnownOnce(t *testing.T) {
	seen := map[name]string{}
	for _, s := range known {
		p, ok := lookup(s)
		if !ok {
			t.Errorf("%s is not known", s)
		}
		if other := seen[p]; other != "" {
			t.Errorf("%s and %s are the same parameter", s, other)
		}
		seen[p] = s
	}
	if len(seen) != int(nParams) {
		t.Errorf("%d parameters have a name, want %d", len(seen), nParams)
	}
	for _, s := range []string{"", "d", "d5", "s5", "f5", "W", "D0", "d00", "0d", "k5"} {
		if _, ok := lookup(s); ok {
			t.Errorf("%q is known", s)
		}
	}
}

func agree(t *testing.T, raw string) {
	t.Helper()
	var f fields
	scan(raw, &f, nil)
	want := reference(raw)
	for _, name := range known {
		p, _ := lookup(name)
		value, given := want[name]
		if f[p].given != given || f[p].value != value {
			t.Errorf("query %q: %s is %q (given %v), want %q (given %v)", raw, name, f[p].value, f[p].given, value, given)
		}
	}
}

func TestScanAgreesWithTheReference(t *testing.T) {
	for _, raw := range queries {
		agree(t, raw)
	}
}

var queries = []string{
	"",
	"&",
	"w=580&h=180&d0=Am9",
	"t=Mean Temperature&t=second",
	"t=A%20Test+Chart&tz=America/New_York&tz=Asia%2FKolkata",
	"w=1&amp;h=2&amp;d0=A&amp;amp;s0=F00",
	"t=100%&h=%zz&w=%4&d0=%41m9&%64%31=B",
	"t=a;b;c&d0=x=y=z&ol&or=",
	"d5=A&s5=B&foo=bar&&&=&=x&w",
	"t=%F0%9F%98%80%ff%00&%=1&+=2",
	"d0=A+B%2BC&v0=1,2,,3",
	"k0=abc&k4=%41&tf=1w3h&cmp=1&marks=1&end=5&sig=a%2Fb&exp=9&k0=second",
}

func FuzzScan(f *testing.F) {
	for _, raw := range queries {
		f.Add(raw)
	}
	f.Fuzz(agree)
}
