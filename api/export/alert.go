package export

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// listAlerts is all manual alerts (contract, section 4).
func (f *Face) listAlerts(c *call) error {
	list, err := f.Alerts.Watches(c.r.Context(), c.project.ID)
	if err != nil {
		return err
	}
	specs := make([]alerts.Spec, len(list))
	for i, w := range list {
		specs[i] = alerts.NewSpec(w.Rule, w.Stat)
	}
	write(c.w, http.StatusOK, specs)
	return nil
}

// watch is an alert of the caller's project by its id.
func (f *Face) watch(c *call) (alerts.Watch, error) {
	w, err := f.Alerts.Watch(c.r.Context(), c.project.ID, alerts.PublicID(c.args[0]))
	if errors.Is(err, stats.ErrNotFound) {
		err = errAlert
	}
	return w, err
}

func (f *Face) alert(c *call) error {
	w, err := f.watch(c)
	if err != nil {
		return err
	}
	write(c.w, http.StatusOK, alerts.NewSpec(w.Rule, w.Stat))
	return nil
}

// createAlert answers 200, as clients take any other status for an error.
func (f *Face) createAlert(c *call) error {
	g, err := c.given()
	if err != nil {
		return err
	}
	var spec alerts.Spec
	if err := g.change(&spec); err != nil {
		return err
	}
	rule, err := spec.Rule()
	if err != nil {
		return err
	}
	if spec.StatID == "" {
		return &alerts.RuleError{Field: "stat_id", Limit: "is needed"}
	}
	s, err := f.find(c, string(spec.StatID))
	if err != nil {
		return err
	}
	rule.Project, rule.Stat, rule.Created = c.project.ID, s.ID, f.Now()
	if rule, err = f.Alerts.Create(c.r.Context(), rule); err != nil {
		return chosen(rule, err)
	}
	write(c.w, http.StatusOK, alerts.NewSpec(rule, s))
	return nil
}

// chosen says what was not found when a rule was saved whose stat is known.
func chosen(r alerts.Rule, err error) error {
	if errors.Is(err, stats.ErrNotFound) && len(r.Destinations) > 0 {
		return errNoPlace
	}
	return err
}

// updateAlert changes what the body names, and leaves the rest: not all that an
// alert has can be said in a form.
func (f *Face) updateAlert(c *call) error {
	w, err := f.watch(c)
	if err != nil {
		return err
	}
	g, err := c.given()
	if err != nil {
		return err
	}
	if id := g.first("stat_id"); id != "" {
		if s, err := f.find(c, id); err != nil || s.ID != w.Stat.ID {
			return errOther
		}
	}
	w, err = f.Alerts.Revise(c.r.Context(), c.project.ID, w.Rule.Public, func(w alerts.Watch) (alerts.Rule, error) {
		spec := alerts.NewSpec(w.Rule, w.Stat)
		if err := g.change(&spec); err != nil {
			return w.Rule, err
		}
		return spec.Revise(w.Rule)
	})
	if err != nil {
		return chosen(w.Rule, err)
	}
	write(c.w, http.StatusOK, alerts.NewSpec(w.Rule, w.Stat))
	return nil
}

func (f *Face) deleteAlert(c *call) error {
	err := f.Alerts.Delete(c.r.Context(), c.project.ID, alerts.PublicID(c.args[0]))
	if errors.Is(err, stats.ErrNotFound) {
		err = errAlert
	}
	if err != nil {
		return err
	}
	write(c.w, http.StatusOK, message{"alert deleted."})
	return nil
}

// given are the fields of a form or a JSON object, as texts. Only a list has
// more than one.
type given map[string][]string

// given are the fields of a request, a form or a JSON object.
func (c *call) given() (given, error) {
	body, err := c.body()
	if err != nil {
		return nil, err
	}
	return readGiven(body, c.r.URL.RawQuery)
}

// readGiven reads a body, which is JSON if it looks like it, whatever its type
// says: `curl -d` calls everything a form. Fields of a form may be in the query
// too; those of the body come first.
func readGiven(body, query string) (given, error) {
	g := given{}
	if !strings.HasPrefix(strings.TrimSpace(body), "{") {
		for pair := range strings.SplitSeq(body+"&"+query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			g[unescape(name)] = append(g[unescape(name)], unescape(value))
		}
		return g, nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(body), &members); err != nil {
		return nil, errBody
	}
	for name, raw := range members {
		list := []json.RawMessage{raw}
		if raw[0] == '[' {
			list = nil
			if err := json.Unmarshal(raw, &list); err != nil {
				return nil, errBody
			}
			g[name] = []string{}
		}
		for _, one := range list {
			if string(one) != "null" {
				g[name] = append(g[name], plain(one))
			}
		}
	}
	return g, nil
}

// plain is a JSON value as a text: of a string what it says.
func plain(raw json.RawMessage) string {
	var text string
	if raw[0] == '"' && json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}

// change sets what is given. Other fields are nobody's business: old clients send
// some of their own.
func (g given) change(s *alerts.Spec) error {
	for name, to := range map[string]*string{
		"stat_id": (*string)(&s.StatID), "kind": (*string)(&s.Kind), "time_window": &s.TimeWindow,
		"operator": &s.Operator, "time_delta": &s.TimeDelta, "repeat": &s.Repeat,
	} {
		if text := g.first(name); text != "" {
			*to = text
		}
	}
	if list, ok := g["destinations"]; ok {
		s.Destinations = strings.FieldsFunc(strings.Join(list, ","), func(r rune) bool { return r == ',' || r == ' ' })
	}
	return errors.Join(
		take(g, "threshold", "is a number", &s.Threshold, pointer(decimal)),
		take(g, "percentage", "is a number", &s.Percentage, pointer(decimal)),
		take(g, "margin", "is a number", &s.Margin, decimal),
		take(g, "checks", "is a whole number", &s.Checks, strconv.Atoi),
		take(g, "enabled", "is true or false", &s.Enabled, pointer(strconv.ParseBool)),
		take(g, "notice_on_recovery", "is true or false", &s.Recovery, pointer(strconv.ParseBool)),
		take(g, "snoozed_until", "is a moment such as 2026-01-31T15:04:05Z", &s.Snoozed, pointer(moment)),
	)
}

// first is the first value of a field, "" without any.
func (g given) first(name string) string {
	if len(g[name]) == 0 {
		return ""
	}
	return strings.TrimSpace(g[name][0])
}

// take reads a field into *to. An empty one is none, as in the forms of pages.
func take[T any](g given, name, limit string, to *T, read func(string) (T, error)) error {
	text := g.first(name)
	if text == "" {
		return nil
	}
	v, err := read(text)
	if err != nil {
		return &alerts.RuleError{Field: name, Limit: limit}
	}
	*to = v
	return nil
}

func pointer[T any](read func(string) (T, error)) func(string) (*T, error) {
	return func(text string) (*T, error) {
		v, err := read(text)
		return &v, err
	}
}

func decimal(text string) (float64, error) { return strconv.ParseFloat(text, 64) }

func moment(text string) (t time.Time, err error) {
	err = t.UnmarshalText([]byte(text))
	return t, err
}
