package wire_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartd/api/wire"
	"chartd/stats"
)

// now is when everything is received here.
const now = 1700000000

// The recorded requests of the contract, section 2.3, and the JSON of 2.5.
func TestRecordedRequests(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/ingest/*.txtar")
	if err != nil || len(paths) < 30 {
		t.Fatalf("%d recorded requests, error %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, parts, _ := strings.Cut(string(file), "\n-- request --\n")
			request, want, ok := strings.Cut(parts, "\n-- want --\n")
			if !ok {
				t.Fatal("want two parts: request and want")
			}
			if got := understand(t, request); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// understand reads a request and says what it means, as testdata/ingest has it.
func understand(t *testing.T, request string) string {
	head, body, ok := strings.Cut(request, "\n\n")
	if !ok {
		t.Fatal("no empty line behind the headers")
	}
	line, headers, _ := strings.Cut(strings.TrimSpace(head), "\n")
	_, target, _ := strings.Cut(line, " ")
	path, query, _ := strings.Cut(target, "?")
	_, contentType, _ := strings.Cut(headers, "content-type: ")
	if wire.IsJSON(contentType, []byte(body)) {
		return understandJSON([]byte(body))
	}
	endpoints := map[string]wire.Endpoint{"/ez": wire.EZ, "/c": wire.ClassicCount, "/v": wire.ClassicValue}
	at, ok := endpoints[strings.TrimPrefix(path, "http://api.stathat.com")]
	if !ok {
		t.Fatalf("no endpoint %s", path)
	}
	return understandForm(at, query, []byte(body))
}

func understandForm(at wire.Endpoint, query string, body []byte) string {
	var b strings.Builder
	var f wire.Fields
	f.Read(query, body)
	switch {
	case at != wire.EZ:
		fmt.Fprintf(&b, "ukey %s key %s\n", f.UKey.Value, f.Key.Value)
	case f.EZKey.Given:
		fmt.Fprintf(&b, "ezkey %s\n", f.EZKey.Value)
	}
	if f.Verbose() {
		b.WriteString("verbose\n")
	}
	p, err := f.Point(at, now)
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
		return b.String()
	}
	b.WriteString(figures(p))
	if at == wire.EZ {
		b.WriteString(standsFor(p))
	}
	return b.String() + "\n"
}

func understandJSON(body []byte) string {
	up, err := wire.ParseUpload(body, now)
	if err != nil {
		return fmt.Sprintf("json\nerror: %v\n", err)
	}
	var b strings.Builder
	b.WriteString("json")
	if up.Single {
		b.WriteString(" single")
	}
	fmt.Fprintf(&b, "\nezkey %s\n", up.EZKey)
	for _, item := range up.Items {
		if item.Err != nil {
			line := fmt.Sprintf("error: %v | %s", item.Err, item.Point.Stat)
			b.WriteString(strings.TrimSpace(line) + "\n")
			continue
		}
		b.WriteString(figures(item.Point) + standsFor(item.Point) + "\n")
	}
	return b.String()
}

func figures(p wire.Point) string {
	s := fmt.Sprintf("%s %v", map[stats.Kind]string{stats.Counter: "count", stats.Value: "value"}[p.Kind], p.Number)
	if p.Time != now {
		s += fmt.Sprintf(" at %d", p.Time)
	}
	if p.ID != "" {
		s += " id " + p.ID
	}
	return s
}

func standsFor(p wire.Point) string {
	names, err := stats.AppendNames(nil, p.Stat)
	if err != nil {
		return fmt.Sprintf(" names: %v", err) // a Point has names without fault
	}
	return " | " + strings.Join(names, " | ")
}

func TestIsJSON(t *testing.T) {
	for _, row := range []struct {
		what, contentType, body string
		want                    bool
	}{
		{"called JSON", "application/json", `{"stat":1}`, true},
		{"called JSON with a charset", "Application/JSON ; charset=utf-8", `{}`, true},
		{"called JSON and something else", "application/json", "stat=a", true},
		{"called JSON and empty", "application/json", "", false},
		{"called JSON and blank", "application/json", " \r\n", false},
		{"called a form", "application/x-www-form-urlencoded", "stat=a", false},
		{"called a form and like JSON", "application/x-www-form-urlencoded", `{"stat":1}`, false},
		{"called nothing", "", "stat=a", false},
		{"called nothing and like JSON", "", "\t\r\n {", true},
		{"called nothing and an array", "", "[]", false},
		{"called something else", "text/plain;charset=UTF-8", "stat=a", false},
		{"called something else and like JSON", "text/plain;charset=UTF-8", "{}", true},
	} {
		if got := wire.IsJSON(row.contentType, []byte(row.body)); got != row.want {
			t.Errorf("%s: got %v, want %v", row.what, got, row.want)
		}
	}
}

// The words are the contract's, section 2.6: clients print them and people
// search for them.
func TestErrorsAreInTheContractsWords(t *testing.T) {
	for err, want := range map[error]string{
		wire.ErrNoEZKey:      "no ezkey specified",
		stats.ErrKeys:        "invalid keys",
		stats.ErrNoName:      "no stat specified",
		wire.ErrNoNumber:     "no count or value specified",
		wire.ErrNumber:       "invalid number",
		wire.ErrTimestamp:    "invalid timestamp",
		stats.ErrNameTooLong: "stat name too long",
		stats.ErrTooManyData: "too many data points",
		wire.ErrJSON:         "invalid json",
		wire.ErrID:           fmt.Sprintf("id is longer than %d characters", wire.MaxID),
	} {
		if err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
	}
}

// A name in Latin-1: it is no text file's, so it stands here.
func TestLatin1Name(t *testing.T) {
	got := understandForm(wire.EZ, "", []byte("ezkey=you@example.com&stat=temp\xe9rature&value=21"))
	if want := "ezkey you@example.com\nvalue 21 | temp\uFFFDrature\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
