package rendertest

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"

	"chartd/render"
)

// galleryStyle is the look of the page. The dark half sets color-scheme, which
// pictures in it follow (theme=auto).
const galleryStyle = `
:root{font:15px/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff}
body{margin:0 auto;padding:16px 24px;max-width:1320px}
h1{font-size:24px}h2{font-size:18px;margin:40px 0 0}p{margin:4px 0 8px;max-width:72ch}
nav{columns:5 180px;font-size:13px}nav a,a{color:#0b6e8f}
code{font-size:12px;color:#57606a;overflow-wrap:anywhere;display:block;margin-bottom:8px}
.pair{display:grid;grid-template-columns:1fr 1fr;border:1px solid #d0d7de}
.pair>div{padding:16px;overflow:auto;display:grid;gap:4px;justify-items:start;align-content:start}
.light{background:#fff;color-scheme:light}.dark{background:#0d1117;color:#9da7b1;color-scheme:dark}
figure{margin:0 0 8px;max-width:100%}figcaption{font-size:12px;opacity:.8}
img{display:block;max-width:100%;height:auto}img.small{width:320px}
pre{margin:8px 0;padding:8px;background:#f6f8fa;overflow:auto;font:12px/1.2 ui-monospace,monospace}
`

// Gallery writes one page, index.html, with every sample in all formats into a
// folder, which it makes if need be: each as SVG and PNG on a light and on a dark
// page, the SVG of wide pictures again at 320 pixels, and the text form. It
// returns the first error of the file system.
func Gallery(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	samples := Samples()
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>chartd: every sample chart</title><style>` + galleryStyle + `</style>`)
	fmt.Fprintf(&b, "<h1>%d sample charts</h1><nav>", len(samples))
	for _, s := range samples {
		fmt.Fprintf(&b, `<a href="#%s">%s</a><br>`, s.Name, s.Name)
	}
	b.WriteString("</nav>\n")
	sheet := render.Borrow()
	defer sheet.Return()
	for _, s := range samples {
		if err := show(&b, dir, sheet, s); err != nil {
			return err
		}
	}
	b.WriteString("</html>\n")
	return os.WriteFile(filepath.Join(dir, "index.html"), []byte(b.String()), 0o644)
}

// show writes the files of one sample, and its part of the page.
func show(b *strings.Builder, dir string, sheet *render.Sheet, s Sample) error {
	if err := s.Parse(sheet); err != nil {
		return err
	}
	var text string
	for _, f := range []render.Format{render.SVG, render.PNG, render.Text, render.JSON} {
		body := sheet.Append(nil, f)
		if err := os.WriteFile(filepath.Join(dir, s.Name+"."+f.String()), body, 0o644); err != nil {
			return err
		}
		if f == render.Text {
			text = string(body)
		}
	}
	fmt.Fprintf(b, "<section id=%q><h2>%s</h2><p>%s. <a href=\"%s.json\">JSON</a></p><code>%s</code>\n<div class=\"pair\">",
		s.Name, s.Name, html.EscapeString(s.Note), s.Name, html.EscapeString(short(s.Query)))
	for _, page := range []string{"light", "dark"} {
		fmt.Fprintf(b, "<div class=%q>", page)
		pictures(b, s.Name, sheet.Spec().Width, sheet.Sentence())
		b.WriteString("</div>")
	}
	fmt.Fprintf(b, "</div>\n<pre>%s</pre></section>\n", html.EscapeString(text))
	return nil
}

// pictures are one sample's on one page. The PNG is shown at its width in CSS
// pixels, as a page would.
func pictures(b *strings.Builder, name string, width int, sentence string) {
	alt := html.EscapeString(sentence)
	figure := func(format, class, caption string) {
		fmt.Fprintf(b, `<figure><img src="%s.%s" width="%d" class=%q loading="lazy" alt="%s"><figcaption>%s</figcaption></figure>`,
			name, format, width, class, alt, caption)
	}
	figure("svg", "", "SVG")
	figure("png", "", "PNG")
	if width > 400 {
		figure("svg", "small", "SVG at 320 pixels")
	}
}

// short is a query cut off where it is longer than anyone reads.
func short(query string) string {
	const most = 400
	if len(query) <= most {
		return query
	}
	return strings.ToValidUTF8(query[:most], "") + fmt.Sprintf("… (%d bytes)", len(query))
}
