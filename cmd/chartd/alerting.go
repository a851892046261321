package main

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"

	"chartd/alerts"
	"chartd/alerts/channel"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	"chartd/alerts/report"
	"chartd/stats"
)

//   stats.Reader ─► Watcher, Scout, Reporter ─► alerts/store (outbox)
//                                                     │
//                    mail, channel ◄── Courier ◄──────┘
//                    keybase-relay ◄── api/relay ◄────┘

// alertSettings are about alerts and reports.
type alertSettings struct {
	// None: messages by mail wait, and pages say so.
	SMTPURL secret `setting:"" name:"smtp-url" placeholder:"URL" help:"Mail server for alerts and reports: smtp://user:password@mail.example.com:587, smtps://… for TLS from the first byte, or smtp://localhost:25 for a local relay."`
	// A name that says who writes; relays that are strict about it refuse it in the log of attempts.
	MailFrom string `setting:"" default:"chartd@localhost" placeholder:"ADDRESS" help:"Sender of mails."`
	// Linked: a picture in a chat loads when somebody looks.
	Private bool `setting:"" help:"Nobody outside reaches this server: pictures are uploaded with messages instead of linked. So too without --base-url."`
	// None: a destination is typed by users, who must not reach this machine's neighbours through it.
	AllowNetworks string `setting:"" placeholder:"LIST" help:"Networks that messages may be sent to besides public addresses, such as 127.0.0.0/8,10.1.0.0/16."`
	// Nobody.
	HeartbeatURL secret `setting:"" name:"heartbeat-url" placeholder:"URL" help:"Call this address each minute in which alerts were evaluated on time."`
	// None: nobody's project gets stats that it did not ask for.
	SelfStats secret `setting:"" placeholder:"EZKEY" help:"Keep the server's own figures as stats \"chartd: …\" in the project of this ezkey."`
}

// networks are those of --allow-networks.
func (c *alertSettings) networks() ([]netip.Prefix, error) {
	var list []netip.Prefix
	for text := range strings.SplitSeq(c.AllowNetworks, ",") {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		one, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("--allow-networks %s: give networks such as 10.1.0.0/16 or 127.0.0.1/32", text)
		}
		list = append(list, one)
	}
	return list, nil
}

// alerting is what watches stats and tells people.
type alerting struct {
	engine   *engine
	cfg      settings
	log      *slog.Logger
	watcher  *alerts.Watcher
	scout    *alerts.Scout
	courier  *alerts.Courier
	reporter *report.Reporter
	beat     *heartbeat
	pass     atomic.Uint64 // seconds that the last look took, as bits of a float64
}

// sendLimit is how long a try to send may take, so that a slow mail server with
// a large mail has time, and a hanging one holds its lane for less than a minute.
const sendLimit = 40 * time.Second

// newAlerting connects the parts. Messages are sent by nobody before run.
func newAlerting(e *engine, cfg settings, log *slog.Logger) *alerting {
	a := &alerting{engine: e, cfg: cfg, log: log, beat: newHeartbeat(cfg.HeartbeatURL, log)}
	a.courier = &alerts.Courier{Outbox: e.alerts, Deadline: sendLimit, Clock: e.clock, Fault: log}
	wake := a.courier.Wake
	e.wake = wake
	a.watcher = &alerts.Watcher{
		Rules: e.alerts, Series: e.reader(), Complete: e.complete, Wake: wake, Clock: e.clock, Fault: log,
		OnTime: func(took time.Duration) {
			a.pass.Store(math.Float64bits(took.Seconds()))
			a.beat.onTime()
		},
	}
	a.scout = &alerts.Scout{
		Detectors: e.alerts, Projects: e.projects, List: e.catalog.List, Series: e.reader(), Complete: e.complete, Wake: wake, Clock: e.clock, Fault: log,
	}
	a.reporter = &report.Reporter{
		Reports: e.alerts, News: e.alerts, Builder: e.reports(), Complete: e.complete, Wake: wake, Clock: e.clock, Fault: log,
	}
	e.measures.watch(a)
	return a
}

