package embeds

import (
	"net/url"
	"strconv"

	"chartd/embed"
	"chartd/render"
)

// chart is how a chart of what opened keys show looks.
type chart struct {
	frame   string
	compare bool
	look    url.Values // further parameters, as those of /a.svg
}

// query is that of /a.svg for up to five keys.
func (c chart) query(keys ...embed.Shown) string {
	q := url.Values{}
	for name, values := range c.look {
		q[name] = values
	}
	for i, s := range keys {
		q.Set("k"+strconv.Itoa(i), s.Key)
	}
	q.Set("tf", c.frame)
	if c.compare {
		q.Set("cmp", "1")
	}
	return q.Encode()
}

// lay lays a chart of points out on a sheet. The error is a *param.Error.
func lay(sheet *render.Sheet, c chart, points []embed.Points) error {
	keys := make([]embed.Shown, len(points))
	for i, p := range points {
		keys[i] = p.Shown
	}
	if err := sheet.Parse(c.query(keys...), render.URLLimits); err != nil {
		return err
	}
	sheet.Fill(embed.Drawn(points))
	return nil
}
