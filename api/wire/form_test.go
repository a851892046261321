package wire_test

import (
	"errors"
	"strings"
	"testing"

	"chartd/api/wire"
	"chartd/stats"
)

func TestFieldsAreReadLeniently(t *testing.T) {
	stat := func(f wire.Fields) wire.Text { return f.Stat }
	count := func(f wire.Fields) wire.Text { return f.Count }
	ezkey := func(f wire.Fields) wire.Text { return f.EZKey }
	for _, row := range []struct {
		what, query, body string
		field             func(wire.Fields) wire.Text
		want              wire.Text
	}{
		{"absent", "", "", stat, wire.Text{}},
		{"given and empty", "", "stat=", stat, wire.Text{Given: true}},
		{"given without =", "", "count&stat", stat, wire.Text{Given: true}},
		{"plus is a space", "", "stat=a+b", stat, wire.Text{Value: "a b", Given: true}},
		{"escapes of both cases", "", "stat=%c3%A9%2B", stat, wire.Text{Value: "é+", Given: true}},
		{"an escaped name", "", "%73tat=a", stat, wire.Text{Value: "a", Given: true}},
		{"an escape cut off", "", "stat=a%2&count=1", stat, wire.Text{Value: "a%2", Given: true}},
		{"a bad escape keeps all as it is", "", "stat=a+%20%zz", stat, wire.Text{Value: "a+%20%zz", Given: true}},
		{"a bad escape in a name", "", "st%at=a", stat, wire.Text{}},
		{"raw text", "", "stat=a b~c,d;@é", stat, wire.Text{Value: "a b~c,d;@é", Given: true}},
		{"= in a value", "", "stat=a=b", stat, wire.Text{Value: "a=b", Given: true}},
		{"empty parts", "", "&&=&stat=a&", stat, wire.Text{Value: "a", Given: true}},
		{"names have a case", "", "Stat=a", stat, wire.Text{}},
		{"unknown names", "", "status=a&sta=b", stat, wire.Text{}},
		{"the first wins", "", "stat=a&stat=b", stat, wire.Text{Value: "a", Given: true}},
		{"the query counts", "stat=a", "count=1", stat, wire.Text{Value: "a", Given: true}},
		{"the body wins", "stat=a", "stat=b", stat, wire.Text{Value: "b", Given: true}},
		{"the body wins with nothing", "count=1", "count=", count, wire.Text{Given: true}},
		{"email", "", "email=a@b.c", ezkey, wire.Text{Value: "a@b.c", Given: true}},
		{"email before ezkey", "", "email=a@b.c&ezkey=k", ezkey, wire.Text{Value: "k", Given: true}},
		{"email beside an empty ezkey", "", "ezkey=&email=a@b.c", ezkey, wire.Text{Value: "a@b.c", Given: true}},
		{"email in the body, ezkey in the query", "ezkey=k", "email=a@b.c", ezkey, wire.Text{Value: "k", Given: true}},
	} {
		t.Run(row.what, func(t *testing.T) {
			var f wire.Fields
			f.Read(row.query, []byte(row.body))
			if got := row.field(f); got != row.want {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
		})
	}
}

func TestFieldsForgetTheLastForm(t *testing.T) {
	var f wire.Fields
	f.Read("", []byte("email=old%40b.c&stat=old&count=1&value=2&t=3&vb=1&id=4&key=5&ukey=6"))
	f.Read("ezkey=new%40b.c", nil)
	if f.EZKey.Value != "new@b.c" || f.Verbose() {
		t.Errorf("got ezkey %q, verbose %v", f.EZKey.Value, f.Verbose())
	}
	for _, text := range []wire.Text{f.Stat, f.Count, f.Value, f.T, f.ID, f.Key, f.UKey} {
		if text != (wire.Text{}) {
			t.Errorf("kept %+v", text)
		}
	}
}

// A form of megabytes must neither be kept by the Fields of a pool nor harm
// the forms after it.
func TestFieldsAfterALargeForm(t *testing.T) {
	var f wire.Fields
	f.Read("", []byte("stat="+strings.Repeat("+", 1<<20)))
	if len(f.Stat.Value) != 1<<20 {
		t.Errorf("got %d bytes, want %d", len(f.Stat.Value), 1<<20)
	}
	f.Read("", []byte("stat=a+b"))
	if f.Stat.Value != "a b" {
		t.Errorf("got %q", f.Stat.Value)
	}
}

func TestPointOfAForm(t *testing.T) {
	long := strings.Repeat("é", wire.MaxID)
	for _, row := range []struct {
		what string
		at   wire.Endpoint
		form string
		want wire.Point
		err  error
	}{
		{"count", wire.EZ, "ezkey=k&stat=a&count=2", wire.Point{Kind: stats.Counter, Stat: "a", Number: 2, Time: now}, nil},
		{"value", wire.EZ, "ezkey=k&stat=a&value=2", wire.Point{Stat: "a", Kind: stats.Value, Number: 2, Time: now}, nil},
		{"both: the count", wire.EZ, "ezkey=k&stat=a&value=2&count=3", wire.Point{Kind: stats.Counter, Stat: "a", Number: 3, Time: now}, nil},
		{"an empty count beside a value", wire.EZ, "ezkey=k&stat=a&value=2&count=", wire.Point{Kind: stats.Counter, Stat: "a"}, wire.ErrNumber},
		{"neither", wire.EZ, "ezkey=k&stat=a", wire.Point{Kind: stats.Counter, Stat: "a"}, wire.ErrNoNumber},
		{"negative", wire.EZ, "ezkey=k&stat=a&count=-2", wire.Point{Kind: stats.Counter, Stat: "a", Number: -2, Time: now}, nil},
		{"a name is cleaned", wire.EZ, "ezkey=k&stat=%09a%00b%ff+&count=2", wire.Point{Kind: stats.Counter, Stat: "a b\uFFFD", Number: 2, Time: now}, nil},
		{"a list stays", wire.EZ, "ezkey=k&stat=a~b,c&count=2", wire.Point{Kind: stats.Counter, Stat: "a~b,c", Number: 2, Time: now}, nil},
		{"time", wire.EZ, "ezkey=k&stat=a&count=2&t=1600000000.9", wire.Point{Kind: stats.Counter, Stat: "a", Number: 2, Time: 1600000000}, nil},
		{"bad time", wire.EZ, "ezkey=k&stat=a&count=2&t=yesterday", wire.Point{Kind: stats.Counter, Stat: "a", Number: 2}, wire.ErrTimestamp},
		{"id", wire.EZ, "ezkey=k&stat=a&count=2&id=" + long, wire.Point{Kind: stats.Counter, Stat: "a", Number: 2, Time: now, ID: long}, nil},
		{"long id", wire.EZ, "ezkey=k&stat=a&count=2&id=x" + long, wire.Point{Kind: stats.Counter, Stat: "a", Number: 2, Time: now, ID: "x" + long}, wire.ErrID},
		{"no ezkey", wire.EZ, "stat=a&count=2", wire.Point{}, wire.ErrNoEZKey},
		{"empty ezkey", wire.EZ, "ezkey=&stat=a&count=2", wire.Point{}, wire.ErrNoEZKey},
		{"the key is asked for first", wire.EZ, "", wire.Point{}, wire.ErrNoEZKey},
		{"no stat", wire.EZ, "ezkey=k&count=2", wire.Point{}, stats.ErrNoName},
		{"blank stat", wire.EZ, "ezkey=k&stat=+%0a&count=2", wire.Point{}, stats.ErrNoName},
		{"a list of nothing", wire.EZ, "ezkey=k&stat=~,&count=2", wire.Point{Kind: stats.Counter, Stat: "~,"}, stats.ErrNoName},

		{"/c", wire.ClassicCount, "ukey=u&key=k&count=2", wire.Point{Kind: stats.Counter, Stat: "k", Number: 2, Time: now}, nil},
		{"/c with both", wire.ClassicCount, "ukey=u&key=k&value=3&count=2", wire.Point{Kind: stats.Counter, Stat: "k", Number: 2, Time: now}, nil},
		{"/c with a value", wire.ClassicCount, "ukey=u&key=k&value=2", wire.Point{Kind: stats.Counter, Stat: "k"}, wire.ErrNoNumber},
		{"/v", wire.ClassicValue, "ukey=u&key=k&value=2", wire.Point{Stat: "k", Kind: stats.Value, Number: 2, Time: now}, nil},
		{"/v with both", wire.ClassicValue, "ukey=u&key=k&value=3&count=2", wire.Point{Stat: "k", Kind: stats.Value, Number: 3, Time: now}, nil},
		{"/v with a count", wire.ClassicValue, "ukey=u&key=k&count=2", wire.Point{Kind: stats.Counter, Stat: "k"}, wire.ErrNoNumber},
		{"/v without a key", wire.ClassicValue, "ukey=u&value=2", wire.Point{}, stats.ErrKeys},
		{"/v without a user's key", wire.ClassicValue, "key=k&ezkey=e&value=2", wire.Point{}, stats.ErrKeys},
		{"/v with a stat does not need it", wire.ClassicValue, "ukey=u&key=k&stat=s&value=2", wire.Point{Stat: "k", Kind: stats.Value, Number: 2, Time: now}, nil},
	} {
		t.Run(row.what, func(t *testing.T) {
			var f wire.Fields
			f.Read("", []byte(row.form))
			got, err := f.Point(row.at, now)
			if !errors.Is(err, row.err) || (err == nil) != (row.err == nil) {
				t.Errorf("got error %v, want %v", err, row.err)
			}
			if err == nil && got != row.want || got.Stat != row.want.Stat {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
		})
	}
}

func TestVerbose(t *testing.T) {
	for form, want := range map[string]bool{"vb=1": true, "vb=0": false, "vb=": false, "vb": false, "": false} {
		var f wire.Fields
		f.Read(form, nil)
		if got := f.Verbose(); got != want {
			t.Errorf("%q: got %v, want %v", form, got, want)
		}
	}
}