// start runs the parts until the group stops.
func (a *alerting) start(users *group) {
	users.start("messages", a.deliver)
	users.start("alerts", endless(a.watcher.Run))
	users.start("automatic alerts", endless(a.scout.Run))
	users.start("reports", endless(a.reporter.Run))
	users.start("heartbeat", a.beat.run)
	users.start("self stats", newSelfStats(a.engine, a.cfg.SelfStats, a.log).run)
}

// countLimit is how long whoever looks at the figures waits for the database.
const countLimit = 2 * time.Second

// counts is how many messages wait and how many are dead; what cannot be known
// is not a number.
func (a *alerting) counts() (waiting, dead float64) {
	ctx, cancel := context.WithTimeout(context.Background(), countLimit)
	defer cancel()
	w, d, err := a.engine.alerts.Counts(ctx)
	if err != nil {
		return math.NaN(), math.NaN()
	}
	return float64(w), float64(d)
}

// endless is a part that ends with its context alone.
func endless(run func(context.Context)) func(context.Context) error {
	return func(ctx context.Context) error {
		run(ctx)
		return nil
	}
}

// keyPatience is how often a database that is away is asked for the key of links.
const keyPatience = 5 * time.Second

// deliver sends messages until ctx ends. Without the key of links there is no
// database, and so nothing to send.
func (a *alerting) deliver(ctx context.Context) error {
	key, err := a.engine.alerts.LinkKey(ctx)
	for ; err != nil && ctx.Err() == nil; key, err = a.engine.alerts.LinkKey(ctx) {
		a.engine.clock.Pause(ctx, keyPatience)
	}
	if ctx.Err() != nil {
		return nil
	}
	if a.courier.Senders, err = a.cfg.senders(key); err != nil {
		return err
	}
	a.courier.Run(ctx)
	return nil
}

// senders are all ways to send that this server has. Keybase is its relay's.
func (c *settings) senders(key alerts.LinkKey) (alerts.Senders, error) {
	places := message.Places{Base: strings.TrimSuffix(c.BaseURL, "/"), Key: key}
	allow, err := c.networks()
	if err != nil {
		return nil, err
	}
	web := channel.New(channel.Options{Places: places, Private: c.Private || c.BaseURL == "", Allow: allow})
	list := alerts.Senders{}
	for _, c := range alerts.Channels() {
		list[c] = web
	}
	delete(list, alerts.Keybase)
	delete(list, alerts.Email)
	if c.SMTPURL != "" {
		post, err := mail.New(mail.Options{URL: string(c.SMTPURL), From: c.MailFrom, Places: places})
		if err != nil {
			return nil, fmt.Errorf("--%w", err)
		}
		list[alerts.Email] = post
	}
	return list, nil
}

// complete is the first minute that is not wholly in yet: of a single node what
// has settled, of several what all of them have shared.
func (e *engine) complete(ctx context.Context, now time.Time) (stats.Minute, error) {
	if e.writing == nil {
		return alerts.WholeMinutes(ctx, now)
	}
	shared, err := e.writing.DB.SharedByAll(ctx)
	switch {
	case err != nil:
		return 0, err
	case shared.IsZero():
		return 0, fmt.Errorf("no node has stored its points lately: %w", stats.ErrAway)
	}
	return completeBy(shared, now), nil
}

// completeBy is complete of several nodes: a minute has settled, and all have
// shared it. What all shared before now and settles now counts once: a look ten
// seconds after a minute is about that minute.
func completeBy(shared, now time.Time) stats.Minute {
	return min(alerts.Complete(now), stats.MinuteAt(shared.Unix()))
}

// reports says what reports hold.
func (e *engine) reports() report.Builder {
	return report.Builder{Series: e.reader(), Things: e.catalog, Rules: e.alerts}
}

// projects lists all projects.
func (e *engine) projects(ctx context.Context) ([]stats.ProjectID, error) {
	const everybody = 0
	list, _, err := e.catalog.Projects(ctx, everybody)
	ids := make([]stats.ProjectID, len(list))
	for i, p := range list {
		ids[i] = p.ID
	}
	return ids, err
}
