package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"chartd/alerts/anomaly"
	"chartd/stats"
)

type detectCmd struct {
	File string `arg:"" help:"CSV with the columns timestamp and value; - is standard input."`
	Out  string `short:"o" placeholder:"FILE" help:"Write to this file, not to standard output."`
}

func (detectCmd) Help() string {
	return `Scores every row of a series by the rows before it, as automatic alerts do, and writes timestamp,value,anomaly_score.
A score of 0.5 or more is a notice. Times are as 2026-01-31 15:04:05 (UTC), RFC 3339, or UNIX seconds, and stay as they are written.

Example: chartd detect visits.csv -o scores.csv`
}

func (c *detectCmd) Run(ctx context.Context, world console) error {
	in := world.in
	if c.File != "-" {
		file, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	if c.Out == "" {
		return c.score(ctx, in, world.out)
	}
	file, err := createBeside(c.Out, c.File)
	if err != nil {
		return err
	}
	return settle(file, c.score(ctx, in, file))
}

// score scores a series and names it in an error.
func (c *detectCmd) score(ctx context.Context, from io.Reader, to io.Writer) error {
	if err := detect(ctx, from, to); err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	return nil
}

// createBeside creates a file that must not be the one that is read.
func createBeside(out, in string) (*os.File, error) {
	from, err := os.Stat(in)
	to, missing := os.Stat(out)
	if err == nil && missing == nil && os.SameFile(from, to) {
		return nil, fmt.Errorf("--out %s is the file that is read", out)
	}
	return os.Create(out)
}

// settle closes a written file. Half of an answer is worse than none, so after
// an error it goes; a device stays.
func settle(file *os.File, err error) error {
	at, bad := file.Stat()
	err = errors.Join(err, file.Close())
	if err != nil && bad == nil && at.Mode().IsRegular() {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return err
}

// longestRow bounds the memory of a row, in bytes.
const longestRow = 4096

// detect scores a series row by row.
func detect(ctx context.Context, from io.Reader, to io.Writer) error {
	rows := bufio.NewScanner(from)
	rows.Buffer(make([]byte, longestRow), longestRow)
	out := bufio.NewWriter(to)
	d := anomaly.New()
	line := 0
	for ; ctx.Err() == nil && rows.Scan(); line++ {
		if line == 0 {
			if head := strings.TrimPrefix(rows.Text(), "\ufeff"); head != "timestamp,value" {
				return fmt.Errorf("line 1: %q, want timestamp,value", clip(head))
			}
			out.WriteString("timestamp,value,anomaly_score\n")
			continue
		}
		score, err := scoreRow(d, rows.Text())
		if err != nil {
			return fmt.Errorf("line %d: %w", line+1, err)
		}
		out.Write(rows.Bytes())
		out.WriteByte(',')
		out.Write(strconv.AppendFloat(out.AvailableBuffer(), score, 'f', 6, 64))
		out.WriteByte('\n')
	}
	switch err := errors.Join(ctx.Err(), rows.Err()); {
	case errors.Is(err, bufio.ErrTooLong):
		return fmt.Errorf("line %d: longer than %d bytes", line+1, longestRow)
	case err != nil:
		return err
	case line == 0:
		return errors.New("line 1: nothing, want timestamp,value")
	}
	return out.Flush()
}

// scoreRow reads a row and shows it to the detector.
func scoreRow(d *anomaly.Detector, row string) (float64, error) {
	at, text, ok := strings.Cut(row, ",")
	if !ok {
		return 0, fmt.Errorf("%q, want a time and a value", clip(row))
	}
	when, err := readTime(at)
	if err != nil {
		return 0, err
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("value %q: want a number", clip(text))
	}
	found, err := d.Observe(when, value)
	return found.Score, err
}

// readTime reads a time in UNIX seconds.
func readTime(text string) (int64, error) {
	seconds, ok := stats.ParseMoment(text)
	if !ok || math.Abs(seconds) > stats.MaxMoment {
		return 0, fmt.Errorf("timestamp %q: want 2026-01-31 15:04:05, RFC 3339 or UNIX seconds", clip(text))
	}
	return int64(math.Floor(seconds)), nil
}

// clip shortens outside text for an error.
func clip(text string) string {
	const most = 40
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}
