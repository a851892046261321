package transfer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chartd/stats"
	"chartd/stats/transfer"
)

// world is what a person can see of a server, ids and keys included.
type world struct {
	Project stats.Project
	Stats   []seen
}

// seen is a stat with all that belongs to it.
type seen struct {
	Stat     stats.Stat
	Aliases  []string
	Merged   []string
	Grants   []stats.Grant
	Comments []string
	Minutes  []string
}

// look reads all of it but the numbers by which the program knows things.
func (p *place) look() world {
	p.t.Helper()
	ctx := p.t.Context()
	project, _, err := p.Catalog.ProjectByKey(ctx, "random ezkey")
	p.must(err)
	w := world{Project: project}
	list, err := p.Catalog.List(ctx, project.ID, stats.Filter{})
	p.must(err)
	for _, s := range list {
		one := seen{Stat: s}
		one.Stat.ID = 0
		one.Aliases, err = p.Catalog.Aliases(ctx, s.ID)
		p.must(err)
		slices.Sort(one.Aliases)
		members, err := p.Catalog.Members(ctx, []stats.StatID{s.ID})
		p.must(err)
		parts, err := p.Catalog.Merged(ctx, s.ID)
		p.must(err)
		for _, part := range parts {
			one.Merged = append(one.Merged, fmt.Sprint(part.Public, string(part.Classic), string(part.EmbedKey), part.Created.Unix()))
		}
		slices.Sort(one.Merged) // those of one second come in the order of their numbers
		for _, id := range members[0] {
			list, err := p.Catalog.Grants(ctx, id)
			p.must(err)
			one.Grants = append(one.Grants, list...)
		}
		one.Grants = slices.DeleteFunc(one.Grants, func(g stats.Grant) bool { return g.Key == s.EmbedKey })
		slices.SortFunc(one.Grants, func(a, b stats.Grant) int { return strings.Compare(string(a.Key), string(b.Key)) })
		comments, err := p.Catalog.Comments(ctx, members[0], time.Unix(0, 0), noon.Add(24*time.Hour))
		p.must(err)
		for _, c := range comments {
			one.Comments = append(one.Comments, fmt.Sprintf("%d %q", c.At.Unix(), c.Text))
		}
		slices.Sort(one.Comments)
		series, err := p.Reader().Series(ctx, []stats.StatID{s.ID}, stats.Window{From: stats.MinuteAt(begin), Step: 1, Count: 4 * 60})
		p.must(err)
		for m, b := range series[0].Buckets {
			if b.N > 0 {
				one.Minutes = append(one.Minutes, fmt.Sprint(m, b.N, b.Total(), b.Min, b.Max))
			}
		}
		w.Stats = append(w.Stats, one)
	}
	return w
}

var (
	anyName = rapid.Custom(func(t *rapid.T) string {
		name, err := stats.ParseName(rapid.StringN(1, 20, 60).Draw(t, "name"))
		if err != nil {
			return "stat"
		}
		return name
	})
	anyText  = rapid.SampledFrom([]string{"deploy", "deploy", "<b>1.2</b>", "a \"quoted\" one", "größer 😀", "a\u2028b"})
	wholes   = rapid.Map(rapid.IntRange(-3, 1000), func(n int) float64 { return float64(n) })
	anyValue = rapid.OneOf(rapid.Float64Range(-1e100, 1e100), rapid.Float64Range(-10, 10), wholes)
)

