package channel

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"chartd/alerts"
)

// kind names what an error means.
func kind(err error) string {
	switch {
	case err == nil:
		return "delivered"
	case errors.Is(err, alerts.ErrGone):
		return "gone"
	case errors.Is(err, alerts.ErrRefused):
		return "refused"
	}
	return "later"
}

// TestAnswersMean has what services say, as their documentation has it, and what
// becomes of the message.
func TestAnswersMean(t *testing.T) {
	for _, row := range []struct {
		channel string
		status  int
		body    string
		want    string
	}{
		{"slack-hook", 200, "ok", "delivered"},
		{"slack-hook", 400, "invalid_payload", "refused"},
		{"slack-hook", 403, "action_prohibited", "gone"},
		{"slack-hook", 404, "no_service", "gone"},
		{"slack-hook", 410, "channel_is_archived", "gone"},
		{"slack-hook", 429, "rate_limited", "later"},
		{"slack-hook", 500, "rollup_error", "later"},
		{"slack-bot", 200, `{"ok":true}`, "delivered"},
		{"slack-bot", 200, `{"ok":false,"error":"invalid_auth"}`, "gone"},
		{"slack-bot", 200, `{"ok":false,"error":"channel_not_found"}`, "gone"},
		{"slack-bot", 200, `{"ok":false,"error":"is_archived"}`, "gone"},
		{"slack-bot", 200, `{"ok":false,"error":"msg_too_long"}`, "refused"},
		{"slack-bot", 200, `{"ok":false,"error":"ratelimited"}`, "later"},
		{"slack-bot", 200, `{"ok":false,"error":"fatal_error"}`, "later"},
		{"slack-bot", 200, `<html>a captive portal</html>`, "later"},
		{"slack-bot", 503, "", "later"},
		{"pagerduty", 202, `{"status":"success"}`, "delivered"},
		{"pagerduty", 400, `{"status":"invalid event","errors":["'payload.summary' is missing"]}`, "refused"},
		{"pagerduty", 400, `{"status":"invalid event","errors":["Length of 'routing_key' is incorrect (should be 32 characters)"]}`, "gone"},
		{"pagerduty", 429, "", "later"},
		{"webhook", 204, "", "delivered"},
		{"webhook", 400, "", "later"},
		{"webhook", 404, "", "later"},
		{"webhook", 410, "", "gone"},
		{"webhook", 500, "", "later"},
		{"custom", 401, "", "later"},
		{"custom", 410, "", "gone"},
		{"campfire", 201, "", "delivered"},
		{"campfire", 404, "", "gone"},
		{"campfire", 302, "", "later"},
		{"campfire-old", 401, "", "gone"},
		{"discord", 204, "", "delivered"},
		{"discord", 400, `{"code":50035}`, "refused"},
		{"discord", 401, `{"code":50027}`, "gone"},
		{"discord", 404, `{"code":10015}`, "gone"},
		{"discord", 429, `{"retry_after":1}`, "later"},
		{"teams", 202, "", "delivered"},
		{"teams", 401, "", "gone"},
		{"teams", 404, "", "gone"},
		{"teams", 413, "", "refused"},
		{"teams", 429, "", "later"},
		{"telegram", 200, `{"ok":true}`, "delivered"},
		{"telegram", 400, `{"ok":false,"description":"Bad Request: chat not found"}`, "gone"},
		{"telegram", 400, `{"ok":false,"description":"Bad Request: can't parse entities"}`, "refused"},
		{"telegram", 401, `{"ok":false,"description":"Unauthorized"}`, "gone"},
		{"telegram", 403, `{"ok":false,"description":"Forbidden: bot was kicked"}`, "gone"},
		{"telegram", 429, `{"ok":false,"parameters":{"retry_after":5}}`, "later"},
		{"matrix", 401, `{"errcode":"M_UNKNOWN_TOKEN"}`, "gone"},
		{"matrix", 403, `{"errcode":"M_FORBIDDEN"}`, "gone"},
		{"matrix", 404, `{"errcode":"M_NOT_FOUND"}`, "gone"},
		{"matrix", 404, `a proxy`, "later"},
		{"matrix", 413, `{"errcode":"M_TOO_LARGE"}`, "refused"},
		{"matrix", 429, `{"errcode":"M_LIMIT_EXCEEDED"}`, "later"},
		{"ntfy", 200, `{"id":"x"}`, "delivered"},
		{"ntfy", 400, `{"code":40001}`, "refused"},
		{"ntfy", 403, `{"code":40301}`, "gone"},
		{"ntfy", 404, `a proxy`, "later"},
		{"ntfy", 507, "", "later"},
		{"gotify", 200, "{}", "delivered"},
		{"gotify", 400, "{}", "refused"},
		{"gotify", 401, "{}", "gone"},
		{"gotify", 404, "a proxy", "later"},
		{"pushover", 200, `{"status":1}`, "delivered"},
		{"pushover", 400, `{"user":"invalid","status":0}`, "gone"},
		{"pushover", 400, `{"token":"invalid","status":0}`, "gone"},
		{"pushover", 400, `{"message":"cannot be blank","status":0}`, "refused"},
		{"pushover", 429, `{"status":0}`, "later"},
	} {
		t.Run(fmt.Sprintf("%s %d %s", row.channel, row.status, row.body), func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(row.status)
				io.WriteString(w, row.body)
			})
			if err := send(t, public(s), destinations(t, s.URL)[row.channel], plainMessage()); kind(err) != row.want {
				t.Errorf("got %s (%v), want %s", kind(err), err, row.want)
			}
		})
	}
}

