package transfer

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"chartd/stats"
)

// Options say how a file is read, and into what.
type Options struct {
	Store *Store
	// Project is where files that name none belong. Without an ID such files are
	// refused.
	Project stats.Project
	// Kind is that of new stats of files that don't say it; 0: such a row is bad.
	Kind stats.Kind
	// Stat is the name of the stat of a CSV with the columns time and value.
	Stat string
	Now  func() time.Time
	// Fault is told of each bad row; nil: nobody is.
	Fault func(*Fault)
}

// Import reads one file, whose form it finds out. An error ends it, and what
// stood before that is stored and counted; bad rows are told to Fault.
func Import(ctx context.Context, o Options, name string, from io.Reader) (Summary, error) {
	m := &importer{Options: o, file: name, byName: map[string]stats.Stat{}, own: newOwnFile()}
	var err error
	if m.fill, err = newFiller(ctx, o.Store, &m.sum); err != nil {
		return m.sum, err
	}
	if err := errors.Join(m.read(ctx, from), m.fill.flush(ctx)); err != nil {
		return m.sum, fmt.Errorf("%s: %w", name, err)
	}
	return m.sum, nil
}

// importer is one file being read.
type importer struct {
	Options
	file   string
	sum    Summary
	fill   *filler
	byName map[string]stats.Stat
	names  []string // of the post that is read
	own    ownFile
}

// read reads a file in the form that its first bytes say.
func (m *importer) read(ctx context.Context, from io.Reader) error {
	in, err := unpack(from)
	if err != nil {
		return err
	}
	first, err := in.skipSpace()
	if err != nil {
		return err
	}
	switch first {
	case 0:
		return errors.New("the file is empty")
	case '[':
		return m.array(ctx, in)
	case '{':
		return m.lines(ctx, in)
	}
	return m.csv(ctx, in)
}

// Beginnings of files.
var (
	gzipMark  = []byte{0x1F, 0x8B}
	orderMark = []byte("\uFEFF") // of Unicode, which some programs put before a text
)

// unpack is the text of a file, which may be compressed.
func unpack(from io.Reader) (*input, error) {
	in := bufio.NewReaderSize(from, 64<<10)
	if head, _ := in.Peek(len(gzipMark)); bytes.Equal(head, gzipMark) {
		text, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		in = bufio.NewReaderSize(text, 64<<10)
	}
	if head, _ := in.Peek(len(orderMark)); bytes.Equal(head, orderMark) {
		_, _ = in.Discard(len(orderMark)) // they are there
	}
	return &input{Reader: in, line: 1}, nil
}

// outcome tells of a row that is bad, and ends the import for anything else.
func (m *importer) outcome(line int, err error) error {
	if err == nil || !isOfRow(err) {
		return err
	}
	m.sum.Bad++
	if m.Fault != nil {
		m.Fault(&Fault{m.file, line, err})
	}
	return nil
}

// named finds the stat of a name in the import's project, or makes it with the
// given kind.
func (m *importer) named(ctx context.Context, text string, kind stats.Kind) (stats.Stat, error) {
	name, err := stats.ParseName(text)
	if err != nil {
		return stats.Stat{}, err
	}
	if m.Project.ID == 0 {
		return stats.Stat{}, ErrNoProject
	}
	if s, ok := m.byName[name]; ok {
		return s, agree(s, name, kind)
	}
	found, err := m.Store.Things.Named(ctx, m.Project.ID, []string{name})
	if err != nil {
		return stats.Stat{}, err
	}
	if found[0].ID == 0 {
		if kind == 0 {
			return stats.Stat{}, bad("stat %q is new: say whether it counts or averages (--kind counter or --kind value), or import the list of stats first", name)
		}
		found, err = m.Store.Things.Create(ctx, m.Project.ID, []stats.NewStat{{Project: m.Project.ID, Name: name, Kind: kind}})
		if err != nil {
			return stats.Stat{}, fmt.Errorf("stat %q: %w", name, err)
		}
		m.sum.Stats++
	}
	m.byName[name] = found[0]
	return found[0], agree(found[0], name, kind)
}

