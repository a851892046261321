package transfer

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"chartd/stats"
)

var (
	zeroTime  = time.Unix(0, 0)
	endOfTime = time.Unix(1<<40, 0)
)

// ErrNoProject means that a file belongs to a project that nobody named.
var ErrNoProject = errors.New("say which project it is with --project; chartd project list shows all")

// Import reads files into a store. Its fields are set before the first file.
type Import struct {
	Store *Store
	// Project is where files that name none belong. Without an ID such files are
	// refused.
	Project stats.Project
	// Kind is that of new stats of files that don't say it; 0: such a row is bad.
	Kind stats.Kind
	// Stat is the name of the stat of a CSV with the columns time and value.
	Stat string
	Now  func() time.Time
	// Fault is told of each bad row.
	Fault func(*Fault)

	sum      Summary
	fill     *filler
	file     string
	projects map[int64]stats.ProjectID
	byPublic map[string]stats.StatID
	byName   map[string]stats.Stat
}

// Summary is what was done so far.
func (m *Import) Summary() Summary { return m.sum }

// File reads one file, whose form it finds out. The error ends the import; bad
// rows are told to Fault.
func (m *Import) File(ctx context.Context, name string, from io.Reader) error {
	m.file = name
	if m.fill == nil {
		m.fill = newFiller(m.Store, &m.sum)
		m.projects, m.byPublic, m.byName = map[int64]stats.ProjectID{}, map[string]stats.StatID{}, map[string]stats.Stat{}
	}
	in := bufio.NewReaderSize(from, 64<<10)
	first, err := firstByte(in)
	if err != nil {
		return err
	}
	read := m.csv
	switch first {
	case 0:
		return nil
	case '[':
		read = m.array
	case '{':
		read = m.lines
	}
	if err := read(ctx, in); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return m.fill.flush(ctx)
}

// firstByte is the first byte behind white space, which is not taken; 0 at the
// end of the file.
func firstByte(in *bufio.Reader) (byte, error) {
	for {
		head, err := in.Peek(1)
		if errors.Is(err, io.EOF) {
			return 0, nil
		}
		if err != nil {
			return 0, err
		}
		switch head[0] {
		case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF: // a byte-order mark too
			_, _ = in.ReadByte() // it is there
		default:
			return head[0], nil
		}
	}
}

// bad tells of a row.
func (m *Import) bad(line int, err error) {
	m.sum.Bad++
	if m.Fault != nil {
		m.Fault(&Fault{m.file, line, err})
	}
}

// outcome tells of a row that is bad, and ends the import for anything else.
func (m *Import) outcome(line int, err error) error {
	for _, ends := range []error{stats.ErrAway, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, ends) {
			return err
		}
	}
	if err != nil {
		m.bad(line, err)
	}
	return nil
}

// maxLine bounds one line, in bytes.
const maxLine = 1 << 20

// lines reads JSON lines: the own form, or posts.
func (m *Import) lines(ctx context.Context, in *bufio.Reader) error {
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 0, 64<<10), maxLine)
	for n := 1; scan.Scan(); n++ {
		if len(bytes.TrimSpace(scan.Bytes())) == 0 {
			continue
		}
		if err := m.outcome(n, m.line(ctx, scan.Bytes())); err != nil {
			return err
		}
	}
	if errors.Is(scan.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("a line has more than %d bytes", maxLine)
	}
	return scan.Err()
}

// line reads one line: a post has a stat's name where a record has an object.
func (m *Import) line(ctx context.Context, text []byte) error {
	var is struct {
		Stat json.RawMessage `json:"stat"`
	}
	if err := json.Unmarshal(text, &is); err != nil {
		return fmt.Errorf("no JSON: %w", err)
	}
	if bytes.HasPrefix(bytes.TrimSpace(is.Stat), []byte{'"'}) {
		return m.post(ctx, text)
	}
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return fmt.Errorf("no record: %w", err)
	}
	switch {
	case r.Account != nil:
		return nil // made with its projects
	case r.Project != nil:
		return m.project(ctx, r.Project)
	case r.Stat != nil:
		return m.stat(ctx, r.Stat)
	case r.Comment != nil:
		return m.comment(ctx, r.Comment)
	case r.Hour != nil:
		return m.hour(ctx, r.Hour)
	}
	return errors.New("no record: one of account, project, stat, comment, hour is needed")
}

