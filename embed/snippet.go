package embed

import (
	"html"
	"html/template"
	"net/url"
	"strings"
)

// Snippet is a text to paste that shows a stat elsewhere.
type Snippet struct{ Title, Text string }

// Snippets are all ways to show a stat by a key of it, from the server at a
// public URL (without a final slash), over a timeframe such as 1w3h. Whatever
// the name and the key are, each stays in its place in the text.
func Snippets(base, key, name, frame string) []Snippet {
	id, tf := url.PathEscape(key), "tf="+url.QueryEscape(frame)
	at := func(path string) string { return base + path }
	attr, script := html.EscapeString, template.JSEscapeString
	chart, page := at("/s/"+id+".svg?"+tf), at("/s/"+id+"?"+tf)
	img := func(src string) string {
		return `<img src="` + attr(src) + `" width="580" height="180" alt="` + attr(name) + `">`
	}
	label := strings.NewReplacer("[", "(", "]", ")", "\\", "/", "\n", " ").Replace(name)
	old := `<script src="` + attr(at("/js/embed.js")) + `"></script>` + "\n"
	return []Snippet{
		{"Script of StatHat, the number", old + `<script>StatHatEmbed.render({kind: 'text', s1: '` + script(key) + `', tf: '` + script(frame) + `'});</script>`},
		{"Script of StatHat, a chart", old + `<script>StatHatEmbed.render({s1: '` + script(key) + `', w: 760, h: 235, tf: '` + script(frame) + compareSuffix + `'});</script>`},
		{"Element", `<script type="module" src="` + attr(at("/embed.js")) + `"></script>` + "\n" +
			`<chartd-stat key="` + attr(key) + `" tf="` + attr(frame) + `" kind="chart">` + img(chart) + `</chartd-stat>`},
		{"Frame", `<iframe src="` + attr(page) + `" width="580" height="180" title="` + attr(name) + `" loading="lazy" style="border:0"></iframe>`},
		{"Picture", img(chart)},
		{"Picture that follows the reader's light or dark", `<picture><source media="(prefers-color-scheme: dark)" srcset="` + attr(chart+"&theme=dark") + `">` +
			img(chart+"&theme=light") + `</picture>`},
		{"Markdown", "[![" + label + "](" + chart + ")](" + page + ")"},
		{"Badge", "![" + label + "](" + at("/s/"+id+"/badge.svg?"+tf) + ")"},
		{"Badge of a badge service", at("/s/" + id + "/badge.json?" + tf)},
		{"Number card", at("/s/" + id + "/card.png?" + tf + "&cmp=1")},
		{"Status Board, graph", at("/sb/" + id + "/graph.json?" + tf)},
		{"Status Board, panel", at("/sb/" + id + "/panel.html?" + tf)},
		{"oEmbed", at("/oembed?url=" + url.QueryEscape(page))},
		{"Program", "curl '" + at("/embed/v1/values?q="+url.QueryEscape(key+":"+frame)) + "'"},
	}
}
