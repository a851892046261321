package export

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/api/tries"
	"chartd/stats"
)

// refusal is an error with its answer, in the contract's words where it has
// some (3.6).
type refusal struct {
	status int
	msg    string
}

// Error is what the client reads.
func (r refusal) Error() string { return r.msg }

var (
	errToken   = refusal{http.StatusUnauthorized, "invalid access token"}
	errTries   = refusal{http.StatusTooManyRequests, "too many wrong tokens from this address: wait a minute"}
	errStat    = refusal{http.StatusNotFound, "stat not found."}
	errPath    = refusal{http.StatusNotFound, "nothing here: see the StatHat export API"}
	errMethod  = refusal{http.StatusMethodNotAllowed, "method not allowed"}
	errHTTPS   = refusal{http.StatusForbidden, "this server takes access tokens over https alone"}
	errReads   = refusal{http.StatusForbidden, "this access token only reads"}
	errForeign = refusal{http.StatusForbidden, "this call came from another site's page"}
	errStart   = refusal{http.StatusBadRequest, "start: give UNIX seconds, 100000000000 at most"}
	errOffset  = refusal{http.StatusBadRequest, "offset: give a whole number from 0 on"}
	errFormat  = refusal{http.StatusBadRequest, "format: give json or csv"}
	errText    = refusal{http.StatusBadRequest, "text: give 1 to 1000 characters"}
	errForm    = refusal{http.StatusRequestEntityTooLarge, "the form is over 64 KB"}
	errCut     = refusal{http.StatusBadRequest, "the body ended early"}
	errBody    = refusal{http.StatusBadRequest, "send a form or a JSON object"}
	errAlert   = refusal{http.StatusNotFound, "alert not found."}
	errNoPlace = refusal{http.StatusNotFound, "destination not found."}
	errOther   = refusal{http.StatusBadRequest, "stat_id cannot change: make an alert for the other stat"}
	errAway    = refusal{http.StatusServiceUnavailable, stats.ErrAway.Error()}
	errFault   = refusal{http.StatusInternalServerError, "a fault of chartd, not yours: it is in the log"}
)

// answerTo is the one table from other errors to answers. 499 is never sent:
// the client has left.
var answerTo = []struct {
	err    error
	answer refusal
}{
	{stats.ErrNotFound, errStat},
	{stats.ErrTimeframe, refusal{http.StatusBadRequest, stats.ErrTimeframe.Error()}},
	{stats.ErrTooManyPoints, refusal{http.StatusBadRequest, stats.ErrTooManyPoints.Error()}},
	{stats.ErrNoName, refusal{http.StatusBadRequest, stats.ErrNoName.Error()}},
	{stats.ErrNameTooLong, errStat}, // none can have it
	{alerts.ErrTooManyRules, refusal{http.StatusTooManyRequests, alerts.ErrTooManyRules.Error()}},
	{stats.ErrAway, errAway},
	{context.DeadlineExceeded, errAway},
	{context.Canceled, refusal{499, ""}},
}

// explain is the answer that an error gets.
func explain(err error) refusal {
	if known := (refusal{}); errors.As(err, &known) {
		return known
	}
	if wrong := (*alerts.RuleError)(nil); errors.As(err, &wrong) {
		return refusal{http.StatusBadRequest, wrong.Error()}
	}
	for _, row := range answerTo {
		if errors.Is(err, row.err) {
			return row.answer
		}
	}
	return errFault
}

// message is the body of errors and of what is done.
type message struct {
	Msg string `json:"msg"`
}

// refuse answers a request that cannot be carried out. An answer that has begun
// is broken off, so that nobody takes it for a whole one.
func (f *Face) refuse(w http.ResponseWriter, err error) {
	known := explain(err)
	if known == errFault {
		f.Log.Error("export", "error", err)
	}
	if errors.As(err, new(begun)) {
		panic(http.ErrAbortHandler)
	}
	switch known.status {
	case http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "5")
	case http.StatusTooManyRequests:
		w.Header().Set("Retry-After", tries.RetryAfter)
	}
	write(w, known.status, message{known.msg})
}

// write answers with JSON.
func write(w http.ResponseWriter, status int, v any) { send(w, status, jsonType, encode(v)) }

// encode is the JSON of what this package makes: it always has one.
func encode(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return body
}

const (
	jsonType = "application/json"
	csvType  = "text/csv; charset=utf-8"
)

func send(w http.ResponseWriter, status int, media string, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	begin(w, status, media)
	_, _ = w.Write(body) // the only error is a client who left
}

// begin sends the headers. Answers are one project's data and hold keys: nobody
// keeps them.
func begin(w http.ResponseWriter, status int, media string) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
}

// begun is an error after the first bytes of an answer.
type begun struct{ error }

// Unwrap is the error itself.
func (b begun) Unwrap() error { return b.error }

// stream is a JSON answer that is sent in parts while it is made.
type stream struct {
	w    http.ResponseWriter
	body []byte
	sent bool
}

// Bounds of a part: bytes that are sent at a time, and how long the client may
// take to read them.
const (
	partBytes    = 256 << 10
	partPatience = time.Minute
)

// add sends what is there, once it is large enough.
func (s *stream) add(more []byte) error {
	s.body = append(s.body, more...)
	if len(s.body) < partBytes {
		return nil
	}
	if !s.sent {
		begin(s.w, http.StatusOK, jsonType)
		s.sent = true
	}
	// Not every connection has a deadline; then there is none to move.
	_ = http.NewResponseController(s.w).SetWriteDeadline(time.Now().Add(partPatience))
	_, err := s.w.Write(s.body)
	s.body = s.body[:0]
	if err != nil {
		return begun{context.Canceled} // the client has left
	}
	return nil
}

// fail marks an error as one in the middle, if it is.
func (s *stream) fail(err error) error {
	if s.sent {
		return begun{err}
	}
	return err
}

// end sends the rest.
func (s *stream) end() {
	if !s.sent {
		send(s.w, http.StatusOK, jsonType, s.body)
		return
	}
	_, _ = s.w.Write(s.body) // the only error is a client who left
}

// field is the first value of a name in a query or form, "" without one. As
// posts are, it is read leniently (contract, 2.3): net/url drops pairs with a
// ";" or a bad escape.
func field(form, name string) string { return unescape(rawField(form, name)) }

func rawField(form, name string) string {
	for pair := range strings.SplitSeq(form, "&") {
		if key, value, _ := strings.Cut(pair, "="); unescape(key) == name {
			return value
		}
	}
	return ""
}

// unescape decodes a text, or leaves it as it came.
func unescape(raw string) string {
	if text, err := url.QueryUnescape(raw); err == nil {
		return text
	}
	return raw
}
