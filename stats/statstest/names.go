package statstest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"chartd/stats"
)

// nameCases are the part of Things about names that change.
var nameCases = []aCase{
	{"a new name leaves the old one as an alias", renamed},
	{"a name that another stat has is not given", renameTaken},
	{"ten at once want one name for their stats: one gets it", renameRace},
	{"an alias is removed, its own name is not", unaliased},
	{"the trash takes all names away and gives them back", trashed},
	{"names that were given to others are lost", restoreLost},
	{"with no name left, a stat stays in the trash", restoreNone},
	{"what is in the trash cannot be changed", trashedUnchanged},
	{"a merged stat is an alias, also for its keys", merged},
	{"merges do not make chains", mergeChains},
	{"merges that make no sense", mergeRefused},
	{"merges in a circle at once", mergeRace},
	{"the trash is emptied, with what was merged", purged},
	{"trash and restore while names are made", trashRace},
}

func (d *desk) aliases(s stats.Stat, want ...string) {
	d.Helper()
	got, err := d.store.Aliases(d.ctx, s.ID)
	d.check(err)
	if !slices.Equal(got, want) {
		d.Errorf("aliases of %q: %q, want %q", s.Name, got, want)
	}
}

func renamed(d *desk) {
	s := d.create("old")
	if !d.bumped(func() { d.check(d.store.Rename(d.ctx, s.ID, "new name")) }) {
		d.Error("nobody is told")
	}
	d.means("old", s.ID)
	d.means("new name", s.ID)
	if got := d.named("old").Name; got != "new name" {
		d.Errorf("it is called %q", got)
	}
	d.aliases(s, "old")
	d.lists(stats.Filter{Search: "NEW"}, "new name")
	d.lists(stats.Filter{Search: "old"})
	if got := d.create("old"); got.ID != s.ID {
		d.Error("the alias makes another stat")
	}
	d.check(d.store.Rename(d.ctx, s.ID, "old")) // back
	d.check(d.store.Rename(d.ctx, s.ID, "old")) // nothing changes
	d.aliases(s, "new name")
	d.lists(stats.Filter{}, "old")
}

func renameTaken(d *desk) {
	a, b := d.create("a"), d.create("b")
	d.check(d.store.Rename(d.ctx, b.ID, "b2"))
	for _, name := range []string{"b", "b2"} {
		d.want(d.store.Rename(d.ctx, a.ID, name), stats.ErrNameTaken, name)
	}
	d.aliases(a)
	other := newDesk(d.T, d.store)
	d.check(d.store.Rename(d.ctx, other.create("theirs").ID, "a"))
	d.means("a", a.ID)
}

func renameRace(d *desk) {
	all := d.createAll(numbered("s", 10)...)
	d.oneWins(race(func(i int) error { return d.store.Rename(d.ctx, all[i].ID, "the name") }), stats.ErrNameTaken)
}

func unaliased(d *desk) {
	s := d.create("one")
	d.check(d.store.Rename(d.ctx, s.ID, "two"))
	for _, name := range []string{"two", "three", "\x00"} {
		d.want(d.store.Unalias(d.ctx, s.ID, name), stats.ErrNotFound, name)
	}
	other := d.create("other")
	d.want(d.store.Unalias(d.ctx, other.ID, "one"), stats.ErrNotFound, "another's alias")
	if !d.bumped(func() { d.check(d.store.Unalias(d.ctx, s.ID, "one")) }) {
		d.Error("nobody is told")
	}
	d.aliases(s)
	if again := d.create("one"); again.ID == s.ID {
		d.Error("the name still leads there")
	}
}

