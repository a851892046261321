package export

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"chartd/stats"
)

// Every refusal, with its exact body.
func TestRefusals(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "request time", stats.Value)
	r.statOf(r.newProject("other@example.com", "UTC").ID, "Other", "request time", stats.Value)
	for _, row := range []struct {
		method, path string
		token        stats.AccessToken
		status       int
		msg          string
	}{
		{"GET", "/x/TOKEN/statlist", "wrong", 401, "invalid access token"},
		{"GET", "/x/TOKEN/nonsense", "wrong", 401, "invalid access token"},
		{"GET", "/x/", "", 401, "invalid access token"},
		{"GET", "/x//statlist", "", 401, "invalid access token"},
		{"GET", "/x/TOKEN", r.reader, 404, "nothing here: see the StatHat export API"},
		{"GET", "/x/TOKEN/", r.reader, 404, "nothing here: see the StatHat export API"},
		{"GET", "/x/TOKEN/nonsense", r.reader, 404, "nothing here: see the StatHat export API"},
		{"GET", "/x/TOKEN/statlist/more", r.reader, 404, "nothing here: see the StatHat export API"},
		{"GET", "/a1/alerts/YYYY", r.reader, 404, "nothing here: see the StatHat export API"},
		{"POST", "/x/TOKEN/statlist", r.write, 405, "method not allowed"},
		{"GET", "/x/TOKEN/stats/JxJz", r.reader, 405, "method not allowed"},
		{"DELETE", "/x/TOKEN/stats/JxJz", r.reader, 403, "this access token only reads"},
		{"DELETE", "/x/TOKEN/stats/Other", r.write, 404, "stat not found."},
		{"DELETE", "/x/TOKEN/stats/none", r.write, 404, "stat not found."},
		{"GET", "/x/TOKEN/statlist?offset=-1", r.reader, 400, "offset: give a whole number from 0 on"},
		{"GET", "/x/TOKEN/statlist?offset=x", r.reader, 400, "offset: give a whole number from 0 on"},
		{"GET", "/x/TOKEN/stat", r.reader, 400, "no stat specified"},
		{"GET", "/x/TOKEN/stat?name=+", r.reader, 400, "no stat specified"},
		{"GET", "/x/TOKEN/stat?name=Request+time", r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/stat?name=" + strings.Repeat("n", 256), r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/data", r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/data/", r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/data/none", r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/data/JxJz/none", r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/data/jxjz", r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/data/Other", r.reader, 404, "stat not found."},
		{"GET", "/x/TOKEN/data/JxJz?t=1w", r.reader, 400, "invalid timeframe"},
		{"GET", "/x/TOKEN/data/JxJz?t=1W3h", r.reader, 400, "invalid timeframe"},
		{"GET", "/x/TOKEN/data/JxJz?t=1y1m", r.reader, 400, "too many points"},
		{"GET", "/x/TOKEN/data/JxJz?summary=3h", r.reader, 400, "invalid timeframe"},
		{"GET", "/x/TOKEN/data/JxJz?summary=36h", r.reader, 400, "invalid timeframe"},
		{"GET", "/x/TOKEN/data/JxJz?summary=7d1d", r.reader, 400, "invalid timeframe"},
		{"GET", "/x/TOKEN/data/JxJz?summary=0d", r.reader, 400, "invalid timeframe"},
		{"GET", "/x/TOKEN/data/JxJz?summary=28y", r.reader, 400, "too many points"},
		{"GET", "/x/TOKEN/data/JxJz?start=yesterday", r.reader, 400, "start: give UNIX seconds, 100000000000 at most"},
		{"GET", "/x/TOKEN/data/JxJz?start=-1", r.reader, 400, "start: give UNIX seconds, 100000000000 at most"},
		{"GET", "/x/TOKEN/data/JxJz?start=1360861620000", r.reader, 400, "start: give UNIX seconds, 100000000000 at most"},
		{"GET", "/x/TOKEN/data/JxJz?format=xml", r.reader, 400, "format: give json or csv"},
		{"GET", "/a1/stats", "", 401, "invalid access token"},
		{"GET", "/a1/stats", "wrong", 401, "invalid access token"},
		{"GET", "/a1/", r.reader, 404, "nothing here: see the StatHat export API"},
		{"GET", "/a1/stats/none/dataset", r.reader, 404, "stat not found."},
		{"GET", "/a1/stats/Other/dataset", r.reader, 404, "stat not found."},
		{"GET", "/a1/stats/none/dataset_full", r.reader, 404, "stat not found."},
		{"GET", "/a1/stats/JxJz/dataset?t=never", r.reader, 400, "invalid timeframe"},
		{"DELETE", "/a1/stats", r.write, 405, "method not allowed"},
		{"GET", "/a1/comments", r.write, 405, "method not allowed"},
		{"POST", "/a1/comments", r.reader, 403, "this access token only reads"},
	} {
		w := r.ask(row.method, row.path, row.token, "")
		if want := `{"msg":"` + row.msg + `"}`; w.Code != row.status || w.Body.String() != want {
			t.Errorf("%s %s: %d %s, want %d %s", row.method, row.path, w.Code, w.Body, row.status, want)
		}
		if kind := w.Header().Get("Content-Type"); kind != "application/json" {
			t.Errorf("%s %s: Content-Type %q", row.method, row.path, kind)
		}
	}
	if r.log.Len() > 0 {
		t.Errorf("the client's faults were logged: %s", r.log)
	}
}

