package transfer

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"chartd/stats"
)

// table is a CSV being read: a column of times, and a column a stat. The
// columns time and value alone are those of the stat that the import names.
type table struct {
	columns []stats.Stat
	// A table with the names of stats is an export's (contract, 3.6), in which a
	// zero is no data, as in its datasets; time and value say what they mean.
	exported bool
}

// csv reads a table. A row is one line, so that a quote that never ends spoils
// one row.
func (m *Import) csv(ctx context.Context, in *input) error {
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
func (m *Import) head(ctx context.Context, row []string) (*table, error) {
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

// row stores the figures of a row, all or none. An empty one is none.
func (m *Import) row(ctx context.Context, t *table, row []string) error {
	if len(row) != len(t.columns)+1 {
		return bad("%d columns, want %d", len(row), len(t.columns)+1)
	}
	at, err := moment(row[0])
	if err != nil {
		return err
	}
	for i, text := range row[1:] {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if _, err := (number{text}).figure(); err != nil {
			return fmt.Errorf("column %d: %w", i+2, err)
		}
	}
	for i, text := range row[1:] {
		if strings.TrimSpace(text) == "" {
			continue
		}
		v := number{text}
		if figure, err := v.figure(); err == nil && figure == 0 && t.exported {
			continue
		}
		if err := m.point(ctx, t.columns[i].ID, at, v); err != nil {
			return err
		}
	}
	return nil
}

// moments are the forms of times that tables have, beside UNIX seconds. Those
// without a zone are UTC.
var moments = []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04", time.DateOnly}

// moment reads a time as UNIX seconds.
func moment(text string) (number, error) {
	at := number{strings.TrimSpace(text)}
	if _, err := at.figure(); err == nil {
		return at, nil
	}
	for _, form := range moments {
		if t, err := time.Parse(form, at.text); err == nil {
			return number{strconv.FormatInt(t.Unix(), 10)}, nil
		}
	}
	return at, bad("time: %.80q is neither UNIX seconds nor a date such as 2016-11-25 14:30", text)
}
