package powercut

import (
	"strings"
	"testing"

	core "chartd/stats"
)

func TestJudgeFindsWhatIsNotThereOnce(t *testing.T) {
	j := &judge{sent: map[int64]point{600: {stat: 0, at: 600, value: 5}, 660: {stat: 1, at: 660, value: 7}}}
	w := j.window()
	if want := (core.Window{From: 10, Step: 1, Count: 2}); w != want {
		t.Fatalf("the window is %v, want %v", w, want)
	}
	once := func(n uint64, sum float64) core.Bucket { return core.Bucket{N: n, Sum: sum} }
	for _, row := range []struct {
		what        string
		first, next []core.Bucket // of the two stats
		there       int
		fault       string
	}{
		{"both", []core.Bucket{once(1, 5), {}}, []core.Bucket{{}, once(1, 7)}, 2, ""},
		{"one", []core.Bucket{once(1, 5), {}}, []core.Bucket{{}, {}}, 1, ""},
		{"one twice", []core.Bucket{once(2, 10), {}}, []core.Bucket{{}, {}}, 0, "power cut 0 at 600: 2 points with sum 10, sent 1 with 5"},
		{"one with another sum", []core.Bucket{{}, {}}, []core.Bucket{{}, once(1, 8)}, 0, "power cut 1 at 660: 1 points with sum 8, sent 1 with 7"},
		{"one in the other stat", []core.Bucket{{}, once(1, 7)}, []core.Bucket{{}, {}}, 0, "power cut 0 at 660: 1 points that nobody sent"},
	} {
		there, err := j.judge([]core.Series{{Buckets: row.first}, {Buckets: row.next}}, w)
		if len(there) != row.there || (err == nil) != (row.fault == "") || err != nil && err.Error() != row.fault {
			t.Errorf("%s: got %v and %v, want %d and %q", row.what, there, err, row.there, row.fault)
		}
	}
}

func TestLookTellsLostPointsAndDamage(t *testing.T) {
	j := &judge{dir: t.TempDir(), sent: map[int64]point{600: {at: 600, value: 5}}}
	damaged := map[string][]byte{"chartd.db": []byte(strings.Repeat("no database ", 1000))}
	found, err := j.look(t.Context(), damaged, nil)
	if err != nil || found == nil {
		t.Errorf("a damaged file: found %v, error %v", found, err)
	}
	known := map[string][]byte{"chartd.db": nil}
	j.known[digest(known)] = reading{there: map[int64]bool{}}
	found, err = j.look(t.Context(), known, map[int64]bool{600: true})
	if want := "1 of 1 acknowledged points are lost, one of power cut 0 at 600"; err != nil || found == nil || found.Error() != want {
		t.Errorf("a lost point: found %v, error %v, want %s", found, err, want)
	}
	j.known[digest(known)] = reading{there: map[int64]bool{600: true}}
	if found, err = j.look(t.Context(), known, map[int64]bool{600: true}); found != nil || err != nil {
		t.Errorf("a point that is there: found %v, error %v", found, err)
	}
}
