package channel

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"chartd/alerts"
)

// slackMessage is a message of a Slack hook, and of chat.postMessage
// (docs.slack.dev). All text is escaped, and none is markdown.
type slackMessage struct {
	Channel     string            `json:"channel,omitempty"`
	Text        string            `json:"text"`
	Markdown    bool              `json:"mrkdwn"`
	Attachments []slackAttachment `json:"attachments,omitempty"`
}

type slackAttachment struct {
	Title    string        `json:"title"`
	Link     string        `json:"title_link,omitempty"`
	Image    string        `json:"image_url,omitempty"`
	Colour   string        `json:"color"`
	Fallback string        `json:"fallback"`
	Actions  []slackButton `json:"actions,omitempty"`
}

type slackButton struct {
	Type string `json:"type"`
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Statuses with which a hook of Slack says that it is no more: no_service,
// invalid_token and action_prohibited, channel_not_found, channel_is_archived
// (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
var slackGone = []int{http.StatusForbidden, http.StatusNotFound, http.StatusGone}

// slack sends by a hook, or as a bot where there is a token.
func (s *Sender) slack(ctx context.Context, l letter) (answer, error) {
	m := newSlack(l)
	if token := l.to.Get("token"); token != "" && l.to.Get("channel") != "" {
		return s.slackBot(ctx, l, m)
	}
	return s.postJSON(ctx, l.to.Get("url"), m, slackGone...)
}

// slackText is how many bytes a text has before it is escaped: Slack cuts it at
// 4,000 characters.
const slackText = 3500

// newSlack is a letter as text with an attachment for each of the worst notices
// (StatHat contract, section 7.3).
func newSlack(l letter) slackMessage {
	m := slackMessage{Text: forSlack(lines(l.cards, slackText))}
	for _, c := range l.cards[:min(len(l.cards), maxPictures)] {
		a := slackAttachment{
			Title: forSlack(c.title), Link: c.stat, Image: c.chart, Colour: "#" + c.colour(), Fallback: forSlack(c.line()),
		}
		for _, l := range c.links() {
			if l.url != c.stat {
				a.Actions = append(a.Actions, slackButton{"button", l.label, l.url})
			}
		}
		m.Attachments = append(m.Attachments, a)
	}
	return m
}

// slackBot sends with a bot's token: with uploaded pictures where the server is
// private. Uploads need the scope files:write and a channel's id instead of its
// name; without either the text goes alone.
func (s *Sender) slackBot(ctx context.Context, l letter, m slackMessage) (answer, error) {
	if s.private {
		said, sent, err := s.slackPictures(ctx, l)
		if sent || err != nil && !final(err) {
			return said, err
		}
	}
	m.Channel = l.to.Get("channel")
	c, err := inJSON(s.home(alerts.Slack)+"/chat.postMessage", m)
	if err != nil {
		return answer{}, err
	}
	said, _, err := s.slackAPI(ctx, l, c)
	return said, err
}

// slackReply is what methods of Slack's API answer, always with status 200.
type slackReply struct {
	OK    bool   `json:"ok"`
	Error string `json:"error"`
	URL   string `json:"upload_url"`
	File  string `json:"file_id"`
}

// Errors of Slack's API that end a destination, and those that may go away.
var (
	slackLost = []string{
		"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "org_login_required",
		"channel_not_found", "is_archived", "not_in_channel", "missing_scope", "no_permission", "access_denied",
		"ekm_access_denied", "team_access_not_granted", "invalid_channel",
	}
	slackBusy = []string{
		"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout",
		"team_added_to_org", "message_limit_exceeded", "accesslimited",
	}
)

// slackAPI calls a method as the bot.
func (s *Sender) slackAPI(ctx context.Context, l letter, c call) (said answer, reply slackReply, err error) {
	c.header = bearer(l.to.Get("token"))
	if said, err = s.post(ctx, c); err != nil {
		return said, reply, err
	}
	said.read(&reply)
	switch {
	case reply.OK:
		return said, reply, nil
	case reply.Error == "" || slices.Contains(slackBusy, reply.Error):
		return said, reply, fault(nil, said)
	case slices.Contains(slackLost, reply.Error):
		return said, reply, fault(errGone, said)
	}
	return said, reply, fault(errRefused, said)
}

// slackFile is a file that was uploaded.
type slackFile struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// slackPictures uploads the pictures of a letter and posts them with its text.
// Nobody sees anything of it before the last step.
func (s *Sender) slackPictures(ctx context.Context, l letter) (said answer, sent bool, err error) {
	var files []slackFile
	for _, c := range l.cards[:min(len(l.cards), maxPictures)] {
		p, ok := c.drawn()
		if !ok {
			continue
		}
		id, err := s.slackUpload(ctx, l, p)
		if err != nil {
			return answer{}, false, err
		}
		files = append(files, slackFile{id, c.title})
	}
	if len(files) == 0 {
		return answer{}, false, nil
	}
	c, err := inJSON(s.home(alerts.Slack)+"/files.completeUploadExternal", struct {
		Files   []slackFile `json:"files"`
		Channel string      `json:"channel_id"`
		Comment string      `json:"initial_comment"`
	}{files, l.to.Get("channel"), forSlack(lines(l.cards, slackText))})
	if err != nil {
		return answer{}, false, err
	}
	said, _, err = s.slackAPI(ctx, l, c)
	return said, err == nil, err
}

// slackUpload hands one picture to Slack and returns its id.
func (s *Sender) slackUpload(ctx context.Context, l letter, p picture) (string, error) {
	form := url.Values{"filename": {"chart.png"}, "length": {strconv.Itoa(len(p.png))}, "alt_txt": {p.alt}}
	_, place, err := s.slackAPI(ctx, l, call{
		url: s.home(alerts.Slack) + "/files.getUploadURLExternal", kind: formKind, body: []byte(form.Encode()),
	})
	if err != nil {
		return "", err
	}
	_, err = s.post(ctx, call{url: place.URL, kind: pngKind, body: p.png})
	return place.File, err
}
