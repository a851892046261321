package embeds

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"chartd/embed"
)

// answer is a response, decided whole before its first byte is sent.
type answer struct {
	status int    // 0 is 200
	media  string // Content-Type
	cache  string // Cache-Control
	policy string // Content-Security-Policy; "" allows nothing
	tag    string // ETag with its quotes; "" is made of the body
	vary   string // by which headers of the request it differs; "" is Origin
	frames bool   // it may be shown in frames of pages elsewhere
	body   []byte
}

const (
	jsonType   = "application/json"
	scriptType = "application/javascript; charset=utf-8"
	htmlType   = "text/html; charset=utf-8"
	noStore    = "no-store"
)

// write sends the answer. Scripts of any page may read it; whether its key is
// for that page was asked before, and the answer differs by it.
func (a answer) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Content-Type", a.media)
	h.Set("Cache-Control", a.cache)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", cmp.Or(a.vary, "Origin"))
	if a.policy == "" {
		a.policy = "default-src 'none'"
	}
	if !a.frames {
		a.policy += "; frame-ancestors 'none'"
	}
	h.Set("Content-Security-Policy", a.policy)
	if a.status != 0 && a.status != http.StatusOK {
		if a.status == http.StatusServiceUnavailable {
			h.Set("Retry-After", "5")
		}
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // the only error is a reader who left
		return
	}
	if a.tag == "" {
		a.tag = tagOf("", a.body)
	}
	if a.cache != noStore {
		h.Set("Etag", a.tag)
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body)) // knows If-None-Match and HEAD
}

// tagOf is a tag of a text: weak is "W/" where other bytes may have the same.
func tagOf(weak string, text []byte) string {
	sum := sha256.Sum256(text)
	return weak + `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// encode is a value as JSON that is also safe inside a script.
func encode(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // all values here have a JSON form: NaN was taken out
	}
	return append(body, '\n')
}

// minutely is the Cache-Control of what changes with the minute: until a moment
// after the next one began, when the points of this one are there.
func (f *Face) minutely() string {
	return "public, max-age=" + strconv.Itoa(f.again())
}

// again is in how many seconds there may be something new: two seconds after the
// next minute began.
func (f *Face) again() int { return 62 - int(f.Now().Unix()%60) }

// kept is the Cache-Control of what shows opened keys and stays for a while.
// What another page may not see, or could, is only for the reader's own cache:
// others cannot be told to tell pages apart.
func kept(d time.Duration, shown []embed.Shown) string {
	who := "public"
	if len(shown) == 0 || slices.ContainsFunc(shown, func(s embed.Shown) bool { return len(s.Grant.Origins) > 0 }) {
		who = "private"
	}
	return who + ", max-age=" + strconv.Itoa(int(d.Seconds()))
}
