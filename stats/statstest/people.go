package statstest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chartd/stats"
)

// Relations is a catalog as a whole.
type Relations interface {
	stats.People
	stats.Things
	stats.Grants
	stats.Version
}

// desk is one account with one project in a store that others use too.
type desk struct {
	*testing.T
	ctx     context.Context
	store   Relations
	account stats.Account
	project stats.Project
}

// moment is when everything of a desk was made.
var moment = time.Unix(1_700_000_000, 0)

func newDesk(t *testing.T, s Relations) *desk {
	t.Helper()
	d := &desk{T: t, ctx: t.Context(), store: s}
	d.account = stats.Account{ID: stats.AccountID(stats.NewID()), Email: strings.ToLower(string(stats.NewEZKey())) + "@example.com", Created: moment}
	d.project = newProject()
	d.check(s.CreateAccount(d.ctx, d.account, d.project))
	return d
}

func newProject() stats.Project {
	return stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: "shop", EZKey: stats.NewEZKey(), UKey: stats.NewUKey(), EZOn: true,
		Zone: "Europe/Berlin", MaxStats: 5000, MaxNew: 4000, Created: moment,
	}
}

// check ends the test at an error.
func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// want ends the test unless an error is the one that is expected.
func (d *desk) want(got, want error, what string) {
	d.Helper()
	if !errors.Is(got, want) {
		d.Fatalf("%s: error %v, want %v", what, got, want)
	}
}

// bumped runs something and says whether the catalog's version changed.
func (d *desk) bumped(work func()) bool {
	d.Helper()
	before, err := d.store.CatalogVersion(d.ctx)
	d.check(err)
	work()
	after, err := d.store.CatalogVersion(d.ctx)
	d.check(err)
	return after != before
}

// aCase is a fact and its test.
type aCase struct {
	what string
	test func(*desk)
}

// runCases gives each case an account of its own in one store.
func runCases(t *testing.T, open func(t *testing.T) Relations, cases []aCase) {
	t.Helper()
	store := open(t)
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) { c.test(newDesk(t, store)) })
	}
}

// People runs the suite of stats.People. open returns a store that ends with
// the test.
func People(t *testing.T, open func(t *testing.T) Relations) {
	t.Helper()
	runCases(t, open, []aCase{
		{"an account is found by id and by any case of its address", accountFound},
		{"an address is taken once, and must be one", addressTaken},
		{"an account whose project's key is taken is not made", accountAllOrNone},
		{"ten with one address at once: one gets it", addressRace},
		{"a password is set", passwordSet},
		{"unknown people", unknownPeople},
		{"a project comes back as it was made", projectFound},
		{"a project without limits has the usual ones", projectDefaults},
		{"the old ezkey lasts as backup, until it is replaced", keyRotated},
		{"no key is another one's, of whatever kind", keysApart},
		{"ten projects with one key at once: one gets it", keyRace},
		{"keys that no database can hold are unknown", strangeKeys},
		{"members have their roles", roles},
		{"a deleted account takes its own projects along", accountDeleted},
		{"two owners leave at once: the project goes with the last", ownersLeave},
		{"tokens", tokens},
		{"a link works once and in time", links},
		{"a caller who has gone is told so", peopleCancelled},
	})
}

func accountFound(d *desk) {
	byID, err := d.store.Account(d.ctx, d.account.ID)
	d.check(err)
	byMail, err := d.store.AccountByEmail(d.ctx, "  "+strings.ToUpper(d.account.Email))
	d.check(err)
	if byID.Email != d.account.Email || byID.ID != d.account.ID || !byID.Created.Equal(moment) || byID.Password != "" {
		d.Errorf("by id: %+v", byID)
	}
	if byMail != byID {
		d.Errorf("by address: %+v, want %+v", byMail, byID)
	}
	all, err := d.store.Accounts(d.ctx)
	d.check(err)
	if !slices.Contains(all, byID) {
		d.Error("it is not in the list")
	}
}

func addressTaken(d *desk) {
	again := stats.Account{ID: stats.AccountID(stats.NewID()), Email: strings.ToUpper(d.account.Email)}
	d.want(d.store.CreateAccount(d.ctx, again, newProject()), stats.ErrTaken, "the same address")
	for _, bad := range []string{"", "ada", "@", strings.Repeat("x", 250) + "@x.yz"} {
		again.Email = bad
		d.want(d.store.CreateAccount(d.ctx, again, newProject()), stats.ErrEmail, bad)
	}
	again.Email = "JOSÉ." + d.account.Email
	d.check(d.store.CreateAccount(d.ctx, again, newProject()))
	found, err := d.store.AccountByEmail(d.ctx, "josé."+d.account.Email)
	d.check(err)
	if found.Email != "josé."+d.account.Email {
		d.Errorf("stored as %q", found.Email)
	}
}

