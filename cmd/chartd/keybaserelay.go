package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"chartd/api/relay"
)

type keybaseRelayCmd struct {
	Server     string        `required:"" placeholder:"URL" help:"Address of the chartd server, with its path if it has one."`
	RelayToken secret        `setting:"" aliases:"token" required:"" placeholder:"TOKEN" help:"The server's --relay-token. Others on this machine can read flags: rather set the variable."`
	Keybase    string        `default:"keybase" placeholder:"FILE" help:"The Keybase client, signed in as a member of the teams."`
	Deadline   time.Duration `default:"30s" placeholder:"TIME" help:"How long the client may take for a message, at most 5m."`
	PlainHTTP  bool          `name:"plain-http" help:"Send the token over plain HTTP to another machine."`
}

func (keybaseRelayCmd) Help() string {
	return `Fetches messages for Keybase destinations from a server and sends them with keybase chat api. It keeps nothing and needs no data folder, so it can
run on a machine that has nothing else. Until a message is settled it is this relay's for its deadline and half a minute: when the relay ends in between, the
message is sent again after that. The last line of each message is its key, which is the same then.

Example: CHARTD_RELAY_TOKEN=… chartd keybase-relay --server https://charts.example.com`
}

// Times of a relay.
const (
	relayIdle      = 2 * time.Second  // between two questions when nothing was due
	relayRetry     = time.Second      // after a first failure, and doubled with each
	relayRetryMost = 30 * time.Second // at most
	relaySpare     = 30 * time.Second // to settle, after the deadline for sending
	relayTimeout   = 20 * time.Second // of one call of the server
	relayLongest   = 5 * time.Minute  // deadline: with relaySpare it is a lease that servers give
)

