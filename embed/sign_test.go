package embed

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"chartd/render"
	"chartd/stats"
)

// asked is what a picture's query says of its signature.
func asked(query string) (sig, exp string) {
	q, _ := url.ParseQuery(query)
	return q.Get("sig"), q.Get("exp")
}

func TestSignatures(t *testing.T) {
	const key, query = stats.UKey("the-user-key"), "k0=abc&tf=1w3h&t=a+b"
	now := time.Unix(1_700_000_000, 0)
	signed, until := Sign(key, query, time.Time{}), Sign(key, query, now.Add(time.Hour))
	for _, row := range []struct {
		says  string
		query string
		key   stats.UKey
		at    time.Time
		want  error
	}{
		{"right", signed, key, now, nil},
		{"years later", signed, key, now.AddDate(50, 0, 0), nil},
		{"in another order and spelling", "sig=" + strings.TrimPrefix(signed, query+"&sig=") + "&t=a%20b&%6B0=abc&tf=1w3h", key, now, nil},
		{"with what no picture knows", signed + "&utm_source=mail", key, now, nil},
		{"with a second value that does not count", signed + "&tf=1y1d", key, now, nil},
		{"of a query that has one already", Sign(key, signed, time.Time{}), key, now, nil},
		{"before it expires", until, key, now.Add(time.Hour), nil},
		{"expired", until, key, now.Add(time.Hour + time.Second), ErrExpired},
		{"prolonged", strings.Replace(until, "exp=17", "exp=18", 1), key, now, ErrSignature},
		{"without its end", strings.Replace(until, "exp=", "axp=", 1), key, now, ErrSignature},
		{"an end that is no time", Sign(key, query+"&exp=tomorrow", time.Time{}), key, now, ErrExpired},
		{"of another project", signed, "another-key", now, ErrSignature},
		{"of no key at all", signed, "", now, ErrSignature},
		{"another stat", strings.Replace(signed, "abc", "abd", 1), key, now, ErrSignature},
		{"another stat first", "k0=abd&" + signed, key, now, ErrSignature},
		{"one stat more", signed + "&k1=abd", key, now, ErrSignature},
		{"another timeframe", strings.Replace(signed, "1w3h", "1y1d", 1), key, now, ErrSignature},
		{"a parameter more", signed + "&cmp=1", key, now, ErrSignature},
		{"cut", signed[:len(signed)-1], key, now, ErrSignature},
		{"not in its alphabet", query + "&sig=%2B%2F", key, now, ErrSignature},
		{"none", query, key, now, ErrUnsigned},
		{"an empty one", query + "&sig=", key, now, ErrUnsigned},
	} {
		sig, exp := asked(row.query)
		if err := verify(row.key, row.query, sig, exp, row.at); !errors.Is(err, row.want) || err != nil && row.want == nil {
			t.Errorf("%s: %v, want %v", row.says, err, row.want)
		}
	}
}

func TestSigningAnewReplacesTheEnd(t *testing.T) {
	first := Sign("key", "k0=a", time.Unix(100, 0))
	second := Sign("key", first, time.Unix(200, 0))
	if strings.Count(second, "exp=") != 1 || !strings.Contains(second, "exp=200") || strings.Count(second, "sig=") != 1 {
		t.Errorf("signed twice it is %s", second)
	}
}

// Whatever a query holds, its signature holds for it and for no query that
// shows something else.
func FuzzSignature(f *testing.F) {
	f.Add("k0=abc&tf=1w3h", "k0=abc&tf=1w3h&cmp=1", int64(0))
	f.Add("k0=abc&sig=x&exp=1", "sig=x&k0=%61bc", int64(1_800_000_000))
	f.Add("%73ig=a&k0=a&=&&&k0", "k0=a%zz+;", int64(5))
	f.Fuzz(func(t *testing.T, query, other string, end int64) {
		var until time.Time
		if end > 0 {
			until = time.Unix(end, 0)
		}
		const key = stats.UKey("a key")
		signed := Sign(key, query, until)
		at := strings.LastIndex(signed, "&sig=")
		sig, exp := signed[at+len("&sig="):], ""
		if end > 0 {
			_, exp, _ = strings.Cut(signed[:at], "&exp=")
		}
		if err := verify(key, signed, sig, exp, time.Unix(min(end, 1), 0)); err != nil {
			t.Fatalf("signed %q: %v", signed, err)
		}
		if verify("b key", signed, sig, exp, time.Unix(0, 0)) == nil {
			t.Fatalf("signed %q: another key says the same", signed)
		}
		same := string(render.CanonicalQuery(other)) == string(render.CanonicalQuery(signed))
		if err := verify(key, other, sig, "", time.Unix(0, 0)); (err == nil) != same {
			t.Fatalf("the signature of %q with %q: %v", signed, other, err)
		}
	})
}
