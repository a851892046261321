package pages

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/alexedwards/scs/v2"

	"chartd/api/tries"
	"chartd/stats"
)

// newSessions makes the keeper of sessions.
func (p *Pages) newSessions() *scs.SessionManager {
	m := scs.New()
	m.Store = p.Sessions
	m.Lifetime = sessionLife
	m.Cookie.Name = "chartd_session"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = p.Secure || strings.HasPrefix(p.Base, "https://")
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		p.Log.Error("session", "fault", err)
		p.complain(&request{Request: r, w: w}, stats.ErrAway)
	}
	return m
}

// signinView is what the sign-in page shows.
type signinView struct {
	Link  string // the secret of a link that waits for the button; "": the form
	Next  string
	Email string
	Error string
}

// signinPage shows the form or, to whoever came by a link, one button. The link
// is used by the button only: programs that look at links in mails must not
// burn it.
func (p *Pages) signinPage(q *request) error {
	values := q.URL.Query()
	return p.show(q, http.StatusOK, "signin", "Sign in", signinView{Link: values.Get("link"), Next: values.Get("next")})
}

// signIn takes a link, or an address and a password.
func (p *Pages) signIn(q *request) error {
	form := signinView{Link: q.PostFormValue("link"), Next: q.PostFormValue("next"), Email: strings.TrimSpace(q.PostFormValue("email"))}
	account, err := p.prove(q, form)
	var refused *refusal
	if errors.As(err, &refused) {
		form.Link, form.Error = "", refused.Error()
		if refused.status == http.StatusTooManyRequests {
			q.w.Header().Set("Retry-After", tries.RetryAfter)
		}
		return p.show(q, refused.status, "signin", "Sign in", form)
	}
	if err != nil {
		return err
	}
	if err := p.begin(q.Context(), account); err != nil {
		return err
	}
	return q.redirect(next(form.Next))
}

// What is wrong with a try to sign in. An unknown address and a wrong password
// are told alike, in words and in time.
var (
	errLink     = &refusal{http.StatusForbidden, "this link was used or is too old; make another with: chartd account link EMAIL"}
	errPassword = &refusal{http.StatusForbidden, "e-mail address and password do not go together"}
	errTries    = &refusal{http.StatusTooManyRequests, "too many tries; wait a minute"}
)

// prove finds the account that a link or a password belongs to.
func (p *Pages) prove(q *request, form signinView) (stats.Account, error) {
	if !p.tries.Allow(q.RemoteAddr, "signin "+strings.ToLower(form.Email)+form.Link, p.Now()) {
		return stats.Account{}, errTries
	}
	ctx := q.Context()
	if form.Link != "" {
		id, err := p.People.UseLink(ctx, stats.AccessToken(form.Link).Digest(), p.Now())
		if errors.Is(err, stats.ErrNotFound) {
			return stats.Account{}, errLink
		}
		if err != nil {
			return stats.Account{}, err
		}
		return p.People.Account(ctx, id)
	}
	account, err := p.byEmail(ctx, form.Email)
	if err != nil {
		return stats.Account{}, err
	}
	ok, err := p.guess(ctx, q.PostFormValue("password"), account.Password)
	if err == nil && !ok {
		err = errPassword
	}
	return account, err
}

// byEmail finds an account; an unknown one has no password.
func (p *Pages) byEmail(ctx context.Context, text string) (stats.Account, error) {
	email, err := stats.ParseEmail(text)
	if err != nil {
		return stats.Account{}, nil
	}
	account, err := p.People.AccountByEmail(ctx, email)
	if errors.Is(err, stats.ErrNotFound) {
		return stats.Account{}, nil
	}
	return account, err
}

// guess compares a password, waiting for its turn.
func (p *Pages) guess(ctx context.Context, password string, h stats.Hash) (bool, error) {
	if len(password) > maxPassword {
		password = "" // no password is so long, and it takes as long
	}
	select {
	case p.guesses <- struct{}{}:
		defer func() { <-p.guesses }()
		return matches(password, h), nil
	case <-ctx.Done():
		return false, stats.ErrAway
	}
}

// begin gives the browser a session under a new token.
func (p *Pages) begin(ctx context.Context, a stats.Account) error {
	if err := p.sessions.RenewToken(ctx); err != nil {
		return err
	}
	p.sessions.Remove(ctx, sessionProject)
	p.sessions.Put(ctx, sessionAccount, int64(a.ID))
	p.sessions.Put(ctx, sessionPassword, passwordMark(a.Password))
	p.Log.Info("signed in", slog.Int64("account", int64(a.ID)))
	return nil
}

// signOut ends the session.
func (p *Pages) signOut(q *request) error {
	if err := p.sessions.Destroy(q.Context()); err != nil {
		return err
	}
	return q.redirect("signin")
}

// next is the path to go to after signing in, without its first slash: one of
// the pages here, whatever a stranger's link says.
func next(wanted string) string {
	at, err := url.Parse(wanted)
	if err != nil || at.Scheme != "" || at.Host != "" || at.User != nil {
		return "stats"
	}
	path := strings.TrimPrefix(at.Path, "/")
	first, _, _ := strings.Cut(path, "/")
	switch first {
	case "stats", "v", "access", "settings", "switch", "alerts", "destinations", "reports", "outbox":
	default:
		return "stats"
	}
	if strings.Contains(path, "..") || strings.Contains(path, "//") || strings.ContainsRune(path, '\\') {
		return "stats"
	}
	return (&url.URL{Path: path, RawQuery: at.RawQuery}).String()
}
