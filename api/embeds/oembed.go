package embeds

import (
	"net/url"
	"strconv"
	"strings"

	"chartd/embed"
)

// oembed is an answer of oEmbed 1.0 (oembed.com): a frame of the page of a key.
type oembed struct {
	Version         string `json:"version"`
	Type            string `json:"type"` // rich
	Title           string `json:"title"`
	Provider        string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	CacheAge        int    `json:"cache_age"` // in seconds
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
	Thumbnail       string `json:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height"`
}

// oembed answers GET /oembed?url=URL[&maxwidth=][&maxheight=][&format=json],
// where URL is the page of a public stat or the page of a key, of this server.
// What it shows is not larger than maxwidth by maxheight. An unknown URL is a
// 404, as is one that shows nothing; any other format than JSON a 501.
func (f *Face) oembed(q *request) (answer, error) {
	if format := q.query["format"]; format != "" && format != "json" {
		return answer{}, errFormat
	}
	key, query, ok := q.pageOf(q.query["url"])
	if !ok {
		return answer{}, errNoPage
	}
	shown, err := f.open(q, key)
	if quiet(err) {
		return answer{}, errNoPage
	}
	if err != nil {
		return answer{}, err
	}
	v, err := f.value(q.Context(), shown, query.Get("tf"))
	if err != nil {
		return answer{}, err
	}
	_, w, h := framed(shown, query.Get("kind"))
	most := func(name string, standard int) int { return min(side(q.query[name], standard), standard) }
	o := oembed{
		Version: "1.0", Type: "rich", Title: v.Stat.Name, Provider: "chartd", ProviderURL: q.own + "/", CacheAge: leastKept,
		Width: most("maxwidth", side(query.Get("w"), w)), Height: most("maxheight", side(query.Get("h"), h)),
	}
	o.HTML = frameTag(q.own, v, query, o.Width, o.Height)
	o.Thumbnail = newPreview(q.own, "", v).Image
	o.ThumbnailWidth, o.ThumbnailHeight = thumbnail(most("maxwidth", embed.PreviewWidth), most("maxheight", embed.PreviewHeight))
	if o.ThumbnailWidth < embed.PreviewWidth {
		o.Thumbnail = q.own + "/s/" + url.PathEscape(key) + "/card.png?cmp=1&dpr=1&w=" + strconv.Itoa(o.ThumbnailWidth) + "&h=" + strconv.Itoa(o.ThumbnailHeight)
	}
	return answer{media: jsonType, cache: kept(keep(""), []embed.Shown{shown}), body: encode(o)}, nil
}

// thumbnail is the largest size of a preview's shape within a width and a height.
func thumbnail(width, height int) (w, h int) {
	if wide := height * embed.PreviewWidth / embed.PreviewHeight; wide < width {
		return max(wide, 1), height
	}
	return width, max(width*embed.PreviewHeight/embed.PreviewWidth, 1)
}

// frameTag is the HTML that shows the page of a key in a frame.
func frameTag(own string, v embed.Value, query url.Values, width, height int) string {
	w, h := strconv.Itoa(width), strconv.Itoa(height)
	query.Set("w", w)
	query.Set("h", h)
	return `<iframe src="` + escape(own+"/s/"+url.PathEscape(v.Key)+"?"+query.Encode()) + `" width="` + w + `" height="` + h +
		`" title="` + escape(v.Stat.Name) + `" loading="lazy" style="border:0"></iframe>`
}

// pageOf reads the URL of a page of this server: its key, and its query.
func (q *request) pageOf(text string) (key string, query url.Values, ok bool) {
	at, err := url.Parse(text)
	own, fault := url.Parse(q.own)
	if err != nil || fault != nil || !strings.EqualFold(at.Host, own.Host) {
		return "", nil, false
	}
	path, ok := strings.CutPrefix(at.Path, own.Path+"/")
	if !ok {
		return "", nil, false
	}
	key, ok = strings.CutPrefix(path, "stats/")
	if !ok {
		key, ok = strings.CutPrefix(path, "s/")
	}
	key = strings.TrimSuffix(key, "/")
	return key, at.Query(), ok && key != "" && !strings.Contains(key, "/")
}
