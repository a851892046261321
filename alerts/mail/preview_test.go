package mail_test

import (
	"strings"
	"testing"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
)

// Whoever looks at a preview must not find a link that unsubscribes somebody.
func TestPreviewIsToNobody(t *testing.T) {
	t.Parallel()
	places := message.Places{Base: "https://stats.example", Key: alerts.LinkKey("0123456789abcdef0123456789abcdef")}
	composer, err := mail.NewComposer("chartd@example.com", places)
	if err != nil {
		t.Fatal(err)
	}
	page, err := composer.Preview(alerts.Message{Key: "k", Notices: []alerts.Notice{{
		Event: alerts.Fired, Alert: alerts.AlertFacts{ID: "Ab12Cd", Kind: alerts.Data, Window: "1h"}, Stat: alerts.StatFacts{Name: "errors"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page, "https://stats.example/alerts/Ab12Cd") || strings.Contains(page, "https://stats.example/l/") {
		t.Errorf("a preview that is not for looking alone:\n%s", page)
	}
}
