package transfer

import (
	"bufio"
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

// csv reads a table: a column of times, and a column a stat. The columns time
// and value alone are those of the stat that the import names.
func (m *Import) csv(ctx context.Context, in *bufio.Reader) error {
	table := csv.NewReader(in)
	table.FieldsPerRecord = -1 // a short row is one bad row
	table.ReuseRecord = true
	head, err := table.Read()
	if err != nil {
		return fmt.Errorf("first line: %w", err)
	}
	columns, err := m.columns(ctx, head)
	if err != nil {
		return err
	}
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var wrong *csv.ParseError
		if err != nil && !errors.As(err, &wrong) {
			return err
		}
		line, _ := table.FieldPos(0)
		if err == nil {
			err = m.row(ctx, columns, row)
		}
		if err := m.outcome(line, err); err != nil {
			return err
		}
	}
}

// columns finds the stats of the columns behind the time's.
func (m *Import) columns(ctx context.Context, head []string) ([]stats.Stat, error) {
	if len(head) < 2 || !strings.EqualFold(strings.TrimSpace(head[0]), "time") && !strings.EqualFold(strings.TrimSpace(head[0]), "timestamp") {
		return nil, errors.New("first line: want time,value or time and the names of stats")
	}
	names := head[1:]
	if len(names) == 1 && strings.EqualFold(strings.TrimSpace(names[0]), "value") {
		if m.Stat == "" {
			return nil, errors.New("the columns are time and value: say which stat that is (--stat NAME)")
		}
		names = []string{m.Stat}
	}
	list := make([]stats.Stat, len(names))
	for i, name := range names {
		var err error
		if list[i], err = m.named(ctx, name, m.Kind); err != nil {
			return nil, fmt.Errorf("column %d: %w", i+2, err)
		}
	}
	return list, nil
}

// row stores the figures of a row. An empty one is none; zeros count, for a
// table says what it means.
func (m *Import) row(ctx context.Context, columns []stats.Stat, row []string) error {
	if len(row) != len(columns)+1 {
		return fmt.Errorf("%d columns, want %d", len(row), len(columns)+1)
	}
	at, err := moment(row[0])
	if err != nil {
		return err
	}
	for i, text := range row[1:] {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("value: %q is not a number", text)
		}
		if err := m.point(ctx, columns[i].ID, at, v); err != nil {
			return err
		}
	}
	return nil
}

// moments are the forms of times that tables have, beside UNIX seconds. Those
// without a zone are UTC.
var moments = []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04", time.DateOnly}

// moment reads a time as UNIX seconds.
func moment(text string) (int64, error) {
	text = strings.TrimSpace(text)
	if unix, err := strconv.ParseInt(text, 10, 64); err == nil {
		return unix, nil
	}
	for _, form := range moments {
		if at, err := time.Parse(form, text); err == nil {
			return at.Unix(), nil
		}
	}
	return 0, fmt.Errorf("time: %q is neither UNIX seconds nor a date", text)
}
