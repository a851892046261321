package channel

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chartd/alerts"
	"chartd/alerts/message"
)

// kindness answers every request as its service would when all is well.
func kindness(w http.ResponseWriter, r *http.Request) {
	answers := map[string]string{
		"/files.getUploadURLExternal":                           `{"ok":true,"upload_url":"http://` + r.Host + `/upload/v1/ABC","file_id":"F1"}`,
		"/files.completeUploadExternal":                         `{"ok":true,"files":[{"id":"F1"}]}`,
		"/chat.postMessage":                                     `{"ok":true,"ts":"1.2"}`,
		"/_matrix/media/v3/upload":                              `{"content_uri":"mxc://matrix.example/abc"}`,
		"/bot123:SECRETTOKEN/sendPhoto":                         `{"ok":true}`,
		"/_matrix/client/v3/directory/room/#ops:matrix.example": `{"room_id":"!abc:matrix.example"}`,
		"/services/T000/B000/SECRETHOOK":                        `ok`,
	}
	if text, ok := answers[r.URL.Path]; ok {
		io.WriteString(w, text)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// destinations are one of each kind, at a service.
func destinations(t testing.TB, at string) map[string]alerts.Destination {
	return map[string]alerts.Destination{
		"slack-hook":   target(t, alerts.Slack, map[string]string{"url": at + "/services/T000/B000/SECRETHOOK"}),
		"slack-bot":    target(t, alerts.Slack, map[string]string{"token": "xoxb-SECRETTOKEN", "channel": "C0123"}),
		"pagerduty":    target(t, alerts.PagerDuty, map[string]string{"key": "SECRETROUTINGKEY"}),
		"webhook":      target(t, alerts.Webhook, map[string]string{"url": at + "/hook/SECRETPATH", "secret": "sesame-open"}),
		"campfire":     target(t, alerts.Campfire, map[string]string{"url": at + "/rooms/1/7-SECRETBOTKEY/messages"}),
		"campfire-old": target(t, alerts.Campfire, map[string]string{"url": strings.Replace(at, "//", "//SECRETTOKEN:X@", 1) + "/room/1/speak.json"}),
		"discord":      target(t, alerts.Discord, map[string]string{"url": at + "/api/webhooks/1/SECRETTOKEN?thread_id=5"}),
		"teams":        target(t, alerts.Teams, map[string]string{"url": at + "/workflows/1/triggers/manual?sig=SECRETSIGNATURE"}),
		"telegram":     target(t, alerts.Telegram, map[string]string{"token": "123:SECRETTOKEN", "chat": "-100123"}),
		"matrix":       target(t, alerts.Matrix, map[string]string{"url": at, "token": "syt_SECRETTOKEN", "room": "!abc:matrix.example"}),
		"matrix-name":  target(t, alerts.Matrix, map[string]string{"url": at + "/", "token": "syt_SECRETTOKEN", "room": "#ops:matrix.example"}),
		"ntfy":         target(t, alerts.Ntfy, map[string]string{"url": at + "/under/SECRETTOPIC", "token": "tk_SECRETTOKEN"}),
		"gotify":       target(t, alerts.Gotify, map[string]string{"url": at + "/gotify/", "token": "ASECRETTOKEN"}),
		"pushover":     target(t, alerts.Pushover, map[string]string{"token": "SECRETTOKEN", "user": "SECRETUSER"}),
		"custom": target(t, alerts.Custom, map[string]string{
			"url": at + "/custom/SECRETPATH", "method": "put",
			"headers": "Authorization: Basic SECRETBASIC\nX-Stat: {{stat}}\n",
			"body":    `{"text":"{{state}}: {{message}}","stat":{{stat}},"value":{{value}},"before":{{previous}},"chart":"{{chart_url}}","as is":"{{unknown}}"}`,
		}),
	}
}

func TestRequestsAreGolden(t *testing.T) {
	for name := range destinations(t, "http://host") {
		for _, row := range []struct {
			what    string
			options func(*service) Options
			message alerts.Message
		}{
			{"plain", public, plainMessage()},
			{"hostile", public, hostileMessage()},
			{"private", private, plainMessage()},
		} {
			t.Run(name+"-"+row.what, func(t *testing.T) {
				t.Parallel()
				s := serve(t, kindness)
				if err := send(t, row.options(s), destinations(t, s.URL)[name], row.message); err != nil {
					t.Error(err)
				}
				golden(t, name+"-"+row.what, s.requests())
			})
		}
	}
}

func TestEveryChannelHasADestinationHere(t *testing.T) {
	covered := map[alerts.Channel]bool{alerts.Email: true, alerts.Keybase: true}
	for _, d := range destinations(t, "http://host") {
		covered[d.Channel] = true
	}
	for _, c := range alerts.Channels() {
		if !covered[c] {
			t.Errorf("%s is not tested", c)
		}
	}
}

func TestOtherChannelsAreRefused(t *testing.T) {
	for c, settings := range map[alerts.Channel]map[string]string{
		alerts.Email:   {"address": "a@example.com"},
		alerts.Keybase: {"team": "ops"},
	} {
		if err := send(t, Options{}, target(t, c, settings), plainMessage()); !errors.Is(err, alerts.ErrRefused) {
			t.Errorf("%s: got %v, want ErrRefused", c, err)
		}
	}
}

func TestAMessageWithoutNoticesIsNoCall(t *testing.T) {
	s := serve(t, nil)
	if err := send(t, public(s), destinations(t, s.URL)["webhook"], alerts.Message{}); err != nil || len(s.requests()) > 0 {
		t.Errorf("got %v and %q", err, s.requests())
	}
}

func TestAWebhookIsSigned(t *testing.T) {
	var signed, body string
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		signed, body = r.Header.Get(signature), string(b)
	})
	if err := send(t, public(s), destinations(t, s.URL)["webhook"], plainMessage()); err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, []byte("sesame-open"))
	io.WriteString(mac, body)
	if want := "sha256=" + hex.EncodeToString(mac.Sum(nil)); signed != want {
		t.Errorf("got %q, want %q", signed, want)
	}
}

