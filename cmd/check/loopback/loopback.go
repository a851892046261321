// Package loopback is what servers that a test runs as processes of their own
// have in common: a port of the loopback address, the wait for them, and what they
// said last.
package loopback

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"time"
)

// Host is the address that such servers listen on.
const Host = "127.0.0.1"

// Address is a port of Host, as "127.0.0.1:25025".
func Address(port int) string { return net.JoinHostPort(Host, strconv.Itoa(port)) }

// FreePort is a port that nobody listens at. It is below those that systems
// give to outgoing connections: there it would be taken, now and then, while
// the server is stopped.
func FreePort() (int, error) {
	const lowest, highest, tries = 20000, 32767, 100
	var last error
	for range tries {
		port := lowest + rand.N(highest-lowest+1)
		l, err := net.Listen("tcp", Address(port))
		if err == nil {
			return port, l.Close()
		}
		last = err
	}
	return 0, fmt.Errorf("no free port after %d tries: %w", tries, last)
}

// pollEvery is how long Poll waits before it asks again.
const pollEvery = 5 * time.Millisecond

// Poll asks until the answer is yes or an error, or the context ends.
func Poll(ctx context.Context, ask func() (bool, error)) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if yes, err := ask(); yes || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick.C:
		}
	}
}

// LastWords is the end of a server's log, for an error about it.
func LastWords(log string) string {
	text, err := os.ReadFile(log)
	if err != nil {
		return err.Error()
	}
	const enough = 4 << 10
	return string(text[max(0, len(text)-enough):])
}
