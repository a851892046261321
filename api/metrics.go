package api

import (
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chartd/render"
)

// nFormats is how many formats render has.
const nFormats = int(render.JSON) + 1

// statuses are all that a picture can be answered with. Counters for them are
// made at the start, so counting a picture looks nothing up.
var statuses = [...]int{200, 304, 400, 405, 413, 414, 415, 499, 500, 503}

// metrics counts pictures. It has a registry of its own, so two servers in one
// process count apart.
type metrics struct {
	registry     *prometheus.Registry
	pictures     [nFormats][len(statuses)]prometheus.Counter
	seconds      [nFormats]prometheus.Observer
	bytes        [nFormats]prometheus.Counter
	hits, misses prometheus.Counter
}

func newMetrics(version string, pngs, large *Slots) *metrics {
	m := &metrics{registry: prometheus.NewRegistry()}
	pictures := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "chartd_pictures_total", Help: "Pictures answered, by format and status.",
	}, []string{"format", "status"})
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "chartd_picture_seconds", Help: "Time from request to answer, by format.",
		// An SVG takes about 20 µs, a PNG about 1 ms, a wait at most seconds.
		Buckets: []float64{25e-6, 100e-6, 250e-6, 1e-3, 2.5e-3, 10e-3, 50e-3, 250e-3, 1, 5},
	}, []string{"format"})
	bytes := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "chartd_picture_bytes_total", Help: "Bytes of pictures sent, as compressed, by format.",
	}, []string{"format"})
	cache := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "chartd_png_cache_total", Help: "PNGs looked up among the finished ones, by result.",
	}, []string{"result"})
	waiting := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "chartd_pngs_waiting", Help: "PNGs that wait to be drawn.",
	}, func() float64 { return float64(pngs.waiting.Load() + large.waiting.Load()) })
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "chartd_build_info", Help: "Always 1; its labels say what runs.",
		ConstLabels: prometheus.Labels{"version": version, "renderer": render.Version, "go": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(pictures, seconds, bytes, cache, waiting, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))

	for f := range nFormats {
		format := render.Format(f).String()
		m.seconds[f] = seconds.WithLabelValues(format)
		m.bytes[f] = bytes.WithLabelValues(format)
		for i, status := range statuses {
			m.pictures[f][i] = pictures.WithLabelValues(format, strconv.Itoa(status))
		}
	}
	m.hits, m.misses = cache.WithLabelValues("hit"), cache.WithLabelValues("miss")
	return m
}

// picture counts one answer of body bytes, begun at start.
func (m *metrics) picture(f render.Format, status, body int, start time.Time) {
	for i, s := range statuses {
		if s == status {
			m.pictures[f][i].Inc()
		}
	}
	m.bytes[f].Add(float64(body))
	m.seconds[f].Observe(time.Since(start).Seconds())
}

// page is what Prometheus reads.
func (m *metrics) page() http.HandlerFunc {
	page := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Cache-Control"] = noStore
		page.ServeHTTP(w, r)
	}
}
