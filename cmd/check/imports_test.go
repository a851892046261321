package main

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// everything is the row of a package that may import all others.
const everything = "*"

// mayImport says which packages of the module each package may import: the
// architecture. A new package is a new row, and so a change in the open.
// Imports go to a lower row of this table's blocks, never up: drawing knows no
// HTTP, and a scene knows no data. Tests may import what they like.
var mayImport = map[string]string{
	// Leaves: they know nothing of each other.
	"render/scene": "",
	"render/scale": "",
	"render/b62":   "",

	// Drawing.
	"render/font":    "render/scene",
	"render/axis":    "render/scene render/scale render/font",
	"render/mark":    "render/scene render/scale render/font",
	"render/svg":     "render/scene render/font",
	"render/png":     "render/scene render/font",
	"render/canvas":  "render/scene render/font",
	"render/braille": "render/scene",
	"render/param":   "render/scene",
	"render/card":    "render/param render/b62 render/scene render/font render/mark render/scale render/canvas",

	// Vocabularies.
	"render":                     "render/scene render/scale render/b62 render/font render/axis render/mark render/svg render/png render/braille render/param render/canvas render/card",
	"render/rendertest":          "render render/scene",
	"render/rendertest/workload": "render/b62",
	"render/rendertest/browser":  "cmd/check/need",
	"static":                     "",

	// Stored numbers.
	"stats/chunk":     "",
	"stats":           "stats/chunk",
	"stats/statstest": "stats stats/chunk",
	"stats/transfer":  "stats",
	"embed":           "stats render render/card render/param render/scale",

	// Alerts.
	"alerts/anomaly":    "",
	"alerts":            "stats alerts/anomaly",
	"alerts/message":    "alerts stats render render/b62 render/scale",
	"alerts/report":     "alerts stats",
	"alerts/store":      "alerts alerts/report stats stats/catalog",
	"alerts/mail":       "alerts alerts/message",
	"alerts/channel":    "alerts alerts/message",
	"alerts/alertstest": "alerts alerts/report stats stats/catalog",

	// Stores.
	"stats/catalog":         "stats",
	"stats/sqlite":          "stats stats/chunk stats/catalog",
	"stats/postgres":        "stats stats/chunk stats/catalog",
	"stats/postgres/pgtest": "cmd/check/need",
	"stats/demo":            "stats",
	"stats/statstest/fresh": "stats/sqlite stats/postgres stats/postgres/pgtest",
	"stats/statstest/node":  "stats stats/catalog stats/sqlite",
	"stats/statstest/load":  "stats stats/sqlite stats/postgres render/rendertest/workload cmd/check/pgserver cmd/check/target",

	// Faces.
	"api/wire":   "stats",
	"api/ingest": "api/wire stats",
	"api/export": "stats alerts api/tries",
	"api/embeds": "stats embed render render/param render/scale",
	"api/relay":  "stats alerts alerts/message api/tries",
	"api/tries":  "",
	"api/v1":     "stats alerts alerts/report api/tries",
	"api/pages":  "stats alerts alerts/message alerts/report embed static render/scale render/b62 api/tries",

	// The outside world, and what connects everything.
	"api":                  "render render/param render/card static embed stats api/ingest api/embeds api/export api/v1 api/pages api/relay",
	"cmd/chartd":           everything,
	"cmd/check":            "cmd/check/need cmd/check/pgserver cmd/check/smtpserver cmd/check/crash cmd/check/powercut cmd/check/nab",
	"cmd/check/crash":      "",
	"cmd/check/powercut":   "stats stats/sqlite",
	"cmd/check/nab":        "alerts/anomaly",
	"cmd/check/need":       "",
	"cmd/check/loopback":   "",
	"cmd/check/pgserver":   "cmd/check/loopback",
	"cmd/check/smtpserver": "cmd/check/loopback",
	"cmd/check/target":     "",
}

// toCome are the rows whose package is not written yet.
var toCome []string

