// Package relay hands messages for Keybase to a program on another machine, the
// only one with a Keybase client. That program has no data and no database: it
// asks for a message, sends it, and says how that ended.
//
//	POST /relay/v1/claim   {"lease":60} → 200 Claim, or 204 when nothing is due
//	POST /relay/v1/settle  Settlement   → 204, or 409 when the lease was over and
//	                                      the message is another's by now
//
// Both want the relay's own token as a bearer (RFC 6750), which opens nothing
// else. A relay that ends between sending and settling leaves its message to
// the next claim after the lease, under the same key; the key is the last line of
// the text, so that a reader knows a repetition.
//
//	relay.go  what comes in and goes out
//	text.go   a message as Keybase shows it
package relay

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/alerts/message"
	"chartd/api/tries"
	"chartd/stats"
)

// Paths of the calls.
const (
	ClaimPath  = "/relay/v1/claim"
	SettlePath = "/relay/v1/settle"
)

// Face answers a relay.
type Face struct {
	Outbox alerts.Outbox
	Base   string                                        // public URL without a final slash, for links; "": none
	Key    func(context.Context) (alerts.LinkKey, error) // signs links
	Token  string                                        // what the relay shows; "" lets nobody in
	Now    func() time.Time
	Log    *slog.Logger // faults of the program

	tries tries.Limit // of tokens that are not the relay's
}

// Ask is the body of a claim.
type Ask struct {
	// Lease is for how many seconds the message is to be this relay's, from
	// MinLease to MaxLease.
	Lease int64 `json:"lease"`
}

// Bounds of a lease, in seconds.
const (
	MinLease = 10
	MaxLease = 600
)

// Receipt is what a relay sends back as it came.
type Receipt struct {
	Key         string               `json:"key"`                // of the message, the same on each try
	Holder      int64                `json:"holder,string"`      // of this claim
	Destination alerts.DestinationID `json:"destination,string"` // whose message it is
	Tries       int                  `json:"tries"`              // before this one
	Created     int64                `json:"created"`            // UNIX seconds
}

// Claim is a message to send.
type Claim struct {
	Receipt
	Lease   int64  `json:"lease"` // seconds
	Team    string `json:"team"`
	Channel string `json:"channel"` // never ""
	Text    string `json:"text"`
}

// Result is how sending ended.
type Result string

// Results. What failed is tried again for three days: Keybase tells in words alone
// what is wrong, and a team can be made or joined by then.
const (
	Delivered Result = "delivered"
	Failed    Result = "failed"
)

// Settlement says how sending ended, with what was answered.
type Settlement struct {
	Receipt
	Result Result `json:"result"`
	Answer string `json:"answer"`
}

// maxBody is the longest body, in bytes; maxKey the longest key.
const (
	maxBody = 16 << 10
	maxKey  = 500
)

// DefaultChannel is where a message for a team without a channel goes.
const DefaultChannel = "general"

// What a relay may be told.
var (
	errToken  = errors.New("the token is not that of the relay (--relay-token)")
	errTries  = errors.New("too many wrong tokens came from this address: wait a minute")
	errMethod = errors.New("POST only")
	errLarge  = fmt.Errorf("a body has at most %d bytes", maxBody)
	errJSON   = errors.New("the body is no JSON object with the fields of this call")
	errLease  = fmt.Errorf("lease: from %d to %d seconds", MinLease, MaxLease)
	errClaim  = errors.New("key, holder, destination, tries, created: send them as they came")
	errResult = errors.New("result: delivered or failed")
	errStale  = errors.New("the lease was over: the message is another's by now, or gone")
	errAway   = errors.New("the database is out of reach")
	errFault  = errors.New("a fault of the server, see its log")
)

// statusOf is the table from errors to statuses.
var statusOf = map[error]int{
	errToken: http.StatusUnauthorized, errTries: http.StatusTooManyRequests, errMethod: http.StatusMethodNotAllowed, errLarge: http.StatusRequestEntityTooLarge,
	errJSON: http.StatusBadRequest, errLease: http.StatusBadRequest, errClaim: http.StatusBadRequest, errResult: http.StatusBadRequest,
	errStale: http.StatusConflict, errAway: http.StatusServiceUnavailable,
}

// Claim answers ClaimPath.
func (f *Face) Claim(w http.ResponseWriter, r *http.Request) {
	var ask Ask
	if err := f.read(w, r, &ask); err != nil {
		f.refuse(w, err)
		return
	}
	c, err := f.claim(r.Context(), ask)
	if errors.Is(err, stats.ErrNotFound) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if err != nil {
		f.refuse(w, err)
		return
	}
	write(w, http.StatusOK, c)
}