func TestTheErrorSaysWhatArrived(t *testing.T) {
	var calls int
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls == 3 {
			http.Error(w, r.URL.Path, http.StatusServiceUnavailable)
		}
	})
	to, m := destinations(t, s.URL)["webhook"], manyMessage(4)
	err := send(t, public(s), to, m)
	var some *alerts.Partly
	if !errors.As(err, &some) || !slices.Equal(some.Arrived, []string{m.Notices[0].Key, m.Notices[1].Key}) || final(err) {
		t.Fatalf("got %#v", err)
	}
	if text := err.Error(); strings.Contains(text, "SECRET") || !strings.Contains(text, "503") {
		t.Errorf("got %q", text)
	}
	m.Notices = m.Notices[2:]
	if err := send(t, public(s), to, m); err != nil || calls != 5 {
		t.Errorf("the others: %v, %d calls", err, calls)
	}
}

// A long message to a slow service stops between two notices, while there is time
// for an answer.
func TestASlowServiceIsNotCutOff(t *testing.T) {
	s := serve(t, nil)
	ctx, cancel := context.WithTimeout(t.Context(), answerTime-time.Second)
	defer cancel()
	m := manyMessage(4)
	_, err := New(public(s)).Send(ctx, destinations(t, s.URL)["webhook"], m)
	var some *alerts.Partly
	if !errors.As(err, &some) || !slices.Equal(some.Arrived, []string{m.Notices[0].Key}) || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestARefusedNoticeHoldsUpNoOther(t *testing.T) {
	var calls int
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls == 1 {
			http.Error(w, `{"status":"invalid event"}`, http.StatusBadRequest)
		}
	})
	err := send(t, public(s), destinations(t, s.URL)["pagerduty"], manyMessage(3))
	if !errors.Is(err, alerts.ErrRefused) || len(s.requests()) != 3 {
		t.Errorf("got %v after %d events, want ErrRefused after 3", err, len(s.requests()))
	}
	if some := (*alerts.Partly)(nil); !errors.As(err, &some) || len(some.Arrived) != 2 {
		t.Errorf("got %#v, want two that arrived", err)
	}
}

func TestAnEpisodeIsOneIncident(t *testing.T) {
	s := serve(t, kindness)
	still := fired("YYYYYY.1.1", "load")
	still.Event, still.Key = alerts.Still, "YYYYYY.1.1.2"
	test := alerts.Notice{Key: "test.1", Episode: "test.1", Event: alerts.Test, Stat: alerts.StatFacts{Name: "A test"}}
	for _, n := range []alerts.Notice{fired("YYYYYY.1.1", "load"), still, cleared("YYYYYY.1.1", "load"), test} {
		if err := send(t, public(s), destinations(t, s.URL)["pagerduty"], alerts.Message{Key: n.Key, Notices: []alerts.Notice{n}}); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, body := range s.bodies {
		var e incident
		if err := json.Unmarshal(body, &e); err != nil {
			t.Fatal(err)
		}
		got = append(got, e.Action+" "+e.Dedup)
	}
	want := []string{"trigger YYYYYY.1.1", "trigger YYYYYY.1.1", "resolve YYYYYY.1.1", "trigger test.1", "resolve test.1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPicturesNeverHoldUpText has services that take no files.
func TestPicturesNeverHoldUpText(t *testing.T) {
	for name, row := range map[string]struct{ refuse, with, then string }{
		"slack-bot": {"/files.getUploadURLExternal", `{"ok":false,"error":"missing_scope"}`, "POST /chat.postMessage"},
		"telegram":  {"/bot123:SECRETTOKEN/sendPhoto", `{"ok":false,"description":"Bad Request: not enough rights"}`, "POST /bot123:SECRETTOKEN/sendMessage"},
		"matrix":    {"/_matrix/media/v3/upload", `{"errcode":"M_TOO_LARGE"}`, "PUT /_matrix/client/v3/rooms/%21abc:matrix.example/send/m.room.message/m1.text"},
		"ntfy":      {"/under/SECRETTOPIC", `{"code":40014,"http":400}`, "POST /under/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != row.refuse {
					kindness(w, r)
					return
				}
				if name != "slack-bot" {
					w.WriteHeader(http.StatusBadRequest)
				}
				io.WriteString(w, row.with)
			})
			if err := send(t, private(s), destinations(t, s.URL)[name], plainMessage()); err != nil {
				t.Fatal(err)
			}
			asked := s.requests()
			if last, _, _ := strings.Cut(asked[len(asked)-1], "\n"); last != row.then {
				t.Errorf("got %q, want %q", last, row.then)
			}
		})
	}
}

