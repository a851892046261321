package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	"chartd/api"
	"chartd/api/embeds"
	"chartd/api/export"
	"chartd/api/ingest"
	"chartd/api/pages"
	"chartd/api/relay"
	v1 "chartd/api/v1"
	"chartd/embed"
	"chartd/static"
	"chartd/stats"
)

// faces connects what the engine has with what is answered over HTTP; pages
// have the style of the site.
func (e *engine) faces(d *api.Deps, site *static.Site, cfg settings, told *alerting, log *slog.Logger) (err error) {
	d.Ready, d.Figures = e.readiness, e.measures.all
	d.Ingest = &ingest.Face{
		Directory: e.directory, Sink: e.ingest, Now: e.clock.Now, Log: log,
		Legacy: cfg.LegacyStatus, Verbose: cfg.DefaultVerbose, Answered: e.measures.answered,
	}
	d.Export = &export.Face{
		Access: e.catalog, Things: e.catalog, Reader: e.reader(), Alerts: e.alerts, Now: e.clock.Now, Log: log, HTTPSOnly: cfg.ExportHTTPSOnly,
	}
	if cfg.RelayToken != "" {
		d.Relay = &relay.Face{Outbox: e.alerts, Base: strings.TrimSuffix(cfg.BaseURL, "/"), Key: e.alerts.LinkKey, Token: string(cfg.RelayToken), Now: e.clock.Now, Log: log}
	}
	tests := alerts.NewBackTests(e.reader(), e.complete)
	d.V1 = v1.New(v1.Deps{
		People: e.catalog, Things: e.catalog, Grants: e.catalog, Reader: e.reader(), BackTests: tests,
		Alerts: e.alerts, Wake: told.courier.Wake, Now: e.clock.Now, Log: log,
	})
	board := &embed.Board{Reader: e.reader(), Now: e.clock.Now} // one for all that keys show
	d.Live = &embed.Live{
		Finder: e.catalog, Reader: board, Remarks: e.catalog, Homes: e.catalog,
		Now: e.clock.Now, Signed: cfg.RequireSignature,
	}
	d.Embeds = embeds.New(embeds.Deps{
		Keys: &embed.Keys{
			Grants: e.catalog, Finder: e.catalog, Homes: e.catalog, Seen: e.directory.Seen, Now: e.clock.Now, Strict: cfg.RequireSignature,
		},
		Board: board,
		Now:   e.clock.Now, Log: log, Base: cfg.BaseURL, Path: cfg.basePath(),
	})
	d.Web, err = pages.New(pages.Deps{
		People: e.catalog, Things: e.catalog, Grants: e.catalog, Reader: e.reader(), Sessions: e.catalog.Sessions(), Site: site,
		Base: cfg.BaseURL, Path: cfg.basePath(), Now: e.clock.Now, Log: log,
		Secure: cfg.TLSCert != "", Signed: cfg.RequireSignature, Preview: d.Embeds.Preview,
		Alerts: e.alerts, BackTests: tests, LinkKey: e.alerts.LinkKey, Wake: told.courier.Wake, MailReady: cfg.SMTPURL != "", Letter: cfg.letter,
	})
	return err
}

// letter is a mail as a page, to look at.
func (c *settings) letter(m alerts.Message) (string, error) {
	composer, err := mail.NewComposer(c.MailFrom, message.Places{Base: strings.TrimSuffix(c.BaseURL, "/")})
	if err != nil {
		return "", err
	}
	return composer.Preview(m)
}

// reader reads what this node knows, merged stats as one.
func (e *engine) reader() stats.Reader {
	return stats.Grouped{Reader: e.view, Grouping: e.catalog}
}

// readiness says what this node can do right now.
func (e *engine) readiness() api.Readiness {
	if e.ingest.Failing() {
		return api.Readiness{Line: "posts are refused: the log cannot be written"}
	}
	since, away := e.away()
	if !away {
		since, away = e.keeper.AwaySince()
	}
	if away {
		return api.Readiness{Posts: true, Line: "degraded: reads, database away since " + since.UTC().Format("15:04")}
	}
	return api.Readiness{Posts: true, Reads: true, Line: "ok"}
}

