package v1_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"chartd/stats"
)

// fact is a request and what its answer must say.
type fact struct {
	method, target, body string
	status               int
	field, detail        string // of the problem
}

func (h *house) facts(list []fact) {
	h.t.Helper()
	for _, row := range list {
		problem := h.want(row.status, row.method, row.target, row.body)
		field, _ := problem["field"].(string)
		if field != row.field || problem["detail"] != row.detail {
			h.t.Errorf("%s %s %.80s: %v, want %s: %s", row.method, row.target, row.body, problem, row.field, row.detail)
		}
	}
}

func statsStory(t *testing.T, h *house) {
	x := h.do("POST", "/stats", `{"name":" orders ","kind":"counter","unit":"orders","tags":["b","a","b"],"public":true}`)
	made := x.object(t)
	id := made["id"].(string)
	if x.status != 201 || x.answer.Get("Location") != "/api/v1/stats/"+id || made["name"] != "orders" ||
		fmt.Sprintf("%v %v %v %v", made["tags"], made["aliases"], made["public"], made["kind"]) != "[a b] [] true counter" {
		t.Fatalf("%d %v %s", x.status, x.answer, x.text)
	}
	got := h.want(200, "GET", "/stats/"+id, "")
	if fmt.Sprint(got) != fmt.Sprint(made) || len(got["classic_key"].(string)) != 28 || len(got["embed_key"].(string)) != 32 {
		t.Errorf("%v, want %v", got, made)
	}
	if got := h.want(200, "GET", "/stats/"+id, "", "Authorization", "Bearer "+string(h.read)); got["classic_key"] != nil {
		t.Error("a token that reads was shown a key that posts")
	}
	changed := h.want(200, "PATCH", "/stats/"+id, `{"name":"sales","unit":"€","tags":[],"public":false}`)
	if fmt.Sprintf("%v %v %v %v %v", changed["name"], changed["unit"], changed["tags"], changed["public"], changed["aliases"]) != "sales € [] false [orders]" {
		t.Errorf("changed: %v", changed)
	}
	if same := h.want(200, "PATCH", "/stats/"+id, `{}`); fmt.Sprint(same) != fmt.Sprint(changed) {
		t.Errorf("nothing changed: %v", same)
	}
	for _, name := range []string{"orders", "sales", "%20sales"} {
		if got := h.want(200, "GET", "/stats/by-name?name="+name, ""); got["id"] != id {
			t.Errorf("%s is %v", name, got)
		}
	}
	h.want(204, "DELETE", "/stats/"+id+"/aliases?name=orders", "")
	h.facts([]fact{
		{"GET", "/stats/by-name?name=orders", "", 404, "name", "name: not found"},
		{"GET", "/stats/by-name", "", 400, "name", "name: no stat specified"},
		{"DELETE", "/stats/" + id + "/aliases?name=orders", "", 404, "name", "name: not found"},
		{"DELETE", "/stats/" + id + "/aliases?name=sales", "", 400, "name", "name: it is the stat's own: rename it first"},
		{"DELETE", "/stats/" + id + "/aliases", "", 400, "name", "name: no stat specified"},
	})
}

