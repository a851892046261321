package statstest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"chartd/stats"
)

// Things runs the suite of stats.Things. open returns a store that ends with
// the test.
func Things(t *testing.T, open func(t *testing.T) Relations) {
	t.Helper()
	runCases(t, open, []aCase{
		{"a new name makes a stat with keys of its own", statMade},
		{"a stat is made as it is wanted", statWanted},
		{"a known name keeps its kind and its keys", statKnown},
		{"one call may want a name twice", wantedTwice},
		{"names are compared byte for byte", namesExact},
		{"names at the limit", namesLong},
		{"a thousand names in one call, ten thousand looked up", manyNames},
		{"ten at once want the same names: each is made once", namesRace},
		{"ten at once want a name, of both kinds: one decides", kindRace},
		{"keys that are in use are refused, and nothing is made", wantedTaken},
		{"a project has so many stats and no more", limitOfStats},
		{"a project has so many new stats a minute", limitOfNew},
		{"ten at once stay within the limit", limitRace},
		{"unknown stats", unknownStat},
		{"update", updated},
		{"an update that takes another's key changes nothing", updateTaken},
		{"a search finds any case, and means what it says", searched},
		{"lists by tag and by name", listed},
		{"pages stay where they are while stats are made", pages},
		{"who goes by the stat before misses none that stays", walked},
		{"comments", comments},
		{"a question that is given up", thingsCancelled},
	})
	runCases(t, open, nameCases)
	runCases(t, open, grantCases)
}

// create makes a counter.
func (d *desk) create(name string) stats.Stat {
	d.Helper()
	return d.createAll(stats.NewStat{Name: name, Kind: stats.Counter})[0]
}

func (d *desk) createAll(wanted ...stats.NewStat) []stats.Stat {
	d.Helper()
	made, err := d.store.Create(d.ctx, d.project.ID, wanted)
	d.check(err)
	if len(made) != len(wanted) {
		d.Fatalf("%d stats, want %d", len(made), len(wanted))
	}
	return made
}

// named is the stat that a name means; without any its ID is 0.
func (d *desk) named(name string) stats.Stat {
	d.Helper()
	found, err := d.store.Named(d.ctx, d.project.ID, []string{name})
	d.check(err)
	return found[0]
}

// means ends the test unless a name means a stat; 0 is none.
func (d *desk) means(name string, want stats.StatID) {
	d.Helper()
	if got := d.named(name).ID; got != want {
		d.Errorf("%q means %d, want %d", name, got, want)
	}
}

// finds ends the test unless a lookup finds a stat; 0 is none.
func (d *desk) finds(by stats.Lookup, want stats.StatID) {
	d.Helper()
	s, err := d.store.Find(d.ctx, by)
	if want == 0 {
		d.want(err, stats.ErrNotFound, fmt.Sprintf("%+v", by))
		return
	}
	d.check(err)
	if s.ID != want {
		d.Errorf("%+v finds %d, want %d", by, s.ID, want)
	}
}

// lookups are all ways to a stat.
func lookups(s stats.Stat) []stats.Lookup {
	return []stats.Lookup{{ID: s.ID}, {Public: s.Public}, {EmbedKey: s.EmbedKey}, {Classic: s.Classic}}
}

// names lists the names of stats.
func names(all []stats.Stat) []string {
	list := []string{}
	for _, s := range all {
		list = append(list, s.Name)
	}
	return list
}

// lists ends the test unless a filter lists these names.
func (d *desk) lists(f stats.Filter, want ...string) {
	d.Helper()
	all, err := d.store.List(d.ctx, d.project.ID, f)
	d.check(err)
	if got := names(all); !slices.Equal(got, want) {
		d.Errorf("%+v lists %q, want %q", f, got, want)
	}
}

