package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chartd/render"

	"chartd/render/rendertest/workload"
)

func TestTheTableIsMarkdownWithRatiosAndGoals(t *testing.T) {
	charts := workload.Charts()
	rows := []row{
		{charts[0], render.SVG, []sample{{4 * time.Microsecond, 0, 1900}, {316 * time.Microsecond, 2345, 7000}, {11300 * time.Microsecond, 70_000, 81_000}}},
		{charts[0], render.PNG, []sample{{750 * time.Microsecond, 12, 12_289}, {28 * time.Millisecond, 900, 30_000}, {18 * time.Millisecond, 800, 20_000}}},
	}
	var b strings.Builder
	writeTable(&b, rows, []string{"chartd", "gonum", "vicanso"})
	want := `| chart | format | chartd µs | goal µs | met | allocs | bytes | gonum µs | ratio | vicanso µs | ratio |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
| A | svg | 4.0 | 10.0 | yes | 0 | 1,900 | 316 | 79x | 11,300 | 2,825x |
| A | png | 750 | 500 | no | 12 | 12,289 | 28,000 | 37x | 18,000 | 24x |

| chart | format | gonum allocs | gonum bytes | vicanso allocs | vicanso bytes |
|---|---|--:|--:|--:|--:|
| A | svg | 2,345 | 7,000 | 70,000 | 81,000 |
| A | png | 900 | 30,000 | 800 | 20,000 |

- SVG A has 1,900 bytes, goal at most 2,048: met
- PNG A has 12,289 bytes, goal at most 12,288: not met
- the most allocations of an SVG by chartd: 0, goal 0: met
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestFiguresAreShort(t *testing.T) {
	for _, row := range []struct{ what, got, want string }{
		{"a few microseconds", micros(3140 * time.Nanosecond), "3.1"},
		{"just under a hundred", micros(99960 * time.Nanosecond), "100"},
		{"seconds", micros(7100 * time.Millisecond), "7,100,000"},
		{"a small ratio", ratio(3*time.Second, 2*time.Second), "1.5x"},
		{"just under ten", ratio(996, 100), "10x"},
		{"a large ratio", ratio(1234567, 1), "1,234,567x"},
		{"no time at all", ratio(1, 0), "–"},
		{"three digits", grouped(999), "999"},
		{"four digits", grouped(1000), "1,000"},
		{"progress in seconds", shortTime(7123 * time.Millisecond), "7.12s"},
		{"progress in nanoseconds", shortTime(17), "17ns"},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %s, want %s", row.what, row.got, row.want)
		}
	}
}

func TestMedianTakesEachFiguresOwn(t *testing.T) {
	got := median([]sample{{9, 1, 5}, {1, 3, 5}, {4, 2, 5}})
	if want := (sample{4, 2, 5}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEveryRoundIsInterleaved(t *testing.T) {
	var order []string
	named := func(name string) contestant {
		return contestant{name, func(workload.Chart, render.Format) (drawing, error) {
			return func(dst []byte) ([]byte, error) {
				order = append(order, name)
				time.Sleep(time.Millisecond) // as long as the time given: one picture a turn
				return append(dst, name...), nil
			}, nil
		}}
	}
	p := plan{workload.Charts()[:1], 2, time.Millisecond, io.Discard}
	rows, err := p.measure([]contestant{named("own"), named("peer")})
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Fields("own peer own peer own peer own peer"); !slices.Equal(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
	if len(rows) != 2 || rows[0].samples[1].bytes != 4 || rows[1].samples[0].time < time.Millisecond {
		t.Errorf("measured %v", rows)
	}
}

func TestAFastDrawingIsDrawnUntilTheTimeIsOver(t *testing.T) {
	drawn := 0
	kept := make([][]byte, 0, 1<<20)
	s, err := plan{time: 5 * time.Millisecond}.turn(func(dst []byte) ([]byte, error) {
		drawn++
		if len(kept) == cap(kept) {
			kept = kept[:0]
		}
		kept = append(kept, make([]byte, 64))
		return append(dst, "picture"...), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if drawn < 2 || s.time > 5*time.Millisecond || s.bytes != 7 {
		t.Errorf("%d drawn, %v", drawn, s)
	}
	if s.allocs != 1 {
		t.Errorf("%d allocations a picture, want 1", s.allocs)
	}
}

func TestAFailedDrawingEndsTheRun(t *testing.T) {
	broken := contestant{"broken", func(workload.Chart, render.Format) (drawing, error) {
		return func([]byte) ([]byte, error) { return nil, errors.New("no ink") }, nil
	}}
	_, err := plan{workload.Charts()[:1], 1, time.Millisecond, io.Discard}.measure([]contestant{broken})
	if err == nil || err.Error() != "broken, chart A as svg: no ink" {
		t.Errorf("error %v", err)
	}
}

func TestARunPrintsTheTableTheMachineAndTheCommand(t *testing.T) {
	var out strings.Builder
	if err := run([]string{"-rounds", "1", "-charts", "a", "-time", "1ms"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| A | svg |", "| A | png |", "`cd render/rendertest/peers && go run . -rounds 1 -charts a -time 1ms`", "cores, go1."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestARunRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-charts", "A,B"}, {"-charts", ""}, {"-rounds", "0"}, {"-time", "0s"}, {"A"}, {"-fast"}} {
		if err := run(args, io.Discard, io.Discard); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
}

func TestProcessorIsReadFromItsFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cpuinfo")
	if err := os.WriteFile(file, []byte("processor\t: 0\nmodel name\t: A Chip: 3 GHz\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := processor(file); got != "A Chip: 3 GHz" {
		t.Errorf("got %q", got)
	}
	if got := processor(file + ".gone"); got != "an unknown processor" {
		t.Errorf("got %q", got)
	}
}
