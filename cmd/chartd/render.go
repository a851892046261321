package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strconv"
	"strings"

	"chartd/render"
	"chartd/render/card"
	"chartd/render/rendertest"
)

type renderCmd struct {
	Chart   string `arg:"" optional:"" name:"url" help:"A chart URL of any host, or only what stands behind its question mark."`
	Out     string `short:"o" placeholder:"FILE" help:"Write to this file; its ending (.svg .png .txt .json) is the format."`
	Gallery string `placeholder:"DIR" help:"Write a page with every sample chart in all formats into this folder."`
	Format  string `enum:"auto,svg,png,txt,json" default:"auto" help:"Format: auto, svg, png, txt or json."`
}

func (renderCmd) Help() string {
	return "The format is that of --out, of --format, or of the URL's path, in this order; a terminal gets the chart as text.\n\n" +
		"Example: chartd render 'v0=3,1,4,1,5&t=Hello' -o hello.png"
}

func (c *renderCmd) Run(world console) error {
	if c.Gallery != "" {
		return rendertest.Gallery(c.Gallery)
	}
	if c.Chart == "" {
		return errors.New("give a chart URL, for example: chartd render 'v0=3,1,4,1,5'")
	}
	at, query := splitURL(c.Chart)
	base := path.Base(at)
	p := picture{of: strings.TrimSuffix(base, path.Ext(base)), query: query, out: c.Out}
	var err error
	switch {
	case c.Out != "":
		p.format, err = formatOf(c.Out)
	case c.Format != "auto":
		p.format, err = formatOf("." + c.Format)
	case world.terminal && p.isChart():
		p.format = render.Text
	default:
		p.format, err = formatOf(base)
	}
	if err != nil {
		return err
	}
	return p.draw(world)
}

// splitURL parts a URL at its question mark, without a look at the rest: the
// query may hold what no parser of URLs takes. What has a parameter before any
// slash or question mark is all query, and so is what has no question mark,
// unless it is plainly an address; a bare query is an SVG. The fragment of an
// address is no part of its chart.
func splitURL(chart string) (at, query string) {
	before, after, found := strings.Cut(chart, "?")
	if i := strings.IndexAny(before, "/="); i >= 0 && before[i] == '=' {
		return "a.svg", chart
	}
	if strings.Contains(before, "://") {
		after, _, _ = strings.Cut(after, "#")
	}
	switch {
	case found:
		return before, after
	case strings.Contains(chart, "://"), strings.HasPrefix(chart, "/"):
		return chart, ""
	}
	return "a.svg", chart
}

// formatOf is the format that a path's ending stands for.
func formatOf(name string) (render.Format, error) {
	f, ok := render.ParseFormat(strings.TrimPrefix(strings.ToLower(path.Ext(name)), "."))
	if !ok {
		return 0, fmt.Errorf("%s: the ending must be .svg, .png, .txt or .json", name)
	}
	return f, nil
}

// picture is something to draw, and where it goes.
type picture struct {
	of     string // "card" or "badge"; anything else is a chart
	query  string
	format render.Format
	out    string // file; "" is standard output
}

func (p picture) isChart() bool { return p.of != "card" && p.of != "badge" }

// draw draws the picture and writes it. Nothing is written when the query is
// wrong.
func (p picture) draw(world console) error {
	body, err := p.body(world)
	if err != nil {
		return err
	}
	if p.out != "" {
		return os.WriteFile(p.out, body, 0o644)
	}
	_, err = world.out.Write(body)
	return err
}

// body is the picture's bytes.
func (p picture) body(world console) ([]byte, error) {
	if !p.isChart() {
		return p.card()
	}
	if p.format == render.Text && p.out == "" {
		p.query += p.terminal(world)
	}
	sheet := render.Borrow()
	defer sheet.Return()
	// A file of one's own may hold as many points as a form.
	if err := sheet.Parse(p.query, render.FormLimits); err != nil {
		return nil, err
	}
	if _, live := sheet.Live(); live {
		return nil, errors.New("k0: live series are in a server's store: ask the server for this URL")
	}
	return sheet.Append(nil, p.format), nil
}

// card is the bytes of a number card or a badge.
func (p picture) card() ([]byte, error) {
	if p.of == "badge" && p.format == render.SVG {
		b, err := card.ParseBadge(p.query)
		if err != nil {
			return nil, err
		}
		return b.AppendSVG(nil), nil
	}
	if p.of == "badge" || p.format != render.SVG && p.format != render.PNG {
		return nil, fmt.Errorf("a %s has no form as %s", p.of, p.format)
	}
	c, err := card.ParseCard(p.query)
	if err != nil {
		return nil, err
	}
	if p.format == render.PNG {
		return c.AppendPNG(nil), nil
	}
	return c.AppendSVG(nil), nil
}

// terminal adds what a terminal asks for: its width, and colour unless
// NO_COLOR is set (no-color.org). It stands behind the query, so that the
// query's own cols and color win.
func (p picture) terminal(world console) string {
	asks := "&cols=" + strconv.Itoa(columns(world))
	if _, plain := world.env("NO_COLOR"); world.terminal && !plain {
		asks += "&color=1"
	}
	return asks
}

// columns is the width of the terminal in characters: what the shell says, or
// the 80 that every terminal has.
func columns(world console) int {
	said, _ := world.env("COLUMNS")
	if n, err := strconv.Atoi(said); err == nil && n > 0 {
		return n
	}
	return 80
}
