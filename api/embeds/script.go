package embeds

import (
	"bytes"
	"embed"
	"encoding/json"
	"html"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

//go:embed fill.js page.html panel.html tables.html
var sources embed.FS

// filler is a function of an id, HTML and milliseconds, in parentheses and as
// short as it can be: see fill.js.
var filler = func() string {
	body, err := sources.ReadFile("fill.js")
	if err == nil {
		var out bytes.Buffer
		err = js.Minify(minify.New(), &out, bytes.NewReader(body), nil)
		body = out.Bytes()
	}
	if err != nil {
		panic(err) // the file is part of the program
	}
	return string(body)
}()

// script calls the filler. Its arguments are JSON whose letters <, >, & and the
// two line ends of JavaScript are escaped: they cannot end a string, the script,
// or an element that it may be copied into.
func script(o options, html string) []byte {
	out := append([]byte(filler), '(')
	for i, arg := range []any{o.id(), html, o.every.Milliseconds()} {
		if i > 0 {
			out = append(out, ',')
		}
		text, _ := json.Marshal(arg) // strings and numbers have a JSON form
		out = append(out, text...)
	}
	return append(out, ");\n"...)
}

// escape is text as HTML shows it.
func escape(text string) string { return html.EscapeString(text) }
