package main

import (
	"fmt"
	"os"
	"time"

	"chartd/alerts"
)

// clockName is the variable that gives a script's chartd a clock of its own: a
// moment at which it begins, and how many times as fast as the machine's it
// runs, as in "2026-11-29T07:50:00+01:00 60". Processes of one script share
// the moment at which it began, the third word in UNIX milliseconds.
const clockName = "CHARTD_TEST_CLOCK"

// testClock is the clock that the variable asks for, or the machine's.
func testClock() alerts.Clock {
	text := os.Getenv(clockName)
	if text == "" {
		return alerts.Clock{}
	}
	var at string
	var speed, began int64
	if _, err := fmt.Sscan(text, &at, &speed, &began); err != nil {
		panic(clockName + ": " + err.Error())
	}
	first, err := time.Parse(time.RFC3339, at)
	if err != nil {
		panic(clockName + ": " + err.Error())
	}
	return runningClock(first, time.UnixMilli(began), speed)
}

// runningClock was at a moment when the machine's clock was at another, and runs
// some times as fast.
func runningClock(first, real time.Time, speed int64) alerts.Clock {
	return alerts.Clock{
		Time:  func() time.Time { return first.Add(time.Since(real) * time.Duration(speed)) },
		Timer: func(d time.Duration) <-chan time.Time { return time.After(d / time.Duration(speed)) },
	}
}
