package message

import (
	"strconv"

	"chartd/alerts"
)

// Places knows where the server is. The zero value makes no links.
type Places struct {
	Base string // public URL without a final slash; "" while nobody knows it
	Key  alerts.LinkKey
}

// Stat is the page of a notice's stat, "" without any.
func (p Places) Stat(s alerts.StatFacts) string { return p.at(string(s.ID), "/stats/", string(s.ID)) }

// Alert is the page of a notice's alert, "" for an automatic one.
func (p Places) Alert(n alerts.Notice) string {
	return p.at(string(n.Alert.ID), "/alerts/", string(n.Alert.ID))
}

// Trash is where a stat's page offers to throw it away.
func (p Places) Trash(s alerts.StatFacts) string {
	return p.at(string(s.ID), "/stats/", string(s.ID)+"#trash")
}

// Lost is the page on which a destination that was switched off is switched on
// again, "" for any other notice.
func (p Places) Lost(n alerts.Notice) string {
	if n.Lost == nil || n.Lost.ID == 0 {
		return ""
	}
	return p.at("destination", "/destinations/", strconv.FormatInt(int64(n.Lost.ID), 10))
}

// Stats is the list of all stats, Alerts that of all alerts: where what a message
// has no room for is found.
func (p Places) Stats() string { return p.at("stats", "/stats", "") }

// Alerts is described with Stats.
func (p Places) Alerts() string { return p.at("alerts", "/alerts", "") }

// Chart is the URL of a notice's picture; it works without a key, for ever.
func (p Places) Chart(n alerts.Notice) string {
	q := Query(n)
	return p.at(q, "/a.png?", q)
}

// Snooze is a page with one button that quiets the alert.
func (p Places) Snooze(n alerts.Notice, to alerts.DestinationID) string {
	return p.signed(string(n.Alert.ID), alerts.Link{Act: alerts.Snooze, Alert: n.Alert.ID, Destination: to})
}

// Unsubscribe is a page with one button that ends these messages; a bare POST to
// it does so at once (RFC 8058). report is "" for alerts.
func (p Places) Unsubscribe(to alerts.DestinationID, report alerts.PublicID) string {
	return p.signed("unsubscribe", alerts.Link{Act: alerts.Unsubscribe, Destination: to, Report: report})
}

func (p Places) signed(needed string, l alerts.Link) string {
	if len(p.Key) == 0 {
		return ""
	}
	return p.at(needed, "/l/", p.Key.Sign(l))
}

// at is an address on the server, "" when it or what it would show is unknown.
func (p Places) at(needed, path, rest string) string {
	if p.Base == "" || needed == "" {
		return ""
	}
	return p.Base + path + rest
}
