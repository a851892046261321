package pages_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"chartd/api/pages"
	"chartd/stats"
)

func number(n int64) string { return strconv.FormatInt(n, 10) }

func TestALinkSignsInOnce(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	secret := stats.NewAccessToken()
	p.must(p.catalog.CreateLink(t.Context(), secret.Digest(), p.account.ID, noon.Add(time.Hour)))
	link := "/signin?link=" + string(secret)
	for range 3 { // programs that look at links in mails
		p.browser().get(link).has(t, `name="link" value="`+string(secret)+`"`, "<button")
	}
	b := p.browser()
	b.get(link)
	got := b.post("/signin", "link", string(secret))
	if got.at.Path != "/stats" {
		t.Fatalf("the button led to %s, %d", got.at, got.status)
	}
	got.has(t, "ada@example.com")
	got = p.browser().post("/signin", "link", string(secret))
	got.has(t, "This link was used or is too old")
	if got.status != http.StatusForbidden {
		t.Errorf("used again: %d", got.status)
	}
	if strings.Contains(p.log.String(), string(secret)) {
		t.Error("the log has the link")
	}
}

func TestSignInByPasswordAndOut(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.browser()
	got := b.get("/settings")
	if got.at.Path != "/signin" || got.at.Query().Get("next") != "/settings" {
		t.Fatalf("a visitor was sent to %s", got.at)
	}
	got = b.post("/signin", "email", " ADA@example.com", "password", "wrong horse", "next", "/settings")
	if got.status != http.StatusForbidden {
		t.Errorf("a wrong password: %d", got.status)
	}
	got.has(t, "do not go together", `value="ADA@example.com"`, `name="next" value="/settings"`)
	got.lacks(t, "wrong horse")
	unknown := b.post("/signin", "email", "bob@example.com", "password", "wrong horse")
	if unknown.status != got.status {
		t.Errorf("an unknown address: %d, a known one %d", unknown.status, got.status)
	}
	unknown.has(t, "do not go together")
	got = b.post("/signin", "email", "ADA@example.com", "password", password, "next", "/settings")
	if got.at.Path != "/settings" || got.status != http.StatusOK {
		t.Fatalf("signed in at %s, %d", got.at, got.status)
	}
	if got := b.post("/signout"); got.at.Path != "/signin" {
		t.Errorf("signed out at %s", got.at)
	}
	if got := b.get("/stats"); got.at.Path != "/signin" {
		t.Errorf("after signing out, /stats is %s", got.at)
	}
}

func TestTheCookie(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		base   string
		secure bool
	}{{"", false}, {"https://charts.example.com", true}} {
		p := newPlace(t, func(d *pages.Deps) { d.Base = row.base })
		b := p.browser()
		b.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		got := b.post("/signin", "email", p.account.Email, "password", password)
		cookie, err := http.ParseSetCookie(got.header.Get("Set-Cookie"))
		p.must(err)
		if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Secure != row.secure || got.header.Get("Location") != "./stats" {
			t.Errorf("base %q: cookie %v to %q", row.base, cookie, got.header.Get("Location"))
		}
	}
}

func TestSigningInRenewsTheToken(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	b := p.signedIn()
	at, err := url.Parse(p.url)
	p.must(err)
	before := b.http.Jar.Cookies(at)[0].Value
	b.post("/signin", "link", p.link(p.account))
	if after := b.http.Jar.Cookies(at)[0].Value; after == before {
		t.Error("the token stayed the same")
	}
}

func TestTriesAreLimited(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	for i := range 5 {
		if got := p.browser().post("/signin", "email", "bob@example.com", "password", "x"); got.status != http.StatusForbidden {
			t.Fatalf("try %d: %d", i, got.status)
		}
	}
	got := p.browser().post("/signin", "email", "BOB@example.com", "password", "x")
	if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
		t.Errorf("one too many: %d", got.status)
	}
	p.signedIn() // another address is another matter
	p.now.Store(61)
	if got := p.browser().post("/signin", "email", "bob@example.com", "password", "x"); got.status != http.StatusForbidden {
		t.Errorf("a minute later: %d", got.status)
	}
}

func TestFormsFromOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	s := p.stat("page view", stats.Counter)
	b := p.signedIn()
	b.from = "cross-site"
	for _, path := range []string{"/signin", "/signout", "/settings/ezkey", "/access", "/stats/" + string(s.Public) + "/trash"} {
		got := b.post(path, "random", "1")
		if got.status != http.StatusForbidden {
			t.Errorf("%s: %d", path, got.status)
		}
		got.has(t, "sent from another site")
	}
	if got := b.get("/stats"); got.status != http.StatusOK || got.at.Path != "/stats" {
		t.Errorf("a link from another site: %d", got.status)
	}
}

func TestWhereSigningInLeads(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	for next, want := range map[string]string{
		"/stats?q=a+b": "/stats?q=a+b", "/v/stats/trash": "/v/stats/trash", "": "/stats", "//evil.example/stats": "/stats",
		"https://evil.example/stats": "/stats", "javascript:alert(1)": "/stats", `/\evil.example`: "/stats", "/stats/../../x": "/stats", "/metrics": "/stats",
	} {
		b := p.browser()
		got := b.post("/signin", "link", p.link(p.account), "next", next)
		if at := got.at.RequestURI(); at != want || !strings.HasPrefix(got.at.String(), p.url) {
			t.Errorf("%q leads to %s, want %s", next, got.at, want)
		}
	}
}

func TestAnotherPasswordEndsOtherSessions(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil)
	mine, other := p.signedIn(), p.signedIn()
	mine.post("/settings/password", "current", "wrong", "password", "a brand new one").has(t, "not the password until now")
	mine.post("/settings/password", "current", password, "password", "short").has(t, "Password must have 10 to 512 characters")
	if got := mine.post("/settings/password", "current", password, "password", "a brand new one"); got.at.Path != "/settings" || got.status != 200 {
		t.Errorf("changed: %d at %s", got.status, got.at)
	}
	if got := mine.get("/stats"); got.at.Path != "/stats" {
		t.Errorf("my own session ended: %s", got.at)
	}
	if got := other.get("/stats"); got.at.Path != "/signin" {
		t.Errorf("the other session lives: %s", got.at)
	}
}
