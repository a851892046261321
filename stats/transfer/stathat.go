package transfer

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"chartd/stats"
)

// StatHat's own files are JSON arrays: the list of stats (contract, 3.1) and
// datasets (contract, 3.4). An element says which it is by what it has.
type element struct {
	// Of a list.
	ID       string `json:"id"`
	Counter  *bool  `json:"counter"`
	Public   bool   `json:"public"`
	Unit     string `json:"unit"`
	Classic  string `json:"classic_key"`
	EmbedKey string `json:"embed_key"`
	Created  int64  `json:"created_at"`
	// Of both.
	Name string `json:"name"`
	// Of datasets.
	Points []struct {
		Time  int64   `json:"time"`
		Value float64 `json:"value"`
	} `json:"points"`
}

// array reads a JSON array element by element.
func (m *Import) array(ctx context.Context, in *bufio.Reader) error {
	dec := json.NewDecoder(in)
	if _, err := dec.Token(); err != nil {
		return err
	}
	for n := 1; dec.More(); n++ {
		var e element
		var wrong *json.UnmarshalTypeError
		err := dec.Decode(&e)
		if err != nil && !errors.As(err, &wrong) {
			return fmt.Errorf("element %d: %w", n, err) // what follows can't be found
		}
		if err == nil {
			err = m.element(ctx, &e)
		}
		if err != nil {
			err = fmt.Errorf("element %d: %w", n, err)
		}
		if err := m.outcome(0, err); err != nil {
			return err
		}
	}
	return nil
}

func (m *Import) element(ctx context.Context, e *element) error {
	switch {
	case e.Points != nil:
		return m.dataset(ctx, e)
	case e.Name != "" && e.Counter != nil:
		created := time.Unix(e.Created, 0)
		if e.Created <= 0 {
			created = m.Now()
		}
		_, err := m.make(ctx, stats.NewStat{
			Project: m.Project.ID, Name: e.Name, Kind: kindOf(*e.Counter), Unit: e.Unit, Open: e.Public, Public: stats.PublicID(e.ID),
			Classic: stats.ClassicKey(e.Classic), EmbedKey: stats.EmbedKey(e.EmbedKey), Created: created,
		})
		return err
	}
	return errors.New("neither a stat of a list (name, counter) nor a dataset (name, points)")
}

// dataset stores the points of one stat. Zeros are no data: the export cannot
// tell an empty bucket from one of 0 (contract, 3.4, rule 6).
func (m *Import) dataset(ctx context.Context, e *element) error {
	s, err := m.named(ctx, e.Name, m.Kind)
	if err != nil {
		return err
	}
	for _, p := range e.Points {
		if p.Value == 0 {
			continue
		}
		if err := m.point(ctx, s.ID, p.Time, p.Value); err != nil {
			return fmt.Errorf("stat %q: %w", e.Name, err)
		}
	}
	return nil
}

// named finds the stat of a name in the import's project, or makes it with the
// given kind.
func (m *Import) named(ctx context.Context, text string, kind stats.Kind) (stats.Stat, error) {
	name, err := stats.ParseName(text)
	if err != nil {
		return stats.Stat{}, err
	}
	if m.Project.ID == 0 {
		return stats.Stat{}, ErrNoProject
	}
	if s, ok := m.byName[name]; ok {
		return s, agree(s, kind)
	}
	found, err := m.Store.Things.Named(ctx, m.Project.ID, []string{name})
	if err != nil {
		return stats.Stat{}, err
	}
	if found[0].ID == 0 {
		if kind == 0 {
			return stats.Stat{}, fmt.Errorf("stat %q is new: say whether it counts or averages (--kind counter or --kind value), or import the list of stats first", name)
		}
		found, err = m.Store.Things.Create(ctx, m.Project.ID, []stats.NewStat{{Project: m.Project.ID, Name: name, Kind: kind}})
		if err != nil {
			return stats.Stat{}, fmt.Errorf("stat %q: %w", name, err)
		}
		m.sum.Stats++
	}
	m.byName[name] = found[0]
	return found[0], agree(found[0], kind)
}

// agree reports whether a stat is of a kind; 0 is any.
func agree(s stats.Stat, kind stats.Kind) error {
	switch {
	case kind == 0 || kind == s.Kind:
		return nil
	case s.Kind == stats.Counter:
		return fmt.Errorf("stat %q: %w", s.Name, stats.ErrIsCounter)
	}
	return fmt.Errorf("stat %q: %w", s.Name, stats.ErrIsValue)
}

// maxSize is the size from which numbers are refused, as posts' are: a sum
// stays finite.
const maxSize = 1e100

// point stores one number of a moment.
func (m *Import) point(ctx context.Context, id stats.StatID, unix int64, v float64) error {
	switch {
	case math.IsNaN(v) || math.Abs(v) > maxSize:
		return fmt.Errorf("value: %v is not a number up to 1e100", v)
	case unix < 0 || unix > m.Now().Add(24*time.Hour).Unix():
		return fmt.Errorf("time: %d is not in UNIX seconds between 1970 and tomorrow", unix)
	}
	var b stats.Bucket
	b.Add(v)
	return m.fill.add(ctx, id, stats.MinuteAt(unix), b)
}

// number reads a figure that may stand as a number or as text.
type number float64

// UnmarshalJSON reads 1.5 and "1.5".
func (n *number) UnmarshalJSON(text []byte) error {
	if len(text) > 1 && text[0] == '"' {
		text = text[1 : len(text)-1]
	}
	v, err := strconv.ParseFloat(string(text), 64)
	*n = number(v)
	return err
}

// posted is a post as a line.
type posted struct {
	Stat  string  `json:"stat"`
	Count *number `json:"count"`
	Value *number `json:"value"`
	T     number  `json:"t"`
}

// post stores a line {"stat":…,"count":…,"t":…}.
func (m *Import) post(ctx context.Context, text []byte) error {
	var p posted
	if err := json.Unmarshal(text, &p); err != nil {
		return fmt.Errorf("no post: %w", err)
	}
	kind, v := stats.Counter, p.Count
	if v == nil {
		kind, v = stats.Value, p.Value
	}
	if v == nil {
		return errors.New("no count or value specified")
	}
	s, err := m.named(ctx, p.Stat, kind)
	if err != nil {
		return err
	}
	at := int64(p.T)
	if p.T == 0 {
		at = m.Now().Unix()
	}
	return m.point(ctx, s.ID, at, float64(*v))
}
