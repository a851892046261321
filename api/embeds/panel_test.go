package embeds_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"chartd/stats"
)

// graphSchema is the schema of graph documents, written from the contract.
func graphSchema(t testing.TB) *openapi3.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/graph.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema openapi3.Schema
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	return &schema
}

// graphOf reads a graph document and holds it to the schema.
func graphOf(t testing.TB, schema *openapi3.Schema, body string) map[string]any {
	t.Helper()
	document := object(t, body)
	if err := schema.VisitJSON(document); err != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	return document["graph"].(map[string]any)
}

func TestGraphSchemaRefuses(t *testing.T) {
	schema := graphSchema(t)
	for _, body := range []string{
		`{}`, `{"graph":{"title":"x"}}`, `{"graph":{"title":"x","type":"pie","datasequences":[{"title":"a","datapoints":[]}]}}`,
		`{"graph":{"title":"x","type":"bar","datasequences":[{"title":"a","color":"teal","datapoints":[]}]}}`,
		`{"graph":{"title":"x","type":"bar","datasequences":[{"title":"a","datapoints":[{"title":"b","value":"1"}]}]}}`,
		`{"graph":{"title":"x","error":{"message":""}}}`,
	} {
		if schema.VisitJSON(object(t, body)) == nil {
			t.Errorf("the schema takes %s", body)
		}
	}
}

