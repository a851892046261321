package transfer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"chartd/stats"
)

// number is a figure that may stand as a number or as text. One that is
// neither is kept as it stands, so that only its row is bad. The zero value is
// none at all.
type number struct{ text string }

// UnmarshalJSON takes 1.5 and "1.5"; null is none.
func (n *number) UnmarshalJSON(text []byte) error {
	if string(text) != "null" {
		n.text = strings.Trim(string(text), `"`)
	}
	return nil
}

// figure is the number, in size at most stats.MaxNumber.
func (n number) figure() (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(n.text), 64)
	switch {
	case n.text == "":
		return 0, bad("it is not there")
	case errors.Is(err, strconv.ErrSyntax):
		return 0, bad("%.80q is not a number", n.text)
	case math.IsNaN(v) || math.Abs(v) > stats.MaxNumber:
		return 0, bad("%.80q is not a number up to 1e100", n.text)
	}
	return v, nil
}

// lines reads JSON lines: what Export wrote, posts, or elements of StatHat's
// arrays.
func (m *importer) lines(ctx context.Context, in *input) error {
	for {
		text, line, err := in.next()
		if errors.Is(err, io.EOF) {
			return m.own.end(ctx, m)
		}
		if text = bytes.TrimSpace(text); err == nil && len(text) > 0 {
			err = m.line(ctx, text, line)
		}
		if err := m.outcome(line, err); err != nil {
			return err
		}
	}
}

// line reads one line: a post has a stat's name where a record has an object.
func (m *importer) line(ctx context.Context, text []byte, line int) error {
	var is struct {
		Stat json.RawMessage `json:"stat"`
		Name *string         `json:"name"`
	}
	if err := json.Unmarshal(text, &is); err != nil {
		return bad("not a JSON object: %w", err)
	}
	switch {
	case bytes.HasPrefix(is.Stat, []byte{'"'}):
		return m.post(ctx, text)
	case is.Name != nil:
		return m.element(ctx, text, line)
	}
	return m.record(ctx, text)
}

// posted is a post as a line.
type posted struct {
	Stat  string `json:"stat"`
	Count number `json:"count"`
	Value number `json:"value"`
	T     number `json:"t"`
}

// post stores a line {"stat":…,"count":…,"t":…}, in all stats that its name
// stands for or in none.
func (m *importer) post(ctx context.Context, text []byte) error {
	var p posted
	if err := json.Unmarshal(text, &p); err != nil {
		return bad("no post: %w", err)
	}
	kind, v := stats.Counter, p.Count
	if v.text == "" {
		kind, v = stats.Value, p.Value
	}
	if v.text == "" {
		return bad("no count or value specified")
	}
	figure, err := v.figure() // before a stat is made for it
	if err != nil {
		return fmt.Errorf("value: %w", err)
	}
	at := stats.MinuteAt(m.Now().Unix())
	if p.T.text != "" && p.T.text != "0" {
		if at, err = m.moment(p.T); err != nil {
			return err
		}
	}
	if m.names, err = stats.AppendNames(m.names[:0], p.Stat); err != nil {
		return err
	}
	ids := make([]stats.StatID, len(m.names))
	for i, name := range m.names {
		s, err := m.named(ctx, name, kind)
		if err != nil {
			return err
		}
		ids[i] = s.ID
	}
	for _, id := range ids {
		if err := m.point(ctx, id, at, figure); err != nil {
			return err
		}
	}
	return nil
}
