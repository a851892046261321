package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"chartd/api"
	"chartd/stats/sqlite"
)

// settings are what serve can be told, by flag, by CHARTD_… variable, or not
// at all. This is the only place with defaults.
type settings struct {
	// Loopback: nothing is open to a network before somebody says so.
	Listen        string `setting:"" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen."`
	storeSettings `embed:""`
	alertSettings `embed:""`
	// Everything the program can do, unless asked for less.
	ChartsOnly bool `setting:"" help:"Serve charts from URLs and open no store."`
	// None: relative addresses work behind any name.
	BaseURL string `setting:"" name:"base-url" placeholder:"URL" help:"Address by which others reach this server, with a path if it has one."`
	// None: most people let a proxy do it.
	TLSCert string `setting:"" name:"tls-cert" placeholder:"FILE" help:"Answer HTTPS with this certificate chain (PEM)."`
	TLSKey  string `setting:"" name:"tls-key" placeholder:"FILE" help:"The key of --tls-cert (PEM)."`
	// Nobody: anybody can write that header.
	TrustedProxies string `setting:"" placeholder:"LIST" help:"Addresses and networks of proxies whose X-Forwarded-For is believed, such as 127.0.0.1,10.0.0.0/8."`
	// Real statuses: clients notice what was lost.
	LegacyStatus bool `setting:"" help:"Answer refused posts as StatHat did: HTTP 200 with status 500 inside."`
	// 204: nothing else is needed, and it is the shortest.
	DefaultVerbose bool `setting:"" help:"Answer every post with the body that vb=1 asks for, for clients that wait for one."`
	// Open: an embed key shows one stat and nothing else.
	RequireSignature bool `setting:"" help:"Refuse live pictures without a signature (chartd sign makes one)."`
	// None: nobody fetches messages over HTTP.
	RelayToken secret `setting:"" placeholder:"TOKEN" help:"Let a chartd keybase-relay that shows this token fetch messages for Keybase; make one with: openssl rand -hex 24."`
	// Off: a proxy in front may speak plain HTTP to this program.
	ExportHTTPSOnly bool `setting:"" name:"export-https-only" help:"Refuse access tokens that come over plain HTTP."`
	// For ever: five bytes a minute are 2.6 MB a stat and year.
	KeepMinutes age `setting:"" default:"0" placeholder:"AGE" help:"How long single minutes are kept, such as 400d; their hours stay. 0 is for ever."`
	// None: a log of readers is kept only on purpose.
	AccessLog string `setting:"" placeholder:"FILE" help:"Write a line for each request to this file, or to standard output (-)."`
	// Text: the first reader of a log is a person.
	LogFormat string `setting:"" default:"text" enum:"text,json" placeholder:"FORM" help:"How the program's own log is written: text or json."`
	// 8 MB are about six hundred pictures of the usual size.
	PNGCache size `setting:"" name:"png-cache" default:"8MB" placeholder:"SIZE" help:"Memory for finished PNGs; 0 keeps none."`
	// The slowest picture takes seconds, and supervisors kill after 10 to 30.
	Grace time.Duration `setting:"" default:"10s" placeholder:"TIME" help:"How long requests may take to finish after a signal to stop."`
	// A header is one packet or a few; slower than this is on purpose.
	HeaderTimeout time.Duration `setting:"" default:"5s" placeholder:"TIME" help:"How long a client may take to send a request's header."`
	// 1 MB of form over a weak telephone line.
	ReadTimeout time.Duration `setting:"" default:"30s" placeholder:"TIME" help:"How long a client may take to send a whole request."`
	// Waiting for a slot, drawing the largest picture, and a weak line again.
	WriteTimeout time.Duration `setting:"" default:"60s" placeholder:"TIME" help:"How long an answer may take."`
	// Longer than the keep-alive of common proxies, so that they hang up first.
	IdleTimeout time.Duration `setting:"" default:"120s" placeholder:"TIME" help:"How long an unused connection stays open."`
}

