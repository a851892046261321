package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chartd/stats"
	"chartd/stats/statstest/node"
	"chartd/stats/transfer"
)

// noon is the time of these tests.
var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// begin is a whole hour long before noon, in UNIX seconds.
const begin = 1_700_002_800

// place is a whole node to import into.
type place struct {
	*node.Node
	t     testing.TB
	store *transfer.Store
}

func newPlace(t testing.TB) *place {
	t.Helper()
	return placeOf(t, node.OpenAt(t, filepath.Join(t.TempDir(), "chartd.db"), func() time.Time { return noon }))
}

func placeOf(t testing.TB, n *node.Node) *place {
	return &place{n, t, &transfer.Store{
		People: n.Catalog, Things: n.Catalog, Grants: n.Catalog, Reader: n.Reader(), Chunks: n.DB.Chunks(), Writer: -n.DB.Log().Writer(),
	}}
}

// told is what an import said.
type told struct {
	transfer.Summary
	faults []string
	err    error
}

// read imports a text as the file "f", with what set changes.
func (p *place) read(text string, set ...func(*transfer.Options)) told {
	p.t.Helper()
	var got told
	o := transfer.Options{
		Store: p.store, Project: p.Project, Now: func() time.Time { return noon },
		Fault: func(f *transfer.Fault) { got.faults = append(got.faults, f.Error()) },
	}
	for _, change := range set {
		change(&o)
	}
	got.Summary, got.err = transfer.Import(context.Background(), o, "f", strings.NewReader(text))
	if len(got.faults) != got.Bad {
		p.t.Errorf("%d bad rows, of which %d were told: %q", got.Bad, len(got.faults), got.faults)
	}
	return got
}

func asCounter(o *transfer.Options) { o.Kind = stats.Counter }
func asValue(o *transfer.Options)   { o.Kind = stats.Value }

// fine fails the test unless the import went without a fault.
func (got told) fine(t testing.TB) told {
	t.Helper()
	if got.err != nil || got.Bad > 0 {
		t.Fatalf("%v, %q", got.err, got.faults)
	}
	return got
}

// wants compares faults and error; "" is none.
func (got told) wants(t *testing.T, err string, faults ...string) {
	t.Helper()
	text := ""
	if got.err != nil {
		text = got.err.Error()
	}
	if text != err {
		t.Errorf("error %q\nwant  %q", text, err)
	}
	if !slices.Equal(got.faults, faults) {
		t.Errorf("faults\n%s\nwant\n%s", strings.Join(got.faults, "\n"), strings.Join(faults, "\n"))
	}
}

// named is the stat of a name, or one with ID 0.
func (p *place) named(name string) stats.Stat {
	p.t.Helper()
	list, err := p.Catalog.Named(p.t.Context(), p.Project.ID, []string{name})
	p.must(err)
	return list[0]
}

// minutes are those of a stat that have data, as n and sum, in the hours from
// begin on.
func (p *place) minutes(name string, hours int) map[int]([2]float64) {
	p.t.Helper()
	s := p.named(name)
	list, err := p.Reader().Series(p.t.Context(), []stats.StatID{s.ID}, stats.Window{From: stats.MinuteAt(begin), Step: 1, Count: hours * 60})
	p.must(err)
	found := map[int][2]float64{}
	for m, b := range list[0].Buckets {
		if b.N > 0 {
			found[m] = [2]float64{float64(b.N), b.Total()}
		}
	}
	return found
}

// export is everything of a node as JSON lines.
func (p *place) export() string {
	p.t.Helper()
	p.must(p.Keeper.CheckpointAll(context.Background()))
	var out bytes.Buffer
	p.must(transfer.Export(context.Background(), p.store, &out))
	return out.String()
}

func (p *place) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// broken is a store whose rows cannot be written.
type broken struct{ transfer.Chunks }

var errDisk = errors.New("no space left on device")

func (broken) Put(context.Context, stats.WriterID, []stats.Chunk) error { return errDisk }
