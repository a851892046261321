package main

import (
	"testing"
	"time"

	"chartd/stats"
)

func TestCompleteBy(t *testing.T) {
	noon := time.Unix(1_700_000_040, 0)
	minute := stats.MinuteAt(noon.Unix())
	for _, c := range []struct {
		fact        string
		shared, now time.Duration // since noon
		want        stats.Minute  // since noon
	}{
		{"shared a moment ago", 9 * time.Second, 10 * time.Second, 0},
		{"shared, but not settled", 9 * time.Second, 9 * time.Second, -1},
		{"settled, but not shared", -time.Second, 10 * time.Second, -1},
		{"one node lies behind", -time.Hour - time.Second, 10 * time.Second, -61},
		{"the clock of a node is ahead", time.Hour, 10 * time.Second, 0},
	} {
		if got := completeBy(noon.Add(c.shared), noon.Add(c.now)) - minute; got != c.want {
			t.Errorf("%s: minute %d, want %d", c.fact, got, c.want)
		}
	}
}
