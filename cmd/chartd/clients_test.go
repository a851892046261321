package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/need"
)

// owner is an account on a running server, as `chartd account create` says it.
type owner struct {
	EZKey string `json:"ezkey"`
	UKey  string `json:"ukey"`
	Token string `json:"access_token"`
}

// newOwner makes an account beside the server of a data folder.
func newOwner(t *testing.T, email string, flags ...string) owner {
	t.Helper()
	w, out := world(nil)
	args := append([]string{"account", "create", email}, flags...)
	if err := run(t.Context(), args, w); err != nil {
		t.Fatalf("account create: %v, %s", err, out)
	}
	var made owner
	if err := json.Unmarshal([]byte(out.String()), &made); err != nil || made.EZKey == "" || made.Token == "" {
		t.Fatalf("account create said %q, %v", out, err)
	}
	return made
}

// listed is a stat as the export API lists it.
type listed struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Counter    bool   `json:"counter"`
	ClassicKey string `json:"classic_key"`
}

// stat finds a stat by its name.
func (o owner) stat(address, name string) (listed, error) {
	var s listed
	err := get("http://"+address+"/x/"+o.Token+"/stat?name="+url.QueryEscape(name), "", &s)
	return s, err
}

// held is all that a server holds of a stat: "count SUM in N posts" or "value
// AVERAGE in N posts", or the error with which it was not read.
func (o owner) held(address, name string) string {
	s, err := o.stat(address, name)
	if err != nil {
		return err.Error()
	}
	var full struct {
		Kind   string `json:"kind"`
		Points []struct {
			Value  float64 `json:"value"`
			RCount float64 `json:"rcount"`
		} `json:"points"`
	}
	if err := get("http://"+address+"/a1/stats/"+s.ID+"/dataset_full", o.Token, &full); err != nil {
		return err.Error()
	}
	var sum, posts float64
	for _, p := range full.Points {
		posts += p.RCount
		if s.Counter {
			sum += p.Value
		} else {
			sum += p.Value * p.RCount
		}
	}
	if !s.Counter && posts > 0 {
		sum /= posts
	}
	return fmt.Sprintf("%s %g in %g posts", full.Kind, sum, posts)
}

// get reads JSON; a user is sent where one is named.
func get(at, user string, to any) error {
	ask, err := http.NewRequest(http.MethodGet, at, nil)
	if err != nil {
		return err
	}
	if user != "" {
		ask.SetBasicAuth(user, "")
	}
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s", answer.Status)
	}
	return json.NewDecoder(answer.Body).Decode(to)
}

// callInTurn makes calls of a client, each when the one before was answered,
// and prints a line for each answer. Both clients have the same functions.
const callInTurn = `const client = require(process.argv[2]);
const calls = JSON.parse(process.argv[3]);
(function next(i) {
  if (i === calls.length) return;
  const [method, ...args] = calls[i];
  client[method](...args, (status, body) => {
    console.log(status + ' ' + (Buffer.isBuffer(body) ? body : JSON.stringify(body)));
    next(i + 1);
  });
})(0);
`

// nameIsHere leads the host that the client has built in to a port here. The
// request stays what it is on port 80, and no other host can be reached.
const nameIsHere = `const http = require('http');
const request = http.request;
http.request = (options, answered) => {
  if (options.hostname !== 'api.stathat.com') throw new Error('asks for ' + options.hostname);
  return request({
    ...options,
    port: process.env.CHARTD_PORT,
    headers: {...options.headers, Host: 'api.stathat.com'},
    lookup: (name, how, found) => how.all ?
      found(null, [{address: '127.0.0.1', family: 4}]) : found(null, '127.0.0.1', 4),
  }, answered);
};
`

// jsClient is an unchanged npm package that posts to a running server.
type jsClient struct {
	node, folder, module string
	flags, env           []string
}

// clientLimit bounds a whole run of node: one client waits 5 s before it tries
// again, four times.
const clientLimit = time.Minute

// call makes the calls and returns the answers, a line for each.
func (c jsClient) call(t *testing.T, calls ...[]any) []string {
	t.Helper()
	text, err := json.Marshal(calls)
	if err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(c.folder, "calls.js")
	if err := os.WriteFile(script, []byte(callInTurn), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), clientLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.node, append(c.flags, script, c.module, string(text))...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + c.folder, "NODE_NO_WARNINGS=1"}, c.env...)
	cmd.WaitDelay = 5 * time.Second
	var said, faults bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &faults
	if err := cmd.Run(); err != nil {
		t.Fatalf("node: %v\n%s%s", err, &said, &faults)
	}
	return strings.Split(strings.TrimSpace(said.String()), "\n")
}