func trashed(d *desk) {
	s := d.create("first")
	d.check(d.store.Rename(d.ctx, s.ID, "second"))
	if !d.bumped(func() { d.check(d.store.Trash(d.ctx, s.ID, moment)) }) {
		d.Error("nobody is told")
	}
	d.means("first", 0)
	d.means("second", 0)
	for _, by := range lookups(s) {
		d.finds(by, 0)
	}
	d.lists(stats.Filter{})
	d.lists(stats.Filter{Trashed: true, Search: "SECOND"}, "second")
	all, err := d.store.List(d.ctx, d.project.ID, stats.Filter{Trashed: true})
	d.check(err)
	if len(all) != 1 || !all[0].Trashed.Equal(moment) || all[0].ID != s.ID {
		d.Errorf("in the trash: %+v", all)
	}
	var lost []string
	if !d.bumped(func() { lost, err = d.store.Restore(d.ctx, s.ID) }) {
		d.Error("nobody is told")
	}
	d.check(err)
	if len(lost) > 0 {
		d.Errorf("lost %q", lost)
	}
	d.means("first", s.ID)
	d.means("second", s.ID)
	d.aliases(s, "first")
	d.lists(stats.Filter{}, "second")
	d.lists(stats.Filter{Trashed: true})
	for _, by := range lookups(s) {
		d.finds(by, s.ID)
	}
}

func restoreLost(d *desk) {
	s := d.create("x")
	for _, name := range []string{"w", "y", "z"} {
		d.check(d.store.Rename(d.ctx, s.ID, name))
	}
	d.check(d.store.Trash(d.ctx, s.ID, moment))
	fresh := d.create("z")
	d.check(d.store.Rename(d.ctx, fresh.ID, "w"))
	if fresh.ID == s.ID {
		d.Fatal("a new point brings back the stat in the trash")
	}
	lost, err := d.store.Restore(d.ctx, s.ID)
	d.check(err)
	if !slices.Equal(lost, []string{"w", "z"}) {
		d.Errorf("lost %q", lost)
	}
	if got := d.named("y"); got.ID != s.ID || got.Name != "x" {
		d.Errorf("restored %+v, want it as x", got)
	}
	d.aliases(s, "y")
	d.means("z", fresh.ID)
	d.lists(stats.Filter{Search: "X"}, "x")
	d.check(d.store.Trash(d.ctx, s.ID, moment)) // what was lost is forgotten
	if lost, err = d.store.Restore(d.ctx, s.ID); len(lost) > 0 || err != nil {
		d.Errorf("lost %q again, error %v", lost, err)
	}
}

func restoreNone(d *desk) {
	s := d.create("only")
	d.check(d.store.Trash(d.ctx, s.ID, moment))
	fresh := d.create("only")
	_, err := d.store.Restore(d.ctx, s.ID)
	d.want(err, stats.ErrNameTaken, "restore")
	d.lists(stats.Filter{Trashed: true}, "only")
	d.check(d.store.Rename(d.ctx, fresh.ID, "other"))
	d.check(d.store.Unalias(d.ctx, fresh.ID, "only"))
	_, err = d.store.Restore(d.ctx, s.ID)
	d.check(err)
	d.means("only", s.ID)
}

func trashedUnchanged(d *desk) {
	s, b := d.create("s"), d.create("b")
	d.check(d.store.Trash(d.ctx, s.ID, moment))
	for what, err := range map[string]error{
		"update": d.store.Update(d.ctx, s), "rename": d.store.Rename(d.ctx, s.ID, "x"), "trash": d.store.Trash(d.ctx, s.ID, moment),
		"merge": d.store.Merge(d.ctx, s.ID, b.ID), "into": d.store.Merge(d.ctx, b.ID, s.ID), "unalias": d.store.Unalias(d.ctx, s.ID, "s"),
	} {
		d.want(err, stats.ErrNotFound, what)
	}
	taken := []stats.NewStat{{Name: "n", Kind: stats.Counter, Public: s.Public}}
	_, err := d.store.Create(d.ctx, d.project.ID, taken)
	d.want(err, stats.ErrTaken, "its public id")
}

func (d *desk) members(s stats.Stat, want ...stats.StatID) {
	d.Helper()
	groups, err := d.store.Members(d.ctx, []stats.StatID{s.ID, s.ID})
	d.check(err)
	want = append([]stats.StatID{s.ID}, want...)
	if !reflect.DeepEqual(groups, [][]stats.StatID{want, want}) {
		d.Errorf("members of %q: %v, want %v twice", s.Name, groups, want)
	}
	merged, err := d.store.Merged(d.ctx, s.ID)
	d.check(err)
	ids := []stats.StatID{}
	for _, part := range merged {
		ids = append(ids, part.ID)
		if part.Into != s.ID || part.Public == "" || part.Classic == "" || part.EmbedKey == "" {
			d.Errorf("merged into %q: %+v", s.Name, part)
		}
	}
	if !slices.Equal(ids, want[1:]) {
		d.Errorf("merged into %q: %v, want %v", s.Name, ids, want[1:])
	}
}