// drawStat makes a stat with a random life.
func (p *place) drawStat(t *rapid.T, project stats.ProjectID, value *rapid.Generator[float64]) (stats.Stat, bool) {
	ctx := p.t.Context()
	want := stats.NewStat{
		Project: project, Name: anyName.Draw(t, "name"), Kind: rapid.SampledFrom([]stats.Kind{stats.Counter, stats.Value}).Draw(t, "kind"),
		Unit: rapid.SampledFrom([]string{"", "ms", "°C"}).Draw(t, "unit"), Open: rapid.Bool().Draw(t, "open"),
		Tags:    rapid.SampledFrom([][]string{nil, {"web"}, {"a, b", "web"}}).Draw(t, "tags"),
		Created: time.Unix(rapid.Int64Range(1, begin).Draw(t, "created"), 0),
	}
	made, err := p.Catalog.Create(ctx, project, []stats.NewStat{want})
	p.must(err)
	s := made[0]
	if rapid.Bool().Draw(t, "renamed") {
		if p.Catalog.Rename(ctx, s.ID, anyName.Draw(t, "new name")) != nil {
			return s, false // another's
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "comments") {
		_, err := p.Catalog.Comment(ctx, stats.Comment{
			Stat: s.ID, At: time.Unix(rapid.Int64Range(0, 3).Draw(t, "at")*begin/2, 0), Text: anyText.Draw(t, "comment"),
		})
		p.must(err)
	}
	if rapid.Bool().Draw(t, "granted") {
		g, err := stats.Grant{
			Stat: s.ID, Name: "page", Frame: "1w3h", Single: rapid.Bool().Draw(t, "single"), Origins: []string{"https://example.com"}, Created: time.Unix(begin, 0),
		}.Check()
		p.must(err)
		_, err = p.Catalog.Grant(ctx, g)
		p.must(err)
	}
	entry := stats.Entry{Project: project}
	for range rapid.IntRange(0, 40).Draw(t, "points") {
		entry.Points = append(entry.Points, stats.Point{
			Stat: s.ID, At: stats.MinuteAt(begin) + stats.Minute(rapid.IntRange(0, 239).Draw(t, "minute")), Value: value.Draw(t, "value"),
		})
	}
	p.must(p.Ingest.Add(ctx, []stats.Entry{entry}))
	return s, true
}

// draw fills a project of a node at random.
func (p *place) draw(t *rapid.T) {
	ctx := p.t.Context()
	project := stats.Project{
		ID: stats.ProjectID(stats.NewID()), Name: anyName.Draw(t, "project"), EZKey: "random ezkey", Backup: "the key before", UKey: "random ukey",
		EZOn: rapid.Bool().Draw(t, "ez"), Zone: "Europe/Vienna", MaxStats: 1000, MaxNew: 900, Created: time.Unix(begin-5, 0),
	}
	p.must(p.Catalog.CreateAccount(ctx, stats.Account{ID: stats.AccountID(stats.NewID()), Email: "random@example.com", Created: time.Unix(begin-9, 0)}, project))
	// The sums of merged stats are exact for whole numbers only.
	merging, value := rapid.Bool().Draw(t, "merging"), anyValue
	if merging {
		value = wholes
	}
	var made []stats.Stat
	for range rapid.IntRange(1, 6).Draw(t, "stats") {
		if s, ok := p.drawStat(t, project.ID, value); ok {
			made = append(made, s)
		}
	}
	for _, s := range made[min(1, len(made)):] {
		switch fate := rapid.IntRange(0, 5).Draw(t, "fate"); {
		case fate == 0 && merging:
			_ = p.Catalog.Merge(ctx, s.ID, made[0].ID) // where they are of one kind
		case fate == 1:
			p.must(p.Catalog.Trash(ctx, s.ID, noon))
		}
	}
}

// What was exported and imported elsewhere is all there, and the same once more
// when it is exported from there.
func TestRoundTrip(t *testing.T) {
	few(t, 12)
	rapid.Check(t, func(r *rapid.T) {
		from, to := newPlace(t), newPlace(t)
		from.draw(r)
		text := from.export()
		want, first := from.look(), to.read(text)
		first.fine(t)
		if got := to.look(); !same(got, want) {
			r.Fatalf("got  %+v\nwant %+v\n%s", got, want, text)
		}
		for where, p := range map[string]*place{"once more": to, "where it came from": from} {
			again := p.read(text).fine(t)
			if again.Summary != (transfer.Summary{Skipped: again.Skipped}) || !same(p.look(), want) {
				r.Fatalf("imported %s: %+v", where, again.Summary)
			}
		}
	})
}

// few bounds how often a property is tried in this test: each time opens two
// nodes on disk. Who names -rapid.checks gets what they name.
func few(t *testing.T, n int) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	if before := checks.Value.String(); before == checks.DefValue {
		if err := flag.Set("rapid.checks", strconv.Itoa(n)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set("rapid.checks", before) })
	}
}

// same compares what prints: times of two stores differ in their pointers. The
// keys must differ in print too, so they are made plain.
func same(a, b world) bool { return a.plain() == b.plain() }