func TestAnsweredMethodsAreNamed(t *testing.T) {
	r := newRig(t)
	for path, want := range map[string]string{
		"/x/TOKEN/stats/JxJz": "DELETE", "/x/TOKEN/data/a/b/c/": "GET, HEAD", "/a1/comments": "POST", "/a1/stats": "GET, HEAD",
	} {
		if got := r.ask(http.MethodPut, path, r.write, "").Header().Get("Allow"); got != want {
			t.Errorf("%s: Allow %q, want %q", path, got, want)
		}
	}
}

// A token may come in any spelling of its path segment.
func TestTokensAreDecoded(t *testing.T) {
	r := newRig(t)
	odd := stats.AccessToken("a~b/c d+e%")
	_, err := r.things.CreateToken(t.Context(), stats.Token{Project: r.project.ID, Name: "odd", Scope: stats.ReadScope, Digest: odd.Digest(), Created: noon})
	must(t, err)
	for path, want := range map[string]int{
		fmt.Sprintf("/x/%%%02X%s/statlist", r.reader[0], string(r.reader[1:])): 200,
		"/x//" + string(r.reader) + "//statlist/":                              200,
		"/x/a~b%2Fc%20d+e%25/statlist":                                         200,
		"/x/a%7Eb%2fc%20d%2Be%25/statlist":                                     200,
		"/x/a~b%2Fc+d+e%25/statlist":                                           401,
		"/x/" + string(r.reader[1:]) + "/statlist":                             401,
	} {
		if w := r.ask(http.MethodGet, path, "", ""); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}

func TestHTTPSOnly(t *testing.T) {
	r := newRig(t)
	r.HTTPSOnly = true
	if w := r.ask(http.MethodGet, "/x/TOKEN/statlist", r.reader, ""); w.Code != 403 || w.Body.String() != `{"msg":"this server takes access tokens over https alone"}` {
		t.Errorf("over http: %d %s", w.Code, w.Body)
	}
	for name, change := range map[string]func(*http.Request){
		"over TLS":                    func(req *http.Request) { req.TLS = &tls.ConnectionState{} },
		"as a trusted proxy's scheme": func(req *http.Request) { req.URL.Scheme = "https" },
	} {
		req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/x/"+string(r.reader)+"/statlist", nil)
		change(req)
		w := httptest.NewRecorder()
		r.Export(w, req)
		if w.Code != 200 {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}

// awayAccess is a catalog that is out of reach.
type awayAccess struct{ Access }

func (awayAccess) TokenByDigest(context.Context, stats.Digest) (stats.Token, error) {
	return stats.Token{}, errors.Join(errors.New("dial"), stats.ErrAway)
}

func TestAwayIsAskedAgain(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "request time", stats.Value)
	working, access := r.Reader, r.Access
	for _, path := range []string{"/x/TOKEN/statlist", "/x/TOKEN/stat?name=request+time", "/x/TOKEN/data/JxJz", "/a1/stats", "/a1/stats/JxJz/dataset", "/a1/stats/JxJz/dataset_full"} {
		r.Reader, r.Access = &failing{working, 0, stats.ErrAway}, access
		store := r.ask(http.MethodGet, path, r.reader, "")
		r.Reader, r.Access = working, awayAccess{access}
		people := r.ask(http.MethodGet, path, r.reader, "")
		for _, w := range []*httptest.ResponseRecorder{store, people} {
			if w.Code != 503 || w.Header().Get("Retry-After") != "5" || w.Body.String() != `{"msg":"out of service for the moment, try again"}` {
				t.Errorf("%s: %d, Retry-After %q: %s", path, w.Code, w.Header().Get("Retry-After"), w.Body)
			}
		}
	}
	if r.log.Len() > 0 {
		t.Errorf("an outage is not a fault of the program: %s", r.log)
	}
}

func TestFaultsAreLoggedWithoutTheToken(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "request time", stats.Value)
	r.Reader = &failing{r.Reader, 0, errors.New("torn page")}
	w := r.ask(http.MethodGet, "/x/TOKEN/data/JxJz", r.reader, "")
	if w.Code != 500 || w.Body.String() != `{"msg":"a fault of chartd, not yours: it is in the log"}` {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if log := r.log.String(); !strings.Contains(log, "torn page") || strings.Contains(log, string(r.reader)) {
		t.Errorf("log %q: want the reason, and no token", log)
	}
}

// Nobody keeps an answer, nobody guesses its type, and HEAD has GET's headers.
func TestHeaders(t *testing.T) {
	r := newRig(t)
	r.post(r.stat("JxJz", "request time", stats.Value), points{noon.Unix(): {1}})
	for _, path := range []string{
		"/x/TOKEN/statlist", "/x/TOKEN/stat?name=request+time", "/x/TOKEN/data/JxJz", "/x/TOKEN/data/JxJz?format=csv",
		"/a1/stats", "/a1/stats/JxJz/dataset", "/a1/stats/JxJz/dataset_full", "/x/TOKEN/data/none",
	} {
		get, head := r.ask(http.MethodGet, path, r.reader, "").Header(), r.ask(http.MethodHead, path, r.reader, "").Header()
		for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"} {
			if get.Get(name) != want {
				t.Errorf("%s: %s %q, want %q", path, name, get.Get(name), want)
			}
		}
		if get.Get("Content-Length") == "" || get.Get("Content-Length") != head.Get("Content-Length") || get.Get("Content-Type") != head.Get("Content-Type") {
			t.Errorf("%s: GET %v, HEAD %v", path, get, head)
		}
	}
}

// A script of another site may read with a token in its URL, but a browser that
// remembers a token must not lend it to other sites' forms.
func TestOtherSites(t *testing.T) {
	r := newRig(t)
	r.stat("JxJz", "request time", stats.Value)
	from := func(method, path, body string) *httptest.ResponseRecorder {
		req := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
		req.Header.Set("Origin", "https://elsewhere.example")
		req.Header.Set("Sec-Fetch-Site", "cross-site")
		req.SetBasicAuth(string(r.write), "")
		w := httptest.NewRecorder()
		r.serve(w, req)
		return w
	}
	if w := from(http.MethodGet, "/x/"+string(r.write)+"/statlist", ""); w.Code != 200 || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("a dashboard: %d %v", w.Code, w.Header())
	}
	if w := from(http.MethodGet, "/a1/stats", ""); w.Code != 200 || w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("a list by a remembered token: %d %v", w.Code, w.Header())
	}
	if w := from(http.MethodPost, "/a1/comments", "id=JxJz&text=hello"); w.Code != 403 || w.Body.String() != `{"msg":"this call came from another site's page"}` {
		t.Errorf("a foreign form: %d %s", w.Code, w.Body)
	}
}

