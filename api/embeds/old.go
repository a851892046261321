package embeds

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render/param"
)

// options are those of a call of StatHatEmbed.render (StatHat contract, 6.2),
// as the old script puts them into a path and a query.
type options struct {
	kind   string   // as it was called: graph, histogram, data, table, text; others are a graph
	keys   []string // s1 to s3, those that are given
	w, h   string   // as they were given; the word undefined is nothing
	tf     string
	style  string
	title  string
	u      string // the second part of the id of a text
	every  time.Duration
	object bool // the data is wanted, not the script
}

// How often a script asks again.
const (
	everyDefault = time.Minute
	everyLeast   = time.Second
	everyMost    = 24 * time.Hour
)

// readOptions reads a request of the old script, or of one that stands in for
// it. refresh is how often the page asks again, in milliseconds, 1,000 to
// 86,400,000. What ends in .json, or accepts JSON more than anything, is for
// who wants the data.
func readOptions(q *request) options {
	o := options{
		kind: q.PathValue("kind"), style: q.query["style"], title: q.query["title"], u: q.query["u"],
		w: given(q.query["w"]), h: given(q.query["h"]), tf: cmp.Or(q.query["tf"], "week_compare"), every: everyDefault,
	}
	keys := q.PathValue("keys")
	keys, o.object = strings.CutSuffix(keys, ".json")
	if strings.HasPrefix(q.Header.Get("Accept"), jsonType) {
		o.object = true
	}
	for key := range strings.SplitSeq(keys, "/") {
		if key != "" && len(o.keys) < 3 {
			o.keys = append(o.keys, key)
		}
	}
	if ms, err := strconv.ParseInt(q.query["refresh"], 10, 64); err == nil {
		ms = min(max(ms, everyLeast.Milliseconds()), everyMost.Milliseconds())
		o.every = time.Duration(ms) * time.Millisecond
	}
	return o
}

// given is a number that a script wrote, and "" for one it did not have.
func given(text string) string {
	if text == "undefined" || text == "null" {
		return ""
	}
	return text
}

// id is that of the element that the old script made for this call (contract,
// 6.3).
func (o options) id() string {
	key := func(n int) string {
		if n < len(o.keys) {
			return o.keys[n]
		}
		return ""
	}
	if o.kind == "text" {
		return "statd_embed_text_" + key(0) + "_" + o.u
	}
	parts := []string{key(0), key(1), key(2), o.w, o.h, o.tf, o.style}
	return "statd_embed_" + o.kind + "_" + strings.Join(parts, "_")
}

// size is that of the element, in CSS pixels.
func (o options) size() (w, h int) {
	return side(o.w, embed.OldWidth), side(o.h, embed.OldHeight)
}

// side is a size that was asked for, or the standard one where it is none.
func side(text string, standard int) int {
	v, err := param.Side("", text, standard)
	if err != nil {
		return standard
	}
	return v
}

// old answers GET /embed/{graph|histogram|data|table|text}/S1[/S2[/S3]]
// ?w=&h=&tf=&style=&title=[&u=][&refresh=ms] with a script that fills every
// element of the call's id and shows it. It asks again by itself, with &refresh
// behind its own address, while such an element is there and the page is looked
// at. With .json behind the last key the answer is the data, as /embed/v1/series
// writes it.
func (f *Face) old(q *request) (answer, error) {
	o := readOptions(q)
	if len(o.keys) == 0 {
		return answer{}, errNoPath
	}
	if o.object {
		return f.oldObject(q, o)
	}
	shown, err := f.openAll(q, o.keys)
	html := ""
	if err == nil {
		html, err = f.fill(q, o, shown)
	}
	status, text := explain(err)
	if status >= http.StatusInternalServerError {
		return answer{}, err
	}
	if err != nil {
		html = "<span>" + escape(text) + "</span>"
	}
	return answer{media: scriptType, cache: kept(min(o.every, time.Minute), shown), vary: "Accept", body: script(o, html)}, nil
}

// oldObject answers with the data of a call.
func (f *Face) oldObject(q *request, o options) (answer, error) {
	list := make([]asked, len(o.keys))
	for i, key := range o.keys {
		list[i] = asked{key, o.tf}
	}
	return f.seriesOf(q, list)
}