func (w world) plain() string {
	var out strings.Builder
	p := w.Project
	fmt.Fprintln(&out, p.ID, p.Name, string(p.EZKey), string(p.Backup), string(p.UKey), p.EZOn, p.Zone, p.MaxStats, p.MaxNew, p.Created.Unix())
	for _, one := range w.Stats {
		s := one.Stat
		fmt.Fprintln(&out, s.Public, s.Project, s.Name, s.Kind, s.Unit, s.Tags, s.Open, string(s.Classic), string(s.EmbedKey), s.Created.Unix())
		for _, g := range one.Grants {
			fmt.Fprintln(&out, string(g.Key), g.Name, g.Frame, g.Single, g.Origins, g.Created.Unix())
		}
		fmt.Fprintln(&out, one.Aliases, one.Merged, one.Comments, strings.Join(one.Minutes, "\n"))
	}
	return out.String()
}

// More comments than one page of a store are all exported.
func TestExportHasEveryComment(t *testing.T) {
	p := newPlace(t)
	s := p.Stat(t, "a", stats.Counter)
	const many = 1100
	for i := range many {
		_, err := p.Catalog.Comment(t.Context(), stats.Comment{Stat: s.ID, At: time.Unix(int64(begin+i/7), 0), Text: fmt.Sprintf("c%d", i)})
		p.must(err)
	}
	text := p.export()
	if n := strings.Count(text, `{"comment":`); n != many {
		t.Errorf("%d comments, want %d", n, many)
	}
	for i := range many {
		if !strings.Contains(text, fmt.Sprintf(`"text":"c%d"`, i)) {
			t.Fatalf("comment %d is not there", i)
		}
	}
}

// Hours of several writers, such as the nodes of one database and imports, are
// one record.
func TestExportAddsWritersUp(t *testing.T) {
	p := newPlace(t)
	s := p.Stat(t, "a", stats.Counter)
	p.Post(t, s, stats.MinuteAt(begin), 5)
	p.read(fmt.Sprintf(`{"stat":"a","count":2,"t":%d}`, begin+60)).fine(t)
	if text := p.export(); !strings.Contains(text, `"minutes":[[0,1,5,5,5],[1,1,2,2,2]]`) {
		t.Error(text)
	}
}