func TestTokenlessCLIIsAskedForOne(t *testing.T) {
	r := newRig(t)
	if got := r.ask(http.MethodGet, "/a1/stats", "", "").Header().Get("WWW-Authenticate"); got != `Basic realm="chartd"` {
		t.Errorf("WWW-Authenticate %q", got)
	}
	if got := r.ask(http.MethodGet, "/x/TOKEN/statlist", "wrong", "").Header().Get("WWW-Authenticate"); got != "" {
		t.Errorf("a URL's token is no password, but WWW-Authenticate is %q", got)
	}
}

func TestMatch(t *testing.T) {
	for _, row := range []struct {
		pattern, path string
		args          []string
		ok            bool
	}{
		{"stats", "stats", nil, true},
		{"stats", "stat", nil, false},
		{"stats", "", nil, false},
		{"stats", "stats a", nil, false},
		{"stats/*", "stats a", []string{"a"}, true},
		{"stats/*", "stats", nil, false},
		{"stats/*/dataset", "stats a dataset", []string{"a"}, true},
		{"stats/*/dataset", "stats a", nil, false},
		{"stats/*/dataset", "stats a datasets", nil, false},
		{"data/…", "data", nil, true},
		{"data/…", "data a b", []string{"a", "b"}, true},
		{"data/…", "date a b", nil, false},
	} {
		args, ok := match(row.pattern, strings.Fields(row.path))
		if ok != row.ok || ok && !slices.Equal(args, row.args) {
			t.Errorf("%s, %s: %q %v, want %q %v", row.pattern, row.path, args, ok, row.args, row.ok)
		}
	}
}

