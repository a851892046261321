package pages

import (
	"errors"
	"net/http"
	"strconv"

	"chartd/stats"
)

// settingsView is what the settings show. Keys are shown to who may post.
type settingsView struct {
	stats.Project
	EZKey, Backup, UKey string
	Projects            []stats.Project
	HasPassword         bool
	Problem             problem
	Zone                string
}

// settingsPage shows the settings.
func (p *Pages) settingsPage(q *request) error {
	return p.showSettings(q, http.StatusOK, problem{})
}

func (p *Pages) showSettings(q *request, status int, wrong problem) error {
	project := q.who.project()
	view := settingsView{Project: project, Projects: q.who.projects, HasPassword: q.who.account.Password != "", Problem: wrong, Zone: project.Zone}
	if q.who.may(stats.Member) {
		view.EZKey, view.Backup, view.UKey = string(project.EZKey), string(project.Backup), string(project.UKey)
	}
	return p.show(q, status, "settings", "Settings", view)
}

// unfit shows the settings again, with an error beside a field.
func (p *Pages) unfit(q *request, field, text string) error {
	return p.showSettings(q, http.StatusUnprocessableEntity, problem{field, text, q.PostForm})
}

// setPassword changes the visitor's password: whoever has one must know it. It
// ends all other sessions of the account.
func (p *Pages) setPassword(q *request) error {
	ctx, account := q.Context(), q.who.account
	if account.Password != "" {
		if !p.tries.Allow(q.RemoteAddr, "password "+account.Email, p.Now()) {
			return errTries
		}
		ok, err := p.guess(ctx, q.PostFormValue("current"), account.Password)
		if err != nil {
			return err
		}
		if !ok {
			return p.unfit(q, "current", "this is not the password until now")
		}
	}
	hash, err := HashPassword(q.PostFormValue("password"))
	if err != nil {
		return p.unfit(q, "password", err.Error())
	}
	if err := p.People.SetPassword(ctx, account.ID, hash); err != nil {
		return err
	}
	if err := p.sessions.RenewToken(ctx); err != nil {
		return err
	}
	p.sessions.Put(ctx, sessionPassword, passwordMark(hash))
	return p.done(q, "settings", "The password is set. Other browsers are signed out.")
}

// chooseProject changes which of the visitor's projects is looked at.
func (p *Pages) chooseProject(q *request) error {
	id, err := strconv.ParseInt(q.PostFormValue("project"), 10, 64)
	if err != nil || !q.who.in(stats.ProjectID(id)) {
		return stats.ErrNotFound
	}
	p.sessions.Put(q.Context(), sessionProject, id)
	return q.redirect("stats")
}

// maxEZKey is how many characters an ezkey of one's own may have.
const maxEZKey = 255

// changeEZKey replaces the ezkey by a random or a chosen one. The one before
// stays valid as the backup key.
func (p *Pages) changeEZKey(q *request) error {
	project, key := q.who.project(), stats.NewEZKey()
	if q.PostFormValue("random") == "" {
		// That a key is taken tells that it is one, so it is not for guessing.
		if !p.tries.Allow(q.RemoteAddr, "ezkey "+q.who.account.Email, p.Now()) {
			return errTries
		}
		text, err := stats.ParseName(q.PostFormValue("ezkey"))
		if err != nil || len([]rune(text)) > maxEZKey {
			return p.unfit(q, "ezkey", "an ezkey has 1 to 255 characters")
		}
		key = stats.EZKey(text)
	}
	if key == project.EZKey {
		return q.redirect("settings")
	}
	project.EZKey, project.Backup = key, project.EZKey
	err := p.People.UpdateProject(q.Context(), project)
	if errors.Is(err, stats.ErrTaken) {
		return p.unfit(q, "ezkey", "this key cannot be used; take another")
	}
	if err != nil {
		return err
	}
	return p.done(q, "settings", "The EZ key is another now. The one before is the backup key.")
}

// deleteBackup ends the validity of the ezkey before.
func (p *Pages) deleteBackup(q *request) error {
	project := q.who.project()
	project.Backup = ""
	if err := p.People.UpdateProject(q.Context(), project); err != nil {
		return err
	}
	return p.done(q, "settings", "The backup key is deleted.")
}

// changeGeneral changes name, EZ API, zone and limits.
func (p *Pages) changeGeneral(q *request) error {
	project := q.who.project()
	var err error
	if project.Name, err = stats.ParseName(q.PostFormValue("name")); err != nil {
		return p.unfit(q, "name", "a name has 1 to 255 characters")
	}
	if project.Zone, err = stats.ParseZone(q.PostFormValue("zone")); err != nil {
		return p.unfit(q, "zone", "not the name of a time zone, such as Europe/Berlin or UTC")
	}
	if project.MaxStats, err = strconv.Atoi(q.PostFormValue("maxstats")); err != nil || project.MaxStats < 1 || project.MaxStats > stats.MostMaxStats {
		return p.unfit(q, "maxstats", "a whole number from 1 to 10000000")
	}
	if project.MaxNew, err = strconv.Atoi(q.PostFormValue("maxnew")); err != nil || project.MaxNew < 1 || project.MaxNew > stats.MostMaxNew {
		return p.unfit(q, "maxnew", "a whole number from 1 to 1000000")
	}
	project.EZOn = q.PostFormValue("ez") == "1"
	if err := p.People.UpdateProject(q.Context(), project); err != nil {
		return err
	}
	return p.done(q, "settings", "Saved.")
}
