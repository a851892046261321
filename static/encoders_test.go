package static

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chartd/cmd/check/need"
)

// vector is a row of section 3 of the contract, and a few of our own: values,
// their range when it is given, and the data string.
type vector struct {
	Values   []*float64
	Min, Max *float64
	Want     string
}

const vectorsFile = "../testdata/encode/vectors.json"

func readVectors(t *testing.T) []vector {
	t.Helper()
	text, err := os.ReadFile(vectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	var out []vector
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("%d vectors, want those of the contract", len(out))
	}
	return out
}

// The drivers run an encoder over the vectors' file, their first argument, and
// print one string a line.
const (
	driveJS = `
for (const { values, min, max } of JSON.parse(require("fs").readFileSync(process.argv[2])))
  console.log(encode(values, min, max));`
	drivePython = `
import json, sys
for row in json.load(open(sys.argv[1])):
    print(encode(row["values"], row.get("min"), row.get("max")))`
	driveRuby = `
require "json"
JSON.parse(File.read(ARGV[0])).each do |row|
  puts encode(row["values"], *[row["min"], row["max"]].compact)
end`
	drivePHP = `
foreach (json_decode(file_get_contents($argv[1]), true) as $row) {
    echo encode($row['values'], $row['min'] ?? null, $row['max'] ?? null), "\n";
}`
	driveGo = `
func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var rows []struct {
		Values   []*float64
		Min, Max *float64
	}
	if err := json.Unmarshal(text, &rows); err != nil {
		panic(err)
	}
	for _, row := range rows {
		var values []float64
		for _, v := range row.Values {
			if v == nil {
				values = append(values, math.NaN())
			} else {
				values = append(values, *v)
			}
		}
		min, max := Range(values)
		if row.Min != nil {
			min, max = *row.Min, *row.Max
		}
		fmt.Println(Encode(values, min, max))
	}
}`
	headGo = "package main\n\nimport (\n\t\"encoding/json\"\n\t\"fmt\"\n\t\"math\"\n\t\"os\"\n)\n\n"
)

func TestEncoders(t *testing.T) {
	for _, row := range []struct {
		file, head, drive, saved string
		tools                    []string
		run                      []string
	}{
		{"encode.js", "", driveJS, "run.js", []string{"node"}, nil},
		{"encode.py", "", drivePython, "run.py", []string{"python3"}, nil},
		{"encode.rb", "", driveRuby, "run.rb", []string{"ruby"}, nil},
		{"encode.php", "<?php\n", drivePHP, "run.php", []string{"php"}, nil},
		{"encode.go.txt", headGo, driveGo, "main.go", []string{"go"}, []string{"run"}},
	} {
		t.Run(row.tools[0], func(t *testing.T) {
			tool := need.Tool(t, row.tools...)
			code, err := files.ReadFile("encoders/" + row.file)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), row.saved)
			if err := os.WriteFile(path, []byte(row.head+string(code)+row.drive), 0o600); err != nil {
				t.Fatal(err)
			}
			vectors, err := filepath.Abs(vectorsFile)
			if err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(tool, append(row.run, path, vectors)...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			compare(t, strings.Split(strings.TrimSuffix(string(out), "\n"), "\n"))
		})
	}
}

// TestShellEncoder feeds the shell function what a pipe would: one value a
// line. It runs for every awk there is, because they differ.
func TestShellEncoder(t *testing.T) {
	code, err := files.ReadFile("encoders/encode.sh")
	if err != nil {
		t.Fatal(err)
	}
	need.Tool(t, "awk")
	for _, awk := range []string{"awk", "gawk", "mawk"} {
		path, err := exec.LookPath(awk)
		if err != nil {
			continue // awk itself is there, and is one of them
		}
		var got []string
		for _, v := range readVectors(t) {
			args := []string{"-c", strings.Replace(string(code), " awk ", " "+path+" ", 1) + `encode "$@"`, "sh"}
			if v.Min != nil {
				args = append(args, number(v.Min), number(v.Max))
			}
			run := exec.Command("sh", args...)
			run.Stdin = strings.NewReader(lines(v.Values))
			out, err := run.CombinedOutput()
			if err != nil {
				t.Fatalf("%s: %v\n%s", awk, err, out)
			}
			got = append(got, strings.TrimSuffix(string(out), "\n"))
		}
		compare(t, got)
	}
}

func TestSwiftEncoder(t *testing.T) {
	tool := need.Tool(t, "swift")
	code, err := files.ReadFile("encoders/encode.swift")
	if err != nil {
		t.Fatal(err)
	}
	var calls strings.Builder
	for _, v := range readVectors(t) {
		calls.WriteString("print(encode([" + strings.ReplaceAll(strings.Trim(lines(v.Values), "\n"), "\n", ", ") + "]")
		if v.Min != nil {
			calls.WriteString(", min: " + number(v.Min) + ", max: " + number(v.Max))
		}
		calls.WriteString("))\n")
	}
	path := filepath.Join(t.TempDir(), "run.swift")
	if err := os.WriteFile(path, []byte(string(code)+strings.ReplaceAll(calls.String(), ", ,", ", nil,")), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	compare(t, strings.Split(strings.TrimSuffix(string(out), "\n"), "\n"))
}

func compare(t *testing.T, got []string) {
	t.Helper()
	vectors := readVectors(t)
	if len(got) != len(vectors) {
		t.Fatalf("%d answers to %d vectors", len(got), len(vectors))
	}
	for i, v := range vectors {
		if got[i] != v.Want {
			t.Errorf("vector %d: %q, want %q", i, got[i], v.Want)
		}
	}
}

func number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', -1, 64)
}

// lines writes one value a line, a gap as an empty one.
func lines(values []*float64) string {
	var out strings.Builder
	for _, v := range values {
		out.WriteString(number(v) + "\n")
	}
	return out.String()
}
