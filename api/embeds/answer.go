package embeds

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartd/embed"
)

// answer is a response, decided whole before its first byte is sent.
type answer struct {
	status int    // 0 is 200
	media  string // Content-Type
	cache  string // Cache-Control
	policy string // Content-Security-Policy but for frames; "" allows nothing
	framed string // which pages may show it in a frame, in the words of that policy; "" is none
	tag    string // of tagOf; "" is made of the body
	vary   string // by which headers of the request it differs; "" is Origin
	body   []byte
}

const (
	jsonType   = "application/json"
	scriptType = "application/javascript; charset=utf-8"
	htmlType   = "text/html; charset=utf-8"
	noStore    = "no-store"
)

// write sends the answer, its body in one piece. Scripts of any page may read it;
// whether its key is for that page was asked before, and the answer differs by it.
func (a answer) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cache-Control", a.cache)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Add("Vary", cmp.Or(a.vary, "Origin"))
	h.Set("Content-Security-Policy", cmp.Or(a.policy, "default-src 'none'")+"; frame-ancestors "+cmp.Or(a.framed, "'none'"))
	status := cmp.Or(a.status, http.StatusOK)
	switch {
	case status == http.StatusServiceUnavailable:
		h.Set("Retry-After", "5")
	case status == http.StatusOK && a.cache != noStore:
		tag := cmp.Or(a.tag, tagOf(a.body))
		h.Set("Etag", tag)
		if held(r, tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Type", a.media)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body) // the only error is a reader who left
	}
}

// tagOf is a tag of a text. It is weak: the bytes may go out as gzip.
func tagOf(text []byte) string {
	sum := sha256.Sum256(text)
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// held reports whether a reader has what a tag of tagOf stands for. Such tags
// have no quotes inside, and so none is found in another.
func held(r *http.Request, tag string) bool {
	return slices.ContainsFunc(r.Header["If-None-Match"], func(list string) bool {
		return list == "*" || strings.Contains(list, strings.TrimPrefix(tag, "W/"))
	})
}

// encode is a value as JSON that is also safe inside a script.
func encode(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // all values here have a JSON form: NaN was taken out
	}
	return append(body, '\n')
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