func accountAllOrNone(d *desk) {
	a := stats.Account{ID: stats.AccountID(stats.NewID()), Email: "x" + d.account.Email}
	p := newProject()
	p.UKey = d.project.UKey
	d.want(d.store.CreateAccount(d.ctx, a, p), stats.ErrTaken, "a ukey that is in use")
	_, err := d.store.Account(d.ctx, a.ID)
	d.want(err, stats.ErrNotFound, "the account")
	_, err = d.store.Project(d.ctx, p.ID)
	d.want(err, stats.ErrNotFound, "the project")
	_, _, err = d.store.ProjectByKey(d.ctx, string(p.EZKey))
	d.want(err, stats.ErrKeys, "its free key")
}

// race runs ten at once and returns their errors.
func race(work func(i int) error) []error {
	errs := make([]error, 10)
	var all sync.WaitGroup
	for i := range errs {
		all.Go(func() { errs[i] = work(i) })
	}
	all.Wait()
	return errs
}

// oneWins ends the test unless one of many had no error, and the others one.
func (d *desk) oneWins(errs []error, others error) {
	d.Helper()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		d.want(err, others, "who was late")
	}
	if won != 1 {
		d.Fatalf("%d had no error, want 1", won)
	}
}

func addressRace(d *desk) {
	d.oneWins(race(func(int) error {
		a := stats.Account{ID: stats.AccountID(stats.NewID()), Email: "race" + d.account.Email}
		return d.store.CreateAccount(d.ctx, a, newProject())
	}), stats.ErrTaken)
}

func passwordSet(d *desk) {
	d.check(d.store.SetPassword(d.ctx, d.account.ID, "$argon2id$secret"))
	a, err := d.store.Account(d.ctx, d.account.ID)
	d.check(err)
	if string(a.Password) != "$argon2id$secret" {
		d.Errorf("stored as %q", string(a.Password))
	}
}

func unknownPeople(d *desk) {
	nobody, nothing := stats.AccountID(stats.NewID()), stats.ProjectID(stats.NewID())
	for _, row := range []struct {
		what string
		call func() error
		want error
	}{
		{"account", func() error { _, err := d.store.Account(d.ctx, nobody); return err }, stats.ErrNotFound},
		{"address", func() error { _, err := d.store.AccountByEmail(d.ctx, "nobody@example.com"); return err }, stats.ErrNotFound},
		{"no address", func() error { _, err := d.store.AccountByEmail(d.ctx, "\x00"); return err }, stats.ErrNotFound},
		{"password", func() error { return d.store.SetPassword(d.ctx, nobody, "x") }, stats.ErrNotFound},
		{"delete", func() error { _, err := d.store.DeleteAccount(d.ctx, nobody); return err }, stats.ErrNotFound},
		{"own a project", func() error { return d.store.CreateProject(d.ctx, nobody, newProject()) }, stats.ErrNotFound},
		{"project", func() error { _, err := d.store.Project(d.ctx, nothing); return err }, stats.ErrNotFound},
		{"update", func() error { return d.store.UpdateProject(d.ctx, stats.Project{ID: nothing}) }, stats.ErrNotFound},
		{"key", func() error { _, _, err := d.store.ProjectByKey(d.ctx, "nobody's"); return err }, stats.ErrKeys},
		{"no key", func() error { _, _, err := d.store.ProjectByKey(d.ctx, ""); return err }, stats.ErrKeys},
		{"join", func() error { return d.store.Join(d.ctx, d.account.ID, nothing, stats.Member) }, stats.ErrNotFound},
		{"joins", func() error { return d.store.Join(d.ctx, nobody, d.project.ID, stats.Member) }, stats.ErrNotFound},
		{"token", func() error { _, err := d.store.TokenByDigest(d.ctx, stats.Digest{1}); return err }, stats.ErrNotFound},
		{"token of nothing", func() error {
			_, err := d.store.CreateToken(d.ctx, stats.Token{Project: nothing, Digest: stats.NewAccessToken().Digest()})
			return err
		}, stats.ErrNotFound},
		{"link", func() error { _, err := d.store.UseLink(d.ctx, stats.Digest{1}, moment); return err }, stats.ErrNotFound},
		{"link of nobody", func() error {
			return d.store.CreateLink(d.ctx, stats.NewAccessToken().Digest(), nobody, moment)
		}, stats.ErrNotFound},
	} {
		d.want(row.call(), row.want, row.what)
	}
	projects, member, err := d.store.Projects(d.ctx, nobody)
	if len(projects)+len(member) > 0 || err != nil {
		d.Errorf("projects of nobody: %v, %v, error %v", projects, member, err)
	}
}

