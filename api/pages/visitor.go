package pages

import (
	"errors"
	"net/url"

	"chartd/stats"
)

// visitor is who asks; the zero value is somebody who is not signed in.
type visitor struct {
	account  stats.Account
	projects []stats.Project
	roles    []stats.Role
	at       int // the project that is looked at
}

// signedIn reports whether the visitor has an account.
func (v visitor) signedIn() bool { return v.account.ID != 0 }

// project is the one that is looked at.
func (v visitor) project() stats.Project {
	if v.at >= len(v.projects) {
		return stats.Project{}
	}
	return v.projects[v.at]
}

// may reports whether the visitor has at least a role in the project that is
// looked at.
func (v visitor) may(r stats.Role) bool { return v.at < len(v.roles) && v.roles[v.at] >= r }

// in moves the visitor to a project, and reports whether it is one of theirs.
func (v *visitor) in(p stats.ProjectID) bool {
	for i := range v.projects {
		if v.projects[i].ID == p {
			v.at = i
			return true
		}
	}
	return false
}

// Names of what a session holds.
const (
	sessionAccount  = "account"
	sessionProject  = "project"
	sessionPassword = "password" // a digest of the hash: another password ends the session
	sessionSaid     = "said"     // what the last form did, for the page after it
)

// visitor finds out who asks. A session whose account or password has changed
// is nobody's.
func (p *Pages) visitor(q *request) (visitor, error) {
	ctx := q.Context()
	id := stats.AccountID(p.sessions.GetInt64(ctx, sessionAccount))
	if id == 0 {
		return visitor{}, nil
	}
	account, err := p.People.Account(ctx, id)
	if errors.Is(err, stats.ErrNotFound) {
		return visitor{}, nil
	}
	if err != nil {
		return visitor{}, err
	}
	if p.sessions.GetString(ctx, sessionPassword) != passwordMark(account.Password) {
		return visitor{}, nil
	}
	v := visitor{account: account}
	if v.projects, v.roles, err = p.People.Projects(ctx, id); err != nil {
		return visitor{}, err
	}
	v.in(stats.ProjectID(p.sessions.GetInt64(ctx, sessionProject)))
	return v, nil
}

// as lets only people with a role in their project through. Who is not signed in
// is sent to do so.
func (p *Pages) as(role stats.Role, serve func(*request) error) func(*request) error {
	return func(q *request) error {
		var err error
		if q.who, err = p.visitor(q); err != nil {
			return err
		}
		switch {
		case !q.who.signedIn():
			return p.askToSignIn(q)
		case len(q.who.projects) == 0:
			return errNoProject
		case !q.who.may(role):
			return errRole
		}
		return serve(q)
	}
}

// team lets everybody of a stat's project through.
func (p *Pages) team(serve func(*request) error) func(*request) error {
	return func(q *request) error {
		if err := p.findStat(q); err != nil {
			return err
		}
		switch {
		case !q.who.signedIn():
			return p.askToSignIn(q)
		case !q.who.in(q.stat.Project):
			return stats.ErrNotFound
		}
		return serve(q)
	}
}

// edit lets members of a stat's project through to change it.
func (p *Pages) edit(serve func(*request) error) func(*request) error {
	return p.team(func(q *request) error {
		switch {
		case string(q.stat.Public) != q.PathValue("id"):
			return errMerged
		case !q.who.may(stats.Member):
			return errRole
		}
		return serve(q)
	})
}

// findStat fills in the visitor and the stat of the path. The stat is the zero
// value when there is none, so that strangers cannot tell closed from unknown.
func (p *Pages) findStat(q *request) error {
	var err error
	if q.who, err = p.visitor(q); err != nil {
		return err
	}
	q.stat, err = p.Things.Find(q.Context(), stats.Lookup{Public: stats.PublicID(q.PathValue("id"))})
	if errors.Is(err, stats.ErrNotFound) {
		return nil
	}
	return err
}

// askToSignIn sends a visitor to the sign-in page, and back after it when a page
// was wanted.
func (p *Pages) askToSignIn(q *request) error {
	if q.Method == "POST" {
		return q.redirect("signin")
	}
	wanted := q.URL.Path
	if q.URL.RawQuery != "" {
		wanted += "?" + q.URL.RawQuery
	}
	return q.redirect("signin?" + url.Values{"next": {wanted}}.Encode())
}
