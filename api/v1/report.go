package v1

import (
	"net/http"
	"slices"

	"chartd/alerts"
	"chartd/alerts/report"
	"chartd/stats"
)

// reportJSON is a report as it is shown.
type reportJSON struct {
	report.Spec
	Due     string `json:"due,omitempty"` // when it is sent next; absent while it is off
	Created string `json:"created"`
}

type reportsJSON struct {
	Reports []reportJSON `json:"reports"`
}

// sentJSON is what became of a report that somebody sent by hand.
type sentJSON struct {
	Notice       string `json:"notice"`       // its key
	Destinations int    `json:"destinations"` // how many get it
}

func (f *face) showReport(r report.Report) reportJSON {
	out := reportJSON{Spec: report.NewSpec(r), Created: stamp(r.Created)}
	enabled := !r.Off
	out.Enabled = &enabled
	if enabled {
		out.Due = stamp(r.Due(f.Now()))
	}
	return out
}

func (f *face) listReports(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	list, err := f.Alerts.Reports(r.Context(), r.token.Project)
	if err != nil {
		return answer{}, err
	}
	out := reportsJSON{Reports: []reportJSON{}}
	for _, one := range list {
		out.Reports = append(out.Reports, f.showReport(one))
	}
	return answer{body: out}, nil
}

// sheet is the report that a URL names.
func (f *face) sheet(r request) (report.Report, error) {
	return f.Alerts.Report(r.Context(), r.token.Project, alerts.PublicID(r.PathValue("id")))
}

func (f *face) report(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	one, err := f.sheet(r)
	if err != nil {
		return answer{}, err
	}
	return answer{body: f.showReport(one)}, nil
}

func (f *face) createReport(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	list, _, err := f.takeStats(r, body, nil)
	if err != nil {
		return answer{}, err
	}
	made, err := takeReport(body, report.Spec{Stats: list})
	if err != nil {
		return answer{}, err
	}
	made.Project, made.Created = r.token.Project, f.Now()
	if made, err = f.Alerts.CreateReport(r.Context(), made); err != nil {
		return answer{}, chosen(made.Destinations, err)
	}
	// Once more, as only the store knows the project's zone.
	if made, err = f.Alerts.Report(r.Context(), made.Project, made.Public); err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusCreated, location: base + "/reports/" + string(made.Public), body: f.showReport(made)}, nil
}

// takeStats takes the stats of a report, if they are in a body. Those that it had
// not must be there; others may be in the trash by now.
func (f *face) takeStats(r request, body fields, had []stats.PublicID) (list []stats.PublicID, listed bool, err error) {
	listed, err = body.take("stats", &list, "a list of ids")
	if err != nil || len(list) > report.MaxStats { // too many are refused with the report
		return list, listed, err
	}
	for _, id := range list {
		if slices.Contains(had, id) {
			continue
		}
		if _, err := f.find(r, string(id)); err != nil {
			return nil, false, about("stats", err)
		}
	}
	return list, listed, nil
}

// takeReport makes a report of a spec and the other fields of a body, which has no
// more then.
func takeReport(body fields, s report.Spec) (report.Report, error) {
	err := body.takeAll(
		into{"name", &s.Name, "a text"},
		into{"period", &s.Period, "day, week or month"},
		into{"time", &s.Time, "a time such as 08:00"},
		into{"weekday", &s.Weekday, "a day such as monday"},
		into{"day", &s.Day, "a text from 1 to 28, or last"},
		into{"zone", &s.Zone, "the name of a time zone"},
		into{"tag", &s.Tag, "a text"},
		into{"skip_empty", &s.SkipEmpty, "true or false"},
		into{"enabled", &s.Enabled, "true or false"},
	)
	if err != nil {
		return report.Report{}, err
	}
	if err := body.takeDestinations(&s.Destinations); err != nil {
		return report.Report{}, err
	}
	if err := body.done(); err != nil {
		return report.Report{}, err
	}
	made, err := s.Report()
	return made, ruled(err)
}

func (f *face) updateReport(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	was, err := f.sheet(r)
	if err != nil {
		return answer{}, err
	}
	list, listed, err := f.takeStats(r, body, was.Stats)
	if err != nil {
		return answer{}, err
	}
	one, err := f.Alerts.ReviseReport(r.Context(), f.Now(), was.Project, was.Public, func(now report.Report) (report.Report, error) {
		if err := unchanged(r, f.showReport(now)); err != nil {
			return now, err
		}
		spec := report.NewSpec(now)
		if listed {
			spec.Stats = list
		}
		return takeReport(body, spec)
	})
	if err != nil {
		return answer{}, chosen(one.Destinations, err)
	}
	return answer{body: f.showReport(one)}, nil
}

func (f *face) deleteReport(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, f.Alerts.DeleteReport(r.Context(), r.token.Project, alerts.PublicID(r.PathValue("id")))
}

// sendReport sends what was due last, now, also where it has nothing to say.
func (f *face) sendReport(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	one, err := f.sheet(r)
	if err != nil {
		return answer{}, err
	}
	now := f.Now()
	n, err := report.Builder{Series: f.Reader, Things: f.Things, Rules: f.Alerts}.Now(r.Context(), one, now)
	if err != nil {
		return answer{}, err
	}
	to, err := f.Alerts.SendReport(r.Context(), now, one, n)
	if err == nil && to == 0 {
		err = report.ErrNobody
	}
	if err != nil {
		return answer{}, err
	}
	f.Wake()
	return answer{status: http.StatusAccepted, body: sentJSON{n.Key, to}}, nil
}
