package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"chartd/api/wire"
	"chartd/stats"
)

// What is wrong with a request before anything of it is read.
var (
	errMethod   = errors.New("method not allowed")
	errTooLarge = errors.New("the body is over 4 MB")
	errCut      = errors.New("the body ended early")
	errFault    = errors.New("a fault of chartd, not yours: it is in the log")
)

// statusOf is the one table from errors to statuses (contract, 2.6). Never a
// 5xx for the client's faults: clients send those again.
var statusOf = []struct {
	err    error
	status int
}{
	{stats.ErrAway, http.StatusServiceUnavailable},
	{stats.ErrKeys, http.StatusUnauthorized},
	{stats.ErrEZOff, http.StatusForbidden},
	{errMethod, http.StatusMethodNotAllowed},
	{errTooLarge, http.StatusRequestEntityTooLarge},
	{stats.ErrTooManyStats, http.StatusTooManyRequests},
	{stats.ErrTooManyNew, http.StatusTooManyRequests},
	{stats.ErrIsCounter, http.StatusBadRequest},
	{stats.ErrIsValue, http.StatusBadRequest},
	{stats.ErrNoName, http.StatusBadRequest},
	{stats.ErrNameTooLong, http.StatusBadRequest},
	{wire.ErrNoEZKey, http.StatusBadRequest},
	{wire.ErrNoNumber, http.StatusBadRequest},
	{wire.ErrNumber, http.StatusBadRequest},
	{wire.ErrTimestamp, http.StatusBadRequest},
	{stats.ErrTooManyData, http.StatusBadRequest},
	{wire.ErrJSON, http.StatusBadRequest},
	{wire.ErrID, http.StatusBadRequest},
	{errCut, http.StatusBadRequest},
	{context.Canceled, 499}, // never sent: the client has left
	{context.DeadlineExceeded, http.StatusServiceUnavailable},
}

// explain gives the status of an error and the message a stranger may read.
func explain(err error) (status int, message string) {
	for _, row := range statusOf {
		if errors.Is(err, row.err) {
			return row.status, row.err.Error()
		}
	}
	return http.StatusInternalServerError, errFault.Error()
}

// okBody is what vb=1 asks for: exactly 25 bytes (contract, 2.6).
var okBody = []byte(`{"status":200,"msg":"ok"}`)

const methods = "GET, HEAD, POST"

func reply(w http.ResponseWriter, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the only error is a client who left
}

// crossOrigin lets scripts of any page read the answer. Only they send Origin,
// and nobody else needs the bytes.
func crossOrigin(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Origin") != "" {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
}

// preflight tells a browser's script that it may post from any page.
func preflight(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", methods)
	h.Set("Access-Control-Allow-Headers", "Content-Type, X-EzStat-Strict")
	h.Set("Access-Control-Max-Age", "86400") // a day, the longest that browsers keep it
	w.WriteHeader(http.StatusNoContent)
}

// appendVerdict appends two members of a JSON object.
func appendVerdict(dst []byte, status int, message string) []byte {
	dst = strconv.AppendInt(append(dst, `"status":`...), int64(status), 10)
	return appendQuoted(append(dst, `,"msg":`...), message)
}

// appendQuoted appends a text as a JSON string.
func appendQuoted(dst []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c >= 0x7F, c == '"', c == '\\', c == '<', c == '>', c == '&':
			out, err := json.Marshal(text)
			if err != nil {
				panic(err) // a string always has a JSON form
			}
			return append(dst, out...)
		}
	}
	return append(append(append(dst, '"'), text...), '"')
}
