package embed

import (
	"cmp"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chartd/stats"
)

// Snippet is a text to paste that shows a stat elsewhere.
type Snippet struct {
	Title, Text string
	Note        string // a sentence on its use; "" is none
	Preview     Preview
}

// Preview is how a page of the server itself shows what a snippet shows
// elsewhere.
type Preview struct {
	As    Form
	Key   string // of AsScript and AsElement
	Kind  string // the same
	Frame string // the same: the timeframe
	Path  string // of the others: from the server's root, without its first slash
	Dark  string // of AsPicture: the path for readers in the dark; "" is the same
	W, H  int    // in CSS pixels; 0 is whatever it has
}

// Form is what a preview is made of.
type Form string

// The forms of previews.
const (
	AsScript  Form = "script"  // a call of StatHat's old script
	AsElement Form = "element" // the element of /embed.js
	AsFrame   Form = "frame"   // a page in a frame
	AsPicture Form = "picture"
	AsData    Form = "data" // a text for programs
	AsPage    Form = "page" // a page that no page may frame
)

// Snippets are all ways to show a stat by a key of it, from the server at a
// public URL (without a final slash), over a timeframe such as 1w3h unless the
// key has one of its own. A key for the number alone has no charts. Whatever
// the name, the key and the URL are, each stays in its place in the text.
func Snippets(base string, g stats.Grant, name, frame string) []Snippet {
	p := paste{base: base, key: string(g.Key), name: name, frame: cmp.Or(g.Frame, frame), single: g.Single}
	list := slices.Concat(p.scripts(), p.pictures())
	if g.Number == 0 {
		list = append(list, p.graph(GraphName(g)))
	}
	return append(list, p.programs()...)
}

// paste is what texts to paste are made of.
type paste struct {
	base, key, name, frame string
	single                 bool
}

// The sizes of what names none, in CSS pixels: of charts, number cards, pictures
// for previews of links, and of all that StatHat's script shows.
const (
	ChartWidth, ChartHeight     = 580, 180
	CardWidth, CardHeight       = 320, 160
	PreviewWidth, PreviewHeight = 1200, 630
	OldWidth, OldHeight         = 760, 235
)

// of is a path of the key, from the server's root, for the timeframe.
func (p paste) of(place, file string) string {
	return place + "/" + url.PathEscape(p.key) + file + "?tf=" + url.QueryEscape(p.frame)
}

// at is the public URL of a path.
func (p paste) at(path string) string { return p.base + "/" + path }

// picture is the path and size of what shows the stat best.
func (p paste) picture(format string) (path string, w, h int) {
	if p.single {
		return p.of("s", "/card."+format), CardWidth, CardHeight
	}
	return p.of("s", "."+format), ChartWidth, ChartHeight
}

// img is the element of a picture.
func (p paste) img(path string, w, h int) string {
	return `<img src="` + html.EscapeString(p.at(path)) + `"` + size(w, h) + ` alt="` + html.EscapeString(p.name) + `">`
}

// size are the attributes of a size.
func size(w, h int) string {
	return ` width="` + strconv.Itoa(w) + `" height="` + strconv.Itoa(h) + `"`
}

// scripts are for pages that are more than pictures: StatHat's script, the
// element, a frame.
func (p paste) scripts() []Snippet {
	attr := html.EscapeString
	picture, w, h := p.picture("svg")
	kind := "chart"
	if p.single {
		kind = "number"
	}
	list := []Snippet{{
		Title: "Script of StatHat, the number", Text: p.old("kind: 'text', ", "", ""),
		Preview: Preview{As: AsScript, Key: p.key, Kind: "text", Frame: p.frame},
	}}
	if !p.single {
		w, h := strconv.Itoa(OldWidth), strconv.Itoa(OldHeight)
		list = append(list, Snippet{
			Title: "Script of StatHat, a chart", Text: p.old("", ", w: "+w+", h: "+h, compareSuffix),
			// The script puts a style sheet into the page, so a strict one shows the same as a picture.
			Preview: Preview{As: AsPicture, Path: p.of("s", ".svg") + "&cmp=1&w=" + w + "&h=" + h, W: OldWidth, H: OldHeight},
		})
	}
	return append(list, Snippet{
		Title: "Element",
		Text: `<script type="module" src="` + attr(p.at("embed.js")) + `"></script>` + "\n" +
			`<chartd-stat key="` + attr(p.key) + `" tf="` + attr(p.frame) + `" kind="` + kind + `">` + p.img(picture, w, h) + `</chartd-stat>`,
		Note: "The script stands once on a page, and its address stays. To keep one version of it, put a copy of " + p.at("embed.js") +
			" on your own server and add host=\"" + p.base + "\" to the element.",
		Preview: Preview{As: AsElement, Key: p.key, Kind: kind, Frame: p.frame, Path: picture, W: w, H: h},
	}, Snippet{
		Title: "Frame",
		Text: `<iframe src="` + attr(p.at(p.of("s", ""))) + `"` + size(w, h) +
			` title="` + attr(p.name) + `" loading="lazy" style="border:0"></iframe>`,
		Preview: Preview{As: AsFrame, Path: p.of("s", ""), W: w, H: h},
	})
}

