package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
)

// What was posted is what /metrics says.
func TestMetricsOfPosts(t *testing.T) {
	data := t.TempDir()
	s := start(t, "--data", data)
	o := newOwner(t, "metrics@example.com", "--data", data)
	send := func(form url.Values) {
		t.Helper()
		answer, err := http.PostForm("http://"+s.address+"/ez", form)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
	send(url.Values{"ezkey": {o.EZKey}, "stat": {"a~b,c"}, "count": {"1"}, "id": {"once"}}) // two stats
	send(url.Values{"ezkey": {o.EZKey}, "stat": {"a~b,c"}, "count": {"1"}, "id": {"once"}})
	send(url.Values{"ezkey": {o.EZKey}, "stat": {"a"}, "count": {"one"}})
	send(url.Values{"ezkey": {"nobody"}, "stat": {"a"}, "count": {"1"}})
	answer, err := http.Get("http://" + s.address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`chartd_posts_total{status="200"} 2`, `chartd_posts_total{status="400"} 1`, `chartd_posts_total{status="401"} 1`,
		"chartd_points_total 2", "chartd_commit_seconds_count 2", "chartd_dirty_chunks 2", "chartd_ids_cut_total 0",
		"chartd_store_errors_total 0", "chartd_checkpoint_lag_seconds 0", "chartd_database_away_seconds 0",
	} {
		if !strings.Contains("\n"+string(body), "\n"+want+"\n") {
			t.Errorf("/metrics does not say %s", want)
		}
	}
	for _, figure := range []string{"chartd_log_bytes ", "chartd_head_bytes ", "chartd_commit_seconds_sum "} {
		var value float64
		_, after, _ := strings.Cut(string(body), "\n"+figure)
		if _, err := fmt.Sscan(after, &value); err != nil || value <= 0 {
			t.Errorf("%s is %v (%v), want more than 0", figure, value, err)
		}
	}
}

// The figures are named and explained as Prometheus wants it.
func TestMetricsAreWellNamed(t *testing.T) {
	e, _ := openTest(t, "")
	registry := prometheus.NewRegistry()
	registry.MustRegister(e.measures.all...)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	problems, err := promlint.NewWithMetricFamilies(families).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// Who looks at the figures asks the database once.
func TestOutboxFiguresAskOnce(t *testing.T) {
	t.Parallel()
	asked := 0
	figures := newOutboxFigures(func() (waiting, dead float64) {
		asked++
		return 7, 2
	})
	registry := prometheus.NewRegistry()
	registry.MustRegister(figures)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]float64{}
	for _, f := range families {
		said[f.GetName()] = level(f.GetMetric()[0])
	}
	if asked != 1 || said["chartd_messages_waiting"] != 7 || said["chartd_messages_dead"] != 2 {
		t.Errorf("asked %d times, said %v", asked, said)
	}
}