// Records of the own form that cannot be true are bad rows, and what is good
// goes in.
func TestOwnFormIsChecked(t *testing.T) {
	p := newPlace(t)
	hour := func(rest string) string { return `{"hour":{"stat":"s1",` + rest + "}}\n" }
	at := fmt.Sprintf(`"from":%d,"minutes":`, begin)
	text := `{"account":{"email":"b@example.com","created_at":1}}
{"project":{"id":7,"name":"good","owners":["b@example.com","new@example.com"],"ezkey":"good key","ukey":"u","zone":"UTC"}}
{"project":{"id":8,"name":"no key","owners":["b@example.com"],"zone":"UTC"}}
{"project":{"id":9,"name":"bad zone","owners":["b@example.com"],"ezkey":"k9","zone":"Local"}}
{"project":{"id":10,"name":"no e-mail","owners":["b"],"ezkey":"k10","zone":"UTC"}}
{"project":{"id":7,"name":"same id","owners":["b@example.com"],"ezkey":"k11","zone":"UTC"}}
{"stat":{"project":9,"id":"s9","name":"homeless"}}
{"stat":{"project":7,"id":"s1","name":"a","counter":true,"aliases":["b"]}}
{"stat":{"project":7,"id":"s2","name":"c","counter":true,"aliases":["b"],"tags":["x"]}}
{"stat":{"project":7,"id":"s3","name":"d","tags":[""]}}
{"stat":{"project":7,"id":"s4","name":"e","embed_keys":[{"key":"g1","timeframe":"soon"}]}}
{"comment":{"stat":"s1","at":5,"text":""}}
{"comment":{"stat":"s1","at":-5,"text":"x"}}
{"comment":{"stat":"none","at":5,"text":"x"}}
{"comment":{"stat":"s1","at":5,"text":"x"}}
` + hour(`"from":1,"minutes":[]`) + hour(`"from":360000000000,"minutes":[]`) + hour(at+`[[0,1,1,1,1],[60,1,1,1,1]]`) +
		hour(at+`[[1,1,1,1,1],[1,1,1,1,1]]`) + hour(at+`[[0,0.5,1,1,1]]`) + hour(at+`[[0,2,1,3,1]]`) + hour(at+`[[0,2,100,1,2]]`) +
		hour(at+`[[0,1,1,1,2]]`) + hour(at+`[[0,1,1e200,1e200,1e200]]`) + hour(at+`[[0,2,3,1,2]]`) + "{}\n"
	got := p.read(text)
	got.wants(t, "",
		`f:3: project "no key": it needs id, ezkey and owners`, `f:4: project "bad zone": zone: "Local" is no time zone: give a name such as Europe/Berlin or UTC`,
		`f:5: project "no e-mail": email: "b" is no address: it needs an @ and has at most 254 characters`,
		`f:6: project "same id": its id or one of its keys is another project's`,
		`f:7: stat "homeless": its project 9 does not stand before it`,
		`f:9: stat "c": alias "b": another stat has this name`,
		`f:10: stat "d": a stat has at most 20 tags, each of 1 to 50 characters`, `f:11: stat "e": embed key "": invalid timeframe`,
		`f:12: comment: a comment has 1 to 1000 characters`, `f:13: comment: at: -5 is not in UNIX seconds before the year 10000`,
		`f:14: comment: its stat "none" does not stand before it`,
		`f:16: hour: from 1 is no whole hour`, `f:17: time: 360000000000 is not in UNIX seconds between 1970 and tomorrow`,
		`f:18: hour: minutes: [60 1] is no minute above the one before and a number of points`,
		`f:19: hour: minutes: [1 1] is no minute above the one before and a number of points`,
		`f:20: hour: minutes: [0 0.5] is no minute above the one before and a number of points`,
		`f:21: hour: minute 0 has min 3 above max 1`, `f:22: hour: minute 0 has mean 50 outside of min 1 to max 2`,
		`f:23: hour: minute 0 has one point, but sum 1, min 1, max 2`, `f:24: hour: minute 0 has a point of size 1e+200, at most 1e+100`,
		`f:26: neither a post (stat, count or value) nor a record of chartd export`)
	if want := (transfer.Summary{Projects: 1, Stats: 3, Comments: 1, Minutes: 1, Bad: 21}); got.Summary != want {
		t.Errorf("%+v, want %+v", got.Summary, want)
	}
	p.must(p.Keeper.CheckpointAll(t.Context()))
	p.must(p.DB.Chunks().Verify(t.Context(), func(id stats.StatID, problem string) { t.Errorf("%d: %s", id, problem) }))
}

// What old calls, links and pages name goes on being found after a stat was
// merged and moved, under its new owner.
func TestMergedStatsAreFoundWhereTheyMoved(t *testing.T) {
	from, to := newPlace(t), newPlace(t)
	old, into := from.Stat(t, "old", stats.Counter), from.Stat(t, "into", stats.Counter)
	from.must(from.Catalog.Merge(t.Context(), old.ID, into.ID))
	text := from.export()
	to.read(text).fine(t)
	for _, by := range []stats.Lookup{{Classic: old.Classic}, {Public: old.Public}, {EmbedKey: old.EmbedKey}} {
		s, err := to.Catalog.Find(t.Context(), by)
		if err != nil || s.Public != into.Public || s.Name != "into" {
			t.Errorf("%+v finds %q, %v", by, s.Name, err)
		}
	}
	to.read(strings.ReplaceAll(text, `"merged":[{"id":"`+string(old.Public), `"merged":[{"id":"`)).wants(t, "",
		`f:3: stat "into": merged: id is not there`)
	to.read(strings.ReplaceAll(text, `"merged":[{"id":"`+string(old.Public), `"merged":[{"id":"new`)).wants(t, "",
		`f:3: stat "into": merged: its id "new" or one of its keys is another stat's`)
}

// A key that was taken back shows nothing anywhere any more: neither it nor what
// it showed is written.
func TestRevokedKeysStayOut(t *testing.T) {
	from, to := newPlace(t), newPlace(t)
	s := from.Stat(t, "s", stats.Counter)
	var keys []stats.EmbedKey
	for _, name := range []string{"goes", "stays"} {
		g, err := from.Catalog.Grant(t.Context(), stats.Grant{Stat: s.ID, Name: name, Created: noon})
		from.must(err)
		keys = append(keys, g.Key)
	}
	from.must(from.Catalog.Revoke(t.Context(), s.ID, keys[0]))
	from.must(from.Catalog.Revoke(t.Context(), s.ID, s.EmbedKey)) // its own: it has another now
	text := from.export()
	to.read(text).fine(t)
	for key, there := range map[stats.EmbedKey]bool{keys[0]: false, keys[1]: true, s.EmbedKey: false, from.named("s").EmbedKey: true} {
		if got := strings.Contains(text, string(key)); got != there {
			t.Errorf("a key is in the export: %v, want %v", got, there)
		}
		if _, _, err := to.Catalog.Granted(t.Context(), key); (err == nil) != there {
			t.Errorf("a key works where it was read: %v, want %v", err, there)
		}
	}
}

