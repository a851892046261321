package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/need"
	"chartd/cmd/check/pgserver"
)

// With its database stopped a node takes posts, says that it answers no reads,
// and has everything when the database is back.
func TestReadinessWithoutTheDatabase(t *testing.T) {
	need.Postgres(t) // says what is missing where no server can be run
	db, err := pgserver.New(t.Context(), "fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := db.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	s := start(t, "--data", data, "--database-url", db.DSN())
	o := newOwner(t, "ready@example.com", "--data", data, "--database-url", db.DSN())
	minute := time.Now().Add(-2 * time.Hour).Unix()
	count := func(n int) error { return post(o, s, "visits", "count", n, minute) }
	if err := count(1); err != nil {
		t.Fatal(err)
	}
	s.ready(t, "", http.StatusOK, "ok")
	s.ready(t, "?for=reads", http.StatusOK, "ok")

	if err := db.Stop(); err != nil {
		t.Fatal(err)
	}
	s.ready(t, "", http.StatusOK, "degraded: reads, database away since ")
	s.ready(t, "?for=reads", http.StatusServiceUnavailable, "degraded: reads, database away since ")
	if err := count(2); err != nil {
		t.Errorf("with the database away: %v", err)
	}
	if err := db.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.ready(t, "?for=reads", http.StatusOK, "ok")
	settles(t, o, s, "visits", "count 3 in 2 posts")
	s.end(t)

	w, _ := world(nil)
	if err := run(t.Context(), []string{"account", "list", "--data", data}, w); err == nil || !strings.Contains(err.Error(), "give --database-url") {
		t.Errorf("without the address of its database: %v", err)
	}
}

// ready waits until /readyz answers with a status and a line that begins so.
func (s *server) ready(t *testing.T, query string, status int, line string) {
	t.Helper()
	want := fmt.Sprint(status, " ", line)
	eventually(t, fmt.Sprintf("/readyz%s says %s", query, want), func() string {
		answer, err := http.Get("http://" + s.address + "/readyz" + query)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err := errors.Join(err, answer.Body.Close()); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(answer.StatusCode, " ", string(body))
	}, func(said string) bool { return strings.HasPrefix(said, want) })
}

// Nothing that a person or program proves itself by is in any line that the
// program writes while it serves, whatever is asked and however wrong.
func TestNoLineHoldsASecret(t *testing.T) {
	data := t.TempDir()
	s := start(t, "--data", data, "--access-log", "-")
	o := newOwner(t, "secrets@example.com", "--data", data)
	link := said(t, "account", "link", "secrets@example.com", "--data", data)
	_, link, _ = strings.Cut(strings.TrimSpace(link), "link=")
	secrets := []string{o.EZKey, o.UKey, o.Token, link, "sig-Qz7Lk2"}
	const printed = "chartd listens on" // what the first start says once ends before
	for _, path := range []string{
		"/ez?ezkey=" + o.EZKey + "&stat=a&count=1", "/ez?ezkey=" + o.EZKey + "&stat=a&count=x", "/c?ukey=" + o.UKey + "&key=a&count=1",
		"/ez/" + o.EZKey, "/nosuch/" + o.EZKey + "/more", "/x/" + o.Token + "/statlist", "/x/" + o.Token, "//x/" + o.Token + "/data/none?t=1w3h",
		"/%78/" + o.Token + "/statlist", "/a1/stats?token=" + o.Token, "/api/v1/stats?access_token=" + o.Token, "/signin?link=" + link,
		"/a.svg?k0=nobody&tf=1w3h&sig=sig-Qz7Lk2", "/stats?token=" + o.Token,
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut} {
			ask, err := http.NewRequest(method, "http://"+s.address+path, strings.NewReader(url.Values{"ezkey": {o.EZKey}, "link": {link}}.Encode()))
			if err != nil {
				t.Fatal(err)
			}
			ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			ask.Header.Set("Authorization", "Bearer "+o.Token)
			ask.Header.Set("Cookie", "session="+link)
			answer, err := http.DefaultTransport.RoundTrip(ask)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
		}
	}
	s.end(t)
	_, lines, _ := strings.Cut(s.out.String(), printed)
	if strings.Count(lines, "\n") < 40 {
		t.Fatalf("there are only these lines:\n%s", lines)
	}
	for _, secret := range secrets {
		if at := strings.Index(lines, secret); at >= 0 {
			t.Errorf("a secret is in %q", lines[max(0, at-60):at+len(secret)])
		}
	}
}