// findByKey ends the test unless a key leads to a project.
func (d *desk) findByKey(key string, want stats.Project, kind stats.KeyKind) {
	d.Helper()
	p, k, err := d.store.ProjectByKey(d.ctx, key)
	d.check(err)
	p.Created = want.Created // another location of the same moment
	if p != want || k != kind {
		d.Errorf("key of kind %d: %+v and kind %d, want %+v", kind, p, k, want)
	}
}

func projectFound(d *desk) {
	more := newProject()
	more.Backup, more.EZOn, more.Name, more.Zone = stats.NewEZKey(), false, "Käse & Söhne", ""
	d.check(d.store.CreateProject(d.ctx, d.account.ID, more))
	for _, want := range []stats.Project{d.project, more} {
		p, err := d.store.Project(d.ctx, want.ID)
		d.check(err)
		if !p.Created.Equal(moment) {
			d.Errorf("created %v, want %v", p.Created, moment)
		}
		d.findByKey(string(want.EZKey), want, stats.EZKind)
		d.findByKey(string(want.UKey), want, stats.UKind)
	}
	d.findByKey(string(more.Backup), more, stats.BackupKind)
}

func projectDefaults(d *desk) {
	p := newProject()
	p.MaxStats, p.MaxNew, p.Created = 0, 0, time.Time{}
	d.check(d.store.CreateProject(d.ctx, d.account.ID, p))
	got, err := d.store.Project(d.ctx, p.ID)
	d.check(err)
	if got.MaxStats != stats.DefaultMaxStats || got.MaxNew != stats.DefaultMaxNew || time.Since(got.Created) > time.Hour {
		d.Errorf("%+v", got)
	}
}

func keyRotated(d *desk) {
	old, p := d.project.EZKey, d.project
	p.EZKey, p.Backup, p.Name, p.EZOn, p.MaxStats = "me@example.com"+stats.NewEZKey(), old, "store", false, 7
	if !d.bumped(func() { d.check(d.store.UpdateProject(d.ctx, p)) }) {
		d.Error("nobody is told of the new key")
	}
	d.findByKey(string(p.EZKey), p, stats.EZKind)
	d.findByKey(string(old), p, stats.BackupKind)
	p.Backup = ""
	d.check(d.store.UpdateProject(d.ctx, p))
	_, _, err := d.store.ProjectByKey(d.ctx, string(old))
	d.want(err, stats.ErrKeys, "a key that was deleted")
	d.check(d.store.UpdateProject(d.ctx, p))
	d.findByKey(string(p.UKey), p, stats.UKind)
}

func keysApart(d *desk) {
	other := newProject()
	other.Backup = stats.NewEZKey()
	d.check(d.store.CreateProject(d.ctx, d.account.ID, other))
	mine := []string{string(d.project.EZKey), string(d.project.UKey)}
	for _, key := range mine {
		for i := range 3 {
			p := other
			switch i {
			case 0:
				p.EZKey = stats.EZKey(key)
			case 1:
				p.Backup = stats.EZKey(key)
			case 2:
				p.UKey = stats.UKey(key)
			}
			d.want(d.store.UpdateProject(d.ctx, p), stats.ErrTaken, "a key of another project")
		}
	}
	p := other
	p.Backup = p.EZKey
	d.want(d.store.UpdateProject(d.ctx, p), stats.ErrTaken, "one key twice")
	d.findByKey(string(other.Backup), other, stats.BackupKind) // as it was
}

func keyRace(d *desk) {
	key := stats.NewEZKey()
	d.oneWins(race(func(int) error {
		p := newProject()
		p.EZKey = key
		return d.store.CreateProject(d.ctx, d.account.ID, p)
	}), stats.ErrTaken)
	p, _, err := d.store.ProjectByKey(d.ctx, string(key))
	d.check(err)
	errs := race(func(i int) error { // the same project, by many admins
		p := p
		p.Backup = stats.EZKey(fmt.Sprintf("%s-%d", key, i))
		return d.store.UpdateProject(d.ctx, p)
	})
	d.check(errors.Join(errs...))
}