// claim takes the first message that is due for any Keybase destination. Without
// one it is stats.ErrNotFound.
func (f *Face) claim(ctx context.Context, ask Ask) (Claim, error) {
	if ask.Lease < MinLease || ask.Lease > MaxLease {
		return Claim{}, errLease
	}
	now := f.Now()
	lanes, err := f.Outbox.Lanes(ctx, now)
	if err != nil {
		return Claim{}, err
	}
	for _, lane := range lanes {
		if lane.Channel != alerts.Keybase || lane.Next.After(now) {
			continue
		}
		key, err := f.Key(ctx) // before a claim, which nobody would settle without it
		if err != nil {
			return Claim{}, err
		}
		got, err := f.Outbox.Claim(ctx, lane.Destination, now, time.Duration(ask.Lease)*time.Second)
		if errors.Is(err, stats.ErrNotFound) {
			continue // another relay was quicker
		}
		if err != nil {
			return Claim{}, err
		}
		return claimed(got, ask.Lease, message.Places{Base: f.Base, Key: key}), nil
	}
	return Claim{}, stats.ErrNotFound
}

// claimed is a claim as it is sent.
func claimed(c alerts.Claim, lease int64, at message.Places) Claim {
	channel := c.To.Target.Get("channel")
	if channel == "" {
		channel = DefaultChannel
	}
	m := c.Message
	return Claim{
		Receipt: Receipt{Key: m.Key, Holder: c.Holder, Destination: c.To.ID, Tries: m.Tries, Created: m.Created},
		Lease:   lease, Team: c.To.Target.Get("team"), Channel: channel, Text: Text(m, at),
	}
}

// Settle answers SettlePath.
func (f *Face) Settle(w http.ResponseWriter, r *http.Request) {
	var s Settlement
	err := f.read(w, r, &s)
	if err == nil {
		err = f.settle(r.Context(), s)
	}
	if err != nil {
		f.refuse(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (f *Face) settle(ctx context.Context, s Settlement) error {
	now := f.Now()
	if err := s.check(); err != nil {
		return err
	}
	var failure error
	if s.Result == Failed {
		failure = errors.New(s.Answer)
	}
	m := alerts.Message{Key: s.Key, Destination: s.Destination, Tries: s.Tries, Created: s.Created}
	c := alerts.Claim{Message: m, To: alerts.Destination{ID: s.Destination}, Holder: s.Holder}
	return f.Outbox.Settle(ctx, c, alerts.Settled(m, s.Answer, failure, now), now)
}

// maxTries is more than anything is tried within three days.
const maxTries = 100_000

// check returns an error for what no claim of a server has. A message may be of
// after now, where the clock was set back meanwhile: it was sent all the same.
func (s Settlement) check() error {
	if s.Key == "" || len(s.Key) > maxKey || s.Holder < 1 || s.Destination < 1 ||
		s.Tries < 0 || s.Tries > maxTries || s.Created < 1 || s.Created > stats.MaxMoment {
		return errClaim
	}
	if s.Result != Delivered && s.Result != Failed {
		return errResult
	}
	return nil
}

// read lets the relay in and reads its body.
func (f *Face) read(w http.ResponseWriter, r *http.Request, into any) error {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return errMethod
	}
	// An address that showed too many tokens waits even with the right one, which
	// would else be told from wrong ones all the same.
	if f.tries.Spent(r.RemoteAddr, f.Now()) {
		w.Header().Set("Retry-After", tries.RetryAfter)
		return errTries
	}
	if !f.knows(r.Header.Get("Authorization")) {
		f.tries.Miss(r.RemoteAddr, f.Now())
		w.Header().Set("WWW-Authenticate", `Bearer realm="chartd relay"`)
		return errToken
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return errLarge
	}
	if err != nil {
		return errJSON // it was cut off
	}
	return decode(text, into)
}

// knows compares digests, so that the time it takes tells neither the token nor
// its length.
func (f *Face) knows(header string) bool {
	token, ok := strings.CutPrefix(header, "Bearer ")
	got, want := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(f.Token))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1 && ok && f.Token != ""
}

// decode reads one JSON object with known fields.
func decode(text []byte, into any) error {
	in := json.NewDecoder(strings.NewReader(string(text)))
	in.DisallowUnknownFields()
	if err := in.Decode(into); err != nil {
		return errJSON
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return errJSON
	}
	return nil
}

// refuse answers with an error that a relay may be told.
func (f *Face) refuse(w http.ResponseWriter, err error) {
	public := err
	switch {
	case errors.Is(err, alerts.ErrStale):
		public = errStale
	case errors.Is(err, stats.ErrAway):
		public = errAway
	case statusOf[err] == 0:
		public = errFault
		if !errors.Is(err, context.Canceled) { // the relay has left
			f.Log.Error("relay", "error", err)
		}
	}
	status := statusOf[public]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	write(w, status, map[string]string{"error": public.Error()})
}

// write sends a JSON object. Messages are for nobody's cache.
func write(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and numbers always have a JSON form
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the only error is a relay that left
}
