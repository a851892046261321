package stats_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"chartd/stats"
)

func TestGrantCheck(t *testing.T) {
	many := make([]string, stats.MaxOrigins+1)
	for i := range many {
		many[i] = "https://example.com"
	}
	for _, row := range []struct {
		name string
		in   stats.Grant
		want stats.Grant
		err  error
	}{
		{"nothing is needed", stats.Grant{}, stats.Grant{Origins: []string{}}, nil},
		{"a name loses its spaces", stats.Grant{Name: " blog\n"}, stats.Grant{Name: "blog", Origins: []string{}}, nil},
		{"a name is too long", stats.Grant{Name: strings.Repeat("x", 256)}, stats.Grant{}, stats.ErrNameTooLong},
		{"a timeframe is none", stats.Grant{Frame: "week"}, stats.Grant{}, stats.ErrTimeframe},
		{"origins are sorted, each once", stats.Grant{Origins: []string{"https://b.example/page?x=1", "HTTP://A.example:80", "https://B.example:443"}},
			stats.Grant{Origins: []string{"http://a.example", "https://b.example"}}, nil},
		{"a port that is not the usual one stays", stats.Grant{Origins: []string{"http://localhost:8080"}}, stats.Grant{Origins: []string{"http://localhost:8080"}}, nil},
		{"a host alone is no origin", stats.Grant{Origins: []string{"example.com"}}, stats.Grant{}, stats.ErrOrigin},
		{"a file is no origin", stats.Grant{Origins: []string{"file:///etc/passwd"}}, stats.Grant{}, stats.ErrOrigin},
		{"what would end a header is no origin", stats.Grant{Origins: []string{"https://a;b"}}, stats.Grant{}, stats.ErrOrigin},
		{"too many origins", stats.Grant{Origins: many}, stats.Grant{}, stats.ErrOrigin},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := row.in.Check()
			if !errors.Is(err, row.err) || err == nil && !reflect.DeepEqual(got, row.want) {
				t.Errorf("got  %+v, %v\nwant %+v, %v", got, err, row.want, row.err)
			}
		})
	}
}

func FuzzParseOrigin(f *testing.F) {
	f.Add("https://example.com:8443/path")
	f.Add("http://[::1]:80")
	f.Add("https://a'b")
	f.Fuzz(func(t *testing.T, text string) {
		origin, ok := stats.ParseOrigin(text)
		if !ok {
			return
		}
		if strings.ContainsAny(origin, " ;,'\"\r\n\t") || strings.Count(origin, "/") != 2 {
			t.Fatalf("%q is the origin of %q", origin, text)
		}
		if again, ok := stats.ParseOrigin(origin); !ok || again != origin {
			t.Fatalf("%q is read again as %q", origin, again)
		}
	})
}