func strangeKeys(d *desk) {
	for _, key := range []string{"\x00", string(d.project.EZKey) + "\x00", "\xff\xfe", strings.Repeat("k", 10_000)} {
		_, _, err := d.store.ProjectByKey(d.ctx, key)
		d.want(err, stats.ErrKeys, fmt.Sprintf("%.20q", key))
	}
}

func roles(d *desk) {
	other := newDesk(d.T, d.store)
	d.check(d.store.Join(d.ctx, other.account.ID, d.project.ID, stats.ReadOnly))
	projects, has, err := d.store.Projects(d.ctx, other.account.ID)
	d.check(err)
	got := map[stats.ProjectID]stats.Role{}
	for i, p := range projects {
		got[p.ID] = has[i]
	}
	if len(got) != 2 || got[other.project.ID] != stats.Owner || got[d.project.ID] != stats.ReadOnly {
		d.Errorf("roles %v", got)
	}
	d.check(d.store.Join(d.ctx, other.account.ID, d.project.ID, stats.Admin))
	if _, has, _ = d.store.Projects(d.ctx, other.account.ID); !slices.Contains(has, stats.Admin) {
		d.Errorf("roles %v, want an admin", has)
	}
	all, none, err := d.store.Projects(d.ctx, 0)
	d.check(err)
	if len(all) < 2 || len(none) != len(all) || slices.ContainsFunc(none, func(r stats.Role) bool { return r != 0 }) {
		d.Errorf("%d projects in all, roles %v", len(all), none)
	}
}

func accountDeleted(d *desk) {
	other := newDesk(d.T, d.store)
	d.check(d.store.Join(d.ctx, d.account.ID, other.project.ID, stats.Admin))
	d.check(d.store.Join(d.ctx, other.account.ID, d.project.ID, stats.Admin))
	kept := other.create("kept")
	a, b := d.create("a"), d.create("b")
	c := d.create("c")
	d.check(d.store.Merge(d.ctx, b.ID, a.ID))
	d.check(d.store.Trash(d.ctx, c.ID, moment))
	d.check(d.store.Update(d.ctx, stats.Stat{ID: a.ID, Tags: []string{"x"}}))
	_, err := d.store.Comment(d.ctx, stats.Comment{Stat: a.ID, At: moment, Text: "deploy"})
	d.check(err)
	token, link := stats.NewAccessToken().Digest(), stats.NewAccessToken().Digest()
	_, err = d.store.CreateToken(d.ctx, stats.Token{Project: d.project.ID, Digest: token})
	d.check(err)
	d.check(d.store.CreateLink(d.ctx, link, d.account.ID, moment.Add(time.Hour)))

	var gone []stats.StatID
	if !d.bumped(func() { gone, err = d.store.DeleteAccount(d.ctx, d.account.ID) }) {
		d.Error("nobody is told")
	}
	d.check(err)
	slices.Sort(gone)
	want := []stats.StatID{a.ID, b.ID, c.ID}
	slices.Sort(want)
	if !slices.Equal(gone, want) {
		d.Errorf("gone are %v, want %v", gone, want)
	}
	_, err = d.store.AccountByEmail(d.ctx, d.account.Email)
	d.want(err, stats.ErrNotFound, "the account")
	_, err = d.store.Project(d.ctx, d.project.ID)
	d.want(err, stats.ErrNotFound, "the project")
	_, _, err = d.store.ProjectByKey(d.ctx, string(d.project.UKey))
	d.want(err, stats.ErrKeys, "its key")
	_, err = d.store.TokenByDigest(d.ctx, token)
	d.want(err, stats.ErrNotFound, "its token")
	_, err = d.store.UseLink(d.ctx, link, moment)
	d.want(err, stats.ErrNotFound, "its link")
	_, err = d.store.Find(d.ctx, stats.Lookup{Public: a.Public})
	d.want(err, stats.ErrNotFound, "its stat")
	comments, err := d.store.Comments(d.ctx, want, moment.Add(-time.Hour), moment.Add(time.Hour))
	if len(comments) > 0 || err != nil {
		d.Errorf("comments %v, error %v", comments, err)
	}
	_, err = d.store.Find(d.ctx, stats.Lookup{ID: kept.ID})
	d.check(err)
	projects, _, err := d.store.Projects(d.ctx, other.account.ID)
	if len(projects) != 1 || err != nil {
		d.Errorf("the other has %d projects, error %v", len(projects), err)
	}
	p := newProject() // the key is free again
	p.EZKey = d.project.EZKey
	d.check(d.store.CreateProject(d.ctx, other.account.ID, p))
}

