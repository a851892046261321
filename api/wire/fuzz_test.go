package wire_test

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chartd/api/wire"
	"chartd/stats"
)

// recorded are the requests of testdata/ingest, targets and bodies apart.
func recorded(f *testing.F) (queries, bodies []string) {
	f.Helper()
	paths, err := filepath.Glob("../../testdata/ingest/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatalf("%d recorded requests, error %v", len(paths), err)
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		_, request, _ := strings.Cut(string(file), "\n-- request --\n")
		request, _, _ = strings.Cut(request, "\n-- want --\n")
		head, body, _ := strings.Cut(request, "\n\n")
		line, _, _ := strings.Cut(head, "\n")
		_, query, _ := strings.Cut(line, "?")
		queries, bodies = append(queries, query), append(bodies, body)
	}
	return queries, bodies
}

func FuzzForm(f *testing.F) {
	queries, bodies := recorded(f)
	for i := range bodies {
		f.Add(uint8(i), queries[i], bodies[i])
	}
	f.Add(uint8(1), "ukey=u", "key=k&%63ount=1&count=%&%=&t=1e9&id=%f0%9f&vb=1")
	f.Fuzz(func(t *testing.T, endpoint uint8, query, body string) {
		var got wire.Fields
		got.Read("stat=b%20c&email=x", []byte("id=%20&key=+")) // an earlier form, to be forgotten
		got.Read(query, []byte(body))
		want := slowForm(query, body)
		for name, text := range map[string]wire.Text{
			"ezkey": got.EZKey, "stat": got.Stat, "key": got.Key, "ukey": got.UKey, "count": got.Count,
			"value": got.Value, "t": got.T, "vb": got.VB, "id": got.ID,
		} {
			value, given := want[name]
			if text != (wire.Text{Value: value, Given: given}) {
				t.Errorf("%s: got %+v, want %q %v", name, text, value, given)
			}
		}
		at := wire.Endpoint(endpoint % 3)
		p, err := got.Point(at, now)
		switch {
		case at == wire.EZ && want["ezkey"] == "":
			compareFault(t, err, wire.ErrNoEZKey)
			return
		case at != wire.EZ && (want["key"] == "" || want["ukey"] == ""):
			compareFault(t, err, stats.ErrKeys)
			return
		case at != wire.EZ:
			want["stat"] = want["key"]
		}
		wantPoint, wantErr := slowPoint(at, want)
		comparePoint(t, wire.Item{Point: p, Err: err}, wire.Item{Point: wantPoint, Err: wantErr})
	})
}

func FuzzJSON(f *testing.F) {
	_, bodies := recorded(f)
	for _, body := range bodies {
		f.Add([]byte(body))
	}
	f.Add([]byte(one(`{"st\u0061t":"\ud83d\ude00\ud83d","count":"1e 06","t":null,"id":[1, {}],"x":{"y":[true,false,-0.5e-7,],},},`)))
	f.Add([]byte("{\"email\":\"\xff\\n\",\"data\":null,\"stat\":404,\"value\":-0}"))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := wire.ParseUpload(body, now)
		if !json.Valid(body) {
			if err == nil && !json.Valid(strict(body)) {
				t.Errorf("took %q", body)
			}
			return
		}
		want, wantErr := slowUpload(body)
		compareFault(t, err, wantErr)
		if got.EZKey != want.EZKey || got.Single != want.Single || len(got.Items) != len(want.Items) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
		for i := range want.Items {
			comparePoint(t, got.Items[i], want.Items[i])
		}
	})
}

func FuzzNames(f *testing.F) {
	for _, stat := range []string{
		"messages sent~total,female,europe", "~a,b", " x ~ y,,y , z~,", "~", "a~ ,", "\x00\xff\u0085~\u00a0,b",
		strings.Repeat("é", 254) + "~", strings.Repeat("x", 250) + "~abcd,abcde",
	} {
		f.Add(stat)
	}
	f.Fuzz(func(t *testing.T, stat string) {
		got, err := stats.AppendNames(nil, stat)
		want, wantErr := slowNames(stat)
		compareFault(t, err, wantErr)
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		for _, name := range got {
			if again, err := stats.ParseName(name); again != name || err != nil {
				t.Errorf("the name %q is %q, %v elsewhere", name, again, err)
			}
		}
		if strings.Contains(stat, "~") {
			return
		}
		name, err := stats.ParseName(stat)
		compareFault(t, err, wantErr)
		if err == nil && got[0] != name {
			t.Errorf("%q is %q as a post's, and %q elsewhere", stat, got[0], name)
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, text := range []string{"1e 06", " 9.95\n", "-0", ".5", "5.", "1e100", "0x1p4", "1_0", "NaN", "9,95", "123456789012.345", "9007199254740993", "E 5", "1E 5 "} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := wire.ParseNumber(text)
		want, wantErr := slowNumber(text)
		compareFault(t, err, wantErr)
		if got != want || math.Signbit(got) && got == 0 {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	})
}

func FuzzTime(f *testing.F) {
	for _, text := range []string{"", "0", "0.5", "-0.5", "1363118126", "1363118126.9", "1.36e9", "1363118126000", "1700086400.99", "1e 09"} {
		f.Add(text, int64(now))
	}
	f.Fuzz(func(t *testing.T, text string, now int64) {
		now = int64(uint64(now) % 1e12)
		got, err := wire.ParseTime(text, now)
		want, wantErr := slowTime(text, now)
		compareFault(t, err, wantErr)
		if got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	})
}

func compareFault(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) || (got == nil) != (want == nil) {
		t.Errorf("got error %v, want %v", got, want)
	}
}

// comparePoint compares what a bad item still has as well.
func comparePoint(t *testing.T, got, want wire.Item) {
	t.Helper()
	compareFault(t, got.Err, want.Err)
	if got.Point.Stat != want.Point.Stat || want.Err == nil && got.Point != want.Point {
		t.Errorf("got %+v, want %+v", got.Point, want.Point)
	}
}
