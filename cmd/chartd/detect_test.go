package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// detected scores a text.
func detected(t *testing.T, text string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := detect(t.Context(), strings.NewReader(text), &out)
	return out.String(), err
}

func TestDetectKeepsWhatIsWritten(t *testing.T) {
	for _, row := range []struct{ what, in, want string }{
		{"plain times", "timestamp,value\n2026-01-31 15:04:05,1\n2026-01-31 15:09:05,-2.50\n",
			"timestamp,value,anomaly_score\n2026-01-31 15:04:05,1,0.000000\n2026-01-31 15:09:05,-2.50,0.000000\n"},
		{"every form of a time", "timestamp,value\n2026-01-31T15:04:05Z,1\n2026-01-31 15:04:05.25,1\n2026-01-31 15:04,1\n1769871845.5,1\n2026-01-31T16:04:05+01:00,1e3\n2026-02-01,1",
			"timestamp,value,anomaly_score\n2026-01-31T15:04:05Z,1,0.000000\n2026-01-31 15:04:05.25,1,0.000000\n2026-01-31 15:04,1,0.000000\n1769871845.5,1,0.000000\n2026-01-31T16:04:05+01:00,1e3,0.000000\n2026-02-01,1,0.000000\n"},
		{"another system's lines", "\ufefftimestamp,value\r\n0,1\r\n", "timestamp,value,anomaly_score\n0,1,0.000000\n"},
		{"no rows", "timestamp,value\n", "timestamp,value,anomaly_score\n"},
	} {
		got, err := detected(t, row.in)
		if err != nil || got != row.want {
			t.Errorf("%s: got %q, %v, want %q", row.what, got, err, row.want)
		}
	}
}

func TestDetectSaysWhichRowIsBad(t *testing.T) {
	head := "timestamp,value\n2026-01-31 15:04:05,1\n"
	for _, row := range []struct{ what, in, want string }{
		{"nothing", "", "line 1: nothing, want timestamp,value"},
		{"another head", "time,value\n", `line 1: "time,value", want timestamp,value`},
		{"no value", head + "2026-01-31 15:09:05\n", `line 3: "2026-01-31 15:09:05", want a time and a value`},
		{"an empty line", head + "\n", `line 3: "", want a time and a value`},
		{"no time", head + "soon,1\n", `line 3: timestamp "soon": want 2026-01-31 15:04:05, RFC 3339 or UNIX seconds`},
		{"a time beyond all", head + "1e300,1\n", `line 3: timestamp "1e300": want`},
		{"a time behind the year 9999", head + "253402300800,1\n", `line 3: timestamp "253402300800": want`},
		{"no number", head + "0,one\n", `line 3: value "one": want a number`},
		{"not a number", head + "0,NaN\n", `line 3: value is not a finite number`},
		{"a number too great", head + "0,1e999\n", `line 3: value "1e999": want a number`},
		{"three columns", head + "0,1,2\n", `line 3: value "1,2": want a number`},
		{"a long row", head + "0," + strings.Repeat("1", 5000) + "\n", "line 3: longer than 4096 bytes"},
		{"a long word", head + strings.Repeat("x", 60) + ",1\n", `line 3: timestamp "` + strings.Repeat("x", 40) + `…": want`},
	} {
		if _, err := detected(t, row.in); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: got %v, want %s", row.what, err, row.want)
		}
	}
}

// TestDetectFindsWhatIsLabelled runs over a shipped series as a user does.
func TestDetectFindsWhatIsLabelled(t *testing.T) {
	in := filepath.Join("..", "..", "testdata", "series", "data", "realTraffic", "occupancy_t4013.csv")
	text, err := os.ReadFile(in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := detected(t, string(text))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var notices []string
	for _, r := range rows[1:] {
		if score, err := strconv.ParseFloat(r[2], 64); err != nil || score >= 0.5 {
			notices = append(notices, r[0])
		}
	}
	if got, want := fmt.Sprint(notices), "[2015-09-16 07:59:00 2015-09-17 07:55:00]"; got != want {
		t.Errorf("notices at %s, want %s: one in each labelled window", got, want)
	}
}

// FuzzDetect reads any text as a series: it is scored row by row, or refused.
func FuzzDetect(f *testing.F) {
	f.Add("timestamp,value\n2026-01-31 15:04:05,1\n2026-01-31 15:09:05,2\n")
	f.Add("timestamp,value\n0,1e308\n-1e9,-1e308\n")
	f.Fuzz(func(t *testing.T, text string) {
		out, err := detected(t, text)
		if err != nil {
			return
		}
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		for _, line := range lines[1:] {
			at := strings.LastIndexByte(line, ',')
			score, err := strconv.ParseFloat(line[at+1:], 64)
			if err != nil || !(score >= 0 && score <= 1) || !strings.Contains(text, line[:at]) {
				t.Fatalf("the row %q is no row with a score", line)
			}
		}
	})
}