// Owners whose accounts come later in the file own what stands before them.
func TestOwnersWhoComeLater(t *testing.T) {
	p := newPlace(t)
	project := func(id int, owners string) string {
		return fmt.Sprintf(`{"project":{"id":%d,"name":"p","owners":[%s],"ezkey":"k%d","ukey":"u%d","zone":"UTC"}}`+"\n", id, owners, id, id)
	}
	p.read(project(1, `"a@example.com","b@example.com"`) + project(2, `"b@example.com"`)).fine(t)
	a, err := p.Catalog.AccountByEmail(t.Context(), "b@example.com")
	p.must(err)
	list, roles, err := p.Catalog.Projects(t.Context(), a.ID)
	p.must(err)
	if len(list) != 2 || roles[0] != stats.Owner || roles[1] != stats.Owner {
		t.Errorf("%d projects as %v", len(list), roles)
	}
}

func TestLimitIsThatOfPosts(t *testing.T) {
	p := newPlace(t)
	text := func(v float64) string { return fmt.Sprintf(`{"stat":"a","value":%g,"t":%d}`, v, begin) }
	p.read(text(-1e100)).fine(t)
	p.read(text(math.Nextafter(1e100, math.Inf(1)))).wants(t, "", `f:1: value: "1.0000000000000002e+100" is not a number up to 1e100`)
}

// restless are stats with which something happens between their first page and
// the second.
type restless struct {
	stats.Things
	pages  int
	happen func()
}

func (r *restless) List(ctx context.Context, p stats.ProjectID, f stats.Filter) ([]stats.Stat, error) {
	if r.pages++; r.pages == 2 {
		r.happen()
	}
	return r.Things.List(ctx, p, f)
}

// afterwards are hours before which something happens.
type afterwards struct {
	transfer.Chunks
	happen func()
}

func (a afterwards) Walk(ctx context.Context, each func(stats.WriterID, stats.Chunk, error) error) error {
	a.happen()
	return a.Chunks.Walk(ctx, each)
}

// crowded is a place with more than one page of stats, the oldest first; the
// first three and the last three have an hour each.
func crowded(t *testing.T) (*place, []stats.Stat) {
	t.Helper()
	p := newPlace(t)
	wanted := make([]stats.NewStat, 103)
	for i := range wanted {
		wanted[i] = stats.NewStat{Name: fmt.Sprintf("stat %03d", i), Kind: stats.Counter, Created: time.Unix(begin+int64(i), 0)}
	}
	made, err := p.Catalog.Create(t.Context(), p.Project.ID, wanted)
	p.must(err)
	for _, s := range slices.Concat(made[:3], made[100:]) {
		p.Post(t, s, stats.MinuteAt(begin), 1)
	}
	return p, made
}

