package nab

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// Labels are the windows of each series, by the name of its file below the
// folder of series, with slashes.
type Labels map[string][]Window

// UnmarshalJSON reads a window as the benchmark writes it: two times.
func (w *Window) UnmarshalJSON(data []byte) error {
	var ends []string
	if err := json.Unmarshal(data, &ends); err != nil {
		return err
	}
	if len(ends) != 2 {
		return fmt.Errorf("a window has %d times, want 2", len(ends))
	}
	w.From, w.To = toSecond(ends[0]), toSecond(ends[1])
	return nil
}

// ReadLabels reads a file of labels.
func ReadLabels(file string) (Labels, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var l Labels
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return l, nil
}

// Names are the labelled series in order.
func (l Labels) Names() []string { return slices.Sorted(maps.Keys(l)) }

// ReadResults reads the scored rows of every labelled series from a folder.
func ReadResults(l Labels, dir string) ([]Series, error) {
	var all []Series
	for _, name := range l.Names() {
		s, err := readSeries(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		s.Name, s.Windows = name, l[name]
		for _, w := range s.Windows {
			if !s.has(w.From) || !s.has(w.To) {
				return nil, fmt.Errorf("%s: no row at %s or at %s, where a window begins and ends", name, w.From, w.To)
			}
		}
		all = append(all, s)
	}
	return all, nil
}

func readSeries(file string) (Series, error) {
	f, err := os.Open(file)
	if err != nil {
		return Series{}, err
	}
	defer f.Close()
	s, err := parseSeries(f)
	if err != nil {
		return Series{}, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

// parseSeries reads CSV with the columns timestamp and anomaly_score.
func parseSeries(from io.Reader) (Series, error) {
	lines := csv.NewReader(from)
	head, err := lines.Read()
	if err != nil {
		return Series{}, err
	}
	at, scored := slices.Index(head, "timestamp"), slices.Index(head, "anomaly_score")
	if at < 0 || scored < 0 {
		return Series{}, errors.New("line 1: want the columns timestamp and anomaly_score")
	}
	var s Series
	for {
		fields, err := lines.Read()
		if err == io.EOF {
			return s, nil
		}
		if err != nil {
			return Series{}, err
		}
		score, err := strconv.ParseFloat(fields[scored], 64)
		if err != nil || !(score >= 0 && score <= 1) {
			line, _ := lines.FieldPos(scored)
			return Series{}, fmt.Errorf("line %d: anomaly_score %q, want 0 to 1", line, fields[scored])
		}
		s.Rows = append(s.Rows, Row{toSecond(fields[at]), score})
	}
}

// toSecond cuts fractions of a second off a written time.
func toSecond(text string) string {
	const second = len("2006-01-02 15:04:05")
	return text[:min(len(text), second)]
}

func (s *Series) has(at string) bool {
	return slices.ContainsFunc(s.Rows, func(r Row) bool { return r.Time == at })
}