func statMade(d *desk) {
	var s stats.Stat
	if d.bumped(func() { s = d.create("sign-ups") }) {
		d.Error("everybody is told to forget, for a new stat")
	}
	if s.ID <= 0 || s.Project != d.project.ID || s.Name != "sign-ups" || s.Kind != stats.Counter || s.Open || s.Into != 0 || !s.Trashed.IsZero() {
		d.Errorf("%+v", s)
	}
	if len(s.Public) < 5 || len(s.EmbedKey) != 32 || len(s.Classic) != 28 || time.Since(s.Created) > time.Hour {
		d.Errorf("public id %q, embed key %q, classic key %q, created %v", s.Public, string(s.EmbedKey), string(s.Classic), s.Created)
	}
	for _, by := range lookups(s) {
		found, err := d.store.Find(d.ctx, by)
		d.check(err)
		if !reflect.DeepEqual(found, s) {
			d.Errorf("found %+v, want %+v", found, s)
		}
	}
	if got := d.named("sign-ups"); !reflect.DeepEqual(got, s) {
		d.Errorf("by name %+v, want %+v", got, s)
	}
}

func statWanted(d *desk) {
	want := stats.NewStat{
		Name: "temp", Kind: stats.Value, Unit: "°C", Tags: []string{"house", "garden", "house"}, Open: true,
		Public: stats.NewPublicID(7), Classic: stats.NewClassicKey(), EmbedKey: stats.NewEmbedKey(), Created: moment,
	}
	got := d.createAll(want)[0]
	want.ID, want.Project, want.Tags = got.ID, d.project.ID, []string{"garden", "house"}
	if !got.Created.Equal(moment) {
		d.Errorf("created %v, want %v", got.Created, moment)
	}
	if got.Created = moment; !reflect.DeepEqual(got, want) {
		d.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func statKnown(d *desk) {
	s := d.create("load")
	again := d.createAll(stats.NewStat{Name: "load", Kind: stats.Value, Classic: stats.NewClassicKey()}, stats.NewStat{Name: "new", Kind: stats.Value})
	if !reflect.DeepEqual(again[0], s) {
		d.Errorf("got  %+v\nwant %+v", again[0], s)
	}
	if again[1].Kind != stats.Value {
		d.Errorf("the new one: %+v", again[1])
	}
	other := newDesk(d.T, d.store)
	if theirs := other.create("load"); theirs.ID == s.ID {
		d.Error("another project has the same stat")
	}
}

func wantedTwice(d *desk) {
	got := d.createAll(
		stats.NewStat{Name: "a", Kind: stats.Counter}, stats.NewStat{Name: "b", Kind: stats.Value}, stats.NewStat{Name: "a", Kind: stats.Value})
	if got[0].ID != got[2].ID || got[2].Kind != stats.Counter || got[1].Kind != stats.Value {
		d.Errorf("%+v", got)
	}
	none, err := d.store.Create(d.ctx, d.project.ID, nil)
	if len(none) != 0 || err != nil {
		d.Errorf("nothing wanted: %v, error %v", none, err)
	}
}

func namesExact(d *desk) {
	all := []string{"cafe", "café", "cafe\u0301", "Café", "CAFÉ", "ca fe", "straße", "strasse", "日本", "😀", "a'b", `a"b`, `a\b`, "a<b>&c", "123", "null", "[]", "0", "\u2028"}
	ids := map[stats.StatID]string{}
	for _, name := range all {
		s := d.create(name)
		if had, ok := ids[s.ID]; ok {
			d.Errorf("%q is the same stat as %q", name, had)
		}
		ids[s.ID] = name
	}
	for id, name := range ids {
		d.means(name, id)
	}
	for _, none := range []string{"CAFE", "cafe ", "\x00", "cafe\x00", "\xff", ""} {
		d.means(none, 0)
	}
}

func namesLong(d *desk) {
	for _, name := range []string{strings.Repeat("x", stats.MaxName), strings.Repeat("é", stats.MaxName), strings.Repeat("😀", stats.MaxName)} {
		s := d.create(name)
		d.means(name, s.ID)
		d.means(name[:len(name)-len("😀")], 0)
		d.lists(stats.Filter{Search: strings.ToUpper(name)}, name)
	}
}

// numbered are new counters, name-0001 and so on.
func numbered(name string, n int) []stats.NewStat {
	list := make([]stats.NewStat, n)
	for i := range list {
		list[i] = stats.NewStat{Name: fmt.Sprintf("%s-%04d", name, i), Kind: stats.Counter}
	}
	return list
}

func manyNames(d *desk) {
	wanted := numbered("n", 1000)
	made := d.createAll(wanted...)
	d.lists(stats.Filter{Search: "n-0", Page: stats.Page{Limit: 3}}, "n-0000", "n-0001", "n-0002")
	asked := make([]string, 10_000)
	for i := range asked {
		asked[i] = fmt.Sprintf("n-%04d", i*7%2000)
	}
	found, err := d.store.Named(d.ctx, d.project.ID, asked)
	d.check(err)
	for i, s := range found {
		if n := i * 7 % 2000; n < len(made) && !reflect.DeepEqual(s, made[n]) || n >= len(made) && s.ID != 0 {
			d.Fatalf("%q is %+v", asked[i], s)
		}
	}
}

func namesRace(d *desk) {
	got := make([][]stats.Stat, 10)
	errs := race(func(i int) (err error) {
		wanted := numbered("race", 50)
		slices.SortFunc(wanted, func(a, b stats.NewStat) int { return strings.Compare(a.Name[i%3:], b.Name[i%3:]) * (i%2*2 - 1) })
		got[i], err = d.store.Create(d.ctx, d.project.ID, wanted)
		return err
	})
	d.check(errors.Join(errs...))
	ids := map[string]stats.StatID{}
	for _, list := range got {
		for _, s := range list {
			if id, ok := ids[s.Name]; ok && id != s.ID {
				d.Fatalf("%q is two stats", s.Name)
			}
			ids[s.Name] = s.ID
		}
	}
	all, err := d.store.List(d.ctx, d.project.ID, stats.Filter{})
	if len(all) != 50 || len(ids) != 50 || err != nil {
		d.Errorf("%d stats with %d names, want 50; error %v", len(all), len(ids), err)
	}
}

func kindRace(d *desk) {
	got := make([]stats.Stat, 10)
	errs := race(func(i int) error {
		made, err := d.store.Create(d.ctx, d.project.ID, []stats.NewStat{{Name: "k", Kind: stats.Kind(1 + i%2)}})
		if err == nil {
			got[i] = made[0]
		}
		return err
	})
	d.check(errors.Join(errs...))
	for _, s := range got {
		if !reflect.DeepEqual(s, got[0]) {
			d.Errorf("%+v and %+v", s, got[0])
		}
	}
}

func wantedTaken(d *desk) {
	has := d.create("has")
	other := newDesk(d.T, d.store)
	for _, wish := range []stats.NewStat{{Public: has.Public}, {Classic: has.Classic}, {EmbedKey: has.EmbedKey}} {
		wish.Name, wish.Kind = "wish", stats.Counter
		wanted := []stats.NewStat{{Name: "beside", Kind: stats.Counter}, wish}
		_, err := other.store.Create(d.ctx, other.project.ID, wanted)
		d.want(err, stats.ErrTaken, fmt.Sprintf("%+v", wish))
		other.lists(stats.Filter{})
	}
	_, err := d.store.Create(d.ctx, d.project.ID, []stats.NewStat{
		{Name: "one", Kind: stats.Counter, Public: "sameid"}, {Name: "two", Kind: stats.Counter, Public: "sameid"}})
	d.want(err, stats.ErrTaken, "one id for two")
	d.lists(stats.Filter{}, "has")
}

func (d *desk) limit(maxStats, maxNew int) {
	d.Helper()
	d.project.MaxStats, d.project.MaxNew = maxStats, maxNew
	d.check(d.store.UpdateProject(d.ctx, d.project))
}

// refused ends the test unless new stats are refused, none made, and what is
// there still found.
func (d *desk) refused(want error, wanted ...stats.NewStat) {
	d.Helper()
	before, err := d.store.List(d.ctx, d.project.ID, stats.Filter{})
	d.check(err)
	_, err = d.store.Create(d.ctx, d.project.ID, wanted)
	d.want(err, want, "beyond the limit")
	d.lists(stats.Filter{}, names(before)...)
}

func limitOfStats(d *desk) {
	d.limit(3, 1000)
	made := d.createAll(numbered("s", 2)...)
	d.refused(stats.ErrTooManyStats, numbered("s", 4)...)
	d.createAll(numbered("s", 3)...)
	d.refused(stats.ErrTooManyStats, stats.NewStat{Name: "old", Kind: stats.Counter, Created: moment})
	d.createAll(numbered("s", 3)...) // none of them is new

	d.check(d.store.Trash(d.ctx, made[0].ID, moment)) // what is in the trash does not count
	d.create("instead")
	_, err := d.store.Restore(d.ctx, made[0].ID)
	d.want(err, stats.ErrTooManyStats, "restore")
	d.lists(stats.Filter{Trashed: true}, "s-0000")
	d.check(d.store.Merge(d.ctx, made[1].ID, d.named("instead").ID)) // nor what was merged
	_, err = d.store.Restore(d.ctx, made[0].ID)
	d.check(err)
	d.refused(stats.ErrTooManyStats, stats.NewStat{Name: "x", Kind: stats.Counter})
}

func limitOfNew(d *desk) {
	d.limit(1000, 0)
	d.refused(stats.ErrTooManyNew, numbered("s", 1)...)
	old := numbered("old", 5)
	for i := range old {
		old[i].Created = moment // an import: none of this minute
	}
	d.createAll(old...)
	d.refused(stats.ErrTooManyNew, append(old, numbered("s", 1)...)...)
	d.createAll(old...)
}

func limitRace(d *desk) {
	d.limit(25, 1000)
	errs := race(func(i int) error {
		_, err := d.store.Create(d.ctx, d.project.ID, numbered(fmt.Sprint(i), 10))
		return err
	})
	refused := slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	for _, err := range refused {
		d.want(err, stats.ErrTooManyStats, "who was late")
	}
	all, err := d.store.List(d.ctx, d.project.ID, stats.Filter{})
	if len(all) != 20 || len(refused) != 8 || err != nil {
		d.Errorf("%d stats and %d refused, want 20 and 8; error %v", len(all), len(refused), err)
	}
}

func unknownStat(d *desk) {
	id := stats.StatID(stats.NewID())
	for _, by := range append(lookups(stats.Stat{ID: id, Public: "nothere", EmbedKey: "nothere", Classic: "nothere"}),
		stats.Lookup{}, stats.Lookup{Public: "\x00"}, stats.Lookup{EmbedKey: "\xff"}, stats.Lookup{Classic: "\x00"}) {
		d.finds(by, 0)
	}
	s := d.create("there")
	for what, err := range map[string]error{
		"update":    d.store.Update(d.ctx, stats.Stat{ID: id}),
		"rename":    d.store.Rename(d.ctx, id, "x"),
		"trash":     d.store.Trash(d.ctx, id, moment),
		"merge":     d.store.Merge(d.ctx, id, s.ID),
		"into":      d.store.Merge(d.ctx, s.ID, id),
		"unalias":   d.store.Unalias(d.ctx, id, "there"),
		"uncomment": d.store.Uncomment(d.ctx, s.ID, 1),
	} {
		d.want(err, stats.ErrNotFound, what)
	}
	_, err := d.store.Restore(d.ctx, id)
	d.want(err, stats.ErrNotFound, "restore")
	_, err = d.store.Restore(d.ctx, s.ID)
	d.want(err, stats.ErrNotFound, "restore what is not in the trash")
	_, err = d.store.Aliases(d.ctx, id)
	d.want(err, stats.ErrNotFound, "aliases")
	_, err = d.store.Comment(d.ctx, stats.Comment{Stat: id, At: moment, Text: "x"})
	d.want(err, stats.ErrNotFound, "comment")
	_, err = d.store.Create(d.ctx, stats.ProjectID(stats.NewID()), []stats.NewStat{{Name: "x", Kind: stats.Counter}})
	d.want(err, stats.ErrNotFound, "create in no project")
	groups, err := d.store.Members(d.ctx, []stats.StatID{id})
	if !reflect.DeepEqual(groups, [][]stats.StatID{{id}}) || err != nil {
		d.Errorf("members %v, error %v", groups, err)
	}
	d.means("there", s.ID)
}

func updated(d *desk) {
	s := d.create("temp")
	old := s
	s.Tags = []string{"b", "a", "b", "%"}
	if d.bumped(func() { d.check(d.store.Update(d.ctx, s)) }) {
		d.Error("everybody is told to forget, for a tag")
	}
	s.Unit, s.Open = "°C", true
	if !d.bumped(func() { d.check(d.store.Update(d.ctx, s)) }) {
		d.Error("nobody is told of a stat that was opened")
	}
	s.Tags = []string{"%", "a", "b"}
	if got := d.named("temp"); !reflect.DeepEqual(got, s) {
		d.Errorf("got  %+v\nwant %+v", got, s)
	}
	s.Public, s.Classic, s.EmbedKey, s.Tags = stats.NewPublicID(3), stats.NewClassicKey(), stats.NewEmbedKey(), nil
	s.Created = s.Created.Add(-time.Hour)
	if !d.bumped(func() { d.check(d.store.Update(d.ctx, s)) }) {
		d.Error("nobody is told of a new classic key")
	}
	for _, by := range lookups(old)[1:] {
		d.finds(by, 0)
	}
	for _, by := range lookups(s) {
		found, err := d.store.Find(d.ctx, by)
		d.check(err)
		if !reflect.DeepEqual(found, s) {
			d.Errorf("got  %+v\nwant %+v", found, s)
		}
	}
	d.check(d.store.Update(d.ctx, stats.Stat{ID: s.ID})) // keys that are left out stay
	for _, by := range lookups(s) {
		d.finds(by, s.ID)
	}
}

func updateTaken(d *desk) {
	a, b := d.create("a"), d.create("b")
	for _, wish := range []stats.Stat{{Public: a.Public}, {Classic: a.Classic}, {EmbedKey: a.EmbedKey}} {
		wish.ID, wish.Unit = b.ID, "changed"
		d.want(d.store.Update(d.ctx, wish), stats.ErrTaken, "a key of another")
	}
	if got := d.named("b"); !reflect.DeepEqual(got, b) {
		d.Errorf("got  %+v\nwant %+v", got, b)
	}
}

func searched(d *desk) {
	for i, name := range []string{"100% sure", "snake_case", `back\slash`, "snakeXcase", "ÜBER Äpfel", "ΣΊΣΥΦΟΣ", "Straße", "Ж", "it's"} {
		d.createAll(stats.NewStat{Name: name, Kind: stats.Counter, Created: moment.Add(time.Duration(i) * time.Second)})
	}
	for _, row := range []struct {
		search string
		want   []string
	}{
		{"SURE", []string{"100% sure"}},
		{"%", []string{"100% sure"}},
		{"_", []string{"snake_case"}},
		{`\`, []string{`back\slash`}},
		{"snake", []string{"snake_case", "snakeXcase"}},
		{"über äPFEL", []string{"ÜBER Äpfel"}},
		{"apfel", nil},
		{"σίσυφος", []string{"ΣΊΣΥΦΟΣ"}},
		{"STRASSE", nil},
		{"straẞe", []string{"Straße"}},
		{"ж", []string{"Ж"}},
		{"'", []string{"it's"}},
		{"\x00", nil}, {"\xff", nil},
		{"' OR 1=1 --", nil},
	} {
		d.lists(stats.Filter{Search: row.search}, row.want...)
	}
}

func listed(d *desk) {
	for i, name := range []string{"b", "Á", "a", "A", "_", "z"} {
		tags := []string{"even"}
		if i%2 == 1 {
			tags = []string{"odd", "x y"}
		}
		d.createAll(stats.NewStat{Name: name, Kind: stats.Counter, Tags: tags, Created: moment.Add(-time.Duration(i) * time.Second)})
	}
	d.lists(stats.Filter{}, "z", "_", "A", "a", "Á", "b")
	d.lists(stats.Filter{Order: stats.ByName}, "_", "A", "a", "b", "z", "Á")
	d.lists(stats.Filter{Tag: "odd"}, "z", "A", "Á")
	d.lists(stats.Filter{Tag: "x y", Search: "a"}, "A")
	d.lists(stats.Filter{Tag: "x"})
	d.lists(stats.Filter{Tag: "\x00"})
	d.lists(stats.Filter{Order: stats.ByName, Page: stats.Page{Offset: 1, Limit: 2}}, "A", "a")
	d.lists(stats.Filter{Page: stats.Page{Offset: 6, Limit: 2}})
	d.lists(stats.Filter{Page: stats.Page{Offset: -1, Limit: -1}}, "z", "_", "A", "a", "Á", "b")
	other := newDesk(d.T, d.store)
	other.lists(stats.Filter{})
}

func pages(d *desk) {
	d.createAll(numbered("a", 20)...) // in one second, and yet in their order
	var got []string
	for at := 0; ; at += 7 {
		page, err := d.store.List(d.ctx, d.project.ID, stats.Filter{Page: stats.Page{Offset: at, Limit: 7}})
		d.check(err)
		if len(page) == 0 {
			break
		}
		got = append(got, names(page)...)
		if at < 21 {
			d.createAll(numbered(fmt.Sprintf("b%d", at), 2)...)
		}
	}
	var want []string
	for _, list := range [][]stats.NewStat{numbered("a", 20), numbered("b0", 2), numbered("b7", 2), numbered("b14", 2)} {
		want = append(want, names(list)...)
	}
	if !slices.Equal(got, want) {
		d.Errorf("got  %q\nwant %q", got, want)
	}
}

// walked goes through pages while what stood on them leaves the list.
func walked(d *desk) {
	for _, order := range []stats.Order{stats.ByCreation, stats.ByName} {
		made := d.createAll(numbered(fmt.Sprintf("walk %d ", order), 20)...)
		f := stats.Filter{Search: fmt.Sprintf("walk %d ", order), Order: order, Page: stats.Page{Limit: 7}}
		var got []string
		for leave := range 3 {
			page, err := d.store.List(d.ctx, d.project.ID, f)
			d.check(err)
			got = append(got, names(page)...)
			f.After = page[len(page)-1].ID
			d.check(d.store.Trash(d.ctx, page[0].ID, moment))
			if leave == 0 {
				d.check(d.store.Merge(d.ctx, f.After, made[19].ID))
			} else {
				d.check(d.store.Trash(d.ctx, f.After, moment))
			}
		}
		if want := names(made); !slices.Equal(got, want) {
			d.Errorf("order %d: got %q\nwant %q", order, got, want)
		}
		if list, err := d.store.List(d.ctx, d.project.ID, f); err != nil || len(list) > 0 {
			d.Errorf("order %d: behind the last: %d stats, %v", order, len(list), err)
		}
	}
	_, err := d.store.List(d.ctx, d.project.ID, stats.Filter{After: 1})
	d.want(err, stats.ErrNotFound, "behind a stat that is not there")
}

func comments(d *desk) {
	a, b := d.create("a"), d.create("b")
	say := func(s stats.Stat, after time.Duration, text string) stats.Comment {
		c, err := d.store.Comment(d.ctx, stats.Comment{Stat: s.ID, At: moment.Add(after), Text: text})
		d.check(err)
		if c.ID <= 0 || !c.At.Equal(moment.Add(after)) {
			d.Errorf("%+v", c)
		}
		return c
	}
	first, second := say(a, 0, "deploy 1"), say(b, time.Minute, "ünïcode\nand lines")
	third := say(a, time.Hour, "deploy 2")
	ids := []stats.StatID{b.ID, a.ID, a.ID, stats.StatID(stats.NewID())}
	for _, row := range []struct {
		ids      []stats.StatID
		from, to time.Duration
		want     []stats.Comment
	}{
		{ids, 0, 2 * time.Hour, []stats.Comment{third, second, first}},
		{ids, 0, time.Hour, []stats.Comment{second, first}},
		{ids, time.Second, time.Hour + time.Second, []stats.Comment{third, second}},
		{ids[1:], 0, 2 * time.Hour, []stats.Comment{third, first}},
		{nil, 0, 2 * time.Hour, nil},
	} {
		got, err := d.store.Comments(d.ctx, row.ids, moment.Add(row.from), moment.Add(row.to))
		if !slices.Equal(got, row.want) || err != nil {
			d.Errorf("got  %+v\nwant %+v; error %v", got, row.want, err)
		}
	}
	d.want(d.store.Uncomment(d.ctx, b.ID, first.ID), stats.ErrNotFound, "another stat's comment")
	d.check(d.store.Uncomment(d.ctx, a.ID, first.ID))
	d.want(d.store.Uncomment(d.ctx, a.ID, first.ID), stats.ErrNotFound, "a comment that is gone")
}

func thingsCancelled(d *desk) {
	ctx, cancel := context.WithCancel(d.ctx)
	cancel()
	_, err := d.store.Create(ctx, d.project.ID, numbered("s", 3))
	d.want(err, context.Canceled, "create")
	_, err = d.store.List(ctx, d.project.ID, stats.Filter{})
	d.want(err, context.Canceled, "list")
	if errors.Is(err, stats.ErrAway) {
		d.Error("that is not the database being away")
	}
	d.lists(stats.Filter{})
}