// storeSettings are about what is kept: commands that work on it take them too.
type storeSettings struct {
	// Beside where it is started: found again without knowing a system's habits.
	Data string `setting:"" default:"./chartd-data" placeholder:"DIR" help:"Folder for stored data. Charts from URLs store nothing."`
	// None: one file holds everything and needs nobody to look after it.
	DatabaseURL secret `setting:"" name:"database-url" placeholder:"URL" help:"Keep stats in PostgreSQL (postgres://user:password@host/name) and only the log in the data folder."`
	// Disk: what was acknowledged survives a power cut.
	Durability string `setting:"" default:"disk" enum:"disk,process" placeholder:"KIND" help:"What an acknowledged post survives: disk (a power cut) or process (a kill only, for more posts a second)."`
	// A minute: other nodes see each post within it, and a chunk row is written 60 times an hour at most.
	ShareEvery time.Duration `setting:"" default:"60s" placeholder:"TIME" help:"With PostgreSQL: how soon other nodes see a post."`
	// 100,000 stats that get a point each minute take about 50 MB.
	HeadBytes size `setting:"" default:"256MB" placeholder:"SIZE" help:"Memory for hours that are being written; beyond it they are stored early."`
	// Hours of heavy traffic while the database is away, and a fraction of a small disk.
	LogMaxBytes size `setting:"" default:"4GB" placeholder:"SIZE" help:"Size of the log from which posts are refused, while the database is away."`
	// A million ids take about 60 MB of disk.
	MaxIDs int `setting:"" name:"max-ids" default:"1000000" placeholder:"N" help:"How many ids against double counting are remembered, for a day at most."`
}

// durability is the store's word for the setting.
func (c *storeSettings) durability() sqlite.Durability {
	if c.Durability == "process" {
		return sqlite.Process
	}
	return sqlite.Disk
}

// secret is a setting that is never shown.
type secret string

func (s secret) String() string {
	if s == "" {
		return ""
	}
	return "(hidden)"
}

// Validate is called by kong after reading.
func (c *settings) Validate() error {
	if c.BaseURL != "" {
		at, err := url.Parse(c.BaseURL)
		if err != nil {
			return fmt.Errorf("--base-url: %w", err)
		}
		// Everything in it is shown to everybody, and a path of // is another host's.
		if at.Scheme != "http" && at.Scheme != "https" || at.Host == "" || at.User != nil ||
			at.RawQuery != "" || at.Fragment != "" || strings.Contains(at.Path, "//") {
			return fmt.Errorf("--base-url %s: give http:// or https://, a host, and a path if there is one", c.BaseURL)
		}
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key: give both or none")
	}
	if _, err := api.ParseProxies(c.TrustedProxies); err != nil {
		return fmt.Errorf("--trusted-proxies: %w, such as 127.0.0.1 or 10.0.0.0/8", err)
	}
	if _, err := c.senders(nil); err != nil {
		return err
	}
	if at, err := url.Parse(string(c.HeartbeatURL)); c.HeartbeatURL != "" && (err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "") {
		return errors.New("--heartbeat-url: give http:// or https:// and a host")
	}
	if c.MaxIDs < 1 {
		return fmt.Errorf("--max-ids %d: give a number above 0", c.MaxIDs)
	}
	for name, d := range map[string]time.Duration{
		"share-every": c.ShareEvery,
		"grace":       c.Grace, "header-timeout": c.HeaderTimeout, "read-timeout": c.ReadTimeout,
		"write-timeout": c.WriteTimeout, "idle-timeout": c.IdleTimeout,
	} {
		if d <= 0 {
			return fmt.Errorf("--%s %s: give a time above 0, such as 10s", name, d)
		}
	}
	return nil
}

// basePath is the path of the base URL without its last slash, often "".
func (c *settings) basePath() string {
	at, err := url.Parse(c.BaseURL)
	if err != nil {
		return "" // Validate has refused it before
	}
	return strings.TrimSuffix(at.Path, "/")
}

// proxies are the networks of --trusted-proxies.
func (c *settings) proxies() api.Proxies {
	list, err := api.ParseProxies(c.TrustedProxies)
	if err != nil {
		return nil // Validate has refused it before
	}
	return list
}

