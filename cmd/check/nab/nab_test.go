package nab_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartd/cmd/check/nab"
)

const seriesDir = "../../../testdata/series"

// simple scores each row of the shipped series by |a-b|/(|a|+|b|+1) for its
// value a and the one before, b: anybody can do so to compare scorers.
func simple(t *testing.T) []nab.Series {
	t.Helper()
	labels, err := nab.ReadLabels(filepath.Join(seriesDir, "labels.json"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range labels.Names() {
		data, err := os.Open(filepath.Join(seriesDir, "data", name))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(data).ReadAll()
		data.Close()
		if err != nil {
			t.Fatal(err)
		}
		out := "timestamp,value,anomaly_score\n"
		before := math.NaN()
		for _, r := range rows[1:] {
			v, err := strconv.ParseFloat(r[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			score := 0.0
			if before == before {
				score = math.Abs(v-before) / (math.Abs(v) + math.Abs(before) + 1)
			}
			out += fmt.Sprintf("%s,%s,%v\n", r[0], r[1], score)
			before = v
		}
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := nab.ReadResults(labels, dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestScoreIsThatOfTheBenchmark compares with what the benchmark's own rules
// gave in Python for the same scores.
func TestScoreIsThatOfTheBenchmark(t *testing.T) {
	all := simple(t)
	for _, row := range []struct {
		threshold float64
		want      [3]string // score, threshold, hit, outside
	}{
		{0.1, [3]string{"-1023.31 0.100000 19 3931", "-2141.37 0.100000 19 3931", "-648.87 0.100000 19 3931"}},
		{0.3, [3]string{"-171.06 0.300000 15 869", "-415.91 0.300000 15 869", "-87.73 0.300000 15 869"}},
		{0.5, [3]string{"-9.23 0.500000 9 195", "-63.67 0.500000 9 195", "9.63 0.500000 9 195"}},
		{nab.Best, [3]string{"15.67 0.625000 7 70", "9.25 0.915819 2 1", "25.96 0.582511 9 104"}},
	} {
		for i, p := range nab.Profiles {
			r := nab.Score(all, p, row.threshold)
			if got := fmt.Sprintf("%.2f %.6f %d %d", r.Score, r.Threshold, r.Hit, r.Outside); got != row.want[i] {
				t.Errorf("threshold %v, %s: got %s, want %s", row.threshold, p.Name, got, row.want[i])
			}
		}
	}
}

// hundred is a series of 100 rows, its probation the first 15, with one window
// from row 40 to 59 and a score of 1 in the given rows.
func hundred(flagged ...int) []nab.Series {
	s := nab.Series{Windows: []nab.Window{{From: "40", To: "59"}}}
	for i := range 100 {
		r := nab.Row{Time: strconv.Itoa(i)}
		if slices.Contains(flagged, i) {
			r.Score = 1
		}
		s.Rows = append(s.Rows, r)
	}
	return []nab.Series{s}
}

func TestScoreOfRows(t *testing.T) {
	for _, row := range []struct {
		what    string
		flagged []int
		want    string
	}{
		{"silence", nil, "0.00"},
		{"the window's first row", []int{40}, "100.00"},
		{"its last row is hardly worth more than none", []int{59}, "56.30"},
		{"of several the best counts", []int{50, 59, 40}, "100.00"},
		{"a row before every window costs all", []int{20}, "-5.50"},
		{"a row just behind costs little", []int{60}, "-0.72"},
		{"rows of the probation cost nothing", []int{0, 14}, "0.00"},
	} {
		if got := fmt.Sprintf("%.2f", nab.Score(hundred(row.flagged...), nab.Profiles[0], 0.5).Score); got != row.want {
			t.Errorf("%s: got %s, want %s", row.what, got, row.want)
		}
	}
}

func TestReportNamesEverySeries(t *testing.T) {
	s := hundred(40, 20)
	s[0].Name = "here/it.csv"
	report := nab.Report(s, 0.5)
	for _, want := range []string{
		"here/it.csv ", "1/1 windows hit, 1 rows flagged outside", "1 files, 1 labelled windows",
		"standard               94.50", "reward_low_FP_rate     89.00", "reward_low_FN_rate     96.33",
	} {
		if !strings.Contains(report, want) {
			t.Errorf("no %q in\n%s", want, report)
		}
	}
}

func TestReadResultsSaysWhatIsWrong(t *testing.T) {
	head := "timestamp,value,anomaly_score\n"
	good := head + "2026-01-01 00:00:00.25,1,0\n2026-01-01 00:05:00,1,1\n"
	for _, row := range []struct{ what, labels, results, want string }{
		{"all is well", `{"a.csv":[["2026-01-01 00:00:00.5","2026-01-01 00:05:00"]]}`, good, ""},
		{"labels that are none", `{"a.csv":[["x"]]}`, good, "a window has 1 times, want 2"},
		{"a window without a row", `{"a.csv":[["2026-01-01 00:00:00","2027-01-01 00:00:00"]]}`, good, "no row at"},
		{"no column of scores", `{"a.csv":[]}`, "timestamp,value\n", "line 1: want the columns timestamp and anomaly_score"},
		{"nothing", `{"a.csv":[]}`, "", "EOF"},
		{"a score that is none", `{"a.csv":[]}`, head + "x,1,2\n", `line 2: anomaly_score "2", want 0 to 1`},
		{"no number", `{"a.csv":[]}`, head + "x,1,NaN\n", `line 2: anomaly_score "NaN"`},
		{"a row too short", `{"a.csv":[]}`, head + "x,1\n", "wrong number of fields"},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"labels.json": row.labels, "a.csv": row.results} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		labels, err := nab.ReadLabels(filepath.Join(dir, "labels.json"))
		if err == nil {
			_, err = nab.ReadResults(labels, dir)
		}
		if got := fmt.Sprint(err); (row.want == "") != (err == nil) || !strings.Contains(got, row.want) {
			t.Errorf("%s: got %v, want %s", row.what, err, row.want)
		}
	}
}

// TestQuietIsQuiet runs over the first months of every kind of quiet series with
// points by the hour and by five minutes; check nab -quiet runs over all.
func TestQuietIsQuiet(t *testing.T) {
	for _, q := range nab.QuietSet(1) {
		days := map[int]int{60: 360, 5: 90}[int(q.Step.Minutes())]
		if days == 0 {
			continue
		}
		t.Run(q.Name(), func(t *testing.T) {
			t.Parallel()
			counts, err := q.Notices(days)
			if err != nil {
				t.Fatal(err)
			}
			if err := nab.Verdict(counts); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestQuietSetIsTheSameAgain(t *testing.T) {
	q := nab.QuietSet(7)[5]
	var before []float64
	for _, v := range q.Points(1) {
		before = append(before, v)
	}
	i := 0
	for _, v := range q.Points(1) {
		if v != before[i] {
			t.Fatalf("point %d is %v, was %v", i, v, before[i])
		}
		i++
	}
	if i != 1440 {
		t.Errorf("%d points a day, want 1440", i)
	}
}

func TestVerdict(t *testing.T) {
	if err := nab.Verdict([]int{2, 0, 1}); err != nil {
		t.Errorf("three in three months: %v", err)
	}
	if err := nab.Verdict([]int{2, 0, 2}); err == nil {
		t.Error("four in three months are too many")
	}
}
