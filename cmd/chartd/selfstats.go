package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"

	"chartd/stats"
)

// ownStat is a figure of the server that is kept as a stat.
type ownStat struct {
	name, metric string
	kind         stats.Kind
	of           func(*dto.Metric) float64
}

// ownStats are all of them. A counter keeps what came in a minute, a value what
// is at its end.
var ownStats = []ownStat{
	{"chartd: posts", "chartd_posts_total", stats.Counter, total},
	{"chartd: points", "chartd_points_total", stats.Counter, total},
	{"chartd: commits", "chartd_commit_seconds", stats.Counter, func(m *dto.Metric) float64 { return float64(m.GetHistogram().GetSampleCount()) }},
	{"chartd: commit seconds", "chartd_commit_seconds", stats.Counter, func(m *dto.Metric) float64 { return m.GetHistogram().GetSampleSum() }},
	{"chartd: store errors", "chartd_store_errors_total", stats.Counter, total},
	{"chartd: log bytes", "chartd_log_bytes", stats.Value, level},
	{"chartd: database away seconds", "chartd_database_away_seconds", stats.Value, level},
	{"chartd: alert pass seconds", "chartd_alert_pass_seconds", stats.Value, level},
	{"chartd: messages waiting", "chartd_messages_waiting", stats.Value, level},
	{"chartd: messages dead", "chartd_messages_dead", stats.Value, level},
}

func total(m *dto.Metric) float64 { return m.GetCounter().GetValue() }

func level(m *dto.Metric) float64 { return m.GetGauge().GetValue() }

// selfStats keeps the server's own figures as stats of a project, so that they
// can be charted and alerted on like all others.
type selfStats struct {
	engine *engine
	key    string // the project's ezkey
	log    *slog.Logger
	from   prometheus.Gatherer
	before map[string]float64 // of counters, by name
}

func newSelfStats(e *engine, key secret, log *slog.Logger) *selfStats {
	from := prometheus.NewRegistry()
	from.MustRegister(e.measures.all...)
	return &selfStats{engine: e, key: string(key), log: log, from: from, before: map[string]float64{}}
}

// run keeps the figures each minute until ctx ends.
func (s *selfStats) run(ctx context.Context) error {
	if s.key == "" {
		return nil
	}
	clock := s.engine.clock
	s.read(nil) // counters count from here
	for {
		now := clock.Now()
		minute := stats.MinuteAt(now.Unix())
		clock.Pause(ctx, time.Unix((minute+1).Unix(), 0).Sub(now))
		if ctx.Err() != nil {
			return nil
		}
		if err := s.keep(ctx, minute); err != nil && ctx.Err() == nil {
			s.log.Warn("--self-stats: this minute is not kept", "error", err)
		}
	}
}

// read returns the figures of a minute for which there is a stat.
func (s *selfStats) read(each func(ownStat, float64)) {
	families, err := s.from.Gather()
	if err != nil {
		s.log.Warn("--self-stats: some figures cannot be read", "error", err)
	}
	sums := map[string]float64{}
	for _, f := range families {
		for _, own := range ownStats {
			if own.metric == f.GetName() {
				for _, m := range f.Metric {
					sums[own.name] += own.of(m)
				}
			}
		}
	}
	for _, own := range ownStats {
		v, ok := sums[own.name]
		if own.kind == stats.Counter {
			v, s.before[own.name] = v-s.before[own.name], v
		}
		if ok && each != nil {
			each(own, v)
		}
	}
}

// keep stores the figures of a minute that ends.
func (s *selfStats) keep(ctx context.Context, minute stats.Minute) error {
	project, kind, err := s.engine.directory.Project(ctx, s.key)
	if err != nil {
		return err
	}
	if kind == stats.UKind {
		return fmt.Errorf("give the ezkey of a project")
	}
	var names []string
	var kinds []stats.Kind
	var values []float64
	s.read(func(own ownStat, v float64) {
		names, kinds, values = append(names, own.name), append(kinds, own.kind), append(values, v)
	})
	ids, errs := make([]stats.StatID, len(names)), make([]error, len(names))
	s.engine.directory.Resolve(ctx, project, names, kinds, ids, errs)
	entry := stats.Entry{Project: project.ID}
	for i, id := range ids {
		if errs[i] != nil {
			return fmt.Errorf("%s: %w", names[i], errs[i])
		}
		entry.Points = append(entry.Points, stats.Point{Stat: id, At: minute, Value: values[i]})
	}
	return s.engine.ingest.Add(ctx, []stats.Entry{entry})
}
