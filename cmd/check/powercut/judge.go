package powercut

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	core "chartd/stats"
	"chartd/stats/sqlite"
)

// judge reads states and holds them to what was acknowledged.
type judge struct {
	dir  string
	sent map[int64]point
	// One state is left by many cuts: it is read once.
	known map[[sha256.Size]byte]reading
}

// reading is what a state holds: the minutes that are there as they were sent,
// and what is wrong with it whatever was acknowledged.
type reading struct {
	there map[int64]bool
	fault error
}

// look returns what is wrong with a state when some minutes must be there. Its
// second error says that the state could not be made.
func (j *judge) look(ctx context.Context, content map[string][]byte, acked map[int64]bool) (found, err error) {
	key := digest(content)
	r, ok := j.known[key]
	if !ok {
		dir := filepath.Join(j.dir, "state")
		if err := lay(dir, content); err != nil {
			return nil, err
		}
		r.there, r.fault = j.read(ctx, dir)
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
		if j.known == nil {
			j.known = map[[sha256.Size]byte]reading{}
		}
		j.known[key] = r
	}
	if r.fault != nil {
		return r.fault, nil
	}
	lost, example := 0, int64(0)
	for at := range acked {
		if !r.there[at] {
			lost, example = lost+1, at
		}
	}
	if lost > 0 {
		return fmt.Errorf("%d of %d acknowledged points are lost, one of %s at %d", lost, len(acked), name(j.sent[example].stat), example), nil
	}
	return nil, nil
}

// read opens a state as a start after the cut does, and reads every minute.
func (j *judge) read(ctx context.Context, dir string) (there map[int64]bool, err error) {
	db, err := sqlite.Open(ctx, filepath.Join(dir, "chartd.db"), sqlite.Options{Durability: sqlite.Process})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Check(ctx); err != nil {
		return nil, err
	}
	head, quiet := core.NewHead(), slog.New(slog.NewTextHandler(io.Discard, nil))
	ingest := &core.Ingester{Log: db.Log(), Head: head, Fault: quiet}
	keeper := &core.Keeper{Log: db.Log(), Head: head, Chunks: db.Chunks(), Ingest: ingest, Origin: db.Log(), Fault: quiet, Now: time.Now}
	if err := keeper.Start(ctx); err != nil {
		return nil, err
	}
	project, _, err := db.Catalog().ProjectByKey(ctx, ezkey)
	if err != nil {
		return nil, err
	}
	wanted := make([]string, stats)
	for n := range wanted {
		wanted[n] = name(n)
	}
	found, err := db.Catalog().Named(ctx, project.ID, wanted)
	if err != nil {
		return nil, err
	}
	ids := make([]core.StatID, stats)
	for n, s := range found {
		ids[n] = s.ID
	}
	w := j.window()
	series, err := core.View{Keeper: keeper}.Series(ctx, ids, w)
	if err != nil {
		return nil, err
	}
	return j.judge(series, w)
}

// window spans the whole load.
func (j *judge) window() core.Window {
	first, last := int64(1)<<62, int64(0)
	for at := range j.sent {
		first, last = min(first, at), max(last, at)
	}
	from := core.MinuteAt(first)
	return core.Window{From: from, Step: 1, Count: int(core.MinuteAt(last)-from) + 1}
}

// judge finds the minutes that are there once, and is an error for one that is
// there in any other way.
func (j *judge) judge(series []core.Series, w core.Window) (map[int64]bool, error) {
	there := map[int64]bool{}
	for n, s := range series {
		for i, b := range s.Buckets {
			at := w.At(i).Unix()
			p, sent := j.sent[at]
			switch {
			case b.N == 0:
			case !sent || p.stat != n:
				return nil, fmt.Errorf("%s at %d: %d points that nobody sent", name(n), at, b.N)
			case b.N != 1 || b.Sum+b.Carry != float64(p.value):
				return nil, fmt.Errorf("%s at %d: %d points with sum %g, sent 1 with %d", name(n), at, b.N, b.Sum+b.Carry, p.value)
			default:
				there[at] = true
			}
		}
	}
	return there, nil
}
