package static

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
)

// view is what the template sees.
type view struct {
	Base     string  // external base URL without a final slash, or empty
	Stats    bool    // there are pages of stats
	Hero     Example // at the top
	First    Example // of the quick start
	Start    Example // what the editor begins with
	Recipe   Example
	Mail     Example
	None     topic // for examples whose tag points at no parameter
	Chapters []chapter
	Params   []param
	Encoders []encoder
	Samples  map[string]*sample // by the id of their topic
	Codes    map[string]string  // the same
	More     []int              // the editor's further datasets
	Outputs  []output
	// Code of the recipes, in which BASE stands for the base URL.
	Responsive, Container, Dark, Terminal string
}

// output is one of the forms in which the editor writes its chart.
type output struct{ ID, Title string }

// renderPage fills the page for one base URL, of a server that keeps stats or
// not. Links maps the names of the
// other files to the links under which they are served.
func renderPage(base string, stats bool, links map[string]string) ([]byte, error) {
	w := writer{base: base, links: links}
	t, err := template.New("page.html").Funcs(w.functions()).ParseFS(files, "page.html", "more.html")
	if err != nil {
		return nil, err
	}
	v := view{
		Base: base, Stats: stats, Hero: hero, First: startChart, Start: editorStart, Recipe: recipeChart, Mail: mailChart,
		Chapters: chapters(), Params: params(), Codes: codes, More: []int{1, 2, 3, 4},
		Outputs: []output{{"out-html", "HTML"}, {"out-picture", "Light and dark"}, {"out-markdown", "Markdown"},
			{"out-url", "URL"}, {"out-curl", "curl"}},
		Responsive: responsiveCode, Container: containerCode, Dark: darkCode, Terminal: terminalCode,
	}
	if v.Encoders, err = readEncoders(); err != nil {
		return nil, err
	}
	if v.Samples, err = readSamples(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return minified("page.html", out.Bytes()), nil
}

// writer holds what the functions of the template need to write links.
type writer struct {
	base  string
	links map[string]string
	ids   int
}

// functions are those of the template. Attributes that hold a URL are written
// whole: the template's own rules would escape the parentheses of a query, and
// the tag beside a picture is to be exactly what draws it.
func (w *writer) functions() template.FuncMap {
	attribute := func(name, prefix string) func(Example) template.HTMLAttr {
		return func(e Example) template.HTMLAttr {
			return template.HTMLAttr(name + `="` + prefix + html.EscapeString(e.Path+"?"+e.Query) + `"`)
		}
	}
	return template.FuncMap{
		"file": w.file, "id": w.id, "tag": w.tag, "snippet": w.snippet, "prose": prose, "dict": dict, "cells": cells,
		"src": attribute("src", ""), "edit": attribute("href", "#edit="), "save": attribute("download href", ""),
		"editable": func(e Example) bool { return strings.HasPrefix(e.Path, "a.") },
	}
}

// dict lets a template hand several named values to another one.
func dict(pairs ...any) (map[string]any, error) {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, isName := pairs[i].(string)
		if !isName {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		out[name] = pairs[i+1]
	}
	return out, nil
}

// file returns the relative link to an embedded file.
func (w *writer) file(name string) (string, error) {
	link, found := w.links[name]
	if !found {
		return "", fmt.Errorf("no file %s", name)
	}
	return link, nil
}

// id returns a name that no other element of the page has.
func (w *writer) id() string {
	w.ids++
	return "code-" + strconv.Itoa(w.ids)
}

// address is the external URL of an example, with the parameters of the topic
// marked.
func (w *writer) address(e Example, t topic) template.HTML {
	var out strings.Builder
	out.WriteString(w.root("") + "/" + html.EscapeString(e.Path) + "?")
	parts := strings.Split(e.Query, "&")
	loud := t.loud(parts)
	for i, part := range parts {
		if i > 0 {
			out.WriteString("&amp;<wbr>")
		}
		name, _, _ := strings.Cut(part, "=")
		if t.marks(name) && !loud {
			part = "<mark>" + html.EscapeString(part) + "</mark>"
		} else {
			part = html.EscapeString(part)
		}
		out.WriteString(part)
	}
	return template.HTML(out.String())
}

// root is what external URLs begin with. Where nobody said what that is, it is
// an element with the given words, which the script fills: at once when it
// has words, otherwise when the text is copied.
func (w *writer) root(words string) string {
	if w.base == "" {
		return `<span data-root>` + words + `</span>`
	}
	return html.EscapeString(w.base)
}

// tag is the img tag of an example, with its parts marked for colours.
func (w *writer) tag(e Example, t topic) template.HTML {
	attribute := func(name, value string) string {
		return ` <span class="a">` + name + `</span>=<span class="v">"` + value + `"</span>`
	}
	return template.HTML(`<span class="n">&lt;img</span>` +
		attribute("src", string(w.address(e, t))) +
		attribute("width", strconv.Itoa(e.Width)) +
		attribute("height", strconv.Itoa(e.Height)) +
		attribute("alt", html.EscapeString(e.Alt)) + `<span class="n">&gt;</span>`)
}

// snippet is code as text, with BASE replaced by the base URL and whole lines
// of comment set back.
func (w *writer) snippet(code string) template.HTML {
	lines := strings.Split(strings.TrimRight(code, "\n"), "\n")
	for i, line := range lines {
		plain := strings.TrimSpace(line)
		line = strings.ReplaceAll(html.EscapeString(line), "BASE", w.root("https://your-host"))
		if strings.HasPrefix(plain, "//") || strings.HasPrefix(plain, "# ") || strings.HasPrefix(plain, "/*") {
			line = `<span class="c">` + line + `</span>`
		}
		lines[i] = line
	}
	return template.HTML(strings.Join(lines, "\n"))
}

// cells gives every character of braille an element of its own: where it comes
// from another face than the letters around it, the style makes it as wide.
func cells(text string) template.HTML {
	var out strings.Builder
	for _, r := range text {
		if r >= 0x2800 && r <= 0x28FF {
			out.WriteString("<b>" + string(r) + "</b>")
		} else {
			out.WriteString(html.EscapeString(string(r)))
		}
	}
	return template.HTML(out.String())
}

// prose turns what stands in backquotes into code and escapes everything.
func prose(text string) template.HTML {
	var out strings.Builder
	for i, part := range strings.Split(text, "`") {
		part = html.EscapeString(part)
		if i%2 == 1 {
			part = "<code>" + part + "</code>"
		}
		out.WriteString(part)
	}
	return template.HTML(out.String())
}
