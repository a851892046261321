package mail_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	"chartd/alerts/store"
	"chartd/stats"
	"chartd/stats/sqlite"
	"chartd/stats/statstest/fresh"

	"github.com/emersion/go-smtp"
)

// BenchmarkBreach is how long it takes from the look at 10,000 alerts of 100
// projects, all of which fire at once, until a mail server has taken the mails:
// two seconds of it are the wait for what else fires. The server is in this
// process and answers at once.
func BenchmarkBreach(b *testing.B) {
	projects, rules := 100, 100
	if testing.Short() {
		projects, rules = 3, 3
	}
	for b.Loop() {
		b.StopTimer()
		db := fresh.SQLite(b)
		now := time.Now()
		s := breaching(b, db, projects, rules, now)
		in := newInbox(projects)
		relay := serve(b, script{data: in.take})
		post, err := mail.New(mail.Options{URL: relay.url(false), From: "chartd@example.com", Places: message.Places{Base: "https://charts.example.com", Key: make([]byte, 32)}})
		if err != nil {
			b.Fatal(err)
		}
		log := slog.New(slog.DiscardHandler)
		courier := &alerts.Courier{Outbox: s, Senders: alerts.Senders{alerts.Email: post}, Deadline: time.Minute, Fault: log}
		watcher := &alerts.Watcher{Rules: s, Series: db.Chunks(), Complete: alerts.WholeMinutes, Wake: courier.Wake, Fault: log}
		ctx, stop := context.WithCancel(b.Context())
		var running sync.WaitGroup
		running.Go(func() { courier.Run(ctx) })
		b.StartTimer()
		began := time.Now()
		if err := watcher.Pass(b.Context(), now); err != nil {
			b.Fatal(err)
		}
		looked := time.Since(began)
		<-in.full
		stop()
		running.Wait()
		b.ReportMetric(looked.Seconds(), "look-s")
		b.ReportMetric(in.after(began, 0.5).Seconds(), "p50-s")
		b.ReportMetric(in.after(began, 0.99).Seconds(), "p99-s")
	}
}

// inbox notes when mails came.
type inbox struct {
	want int
	full chan struct{} // closed when all are there
	mu   sync.Mutex
	at   []time.Time
}

func newInbox(want int) *inbox { return &inbox{want: want, full: make(chan struct{})} }

func (in *inbox) take(_ *smtp.Conn, r io.Reader) error {
	if _, err := io.Copy(io.Discard, r); err != nil {
		return err
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.at = append(in.at, time.Now())
	if len(in.at) == in.want {
		close(in.full)
	}
	return nil
}

// after is how long after a moment a part of the mails had come.
func (in *inbox) after(began time.Time, part float64) time.Duration {
	in.mu.Lock()
	defer in.mu.Unlock()
	slices.SortFunc(in.at, time.Time.Compare)
	return in.at[int(part*float64(len(in.at)-1))].Sub(began)
}

// breaching is a store of projects whose alerts all fire at the next look.
func breaching(b *testing.B, db *sqlite.DB, projects, rules int, now time.Time) *store.Store {
	b.Helper()
	s := store.New(db.Catalog())
	at := stats.MinuteAt(now.Unix()) - 3
	for p := range projects {
		id := stats.ProjectID(p + 1)
		project := stats.Project{ID: id, EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), MaxStats: 1 << 20, MaxNew: 1 << 20, Zone: "UTC"}
		if err := db.Catalog().CreateAccount(b.Context(), stats.Account{ID: stats.AccountID(p + 1), Email: fmt.Sprintf("%d@example.com", p)}, project); err != nil {
			b.Fatal(err)
		}
		target, err := alerts.NewTarget(alerts.Email, map[string]string{"address": fmt.Sprintf("%d@example.com", p)})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.CreateDestination(b.Context(), alerts.Destination{Project: id, Name: "owner", Channel: alerts.Email, Target: target, Manual: true}); err != nil {
			b.Fatal(err)
		}
		wanted := make([]stats.NewStat, rules)
		for i := range wanted {
			wanted[i] = stats.NewStat{Name: fmt.Sprintf("load %d", i), Kind: stats.Counter, Created: now.Add(-24 * time.Hour)}
		}
		made, err := db.Catalog().Create(b.Context(), id, wanted)
		if err != nil {
			b.Fatal(err)
		}
		chunks := make([]stats.Chunk, rules)
		for i, stat := range made {
			chunks[i] = stats.Chunk{ChunkKey: stats.ChunkKey{Stat: stat.ID, Hour: at.Hour()}, Rev: 1}
			chunks[i].Minutes[at-at.Hour().Minute()].Add(5)
			if _, err := s.Create(b.Context(), alerts.Rule{Project: id, Stat: stat.ID, Kind: alerts.Value, Window: "5m", Operator: alerts.Greater, Created: now}); err != nil {
				b.Fatal(err)
			}
		}
		if err := db.Chunks().Put(b.Context(), 1, chunks); err != nil {
			b.Fatal(err)
		}
	}
	return s
}