// old is a call of StatHat's script with options before and after the stat, and
// with what follows the timeframe.
func (p paste) old(before, after, suffix string) string {
	return `<script src="` + html.EscapeString(p.at("js/embed.js")) + `"></script>` + "\n" +
		`<script>StatHatEmbed.render({` + before + `s1: ` + quoted(p.key) + after + `, tf: ` + quoted(p.frame+suffix) + `});</script>`
}

// pictures are for pages and mails that show pictures only.
func (p paste) pictures() []Snippet {
	chart, w, h := p.picture("svg")
	pixels, _, _ := p.picture("png")
	card, badge := p.of("s", "/card.png")+"&cmp=1", p.of("s", "/badge.svg")
	page, label := p.at(p.of("s", "")), markdown(p.name)
	shown := Preview{As: AsPicture, Path: chart, W: w, H: h}
	both := shown
	both.Path, both.Dark = chart+"&theme=light", chart+"&theme=dark"
	return []Snippet{
		{Title: "Picture", Text: p.img(chart, w, h), Preview: shown},
		{
			Title: "Picture that follows the reader's light or dark",
			Text: `<picture><source media="(prefers-color-scheme: dark)" srcset="` + html.EscapeString(p.at(both.Dark)) + `">` +
				p.img(both.Path, w, h) + `</picture>`,
			Preview: both,
		},
		{Title: "Markdown", Text: "[![" + label + "](" + p.at(chart) + ")](" + page + ")", Preview: shown},
		{Title: "BBCode", Text: "[url=" + page + "][img]" + p.at(pixels) + "[/img][/url]", Preview: Preview{As: AsPicture, Path: pixels, W: w, H: h}},
		{Title: "Number card", Text: p.at(card), Preview: Preview{As: AsPicture, Path: card, W: CardWidth, H: CardHeight}},
		{Title: "Badge", Text: "![" + label + "](" + p.at(badge) + ")", Preview: Preview{As: AsPicture, Path: badge}},
	}
}

// graph is the picture that StatHat had of a stat, by its name.
func (p paste) graph(name string) Snippet {
	return Snippet{
		Title: "Picture of StatHat", Text: "![" + markdown(p.name) + "](" + p.at("graphs/"+name) + ".png)",
		Note:    "A week by three hours, under an address such as StatHat’s pictures had. With _overlay before .png the week before is in it, dashed.",
		Preview: Preview{As: AsPicture, Path: "graphs/" + name + ".png", W: OldWidth, H: OldHeight},
	}
}

// programs are addresses for other programs.
func (p paste) programs() []Snippet {
	oembed := "oembed?url=" + url.QueryEscape(p.at(p.of("s", "")))
	values := "embed/v1/values?q=" + url.QueryEscape(p.key+":"+p.frame)
	address := func(title, note, path string, as Form) Snippet {
		return Snippet{Title: title, Text: p.at(path), Note: note, Preview: Preview{As: as, Path: path}}
	}
	list := []Snippet{
		address("Badge of a badge service", "For services that draw a badge from an endpoint.", p.of("s", "/badge.json"), AsData),
	}
	if !p.single {
		list = append(list,
			address("Status Board, graph", "", p.of("sb", "/graph.json"), AsData),
			address("Status Board, graph as CSV", "", p.of("sb", "/graph.csv"), AsData))
	}
	return append(list,
		address("Status Board, panel", "White on black, as Status Board is.", p.of("sb", "/panel.html"), AsPage),
		address("Status Board, table", "", p.of("sb", "/table.html"), AsPage),
		address("oEmbed", "For sites that turn a link into what it shows.", oembed, AsData),
		Snippet{Title: "Program", Text: "curl '" + p.at(values) + "'", Preview: Preview{As: AsData, Path: values}},
	)
}

// quoted is a text as a script writes it, in single quotes: JSON's escapes of
// what has a meaning in HTML, and its quotes.
func quoted(text string) string {
	body, err := json.Marshal(text)
	if err != nil {
		panic(err) // every string has a JSON form
	}
	return "'" + strings.ReplaceAll(string(body[1:len(body)-1]), "'", `\'`) + "'"
}

// markdown is a text as the label of a link or a picture: what has a meaning
// there is escaped.
func markdown(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			r = ' '
		case strings.ContainsRune("\\`[]<>&!|~", r):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
