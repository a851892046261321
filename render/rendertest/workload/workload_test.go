package workload_test

import (
	"net/url"
	"strconv"
	"testing"

	"chartd/render/rendertest/workload"
)

func TestChartsHaveTheSeriesAndPointsOfTheGoals(t *testing.T) {
	want := map[string]struct{ series, points int }{
		"A": {1, 44}, "C": {1, 1000}, "D": {5, 44}, "E": {1, 100_000}, "F": {5, 200},
	}
	for _, c := range workload.Charts() {
		q := parse(t, c.Query)
		for n := range 5 {
			points := 0
			if n < want[c.Name].series {
				points = want[c.Name].points
			}
			if got := len(q.Get("d" + strconv.Itoa(n))); got != points {
				t.Errorf("%s: d%d has %d points, want %d", c.Name, n, got, points)
			}
		}
		if q.Get("w") != "580" || q.Get("h") != "180" || q.Get("t") == "" {
			t.Errorf("%s is %s by %s with the title %q", c.Name, q.Get("w"), q.Get("h"), q.Get("t"))
		}
		if c.SVG <= 0 || c.PNG <= c.SVG {
			t.Errorf("%s has the goals %v and %v", c.Name, c.SVG, c.PNG)
		}
		delete(want, c.Name)
	}
	if len(want) != 0 {
		t.Errorf("not there: %v", want)
	}
}

func TestVariantsAreAllDifferent(t *testing.T) {
	const urlLimit = 16 << 10
	seen := map[string]uint64{}
	for n := range uint64(2000) {
		query := workload.Variant(n)
		if len(query) >= urlLimit {
			t.Fatalf("variant %d has %d bytes, too many for a URL", n, len(query))
		}
		if first, ok := seen[query]; ok {
			t.Fatalf("variants %d and %d are the same", first, n)
		}
		seen[query] = n
	}
}

func TestTheSameSeedGivesTheSameData(t *testing.T) {
	if a, b := workload.Data(2, 50, 3), workload.Data(2, 50, 3); a != b {
		t.Errorf("%s and %s", a, b)
	}
	if a, b := workload.Data(2, 50, 3), workload.Data(2, 50, 4); a == b {
		t.Errorf("seeds 3 and 4 both give %s", a)
	}
}

func parse(t *testing.T, query string) url.Values {
	t.Helper()
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return q
}
