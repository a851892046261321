package pages

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"chartd/stats"
)

// switchView is what the switch page shows.
type switchView struct {
	Lines   []code
	Clients []shownClient
}

// client is an old StatHat client, and how it is pointed here.
type client struct{ Name, How, Code string }

// shownClient is one of them with this server's address.
type shownClient struct {
	How  string
	Code code
}

// switchPage shows how programs post here.
func (p *Pages) switchPage(q *request) error {
	base := p.address(q)
	host, port := base, "443"
	if at, err := url.Parse(base); err == nil && at.Host != "" {
		host = at.Hostname()
		if at.Scheme == "https" && at.Port() != "" {
			port = at.Port()
		}
	}
	// For a shell, in its own quotes: the program encodes the key itself.
	quoted := "YOUR-EZKEY"
	if q.who.may(stats.Member) {
		quoted = "'" + strings.ReplaceAll(string(q.who.project().EZKey), "'", `'\''`) + "'"
	}
	fill := strings.NewReplacer("@BASE@", base, "@HOST@", host, "@DIAL@", net.JoinHostPort(host, port), "@KEY@", p.postKey(q), "@QUOTED@", quoted)
	view := switchView{}
	for i, l := range oneLiners {
		view.Lines = append(view.Lines, code{"line-" + string(rune('a'+i)), l.Title, fill.Replace(l.Text)})
	}
	for i, c := range clients {
		view.Clients = append(view.Clients, shownClient{c.How, code{"client-" + string(rune('a'+i)), c.Name, fill.Replace(c.Code)}})
	}
	return p.show(q, http.StatusOK, "switch", "Switch from StatHat", view)
}

// oneLiners post one count. The key is percent-encoded in all of them, because
// an ezkey is free text and the quotes of no two languages are alike.
var oneLiners = []code{
	{"", "curl", `curl -d 'ezkey=@KEY@&stat=page+view&count=1' @BASE@/ez`},
	{"", "Shell", `wget -qO- --post-data='ezkey=@KEY@&stat=load+average&value='"$(cut -d' ' -f1 /proc/loadavg)" @BASE@/ez`},
	{"", "Go", `resp, err := http.Post("@BASE@/ez", "application/x-www-form-urlencoded", strings.NewReader("ezkey=@KEY@&stat=page+view&count=1"))`},
	{"", "Python", `import urllib.request
urllib.request.urlopen('@BASE@/ez', b'ezkey=@KEY@&stat=page+view&count=1')`},
	{"", "Ruby", `require 'net/http'
Net::HTTP.post(URI('@BASE@/ez'), 'ezkey=@KEY@&stat=page+view&count=1')`},
	{"", "PHP", `file_get_contents('@BASE@/ez', false, stream_context_create(['http' => ['method' => 'POST',
  'header' => 'Content-Type: application/x-www-form-urlencoded', 'content' => 'ezkey=@KEY@&stat=page+view&count=1']]));`},
	{"", "Node", `await fetch('@BASE@/ez', { method: 'POST', body: 'ezkey=@KEY@&stat=page+view&count=1' });`},
	{"", "Java", `java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(java.net.URI.create("@BASE@/ez"))
  .POST(java.net.http.HttpRequest.BodyPublishers.ofString("ezkey=@KEY@&stat=page+view&count=1")).build(),
  java.net.http.HttpResponse.BodyHandlers.discarding());`},
	{"", "C#", `await new HttpClient().PostAsync("@BASE@/ez", new StringContent("ezkey=@KEY@&stat=page+view&count=1"));`},
	{"", "Perl", `use HTTP::Tiny;
HTTP::Tiny->new->post('@BASE@/ez', { content => 'ezkey=@KEY@&stat=page+view&count=1' });`},
}