// Run sends messages until ctx ends.
func (c *keybaseRelayCmd) Run(ctx context.Context, world console) error {
	at, err := c.address()
	if err != nil {
		return err
	}
	if c.Deadline < time.Second || c.Deadline > relayLongest {
		return fmt.Errorf("--deadline %s: give a time from 1s to %s", c.Deadline, relayLongest)
	}
	client, err := exec.LookPath(c.Keybase)
	if err != nil {
		return fmt.Errorf("--keybase %s: %w", c.Keybase, err)
	}
	k := &keybaseRelay{
		server: at, token: c.RelayToken, keybase: client, deadline: c.Deadline,
		idle: relayIdle, retry: relayRetry, log: slog.New(slog.NewTextHandler(world.err, nil)),
		http: &http.Client{
			Timeout: relayTimeout,
			// The token is for the server that was named, wherever that points.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	k.log.Info("relaying messages to Keybase", "server", at)
	k.run(ctx)
	return nil
}

// address is the server's URL without its last slash. A token goes over plain
// HTTP only within this machine, or where that was said.
func (c *keybaseRelayCmd) address() (string, error) {
	at, err := url.Parse(c.Server)
	if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" || at.User != nil || at.RawQuery != "" || at.Fragment != "" {
		return "", errors.New("--server: give https://, a host, and a path if there is one")
	}
	ip := net.ParseIP(at.Hostname())
	here := at.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	if at.Scheme == "http" && !here && !c.PlainHTTP {
		return "", fmt.Errorf("--server %s: the token would be readable on its way: give https://, or say --plain-http", c.Server)
	}
	return strings.TrimSuffix(at.String(), "/"), nil
}

// keybaseRelay carries messages from a server to the Keybase client of this
// machine, one after the other.
type keybaseRelay struct {
	server      string // URL without a final slash
	token       secret
	keybase     string // path of the client
	deadline    time.Duration
	idle, retry time.Duration
	http        *http.Client
	log         *slog.Logger
}

// run carries messages until ctx ends, and then finishes the one in hand.
func (k *keybaseRelay) run(ctx context.Context) {
	wait := k.retry
	for ctx.Err() == nil {
		some, err := k.one(ctx)
		switch {
		case err != nil && (some || ctx.Err() == nil):
			k.log.Error("relay", "error", err)
			wait = k.pause(ctx, wait)
			continue
		case !some:
			k.pause(ctx, k.idle)
		}
		wait = k.retry
	}
}

// pause waits, and returns the next wait after one more failure.
func (k *keybaseRelay) pause(ctx context.Context, d time.Duration) time.Duration {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
	return min(2*d, relayRetryMost)
}

// one carries a message, if there is some. What was claimed is finished whether
// ctx ends or not: otherwise a message that went out would go again.
func (k *keybaseRelay) one(ctx context.Context) (some bool, err error) {
	var c relay.Claim
	lease := int64((k.deadline + relaySpare) / time.Second)
	status, err := k.call(ctx, relay.ClaimPath, relay.Ask{Lease: lease}, &c)
	if err != nil || status == http.StatusNoContent {
		return false, err
	}
	if c.Key == "" || c.Team == "" {
		return false, fmt.Errorf("%s answers something else than a relay's server", k.server)
	}
	last := context.WithoutCancel(ctx)
	sending, cancel := context.WithTimeout(last, k.deadline)
	answer, err := k.send(sending, c)
	cancel()
	s := relay.Settlement{Receipt: c.Receipt, Result: relay.Delivered, Answer: answer}
	if err != nil {
		s.Result, s.Answer = relay.Failed, err.Error()
	}
	k.log.Info("message", "key", c.Key, "team", c.Team, "channel", c.Channel, "result", s.Result, "answer", s.Answer)
	settling, cancel := context.WithTimeout(last, relaySpare)
	defer cancel()
	return true, k.settle(settling, s)
}

// settle says how sending ended, again and again until the lease is over: a
// server that does not hear of it hands the message out again.
func (k *keybaseRelay) settle(ctx context.Context, s relay.Settlement) error {
	for wait := k.retry; ; {
		status, err := k.call(ctx, relay.SettlePath, s, nil)
		if err == nil {
			return nil
		}
		err = fmt.Errorf("settle %s: %w", s.Key, err)
		if status >= http.StatusBadRequest && status < http.StatusInternalServerError && status != http.StatusTooManyRequests {
			return err // it is another's by now, or the token is none any more
		}
		if wait = k.pause(ctx, wait); ctx.Err() != nil {
			return err
		}
	}
}

// maxAnswer bounds what is read of a server's answer or the client's, in bytes.
const maxAnswer = 64 << 10

// call asks the server. The error of a status other than 2xx is what the server
// says; 0 is no answer.
func (k *keybaseRelay) call(ctx context.Context, path string, ask, into any) (status int, err error) {
	body, err := json.Marshal(ask)
	if err != nil {
		return 0, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, k.server+path, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", "Bearer "+string(k.token))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "chartd")
	answer, err := k.http.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	switch {
	case err != nil:
		return 0, fmt.Errorf("%s: %w", k.server, err)
	case answer.StatusCode == http.StatusOK && into != nil:
		if err := json.Unmarshal(text, into); err != nil {
			return 0, fmt.Errorf("%s answers something else than a relay's server: %w", k.server, err)
		}
	case answer.StatusCode != http.StatusNoContent:
		var told struct{ Error string }
		_ = json.Unmarshal(text, &told) // without a sentence there is the status
		return answer.StatusCode, fmt.Errorf("%s answers %s: %s", k.server, answer.Status, cmp.Or(told.Error, "no chartd with --relay-token"))
	}
	return answer.StatusCode, nil
}

// keybaseSend is a call of keybase chat api.
type keybaseSend struct {
	Method string `json:"method"`
	Params struct {
		Options struct {
			Channel keybaseChannel `json:"channel"`
			Message struct {
				Body string `json:"body"`
			} `json:"message"`
		} `json:"options"`
	} `json:"params"`
}

type keybaseChannel struct {
	Name    string `json:"name"`
	Members string `json:"members_type"`
	Topic   string `json:"topic_name"`
}

// keybaseReply is what the client prints.
type keybaseReply struct {
	Result *struct {
		Message string `json:"message"`
		ID      int64  `json:"id"`
	} `json:"result"`
	Error *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// send gives a message to the client, and returns what that answered.
func (k *keybaseRelay) send(ctx context.Context, c relay.Claim) (string, error) {
	ask := keybaseSend{Method: "send"}
	ask.Params.Options.Channel = keybaseChannel{Name: c.Team, Members: "team", Topic: c.Channel}
	ask.Params.Options.Message.Body = c.Text
	body, err := json.Marshal(ask)
	if err != nil {
		return "", err
	}
	run := exec.CommandContext(ctx, k.keybase, "chat", "api")
	run.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, variable("relay-token")+"=") })
	run.Stdin = bytes.NewReader(body)
	run.WaitDelay = time.Second // for what it started and left behind
	var out, complaint prefix
	run.Stdout, run.Stderr = &out, &complaint
	err = run.Run()
	if ctx.Err() != nil {
		return "", fmt.Errorf("keybase took longer than %s", k.deadline)
	}
	if err != nil {
		return "", fmt.Errorf("keybase: %w: %s", err, firstLine(complaint.text))
	}
	return replied(out.text)
}

// replied reads what the client printed.
func replied(text []byte) (string, error) {
	var r keybaseReply
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&r); err != nil {
		return "", fmt.Errorf("keybase answers no JSON: %s", firstLine(text))
	}
	switch {
	case r.Error != nil:
		return "", fmt.Errorf("keybase: %s (code %d)", r.Error.Message, r.Error.Code)
	case r.Result == nil:
		return "", errors.New("keybase answers neither a result nor an error")
	}
	return fmt.Sprintf("%s, id %d", r.Result.Message, r.Result.ID), nil
}

// firstLine is a line for an error.
func firstLine(text []byte) string {
	line, _, _ := bytes.Cut(bytes.TrimSpace(text), []byte("\n"))
	return string(line)
}

// prefix keeps the first maxAnswer bytes that are written to it.
type prefix struct{ text []byte }

func (f *prefix) Write(p []byte) (int, error) {
	f.text = append(f.text, p[:min(len(p), maxAnswer-len(f.text))]...)
	return len(p), nil
}