func badStats(t *testing.T, h *house) {
	id := h.make("a", "counter")
	h.make("b", "value")
	long := strings.Repeat("x", 256)
	var many []string
	for i := range 21 {
		many = append(many, fmt.Sprintf(`"t%d"`, i))
	}
	h.facts([]fact{
		{"POST", "/stats", `{"name":"a","kind":"counter"}`, 409, "name", "name: another stat has this name"},
		{"POST", "/stats", `{"name":"a","kind":"value"}`, 409, "name", "name: another stat has this name"},
		{"POST", "/stats", `{"kind":"value"}`, 400, "name", "name: no stat specified"},
		{"POST", "/stats", `{"name":" ","kind":"value"}`, 400, "name", "name: no stat specified"},
		{"POST", "/stats", `{"name":"` + long + `","kind":"value"}`, 400, "name", "name: stat name too long"},
		{"POST", "/stats", `{"name":"c"}`, 400, "kind", "kind: must be counter or value"},
		{"POST", "/stats", `{"name":"c","kind":"sum"}`, 400, "kind", "kind: must be counter or value"},
		{"PATCH", "/stats/" + id, `{"name":"b"}`, 409, "name", "name: another stat has this name"},
		{"PATCH", "/stats/" + id, `{"kind":"value"}`, 400, "kind", "kind: there is no such field here"},
		{"PATCH", "/stats/" + id, `{"unit":"` + long + `"}`, 400, "unit", "unit: a unit has at most 30 characters"},
		{"PATCH", "/stats/" + id, `{"tags":["` + long + `"]}`, 400, "tags", "tags: a stat has at most 20 tags, each of 1 to 50 characters"},
		{"PATCH", "/stats/" + id, `{"tags":[" "]}`, 400, "tags", "tags: a stat has at most 20 tags, each of 1 to 50 characters"},
		{"PATCH", "/stats/" + id, `{"tags":"a"}`, 400, "tags", "tags: must be a list of texts"},
		{"PATCH", "/stats/" + id, `{"tags":[` + strings.Join(many, ",") + `]}`, 400, "tags", "tags: a stat has at most 20 tags, each of 1 to 50 characters"},
		{"PATCH", "/stats/" + id, `{"public":1}`, 400, "public", "public: must be true or false"},
	})
	h.want(200, "PATCH", "/project", `{"max_stats":2}`)
	if problem := h.want(429, "POST", "/stats", `{"name":"c","kind":"value"}`); problem["type"] != "urn:chartd:problem:too-many" {
		t.Errorf("%v", problem)
	}
}