func TestAfterSomeTriesTheTextGoesAlone(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "upload") {
			w.WriteHeader(http.StatusInsufficientStorage)
		}
	})
	m := plainMessage()
	for m.Tries = range pictureTries {
		if err := send(t, private(s), destinations(t, s.URL)["matrix"], m); err == nil || final(err) {
			t.Errorf("try %d: got %v, want an error that may go away", m.Tries, err)
		}
	}
	m.Tries = pictureTries
	if err := send(t, private(s), destinations(t, s.URL)["matrix"], m); err != nil {
		t.Error(err)
	}
	if got := len(s.requests()); got != pictureTries+1 {
		t.Errorf("got %d requests, want one for each try", got)
	}
}

// TestManyNoticesStayWithinLimits has hundreds of notices with names that grow
// when they are escaped.
func TestManyNoticesStayWithinLimits(t *testing.T) {
	limits := map[string]int{ // of a request's body, in bytes
		"slack-hook": 40_000, "slack-bot": 40_000, "campfire": 50_000, "campfire-old": 10_000, "discord": 20_000, "teams": 28_000,
		"telegram": 16_000, "matrix": 60_000, "ntfy": 10_000, "gotify": 20_000, "pushover": 60_000, "custom": 60_000,
	}
	for name, limit := range limits {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, kindness)
			if err := send(t, public(s), destinations(t, s.URL)[name], manyMessage(300)); err != nil {
				t.Fatal(err)
			}
			for i, body := range s.bodies {
				if len(body) > limit {
					t.Errorf("got %d bytes, want at most %d", len(body), limit)
				}
				if asked := s.requests()[i]; !strings.Contains(asked, "PNG of") && !strings.Contains(asked, " more") && !strings.Contains(asked, "m.image") {
					t.Errorf("nothing says that notices are left out:\n%s", asked)
				}
			}
		})
	}
}

func TestDiscordEmbedsHaveRoom(t *testing.T) {
	s := serve(t, kindness)
	if err := send(t, public(s), destinations(t, s.URL)["discord"], manyMessage(300)); err != nil {
		t.Fatal(err)
	}
	var m discordMessage
	if err := json.Unmarshal(s.bodies[0], &m); err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, e := range m.Embeds {
		all += utf8.RuneCountInString(e.Title) + utf8.RuneCountInString(e.Text)
	}
	if all > 6000 || utf8.RuneCountInString(m.Content) > 2000 || len(m.Embeds) > 10 {
		t.Errorf("got %d characters in %d embeds and %d before them", all, len(m.Embeds), utf8.RuneCountInString(m.Content))
	}
}

func TestPushoverTextHasRoom(t *testing.T) {
	if got := len(lines(New(Options{}).cards(7, manyMessage(300)), pushoverText)); got > pushoverText {
		t.Errorf("got %d bytes, want at most %d", got, pushoverText)
	}
}

func TestAServerWithoutAddressUploadsItsPictures(t *testing.T) {
	s := serve(t, kindness)
	o := public(s)
	o.Places.Base = ""
	if err := send(t, o, destinations(t, s.URL)["ntfy"], plainMessage()); err != nil {
		t.Fatal(err)
	}
	if got := s.requests(); len(got) != 1 || !strings.Contains(got[0], "PNG of 880 × 360") || strings.Contains(got[0], "click") {
		t.Errorf("got %q, want one file without a link", got)
	}
}

func TestFewNoticesHaveLinks(t *testing.T) {
	m := manyMessage(3 * maxCards)
	for i := range m.Notices {
		m.Notices[i].Stat.Name = "x"
	}
	cards := New(Options{Places: message.Places{Base: "https://charts.example"}}).cards(7, m)
	text := rich(cards, 1_000_000, "\n", forHTML)
	if got := strings.Count(text, ">Stat</a>"); got != maxCards || !strings.HasSuffix(text, "\nand 40 more") {
		t.Errorf("got %d links, want %d and the rest counted:\n%s", got, maxCards, text)
	}
}
