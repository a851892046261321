package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"chartd/alerts"
)

func TestOutboxCommands(t *testing.T) {
	t.Parallel()
	e, p := openTest(t, "")
	if out, err := ordered(t, e, `{"url":"https://example.com/s3cr3t"}`, "destination", "create", "hook", "--kind", "webhook", "--piped"); err != nil {
		t.Fatal(out, err)
	}
	obeyed(t, e, "destination", "test", "hook")
	all, err := e.addressees(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	hook, err := all.find("hook")
	if err != nil {
		t.Fatal(err)
	}
	soon := time.Now().Add(time.Minute)
	c, err := e.alerts.Claim(t.Context(), hook.ID, soon, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.alerts.Settle(t.Context(), c, alerts.Outcome{Status: alerts.Dead, Answer: "gone\n\x1b[2Jaway"}, soon); err != nil {
		t.Fatal(err)
	}

	if text := obeyed(t, e, "outbox", "list"); !strings.HasPrefix(text, c.Message.Key+"  dead  hook  ") || !strings.Contains(text, "  1 attempt  Test of chartd") {
		t.Errorf("dead letters %q", text)
	}
	text := obeyed(t, e, "destination", "attempts", "hook")
	if !strings.HasSuffix(text, "  dead  "+c.Message.Key+"  gone  [2Jaway\n") {
		t.Errorf("attempts %q", text)
	}
	if text := obeyed(t, e, "outbox", "retry", c.Message.Key); text != c.Message.Key+" is due now\n" {
		t.Errorf("retry said %q", text)
	}
	var rows []struct {
		Key      string
		Tries    int
		Due      time.Time
		Messages []string
	}
	if err := json.Unmarshal([]byte(obeyed(t, e, "outbox", "list", "--status", "waiting", "--json")), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1 || rows[0].Key != c.Message.Key || rows[0].Tries != 1 || rows[0].Due.IsZero() || len(rows[0].Messages) != 1 {
		t.Errorf("waiting %+v", rows)
	}
	out, err := ordered(t, e, "", "outbox", "drop", "nobody", c.Message.Key)
	if out != c.Message.Key+" is dropped\n" || err == nil || err.Error() != "nobody: no message with this key waits or is dead; chartd outbox list shows their keys" {
		t.Errorf("drop said %q, %v", out, err)
	}
	if _, err := ordered(t, e, "", "outbox", "retry", c.Message.Key); err == nil {
		t.Error("a dropped message was sent again")
	}
	if text := obeyed(t, e, "outbox", "list", "--status", "dropped"); !strings.HasPrefix(text, c.Message.Key+"  dropped  ") {
		t.Errorf("dropped %q", text)
	}
}

func TestDestinationThatIsOff(t *testing.T) {
	t.Parallel()
	e, p := openTest(t, "")
	target, err := alerts.NewTarget(alerts.Webhook, map[string]string{"url": "https://example.com/"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.alerts.CreateDestination(t.Context(), alerts.Destination{Project: p.ID, Name: "hook", Channel: alerts.Webhook, Target: target, Off: "410 Gone"}); err != nil {
		t.Fatal(err)
	}
	if text := obeyed(t, e, "destination", "list"); !strings.Contains(text, "off: 410 Gone\n") {
		t.Errorf("list %q", text)
	}
	if _, err := ordered(t, e, "", "destination", "test", "hook"); err == nil || !strings.Contains(err.Error(), "switched off (410 Gone)") {
		t.Errorf("test said %v", err)
	}
	obeyed(t, e, "destination", "on", "hook")
	obeyed(t, e, "destination", "test", "hook")
}

// Destinations are named as long as the name is one's own.
func TestAddressees(t *testing.T) {
	t.Parallel()
	all := addressees{{ID: 1, Name: "ops"}, {ID: 2, Name: "twice"}, {ID: 3, Name: "twice"}, {ID: 4, Name: "1"}, {ID: 5, Name: "77"}}
	for id, want := range map[alerts.DestinationID]string{1: "ops", 2: "2", 3: "3", 4: "4", 5: "77", 6: "6"} {
		if got := all.name(id); got != want {
			t.Errorf("%d is called %q, want %q", id, got, want)
		}
		if found, err := all.find(want); id != 6 && (err != nil || found.ID != id) {
			t.Errorf("%q finds %d, %v, want %d", want, found.ID, err, id)
		}
	}
	for _, word := range []string{"twice", "6", "nobody", ""} {
		if found, err := all.find(word); err == nil {
			t.Errorf("%q finds %d", word, found.ID)
		}
	}
}
