package relay_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
	"chartd/alerts/store"
	"chartd/api/relay"
	"chartd/stats"
	"chartd/stats/statstest/node"
)

const token = "the-token-of-the-relay"

// site is a face over a real store, with a clock that is moved by hand.
type site struct {
	*testing.T
	face  *relay.Face
	store *store.Store
	node  *node.Node
	now   time.Time
	log   bytes.Buffer
}

func open(t *testing.T) *site {
	t.Helper()
	s := &site{T: t, node: node.Open(t), now: time.Unix(1_700_000_040, 0)}
	s.store = store.New(s.node.Catalog)
	s.face = &relay.Face{
		Outbox: s.store, Token: token, Now: func() time.Time { return s.now }, Log: slog.New(slog.NewTextHandler(&s.log, nil)),
		Base: "https://charts.example.com", Key: s.store.LinkKey,
	}
	return s
}

// destination makes one that gets a message, and waits until that is due.
func (s *site) destination(c alerts.Channel, values map[string]string) alerts.Destination {
	s.Helper()
	target, err := alerts.NewTarget(c, values)
	if err != nil {
		s.Fatal(err)
	}
	d, err := s.store.CreateDestination(s.Context(), alerts.Destination{Project: s.node.Project.ID, Name: string(c), Channel: c, Target: target})
	if err == nil {
		err = s.store.Enqueue(s.Context(), d.ID, alerts.NewTest(s.now), s.now)
	}
	if err != nil {
		s.Fatal(err)
	}
	s.now = s.now.Add(10 * time.Second)
	return d
}

// post asks the face as the relay does; header is in place of the token unless
// it is "".
func (s *site) post(path, header, body string) *httptest.ResponseRecorder {
	s.Helper()
	ask := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	if header == "" {
		header = "Bearer " + token
	}
	ask.Header.Set("Authorization", header)
	answer := httptest.NewRecorder()
	if path == relay.ClaimPath {
		s.face.Claim(answer, ask)
	} else {
		s.face.Settle(answer, ask)
	}
	return answer
}

// claim takes the message that is due.
func (s *site) claim() relay.Claim {
	s.Helper()
	answer := s.post(relay.ClaimPath, "", `{"lease":60}`)
	var c relay.Claim
	if err := json.Unmarshal(answer.Body.Bytes(), &c); err != nil || answer.Code != http.StatusOK {
		s.Fatalf("claim: %d %s, %v", answer.Code, answer.Body, err)
	}
	return c
}

func (s *site) settle(c relay.Claim, r relay.Result, answer string) *httptest.ResponseRecorder {
	s.Helper()
	body, err := json.Marshal(relay.Settlement{Receipt: c.Receipt, Result: r, Answer: answer})
	if err != nil {
		s.Fatal(err)
	}
	return s.post(relay.SettlePath, "", string(body))
}

func (s *site) attempts(d alerts.Destination) string {
	s.Helper()
	list, err := s.store.Attempts(s.Context(), d.ID, 10)
	if err != nil {
		s.Fatal(err)
	}
	var text []string
	for _, a := range list {
		text = append(text, fmt.Sprintf("%d %s", a.Status, a.Answer))
	}
	return strings.Join(text, "; ")
}

func TestClaimAndSettle(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.destination(alerts.Webhook, map[string]string{"url": "https://example.com/hook"})
	if answer := s.post(relay.ClaimPath, "", `{"lease":60}`); answer.Code != http.StatusNoContent {
		t.Fatalf("a webhook's message: %d %s", answer.Code, answer.Body)
	}
	d := s.destination(alerts.Keybase, map[string]string{"team": "ops.alerts"})
	c := s.claim()
	if c.Team != "ops.alerts" || c.Channel != "general" || c.Destination != d.ID || c.Lease != 60 || c.Tries != 0 {
		t.Errorf("claim %+v", c)
	}
	if !strings.HasPrefix(c.Text, "*Test* This is a test: messages arrive here\nChart: https://charts.example.com/a.png?") || !strings.HasSuffix(c.Text, "\n\n"+c.Key) {
		t.Errorf("text %q, key %s", c.Text, c.Key)
	}
	if answer := s.post(relay.ClaimPath, "", `{"lease":60}`); answer.Code != http.StatusNoContent {
		t.Errorf("a message that is another relay's: %d %s", answer.Code, answer.Body)
	}
	if answer := s.settle(c, relay.Delivered, "sent as 7"); answer.Code != http.StatusNoContent {
		t.Errorf("settle: %d %s", answer.Code, answer.Body)
	}
	if got := s.attempts(d); got != "1 sent as 7" {
		t.Errorf("attempts %s", got)
	}
	if answer := s.settle(c, relay.Delivered, ""); answer.Code != http.StatusConflict {
		t.Errorf("settling twice: %d %s", answer.Code, answer.Body)
	}
}

func TestWhatFailedComesAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	d := s.destination(alerts.Keybase, map[string]string{"team": "ops", "channel": "night"})
	first := s.claim()
	s.settle(first, relay.Failed, "no route")
	s.now = s.now.Add(10 * time.Second)
	second := s.claim()
	if second.Key != first.Key || second.Tries != 1 || second.Channel != "night" || second.Text != first.Text {
		t.Errorf("second try %+v of %+v", second, first)
	}
	s.now = s.now.Add(alerts.GiveUp)
	s.settle(second, relay.Failed, "no such team")
	s.now = s.now.Add(2 * time.Hour)
	if answer := s.post(relay.ClaimPath, "", `{"lease":60}`); answer.Code != http.StatusNoContent {
		t.Errorf("after three days: %d %s", answer.Code, answer.Body)
	}
	if got, want := s.attempts(d), "2 no such team; 0 no route"; got != want {
		t.Errorf("attempts %q, want %q", got, want)
	}
}

func TestALeaseThatEnds(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.destination(alerts.Keybase, map[string]string{"team": "ops"})
	first := s.claim()
	s.now = s.now.Add(time.Minute)
	second := s.claim()
	if second.Key != first.Key || second.Text != first.Text || second.Holder == first.Holder {
		t.Errorf("after the lease: %+v, before %+v", second, first)
	}
	if answer := s.settle(first, relay.Delivered, ""); answer.Code != http.StatusConflict {
		t.Errorf("settling what is another's by now: %d %s", answer.Code, answer.Body)
	}
	if answer := s.settle(second, relay.Delivered, ""); answer.Code != http.StatusNoContent {
		t.Errorf("settling: %d %s", answer.Code, answer.Body)
	}
}

func TestARelayTouchesOnlyItsOwn(t *testing.T) {
	t.Parallel()
	s := open(t)
	other := s.destination(alerts.Webhook, map[string]string{"url": "https://example.com/hook"})
	s.destination(alerts.Keybase, map[string]string{"team": "ops"})
	c := s.claim()
	c.Destination = other.ID
	if answer := s.settle(c, relay.Delivered, "mine"); answer.Code != http.StatusConflict {
		t.Errorf("settling for another destination: %d %s", answer.Code, answer.Body)
	}
	if got := s.attempts(other); got != "" {
		t.Errorf("attempts of another destination: %s", got)
	}
}

// A clock that is set back while a message is on its way does not send it again.
func TestSettleAfterTheClockWasSetBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	d := s.destination(alerts.Keybase, map[string]string{"team": "ops.alerts"})
	c := s.claim()
	s.now = s.now.Add(-time.Hour)
	if answer := s.settle(c, relay.Delivered, "sent as 7"); answer.Code != http.StatusNoContent {
		t.Errorf("settle: %d %s", answer.Code, answer.Body)
	}
	if got := s.attempts(d); got != "1 sent as 7" {
		t.Errorf("attempts %s", got)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	s := open(t)
	const good = `"key":"k","holder":"1","destination":"1","tries":0,"created":1`
	for _, row := range []struct {
		what, path, header, body string
		want                     int
	}{
		{"another token", relay.ClaimPath, "Bearer " + token + "x", `{"lease":60}`, 401},
		{"no bearer", relay.ClaimPath, token, `{"lease":60}`, 401},
		{"another token settles", relay.SettlePath, "Bearer x", `{` + good + `,"result":"delivered"}`, 401},
		{"no JSON", relay.ClaimPath, "", `lease=60`, 400},
		{"no lease", relay.ClaimPath, "", `{}`, 400},
		{"a lease of an hour", relay.ClaimPath, "", `{"lease":3600}`, 400},
		{"a field that is none", relay.ClaimPath, "", `{"lease":60,"all":true}`, 400},
		{"two objects", relay.ClaimPath, "", `{"lease":60}{"lease":60}`, 400},
		{"a large body", relay.SettlePath, "", `{` + good + `,"answer":"` + strings.Repeat("x", 17<<10) + `"}`, 413},
		{"no result", relay.SettlePath, "", `{` + good + `}`, 400},
		{"a result that is none", relay.SettlePath, "", `{` + good + `,"result":"gone"}`, 400},
		{"a message that was never claimed", relay.SettlePath, "", `{` + good + `,"result":"delivered"}`, 409},
		{"no claim", relay.SettlePath, "", `{"result":"delivered"}`, 400},
	} {
		answer := s.post(row.path, row.header, row.body)
		var told struct{ Error string }
		err := json.Unmarshal(answer.Body.Bytes(), &told)
		if answer.Code != row.want || err != nil || told.Error == "" {
			t.Errorf("%s: %d %s, want %d", row.what, answer.Code, answer.Body, row.want)
		}
		if asks := answer.Header().Get("WWW-Authenticate") != ""; asks != (row.want == 401) {
			t.Errorf("%s: asks for a token: %v", row.what, asks)
		}
	}
	answer := httptest.NewRecorder()
	s.face.Claim(answer, httptest.NewRequest(http.MethodGet, relay.ClaimPath, nil))
	if answer.Code != http.StatusMethodNotAllowed || answer.Header().Get("Allow") != "POST" {
		t.Errorf("GET: %d %v", answer.Code, answer.Header())
	}
	s.face.Token = ""
	if answer := s.post(relay.ClaimPath, "Bearer ", `{"lease":60}`); answer.Code != http.StatusUnauthorized {
		t.Errorf("no token is set: %d", answer.Code)
	}
	if s.log.Len() > 0 {
		t.Errorf("a stranger filled the log: %s", s.log.String())
	}
}

