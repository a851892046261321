package postgres

import (
	"context"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// bound sets all limits of a connection: patience is for one statement. The
// server breaks off what takes longer and says so; where it says nothing for a
// bit longer than that, the connection breaks.
func bound(cfg *pgx.ConnConfig, patience time.Duration) {
	cfg.ConnectTimeout = patience
	dialer := net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3}}
	cfg.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dialer.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &watched{Conn: conn, silence: patience + patience/5}, nil
	}
	for name, value := range map[string]string{
		"application_name":  "chartd",
		"statement_timeout": milliseconds(patience),
		// What a process that vanished has locked is free again soon, also its
		// writer id.
		"idle_in_transaction_session_timeout": milliseconds(patience),
		"tcp_keepalives_idle":                 "10",
		"tcp_keepalives_interval":             "5",
		"tcp_keepalives_count":                "3",
		// A plan for any hours would look at the partitions of all months, and
		// queries are too short for compiling them to be worth while.
		"plan_cache_mode": "force_custom_plan",
		"jit":             "off",
	} {
		if _, ok := cfg.RuntimeParams[name]; !ok { // the address wins
			cfg.RuntimeParams[name] = value
		}
	}
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// watched is a connection on which every read and write ends within silence.
// Whoever sets a deadline can only make it less.
//
// # Why
//
// A context bounds a call only where somebody gave it a deadline, and
// database/sql and cleaning up have places without. A stopped server's system
// goes on answering keepalives, so those do not notice.
type watched struct {
	net.Conn
	silence time.Duration

	mu  sync.Mutex
	set bool // a deadline was set from outside
}

// Read implements net.Conn.
func (c *watched) Read(p []byte) (int, error) {
	if err := c.limit(c.Conn.SetReadDeadline); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}

// Write implements net.Conn.
func (c *watched) Write(p []byte) (int, error) {
	if err := c.limit(c.Conn.SetWriteDeadline); err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}

// limit gives the next read or write its deadline, unless it has one.
func (c *watched) limit(set func(time.Time) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.set {
		return nil
	}
	return set(time.Now().Add(c.silence))
}

// SetDeadline implements net.Conn. It is how pgx breaks off a call.
func (c *watched) SetDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.set = !t.IsZero()
	if latest := time.Now().Add(c.silence); c.set && t.After(latest) {
		t = latest
	}
	return c.Conn.SetDeadline(t)
}
