package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/stats"
)

// outboxCmd is about messages on their way.
type outboxCmd struct {
	List  outboxListCmd  `cmd:"" help:"List messages that could not be delivered, or others."`
	Retry outboxRetryCmd `cmd:"" help:"Send messages again that wait or could not be delivered."`
	Drop  outboxDropCmd  `cmd:"" help:"Give messages up."`
}

func (outboxCmd) Help() string { return "Example: chartd outbox list --status waiting" }

// statusNames are the words for where a message stands.
var statusNames = map[alerts.Status]string{
	alerts.Waiting: "waiting", alerts.Delivered: "delivered", alerts.Dead: "dead", alerts.Dropped: "dropped",
}

type outboxListCmd struct {
	projectFlag `embed:""`
	listing     `embed:""`
	Status      string `enum:"waiting,delivered,dead,dropped" default:"dead" placeholder:"STATUS" help:"waiting, delivered, dead (not delivered within three days, or refused) or dropped."`
	Count       int    `short:"n" default:"100" placeholder:"N" help:"How many messages to show, the newest first."`
}

func (outboxListCmd) Help() string { return "Example: chartd outbox list --json" }

// letterRow is a message in a list.
type letterRow struct {
	Key         string   `json:"key"`
	Status      string   `json:"status"`
	Destination string   `json:"destination"` // its name
	Created     moment   `json:"created"`
	Due         *moment  `json:"due,omitempty"` // of the next try of one that waits
	Tries       int      `json:"tries"`
	Title       string   `json:"title"`
	Says        []string `json:"messages"` // a sentence for each notice
}

func (r letterRow) cells() []string {
	next := ""
	if r.Due != nil {
		next = "next " + message.Moment(r.Due.at.Unix())
	}
	return []string{r.Key, r.Status, r.Destination, message.Moment(r.Created.at.Unix()), counted(r.Tries, "attempt"), r.Title, next}
}

func (c *outboxListCmd) Run(ctx context.Context, world console) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		to, err := e.addressees(ctx, p)
		if err != nil {
			return err
		}
		var status alerts.Status
		for s, name := range statusNames {
			if name == c.Status {
				status = s
			}
		}
		list, err := e.alerts.Letters(ctx, p.ID, status, c.Count)
		if err != nil {
			return err
		}
		var rows []letterRow
		for _, l := range list {
			rows = append(rows, letter(l, to))
		}
		return printList(world.out, c.listing, rows)
	})
}

// letter is a message as it is listed.
func letter(l alerts.Letter, to addressees) letterRow {
	m := l.Message
	row := letterRow{
		Key: m.Key, Status: statusNames[l.Status], Destination: to.name(m.Destination),
		Created: moment{time.Unix(m.Created, 0)}, Tries: m.Tries, Title: stats.CleanText(message.Title(m)), Says: []string{},
	}
	if l.Status == alerts.Waiting {
		row.Due = &moment{l.Due}
	}
	for _, n := range m.Notices {
		row.Says = append(row.Says, message.Sentence(n))
	}
	return row
}

// letterWords name messages on the command line.
type letterWords struct {
	Keys        []string `arg:"" help:"Keys of messages, from chartd outbox list."`
	projectFlag `embed:""`
}

// each does something to every message, and says so. A key that is wrong does not
// keep the others from it.
func (c *letterWords) each(ctx context.Context, world console, said string, act func(*engine, stats.Project, string) error) error {
	return c.on(ctx, world, func(e *engine, p stats.Project) error {
		var faults []error
		for _, key := range c.Keys {
			err := act(e, p, key)
			if errors.Is(err, stats.ErrNotFound) {
				faults = append(faults, fmt.Errorf("%s: no message with this key waits or is dead; chartd outbox list shows their keys", key))
				continue
			}
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintln(world.out, key, said); err != nil {
				return err
			}
		}
		return errors.Join(faults...)
	})
}

type outboxRetryCmd struct {
	letterWords `embed:""`
}

func (outboxRetryCmd) Help() string {
	return "They are tried for three more days.\n\nExample: chartd outbox list --json | jq -r '.[].key' | xargs chartd outbox retry"
}

func (c *outboxRetryCmd) Run(ctx context.Context, world console) error {
	return c.each(ctx, world, "is due now", func(e *engine, p stats.Project, key string) error {
		defer e.wake()
		return e.alerts.Retry(ctx, p.ID, key, e.clock.Now())
	})
}

type outboxDropCmd struct {
	letterWords `embed:""`
}

func (outboxDropCmd) Help() string { return "Example: chartd outbox drop k3Xf9a.2s.1.1.3k" }

func (c *outboxDropCmd) Run(ctx context.Context, world console) error {
	return c.each(ctx, world, "is dropped", func(e *engine, p stats.Project, key string) error {
		return e.alerts.Drop(ctx, p.ID, key)
	})
}