// agree reports whether the stat of a name is of a kind; 0 is any.
func agree(s stats.Stat, name string, kind stats.Kind) error {
	if kind == 0 {
		return nil
	}
	if err := s.Kind.Takes(kind); err != nil {
		return fmt.Errorf("stat %q: %w", name, err)
	}
	return nil
}

// point stores one number of a minute.
func (m *importer) point(ctx context.Context, id stats.StatID, at stats.Minute, v float64) error {
	var b stats.Bucket
	b.Add(v)
	return m.fill.add(ctx, id, at, b)
}

// moment is the minute that a member says.
func (m *importer) moment(text number) (stats.Minute, error) {
	unix, err := text.figure()
	if err != nil {
		return 0, fmt.Errorf("time: %w", err)
	}
	return m.minute(unix)
}

// minute is that of a moment in UNIX seconds. Moments that posts may not have
// are refused.
func (m *importer) minute(unix float64) (stats.Minute, error) {
	if unix < 0 || unix > float64(m.Now().Add(24*time.Hour).Unix()) {
		return 0, bad("time: %.15g is not in UNIX seconds between 1970 and tomorrow", unix)
	}
	return stats.MinuteAt(int64(unix)), nil
}

// kindOf is the kind of a stat that counts, or doesn't.
func kindOf(counter bool) stats.Kind {
	if counter {
		return stats.Counter
	}
	return stats.Value
}

// made makes a stat, or finds the one that has its name. One that is there
// takes over the id and the keys that are wanted, and with the id, which it has
// not met yet, what else it lacks: so the list of stats may come after the
// first posts.
func (m *importer) made(ctx context.Context, want stats.NewStat) (stats.StatID, error) {
	if want.Project == 0 {
		return 0, ErrNoProject
	}
	want, err := checked(want)
	if err != nil {
		return 0, err
	}
	found, err := m.Store.Things.Named(ctx, want.Project, []string{want.Name})
	if err != nil {
		return 0, err
	}
	got := found[0]
	switch {
	case got.ID == 0:
		if found, err = m.Store.Things.Create(ctx, want.Project, []stats.NewStat{want}); err == nil {
			got = found[0]
		}
	case got.Kind != want.Kind:
		return 0, bad("stat %q is a %s here, not a %s", want.Name, got.Kind, want.Kind)
	case want.Public == "" || got.Public == want.Public:
		return got.ID, nil
	default:
		err = m.Store.Things.Update(ctx, adopted(got, want))
	}
	if errors.Is(err, stats.ErrTaken) {
		return 0, bad("stat %q: its id or one of its keys is another stat's", want.Name)
	}
	if err != nil {
		return 0, fmt.Errorf("stat %q: %w", want.Name, err)
	}
	m.sum.Stats++
	return got.ID, nil
}

// adopted is a stat with what a file says of it.
func adopted(got stats.Stat, want stats.NewStat) stats.Stat {
	got.Public, got.Classic, got.EmbedKey = want.Public, want.Classic, want.EmbedKey // "" leaves what is there
	got.Unit = cmp.Or(got.Unit, want.Unit)
	got.Open = got.Open || want.Open
	if len(got.Tags) == 0 {
		got.Tags = want.Tags
	}
	if want.Created.Before(got.Created) {
		got.Created = want.Created
	}
	return got
}

// checked is a stat with its texts as the store keeps them.
func checked(s stats.NewStat) (_ stats.NewStat, err error) {
	if s.Name, err = stats.ParseName(s.Name); err != nil {
		return s, err
	}
	wrong := func(err error) error { return fmt.Errorf("stat %q: %w", s.Name, err) }
	if s.Unit, err = stats.ParseUnit(s.Unit); err != nil {
		return s, wrong(err)
	}
	if s.Tags, err = stats.ParseTags(s.Tags); err != nil {
		return s, wrong(err)
	}
	if field, err := s.CheckKeys(); err != nil {
		return s, wrong(fmt.Errorf("%s: %w", field, err))
	}
	return s, nil
}

// whole reports whether v is a whole number from low to high.
func whole(v, low, high float64) bool { return v == math.Trunc(v) && v >= low && v <= high }
