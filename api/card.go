package api

import (
	"context"

	"chartd/embed"
	"chartd/render"
	"chartd/render/card"
	"chartd/render/param"
)

// sheetOf is a chart as the subject of a picture.
type sheetOf struct{ *render.Sheet }

func newSheet(s *render.Sheet) subject { return sheetOf{s} }

// Fill implements subject.
func (s sheetOf) Fill(ctx context.Context, from *embed.Live, ask param.Ask, query string) (embed.Tag, error) {
	found, tag, err := from.Chart(ctx, ask, query)
	if err == nil {
		s.Sheet.Fill(found)
	}
	return tag, err
}

// cardOf is a number card as the subject of a picture.
type cardOf struct{ card card.Card }

func newCard(*render.Sheet) subject { return new(cardOf) }

func (c *cardOf) Parse(query string, _ render.Limits) (err error) {
	c.card, err = card.ParseCard(query)
	return err
}

func (c *cardOf) Live() (param.Ask, bool) { return c.card.Live() }

// Fill implements subject.
func (c *cardOf) Fill(ctx context.Context, from *embed.Live, ask param.Ask, query string) (embed.Tag, error) {
	found, tag, err := from.Card(ctx, ask, query)
	if err == nil {
		c.card = c.card.Fill(found)
	}
	return tag, err
}

func (c *cardOf) Key() [16]byte { return c.card.Key() }

func (c *cardOf) Pixels() int { return c.card.Width * c.card.Height * c.card.Ratio * c.card.Ratio }

func (c *cardOf) Append(dst []byte, f render.Format) []byte {
	if f == render.PNG {
		return c.card.AppendPNG(dst)
	}
	return c.card.AppendSVG(dst)
}

// badgeOf is a badge as the subject of a picture. It is always an SVG.
type badgeOf struct{ badge card.Badge }

func newBadge(*render.Sheet) subject { return new(badgeOf) }

func (b *badgeOf) Parse(query string, _ render.Limits) (err error) {
	b.badge, err = card.ParseBadge(query)
	return err
}

func (b *badgeOf) Live() (param.Ask, bool) { return b.badge.Live() }

// Fill implements subject.
func (b *badgeOf) Fill(ctx context.Context, from *embed.Live, ask param.Ask, query string) (embed.Tag, error) {
	found, tag, err := from.Card(ctx, ask, query)
	if err == nil {
		b.badge = b.badge.Fill(found)
	}
	return tag, err
}

func (b *badgeOf) Key() [16]byte { return b.badge.Key() }

// Pixels is none: a badge has no PNG.
func (b *badgeOf) Pixels() int { return 0 }

func (b *badgeOf) Append(dst []byte, _ render.Format) []byte { return b.badge.AppendSVG(dst) }