// firstEmail is the account of the first start. It need not be an address that
// exists: nothing is sent there before somebody changes it.
const firstEmail = "owner@localhost"

// welcome makes the first account with its project, and prints its keys once.
func (e *engine) welcome(ctx context.Context, to io.Writer, home string) error {
	if _, away := e.away(); away {
		return nil // whether there is one can't be known now
	}
	list, err := e.catalog.Accounts(ctx)
	if err != nil || len(list) > 0 {
		return err
	}
	made, err := e.createAccount(ctx, newAccount{Email: firstEmail})
	if err != nil {
		return err
	}
	link, err := e.signInLink(ctx, made.account.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(to, "A first account was made. This is shown once:\n  e-mail   %s\n  ezkey    %s\n  sign in  %s/signin?link=%s\n",
		firstEmail, string(made.project.EZKey), home, link)
	fmt.Fprintf(to, "Store a number:\n  curl -d 'ezkey=%s&stat=hello&count=1' %s/ez\n", string(made.project.EZKey), home)
	return nil
}

// linkLasts is how long a sign-in link works: long enough to walk to the other
// machine, too short to be found in an old terminal.
const linkLasts = time.Hour

// signInLink makes the secret of a one-time link.
func (e *engine) signInLink(ctx context.Context, id stats.AccountID) (string, error) {
	secret := stats.NewAccessToken()
	err := e.catalog.CreateLink(ctx, secret.Digest(), id, e.clock.Now().Add(linkLasts))
	return string(secret), err
}

// newAccount is what an account is made of; empty keys are invented.
type newAccount struct {
	Email string
	EZKey stats.EZKey
	UKey  stats.UKey
}

// madeAccount is an account with its project and the secret of a first token.
type madeAccount struct {
	account stats.Account
	project stats.Project
	token   stats.AccessToken
}

// createAccount makes an account, a project of its own and a read-write token.
func (e *engine) createAccount(ctx context.Context, n newAccount) (madeAccount, error) {
	now := e.clock.Now()
	made := madeAccount{
		account: stats.Account{ID: stats.AccountID(stats.NewID()), Email: n.Email, Created: now},
		project: newProject("stats", now),
		token:   stats.NewAccessToken(),
	}
	if n.EZKey != "" {
		made.project.EZKey = n.EZKey
	}
	if n.UKey != "" {
		made.project.UKey = n.UKey
	}
	if err := e.catalog.CreateAccount(ctx, made.account, made.project); err != nil {
		return made, err
	}
	if err := e.tellOwner(ctx, n.Email, made.project.ID); err != nil {
		return made, err
	}
	_, err := e.catalog.CreateToken(ctx, stats.Token{
		Project: made.project.ID, Name: "first", Scope: stats.WriteScope,
		Digest: made.token.Digest(), Hint: string(made.token[:4]), Created: now,
	})
	return made, err
}

// tellOwner makes the owner's address the first destination of a project: it
// hears of everything until somebody decides otherwise (StatHat contract, 2.7).
func (e *engine) tellOwner(ctx context.Context, email string, project stats.ProjectID) error {
	if email == firstEmail {
		return nil
	}
	target, err := alerts.NewTarget(alerts.Email, map[string]string{"address": email})
	if err != nil {
		return nil // accounts may have names that no mail goes to
	}
	_, err = e.alerts.CreateDestination(ctx, alerts.Destination{
		Project: project, Name: email, Channel: alerts.Email, Target: target, Manual: true, Automatic: true, News: true, Created: e.clock.Now(),
	})
	return err
}

// newProject is a project with invented keys and the usual limits.
func newProject(name string, now time.Time) stats.Project {
	return stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: name, EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), EZOn: true,
		Zone: "UTC", MaxStats: stats.DefaultMaxStats, MaxNew: stats.DefaultMaxNew, Created: now,
	}
}