// logger is the program's own log, on standard error.
func (c *settings) logger(world console) *slog.Logger {
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(world.err, nil))
	}
	return slog.New(slog.NewTextHandler(world.err, nil))
}

// size is a number of bytes, written as 512, 64KB, 8MB or 1GB (powers of
// 1024).
type size int

var errSize = errors.New("give a size such as 512KB, 8MB or 0")

// units stand from the longest suffix to the shortest: "MB" ends in "B" too.
var units = []struct {
	suffix string
	bytes  int
}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1}, {"", 1}}

// UnmarshalText reads a size of at most 1 TB.
func (s *size) UnmarshalText(text []byte) error {
	upper := strings.ToUpper(strings.TrimSpace(string(text)))
	for _, u := range units {
		digits, ok := strings.CutSuffix(upper, u.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(digits), 10, 31)
		if err != nil || n > uint64((1<<40)/u.bytes) {
			return errSize
		}
		*s = size(n) * size(u.bytes)
		return nil
	}
	return errSize
}

// age is a length of time in whole days.
type age time.Duration

var errAge = errors.New("give a number of days such as 400d, at least 2d, or 0 for ever")

// UnmarshalText reads an age. Less than two days would take away what pages show
// of today and yesterday.
func (a *age) UnmarshalText(text []byte) error {
	digits, ok := strings.CutSuffix(strings.TrimSpace(string(text)), "d")
	days, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || ok != (days > 0) || days == 1 {
		return errAge
	}
	*a = age(days) * age(24*time.Hour)
	return nil
}

func (a age) String() string {
	if a == 0 {
		return "0"
	}
	return strconv.Itoa(int(time.Duration(a)/(24*time.Hour))) + "d"
}

func (s size) String() string {
	for _, u := range units {
		if s != 0 && u.bytes > 1 && int(s)%u.bytes == 0 {
			return strconv.Itoa(int(s)/u.bytes) + u.suffix
		}
	}
	return strconv.Itoa(int(s))
}

// variable is the name of a setting in the environment.
func variable(flag string) string {
	return "CHARTD_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// environment resolves settings that no flag gave.
func environment(env func(string) (string, bool)) kong.ResolverFunc {
	return func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if !flag.Tag.Has("setting") {
			return nil, nil
		}
		if value, ok := env(variable(flag.Name)); ok && value != "" {
			return value, nil
		}
		return nil, nil
	}
}

// helpWithVariable adds a setting's default and variable to its help.
func helpWithVariable(v *kong.Value) string {
	if !v.Tag.Has("setting") {
		return v.Help
	}
	if !v.HasDefault {
		return fmt.Sprintf("%s (%s)", v.Help, variable(v.Name))
	}
	return fmt.Sprintf("%s (%s, else %s)", v.Help, variable(v.Name), v.Default)
}

type configCmd struct {
	settings `embed:""`
}

func (configCmd) Help() string {
	return "Takes the flags of serve.\n\nExample: CHARTD_LISTEN=:80 chartd config --png-cache 64MB"
}

// Run prints name, value and source of each setting, in the order of the help.
func (configCmd) Run(world console, line *kong.Context) error {
	source := map[*kong.Flag]string{}
	for _, step := range line.Path {
		switch {
		case step.Flag == nil:
		case step.Resolved:
			source[step.Flag] = variable(step.Flag.Name)
		default:
			source[step.Flag] = "flag"
		}
	}
	table := tabwriter.NewWriter(world.out, 0, 0, 2, ' ', 0)
	for _, flag := range line.Selected().Flags {
		if !flag.Tag.Has("setting") {
			continue
		}
		from, given := source[flag]
		if !given {
			from = "default"
		}
		fmt.Fprintf(table, "%s\t%v\t%s\n", flag.Name, shown(flag.Target), from)
	}
	return table.Flush()
}

// shown is a value as a person would write it.
func shown(v reflect.Value) any {
	if v.Kind() == reflect.String && v.String() == "" {
		return "(none)"
	}
	return v.Interface()
}
