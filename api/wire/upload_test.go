package wire_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"chartd/api/wire"
	"chartd/stats"
)

// one is the upload of one data point, in data.
func one(item string) string { return `{"ezkey":"k","data":[` + item + `]}` }

func TestItemsOfAnUpload(t *testing.T) {
	good := func(stat string, n float64) wire.Item {
		return wire.Item{Point: wire.Point{Kind: stats.Counter, Stat: stat, Number: n, Time: now}}
	}
	bad := func(stat string, err error) wire.Item {
		return wire.Item{Point: wire.Point{Stat: stat}, Err: err}
	}
	withID := func(id string) wire.Item {
		item := good("a", 1)
		item.Point.ID = id
		return item
	}
	long := strings.Repeat("é", stats.MaxName)
	for _, row := range []struct {
		what, item string
		want       wire.Item
	}{
		{"count", `{"stat":"a","count":1}`, good("a", 1)},
		{"white space", " {\t\"stat\" :\r\n\"a\" , \"count\":1 } ", good("a", 1)},
		{"value and count", `{"stat":"a","value":2,"count":1}`, good("a", 1)},
		{"a number in a text", `{"stat":"a","count":" 1e+02 "}`, good("a", 100)},
		{"null is absent", `{"stat":"a","count":1,"value":null,"t":null,"id":null}`, good("a", 1)},
		{"empty time and id", `{"stat":"a","count":1,"t":"","id":""}`, good("a", 1)},
		{"the last counts", `{"stat":"b","count":"x","stat":"a","count":1}`, good("a", 1)},
		{"the last null counts", `{"stat":"a","count":1,"count":null}`, bad("a", wire.ErrNoNumber)},
		{"unknown members", `{"x":{"stat":["b",{}]},"stat":"a","y":[true,false,null,-1.5e-3,"\"",[]],"count":1}`, good("a", 1)},
		{"names have a case", `{"Stat":"b","stat":"a","count":1}`, good("a", 1)},
		{"commas at the end", `{"stat":"a","x":[1,],"y":{"z":1,},"count":1,},`, good("a", 1)},
		{"an escaped name", `{"st\u0061t":"a","count":1}`, good("a", 1)},
		{"escapes", `{"stat":"a\"\\\/\u00e9\ud83d\ude00","count":1}`, good("a\"\\/é😀", 1)},
		{"control characters", `{"stat":"\ta\n\u0007b\b","count":1}`, good("a  b", 1)},
		{"half pairs", `{"stat":"\ud83d\ud83d\ude00 \ude00 \ud83dx \ud83d\n","count":1}`, good("\uFFFD😀 \uFFFD \uFFFDx \uFFFD", 1)},
		{"bad UTF-8", "{\"stat\":\"\xffé\\u0041\xc3\",\"count\":1}", good("\uFFFDéA\uFFFD", 1)},
		{"UTF-8", `{"stat":"température","count":1}`, good("température", 1)},
		{"a list", `{"stat":" a ~ b","count":1}`, good("a ~ b", 1)},
		{"a number as a name", `{"stat":404,"count":1}`, good("404", 1)},
		{"id", `{"stat":"a","count":1,"id":"x y"}`, withID("x y")},
		{"a number as an id", `{"stat":"a","count":1,"id":12345678901234567890}`, withID("12345678901234567890")},

		{"a long id", `{"stat":"a","count":1,"id":"` + long + `"}`, bad("a", wire.ErrID)},
		{"an id that is no text", `{"stat":"a","count":1,"id":[1, 2]}`, bad("a", wire.ErrJSON)},
		{"an id that is a text at last", `{"stat":"a","count":1,"id":{},"id":"b"}`, withID("b")},
		{"no stat", `{"count":1}`, bad("", stats.ErrNoName)},
		{"a blank stat", `{"stat":" \n","count":1}`, bad("", stats.ErrNoName)},
		{"a stat that is no text", `{"stat":["a"],"count":1}`, bad("", stats.ErrNoName)},
		{"a long stat", `{"stat":"x` + long + `","count":1}`, bad("x"+long, stats.ErrNameTooLong)},
		{"neither", `{"stat":"a"}`, bad("a", wire.ErrNoNumber)},
		{"a bad number", `{"stat":"a","count":"9,95"}`, bad("a", wire.ErrNumber)},
		{"an empty number", `{"stat":"a","count":""}`, bad("a", wire.ErrNumber)},
		{"a great number", `{"stat":"a","count":1e101}`, bad("a", wire.ErrNumber)},
		{"no number", `{"stat":"a","count":true}`, bad("a", wire.ErrNumber)},
		{"an object for a number", `{"stat":"a","count":{"n":1}}`, bad("a", wire.ErrNumber)},
		{"a bad time", `{"stat":"a","count":1,"t":1363118126000}`, bad("a", wire.ErrTimestamp)},
		{"no time", `{"stat":"a","count":1,"t":false}`, bad("a", wire.ErrTimestamp)},
		{"a number for an item", `7`, bad("", wire.ErrJSON)},
		{"null for an item", `null`, bad("", wire.ErrJSON)},
		{"an array for an item", `[{"stat":"a","count":1}]`, bad("", wire.ErrJSON)},
	} {
		t.Run(row.what, func(t *testing.T) {
			up, err := wire.ParseUpload([]byte(one(row.item)), now)
			if err != nil || up.EZKey != "k" || up.Single || len(up.Items) != 1 {
				t.Fatalf("got %+v and %v", up, err)
			}
			comparePoint(t, up.Items[0], row.want)
		})
	}
}