func merged(d *desk) {
	a, b := d.create("a"), d.create("b")
	d.check(d.store.Rename(d.ctx, a.ID, "a2"))
	if !d.bumped(func() { d.check(d.store.Merge(d.ctx, a.ID, b.ID)) }) {
		d.Error("nobody is told")
	}
	for _, name := range []string{"a", "a2", "b"} {
		d.means(name, b.ID)
		if made := d.create(name); made.ID != b.ID {
			d.Errorf("points to %q go to %d, want %d", name, made.ID, b.ID)
		}
	}
	for _, by := range append(lookups(a), lookups(b)...) {
		d.finds(by, b.ID)
	}
	d.lists(stats.Filter{}, "b")
	d.aliases(b, "a", "a2")
	d.aliases(a)
	d.members(b, a.ID)
	d.members(a)
	d.check(d.store.Merge(d.ctx, a.ID, b.ID)) // done already
	for what, err := range map[string]error{
		"rename": d.store.Rename(d.ctx, a.ID, "x"), "trash": d.store.Trash(d.ctx, a.ID, moment),
		"update": d.store.Update(d.ctx, a), "unalias": d.store.Unalias(d.ctx, a.ID, "a"),
	} {
		d.want(err, stats.ErrNotFound, what+" what was merged")
	}
	d.check(d.store.Rename(d.ctx, b.ID, "a")) // now a name of its own
	d.check(d.store.Unalias(d.ctx, b.ID, "b"))
	d.check(d.store.Trash(d.ctx, b.ID, moment))
	for _, by := range append(lookups(a), lookups(b)...) {
		d.finds(by, 0)
	}
	_, err := d.store.Restore(d.ctx, a.ID)
	d.want(err, stats.ErrNotFound, "restore what was merged")
	_, err = d.store.Restore(d.ctx, b.ID)
	d.check(err)
	d.aliases(b, "a2")
	d.members(b, a.ID)
}

func mergeChains(d *desk) {
	all := d.createAll(numbered("s", 5)...)
	a, b, c, e, f := all[0], all[1], all[2], all[3], all[4]
	d.check(d.store.Merge(d.ctx, a.ID, b.ID))
	d.check(d.store.Merge(d.ctx, b.ID, c.ID))
	d.check(d.store.Merge(d.ctx, e.ID, a.ID)) // a leads to c by now
	for _, s := range all[:4] {
		d.means(s.Name, c.ID)
		for _, by := range lookups(s) {
			d.finds(by, c.ID)
		}
	}
	d.members(c, a.ID, b.ID, e.ID)
	d.members(b)
	s, err := d.store.Find(d.ctx, stats.Lookup{ID: a.ID})
	d.check(err)
	if s.Into != 0 || s.Name != c.Name {
		d.Errorf("%+v", s)
	}
	d.want(d.store.Merge(d.ctx, a.ID, f.ID), stats.ErrNotFound, "away from where it leads")
}

func mergeRefused(d *desk) {
	a, other := d.create("a"), newDesk(d.T, d.store)
	theirs := other.create("theirs")
	value := d.createAll(stats.NewStat{Name: "v", Kind: stats.Value})[0]
	d.want(d.store.Merge(d.ctx, a.ID, a.ID), stats.ErrItself, "itself")
	d.want(d.store.Merge(d.ctx, a.ID, value.ID), stats.ErrOtherKind, "a counter into a value")
	d.want(d.store.Merge(d.ctx, value.ID, a.ID), stats.ErrOtherKind, "a value into a counter")
	d.want(d.store.Merge(d.ctx, a.ID, theirs.ID), stats.ErrNotFound, "into another project")
	b := d.create("b")
	d.check(d.store.Merge(d.ctx, a.ID, b.ID))
	d.want(d.store.Merge(d.ctx, b.ID, a.ID), stats.ErrItself, "back, in a circle")
	d.members(b, a.ID)
	d.lists(stats.Filter{Order: stats.ByName}, "b", "v")
}

