package embeds

import (
	"context"
	"net/url"
	"strconv"

	"chartd/embed"
	"chartd/render"
)

// chart is a chart of what opened keys show.
type chart struct {
	shown   []embed.Shown // 1 to 5
	frame   string
	compare bool
	look    url.Values // further parameters, as those of /a.svg
}

// query is that of /a.svg.
func (c chart) query() string {
	q := url.Values{}
	for name, values := range c.look {
		q[name] = values
	}
	for i, s := range c.shown {
		q.Set("k"+strconv.Itoa(i), s.Key)
	}
	q.Set("tf", c.frame)
	if c.compare {
		q.Set("cmp", "1")
	}
	return q.Encode()
}

// lay looks up what the chart shows and lays it out on a sheet. The error is
// one of embed.Live.Chart.
func (f *Face) lay(ctx context.Context, sheet *render.Sheet, c chart) error {
	query := c.query()
	if err := sheet.Parse(query, render.URLLimits); err != nil {
		return err
	}
	ask, _ := sheet.Live()
	found, _, err := f.Board.Live(c.shown...).Chart(ctx, ask, query)
	if err != nil {
		return err
	}
	sheet.Fill(found)
	return nil
}