func TestUploads(t *testing.T) {
	point := []wire.Item{{Point: wire.Point{Kind: stats.Counter, Stat: "a", Number: 1, Time: now}}}
	for _, row := range []struct {
		what, body string
		want       wire.Upload
	}{
		{"data", `{"ezkey":"k","data":[{"stat":"a","count":1}]}`, wire.Upload{EZKey: "k", Items: point}},
		{"data before the key", `{"data":[{"stat":"a","count":1}],"ezkey":"k"}`, wire.Upload{EZKey: "k", Items: point}},
		{"data and a point", `{"stat":"b","count":2,"data":[{"stat":"a","count":1}],"ezkey":"k"}`, wire.Upload{EZKey: "k", Items: point}},
		{"data twice", `{"data":[{},{}],"data":[{"stat":"a","count":1}],"ezkey":"k"}`, wire.Upload{EZKey: "k", Items: point}},
		{"one point", `{"stat":"a","ezkey":"k","count":1}`, wire.Upload{EZKey: "k", Items: point, Single: true}},
		{"one point, data null", `{"data":[{}],"stat":"a","data":null,"ezkey":"k","count":1}`, wire.Upload{EZKey: "k", Items: point, Single: true}},
		{"email", `{"stat":"a","email":"k","count":1}`, wire.Upload{EZKey: "k", Items: point, Single: true}},
		{"email and ezkey", `{"stat":"a","ezkey":"k","email":"e","count":1}`, wire.Upload{EZKey: "k", Items: point, Single: true}},
		{"email and an empty ezkey", `{"stat":"a","ezkey":"","email":"k","count":1}`, wire.Upload{EZKey: "k", Items: point, Single: true}},
		{"a number as ezkey", `{"stat":"a","ezkey":007e1,"count":1}`, wire.Upload{}},
		{"space round it", "\r\n\t {\"stat\":\"a\",\"ezkey\":\"k\",\"count\":1,} \n", wire.Upload{EZKey: "k", Items: point, Single: true}},
	} {
		t.Run(row.what, func(t *testing.T) {
			got, err := wire.ParseUpload([]byte(row.body), now)
			if (err == nil) != (row.want.EZKey != "") || !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %+v and %v, want %+v", got, err, row.want)
			}
		})
	}
}