// onlyIn says which packages may import something from outside the module:
// HTTP is served in api and cmd only, and each library has its one place.
var onlyIn = map[string]string{
	"net/http":                        "alerts/channel api api/ingest api/embeds api/export api/v1 api/pages api/relay cmd/chartd cmd/check/crash cmd/check/powercut cmd/check/target",
	"github.com/gorilla/mux":          "api",
	"github.com/ajstarks/svgo":        "render/canvas",
	"github.com/fogleman/gg":          "render/canvas",
	"github.com/alecthomas/kong":      "cmd/chartd",
	"github.com/chromedp/chromedp":    "render/rendertest/browser",
	"modernc.org/sqlite":              "stats/sqlite",
	"github.com/jackc/pgx/v5":         "stats/postgres stats/postgres/pgtest cmd/chartd",
	"github.com/jackc/pgx/v5/pgxpool": "stats/postgres stats/postgres/pgtest cmd/chartd",
	"github.com/pressly/goose/v3":     "stats/sqlite stats/postgres",
	"github.com/wneessen/go-mail":     "alerts/mail",
	"github.com/BurntSushi/toml":      "cmd/chartd",
}

// longestChain is how many imports may lie between a command and a leaf.
const longestChain = 6

func TestArchitectureImports(t *testing.T) {
	src, err := readSource(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range importFaults(src, mayImport, toCome) {
		t.Error(fault)
	}
}

func TestArchitectureTableHasADirection(t *testing.T) {
	for row := range mayImport {
		for _, name := range strings.Fields(mayImport[row]) {
			if _, ok := mayImport[name]; !ok && name != everything {
				t.Errorf("row %q names %q, which has no row", row, name)
			}
		}
	}
	if cycle := findCycle(mayImport); cycle != "" {
		t.Errorf("the table allows the cycle %s", cycle)
	}
	for _, name := range toCome {
		if _, ok := mayImport[name]; !ok {
			t.Errorf("%q is to come and has no row", name)
		}
	}
}

// edges lists what the packages of the module import, tests left out, by
// folder. Imports of the module itself are folders too; a package of the
// standard library with a folder's name, as embed, is left out.
func edges(src *source) map[string][]string {
	folders := map[string]bool{}
	for _, f := range src.files {
		folders[f.dir()] = true
	}
	found := map[string][]string{}
	for _, f := range src.files {
		if f.isTest() {
			continue
		}
		list := found[f.dir()]
		for _, spec := range f.tree.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue // the compiler has better words for it
			}
			name, own := strings.CutPrefix(name, src.module+"/")
			if own || !folders[name] {
				list = append(list, name)
			}
		}
		slices.Sort(list)
		found[f.dir()] = slices.Compact(list)
	}
	return found
}

