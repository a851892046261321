package v1

import (
	"net/http"
	"strconv"
	"strings"

	"chartd/alerts"
	"chartd/stats"
)

// destinationJSON is a destination as it is shown: its settings hide their
// secrets.
type destinationJSON struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Channel   alerts.Channel `json:"channel"`
	Settings  alerts.Target  `json:"settings"`
	Manual    bool           `json:"manual"`
	Automatic bool           `json:"automatic"`
	News      bool           `json:"news"`
	On        bool           `json:"on"`
	Why       string         `json:"off_because,omitempty"`
	Created   string         `json:"created"`
}

type destinationsJSON struct {
	Destinations []destinationJSON `json:"destinations"`
}

// settingJSON is what a channel takes.
type settingJSON struct {
	Name     string `json:"name"`
	Form     string `json:"form"`
	Required bool   `json:"required"`
	Secret   bool   `json:"secret"`
}

type channelJSON struct {
	Channel  alerts.Channel `json:"channel"`
	Settings []settingJSON  `json:"settings"`
}

type channelsJSON struct {
	Channels []channelJSON `json:"channels"`
}

// attemptJSON is one try to send a message.
type attemptJSON struct {
	Message string `json:"message"`
	At      string `json:"at"`
	Status  string `json:"status"` // what became of it
	Answer  string `json:"answer"`
}

type attemptsJSON struct {
	Attempts []attemptJSON `json:"attempts"`
}

type queuedJSON struct {
	Notice string `json:"notice"` // its key
}

func showDestination(d alerts.Destination) destinationJSON {
	return destinationJSON{
		ID: strconv.FormatInt(int64(d.ID), 10), Name: d.Name, Channel: d.Channel, Settings: d.Target,
		Manual: d.Manual, Automatic: d.Automatic, News: d.News, On: d.Off == "", Why: d.Off, Created: stamp(d.Created),
	}
}

func (f *face) listChannels(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	out := channelsJSON{Channels: []channelJSON{}}
	for _, c := range alerts.Channels() {
		one := channelJSON{Channel: c}
		for _, s := range alerts.Settings(c) {
			one.Settings = append(one.Settings, settingJSON{s.Name, s.Form, !s.Optional, s.Secret})
		}
		out.Channels = append(out.Channels, one)
	}
	return answer{body: out}, nil
}

func (f *face) listDestinations(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	list, err := f.Alerts.Destinations(r.Context(), r.token.Project)
	if err != nil {
		return answer{}, err
	}
	out := destinationsJSON{Destinations: []destinationJSON{}}
	for _, d := range list {
		out.Destinations = append(out.Destinations, showDestination(d))
	}
	return answer{body: out}, nil
}

// place is the destination of the token's project that a URL names.
func (f *face) place(r request) (alerts.Destination, error) {
	id, err := parseID(r.PathValue("id"))
	if err != nil {
		return alerts.Destination{}, err
	}
	d, err := f.Alerts.Destination(r.Context(), alerts.DestinationID(id))
	if err == nil && d.Project != r.token.Project {
		err = stats.ErrNotFound
	}
	if err != nil {
		return alerts.Destination{}, err
	}
	return d, nil
}

func (f *face) destination(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	d, err := f.place(r)
	return answer{body: showDestination(d)}, err
}

func (f *face) createDestination(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	d := alerts.Destination{Project: r.token.Project, Created: f.Now()}
	var settings map[string]string
	if _, err := body.take("channel", &d.Channel, "the name of a channel"); err != nil {
		return answer{}, err
	}
	if _, err := body.take("settings", &settings, "an object of texts"); err != nil {
		return answer{}, err
	}
	if err := takeDestination(body, &d); err != nil {
		return answer{}, err
	}
	if len(alerts.Settings(d.Channel)) == 0 {
		return answer{}, invalid("channel", "must be one that /channels lists")
	}
	if d.Target, err = alerts.NewTarget(d.Channel, settings); err == nil {
		err = d.Check()
	}
	if err != nil {
		return answer{}, ruled(err)
	}
	if d, err = f.Alerts.CreateDestination(r.Context(), d); err != nil {
		return answer{}, err
	}
	out := showDestination(d)
	return answer{status: http.StatusCreated, location: base + "/destinations/" + out.ID, body: out}, nil
}

// switchedOff is why a destination is off that somebody switched off.
const switchedOff = "switched off by hand"

// takeDestination takes all else that a body says of a destination.
func takeDestination(body fields, d *alerts.Destination) error {
	on := d.Off == ""
	named, err := body.take("name", &d.Name, "a text")
	if err != nil {
		return err
	}
	if named {
		d.Name = strings.TrimSpace(d.Name)
	}
	const flag = "true or false"
	err = body.takeAll(into{"manual", &d.Manual, flag}, into{"automatic", &d.Automatic, flag}, into{"news", &d.News, flag}, into{"on", &on, flag})
	if err != nil {
		return err
	}
	switch {
	case on:
		d.Off = ""
	case d.Off == "":
		d.Off = switchedOff
	}
	return body.done()
}

func (f *face) updateDestination(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	id, err := parseID(r.PathValue("id"))
	if err != nil {
		return answer{}, err
	}
	var change map[string]string
	if _, err := body.take("settings", &change, "an object of texts"); err != nil {
		return answer{}, err
	}
	d, err := f.Alerts.ReviseDestination(r.Context(), r.token.Project, alerts.DestinationID(id), func(d alerts.Destination) (alerts.Destination, error) {
		if err := unchanged(r, showDestination(d)); err != nil {
			return d, err
		}
		err := takeDestination(body, &d)
		if err == nil {
			d.Target, err = d.Target.With(change)
		}
		if err == nil {
			err = d.Check()
		}
		return d, err
	})
	if err != nil {
		return answer{}, ruled(err)
	}
	f.Wake() // messages may have waited for it
	return answer{body: showDestination(d)}, nil
}

func (f *face) deleteDestination(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	d, err := f.place(r)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, f.Alerts.DeleteDestination(r.Context(), d.Project, d.ID)
}

func (f *face) testDestination(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	d, err := f.place(r)
	if err == nil && d.Off != "" {
		err = errOff
	}
	if err != nil {
		return answer{}, err
	}
	n := alerts.NewTest(f.Now())
	if err := f.Alerts.Enqueue(r.Context(), d.ID, n, f.Now()); err != nil {
		return answer{}, err
	}
	f.Wake()
	return answer{status: http.StatusAccepted, body: queuedJSON{n.Key}}, nil
}

func (f *face) listAttempts(r request) (answer, error) {
	q, err := query(r, "limit")
	if err != nil {
		return answer{}, err
	}
	limit, err := number(q, "limit", usualPage, 1, maxPage)
	if err != nil {
		return answer{}, err
	}
	d, err := f.place(r)
	if err != nil {
		return answer{}, err
	}
	list, err := f.Alerts.Attempts(r.Context(), d.ID, int(limit))
	if err != nil {
		return answer{}, err
	}
	out := attemptsJSON{Attempts: []attemptJSON{}}
	for _, a := range list {
		out.Attempts = append(out.Attempts, attemptJSON{a.Message, stamp(a.At), statuses[a.Status], a.Answer})
	}
	return answer{body: out}, nil
}
