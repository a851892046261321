package mail_test

import (
	"bytes"
	"context"
	"log/slog"
	netmail "net/mail"
	"strconv"
	"sync"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/store"
	"chartd/cmd/check/loopback"
	"chartd/cmd/check/need"
	"chartd/cmd/check/smtpserver"
	"chartd/stats"
	"chartd/stats/statstest/fresh"
)

// office is a project with some mailboxes, each of them a lane of its own, and a
// courier that delivers by a mail server.
type office struct {
	*testing.T
	store   *store.Store
	project stats.Project
	boxes   []alerts.Destination
	courier *alerts.Courier
}

func newOffice(t *testing.T, server string, boxes int) *office {
	t.Helper()
	catalog := fresh.SQLite(t).Catalog()
	o := &office{T: t, store: store.New(catalog)}
	now := time.Now()
	o.project = stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "shop", EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), Zone: "UTC",
		MaxStats: stats.DefaultMaxStats, MaxNew: stats.DefaultMaxNew, Created: now,
	}
	account := stats.Account{ID: stats.AccountID(stats.NewID()), Email: "owner@example.com", Created: now}
	if err := catalog.CreateAccount(t.Context(), account, o.project); err != nil {
		t.Fatal(err)
	}
	for i := range boxes {
		to := mailbox(t, "ops"+strconv.Itoa(i)+"@example.com")
		to.ID, to.Project, to.Created = 0, o.project.ID, now // the store invents the ID
		to, err := o.store.CreateDestination(t.Context(), to)
		if err != nil {
			t.Fatal(err)
		}
		o.boxes = append(o.boxes, to)
	}
	o.courier = &alerts.Courier{
		Outbox: o.store, Senders: alerts.Senders{alerts.Email: sender(t, mail.Options{URL: server})},
		Deadline: 30 * time.Second, Fault: slog.New(slog.DiscardHandler),
	}
	return o
}

// run runs the courier; the function ends it.
func (o *office) run() (stop func()) {
	ctx, cancel := context.WithCancel(o.Context())
	var wg sync.WaitGroup
	wg.Go(func() { o.courier.Run(ctx) })
	return func() {
		cancel()
		wg.Wait()
	}
}

// tell puts notices for every mailbox into the outbox; they are due at once.
func (o *office) tell(word string, n int) {
	o.Helper()
	for i := range n {
		for _, to := range o.boxes {
			name := word + " " + strconv.Itoa(i)
			if err := o.store.Enqueue(o.Context(), to.ID, fired(named(name)), time.Now().Add(-time.Minute)); err != nil {
				o.Fatal(err)
			}
		}
	}
	o.courier.Wake()
}

// await waits until every mailbox has so many attempts of a status.
func (o *office) await(s alerts.Status, n int) {
	o.Helper()
	err := loopback.Poll(o.Context(), func() (bool, error) {
		for _, to := range o.boxes {
			count := 0
			list, err := o.store.Attempts(o.Context(), to.ID, 100)
			for _, a := range list {
				if a.Status == s {
					count++
				}
			}
			if err != nil || count < n {
				return false, err
			}
		}
		return true, nil
	})
	if err != nil {
		o.Fatal(err)
	}
}

func TestARelayThatIsAwayForAWhile(t *testing.T) {
	need.Tool(t, smtpserver.Programs...)
	need.Root(t)
	t.Parallel()
	relay, err := smtpserver.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := relay.Close(); err != nil {
			t.Error(err)
		}
	})
	const boxes, notices = 3, 4
	o := newOffice(t, relay.URL(), boxes)
	stop := o.run()
	defer stop()

	for _, step := range []func() error{
		func() error { return relay.Start(t.Context()) },
		func() error { o.tell("before", notices); o.await(alerts.Delivered, 1); return nil },
		relay.Stop,
		func() error { o.tell("away", notices); o.await(alerts.Waiting, 1); return nil },
		func() error { return relay.Start(t.Context()) },
		func() error { o.await(alerts.Delivered, 2); return nil },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	o.arrived(relay, "before", "away", notices)
}

// arrived checks that what the relay delivered is each notice once in each
// mailbox, under a Message-ID of its own, and as it was composed.
func (o *office) arrived(relay *smtpserver.Server, before, away string, notices int) {
	o.Helper()
	for _, s := range []alerts.Status{alerts.Waiting, alerts.Dead, alerts.Dropped} {
		if list, err := o.store.Letters(o.Context(), o.project.ID, s, 100); err != nil || len(list) > 0 {
			o.Errorf("%d messages have status %d, error %v", len(list), s, err)
		}
	}
	sent, err := o.store.Letters(o.Context(), o.project.ID, alerts.Delivered, 100)
	if err != nil {
		o.Fatal(err)
	}
	mails, err := relay.Await(o.Context(), len(sent))
	if err != nil || len(mails) != len(sent) {
		o.Fatalf("%d mails of %d messages, error %v", len(mails), len(sent), err)
	}
	ids, seen := map[string]bool{}, map[string]int{}
	for _, raw := range mails {
		m, err := netmail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			o.Fatal(err)
		}
		ids[m.Header.Get("Message-ID")] = true
		p := read(o.T, raw)
		for _, word := range []string{before, away} {
			for i := range notices {
				name := word + " " + strconv.Itoa(i)
				if bytes.Contains([]byte(p.text), []byte(name+": total")) {
					seen[m.Header.Get("To")+" "+name]++
				}
			}
		}
		if len(p.pictures) == 0 {
			o.Errorf("a mail to %s has no chart", m.Header.Get("To"))
		}
	}
	if len(ids) != len(mails) {
		o.Errorf("%d Message-IDs of %d mails", len(ids), len(mails))
	}
	if want := 2 * notices * len(o.boxes); len(seen) != want {
		o.Errorf("%d notices arrived, want %d", len(seen), want)
	}
	for what, n := range seen {
		if n != 1 {
			o.Errorf("%s arrived %d times", what, n)
		}
	}
}