// Who guesses the token waits, also with a right one; others do not.
func TestTriesOfTheToken(t *testing.T) {
	t.Parallel()
	s := open(t)
	claim := func(address, secret string) *httptest.ResponseRecorder {
		ask := httptest.NewRequest(http.MethodPost, relay.ClaimPath, strings.NewReader(`{"lease":60}`))
		ask.RemoteAddr = address
		ask.Header.Set("Authorization", "Bearer "+secret)
		answer := httptest.NewRecorder()
		s.face.Claim(answer, ask)
		return answer
	}
	const guesser = "192.0.2.7:1"
	for range 50 {
		if got := claim(guesser, token).Code; got != http.StatusNoContent {
			t.Fatalf("right tokens are counted: %d", got)
		}
	}
	wrong := 0
	for claim(guesser, "nonsense").Code == http.StatusUnauthorized {
		if wrong++; wrong > 1000 {
			t.Fatal("guessing has no end")
		}
	}
	if answer := claim(guesser, token); answer.Code != http.StatusTooManyRequests || answer.Header().Get("Retry-After") != "60" {
		t.Errorf("the guesser, with a right token: %d %v", answer.Code, answer.Header())
	}
	if answer := claim("192.0.2.8:1", token); answer.Code != http.StatusNoContent {
		t.Errorf("another address: %d %s", answer.Code, answer.Body)
	}
	s.now = s.now.Add(time.Minute)
	if answer := claim(guesser, token); answer.Code != http.StatusNoContent {
		t.Errorf("the guesser, a minute later: %d %s", answer.Code, answer.Body)
	}
}

func FuzzBodies(f *testing.F) {
	f.Add(`{"lease":60}`)
	f.Add(`{"key":"k","holder":"1","destination":"1","tries":0,"created":1,"result":"failed","answer":"\u0000"}`)
	f.Add(`{"key":"k","holder":1}`)
	f.Add(`[]`)
	at := time.Unix(1_700_000_040, 0)
	f.Fuzz(func(t *testing.T, body string) {
		out := &outbox{}
		face := &relay.Face{Outbox: out, Key: noKey, Token: token, Now: func() time.Time { return at }, Log: slog.New(slog.DiscardHandler)}
		for path, serve := range map[string]http.HandlerFunc{relay.ClaimPath: face.Claim, relay.SettlePath: face.Settle} {
			ask := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
			ask.Header.Set("Authorization", "Bearer "+token)
			answer := httptest.NewRecorder()
			serve(answer, ask)
			switch answer.Code {
			case 200, 204, 400, 413:
			default:
				t.Errorf("%s: %d %s", path, answer.Code, answer.Body)
			}
		}
		if out.lease != 0 && (out.lease < relay.MinLease*time.Second || out.lease > relay.MaxLease*time.Second) {
			t.Errorf("a lease of %s", out.lease)
		}
		if c := out.settled; c != nil && (c.Holder < 1 || c.To.ID < 1 || c.Message.Key == "" || c.Message.Created > stats.MaxMoment || c.Message.Tries < 0) {
			t.Errorf("settled %+v", c)
		}
	})
}
