package postgres

import (
	"fmt"
	"slices"

	"chartd/stats"
	"chartd/stats/chunk"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// monthKey names a stat's month.
type monthKey struct {
	stat  stats.StatID
	month stats.Month
}

// monthSet is the months of some hours, in order, as one writer has them.
type monthSet struct {
	keys []monthKey
	rows map[monthKey]*monthRow
}

// monthRow is a month's row. Its hours stay packed: a batch may have thousands
// of months.
type monthRow struct {
	rev     stats.Seq
	packed  []byte
	changes []*stats.Chunk
}

// newMonthSet collects the months of sorted hours.
func newMonthSet(rows []*stats.Chunk) *monthSet {
	s := &monthSet{rows: map[monthKey]*monthRow{}}
	for _, row := range rows {
		key := monthKey{row.Stat, row.Hour.Month()}
		if s.rows[key] == nil {
			s.keys = append(s.keys, key)
			s.rows[key] = &monthRow{}
		}
	}
	return s
}

func (s *monthSet) ids() []int64 {
	list := make([]int64, len(s.keys))
	for i, k := range s.keys {
		list[i] = int64(k.stat)
	}
	return list
}

func (s *monthSet) numbers() []int64 {
	list := make([]int64, len(s.keys))
	for i, k := range s.keys {
		list[i] = int64(k.month)
	}
	return list
}

// read takes what readMonths gives.
func (s *monthSet) read(rows pgx.Rows) error {
	var key monthKey
	var rev stats.Seq
	var blob pgtype.DriverBytes
	_, err := pgx.ForEachRow(rows, []any{&key.stat, &key.month, &rev, &blob}, func() error {
		row := s.rows[key]
		row.rev, row.packed = rev, slices.Clone(blob)
		return nil
	})
	return err
}

// set puts an hour into its month.
func (s *monthSet) set(row *stats.Chunk) {
	m := s.rows[monthKey{row.Stat, row.Hour.Month()}]
	m.rev = max(m.rev, row.Rev)
	m.changes = append(m.changes, row)
}

// changes is what writeMonths takes.
func (s *monthSet) changes(w stats.WriterID) ([]any, error) {
	var ids, months, revs []int64
	var last []*int64
	var blobs [][]byte
	for _, key := range s.keys {
		row := s.rows[key]
		if len(row.changes) == 0 {
			continue
		}
		blob, newest, err := row.pack(key.month)
		if err != nil {
			return nil, fmt.Errorf("month %d of stat %d: %w", key.month, key.stat, err)
		}
		ids, months, revs = append(ids, int64(key.stat)), append(months, int64(key.month)), append(revs, int64(row.rev))
		last, blobs = append(last, newest), append(blobs, blob)
	}
	return []any{int64(w), ids, months, revs, last, blobs}, nil
}

// pack is the month's blob with the changed hours in it, and the newest hour
// that has data, nil without any.
func (m *monthRow) pack(month stats.Month) (blob []byte, last *int64, err error) {
	var hours [chunk.Hours]stats.Bucket
	if m.packed != nil {
		if err := chunk.Decode(m.packed, hours[:]); err != nil {
			return nil, nil, err
		}
	}
	first := month.Hour()
	for _, row := range m.changes {
		hours[row.Hour-first] = stats.Whole(&row.Minutes)
	}
	for i := len(hours) - 1; i >= 0 && last == nil; i-- {
		if hours[i].N > 0 {
			last = new(int64(first) + int64(i))
		}
	}
	return chunk.Append(nil, hours[:]), last, nil
}
