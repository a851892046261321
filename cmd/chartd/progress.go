package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// progress shows on a terminal how far a file is read, once a second, with rate
// and time left. What goes to its writers goes where the line of progress was.
type progress struct {
	from io.Reader
	size int64 // 0: unknown
	name string
	to   io.Writer // nil: nobody looks
	now  func() time.Time

	mu          sync.Mutex
	read        int64
	began, last time.Time
	shown       bool
}

// clearLine takes a terminal to the begin of its line, and empties that.
const clearLine = "\r\x1b[K"

// terminalOf is a writer if a person reads it, else nil.
func terminalOf(w io.Writer) io.Writer {
	if f, ok := w.(*os.File); ok && isTerminal(f) {
		return w
	}
	return nil
}

func (p *progress) Read(b []byte) (int, error) {
	n, err := p.from.Read(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.read += int64(n)
	now := p.now()
	if p.began.IsZero() {
		p.began, p.last = now, now
	}
	if p.to != nil && now.Sub(p.last) >= time.Second {
		p.last = now
		p.show(now)
	}
	return n, err
}

func (p *progress) show(now time.Time) {
	rate := float64(p.read) / max(now.Sub(p.began).Seconds(), 1e-3)
	p.shown = true
	if p.size == 0 {
		fmt.Fprintf(p.to, "%s%s: %.1f MB, %.1f MB/s", clearLine, p.name, float64(p.read)/1e6, rate/1e6)
		return
	}
	left := time.Duration(float64(p.size-p.read) / max(rate, 1) * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(p.to, "%s%s: %d %%, %.1f MB/s, %s left", clearLine, p.name, 100*p.read/p.size, rate/1e6, left)
}

// clear takes the line of progress away.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.to, clearLine)
		p.shown = false
	}
}

// end takes the line away for good.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.to = nil
}

// over is a writer whose lines replace that of progress.
func (p *progress) over(to io.Writer) io.Writer { return overProgress{p, to} }

type overProgress struct {
	*progress
	to io.Writer
}

func (o overProgress) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.clear()
	return o.to.Write(b)
}