func pages(t *testing.T, h *house) {
	for i := range 5 {
		h.make(fmt.Sprintf("s%d", 4-i), "counter")
	}
	tagged := h.make("Other", "value")
	h.want(200, "PATCH", "/stats/"+tagged, `{"tags":["x y"]}`)
	var got []string
	pages := 0
	for next := "/stats?limit=2&search=s&order=name"; next != ""; pages++ {
		x := h.do("GET", next, "")
		body := x.object(t)
		got = append(got, names(body["stats"], "name"))
		next, _ = body["next"].(string)
		if link := x.answer.Get("Link"); (next != "") != (link == "<"+next+`>; rel="next"`) {
			t.Errorf("Link %s, next %s", link, next)
		}
		next = strings.TrimPrefix(next, "/api/v1")
	}
	if list := strings.Join(got, "|"); list != "s0 s1|s2 s3|s4" || pages != 3 {
		t.Errorf("%d pages: %s", pages, list)
	}
	for target, want := range map[string]string{
		"/stats?tag=x+y":            "Other",
		"/stats?tag=x":              "",
		"/stats?search=OTH":         "Other",
		"/stats?offset=4":           "s3 s4",
		"/stats?trashed=1":          "",
		"/stats?limit=1&order=name": "Other",
	} {
		if got := names(h.want(200, "GET", target, "")["stats"], "name"); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
	h.facts([]fact{
		{"GET", "/stats?limit=0", "", 400, "limit", "limit: must be a whole number from 1 to 1000"},
		{"GET", "/stats?limit=1001", "", 400, "limit", "limit: must be a whole number from 1 to 1000"},
		{"GET", "/stats?offset=-1", "", 400, "offset", "offset: must be a whole number from 0 to 1000000000"},
		{"GET", "/stats?order=size", "", 400, "order", "order: must be name or created"},
		{"GET", "/stats?trashed=yes", "", 400, "trashed", "trashed: must be a whole number from 0 to 1"},
		{"GET", "/stats?Tag=a", "", 400, "Tag", "Tag: there is no such parameter here"},
		{"GET", "/stats?tag=%zz", "", 400, "", "the query of the URL is badly escaped"},
	})
}

func mergeStory(t *testing.T, h *house) {
	small, big, value := h.make("small", "counter"), h.make("big", "counter"), h.make("value", "value")
	h.post(small, map[int]float64{5: 2})
	h.post(big, map[int]float64{5: 3})
	c := h.want(201, "POST", "/stats/"+small+"/comments", `{"text":"before"}`)
	h.facts([]fact{
		{"POST", "/stats/" + small + "/merge", `{"into":"` + small + `"}`, 400, "into", "into: a stat cannot be merged into itself"},
		{"POST", "/stats/" + small + "/merge", `{"into":"` + value + `"}`, 409, "into", "into: a counter and a value stat cannot be merged"},
		{"POST", "/stats/" + small + "/merge", `{"into":"zzzzz"}`, 404, "into", "into: not found"},
		{"POST", "/stats/" + small + "/merge", `{}`, 404, "into", "into: not found"},
	})
	if got := h.want(200, "POST", "/stats/"+small+"/merge", `{"into":"`+big+`"}`); got["id"] != big || fmt.Sprint(got["aliases"]) != "[small]" {
		t.Errorf("merged: %v", got)
	}
	if got := h.want(200, "GET", "/stats/"+small, ""); got["id"] != big {
		t.Errorf("the old id shows %v", got)
	}
	points := h.want(200, "GET", "/stats/"+big+"/series?tf=10m10m", "")["points"].([]any)
	if got := points[0].(map[string]any)["sum"]; got != 5.0 {
		t.Errorf("both together have %v", got)
	}
	if list := h.want(200, "GET", "/stats/"+big+"/comments", "")["comments"]; names(list, "id") != c["id"] {
		t.Errorf("comments %v", list)
	}
	h.want(204, "DELETE", fmt.Sprintf("/stats/%s/comments/%s", big, c["id"]), "")
	key := h.want(201, "POST", "/stats/"+big+"/embed-keys", `{}`)["key"].(string)
	if list := h.want(200, "GET", "/stats/"+small+"/embed-keys", "")["embed_keys"]; !strings.Contains(names(list, "key"), key) {
		t.Errorf("the old id shows the embed keys %v", list)
	}
	elsewhere := "id: " + small + " was merged into " + big + ": change that"
	h.facts([]fact{
		{"DELETE", "/stats/" + small, "", 400, "id", elsewhere},
		{"POST", "/stats/" + small + "/embed-keys", `{}`, 400, "id", elsewhere},
		{"DELETE", "/stats/" + small + "/embed-keys/" + key, "", 400, "id", elsewhere},
	})
	h.want(204, "DELETE", "/stats/"+big+"/aliases?name=small", "")
}

func trashStory(t *testing.T, h *house) {
	id := h.make("a", "counter")
	h.want(200, "PATCH", "/stats/"+id, `{"name":"b"}`)
	h.want(404, "POST", "/stats/"+id+"/restore", "")
	h.want(204, "DELETE", "/stats/"+id, "")
	h.want(404, "GET", "/stats/"+id, "")
	h.want(404, "DELETE", "/stats/"+id, "")
	list := h.want(200, "GET", "/stats?trashed=1", "")["stats"].([]any)
	if len(list) != 1 || list[0].(map[string]any)["trashed"] != "2023-11-14T22:13:20Z" {
		t.Errorf("trash: %v", list)
	}
	h.make("a", "value")
	got := h.want(200, "POST", "/stats/"+id+"/restore", "")
	if fmt.Sprint(got["lost"]) != "[a]" || got["stat"].(map[string]any)["name"] != "b" {
		t.Errorf("restored: %v", got)
	}
	h.want(204, "DELETE", "/stats/"+id, "")
	h.make("b", "value")
	h.facts([]fact{{"POST", "/stats/" + id + "/restore", "", 409, "", "another stat has this name"}})
}

func patternStory(t *testing.T, h *house) {
	for _, name := range []string{"job.1.ms", "job.2.ms", "job.ms", "jobs"} {
		h.make(name, "value")
	}
	for _, row := range []struct {
		pattern, dry string
		names        string
		deleted      float64
	}{
		{"job.?.ms", "true", "job.1.ms job.2.ms", 0},
		{"JOB*", "true", "", 0},
		{"job.*.ms", "false", "job.1.ms job.2.ms", 2},
		{"job.*.ms", "false", "", 0},
		{"*", "true", "job.ms jobs", 0},
	} {
		got := h.want(200, "POST", "/stats/delete", `{"pattern":"`+row.pattern+`","dry_run":`+row.dry+`}`)
		count := float64(len(got["stats"].([]any)))
		if list := sorted(names(got["stats"], "name")); list != row.names || got["deleted"] != row.deleted || got["matched"] != count {
			t.Errorf("%s: %v", row.pattern, got)
		}
	}
	h.facts([]fact{
		{"POST", "/stats/delete", `{"pattern":"*"}`, 400, "dry_run", "dry_run: say true to see what would be deleted, or false to delete it"},
		{"POST", "/stats/delete", `{"dry_run":true}`, 400, "pattern", "pattern: must have 1 to 255 characters"},
		{"POST", "/stats/delete", `{"pattern":"a","dry_run":true,"tag":"x"}`, 400, "tag", "tag: there is no such field here"},
	})
}

func commentsStory(t *testing.T, h *house) {
	id := h.make("a", "counter")
	first := h.want(201, "POST", "/stats/"+id+"/comments", `{"text":"deploy 1","at":1000}`)
	second := h.want(201, "POST", "/stats/"+id+"/comments", `{"text":" deploy 2 "}`)
	if second["at"] != float64(now.Unix()) || second["text"] != "deploy 2" {
		t.Errorf("%v", second)
	}
	for target, want := range map[string]string{"": "deploy 2,deploy 1", "?to=1000": "", "?to=1001": "deploy 1", "?from=1001": "deploy 2"} {
		list := h.want(200, "GET", "/stats/"+id+"/comments"+target, "")["comments"]
		if got := strings.ReplaceAll(names(list, "text"), " deploy", ",deploy"); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
	h.want(204, "DELETE", fmt.Sprintf("/stats/%s/comments/%s", id, first["id"]), "")
	h.want(404, "DELETE", fmt.Sprintf("/stats/%s/comments/%s", id, first["id"]), "")
	h.facts([]fact{
		{"POST", "/stats/" + id + "/comments", `{"text":" "}`, 400, "text", "text: a comment has 1 to 1000 characters"},
		{"POST", "/stats/" + id + "/comments", `{"text":"` + strings.Repeat("é", 1001) + `"}`, 400, "text", "text: a comment has 1 to 1000 characters"},
		{"POST", "/stats/" + id + "/comments", `{"text":"a","at":"now"}`, 400, "at", "at: must be UNIX seconds"},
		{"POST", "/stats/" + id + "/comments", `{"text":"a","at":-1}`, 400, "at", "at: must be UNIX seconds before the year 10000"},
	})
}

func embedKeysStory(t *testing.T, h *house) {
	id := h.make("a", "counter")
	path := "/stats/" + id + "/embed-keys"
	own := h.want(200, "GET", "/stats/"+id, "")["embed_key"].(string)
	whole := h.want(201, "POST", path, `{}`)
	if fmt.Sprintf("%q %v %v %v %q", whole["label"], whole["view"], whole["origins"], whole["own"], whole["timeframe"]) != `"" all [] false ""` {
		t.Errorf("a key for everything: %v", whole)
	}
	made := h.want(201, "POST", path, `{"label":" blog ","timeframe":"1w3h","view":"number","origins":["https://Blog.example.com/post","https://blog.example.com"]}`)
	key := made["key"].(string)
	if fmt.Sprintf("%v %v %v %v", made["label"], made["view"], made["origins"], made["timeframe"]) != "blog number [https://blog.example.com] 1w3h" || len(key) != 32 {
		t.Errorf("a key for less: %v", made)
	}
	g, _, err := h.db.Catalog().Granted(t.Context(), stats.EmbedKey(key))
	if err != nil || !g.Single || g.Frame != "1w3h" || len(g.Origins) != 1 {
		t.Errorf("stored %+v, %v", g, err)
	}
	as := []string{"Authorization", "Bearer " + string(h.read)}
	if got := names(h.want(200, "GET", path, "", as...)["embed_keys"], "key"); got != own+" "+whole["key"].(string)+" "+key {
		t.Errorf("listed %s", got)
	}
	h.want(403, "POST", path, `{}`, as...)
	h.want(403, "DELETE", path+"/"+key, "", as...)
	h.want(204, "DELETE", path+"/"+key, "")
	h.want(204, "DELETE", path+"/"+own, "")
	list := h.want(200, "GET", path, "")["embed_keys"].([]any)
	for _, one := range list {
		shown := one.(map[string]any)
		if gone := shown["key"] == key || shown["key"] == own; gone != (shown["revoked"] != nil) {
			t.Errorf("after revoking: %v", shown)
		}
	}
	if now := h.want(200, "GET", "/stats/"+id, "")["embed_key"]; len(list) != 4 || now == own || now != list[0].(map[string]any)["key"] {
		t.Errorf("the stat's own key is %v now, of %v", now, list)
	}
	h.facts([]fact{
		{"DELETE", path + "/nosuch", "", 404, "", "not found"},
		{"POST", path, `{"origins":["example.com"]}`, 400, "origins", "origins: " + stats.ErrOrigin.Error()},
		{"POST", path, `{"origins":"https://example.com"}`, 400, "origins", "origins: must be a list of texts"},
		{"POST", path, `{"timeframe":"never"}`, 400, "timeframe", "timeframe: " + stats.ErrTimeframe.Error()},
		{"POST", path, `{"view":"chart"}`, 400, "view", "view: must be all or number"},
		{"POST", path, `{"label":"` + strings.Repeat("x", 256) + `"}`, 400, "label", "label: at most 255 characters"},
		{"POST", path, `{"origin":[]}`, 400, "origin", "origin: there is no such field here"},
	})
}

func tokensStory(t *testing.T, h *house) {
	made := h.want(201, "POST", "/tokens", `{"name":"grafana","scope":"read"}`)
	secret := made["secret"].(string)
	as := []string{"Authorization", "Bearer " + secret}
	if made["hint"] != secret[:4] || made["scope"] != "read" {
		t.Errorf("%v", made)
	}
	list := h.do("GET", "/tokens", "", as...)
	if list.status != 200 || strings.Contains(string(list.text), secret) || !strings.Contains(string(list.text), "grafana") {
		t.Errorf("%d %s", list.status, list.text)
	}
	h.want(403, "DELETE", "/tokens/"+made["id"].(string), "", as...)
	h.want(204, "DELETE", "/tokens/"+made["id"].(string), "")
	h.want(401, "GET", "/tokens", "", as...)
	h.want(404, "DELETE", "/tokens/"+made["id"].(string), "")
	h.facts([]fact{
		{"POST", "/tokens", `{"name":"x","scope":"admin"}`, 400, "scope", "scope: must be read or write"},
		{"POST", "/tokens", `{"scope":"read"}`, 400, "name", "name: say what the token is for"},
	})
}

func projectStory(t *testing.T, h *house) {
	got := h.want(200, "GET", "/project", "")
	if got["ukey"] != string(h.project.UKey) || got["ezkey"] != string(h.project.EZKey) || got["max_stats"] != float64(stats.DefaultMaxStats) {
		t.Errorf("%v", got)
	}
	got = h.want(200, "GET", "/project", "", "Authorization", "Bearer "+string(h.read))
	if got["ukey"] != nil || got["ezkey"] != nil || got["backup_ezkey"] != nil {
		t.Error("a token that reads was shown keys that post")
	}
	body := `{"name":"Store","zone":"Europe/Berlin","ez_on":false,"max_stats":7,"max_new_stats":3}`
	changed := h.want(200, "PATCH", "/project", body)
	got = h.want(200, "GET", "/project", "")
	var want map[string]any
	if err := json.Unmarshal([]byte(body), &want); err != nil {
		t.Fatal(err)
	}
	for name, v := range want {
		if got[name] != v || changed[name] != v {
			t.Errorf("%s is %v, then %v, want %v", name, changed[name], got[name], v)
		}
	}
	if got["ukey"] != string(h.project.UKey) {
		t.Error("a change of settings changed a key")
	}
	h.facts([]fact{
		{"PATCH", "/project", `{"zone":"Mars/Base"}`, 400, "zone", "zone: must be a name such as Europe/Berlin or UTC"},
		{"PATCH", "/project", `{"zone":"Local"}`, 400, "zone", "zone: must be a name such as Europe/Berlin or UTC"},
		{"PATCH", "/project", `{"zone":""}`, 400, "zone", "zone: must be a name such as Europe/Berlin or UTC"},
		{"PATCH", "/project", `{"name":""}`, 400, "name", "name: must not be empty"},
		{"PATCH", "/project", `{"ez_on":"yes"}`, 400, "ez_on", "ez_on: must be true or false"},
		{"PATCH", "/project", `{"max_stats":0}`, 400, "max_stats", "max_stats: must be from 1 to 10000000"},
		{"PATCH", "/project", `{"max_new_stats":1.5}`, 400, "max_new_stats", "max_new_stats: must be a whole number"},
		{"PATCH", "/project", `{"ukey":"x"}`, 400, "ukey", "ukey: there is no such field here"},
	})
}