func TestWithoutToken(t *testing.T) {
	for path, want := range map[string]string{
		"/x/secret/data/JxJz/":        "/x/-/data/JxJz/",
		"/x/secret":                   "/x/-",
		"/x/":                         "/x/-",
		"/x//secret/statlist":         "/x/-/statlist",
		"/%78/secret/statlist":        "/x/-/statlist",
		"/x%2Fsecret%2Fstatlist":      "/x/-/statlist",
		"/charts/x/secret/data/a%20b": "/charts/x/-/data/a%20b",
		"/a.svg":                      "/a.svg",
		"/a%2Fb":                      "/a%2Fb",
		"":                            "",
	} {
		u, err := url.Parse(path)
		must(t, err)
		if got := WithoutToken(u); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

// Who tries tokens has twenty, and then one in ten seconds; a right one takes
// none.
func TestWrongTokensAreBounded(t *testing.T) {
	r := newRig(t)
	for range 30 {
		if got := r.ask("GET", "/x/TOKEN/statlist", r.reader, ""); got.Code != http.StatusOK {
			t.Fatalf("a right token: %d", got.Code)
		}
	}
	for i := range 25 {
		want := http.StatusUnauthorized
		if i >= 20 {
			want = http.StatusTooManyRequests
		}
		got := r.ask("GET", "/x/TOKEN/statlist", "wrong", "")
		if got.Code != want || (got.Header().Get("Retry-After") != "") != (want == http.StatusTooManyRequests) {
			t.Errorf("try %d: %d %v, want %d", i+1, got.Code, got.Header(), want)
		}
	}
	if got := r.ask("GET", "/a1/stats", r.reader, ""); got.Code != http.StatusTooManyRequests {
		t.Errorf("a right token behind them: %d", got.Code)
	}
}
