package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestLongPlotHasNoURL(t *testing.T) {
	for _, flag := range []string{"--url", "--img"} {
		w, _ := world(nil)
		w.in = strings.NewReader(strings.Repeat("1\n2\n", 5000))
		if err := run(t.Context(), []string{"plot", flag}, w); !errors.Is(err, errTooLong) {
			t.Errorf("%s of 10,000 points: %v, want %v", flag, err, errTooLong)
		}
	}
	w, out := world(nil)
	w.in = strings.NewReader(strings.Repeat("1\n2\n", 5000))
	if err := run(t.Context(), []string{"plot"}, w); err != nil || !strings.Contains(out.String(), "10000 points") {
		t.Errorf("in the terminal: %v\n%s", err, out)
	}
}

func TestTerminalGetsTextInColour(t *testing.T) {
	for _, tt := range []struct {
		says   string
		args   []string
		env    map[string]string
		text   bool
		colour bool
	}{
		{"a URL of an SVG", []string{"render", "/a.svg?v0=1,2"}, nil, true, true},
		{"without colour", []string{"render", "/a.svg?v0=1,2"}, map[string]string{"NO_COLOR": "1"}, true, false},
		{"the query's own wish wins", []string{"render", "/a.svg?v0=1,2&color=0"}, nil, true, false},
		{"a plot", []string{"plot"}, nil, true, true},
		{"a format that was asked for", []string{"render", "--format", "svg", "v0=1,2"}, nil, false, false},
		{"a card, which has no text form", []string{"render", "/card.svg?v=1"}, nil, false, false},
	} {
		w, out := world(tt.env)
		w.terminal, w.in = true, strings.NewReader("1 2 3")
		if err := run(t.Context(), tt.args, w); err != nil {
			t.Errorf("%s: %v", tt.says, err)
		}
		got := out.String()
		if text := !strings.Contains(got, "<svg"); text != tt.text {
			t.Errorf("%s: text %v, want %v", tt.says, text, tt.text)
		}
		if colour := strings.Contains(got, "\x1b["); colour != tt.colour {
			t.Errorf("%s: colour %v, want %v", tt.says, colour, tt.colour)
		}
	}
}

func TestTerminalNeverSeesATitlesControlCharacters(t *testing.T) {
	w, out := world(nil)
	w.terminal = true
	if err := run(t.Context(), []string{"render", "v0=1,2&t=%1b]0;owned%07%c2%9b2J"}, w); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); strings.Contains(s, "\x1b]") || strings.ContainsAny(s, "\a\u009b") {
		t.Errorf("the terminal gets %q", s)
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]size{
		"0": 0, "512": 512, "512B": 512, "64KB": 64 << 10, "8MB": 8 << 20, " 8 mb ": 8 << 20, "1GB": 1 << 30,
	} {
		var got size
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "MB", "-1", "1.5MB", "8 M", "many", "1000000GB"} {
		var got size
		if err := got.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}

func FuzzSize(f *testing.F) {
	f.Add("8MB")
	f.Add("1024 gb")
	f.Fuzz(func(t *testing.T, text string) {
		var first, again size
		if first.UnmarshalText([]byte(text)) != nil {
			return
		}
		if err := again.UnmarshalText([]byte(first.String())); err != nil || again != first || first < 0 {
			t.Errorf("%q is %d, whose text %q is %d, %v", text, first, first, again, err)
		}
	})
}

func TestStatus(t *testing.T) {
	w, _ := world(nil)
	for _, tt := range []struct {
		args []string
		want int
		says string
	}{
		{[]string{"version"}, 0, ""},
		{[]string{"render", "w=1"}, 1, "chartd: missing parameter: "},
		{[]string{"render", "--what"}, 2, "chartd: see chartd --help\n"},
	} {
		var said bytes.Buffer
		if got := status(run(t.Context(), tt.args, w), &said); got != tt.want || !strings.Contains(said.String(), tt.says) {
			t.Errorf("%v: status %d, %q, want %d, %q", tt.args, got, &said, tt.want, tt.says)
		}
	}
	w.in = io.MultiReader(strings.NewReader("1\n"), brokenPipe{})
	if err := run(t.Context(), []string{"plot"}, w); err == nil || !strings.Contains(err.Error(), "line 2: broken") {
		t.Errorf("an input that breaks: %v", err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Read([]byte) (int, error) { return 0, fmt.Errorf("broken") }
