package v1

import (
	"net/http"
	"strconv"
	"time"

	"chartd/alerts"
)

// statuses are where messages stand, in words.
var statuses = map[alerts.Status]string{
	alerts.Waiting: "waiting", alerts.Delivered: "delivered", alerts.Dead: "dead", alerts.Dropped: "dropped",
}

// letterJSON is a message with where it stands.
type letterJSON struct {
	Key         string     `json:"key"`
	Destination string     `json:"destination"`
	Status      string     `json:"status"`
	Created     string     `json:"created"`
	Due         string     `json:"due,omitempty"` // of the next try, while it waits
	Tries       int        `json:"tries"`
	Notices     []toldJSON `json:"notices"` // worst first
}

// toldJSON is one thing that a message tells.
type toldJSON struct {
	Key      string       `json:"key"`
	Event    alerts.Event `json:"event"`
	At       string       `json:"at"`
	AlertID  string       `json:"alert_id,omitempty"`
	StatID   string       `json:"stat_id,omitempty"`
	StatName string       `json:"stat_name,omitempty"`
	Value    *float64     `json:"value"`
}

type lettersJSON struct {
	Messages []letterJSON `json:"messages"`
}

func showLetter(l alerts.Letter) letterJSON {
	m := l.Message
	out := letterJSON{
		Key: m.Key, Destination: strconv.FormatInt(int64(m.Destination), 10), Status: statuses[l.Status],
		Created: stamp(time.Unix(m.Created, 0)), Tries: m.Tries, Notices: []toldJSON{},
	}
	if l.Status == alerts.Waiting {
		out.Due = stamp(l.Due)
	}
	for _, n := range m.Notices {
		out.Notices = append(out.Notices, toldJSON{
			n.Key, n.Event, stamp(time.Unix(n.At, 0)), string(n.Alert.ID), string(n.Stat.ID), n.Stat.Name, n.Value,
		})
	}
	return out
}

func (f *face) listOutbox(r request) (answer, error) {
	q, err := query(r, "status", "limit")
	if err != nil {
		return answer{}, err
	}
	status, ok := alerts.Waiting, !q.Has("status")
	for s, word := range statuses {
		if word == q.Get("status") {
			status, ok = s, true
		}
	}
	if !ok {
		return answer{}, invalid("status", "must be waiting, delivered, dead or dropped")
	}
	limit, err := number(q, "limit", usualPage, 1, maxPage)
	if err != nil {
		return answer{}, err
	}
	list, err := f.Alerts.Letters(r.Context(), r.token.Project, status, int(limit))
	if err != nil {
		return answer{}, err
	}
	out := lettersJSON{Messages: []letterJSON{}}
	for _, l := range list {
		out.Messages = append(out.Messages, showLetter(l))
	}
	return answer{body: out}, nil
}

func (f *face) retryMessage(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	if err := f.Alerts.Retry(r.Context(), r.token.Project, r.PathValue("key"), f.Now()); err != nil {
		return answer{}, err
	}
	f.Wake()
	return answer{status: http.StatusNoContent}, nil
}

func (f *face) dropMessage(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, f.Alerts.Drop(r.Context(), r.token.Project, r.PathValue("key"))
}