func TestPanelGraph(t *testing.T) {
	t.Parallel()
	s, schema := newSite(t), graphSchema(t)
	visits, load := s.Stat(t, "visits", stats.Counter), s.Stat(t, "load", stats.Value)
	load.Unit = "ms"
	if err := s.Catalog.Update(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	s.Post(t, visits, s.minute()-1, 5, 1)
	s.Post(t, load, s.minute()-2, 0.5)
	both := "/sb/" + string(visits.EmbedKey) + "/" + string(load.EmbedKey)
	got := graphOf(t, schema, s.ok(200, both+"/graph.json?tf=3m1m"))
	want := object(t, `{"title":"visits, load","type":"line","total":false,"refreshEveryNSeconds":60,"xAxis":{"showEveryLabel":false},"datasequences":[
		{"title":"visits","color":"blue","datapoints":[{"title":"22:10","value":0},{"title":"22:11","value":5},{"title":"22:12","value":1}]},
		{"title":"load","color":"orange","datapoints":[{"title":"22:11","value":0.5}]}]}`)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	alone := graphOf(t, schema, s.ok(200, "/sb/"+string(load.EmbedKey)+"/graph.json?tf=3m1m&type=bar&title=T"))
	if alone["type"] != "bar" || alone["title"] != "T" || alone["yAxis"].(map[string]any)["units"].(map[string]any)["suffix"] != " ms" {
		t.Errorf("got %v", alone)
	}
	counters := graphOf(t, schema, s.ok(200, "/sb/"+string(visits.EmbedKey)+"/graph.json"))
	if counters["total"] != true {
		t.Errorf("got %v", counters)
	}
	rows, err := csv.NewReader(strings.NewReader(s.ok(200, both+"/graph.csv?tf=3m1m"))).ReadAll()
	if table := [][]string{{"visits, load", "visits", "load"}, {"22:10", "0", ""}, {"22:11", "5", "0.5"}, {"22:12", "1", ""}, {"Colors", "blue", "orange"}}; err != nil || !reflect.DeepEqual(rows, table) {
		t.Errorf("got %v, %v", rows, err)
	}
}

// However many points a timeframe has, a panel has 60, from its first to its
// last, with titles that follow the range.
func TestPanelThinsOut(t *testing.T) {
	t.Parallel()
	s, schema := newSite(t), graphSchema(t)
	visits := s.Stat(t, "visits", stats.Counter)
	s.Post(t, visits, s.minute()-1, 9)
	s.Post(t, visits, s.minute()-24*60, 8)
	for _, row := range []struct {
		tf, first, last string
		points          int
	}{
		{"1d1m", "22:13", "22:12", 60},
		{"1h1m", "21:13", "22:12", 60},
		{"61m1m", "21:12", "22:12", 60},
		{"week", "Tue", "Tue", 56},
		{"month", "Oct 15", "Nov 13", 30},
		{"1m1m", "22:12", "22:12", 1},
	} {
		got := graphOf(t, schema, s.ok(200, "/sb/"+string(visits.EmbedKey)+"/graph.json?tf="+row.tf))
		points := got["datasequences"].([]any)[0].(map[string]any)["datapoints"].([]any)
		first, last := points[0].(map[string]any), points[len(points)-1].(map[string]any)
		if len(points) != row.points || first["title"] != row.first || last["title"] != row.last || row.tf != "month" && last["value"].(float64) != 9 {
			t.Errorf("%s: %d points from %v to %v", row.tf, len(points), first, last)
		}
	}
}

// What goes wrong stands in the panel, with status 200.
func TestPanelTrouble(t *testing.T) {
	t.Parallel()
	s, schema := newSite(t), graphSchema(t)
	visits := s.Stat(t, "visits", stats.Counter)
	single := s.grant(stats.Grant{Stat: visits.ID, Single: true})
	none := strings.Repeat("z", 32)
	const revoked = "The key was revoked, is not for this page, or shows no graph of this timeframe."
	for _, row := range []struct{ path, says, detail string }{
		{none, "not available", revoked},
		{string(visits.EmbedKey) + "/" + none, "not available", revoked},
		{single, "not available", revoked},
		{"abcde", "not public", "The id of a stat shows it while it is public; an embed key always does."},
		{string(visits.EmbedKey) + "?tf=never", "There is no graph.", "bad parameter tf: give a length and a step, such as 1w3h: numbers with m, h, d, w, M or y"},
	} {
		keys, query, _ := strings.Cut(row.path, "?")
		got := graphOf(t, schema, s.ok(200, "/sb/"+keys+"/graph.json?"+query))
		problem := got["error"].(map[string]any)
		if problem["message"] != row.says || problem["detail"] != row.detail || got["datasequences"] != nil {
			t.Errorf("%s: %v", row.path, got)
		}
		if body := s.ok(200, "/sb/"+keys+"/graph.csv?"+query); !strings.Contains(body, "Error,"+row.says) {
			t.Errorf("%s: %s", row.path, body)
		}
	}
	for _, path := range []string{"/sb/", "/sb/graph.json", "/sb/a/b/c/d/graph.json", "/sb/a/graph.xml"} {
		if w := s.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

func TestPanelsOfHTML(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	visits := s.Stat(t, `visits "<b>`, stats.Counter)
	s.Post(t, visits, s.minute()-1, 12345)
	single := s.grant(stats.Grant{Stat: visits.ID, Single: true})
	for _, file := range []string{"panel.html", "table.html"} {
		body := s.ok(200, "/sb/"+string(visits.EmbedKey)+"/"+single+"/"+file+"?tf=hour&title=%22%3Ci%3E")
		checkPanel(t, body)
		if !strings.Contains(body, "12.35K") && !strings.Contains(body, "12.34K") {
			t.Errorf("%s: %s", file, body)
		}
	}
	panel := read(t, s.ok(200, "/sb/"+string(visits.EmbedKey)+"/"+single+"/panel.html?tf=hour&title=%22%3Ci%3E"))
	meta := panel["meta"][1]
	if meta["application-name"] != `"<i>` || meta["data-refresh-every-n-seconds"] != "60" || meta["data-default-size"] != "4,4" {
		t.Errorf("meta %v", meta)
	}
	if len(panel["section"]) != 2 || len(panel["img"]) != 1 || panel["h1"][1]["text"] != `visits "<b>` {
		t.Errorf("panel %v", panel)
	}
	if w := s.get(strings.TrimPrefix(panel["img"][0]["src"], base)); w.Code != 200 || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("its picture: status %d", w.Code)
	}
	if cells := read(t, s.ok(200, "/sb/nonee/table.html"))["td"]; len(cells) != 1 || cells[0]["text"] != "not public" {
		t.Errorf("a table of none: %v", cells)
	}
}

// checkPanel ends the test unless a panel has only what its template has.
func checkPanel(t testing.TB, document string) {
	t.Helper()
	for name, list := range read(t, document) {
		if !strings.Contains(" html head meta title style body section h1 p small img table tbody tr td ", " "+name+" ") {
			t.Fatalf("element %s %v in\n%s", name, list, document)
		}
		for _, one := range list {
			for attr := range one {
				if strings.HasPrefix(attr, "on") || attr == "style" || name == "img" && !strings.HasPrefix(one["src"], base+"/s/") {
					t.Fatalf("%s has %v in\n%s", name, one, document)
				}
			}
		}
	}
}

// Whatever stands in a path and a query, a graph keeps to its schema, and a
// panel to its template.
func FuzzPanel(f *testing.F) {
	s, schema := newSite(f), graphSchema(f)
	visits := s.Stat(f, `"]}</script><img src=x onerror="a()">`, stats.Value)
	s.Post(f, visits, s.minute()-1, 1e99, -1e99)
	f.Add("/KEY", "tf=1h1m&title=\"&type=bar")
	f.Add("/KEY/none", "tf=never&title=\xff\u2028</script>")
	f.Add("/KEY//KEY/../KEY", "&&=&tf=%")
	f.Fuzz(func(t *testing.T, keys, query string) {
		w := s.get("/sb" + strings.ReplaceAll(strings.ReplaceAll(keys, "?", ""), "KEY", string(visits.EmbedKey)) + "/graph.json?" + query)
		if w.Code == http.StatusOK && strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
			graphOf(t, schema, w.Body.String())
		}
		for _, file := range []string{"/panel.html?", "/table.html?"} {
			w := s.get("/sb" + strings.ReplaceAll(strings.ReplaceAll(keys, "?", ""), "KEY", string(visits.EmbedKey)) + file + query)
			if w.Code == http.StatusOK && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				checkPanel(t, w.Body.String())
			}
		}
	})
}
