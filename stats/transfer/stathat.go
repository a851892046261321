package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	Points []sample `json:"points"`
}

// sample is one point of a dataset. What is no object has neither part.
type sample struct{ Time, Value number }

// UnmarshalJSON takes {"time":…,"value":…}.
func (s *sample) UnmarshalJSON(text []byte) error {
	var parts struct {
		Time  number `json:"time"`
		Value number `json:"value"`
	}
	_ = json.Unmarshal(text, &parts) // a point that is none is told of when it is stored
	*s = sample{parts.Time, parts.Value}
	return nil
}

// array reads JSON arrays, one behind the other, element by element.
func (m *importer) array(ctx context.Context, in *input) error {
	for {
		switch c, err := in.skipSpace(); {
		case err != nil:
			return err
		case c == 0:
			return nil
		case c != '[':
			return fmt.Errorf("line %d: %w", in.line, errBehind)
		}
		_, _ = in.ReadByte() // it is there
		for {
			text, line, err := in.element()
			if errors.Is(err, io.EOF) {
				break
			}
			if err == nil {
				err = m.element(ctx, text, line)
			}
			if err := m.outcome(line, err); err != nil {
				return fmt.Errorf("line %d: %w", line, err)
			}
		}
	}
}

// element reads one element, which begins on a line.
func (m *importer) element(ctx context.Context, text []byte, line int) error {
	var e element
	if err := json.Unmarshal(text, &e); err != nil {
		return bad("neither a stat of a list nor a dataset: %w", err)
	}
	switch {
	case e.Points != nil:
		return m.dataset(ctx, &e, line)
	case e.Name != "" && e.Counter != nil:
		return m.listed(ctx, &e)
	}
	return bad("neither a stat of a list (name, counter) nor a dataset (name, points)")
}

// listed makes a stat of a list.
func (m *importer) listed(ctx context.Context, e *element) error {
	created := time.Unix(e.Created, 0)
	if e.Created <= 0 || created.After(m.Now()) {
		created = m.Now()
	}
	_, err := m.made(ctx, stats.NewStat{
		Project: m.Project.ID, Name: e.Name, Kind: kindOf(*e.Counter), Unit: e.Unit, Open: e.Public, Public: stats.PublicID(e.ID),
		Classic: stats.ClassicKey(e.Classic), EmbedKey: stats.EmbedKey(e.EmbedKey), Created: created,
	})
	return err
}

// dataset stores the points of one stat.
func (m *importer) dataset(ctx context.Context, e *element, line int) error {
	s, err := m.named(ctx, e.Name, m.Kind)
	if err != nil {
		return err
	}
	for i, p := range e.Points {
		err := m.sample(ctx, s.ID, p)
		if err != nil {
			err = fmt.Errorf("stat %q, point %d: %w", s.Name, i+1, err)
		}
		if err := m.outcome(line, err); err != nil {
			return err
		}
	}
	return nil
}

// sample stores one point of a dataset. A zero is no data: the export cannot
// tell an empty bucket from one of 0 (contract, 3.4, rule 6).
func (m *importer) sample(ctx context.Context, id stats.StatID, p sample) error {
	v, err := p.Value.figure()
	if err != nil {
		return fmt.Errorf("value: %w", err)
	}
	if v == 0 {
		return nil
	}
	at, err := m.moment(p.Time)
	if err != nil {
		return err
	}
	return m.point(ctx, id, at, v)
}
