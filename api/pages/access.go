package pages

import (
	"errors"
	"net/http"
	"strconv"

	"chartd/stats"
)

// accessView is what the page of tokens shows.
type accessView struct {
	Tokens []stats.Token
	Secret string // of the token that was made just now: shown this once
	Name   string
	Error  string
}

// accessPage lists the tokens of the project.
func (p *Pages) accessPage(q *request) error { return p.showAccess(q, http.StatusOK, accessView{}) }

func (p *Pages) showAccess(q *request, status int, view accessView) error {
	var err error
	if view.Tokens, err = p.People.Tokens(q.Context(), q.who.project().ID); err != nil {
		return err
	}
	return p.show(q, status, "access", "Access tokens", view)
}

// createToken makes a token and shows its secret, once.
func (p *Pages) createToken(q *request) error {
	name, err := stats.ParseName(q.PostFormValue("name"))
	if err != nil {
		return p.showAccess(q, http.StatusUnprocessableEntity, accessView{Error: "a name has 1 to 255 characters", Name: q.PostFormValue("name")})
	}
	scope := stats.ReadScope
	if q.PostFormValue("scope") == "write" {
		scope = stats.WriteScope
	}
	secret := stats.NewAccessToken()
	if _, err := p.People.CreateToken(q.Context(), stats.Token{
		Project: q.who.project().ID, Name: name, Scope: scope, Digest: secret.Digest(), Hint: string(secret)[:4], Created: p.Now(),
	}); err != nil {
		return err
	}
	return p.showAccess(q, http.StatusOK, accessView{Secret: string(secret)})
}

// revokeToken takes a token back. One that is gone already is gone.
func (p *Pages) revokeToken(q *request) error {
	id, err := strconv.ParseInt(q.PostFormValue("token"), 10, 64)
	if err != nil {
		return errForm
	}
	err = p.People.RevokeToken(q.Context(), q.who.project().ID, id)
	if err != nil && !errors.Is(err, stats.ErrNotFound) {
		return err
	}
	return p.done(q, "access", "Revoked. Programs that have the token are refused from now on.")
}
