package main

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chartd/cmd/check/target"
)

func TestMain(m *testing.M) { target.RunTests(m) }

func TestAsManyRequestsAreSpentAsWereAskedFor(t *testing.T) {
	var seen, packed atomic.Int64
	all := target.Answering(t, 3, func(w http.ResponseWriter, r *http.Request) {
		seen.Add(1)
		if r.Header.Get("Accept-Encoding") == "gzip" {
			packed.Add(1)
		}
		w.WriteHeader(http.StatusNoContent)
	})
	took, err := spend(all, 100, target.Get("/", false), 204, "")
	if err != nil || took <= 0 || seen.Load() != 100 || packed.Load() != 0 {
		t.Errorf("%d requests in %v, %d of them for gzip, error %v", seen.Load(), took, packed.Load(), err)
	}
	if _, err := spend(all, 10, target.Get("/", true), 204, ""); err != nil || packed.Load() != 10 {
		t.Errorf("%d of 10 requests are for gzip, error %v", packed.Load(), err)
	}
}

func TestAnswersThatAreNotThePictureEndTheRun(t *testing.T) {
	for _, tt := range []struct {
		what   string
		answer http.HandlerFunc
	}{
		{"another status", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<svg", 500) }},
		{"another body", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }},
		{"no length", func(w http.ResponseWriter, _ *http.Request) {
			_ = http.NewResponseController(w).Flush()
			_, _ = io.WriteString(w, "<svg")
		}},
		{"no answer", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
	} {
		t.Run(tt.what, func(t *testing.T) {
			if _, err := spend(target.Answering(t, 2, tt.answer), 4, target.Get("/", false), 200, "<svg"); err == nil {
				t.Error("the run went on")
			}
		})
	}
}

func TestPNGsAreCountedWithThoseRefused(t *testing.T) {
	queries := make(chan string, 1<<16)
	all := target.Answering(t, 2, func(w http.ResponseWriter, r *http.Request) {
		queries <- r.URL.RawQuery
		if strings.Contains(r.URL.RawQuery, "Traffic") {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "\x89PNG\r\n\x1a\n")
	})
	drawn, refused, err := drawPNGs(t.Context(), all, 50*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	close(queries)
	seen, asked := map[string]bool{}, int64(0)
	for q := range queries {
		seen[q] = true
		asked++
	}
	if drawn+refused != asked || drawn == 0 || int64(len(seen)) != asked {
		t.Errorf("%d drawn and %d refused of %d, %d different", drawn, refused, asked, len(seen))
	}
}

func TestCompareTakesMediansOfRoundsNotOfServers(t *testing.T) {
	us := time.Microsecond
	got := compare(
		[]cost{{30 * us, 900}, {21 * us, 100}, {28 * us, 800}},
		[]cost{{20 * us, 1000}, {19 * us, 200}, {10 * us, 900}})
	want := costFigures{own: 28 * us, bare: 19 * us, above: 10 * us, ownRate: 800, bareRate: 900, ratio: 800.0 / 900}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestReportSaysWhatWasMet(t *testing.T) {
	var b strings.Builder
	writeReport(&b, settings{connections: 32, seconds: 10, requests: 40_000, rounds: 5},
		memoryFigures{cold: target.Memory{Now: 15 << 20, Most: 16 << 20}, loaded: 41 << 20, rate: 612.4, refused: 3},
		costFigures{own: 27 * time.Microsecond, bare: 18 * time.Microsecond, above: 9 * time.Microsecond, ownRate: 40_000, bareRate: 50_000, ratio: 0.8})
	for _, want := range []string{
		"| resident memory, cold | 15.0 MB | at most 16 MB | yes |\n",
		"| resident memory, PNGs on 32 connections | 41.0 MB | at most 40 MB | no |\n",
		"| PNGs refused as too many at once (503) | 3 | | |\n",
		"against a bare 204 | 0.80 | at least 0.85 | no |\n",
		"above the bare 204 | 9.0 µs | at most 10 µs | yes |\n",
		"`cd render/rendertest/peers && go run ./load -connections 32 -seconds 10 -requests 40000 -rounds 5 -gzip=false`",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestARunRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-connections", "0"}, {"-seconds", "0"}, {"-seconds", "601"}, {"-requests", "0"}, {"-rounds", "0"}, {"x"}, {"-x"}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
}