func mergeRace(d *desk) {
	all := d.createAll(numbered("s", 10)...)
	for _, err := range race(func(i int) error { return d.store.Merge(d.ctx, all[i].ID, all[(i+1)%10].ID) }) {
		if err != nil {
			d.want(err, stats.ErrItself, "who closed the circle")
		}
	}
	left, err := d.store.List(d.ctx, d.project.ID, stats.Filter{})
	d.check(err)
	if len(left) != 1 {
		d.Fatalf("%d stats are left, want 1", len(left))
	}
	for _, s := range all {
		d.means(s.Name, left[0].ID)
	}
	groups, err := d.store.Members(d.ctx, []stats.StatID{left[0].ID})
	if len(groups[0]) != 10 || err != nil {
		d.Errorf("members %v, error %v", groups, err)
	}
}

func purged(d *desk) {
	a, b, c, kept := d.create("a"), d.create("b"), d.create("c"), d.create("kept")
	d.check(d.store.Merge(d.ctx, a.ID, b.ID))
	d.check(d.store.Trash(d.ctx, b.ID, moment))
	d.check(d.store.Trash(d.ctx, c.ID, moment.Add(time.Second)))
	gone, err := d.store.Purge(d.ctx, moment)
	d.check(err)
	if slices.Contains(gone, b.ID) {
		d.Error("gone before its time")
	}
	if !d.bumped(func() { gone, err = d.store.Purge(d.ctx, moment.Add(time.Second)) }) {
		d.Error("nobody is told")
	}
	d.check(err)
	if !slices.Contains(gone, a.ID) || !slices.Contains(gone, b.ID) || slices.Contains(gone, c.ID) {
		d.Errorf("gone are %v, want %d and %d", gone, b.ID, a.ID)
	}
	_, err = d.store.Restore(d.ctx, b.ID)
	d.want(err, stats.ErrNotFound, "restore")
	d.lists(stats.Filter{Trashed: true}, "c")
	d.members(b)
	again := d.createAll(stats.NewStat{Name: "b", Kind: stats.Value, Public: b.Public, Classic: a.Classic, EmbedKey: a.EmbedKey})[0]
	d.aliases(again)
	d.aliases(kept)
	if d.bumped(func() { gone, err = d.store.Purge(d.ctx, moment.Add(time.Second)) }) || len(gone) > 0 || err != nil {
		d.Errorf("gone again: %v, error %v", gone, err)
	}
}

func trashRace(d *desk) {
	ctx, cancel := context.WithTimeout(d.ctx, time.Minute)
	defer cancel()
	s := d.create("busy")
	errs := race(func(i int) error {
		for range 5 {
			var err error
			switch i % 3 {
			case 0:
				_, err = d.store.Create(ctx, d.project.ID, []stats.NewStat{{Name: "busy", Kind: stats.Counter}})
			case 1:
				err = d.store.Trash(ctx, s.ID, moment)
			case 2:
				_, err = d.store.Restore(ctx, s.ID)
			}
			if err != nil && !errors.Is(err, stats.ErrNotFound) && !errors.Is(err, stats.ErrNameTaken) {
				return err
			}
		}
		return nil
	})
	d.check(errors.Join(errs...))
	live, err := d.store.List(d.ctx, d.project.ID, stats.Filter{})
	d.check(err)
	dead, err := d.store.List(d.ctx, d.project.ID, stats.Filter{Trashed: true})
	d.check(err)
	if n := len(live) + len(dead); len(live) > 1 || n < 1 || n > 2 {
		d.Errorf("%d stats and %d in the trash", len(live), len(dead))
	}
	d.limit(len(live), 1000)
	d.refused(stats.ErrTooManyStats, stats.NewStat{Name: "more", Kind: stats.Counter}) // counted right
}
