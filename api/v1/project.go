package v1

import (
	"strconv"

	"chartd/stats"
)

type projectJSON struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Zone     string `json:"zone"`
	EZOn     bool   `json:"ez_on"`
	MaxStats int    `json:"max_stats"`
	MaxNew   int    `json:"max_new_stats"` // a minute
	Created  string `json:"created"`
	// Keys post: they are for tokens that write.
	EZKey  string `json:"ezkey,omitempty"`
	Backup string `json:"backup_ezkey,omitempty"`
	UKey   string `json:"ukey,omitempty"`
}

func showProject(r request, p stats.Project) projectJSON {
	out := projectJSON{
		ID: strconv.FormatInt(int64(p.ID), 10), Name: p.Name, Zone: p.Zone, EZOn: p.EZOn,
		MaxStats: p.MaxStats, MaxNew: p.MaxNew, Created: stamp(p.Created),
	}
	if r.token.Scope >= stats.WriteScope {
		out.EZKey, out.Backup, out.UKey = string(p.EZKey), string(p.Backup), string(p.UKey)
	}
	return out
}

func (f *face) project(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	p, err := f.People.Project(r.Context(), r.token.Project)
	return answer{body: showProject(r, p)}, err
}

func (f *face) updateProject(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	p, err := f.People.Project(r.Context(), r.token.Project)
	if err != nil {
		return answer{}, err
	}
	if err := unchanged(r, showProject(r, p)); err != nil {
		return answer{}, err
	}
	if err := editProject(body, &p); err != nil {
		return answer{}, err
	}
	if err := body.done(); err != nil {
		return answer{}, err
	}
	return answer{body: showProject(r, p)}, f.People.UpdateProject(r.Context(), p)
}

// editProject takes the settings that are in a body.
func editProject(body fields, p *stats.Project) error {
	named, err := body.take("name", &p.Name, "a text")
	if err == nil && named {
		p.Name, err = line("name", p.Name, maxTitle)
	}
	if err == nil && named && p.Name == "" {
		err = invalid("name", "must not be empty")
	}
	if err != nil {
		return err
	}
	zoned, err := body.take("zone", &p.Zone, "the name of a time zone")
	if err != nil {
		return err
	}
	if zoned {
		if p.Zone, err = stats.ParseZone(p.Zone); err != nil {
			return invalid("zone", "must be a name such as Europe/Berlin or UTC")
		}
	}
	if _, err := body.take("ez_on", &p.EZOn, "true or false"); err != nil {
		return err
	}
	for _, row := range []struct {
		name  string
		limit *int
		most  int
	}{{"max_stats", &p.MaxStats, stats.MostMaxStats}, {"max_new_stats", &p.MaxNew, stats.MostMaxNew}} {
		ok, err := body.take(row.name, row.limit, "a whole number")
		if err != nil {
			return err
		}
		if ok && (*row.limit < 1 || *row.limit > row.most) {
			return invalid(row.name, "must be from 1 to %d", row.most)
		}
	}
	return nil
}