// Whatever becomes of stats while they are exported, those that are there in the
// end are in the file with their hours, or the export says that it failed.
func TestStatsThatChangeDuringAnExport(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		what   string
		happen func(p *place, made []stats.Stat) error
		hours  []int // which stats have theirs; nil: the export fails
	}{
		{"nothing", func(*place, []stats.Stat) error { return nil }, []int{0, 1, 2, 100, 101, 102}},
		{"one that was written goes to the trash", func(p *place, made []stats.Stat) error {
			return p.Catalog.Trash(p.t.Context(), made[3].ID, noon)
		}, []int{0, 1, 2, 100, 101, 102}},
		{"the last that was written goes to the trash", func(p *place, made []stats.Stat) error {
			return p.Catalog.Trash(p.t.Context(), made[99].ID, noon)
		}, []int{0, 1, 2, 100, 101, 102}},
		{"one that was not yet goes to the trash", func(p *place, made []stats.Stat) error {
			return p.Catalog.Trash(p.t.Context(), made[101].ID, noon)
		}, []int{0, 1, 2, 100, 102}},
		{"one is older all at once", func(p *place, made []stats.Stat) error {
			old := made[101]
			old.Created = time.Unix(begin-1, 0)
			return p.Catalog.Update(p.t.Context(), old)
		}, []int{0, 1, 2, 100, 101, 102}},
		{"one is younger all at once", func(p *place, made []stats.Stat) error {
			young := made[1]
			young.Created = noon
			return p.Catalog.Update(p.t.Context(), young)
		}, []int{0, 1, 2, 100, 101, 102}},
		{"two that were not written become one", func(p *place, made []stats.Stat) error {
			return p.Catalog.Merge(p.t.Context(), made[100].ID, made[102].ID)
		}, []int{0, 1, 2, 101, 102, 102}},
		{"one that was not written becomes one that was", func(p *place, made []stats.Stat) error {
			return p.Catalog.Merge(p.t.Context(), made[100].ID, made[1].ID)
		}, nil},
		{"one that was written becomes one that was not", func(p *place, made []stats.Stat) error {
			return p.Catalog.Merge(p.t.Context(), made[1].ID, made[100].ID)
		}, nil},
	} {
		t.Run(row.what, func(t *testing.T) {
			t.Parallel()
			p, made := crowded(t)
			p.must(p.Keeper.CheckpointAll(t.Context()))
			p.store.Things = &restless{Things: p.Catalog, happen: func() { p.must(row.happen(p, made)) }}
			var out bytes.Buffer
			err := transfer.Export(t.Context(), p.store, &out)
			if (err != nil) != (row.hours == nil) {
				t.Fatalf("error %v", err)
			}
			if err != nil {
				return
			}
			got := hoursOf(t, out.String())
			var want []string
			for _, i := range row.hours {
				want = append(want, made[i].Name)
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("hours of %q\nwant %q", got, want)
			}
		})
	}
}

// hoursOf are the names of the stats whose hours an export has, one for each. No
// stat may be in it twice, and none after its hours.
func hoursOf(t *testing.T, text string) (names []string) {
	t.Helper()
	known := map[string]string{}
	for line := range strings.Lines(text) {
		var r struct {
			Stat *struct{ ID, Name string }
			Hour *struct{ Stat string }
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		switch {
		case r.Stat != nil:
			if _, ok := known[r.Stat.ID]; ok {
				t.Errorf("%s is there twice", r.Stat.Name)
			}
			known[r.Stat.ID] = r.Stat.Name
		case r.Hour != nil:
			names = append(names, known[r.Hour.Stat])
		}
	}
	return names
}

// What comes up in a project while it is exported is in the file too; a project
// that does is not.
func TestWhatIsBornDuringAnExport(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	back := p.Stat(t, "back from the trash", stats.Counter)
	p.Post(t, back, stats.MinuteAt(begin), 1)
	p.must(p.Catalog.Trash(t.Context(), back.ID, noon))
	gone := p.Stat(t, "gone", stats.Counter)
	p.Post(t, gone, stats.MinuteAt(begin), 1)
	p.must(p.Catalog.Trash(t.Context(), gone.ID, noon))
	p.store.Chunks = afterwards{p.store.Chunks, func() {
		_, err := p.Catalog.Restore(t.Context(), back.ID)
		p.must(err)
		p.Post(t, p.Stat(t, "born", stats.Counter), stats.MinuteAt(begin), 1)
		other := stats.Project{
			ID: stats.ProjectID(stats.NewID()), Name: "other", EZKey: "other", UKey: "other-ukey", Zone: "UTC", MaxStats: 10, MaxNew: 10, Created: noon,
		}
		p.must(p.Catalog.CreateProject(t.Context(), p.Account.ID, other))
		made, err := p.Catalog.Create(t.Context(), other.ID, []stats.NewStat{{Name: "of the other", Kind: stats.Counter}})
		p.must(err)
		p.Post(t, made[0], stats.MinuteAt(begin), 1)
		p.must(p.Keeper.CheckpointAll(t.Context()))
	}}
	text := p.export()
	got := hoursOf(t, text)
	if slices.Sort(got); !slices.Equal(got, []string{"back from the trash", "born"}) {
		t.Errorf("hours of %q", got)
	}
	newPlace(t).read(text).fine(t)
}
