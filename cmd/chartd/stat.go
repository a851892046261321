package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"chartd/embed"
	"chartd/render"
	"chartd/stats"
)

// statCmd is about single stats.
type statCmd struct {
	Set statSetCmd `cmd:"" help:"Give a stat the id or keys that old calls, snippets and links name."`
}

func (statCmd) Help() string { return "Example: chartd stat set 'page view' --classic-key 4a5b…" }

type statSetCmd struct {
	statWords  `embed:""`
	ClassicKey string `placeholder:"KEY" help:"Key that classic calls send."`
	EmbedKey   string `placeholder:"KEY" help:"Key that embeds name."`
	ID         string `name:"id" placeholder:"ID" help:"Public id, as in /stats/ID."`
}

func (statSetCmd) Help() string {
	return "Example: chartd stat set 'page view' --id JxJz --embed-key K6xI3hBsBACxjF9nAd7IhOPw8RbKH5XJ"
}

func (c *statSetCmd) Run(ctx context.Context, world console) error {
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		s, err := c.stat(ctx, e)
		if err != nil {
			return err
		}
		given := stats.Stat{Public: stats.PublicID(c.ID), Classic: stats.ClassicKey(c.ClassicKey), EmbedKey: stats.EmbedKey(c.EmbedKey)}
		if field, err := given.CheckKeys(); err != nil {
			return fmt.Errorf("--%s %w", strings.ReplaceAll(field, "_", "-"), err)
		}
		s.Public, s.Classic, s.EmbedKey = cmp.Or(given.Public, s.Public), cmp.Or(given.Classic, s.Classic), cmp.Or(given.EmbedKey, s.EmbedKey)
		if err := e.catalog.Update(ctx, s); errors.Is(err, stats.ErrTaken) {
			return fmt.Errorf("%s: the id or one of the keys is another stat's", c.Name)
		} else if err != nil {
			return err
		}
		return writeJSON(world.out, map[string]string{
			"id": string(s.Public), "name": s.Name, "classic_key": string(s.Classic), "embed_key": string(s.EmbedKey),
		})
	})
}

type signCmd struct {
	URL           string        `arg:"" help:"Address of a live picture."`
	For           time.Duration `default:"0s" placeholder:"TIME" help:"How long the signature holds; 0 is for ever."`
	storeSettings `embed:""`
}

func (signCmd) Help() string {
	return "Signs with the key of the project whose stat k0 names.\n\nExample: chartd sign 'https://charts.example.com/a.svg?k0=…&tf=1w3h' --for 720h"
}

func (c *signCmd) Run(ctx context.Context, world console) error {
	base, query, _ := strings.Cut(c.URL, "?")
	return world.on(ctx, c.storeSettings, func(e *engine) error {
		values, err := url.ParseQuery(string(render.CanonicalQuery(query)))
		if err != nil {
			return err
		}
		s, err := e.catalog.Find(ctx, stats.Lookup{EmbedKey: stats.EmbedKey(values.Get("k0"))})
		if errors.Is(err, stats.ErrNotFound) {
			return errors.New("k0: give the embed key of a stat; only live pictures are signed")
		}
		if err != nil {
			return err
		}
		p, err := e.catalog.Project(ctx, s.Project)
		if err != nil {
			return err
		}
		var until time.Time
		if c.For > 0 {
			until = e.clock.Now().Add(c.For)
		}
		_, err = fmt.Fprintf(world.out, "%s?%s\n", base, embed.Sign(p.UKey, query, until))
		return err
	})
}
