package main

import (
	"errors"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"

	"chartd/render"
	"chartd/render/b62"
)

type plotCmd struct {
	Title   string `short:"t" placeholder:"TEXT" help:"Title above the chart."`
	Kind    string `short:"k" enum:"line,step,area,bar,spark" default:"line" help:"Form: line, step, area, bar or spark."`
	Width   int    `default:"580" help:"Width of a picture in CSS pixels."`
	Height  int    `default:"180" help:"Height of a picture in CSS pixels."`
	Out     string `short:"o" xor:"to" placeholder:"FILE" help:"Write to this file; its ending (.svg .png .txt .json) is the format."`
	URL     bool   `xor:"to" name:"url" help:"Print the chart's URL."`
	Img     bool   `xor:"to" help:"Print an img tag with the chart's URL and a sentence about it."`
	BaseURL string `setting:"" name:"base-url" default:"http://127.0.0.1:8080" placeholder:"URL" help:"Server that the URL names."`
}

func (plotCmd) Help() string {
	return "Numbers stand apart by blanks, commas or lines. Two to five columns on every line are as many series; " +
		"-, nan or nothing is a gap.\n\nExample: seq 50 | chartd plot --title Fifty"
}

func (c *plotCmd) Run(world console) error {
	series, err := readNumbers(world.in)
	if err != nil {
		return err
	}
	if c.URL || c.Img {
		return c.printURL(world, series)
	}
	p := picture{query: c.plainQuery(series), out: c.Out, format: render.Text}
	if c.Out != "" {
		if p.format, err = formatOf(c.Out); err != nil {
			return err
		}
	}
	return p.draw(world)
}

// style is the part of the query that is not data.
func (c *plotCmd) style() string {
	style := fmt.Sprintf("w=%d&h=%d", c.Width, c.Height)
	if c.Kind != "line" {
		style += "&kind=" + c.Kind
	}
	if c.Title != "" {
		style += "&t=" + url.QueryEscape(c.Title)
	}
	return style
}

// plainQuery keeps every number as it is.
func (c *plotCmd) plainQuery(series [][]float64) string {
	query := []byte(c.style())
	for n, values := range series {
		query = fmt.Appendf(query, "&v%d=", n)
		for i, v := range values {
			if i > 0 {
				query = append(query, ',')
			}
			if v == v {
				query = append(query, number(v)...)
			} else {
				query = append(query, '_') // and not nothing, or a lone gap would be no value at all
			}
		}
	}
	return string(query)
}

// dataQuery encodes the numbers as data strings, a character each, on the axis
// that the numbers themselves would have.
func (c *plotCmd) dataQuery(series [][]float64) (string, error) {
	if _, _, any := b62.Range(series...); !any {
		return "", errNoNumbers
	}
	spec, err := render.ParseQuery(c.plainQuery(series), render.FormLimits)
	if err != nil {
		return "", err
	}
	query := c.style()
	for n, values := range series {
		query += fmt.Sprintf("&d%d=%s", n, b62.Encode(values, spec.Bottom, spec.Top))
	}
	return query + "&ymin=" + number(spec.Bottom) + "&ymax=" + number(spec.Top), nil
}

// number is the shortest form that reads back to v. An exponent has no plus
// sign, which would be a space in a query.
func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'g', -1, 64), "+", "", 1)
}

// errTooLong says which way a long chart can go instead.
var errTooLong = errors.New("too many points for a URL: write a file with --out, or post them as a form")

func (c *plotCmd) printURL(world console, series [][]float64) error {
	query, err := c.dataQuery(series)
	if err != nil {
		return err
	}
	sheet := render.Borrow()
	defer sheet.Return()
	for _, values := range series {
		if len(values) > render.URLLimits.Dataset {
			return errTooLong
		}
	}
	const longest = 16 << 10 // bytes of a URL (the contract, section 3)
	at := strings.TrimSuffix(c.BaseURL, "/") + "/a.svg?" + query
	if len(at) > longest {
		return errTooLong
	}
	if err := sheet.Parse(query, render.URLLimits); err != nil {
		return err
	}
	if c.Img {
		at = fmt.Sprintf(`<img src="%s" width="%d" height="%d" alt="%s">`,
			html.EscapeString(at), c.Width, c.Height, html.EscapeString(sheet.Sentence()))
	}
	_, err = fmt.Fprintln(world.out, at)
	return err
}
