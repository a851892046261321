package pages

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"chartd/alerts"
)

// channel is a channel in words.
type channel struct {
	ID    alerts.Channel
	Title string
	Help  string // what it needs outside of this server
}

// channelWords names the channels, those first that most people look for.
var channelWords = []channel{
	{alerts.Email, "E-mail", ""},
	{alerts.Slack, "Slack", "An incoming webhook of your workspace. With a bot token and a channel instead, charts are uploaded, which a private server needs."},
	{alerts.PagerDuty, "PagerDuty", "A service with the integration “Events API v2”. An alert that clears resolves its incident."},
	{alerts.Webhook, "Webhook", "Each notice is posted as JSON."},
	{alerts.Campfire, "Campfire", ""},
	{alerts.Discord, "Discord", "A webhook, from the settings of a channel."},
	{alerts.Gotify, "Gotify", ""},
	{alerts.Keybase, "Keybase", "Messages go out by chartd keybase-relay, on a machine that has the Keybase client."},
	{alerts.Matrix, "Matrix", "An account on your homeserver that is in the room."},
	{alerts.Ntfy, "ntfy", ""},
	{alerts.Pushover, "Pushover", ""},
	{alerts.Teams, "Teams", "A workflow “when a Teams webhook request is received”."},
	{alerts.Telegram, "Telegram", "A bot that is in the chat."},
	{alerts.Custom, "Anything else by HTTP", "One request, whose method, headers and body you write."},
}

// channelOf is a channel in words; one without has its own name.
func channelOf(c alerts.Channel) channel {
	if at := slices.IndexFunc(channelWords, func(w channel) bool { return w.ID == c }); at >= 0 {
		return channelWords[at]
	}
	return channel{ID: c, Title: string(c)}
}

// common is how many channels most people look for.
const common = 4

// rank sorts the common channels before the others.
func (c channel) rank() int {
	at := slices.IndexFunc(channelWords, func(w channel) bool { return w.ID == c.ID })
	if at < 0 || at >= common {
		return common
	}
	return at
}

// settingWords are titles and helps of settings, by channel and name.
var settingWords = map[string][2]string{
	"email address":   {"Address", ""},
	"slack url":       {"Webhook URL", "Begins with https://hooks.slack.com/services/"},
	"slack token":     {"Bot token", "In place of the URL: begins with xoxb-, with the scopes chat:write and files:write."},
	"slack channel":   {"Channel", "Of the bot: its id, such as C0123456789."},
	"pagerduty key":   {"Integration key", "32 characters, from the service’s integrations."},
	"pagerduty url":   {"URL", "Only where it is not https://events.pagerduty.com/v2/enqueue"},
	"webhook secret":  {"Secret", "Each request then has the header X-Chartd-Signature: sha256= and the hexadecimal HMAC-SHA256 of the body with it, so that your program knows who wrote it."},
	"keybase team":    {"Team", ""},
	"keybase channel": {"Channel", "Empty is general."},
	"campfire url":    {"URL", "Of the room, with the key of its bot."},
	"discord url":     {"Webhook URL", "Begins with https://discord.com/api/webhooks/"},
	"teams url":       {"Workflow URL", ""},
	"telegram token":  {"Bot token", "From @BotFather."},
	"telegram chat":   {"Chat", "Its number, or @name of a channel."},
	"matrix url":      {"Homeserver", "Such as https://matrix.example.org"},
	"matrix token":    {"Access token", ""},
	"matrix room":     {"Room", "Its id, such as !abc:example.org"},
	"ntfy url":        {"Topic URL", "Such as https://ntfy.sh/a-topic-nobody-guesses"},
	"ntfy token":      {"Access token", "Where the topic needs one."},
	"gotify url":      {"Server", "Such as https://gotify.example.com"},
	"gotify token":    {"Application token", ""},
	"pushover token":  {"Application token", ""},
	"pushover user":   {"User or group key", ""},
	"custom method":   {"Method", "GET, POST, PUT or PATCH."},
	"custom headers":  {"Headers", "One a line, such as Authorization: Bearer abc."},
	"custom body":     {"Body", "With the placeholders {{" + strings.Join(alerts.Placeholders(), "}}, {{") + "}}; each is escaped for the JSON or the form it stands in."},
}

// fieldWords are title and help of a setting.
func fieldWords(c alerts.Channel, name string) (title, help string) {
	words := settingWords[string(c)+" "+name]
	return cmp.Or(words[0], titled(name)), words[1]
}

// titled is a name with a capital, URL as it is written.
func titled(name string) string {
	if name == "" || name == "url" {
		return strings.ToUpper(name)
	}
	first := []rune(name)
	first[0] = unicode.ToUpper(first[0])
	return string(first)
}