// importFaults compares the module with the table, each fault in one line.
func importFaults(src *source, table map[string]string, toCome []string) []string {
	var faults []string
	found := edges(src)
	for _, dir := range slices.Sorted(maps.Keys(found)) {
		row, ok := table[dir]
		if !ok {
			faults = append(faults, fmt.Sprintf("%s has no row in mayImport", dir))
		}
		for _, name := range found[dir] {
			faults = append(faults, importFault(found, dir, name, row)...)
		}
		if chain := longest(found, dir); len(chain)-1 > longestChain {
			faults = append(faults, "longer than the longest chain: "+strings.Join(chain, " → "))
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(table)) {
		_, exists := found[dir]
		if later := slices.Contains(toCome, dir); later == exists {
			faults = append(faults, fmt.Sprintf("%s: exists is %v, listed as to come is %v", dir, exists, later))
		}
	}
	return faults
}

// importFault judges one import.
func importFault(found map[string][]string, dir, name, row string) []string {
	places, fenced := onlyIn[name]
	_, own := found[name]
	switch {
	case fenced && !slices.Contains(strings.Fields(places), dir):
		return []string{fmt.Sprintf("%s imports %s, which only %q may", dir, name, places)}
	case own && row != everything && !slices.Contains(strings.Fields(row), name):
		return []string{fmt.Sprintf("%s imports %s, which its row does not allow", dir, name)}
	}
	return nil
}

// longest is the longest chain of imports that begins at a package. The
// compiler has seen to it that there is no cycle.
func longest(found map[string][]string, dir string) []string {
	var best []string
	for _, name := range found[dir] {
		if _, own := found[name]; !own {
			continue
		}
		if chain := longest(found, name); len(chain) > len(best) {
			best = chain
		}
	}
	return append([]string{dir}, best...)
}

// findCycle is a cycle that the table allows, or "".
func findCycle(table map[string]string) string {
	done := map[string]bool{}
	var walk func(name string, way []string) string
	walk = func(name string, way []string) string {
		if at := slices.Index(way, name); at >= 0 {
			return strings.Join(append(way[at:], name), " → ")
		}
		if done[name] {
			return ""
		}
		for _, next := range strings.Fields(table[name]) {
			if cycle := walk(next, append(way[:len(way):len(way)], name)); cycle != "" {
				return cycle
			}
		}
		done[name] = true
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		if cycle := walk(name, nil); cycle != "" {
			return cycle
		}
	}
	return ""
}

// plant writes a module of the given files, by path, and reads it.
func plant(t *testing.T, files map[string]string) *source {
	t.Helper()
	src, err := readSource(layFiles(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// layFiles writes files into a fresh folder, which it names.
func layFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		at := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// imports is a Go file that imports the named packages.
func imports(dir string, names ...string) string {
	text := "package " + path.Base(dir) + "\n"
	for _, name := range names {
		text += fmt.Sprintf("import _ %q\n", name)
	}
	return text
}

func TestImportFaultsSeePlantedViolations(t *testing.T) {
	table := map[string]string{"api": "render", "render": "render/scene", "render/scene": ""}
	good := map[string]string{
		"go.mod":                  "module planted\n",
		"api/api.go":              imports("api", "net/http", "planted/render"),
		"render/render.go":        imports("render", "planted/render/scene", "strings"),
		"render/scene/scene.go":   imports("scene"),
		"render/scene/x_test.go":  imports("scene", "planted/api"),
		"render/testdata/t.go":    imports("testdata", "planted/api"),
		"render/nested/go.mod":    "module other\n",
		"render/nested/nested.go": imports("nested", "planted/api"),
	}
	for _, row := range []struct {
		what, file, text, want string
		toCome                 []string
	}{
		{what: "a module as the table says"},
		{"an import upwards", "render/scene/up.go", imports("scene", "planted/render"),
			"render/scene imports render, which its row does not allow", nil},
		{"an import sideways", "render/side.go", imports("render", "planted/api"),
			"render imports api, which its row does not allow", nil},
		{"a server outside api", "render/http.go", imports("render", "net/http"),
			`render imports net/http, which only "` + onlyIn["net/http"] + `" may`, nil},
		{"a package without a row", "render/new/new.go", imports("new"),
			"render/new has no row in mayImport", nil},
		{"a package that is no longer to come", "render/scene/s.go", imports("scene"),
			"render/scene: exists is true, listed as to come is true", []string{"render/scene"}},
	} {
		t.Run(row.what, func(t *testing.T) {
			files := maps.Clone(good)
			if row.file != "" {
				files[row.file] = row.text
			}
			if strings.HasPrefix(row.want, "render/scene imports") || strings.HasPrefix(row.want, "render imports api") {
				files["render/render.go"], files["api/api.go"] = imports("render"), imports("api") // no cycle
			}
			got := strings.Join(importFaults(plant(t, files), table, row.toCome), "\n")
			if got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func TestImportFaultsSeeARowWithoutAPackage(t *testing.T) {
	src := plant(t, map[string]string{"go.mod": "module planted\n", "a/a.go": imports("a")})
	table := map[string]string{"a": "", "b": ""}
	got := importFaults(src, table, nil)
	if want := []string{"b: exists is false, listed as to come is false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := importFaults(src, table, []string{"b"}); len(got) != 0 {
		t.Errorf("to come, and yet %q", got)
	}
}

func TestImportFaultsSeeALongChain(t *testing.T) {
	files := map[string]string{"go.mod": "module planted\n", "p0/p.go": imports("p0")}
	table := map[string]string{"p0": ""}
	for i := range longestChain + 1 {
		below, name := fmt.Sprintf("p%d", i), fmt.Sprintf("p%d", i+1)
		files[name+"/p.go"], table[name] = imports(name, "planted/"+below), below
	}
	got := importFaults(plant(t, files), table, nil)
	want := []string{"longer than the longest chain: p7 → p6 → p5 → p4 → p3 → p2 → p1 → p0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFindCycle(t *testing.T) {
	got := findCycle(map[string]string{"a": "b", "b": "c d", "c": "", "d": "b"})
	if want := "b → d → b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