// clients are those of the contract, section 11, and the files that StatHat
// gave out for copying (its repository shlibs).
var clients = []client{
	{"Anything that has its URL in a setting", "Change the host, keep the path.", "https://api.stathat.com/ez  →  @BASE@/ez"},
	{"Pixels and scripts", "Only the host changes. Classic keys keep their meaning when the old statlist was imported: chartd import statlist.json.",
		`<img src="@BASE@/c?ukey=YOUR-UKEY&key=STAT-KEY&count=1" width="1" height="1" alt="">`},
	{"What cannot be changed", "A program whose host is fixed finds this server when the name leads here: by a line in the hosts file of its machine or container. " +
		"This server must then answer where the program asks: on port 80, or on port 443 with a certificate for that name that the program trusts.",
		"IP-OF-THIS-SERVER  api.stathat.com www.stathat.com"},
	{"stathat (npm)", "Its host is fixed: let the name lead here, as above, with port 443 for useHTTPS = true. " +
		"It calls back only when an answer has a body: start this server with --default-verbose if a program waits for that.",
		"IP-OF-THIS-SERVER  api.stathat.com"},
	{"node-stathat, statsd-stathat-backend (npm)", "For plain http, a proxy setting in its environment is enough. For https the name must lead here, as above, and Node must know the certificate.",
		"http_proxy=@BASE@ node app.js\nNODE_EXTRA_CA_CERTS=/path/to/ca.pem node app.js"},
	{"stathat/go", "A reporter takes a transport, whose dialer leads here. This server must answer HTTPS. The default reporter needs the name to lead here, port 443 and SSL_CERT_FILE.",
		`tr := http.DefaultTransport.(*http.Transport).Clone()
tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, network, "@DIAL@")
}
tr.TLSClientConfig = &tls.Config{ServerName: "@HOST@"}
reporter := stathat.NewReporter(100000, 10, tr)`},
	{"stathat, the command line", "By its environment, by the flags --host and --posthost, or in ~/.stathat/config.yaml. The access token is from the page Tokens. " +
		"Its post command prints a failure although the number is stored: it knows no 204.",
		"export STATHAT_HOST=@BASE@ STATHAT_POSTHOST=@BASE@\nexport STATHAT_ACCESSKEY=YOUR-TOKEN STATHAT_EZKEY=@QUOTED@"},
	{"emmaly/stathat (Go)", "Two options.", `WithPostURL("@BASE@"), WithExportURL("@BASE@")`},
	{"gentlemanautomaton/stathat (Go)", "Its hosts are fixed: replace http.DefaultTransport as for stathat/go, or let both names lead here with a certificate.",
		"IP-OF-THIS-SERVER  api.stathat.com www.stathat.com"},
	{"go-stathat (Go, segment)", "A variable of the package.", `stathat.Endpoint = "@BASE@/ez"`},
	{"stathat (Ruby gem)", "Constants, set before the first post.",
		`StatHat::Common.send(:remove_const, :EZ_URL)
StatHat::Common::EZ_URL = '@BASE@/ez'
StatHat::Common.send(:remove_const, :CLASSIC_COUNT_URL)
StatHat::Common::CLASSIC_COUNT_URL = '@BASE@/c'
StatHat::Common.send(:remove_const, :CLASSIC_VALUE_URL)
StatHat::Common::CLASSIC_VALUE_URL = '@BASE@/v'`},
	{"chartd (Ruby gem)", "A constant, of which the host changes.",
		`url = Chartd::BASE_URL.sub(%r{\Ahttps?://[^/]+}, '@BASE@')
Chartd.send(:remove_const, :BASE_URL)
Chartd::BASE_URL = url`},
	{"stathat.py with STATHAT_URL", "An attribute of the class.", "StatHat.STATHAT_URL = '@BASE@'"},
	{"stathat.py of StatHat", "The host stands once in the file.", "sed -i 's|http://api.stathat.com|@BASE@|' stathat.py"},
	{"StatHat.java", "The host stands in each method. Its postCount sends counts to /v, where only values belong; they are refused here, " +
		"so the second line sends them to /c. EZ calls are right.",
		`sed -i 's|http://api.stathat.com|@BASE@|' StatHat.java
sed -i '/void postCount/,/httpPost/s|/v"|/c"|' StatHat.java`},
	{"StatHat.cs", "A constant of the class.", `private const string BaseUrl = "@BASE@";`},
	{"stathat.pl, and the files for PHP, Lua, Erlang, Lisp, Objective-C, ColdFusion", "The host stands in the file.", "sed -i 's|https\\?://api.stathat.com|@BASE@|' stathat.pl"},
}
