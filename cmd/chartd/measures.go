package main

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// measures are the figures about stored stats that /metrics shows. What happens
// often is counted, everything else is looked up when somebody asks.
type measures struct {
	posts    *prometheus.CounterVec // by status
	accepted prometheus.Counter     // of which nothing was refused as a whole
	all      []prometheus.Collector
}

// newMeasures makes the figures of an engine that does not run yet.
func newMeasures(e *engine) *measures {
	m := &measures{
		posts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chartd_posts_total", Help: "Posts answered, by the status that they have without --legacy-status.",
		}, []string{"status"}),
	}
	m.accepted = m.posts.WithLabelValues(strconv.Itoa(http.StatusOK))
	points := prometheus.NewCounter(prometheus.CounterOpts{
		Name: "chartd_points_total", Help: "Points that are on disk. A repeated id adds none.",
	})
	commits := prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "chartd_commit_seconds", Help: "Time of a commit of the log, its fsync included. One commit takes all posts that wait.",
		// A good disk syncs in 0.1 ms, a bad one in tens; a second is a fault.
		Buckets: []float64{100e-6, 250e-6, 500e-6, 1e-3, 2.5e-3, 5e-3, 10e-3, 25e-3, 100e-3, 1, 10},
	})
	storeErrors := prometheus.NewCounter(prometheus.CounterOpts{
		Name: "chartd_store_errors_total", Help: "Checkpoints that failed. They are tried again; posts stay in the log meanwhile.",
	})
	m.all = []prometheus.Collector{m.posts, points, commits, storeErrors}
	e.ingest.Committed = func(n int, took time.Duration) {
		points.Add(float64(n))
		commits.Observe(took.Seconds())
	}
	e.keeper.Failed = storeErrors.Inc
	m.look(prometheus.GaugeValue, "chartd_log_bytes", "Size of the points in the log that are not stored as hours yet.",
		func() float64 { return float64(e.log.Bytes()) })
	m.look(prometheus.GaugeValue, "chartd_dirty_chunks", "Hours of stats in memory that are not stored yet.",
		func() float64 { hours, _ := e.keeper.Head.Size(); return float64(hours) })
	m.look(prometheus.GaugeValue, "chartd_head_bytes", "Memory of the hours that are not stored yet.",
		func() float64 { _, bytes := e.keeper.Head.Size(); return float64(bytes) })
	m.look(prometheus.GaugeValue, "chartd_checkpoint_lag_seconds", "For how long hours that should be stored could not be; 0 when all is well.",
		func() float64 { return lag(e.keeper.AwaySince()) })
	m.look(prometheus.GaugeValue, "chartd_database_away_seconds", "For how long the database has been out of reach; 0 when it is not.",
		func() float64 { return lag(e.away()) })
	m.look(prometheus.CounterValue, "chartd_ids_cut_total", "Ids against double counting that were forgotten before their day was over, because there are more than --max-ids.",
		func() float64 { return float64(e.log.CutIDs()) })
	return m
}

// look adds a figure that is looked up.
func (m *measures) look(kind prometheus.ValueType, name, help string, at func() float64) {
	if kind == prometheus.CounterValue {
		m.all = append(m.all, prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, at))
		return
	}
	m.all = append(m.all, prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, at))
}

// watch adds the figures of alerts.
func (m *measures) watch(a *alerting) {
	m.look(prometheus.GaugeValue, "chartd_alert_pass_seconds", "Time of the last look at all alerts that were due.",
		func() float64 { return math.Float64frombits(a.pass.Load()) })
	m.all = append(m.all, newOutboxFigures(a.counts))
}

// outboxFigures are two figures that are one question to the database.
type outboxFigures struct {
	waiting, dead *prometheus.Desc
	counts        func() (waiting, dead float64)
}

func newOutboxFigures(counts func() (waiting, dead float64)) outboxFigures {
	return outboxFigures{
		prometheus.NewDesc("chartd_messages_waiting", "Messages that are not sent yet.", nil, nil),
		prometheus.NewDesc("chartd_messages_dead", "Messages that were given up.", nil, nil),
		counts,
	}
}

// Describe implements prometheus.Collector.
func (o outboxFigures) Describe(to chan<- *prometheus.Desc) { to <- o.waiting; to <- o.dead }

// Collect implements prometheus.Collector.
func (o outboxFigures) Collect(to chan<- prometheus.Metric) {
	waiting, dead := o.counts()
	to <- prometheus.MustNewConstMetric(o.waiting, prometheus.GaugeValue, waiting)
	to <- prometheus.MustNewConstMetric(o.dead, prometheus.GaugeValue, dead)
}

// lag is how long something has lasted, if it does.
func lag(since time.Time, on bool) float64 {
	if !on {
		return 0
	}
	return time.Since(since).Seconds()
}

// answered counts a post by its status.
func (m *measures) answered(_, status int) {
	if status == http.StatusOK {
		m.accepted.Inc()
		return
	}
	m.posts.WithLabelValues(strconv.Itoa(status)).Inc()
}