func TestBadUploads(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	items := func(n int) string { return strings.Repeat(`{"stat":"a","count":1},`, n) }
	for _, row := range []struct {
		what, body string
		want       error
	}{
		{"nothing", "", wire.ErrJSON},
		{"a form", "ezkey=k&stat=a&count=1", wire.ErrJSON},
		{"a text", `"ezkey"`, wire.ErrJSON},
		{"an array", `[{"stat":"a","count":1}]`, wire.ErrNoEZKey},
		{"an array that is broken", ` [{`, wire.ErrNoEZKey},
		{"no key", `{"data":[{"stat":"a","count":1}]}`, wire.ErrNoEZKey},
		{"an empty key", `{"ezkey":"","data":[{"stat":"a","count":1}]}`, wire.ErrNoEZKey},
		{"a key that is no text", `{"ezkey":{},"data":[{"stat":"a","count":1}]}`, wire.ErrNoEZKey},
		{"an empty object", `{}`, wire.ErrNoEZKey},
		{"no items", `{"ezkey":"k","data":[]}`, stats.ErrNoName},
		{"data that is an object", `{"ezkey":"k","data":{"stat":"a","count":1}}`, wire.ErrJSON},
		{"data that is a text", `{"ezkey":"k","data":"a"}`, wire.ErrJSON},
		{"cut in data", `{"ezkey":"k","data":[{"stat":"a","count":1}`, wire.ErrJSON},
		{"cut in an item", `{"ezkey":"k","data":[{"stat":"a","count":1`, wire.ErrJSON},
		{"cut in a text", `{"ezkey":"k`, wire.ErrJSON},
		{"cut in an escape", `{"ezkey":"k\u00`, wire.ErrJSON},
		{"cut behind a backslash", `{"ezkey":"k\`, wire.ErrJSON},
		{"cut behind a key", `{"ezkey"`, wire.ErrJSON},
		{"text behind the end", one(items(1)) + "{}", wire.ErrJSON},
		{"a line in a text", "{\"ezkey\":\"k\n\"}", wire.ErrJSON},
		{"a line behind an escape", "{\"ezkey\":\"k\\n\n\"}", wire.ErrJSON},
		{"an unknown escape", `{"ezkey":"\x41"}`, wire.ErrJSON},
		{"an escape without digits", `{"ezkey":"\u00g0"}`, wire.ErrJSON},
		{"half a pair, broken", `{"ezkey":"\ud83d\uzzzz"}`, wire.ErrJSON},
		{"two commas", `{"ezkey":"k",,"stat":"a","count":1}`, wire.ErrJSON},
		{"two commas at the end", one(items(1) + ","), wire.ErrJSON},
		{"only a comma", one(","), wire.ErrJSON},
		{"a comma before", one("," + items(1)), wire.ErrJSON},
		{"no comma", one(`{"stat":"a"}{"stat":"b"}`), wire.ErrJSON},
		{"no colon", `{"ezkey" "k"}`, wire.ErrJSON},
		{"a key that is no text", `{1:2}`, wire.ErrJSON},
		{"single quotes", `{'ezkey':'k'}`, wire.ErrJSON},
		{"brackets that do not match", `{"ezkey":"k","x":[}]}`, wire.ErrJSON},
		{"a word that is none", `{"ezkey":"k","x":nul}`, wire.ErrJSON},
		{"words that are one", `{"ezkey":"k","x":nullnull}`, wire.ErrJSON},
		{"a number with a zero before", `{"ezkey":"k","x":01}`, wire.ErrJSON},
		{"a number with a plus", `{"ezkey":"k","x":+1}`, wire.ErrJSON},
		{"a number without a digit", `{"ezkey":"k","x":-}`, wire.ErrJSON},
		{"a number without a fraction", `{"ezkey":"k","x":1.}`, wire.ErrJSON},
		{"a number without an exponent", `{"ezkey":"k","x":1e+}`, wire.ErrJSON},
		{"a zero byte", "{\x00}", wire.ErrJSON},
		{"too many", one(items(wire.MaxPoints + 1)), stats.ErrTooManyData},
		{"too many, broken behind", `{"ezkey":"k","data":[` + items(wire.MaxPoints) + "1,?", stats.ErrTooManyData},
		{"as many as may be", one(items(wire.MaxPoints)), nil},
		{"too deep", `{"ezkey":"k","stat":"a","count":1,"x":` + deep(100) + "}", wire.ErrJSON},
		{"very deep", `{"x":` + deep(1<<20) + "}", wire.ErrJSON},
		{"as deep as may be", `{"ezkey":"k","stat":"a","count":1,"x":` + deep(99) + "}", nil},
	} {
		t.Run(row.what, func(t *testing.T) {
			up, err := wire.ParseUpload([]byte(row.body), now)
			if !errors.Is(err, row.want) || (err == nil) != (row.want == nil) {
				t.Errorf("got %v, want %v", err, row.want)
			}
			if err != nil && !reflect.DeepEqual(up, wire.Upload{}) {
				t.Errorf("an error and yet %+v", up)
			}
		})
	}
}

// The caller reads the next request into the same memory.
func TestAnUploadOutlivesItsBody(t *testing.T) {
	body := []byte(one(`{"stat":"a\u0020b","count":1},{"stat":"c","count":1,"id":"d"}`))
	up, err := wire.ParseUpload(body, now)
	if err != nil {
		t.Fatal(err)
	}
	clear(body)
	got := fmt.Sprint(up.EZKey, " ", up.Items[0].Point.Stat, " ", up.Items[1].Point.Stat, up.Items[1].Point.ID)
	if want := "k a b cd"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