// project finds the project of a record by its ezkey, or makes it.
func (m *Import) project(ctx context.Context, r *projectRecord) error {
	if p, _, err := m.Store.People.ProjectByKey(ctx, r.EZKey); err == nil {
		m.projects[r.ID] = p.ID
		return nil
	} else if !errors.Is(err, stats.ErrKeys) {
		return err
	}
	if len(r.Owners) == 0 {
		return fmt.Errorf("project %s has no owner", r.Name)
	}
	p := stats.Project{
		ID: stats.ProjectID(r.ID), Name: r.Name, EZKey: stats.EZKey(r.EZKey), Backup: stats.EZKey(r.Backup), UKey: stats.UKey(r.UKey),
		EZOn: !r.EZOff, Zone: r.Zone, MaxStats: r.MaxStats, MaxNew: r.MaxNew, Created: time.Unix(r.Created, 0),
	}
	for i, email := range r.Owners {
		a, err := m.Store.People.AccountByEmail(ctx, email)
		fresh := errors.Is(err, stats.ErrNotFound)
		if err != nil && !fresh {
			return err
		}
		if fresh {
			a = stats.Account{ID: stats.AccountID(stats.NewID()), Email: email, Created: p.Created}
		}
		switch {
		case fresh && i == 0:
			err = m.Store.People.CreateAccount(ctx, a, p)
		case i == 0:
			err = m.Store.People.CreateProject(ctx, a.ID, p)
		case fresh:
			continue // a co-owner without a project of their own signs up anew
		default:
			err = m.Store.People.Join(ctx, a.ID, p.ID, stats.Owner)
		}
		if err != nil {
			return fmt.Errorf("project %s: %w", r.Name, err)
		}
	}
	m.projects[r.ID] = p.ID
	m.sum.Projects++
	return nil
}

// stat makes or finds the stat of a record.
func (m *Import) stat(ctx context.Context, r *statRecord) error {
	home, ok := m.projects[r.Project]
	if !ok {
		return fmt.Errorf("stat %q: its project %d does not stand before it", r.Name, r.Project)
	}
	want := stats.NewStat{
		Project: home, Name: r.Name, Kind: kindOf(r.Counter), Unit: r.Unit, Tags: r.Tags, Open: r.Public, Public: stats.PublicID(r.ID),
		Classic: stats.ClassicKey(r.Classic), EmbedKey: stats.EmbedKey(r.EmbedKey), Created: time.Unix(r.Created, 0),
	}
	id, err := m.make(ctx, want)
	if err != nil {
		return err
	}
	m.byPublic[r.ID] = id
	for _, alias := range r.Aliases {
		if err := m.alias(ctx, id, alias, r.Name); err != nil {
			return fmt.Errorf("stat %q, alias %q: %w", r.Name, alias, err)
		}
	}
	return nil
}

// alias gives a stat one more name: it is renamed to it and back.
func (m *Import) alias(ctx context.Context, id stats.StatID, alias, name string) error {
	if err := m.Store.Things.Rename(ctx, id, alias); err != nil {
		return err
	}
	return m.Store.Things.Rename(ctx, id, name)
}

func kindOf(counter bool) stats.Kind {
	if counter {
		return stats.Counter
	}
	return stats.Value
}

// make makes a stat, or takes over what a list says of one that is there.
func (m *Import) make(ctx context.Context, want stats.NewStat) (stats.StatID, error) {
	name, err := stats.ParseName(want.Name)
	if err != nil {
		return 0, err
	}
	if want.Project == 0 {
		return 0, ErrNoProject
	}
	want.Name = name
	made, err := m.Store.Things.Create(ctx, want.Project, []stats.NewStat{want})
	if err != nil {
		return 0, fmt.Errorf("stat %q: %w", name, err)
	}
	got := made[0]
	if got.Kind != want.Kind {
		return 0, fmt.Errorf("stat %q: it is a %s here, not a %s", name, got.Kind, want.Kind)
	}
	if want.Public != "" && got.Public != want.Public || want.Classic != "" && got.Classic != want.Classic || want.EmbedKey != "" && got.EmbedKey != want.EmbedKey {
		want.ID = got.ID
		if err := m.Store.Things.Update(ctx, want); err != nil {
			return 0, fmt.Errorf("stat %q: its id and keys: %w", name, err)
		}
	}
	m.sum.Stats++
	return got.ID, nil
}

func (m *Import) comment(ctx context.Context, r *commentRecord) error {
	id, ok := m.byPublic[r.Stat]
	if !ok {
		return fmt.Errorf("comment: its stat %q does not stand before it", r.Stat)
	}
	at := time.Unix(r.At, 0)
	there, err := m.Store.Things.Comments(ctx, []stats.StatID{id}, at, at.Add(time.Second))
	if err != nil {
		return err
	}
	for _, c := range there {
		if c.Text == r.Text {
			return nil
		}
	}
	_, err = m.Store.Things.Comment(ctx, stats.Comment{Stat: id, At: at, Text: r.Text})
	m.sum.Comments++
	return err
}

func (m *Import) hour(ctx context.Context, r *hourRecord) error {
	id, ok := m.byPublic[r.Stat]
	if !ok {
		return fmt.Errorf("hour: its stat %q does not stand before it", r.Stat)
	}
	if r.From%3600 != 0 {
		return fmt.Errorf("hour: from %d is no whole hour", r.From)
	}
	for _, row := range r.Minutes {
		minute, n := row[0], row[1]
		b := stats.Bucket{N: uint64(n), Sum: row[2], Min: row[3], Max: row[4]}
		if minute != math.Trunc(minute) || minute < 0 || minute >= 60 || n != math.Trunc(n) || n < 1 || n > 1<<53 || b.Min > b.Max {
			return fmt.Errorf("hour: no minute: %v", row)
		}
		if err := m.fill.add(ctx, id, stats.MinuteAt(r.From)+stats.Minute(minute), b); err != nil {
			return err
		}
	}
	return nil
}
