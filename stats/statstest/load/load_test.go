package main

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/target"
	"chartd/stats"
)

func TestMain(m *testing.M) { target.RunTests(m) }

func TestEveryConnectionAsksAndIsTimed(t *testing.T) {
	seen := make(chan string, 1<<16)
	crowd := target.Answering(t, 3, func(w http.ResponseWriter, r *http.Request) {
		seen <- r.URL.Path
		w.WriteHeader(http.StatusNoContent)
	})
	c := contestant{status: 204, requests: [][]byte{target.Get("/a", false), target.Get("/b", false), target.Get("/c", false)}}
	got, err := c.ask(t.Context(), crowd, 20*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	close(seen)
	asked := map[string]int{}
	for path := range seen {
		asked[path]++
	}
	if n := asked["/a"] + asked["/b"] + asked["/c"]; n != got.count || n != len(got.waits) || len(asked) != 3 {
		t.Errorf("%v were asked for, %d counted", asked, got.count)
	}
	if got.took < 20*time.Millisecond || got.quantile(50) > got.quantile(99) || got.quantile(100) != got.waits[got.count-1] {
		t.Errorf("%v, longest %v", got, got.quantile(100))
	}
}

func TestAnAnswerThatIsNotAsItMustBeEndsTheRun(t *testing.T) {
	crowd := target.Answering(t, 2, func(w http.ResponseWriter, r *http.Request) { http.Error(w, "who are you", http.StatusUnauthorized) })
	c := contestant{status: 204, requests: [][]byte{target.Get("/", false)}}
	if _, err := c.ask(t.Context(), crowd, time.Second); err == nil || !strings.Contains(err.Error(), "who are you") {
		t.Errorf("error %v", err)
	}
}

func TestRatiosAreOfRoundsAndCostsOfRequests(t *testing.T) {
	own := []turn{{count: 50, took: time.Second, cpu: time.Millisecond}, {count: 300, took: 2 * time.Second, cpu: 9 * time.Millisecond}}
	bare := []turn{{count: 100, took: time.Second, cpu: time.Millisecond}, {count: 200, took: time.Second, cpu: 2 * time.Millisecond}}
	list := pairs(own, bare)
	if got := target.Median(list, pair.ratio); got != 0.75 {
		t.Errorf("ratio %v, want 0.75", got)
	}
	if got, want := target.Median(list, pair.above), 20*time.Microsecond; got != want {
		t.Errorf("above %v, want %v", got, want)
	}
}

func TestTableSaysWhatWasMissed(t *testing.T) {
	var b strings.Builder
	writeTable(&b, []line{
		atMost("wait", millis(12*time.Millisecond), 12*time.Millisecond, "15 ms", 15*time.Millisecond),
		atLeast("rate", thousands(1234567), 1234567.0, "2,000,000", 2e6),
		figure("memory", target.Megabytes(3<<19)),
	})
	const want = "| what | measured | goal |\n|---|--:|--:|\n" +
		"| wait | 12.0 ms | at most 15 ms |\n| rate | 1,234,567 | at least 2,000,000, missed |\n| memory | 1.5 MB |  |\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestASiteHasStatsAndHours(t *testing.T) {
	r := &rig{dir: t.TempDir(), progress: io.Discard}
	s, err := r.site(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	db, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const end, hours = stats.Hour(490_000), 2
	if err := fill(t.Context(), db.Chunks(), s.ids, end, hours, durations); err != nil {
		t.Fatal(err)
	}
	list, err := db.Chunks().Series(t.Context(), s.ids, stats.Window{From: (end - hours).Minute(), Step: 60, Count: hours})
	if err != nil || len(list) != 3 {
		t.Fatalf("%d series, error %v", len(list), err)
	}
	for _, one := range list {
		for _, b := range one.Buckets {
			if b.N != 300 {
				t.Errorf("an hour of stat %d has %d points, want 300", one.Stat, b.N)
			}
		}
	}
	if got := s.uploads(2, 60); len(got) != 2 || !bytes.Contains(got[1], []byte(s.names[2])) || !bytes.Contains(got[0], []byte(`,"t":60}`)) {
		t.Errorf("uploads %q", got)
	}
	if got := s.singles(); len(got) != 3 || bytes.Contains(got[0][bytes.Index(got[0], []byte("\r\n\r\n")):], []byte(" ")) {
		t.Errorf("posts %q", got)
	}
}

func TestARunRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-rounds", "0"}, {"-length", "2m"}, {"-only", "disc"}, {"x"}, {"-x"}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
	var names strings.Builder
	if err := run(t.Context(), []string{"-list"}, io.Discard, &names); err != nil || strings.Count(names.String(), "\n") != len(rows()) {
		t.Errorf("the list is %q, error %v", names.String(), err)
	}
}

func TestRowsStayInTheOrderOfTheTable(t *testing.T) {
	got, err := choose("week,disk")
	if err != nil || len(got) != 2 || got[0].name != "disk" || got[1].name != "week" {
		t.Errorf("got %d rows, error %v", len(got), err)
	}
}
