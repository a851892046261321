package alerts_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"testing"

	"chartd/alerts"
)

var linkKey = alerts.LinkKey("0123456789abcdef0123456789abcdef")

// Nothing but what Sign wrote is read: neither a byte more, nor another's.
func FuzzLink(f *testing.F) {
	good := linkKey.Sign(alerts.Link{Act: alerts.Unsubscribe, Destination: 7, Report: "abc123"})
	for _, seed := range []string{good, "", "AAAA", good + "AA", alerts.LinkKey("another").Sign(alerts.Link{Act: alerts.Snooze, Alert: "abcdef", Destination: 1})} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := linkKey.Read(text)
		if err == nil && linkKey.Sign(l) != text {
			t.Errorf("%q is read as %+v, which is written %q", text, l, linkKey.Sign(l))
		}
		if err != nil && !errors.Is(err, alerts.ErrLink) {
			t.Error(err)
		}
	})
}

func TestLinksComeBack(t *testing.T) {
	t.Parallel()
	for _, l := range []alerts.Link{
		{Act: alerts.Snooze, Alert: "abcdef", Destination: 1},
		{Act: alerts.Unsubscribe, Destination: 1<<63 - 1},
		{Act: alerts.Unsubscribe, Destination: 5, Report: "xyz123"},
	} {
		text := linkKey.Sign(l)
		if got, err := linkKey.Read(text); err != nil || got != l {
			t.Errorf("%+v came back as %+v, error %v", l, got, err)
		}
		raw, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		for i := range raw {
			raw[i] ^= 1
			if got, err := linkKey.Read(base64.RawURLEncoding.EncodeToString(raw)); !errors.Is(err, alerts.ErrLink) {
				t.Errorf("with byte %d changed: %+v, error %v", i, got, err)
			}
			raw[i] ^= 1
		}
		if _, err := alerts.LinkKey("another").Read(text); !errors.Is(err, alerts.ErrLink) {
			t.Errorf("read with another key: error %v", err)
		}
	}
	if text := fmt.Sprintf("%v %#v", linkKey, linkKey); text != "(hidden) (hidden)" {
		t.Errorf("the key prints as %s", text)
	}
}