// TestNothingSecretComesBack has services that repeat all that they were asked,
// when all is well, when it is not, and with a server that hangs up.
func TestNothingSecretComesBack(t *testing.T) {
	for name := range destinations(t, "http://host") {
		for _, status := range []int{200, 400, 410, 500, 0} {
			t.Run(fmt.Sprintf("%s-%d", name, status), func(t *testing.T) {
				t.Parallel()
				s := serve(t, func(w http.ResponseWriter, r *http.Request) {
					if status == 0 {
						panic(http.ErrAbortHandler)
					}
					w.WriteHeader(status)
					body, _ := io.ReadAll(r.Body)
					fmt.Fprintf(w, "%s %s", r.URL.Path, r.URL.RawQuery)
					for name := range r.Header {
						fmt.Fprintf(w, " %s", r.Header.Get(name))
					}
					if !strings.HasPrefix(r.Header.Get("Content-Type"), "image/") {
						w.Write(body)
					}
				})
				to := destinations(t, s.URL)[name]
				said, err := New(public(s)).Send(t.Context(), to, plainMessage())
				if err != nil {
					said = err.Error()
				}
				if strings.Contains(said, "SECRET") || strings.Contains(said, "sesame") || said == "" {
					t.Errorf("got %q", said)
				}
				if inner := errors.Unwrap(err); inner != nil {
					t.Errorf("the error gives back %v", inner)
				}
			})
		}
	}
}

func TestErrorsOfTheNetworkNameNoURL(t *testing.T) {
	s := serve(t, nil)
	s.Close()
	if err := send(t, public(s), destinations(t, s.URL)["telegram"], plainMessage()); err == nil || final(err) || strings.Contains(err.Error(), "://") {
		t.Errorf("got %v", err)
	}
}

func TestBadURLsAreNotRepeated(t *testing.T) {
	for _, to := range []string{"http://host.invalid:99999/SECRETPATH", "http://[::1%25SECRET]:1/SECRETPATH"} {
		err := send(t, Options{}, target(t, alerts.Webhook, map[string]string{"url": to}), plainMessage())
		if err == nil || strings.Contains(err.Error(), "SECRETPATH") {
			t.Errorf("%s: got %v", to, err)
		}
	}
}
