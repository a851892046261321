package channel

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"chartd/alerts"
)

// The final errors, under short names. Any other may go away.
var (
	errRefused = alerts.ErrRefused
	errGone    = alerts.ErrGone
)

// final reports whether another try would end the same.
func final(err error) bool { return errors.Is(err, errRefused) || errors.Is(err, errGone) }

// fault is an error with what was answered.
func fault(kind error, said any) error {
	if kind == nil {
		return fmt.Errorf("%v", said)
	}
	return fmt.Errorf("%w: %v", kind, said)
}

// delivered reports whether a status is one of success.
func (a answer) delivered() bool { return a.status >= 200 && a.status < 300 }

// passing reports whether a status says nothing of the message itself: the
// service is busy or away, something stands in between, or a redirect was not
// followed.
func (a answer) passing() bool {
	switch a.status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	}
	return a.status < 400 || a.status >= 500
}

// verdict is the error of an answer: nil for success; ErrGone for a status that
// the service gives when the hook, room or token is no more; ErrRefused for
// another 4xx; and one that may go away for all else.
func (a answer) verdict(gone ...int) error {
	switch {
	case a.delivered():
		return nil
	case a.passing():
		return fault(nil, a)
	case slices.Contains(gone, a.status):
		return fault(errGone, a)
	}
	return fault(errRefused, a)
}

// patient is the verdict of a server that anybody may have written: only 410
// says that it is gone, and nothing that a message is wrong (StatHat contract,
// section 7.3).
func (a answer) patient() error {
	switch {
	case a.delivered():
		return nil
	case a.status == http.StatusGone:
		return fault(errGone, a)
	}
	return fault(nil, a)
}

// selfHosted are statuses with which a server of somebody's own says that a token
// is not good. A 404 is not among them: proxies give it while a server is away.
var selfHosted = []int{http.StatusUnauthorized, http.StatusForbidden}

// away is an error for a 404 of such a server, which may go away.
func away(said answer, err error) (answer, error) {
	if said.status == http.StatusNotFound {
		return said, fault(nil, said)
	}
	return said, err
}
