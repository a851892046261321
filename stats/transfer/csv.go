package transfer

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"chartd/stats"
)

// table is a CSV being read: a column of times, and a column a stat. The
// columns time and value alone are those of the stat that the import names.
type table struct {
	columns []stats.Stat
	// A table with the names of stats is an export's (contract, 3.6), in which a
	// zero is no data, as in its datasets; time and value say what they mean.
	exported bool
	figures  []figure // of the row that is read
}

// figure is one number of a row.
type figure struct {
	column int
	value  float64
}

// csv reads a table. A row is one line, so that a quote that never ends spoils
// one row.
func (m *importer) csv(ctx context.Context, in *input) error {
	var one bytes.Reader
	rows := csv.NewReader(&one)
	rows.FieldsPerRecord = -1 // a short row is told of with its line
	rows.ReuseRecord = true
	var head *table
	for {
		text, line, err := in.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		var row []string
		if err == nil {
			one.Reset(text)
			row, err = rows.Read()
		}
		if wrong := (*csv.ParseError)(nil); errors.As(err, &wrong) {
			err = bad("%w", wrong.Err)
		}
		if head == nil {
			if err == nil {
				head, err = m.head(ctx, row)
			}
			if err != nil {
				return fmt.Errorf("line %d: %w", line, err)
			}
			continue
		}
		if err == nil {
			err = m.row(ctx, head, row)
		}
		if err := m.outcome(line, err); err != nil {
			return err
		}
	}
}

// head reads the first line.
func (m *importer) head(ctx context.Context, row []string) (*table, error) {
	first := strings.ToLower(strings.TrimSpace(row[0]))
	if len(row) < 2 || first != "time" && first != "timestamp" {
		return nil, errors.New("neither JSON nor a table: its first line would be time,value or time and the names of stats")
	}
	names := row[1:]
	t := &table{exported: true}
	if len(names) == 1 && strings.EqualFold(strings.TrimSpace(names[0]), "value") {
		if m.Stat == "" {
			return nil, errors.New("the columns are time and value: say which stat that is (--stat NAME)")
		}
		names, t.exported = []string{m.Stat}, false
	}
	for i, name := range names {
		s, err := m.named(ctx, name, m.Kind)
		if err != nil {
			return nil, fmt.Errorf("column %d: %w", i+2, err)
		}
		t.columns = append(t.columns, s)
	}
	return t, nil
}

// row stores the figures of a row, all or none.
func (m *importer) row(ctx context.Context, t *table, row []string) error {
	if len(row) != len(t.columns)+1 {
		return bad("%d columns, want %d", len(row), len(t.columns)+1)
	}
	unix, ok := stats.ParseMoment(row[0])
	if !ok {
		return bad("time: %.80q is neither UNIX seconds nor a date such as 2016-11-25 14:30", row[0])
	}
	if err := t.read(row[1:]); err != nil || len(t.figures) == 0 {
		return err
	}
	at, err := m.minute(unix)
	if err != nil {
		return err
	}
	for _, f := range t.figures {
		if err := m.point(ctx, t.columns[f.column].ID, at, f.value); err != nil {
			return err
		}
	}
	return nil
}

// read reads the figures of a row. An empty one is none.
func (t *table) read(texts []string) error {
	t.figures = t.figures[:0]
	for i, text := range texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		v, err := (number{text}).figure()
		if err != nil {
			return fmt.Errorf("column %d: %w", i+2, err)
		}
		if v != 0 || !t.exported {
			t.figures = append(t.figures, figure{i, v})
		}
	}
	return nil
}
