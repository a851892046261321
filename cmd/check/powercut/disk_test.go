package powercut

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shape is a state as a test writes it.
func shape(content map[string][]byte) map[string]string {
	text := map[string]string{}
	for name, data := range content {
		text[name] = string(data)
	}
	return text
}

func put(line int, file string, at int64, text string) op {
	return op{deed: write, line: line, file: file, at: at, data: []byte(text)}
}

func synced(begun, line int, file string) op {
	return op{deed: syncFile, begun: begun, line: line, file: file}
}

func TestDiskForgets(t *testing.T) {
	failed := synced(1, 1, "a.db")
	failed.failed = true
	for _, row := range []struct {
		what                string
		ops                 []op
		none, all, lastOnly map[string]string
	}{
		{"nothing was done", nil, map[string]string{"a.db": "old"}, map[string]string{"a.db": "old"}, map[string]string{"a.db": "old"}},
		{"writes without a sync", []op{put(0, "a.db", 0, "new"), put(1, "a.db", 4, "x")},
			map[string]string{"a.db": "old"}, map[string]string{"a.db": "new\x00x"}, map[string]string{"a.db": "old\x00x"}},
		{"a write that was synced", []op{put(0, "a.db", 0, "new"), synced(1, 1, "a.db"), put(2, "a.db", 1, "--")},
			map[string]string{"a.db": "new"}, map[string]string{"a.db": "n--"}, map[string]string{"a.db": "n--"}},
		{"a write during the sync", []op{put(1, "a.db", 0, "new"), synced(0, 2, "a.db")},
			map[string]string{"a.db": "old"}, map[string]string{"a.db": "new"}, map[string]string{"a.db": "new"}},
		{"a sync that failed is not mended by the next", []op{put(0, "a.db", 0, "new"), failed, put(2, "a.db", 1, "-"), synced(3, 3, "a.db")},
			map[string]string{"a.db": "o-d"}, map[string]string{"a.db": "n-w"}, map[string]string{"a.db": "n-w"}},
		{"but by the same write again", []op{put(0, "a.db", 0, "new"), failed, put(2, "a.db", 0, "new"), synced(3, 3, "a.db")},
			map[string]string{"a.db": "new"}, map[string]string{"a.db": "new"}, map[string]string{"a.db": "new"}},
		{"a name without a sync of the folder", []op{{deed: create, file: "b"}, put(1, "b", 0, "log"), synced(2, 2, "b")},
			map[string]string{"a.db": "old"}, map[string]string{"a.db": "old", "b": "log"}, map[string]string{"a.db": "old", "b": "log"}},
		{"a name that is gone, and one that is there", []op{{deed: create, file: "b"}, {deed: syncDir}, {deed: unlink, file: "a.db"}},
			map[string]string{"a.db": "old", "b": ""}, map[string]string{"b": ""}, map[string]string{"b": ""}},
		{"a shorter file that grows", []op{{deed: truncate, file: "a.db", at: 1}, put(1, "a.db", 2, "x"), synced(2, 2, "a.db")},
			map[string]string{"a.db": "o\x00x"}, map[string]string{"a.db": "o\x00x"}, map[string]string{"a.db": "o\x00x"}},
	} {
		t.Run(row.what, func(t *testing.T) {
			d := newDisk(map[string][]byte{"a.db": []byte("old")})
			for _, o := range row.ops {
				d.apply(o)
			}
			all := choices(rand.New(rand.NewPCG(1, 1)))
			for n, want := range map[int]map[string]string{0: row.none, 1: row.all, 3: row.lastOnly} {
				if diff := cmp.Diff(want, shape(d.state(all[n]))); diff != "" {
					t.Errorf("%s: %s", all[n].name, diff)
				}
			}
		})
	}
}

func TestTornWritesAreWholeSectors(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 1))
	o := op{deed: write, at: 100, data: make([]byte, 4096)}
	pieces := 0
	for range 200 {
		for _, p := range o.first(dice) {
			if p.at != o.at || len(p.data)%sector != 0 && len(p.data) != len(o.data)-1 || len(p.data) == len(o.data) {
				t.Fatalf("a torn write of %d bytes at %d", len(p.data), p.at)
			}
		}
		for _, p := range o.some(dice) {
			end := p.at + int64(len(p.data))
			if p.at != o.at && p.at%sector != 0 || end != o.at+4096 && end%sector != 0 {
				t.Fatalf("a piece from %d to %d is not of whole sectors", p.at, end)
			}
			pieces++
		}
	}
	if pieces == 0 {
		t.Error("no piece is ever there")
	}
}

func TestStatesGoThroughFolders(t *testing.T) {
	want := map[string][]byte{"chartd.db": []byte("a"), "chartd.db-wal": []byte("b")}
	dir := filepath.Join(t.TempDir(), "state")
	if err := lay(dir, want); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"chartd.db-shm", "lock"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if digest(want) != digest(got) {
		t.Error("equal states have different digests")
	}
	if got["chartd.db"] = []byte("c"); digest(want) == digest(got) {
		t.Error("different states have one digest")
	}
}
