package v1

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/api/tries"
	"chartd/stats"
)

// What the face itself refuses.
var (
	errNoRoute     = errors.New("there is nothing here: /api/v1/openapi.json lists what is")
	errMethod      = errors.New("this method does nothing here")
	errNoToken     = errors.New("send an access token: Authorization: Bearer TOKEN")
	errBadToken    = errors.New("this access token is unknown or was revoked")
	errTries       = errors.New("too many unknown access tokens came from this address: wait a minute")
	errReadOnly    = errors.New("this access token only reads")
	errQuery       = errors.New("the query of the URL is badly escaped")
	errTooLarge    = errors.New("the body is over 64 KB")
	errCut         = errors.New("the body ended early")
	errNotJSON     = errors.New("the body is no JSON object")
	errMediaType   = errors.New("send the body as application/json")
	errChanged     = errors.New("it has changed since: get it again")
	errOff         = errors.New("this destination is switched off: switch it on first")
	errNothingTold = errors.New("there was no automatic alert of this stat")
	errFault       = errors.New("a fault of chartd, not yours: it is in the log")
)

// wrong is an error about one field of the body or one parameter.
type wrong struct {
	field string
	err   error
}

func (w *wrong) Error() string { return w.field + ": " + w.err.Error() }
func (w *wrong) Unwrap() error { return w.err }

// errInvalid marks a field whose value cannot be taken.
var errInvalid = errors.New("invalid")

type invalidValue string

func (i invalidValue) Error() string   { return string(i) }
func (invalidValue) Is(err error) bool { return err == errInvalid }

// invalid says what is wrong with a field.
func invalid(field, format string, args ...any) error {
	return &wrong{field, invalidValue(fmt.Sprintf(format, args...))}
}

// about says which field an error of the stores is about; nil stays nil.
func about(field string, err error) error {
	if err == nil {
		return nil
	}
	return &wrong{field, err}
}

// kinds is the one table from errors to statuses and types of problems.
var kinds = []struct {
	err    error
	status int
	name   string
}{
	{errInvalid, http.StatusBadRequest, "invalid"},
	{errNoRoute, http.StatusNotFound, "not-found"},
	{errMethod, http.StatusMethodNotAllowed, "method"},
	{errNoToken, http.StatusUnauthorized, "token"},
	{errBadToken, http.StatusUnauthorized, "token"},
	{errTries, http.StatusTooManyRequests, "too-many-tries"},
	{errReadOnly, http.StatusForbidden, "read-only"},
	{errQuery, http.StatusBadRequest, "invalid"},
	{errTooLarge, http.StatusRequestEntityTooLarge, "too-large"},
	{errCut, http.StatusBadRequest, "invalid"},
	{errNotJSON, http.StatusBadRequest, "invalid"},
	{errMediaType, http.StatusUnsupportedMediaType, "media-type"},
	{errChanged, http.StatusPreconditionFailed, "changed"},
	{stats.ErrAway, http.StatusServiceUnavailable, "away"},
	{stats.ErrNotFound, http.StatusNotFound, "not-found"},
	{stats.ErrNoName, http.StatusBadRequest, "invalid"},
	{stats.ErrNameTooLong, http.StatusBadRequest, "invalid"},
	{stats.ErrComment, http.StatusBadRequest, "invalid"},
	{stats.ErrUnit, http.StatusBadRequest, "invalid"},
	{stats.ErrTags, http.StatusBadRequest, "invalid"},
	{stats.ErrTimeframe, http.StatusBadRequest, "invalid"},
	{stats.ErrTooManyPoints, http.StatusBadRequest, "invalid"},
	{stats.ErrOrigin, http.StatusBadRequest, "invalid"},
	{stats.ErrItself, http.StatusBadRequest, "invalid"},
	{stats.ErrOtherKind, http.StatusConflict, "other-kind"},
	{stats.ErrNameTaken, http.StatusConflict, "taken"},
	{stats.ErrTaken, http.StatusConflict, "taken"},
	{stats.ErrTooManyStats, http.StatusTooManyRequests, "too-many"},
	{stats.ErrTooManyNew, http.StatusTooManyRequests, "too-many"},
	{stats.ErrTooManyGrants, http.StatusTooManyRequests, "too-many"},
	{alerts.ErrTooManyRules, http.StatusTooManyRequests, "too-many"},
	{alerts.ErrTooManyTargets, http.StatusTooManyRequests, "too-many"},
	{report.ErrTooManyReports, http.StatusTooManyRequests, "too-many"},
	{report.ErrNobody, http.StatusConflict, "nobody"},
	{errOff, http.StatusConflict, "off"},
	{errNothingTold, http.StatusConflict, "nothing-told"},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "away"},
	{context.Canceled, 499, "left"}, // never sent: the client has left
}

// problemJSON is an error as it is sent (RFC 9457).
type problemJSON struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Field  string `json:"field,omitempty"`
}

// explain makes a problem of an error. Only texts meant for strangers are in
// it: those of the table and those about a field.
func explain(err error) problemJSON {
	p := problemJSON{Type: "urn:chartd:problem:fault", Status: http.StatusInternalServerError, Detail: errFault.Error()}
	for _, row := range kinds {
		if !errors.Is(err, row.err) {
			continue
		}
		p.Type, p.Status, p.Detail = "urn:chartd:problem:"+row.name, row.status, row.err.Error()
		if w := (*wrong)(nil); errors.As(err, &w) {
			p.Field = w.field
			p.Detail = w.field + ": " + p.Detail
		}
		if v := invalidValue(""); errors.As(err, &v) {
			p.Detail = p.Field + ": " + string(v)
		}
		break
	}
	p.Title = http.StatusText(p.Status)
	return p
}

// retryAfter is how many seconds a client should wait while a store is away.
const retryAfter = "1"

// refuse answers with a problem.
func (f *face) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := explain(err)
	h := w.Header()
	switch p.Status {
	case http.StatusInternalServerError:
		f.Log.Error("api", "method", r.Method, "route", r.Pattern, "error", err)
	case http.StatusServiceUnavailable:
		h.Set("Retry-After", retryAfter)
	case http.StatusTooManyRequests:
		if errors.Is(err, errTries) { // of stats there are too many until somebody acts
			h.Set("Retry-After", tries.RetryAfter)
		}
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", challenge(err))
	case http.StatusForbidden:
		h.Set("WWW-Authenticate", `Bearer realm="chartd", error="insufficient_scope"`)
	}
	body, bad := json.Marshal(p)
	if bad != nil {
		panic(bad) // strings and a number always have a JSON form
	}
	body = append(body, '\n')
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // the only error is a client who left
}

// challenge says how to sign in. Whoever sent no token is told no error
// (RFC 6750, 3.1).
func challenge(err error) string {
	if errors.Is(err, errBadToken) {
		return `Bearer realm="chartd", error="invalid_token"`
	}
	return `Bearer realm="chartd"`
}