// TestClientStathat is the client that encodes nothing.
func TestClientStathat(t *testing.T) {
	c := jsClient{node: need.Tool(t, "node"), module: need.NPM(t, "stathat", "0.0.8"), folder: t.TempDir()}
	preload := filepath.Join(c.folder, "here.js")
	if err := os.WriteFile(preload, []byte(nameIsHere), 0o600); err != nil {
		t.Fatal(err)
	}
	c.flags = []string{"--require", preload}
	conversation(t, c, func(address string) []string {
		_, port, _ := strings.Cut(address, ":")
		return []string{"CHARTD_PORT=" + port}
	}, func(s *server, o owner, c jsClient) {
		// It counts the name in UTF-16, so that its number is cut off: nothing may be guessed.
		got := c.call(t, []any{"trackEZCount", o.EZKey, "température", 3})
		if len(got) != 1 || !strings.HasPrefix(got[0], "400 ") {
			t.Errorf("a body that is cut off got %q", got)
		}
		if held := o.held(s.address, "température"); held != "404 Not Found" {
			t.Errorf("a body that is cut off left %s", held)
		}
	})
}

// TestClientNodeStathat is the client that names the host on the request line,
// as it goes through a proxy.
func TestClientNodeStathat(t *testing.T) {
	c := jsClient{node: need.Tool(t, "node"), module: need.NPM(t, "node-stathat", "1.0.0"), folder: t.TempDir()}
	conversation(t, c, func(address string) []string {
		return []string{"http_proxy=http://" + address}
	}, func(s *server, o owner, c jsClient) {
		got := c.call(t, []any{"trackEZCount", o.EZKey, "température", 3})
		if want := "200 " + verboseOK; len(got) != 1 || got[0] != want {
			t.Errorf("a name in UTF-8 got %q, want %q", got, want)
		}
		if held := o.held(s.address, "température"); held != "count 3 in 1 posts" {
			t.Errorf("a name in UTF-8 left %s", held)
		}
	})
}

// verboseOK is what --default-verbose answers: a callback needs a body.
const verboseOK = `{"status":200,"msg":"ok"}`

// conversation is what every client can do, and then what only this one does.
func conversation(t *testing.T, c jsClient, lead func(address string) []string, more func(*server, owner, jsClient)) {
	t.Helper()
	data := t.TempDir()
	s := start(t, "--data", data, "--default-verbose")
	// The old key is an e-mail address, which is sent as it is.
	o := newOwner(t, "you@example.com", "--ezkey", "you@example.com", "--data", data)
	c.env = lead(s.address)
	hour := time.Now().Add(-time.Hour).Unix()
	answers := c.call(t,
		[]any{"trackEZCount", o.EZKey, "messages sent~total,female,europe", 3},
		[]any{"trackEZCountWithTime", o.EZKey, "messages sent~total", 0.5, hour},
		[]any{"trackEZCount", o.EZKey, "100% done; ok", 7},
		[]any{"trackEZCount", o.EZKey, "a name, with (signs) / and @", -2},
		[]any{"trackEZValue", o.EZKey, "load average", 0.75},
		[]any{"trackEZValueWithTime", o.EZKey, "load average", 0.25, hour},
		[]any{"trackEZCount", o.EZKey, "large", 1e21}, // JavaScript writes 1e+21
	)
	count, err := o.stat(s.address, "messages sent female")
	if err != nil {
		t.Fatalf("answers %q, then the export: %v", answers, err)
	}
	value, err := o.stat(s.address, "load average")
	if err != nil {
		t.Fatal(err)
	}
	answers = append(answers, c.call(t,
		[]any{"trackCount", o.UKey, count.ClassicKey, 4},
		[]any{"trackCountWithTime", o.UKey, count.ClassicKey, 5, hour},
		[]any{"trackValue", o.UKey, value.ClassicKey, 2},
		[]any{"trackValueWithTime", o.UKey, value.ClassicKey, 1, hour},
	)...)
	if want := strings.TrimSpace(strings.Repeat("200 "+verboseOK+"\n", 11)); strings.Join(answers, "\n") != want {
		t.Errorf("answers %q, want 11 times %s", answers, verboseOK)
	}
	for name, want := range map[string]string{
		"messages sent total":          "count 3.5 in 2 posts",
		"messages sent female":         "count 12 in 3 posts",
		"messages sent europe":         "count 3 in 1 posts",
		"100% done; ok":                "count 7 in 1 posts",
		"a name, with (signs) / and @": "count -2 in 1 posts",
		"load average":                 "value 1 in 4 posts",
		"large":                        "count 1e+21 in 1 posts",
		"messages sent":                "404 Not Found",
	} {
		if got := o.held(s.address, name); got != want {
			t.Errorf("%q holds %s, want %s", name, got, want)
		}
	}
	const refused = `401 {"status":401,"msg":"invalid keys"}`
	if got := c.call(t, []any{"trackEZCount", "nobody", "lost", 1}); len(got) != 1 || got[0] != refused {
		t.Errorf("a wrong key got %q, want %q", got, refused)
	}
	more(s, o, c)
	s.end(t)
}
