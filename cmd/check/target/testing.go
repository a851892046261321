package target

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
)

// RunTests is the TestMain of a package whose tests call StartBare: the test
// binary is then the bare server too.
func RunTests(m *testing.M) {
	if isBare() {
		Main(serveBare)
		return
	}
	os.Exit(m.Run())
}

// Answering is n connections to a server for one test, which h answers.
func Answering(t testing.TB, n int, h http.HandlerFunc) Crowd {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	all, err := Gather(srv.Listener.Addr().String(), n)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := all.Close(); err != nil {
			t.Error(err)
		}
	})
	return all
}
