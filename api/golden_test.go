package api_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chartd/api"
)

// golden are the contract's real URLs (section 9) by what stands behind the
// path, and the shapes 21 to 26 with data filled in. A client sends the blank
// of number 6 as %20: net/http refuses a request line with a raw one.
var golden = []struct {
	says   string
	query  string
	w, h   int // of the picture; 0 for a query that is refused
	refuse string
}{
	{"1: 169 points, step, raw @, large axis", "w=580&h=180&d0=caaageehox301yusuurywwqmjdghhhjmrt0yywwuqrs2yslkgfahnomqux666zzvttv0wsmkgdbhmnlrsz6795420xtvtrnjgdadkopqqv256520zxsssokfdZZbeffjltwzzzxussuywrmgbYWaeefjmu100ywsqqrvuoidb&ymin=0&ymax=160000000&t=1+week+@+1+hour&step=1", 580, 180, ""},
	{"2: minimum form", "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst", 580, 180, ""},
	{"3: both axes", "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst&ymin=94.48&ymax=103.3", 580, 180, ""},
	{"4: left axis only", "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst&ymin=94.48&ymax=103.3&ol=1", 580, 180, ""},
	{"5: title with + and parentheses", "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst&ymin=94.48&ymax=103.3&ol=1&t=AAPL+(past+2+months)", 580, 180, ""},
	{"6: four datasets of 22", "w=580&h=180&d0=RXZZfhgdURRUYZgfccZXUM&d1=roksqfdcjfKGGMQOSXchUO&d2=y3vuuvljghrgcYZZcdVckg&d3=kdfffcZYbggdfdhkkkgjgk&ymin=45&ymax=90&t=Mean%20Temperature", 580, 180, ""},
	{"7: step", "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst&ymin=94.48&ymax=103.3&t=AAPL+(past+2+months)&step=1", 580, 180, ""},
	{"8: the gem's README", "w=580&h=180&d0=SRWfaZHLHEDABKKTUYgpqqvws0138eZfaYtwxxsxyst&ymin=94.48&ymax=103.3", 580, 180, ""},
	{"9: solid, dotted, dashed", "w=580&h=180&d0=RXZZfhgdURRUYZgfccZXUM&d1=roksqfdcjfKGGMQOSXchUO&d2=y3vuuvljghrgcYZZcdVckg&ymin=45&ymax=90&s0=4991AE&s1=FF8300.&s2=FF5DAA-", 580, 180, ""},
	{"10: d0 last", "w=580&h=180&ymin=1.2&ymax=9.1&d0=AJOb9HG", 580, 180, ""},
	{"11: three points", "w=580&h=180&ymin=1.2&ymax=3.1&d0=Am9", 580, 180, ""},
	{"12: two datasets", "w=580&h=180&ymin=0.17&ymax=3.1&d0=Vu9&d1=QAI", 580, 180, ""},
	{"13: integer axis", "w=580&h=180&ymin=1&ymax=5&d0=AeP&d1=9et", 580, 180, ""},
	{"14: custom range", "w=580&h=180&ymin=0&ymax=4&d0=Skv&d1=OCJ", 580, 180, ""},
	{"15: another custom range", "w=580&h=180&ymin=0&ymax=6&d0=KeU&d1=yeo", 580, 180, ""},
	{"16: no axis", "w=580&h=180&d0=Am9", 580, 180, ""},
	{"17: each dataset with its own range", "w=580&h=180&d0=Am9&d1=8AC", 580, 180, ""},
	{"18: the Swift client's true and false", "h=300&w=300&d0=98851&d1=98852&d2=98853&ymin=0.0&ymax=1.0&tz=America/New_York&t=A%20Test%20Chart&step=true&hl=true&ol=true&or=true", 300, 300, ""},
	{"19: the same on the bare host", "h=300&w=300&d0=98851&d1=98852&d2=98853&ymin=0.0&ymax=1.0&tz=America/New_York&t=A%20Test%20Chart&step=true&hl=true&ol=true&or=true", 300, 300, ""},
	{"20: no size", "d0=Ae9", 0, 0, "missing parameter: w"},
	{"21: hapi's report", "w=580&h=180&d0=Am9&ymin=1&ymax=3&t=Requests%20%2F%20s&xmin=1460000000&xmax=1460600000&ol=1", 580, 180, ""},
	{"22: the trading page", "hl=1&w=1022&h=250&d0=AJOb9HG&ymin=100&ymax=250", 1022, 250, ""},
	{"23: the Go helper, with empty data", "w=400&h=800&d0=&ymin=0&ymax=110&xmin=1&xmax=1&tz=Asia/Kolkata&t=Title&hl=1&step=1&s0=FF0000&f0=00FF0080", 0, 0, "missing parameter: d0"},
	{"23: the same with data", "w=400&h=800&d0=AJOb9HG&ymin=0&ymax=110&xmin=1&xmax=1&tz=Asia/Kolkata&t=Title&hl=1&step=1&s0=FF0000&f0=00FF0080", 400, 800, ""},
	{"24: the proxy's keys in map order", "d0=AJOb9HG&h=180&or=1&step=1&t=users+on+mastodon.social&w=580", 580, 180, ""},
	{"24: the proxy's sparkline", "d0=AJOb9HG&h=16&ol=1&or=1&s0=222222&w=50", 50, 16, ""},
	{"25: the React widget", "w=400&h=120&d0=AJOb9HG&s0=36c&f0=3366cc40&d1=Am9&ymin=1&ymax=9&xmin=1460000000&xmax=1460600000&tz=Europe%2FVienna&t=CPU+load%20now&step=1&hl=1&ol=1&or=1", 400, 120, ""},
	{"26: the Swift builder's order", "h=200&w=400&d0=92851&f0=E6AA1155&s0=E6AABBFF&d1=5F322&f1=E6AAAA55&s1=E6AAAAFF.&d2=23593&f2=AAE6C855&s2=AAE6C8FF-&ymin=0.0&ymax=1.0&xmin=1460000000&xmax=1460600000&tz=America/New_York&t=A%20Test%20Chart&step=true&hl=true&ol=true&or=false", 400, 200, ""},
}

