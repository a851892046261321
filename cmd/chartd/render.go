package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"chartd/render"
)

type renderCmd struct {
	Chart  string `arg:"" optional:"" name:"url" help:"A chart URL of any host, or only what stands behind its question mark."`
	Out    string `short:"o" placeholder:"FILE" help:"Write to this file; its ending (.svg .png .txt .json) is the format."`
	Format string `enum:"auto,svg,png,txt,json" default:"auto" help:"Format: auto, svg, png, txt or json."`
}

func (renderCmd) Help() string {
	return "The format is that of --out, of --format, or of the URL's path, in this order; a terminal gets the chart as text. " +
		"Example: chartd render 'v0=3,1,4,1,5&t=Hello' -o hello.png"
}

func (c *renderCmd) Run(world console) error {
	if c.Chart == "" {
		return errors.New("give a chart URL, for example: chartd render 'v0=3,1,4,1,5'")
	}
	path, query := splitURL(c.Chart)
	p := picture{query: query, out: c.Out}
	var err error
	switch {
	case c.Out != "":
		p.format, err = formatOf(c.Out)
	case c.Format != "auto":
		p.format, err = formatOf("." + c.Format)
	case world.terminal:
		p.format = render.Text
	default:
		p.format, err = formatOf(path)
	}
	if err != nil {
		return err
	}
	return p.draw(world)
}

// splitURL parts a URL at its question mark, without a look at the rest: the
// query may hold what no parser of URLs takes. Without a question mark all is
// query, unless it is plainly an address; a bare query is an SVG.
func splitURL(chart string) (path, query string) {
	before, after, found := strings.Cut(chart, "?")
	switch {
	case found:
		return before, after
	case strings.Contains(chart, "://"), strings.HasPrefix(chart, "/"):
		return chart, ""
	}
	return "a.svg", chart
}

// formatOf is the format that a path's ending stands for.
func formatOf(path string) (render.Format, error) {
	f, ok := render.ParseFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."))
	if !ok {
		return 0, fmt.Errorf("%s: the ending must be .svg, .png, .txt or .json", path)
	}
	return f, nil
}

// picture is a chart and where it goes.
type picture struct {
	query  string
	format render.Format
	out    string // file; "" is standard output
}

// draw draws the picture. Text on a terminal is in colour (unless NO_COLOR is
// set, see no-color.org) and as wide as the terminal; the query's own cols and
// color come first.
func (p picture) draw(world console) error {
	sheet := render.Borrow()
	defer sheet.Return()
	if p.format == render.Text && p.out == "" {
		p.query += "&cols=" + strconv.Itoa(columns(world))
		if _, plain := world.env("NO_COLOR"); world.terminal && !plain {
			p.query += "&color=1"
		}
	}
	// A file of one's own may hold as many points as a form.
	if err := sheet.Parse(p.query, render.FormLimits); err != nil {
		return err
	}
	body := sheet.Append(nil, p.format)
	if p.out != "" {
		return os.WriteFile(p.out, body, 0o644)
	}
	_, err := world.out.Write(body)
	return err
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
