package powercut

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// sector is what a disk writes whole, in bytes.
const sector = 512

// fate is what is known of a change.
type fate uint8

const (
	waiting fate = iota // it may be on the disk or not
	doomed              // a sync of it failed: the same, and no later sync helps
	safe                // it is on the disk
)

// change is one write or truncation of a file.
type change struct {
	op
	fate fate
}

// file is one file, whatever its name now.
type file struct {
	base    []byte   // what is on the disk
	changes []change // since, in order; what is safe and first is in base
}

// disk is what a run has done to a folder up to some step, and what of it must
// have reached the disk.
type disk struct {
	live, kept map[string]*file // as programs see it; as the disk has it
}

func newDisk(files map[string][]byte) *disk {
	d := &disk{live: map[string]*file{}}
	for name, data := range files {
		d.live[name] = &file{base: data}
	}
	d.kept = maps.Clone(d.live)
	return d
}

// apply does one step.
func (d *disk) apply(o op) {
	f := d.live[o.file]
	switch o.deed {
	case create:
		d.live[o.file] = &file{}
	case unlink:
		delete(d.live, o.file)
	case syncDir:
		if !o.failed {
			d.kept = maps.Clone(d.live)
		}
	case write, truncate:
		if f != nil {
			f.changes = append(f.changes, change{op: o})
		}
	case syncFile:
		if f != nil {
			f.sync(o)
		}
	}
}

// sync makes safe what was written before it began. Where it failed, the
// system takes the pages for clean and never writes them again.
func (f *file) sync(o op) {
	to := safe
	if o.failed {
		to = doomed
	}
	for i := range f.changes {
		if c := &f.changes[i]; c.fate == waiting && c.line < o.begun {
			c.fate = to
		}
	}
	n := 0
	for n < len(f.changes) && f.changes[n].fate == safe {
		f.base = f.changes[n].on(f.base)
		n++
	}
	f.changes = f.changes[n:]
}

// on does a change to some content, which it may reuse.
func (o op) on(data []byte) []byte {
	if o.deed == truncate {
		return sized(data, int(o.at))[:o.at]
	}
	data = sized(data, int(o.at)+len(o.data))
	copy(data[o.at:], o.data)
	return data
}

// sized lengthens content with zeros, as a file grows.
func sized(data []byte, n int) []byte {
	if n > len(data) {
		data = append(data, make([]byte, n-len(data))...)
	}
	return data
}

// unsure counts the changes that a cut may lose.
func (d *disk) unsure() int {
	n := 0
	for _, f := range d.live {
		for _, c := range f.changes {
			if c.fate != safe {
				n++
			}
		}
	}
	return n
}

// choice says which of the unsure changes reached the disk.
type choice struct {
	name string
	// kept gives the part of a change that is there: o itself, a piece, or
	// nothing. last is the run's last change.
	kept func(name string, o op, last bool) []op
	// names is whether changes of names are there that were not synced.
	names bool
}

func whole(o op) []op { return []op{o} }

// choices are the ways in which a cut is tried.
func choices(dice *rand.Rand) []choice {
	return []choice{
		{"nothing that was not synced", func(string, op, bool) []op { return nil }, false},
		{"everything", func(_ string, o op, _ bool) []op { return whole(o) }, true},
		{"the last write torn", func(_ string, o op, last bool) []op {
			if last {
				return o.first(dice)
			}
			return whole(o)
		}, true},
		{"the last write alone", func(_ string, o op, last bool) []op {
			if last {
				return whole(o)
			}
			return nil
		}, true},
		{"the database's writes, not the log's", func(name string, o op, _ bool) []op {
			if filepath.Ext(name) == ".db" {
				return whole(o)
			}
			return nil
		}, false},
		{"the log's writes, not the database's", func(name string, o op, _ bool) []op {
			if filepath.Ext(name) != ".db" {
				return whole(o)
			}
			return nil
		}, false},
		{"any sectors", func(_ string, o op, _ bool) []op { return o.some(dice) }, dice.IntN(2) == 0},
	}
}

// first is a beginning of a write: some whole sectors.
func (o op) first(dice *rand.Rand) []op {
	if o.deed != write {
		return nil
	}
	o.data = o.data[:min(len(o.data)-1, sector*dice.IntN(len(o.data)/sector+1))]
	return whole(o)
}

// some is any set of a write's sectors; half of the time all or nothing.
func (o op) some(dice *rand.Rand) []op {
	switch how := dice.IntN(4); {
	case how == 0:
		return nil
	case how == 1 || o.deed != write:
		return whole(o)
	}
	var list []op
	for at := int64(0); at < int64(len(o.data)); {
		end := min(int64(len(o.data)), at+sector-(o.at+at)%sector) // sectors lie on the disk, not in the write
		if dice.IntN(2) == 0 {
			piece := o
			piece.at, piece.data = o.at+at, o.data[at:end]
			list = append(list, piece)
		}
		at = end
	}
	return list
}

// state is the folder's content after a cut.
func (d *disk) state(ch choice) map[string][]byte {
	names := d.kept
	if ch.names {
		names = d.live
	}
	last := -1
	for _, f := range names {
		for _, c := range f.changes {
			if c.fate != safe {
				last = max(last, c.line)
			}
		}
	}
	content := map[string][]byte{}
	for name, f := range names {
		data := slices.Clone(f.base)
		for _, c := range f.changes {
			if c.fate == safe {
				data = c.on(data)
				continue
			}
			for _, piece := range ch.kept(name, c.op, c.line == last) {
				data = piece.on(data)
			}
		}
		content[name] = data
	}
	return content
}

// digest tells states apart.
func digest(content map[string][]byte) [sha256.Size]byte {
	all := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(content)) {
		fmt.Fprintf(all, "%s %d\n", name, len(content[name]))
		all.Write(content[name])
	}
	return [sha256.Size]byte(all.Sum(nil))
}

// lay writes a state into a folder, which it makes.
func lay(dir string, content map[string][]byte) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	for name, data := range content {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// load reads the files of a folder that a cut can hurt.
func load(dir string) (map[string][]byte, error) {
	list, err := filepath.Glob(filepath.Join(dir, "*.db*"))
	if err != nil {
		return nil, err
	}
	content := map[string][]byte{}
	for _, path := range list {
		if name := filepath.Base(path); filepath.Ext(name) != ".db-shm" {
			if content[name], err = os.ReadFile(path); err != nil {
				return nil, err
			}
		}
	}
	return content, nil
}