func TestGoldenURLs(t *testing.T) {
	face := api.New(api.Deps{})
	for _, tt := range golden {
		t.Run(tt.says, func(t *testing.T) {
			for _, path := range []string{"/a.svg", "/a.png", "/a.txt", "/a.json"} {
				get := ask(face, http.MethodGet, path+"?"+tt.query, nil)
				head := ask(face, http.MethodHead, path+"?"+tt.query, nil)
				post := ask(face, http.MethodPost, path, strings.NewReader(tt.query))
				if tt.refuse != "" {
					refused(t, path, tt.refuse, get, head, post)
					continue
				}
				for _, got := range []*http.Response{get, head, post} {
					if got.StatusCode != http.StatusOK {
						t.Fatalf("%s %s: status %d, want 200", got.Request.Method, path, got.StatusCode)
					}
				}
				sameBytes(t, path, get, head, post)
			}
			if tt.refuse == "" {
				wellFormed(t, read(t, ask(face, http.MethodGet, "/a.svg?"+tt.query, nil)))
				doubleSize(t, read(t, ask(face, http.MethodGet, "/a.png?"+tt.query, nil)), tt.w, tt.h)
			}
		})
	}
}

// ask sends one request; its body, if any, is a form.
func ask(h http.Handler, method, target string, form io.Reader, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, form)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	got := w.Result()
	got.Request = r
	return got
}

func read(t *testing.T, r *http.Response) []byte {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func refused(t *testing.T, path, says string, answers ...*http.Response) {
	t.Helper()
	for _, got := range answers {
		if got.StatusCode != http.StatusBadRequest {
			t.Errorf("%s %s: status %d, want 400", got.Request.Method, path, got.StatusCode)
		}
		if h := got.Header.Get("X-Chartd-Error"); h != says {
			t.Errorf("%s %s: X-Chartd-Error %q, want %q", got.Request.Method, path, h, says)
		}
	}
}

// sameBytes: a form gives the bytes of its URL, and HEAD the headers of GET.
func sameBytes(t *testing.T, path string, get, head, post *http.Response) {
	t.Helper()
	body := read(t, get)
	if !bytes.Equal(read(t, post), body) {
		t.Errorf("%s: a form gives other bytes than the same URL", path)
	}
	for name := range get.Header {
		if g, h := get.Header.Get(name), head.Header.Get(name); g != h {
			t.Errorf("%s: HEAD has %s %q, want %q as GET", path, name, h, g)
		}
	}
	if head.ContentLength != int64(len(body)) {
		t.Errorf("%s: HEAD has Content-Length %d, want %d", path, head.ContentLength, len(body))
	}
}

func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("the SVG is not well-formed: %v", err)
		}
	}
}

func doubleSize(t *testing.T, body []byte, w, h int) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got.X != 2*w || got.Y != 2*h {
		t.Errorf("the PNG is %dx%d, want %dx%d", got.X, got.Y, 2*w, 2*h)
	}
}