func ownersLeave(d *desk) {
	other := newDesk(d.T, d.store)
	d.check(d.store.Join(d.ctx, other.account.ID, d.project.ID, stats.Owner))
	s := d.create("shared")
	leaving := []stats.AccountID{d.account.ID, other.account.ID}
	var gone [2][]stats.StatID
	var errs [2]error
	var both sync.WaitGroup
	for i := range leaving {
		both.Go(func() { gone[i], errs[i] = d.store.DeleteAccount(d.ctx, leaving[i]) })
	}
	both.Wait()
	d.check(errors.Join(errs[:]...))
	if all := slices.Concat(gone[0], gone[1]); !slices.Equal(all, []stats.StatID{s.ID}) {
		d.Errorf("gone are %v, want %d", all, s.ID)
	}
	_, err := d.store.Project(d.ctx, d.project.ID)
	d.want(err, stats.ErrNotFound, "the project")
}

func tokens(d *desk) {
	secret := stats.NewAccessToken()
	token, err := d.store.CreateToken(d.ctx, stats.Token{
		Project: d.project.ID, Name: "ci", Scope: stats.ReadScope, Digest: secret.Digest(), Hint: "abcd", Created: moment,
	})
	d.check(err)
	if token.ID <= 0 {
		d.Errorf("id %d", token.ID)
	}
	later, err := d.store.CreateToken(d.ctx, stats.Token{Project: d.project.ID, Scope: stats.WriteScope, Digest: stats.NewAccessToken().Digest()})
	d.check(err)
	found, err := d.store.TokenByDigest(d.ctx, secret.Digest())
	d.check(err)
	if found != token || found.Name != "ci" || found.Scope != stats.ReadScope || found.Hint != "abcd" || !found.Created.Equal(moment) {
		d.Errorf("found %+v, want %+v", found, token)
	}
	all, err := d.store.Tokens(d.ctx, d.project.ID)
	if !slices.Equal(all, []stats.Token{token, later}) || err != nil {
		d.Errorf("all are %+v, error %v", all, err)
	}
	_, err = d.store.CreateToken(d.ctx, stats.Token{Project: d.project.ID, Digest: secret.Digest()})
	d.want(err, stats.ErrTaken, "the same secret")

	other := newDesk(d.T, d.store)
	d.want(d.store.RevokeToken(d.ctx, other.project.ID, token.ID), stats.ErrNotFound, "revoked by another project")
	if !d.bumped(func() { d.check(d.store.RevokeToken(d.ctx, d.project.ID, token.ID)) }) {
		d.Error("nobody is told")
	}
	d.want(d.store.RevokeToken(d.ctx, d.project.ID, token.ID), stats.ErrNotFound, "revoked again")
	_, err = d.store.TokenByDigest(d.ctx, secret.Digest())
	d.want(err, stats.ErrNotFound, "a revoked token")
}

func links(d *desk) {
	until := moment.Add(time.Hour)
	for _, row := range []struct {
		what string
		now  time.Time
		want error
	}{{"at once", moment, nil}, {"in time", until.Add(-time.Second), nil}, {"too late", until, stats.ErrNotFound}} {
		link := stats.NewAccessToken().Digest()
		d.check(d.store.CreateLink(d.ctx, link, d.account.ID, until))
		id, err := d.store.UseLink(d.ctx, link, row.now)
		d.want(err, row.want, row.what)
		if err == nil && id != d.account.ID {
			d.Errorf("%s: account %d, want %d", row.what, id, d.account.ID)
		}
		_, err = d.store.UseLink(d.ctx, link, moment)
		d.want(err, stats.ErrNotFound, row.what+", used again")
	}
	link := stats.NewAccessToken().Digest()
	d.check(d.store.CreateLink(d.ctx, link, d.account.ID, until))
	d.oneWins(race(func(int) error { _, err := d.store.UseLink(d.ctx, link, moment); return err }), stats.ErrNotFound)
}

func peopleCancelled(d *desk) {
	ctx, cancel := context.WithCancel(d.ctx)
	cancel()
	p := newProject()
	_, _, err := d.store.ProjectByKey(ctx, string(d.project.EZKey))
	d.want(err, context.Canceled, "a question")
	d.want(d.store.CreateProject(ctx, d.account.ID, p), context.Canceled, "a change")
	if errors.Is(err, stats.ErrAway) {
		d.Error("that is not the database being away")
	}
	_, err = d.store.Project(d.ctx, p.ID)
	d.want(err, stats.ErrNotFound, "the project")
}
