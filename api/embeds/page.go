package embeds

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"chartd/embed"
	"chartd/stats"
)

// pageStyle is all the style of a page in a frame: the picture as wide as there
// is room, and never wider than it is.
const pageStyle = `html,body{margin:0}img{display:block;max-width:100%;height:auto}p{margin:8px;font:13px/1.5 system-ui,sans-serif;color:#767676}`

// panelStyle is all the style of a panel of Status Board, which lies on black; in
// a browser its scheme makes the page so.
const panelStyle = `:root{color-scheme:dark}html,body{margin:0;background:transparent;color:#fff;font:15px/1.5 system-ui,sans-serif}section{padding:8px 16px}h1,p{margin:0;font-size:15px;font-weight:400}.number{font-size:48px;line-height:64px}small{font-size:18px}img{display:block;max-width:100%}`

// pagePolicy and panelPolicy let a page show pictures of this server and its own
// style, and nothing else.
var pagePolicy, panelPolicy = policyOf(pageStyle), policyOf(panelStyle)

func policyOf(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; img-src 'self'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// htmls are the templates of pages and of what stands in their heads,
// panelTemplates those of Status Board.
var (
	htmls          = templates(pageStyle, "page.html")
	panelTemplates = templates(panelStyle, "panel.html")
)

// templates reads a file of templates that have a style.
func templates(style template.CSS, file string) *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"style": func() template.CSS { return style },
	}).ParseFS(sources, file))
}

// preview is what tools read of a page to show it elsewhere.
type preview struct {
	Title, Sentence, Page, Image, OEmbed string
	Width, Height                        int // of the image
}

// newPreview describes the page of a key, at an address, by its number. The
// address of its picture changes with every minute, as tools keep a picture for
// as long as its address is the same.
func newPreview(own, page string, v embed.Value) *preview {
	key := url.PathEscape(v.Key)
	return &preview{
		Title: v.Stat.Name, Sentence: v.Sentence, Page: page, Width: embed.PreviewWidth, Height: embed.PreviewHeight,
		Image:  own + "/s/" + key + "/preview." + strconv.FormatInt(v.To/60, 36) + ".png",
		OEmbed: own + "/oembed?format=json&url=" + url.QueryEscape(page),
	}
}

// value is the number of an opened key.
func (f *Face) value(ctx context.Context, shown embed.Shown, frame string) (embed.Value, error) {
	found, err := f.Board.Values(ctx, []embed.Wish{{Shown: shown, Frame: frame}})
	if err != nil {
		return embed.Value{}, err
	}
	return found[0], found[0].Problem
}

// Preview is what stands in the head of the page of a public stat, at own +
// "/stats/ID", for tools that show links: OpenGraph and where oEmbed is. Of
// other stats it is nothing.
func (f *Face) Preview(ctx context.Context, s stats.Stat, own string) (template.HTML, error) {
	if !s.Open {
		return "", nil
	}
	id := string(s.Public)
	v, err := f.value(ctx, embed.Shown{Key: id, Stat: s}, "")
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = htmls.ExecuteTemplate(&out, "preview", newPreview(own, own+"/stats/"+url.PathEscape(id), v))
	return template.HTML(out.String()), err //nolint:gosec // html/template wrote it
}

// pageView is what a page in a frame shows.
type pageView struct {
	Title, Sentence string
	Picture, Link   string // "": there is nothing to show; the stat is not public
	Width, Height   string
	Again           int // in seconds
	Preview         *preview
}

// page answers GET /s/KEY: a page with the chart of a key, or with kind=card
// its number card, for frames of other pages. Its parameters are those of the
// picture. It is the only page that may be framed: by any page, or by those of
// the key. What goes wrong stands in it; as it asks again by itself, that the
// stats are out of reach goes by without its reader.
func (f *Face) page(q *request) (answer, error) {
	key := q.PathValue("key")
	a := answer{media: htmlType, policy: pagePolicy, framed: "*"}
	view := pageView{Title: "chartd", Again: f.again()}
	shown, err := f.open(q, key)
	var all []embed.Shown
	if err == nil {
		all = append(all, shown)
		if pages := shown.Grant.Origins; len(pages) > 0 {
			a.framed = "'self' " + strings.Join(pages, " ")
		}
		err = f.view(q, shown, &view)
	}
	a.cache = kept(keep(""), all)
	if err != nil {
		a.status, view.Sentence = f.report(q, err)
		if a.status != http.StatusOK {
			a.cache = noStore
		}
	}
	var out bytes.Buffer
	err = htmls.ExecuteTemplate(&out, "page", view)
	a.body = out.Bytes()
	return a, err
}

// framed is what the page of a key shows, asked for a kind, and its size.
func framed(shown embed.Shown, asked string) (kind Kind, w, h int) {
	if asked == "card" || shown.Grant.Single {
		return Card, embed.CardWidth, embed.CardHeight
	}
	return Chart, embed.ChartWidth, embed.ChartHeight
}

// view fills in what the page of a key shows.
func (f *Face) view(q *request, shown embed.Shown, view *pageView) error {
	v, err := f.value(q.Context(), shown, q.query["tf"])
	if err != nil {
		return err
	}
	key := url.PathEscape(shown.Key)
	kind, w, h := framed(shown, q.query["kind"])
	picture := key + ".svg"
	if kind == Card {
		picture = key + "/card.svg"
	}
	look := url.Values{"theme": {"auto"}}
	for _, name := range append([]string{"tf"}, looks[kind]...) {
		if value, given := q.query[name]; given {
			look.Set(name, value)
		}
	}
	w, h = side(q.query["w"], w), side(q.query["h"], h)
	look.Set("w", strconv.Itoa(w))
	look.Set("h", strconv.Itoa(h))
	look.Set("minute", strconv.FormatInt(v.To/60, 10)) // no parameter: an address that no cache has yet
	view.Picture = picture + "?" + look.Encode()
	view.Width, view.Height = strconv.Itoa(w), strconv.Itoa(h)
	view.Title, view.Sentence = v.Stat.Name, v.Sentence
	view.Preview = newPreview(q.own, q.own+"/s/"+key, v)
	if shown.Stat.Open {
		view.Link = q.own + "/stats/" + url.PathEscape(string(shown.Stat.Public))
	}
	return nil
}
