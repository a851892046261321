package postgres

import (
	"testing"
	"time"

	"chartd/stats"
)

func TestSharedByAll(t *testing.T) {
	t.Parallel()
	db := open(t, Options{})
	want := func(what string, at time.Time) {
		t.Helper()
		got, err := db.SharedByAll(t.Context())
		if err != nil || !got.Equal(at) {
			t.Errorf("%s: %v, error %v, want %v", what, got, err, at)
		}
	}
	share := func(w stats.WriterID, at time.Time) {
		t.Helper()
		if err := db.Share(t.Context(), w, at); err != nil {
			t.Fatal(err)
		}
	}
	early, late := time.Unix(1_700_000_000, 0), time.Unix(1_700_000_060, 0)
	want("nobody", time.Time{})
	share(1, late)
	want("one", late)
	share(2, early)
	want("two", early)
	share(2, late)
	want("both later", late)
	share(3, early)
	if err := db.Leave(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	want("the third has left", late)
}

// A node that has said nothing for a while holds up nobody.
func TestADeadNodeNoLongerCounts(t *testing.T) {
	t.Parallel()
	db := open(t, Options{})
	if err := db.Share(t.Context(), 1, time.Unix(1_700_000_000, 0)); err != nil {
		t.Fatal(err)
	}
	execute(t, db, `UPDATE node SET told = told - 301`)
	if got, err := db.SharedByAll(t.Context()); err != nil || !got.IsZero() {
		t.Errorf("%v, error %v, want no time", got, err)
	}
}
