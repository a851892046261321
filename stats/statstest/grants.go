package statstest

import (
	"reflect"
	"slices"
	"sync"
	"time"

	"chartd/stats"
)

// grantCases are the part of Things about embed keys.
var grantCases = []aCase{
	{"a stat has an embed key of its own", grantOwn},
	{"further keys show what they are held to", grantFurther},
	{"a key that is held finds nothing by itself", grantHeld},
	{"a key that is revoked shows nothing, and stays listed", grantRevoked},
	{"a stat whose own key is revoked has a new one", grantOwnRevoked},
	{"keys of merged and trashed stats", grantMoved},
	{"an embed key that is in use is refused", grantTaken},
	{"ten keys at once have ten numbers", grantRace},
	{"embed keys of nothing", grantUnknown},
}

// grant makes a key.
func (d *desk) grant(g stats.Grant) stats.Grant {
	d.Helper()
	made, err := d.store.Grant(d.ctx, g)
	d.check(err)
	return made
}

// grants lists the keys of a stat.
func (d *desk) grants(id stats.StatID) []stats.Grant {
	d.Helper()
	list, err := d.store.Grants(d.ctx, id)
	d.check(err)
	return list
}

// shows ends the test unless a key shows a stat; 0 is none.
func (d *desk) shows(key stats.EmbedKey, want stats.StatID) stats.Grant {
	d.Helper()
	g, s, err := d.store.Granted(d.ctx, key)
	if want == 0 {
		d.want(err, stats.ErrNotFound, "a key that shows nothing")
		return g
	}
	d.check(err)
	if s.ID != want {
		d.Errorf("the key shows %d, want %d", s.ID, want)
	}
	return g
}

func grantOwn(d *desk) {
	s := d.create("visits")
	want := stats.Grant{Key: s.EmbedKey, Stat: s.ID, Created: s.Created}
	if got := d.grants(s.ID); !reflect.DeepEqual(got, []stats.Grant{want}) {
		d.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := d.shows(s.EmbedKey, s.ID); !reflect.DeepEqual(got, want) {
		d.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func grantFurther(d *desk) {
	s := d.create("visits")
	wanted := []stats.Grant{
		{Stat: s.ID, Name: "the blog's %, 'quoted'", Created: moment.UTC()},
		{Stat: s.ID, Frame: "1d1h", Single: true, Origins: []string{"http://localhost:8080", "https://example.com"}, Created: moment.UTC()},
	}
	for i, g := range wanted {
		wanted[i] = d.grant(g)
		if wanted[i].Number != int64(i+1) || len(wanted[i].Key) != 32 {
			d.Errorf("made %+v", wanted[i])
		}
		if got := d.shows(wanted[i].Key, s.ID); !reflect.DeepEqual(got, wanted[i]) {
			d.Errorf("got  %+v\nwant %+v", got, wanted[i])
		}
	}
	if got := d.grants(s.ID); !reflect.DeepEqual(got[1:], wanted) {
		d.Errorf("got  %+v\nwant %+v", got[1:], wanted)
	}
}

func grantHeld(d *desk) {
	s := d.create("visits")
	free := d.grant(stats.Grant{Stat: s.ID, Name: "free"})
	d.finds(stats.Lookup{EmbedKey: free.Key}, s.ID)
	for _, held := range []stats.Grant{{Frame: "1d1h"}, {Single: true}, {Origins: []string{"https://example.com"}}} {
		held.Stat = s.ID
		d.finds(stats.Lookup{EmbedKey: d.grant(held).Key}, 0)
	}
}

func grantRevoked(d *desk) {
	s := d.create("visits")
	g, other := d.grant(stats.Grant{Stat: s.ID}), d.grant(stats.Grant{Stat: s.ID})
	if !d.bumped(func() { d.check(d.store.Revoke(d.ctx, s.ID, g.Key)) }) {
		d.Error("nobody is told of a key that was revoked")
	}
	d.shows(g.Key, 0)
	d.finds(stats.Lookup{EmbedKey: g.Key}, 0)
	d.shows(other.Key, s.ID)
	d.shows(s.EmbedKey, s.ID)
	list := d.grants(s.ID)
	if len(list) != 3 || list[1].Key != g.Key || list[1].Revoked.IsZero() || !list[2].Revoked.IsZero() {
		d.Errorf("listed %+v", list)
	}
	d.check(d.store.Revoke(d.ctx, s.ID, g.Key))
	if again := d.grants(s.ID); !reflect.DeepEqual(again, list) {
		d.Errorf("revoked twice: %+v", again)
	}
}

func grantOwnRevoked(d *desk) {
	s := d.create("visits")
	d.check(d.store.Revoke(d.ctx, s.ID, s.EmbedKey))
	d.shows(s.EmbedKey, 0)
	now := d.named("visits")
	if now.EmbedKey == s.EmbedKey || len(now.EmbedKey) != 32 {
		d.Errorf("the own key is %q now, and was %q", string(now.EmbedKey), string(s.EmbedKey))
	}
	d.shows(now.EmbedKey, s.ID)
	list := d.grants(s.ID)
	if len(list) != 2 || list[0].Key != now.EmbedKey || list[1].Key != s.EmbedKey || list[1].Revoked.IsZero() {
		d.Errorf("listed %+v", list)
	}
}

func grantMoved(d *desk) {
	a, b := d.create("a"), d.create("b")
	g := d.grant(stats.Grant{Stat: a.ID, Single: true})
	d.check(d.store.Merge(d.ctx, a.ID, b.ID))
	if got := d.shows(g.Key, b.ID); got.Stat != a.ID || !got.Single {
		d.Errorf("granted %+v", got)
	}
	d.shows(a.EmbedKey, b.ID)
	d.check(d.store.Trash(d.ctx, b.ID, moment))
	d.shows(g.Key, 0)
	d.shows(b.EmbedKey, 0)
	_, err := d.store.Restore(d.ctx, b.ID)
	d.check(err)
	d.shows(g.Key, b.ID)
	d.check(d.store.Trash(d.ctx, b.ID, moment))
	_, err = d.store.Purge(d.ctx, moment.Add(time.Hour))
	d.check(err)
	d.shows(g.Key, 0)
	_, err = d.store.Grants(d.ctx, b.ID)
	d.want(err, stats.ErrNotFound, "keys of a stat that is gone")
}

func grantTaken(d *desk) {
	a, b := d.create("a"), d.create("b")
	_, err := d.store.Grant(d.ctx, stats.Grant{Stat: b.ID, Key: a.EmbedKey})
	d.want(err, stats.ErrTaken, "a key that is in use")
	d.check(d.store.Revoke(d.ctx, a.ID, a.EmbedKey))
	_, err = d.store.Grant(d.ctx, stats.Grant{Stat: b.ID, Key: a.EmbedKey})
	d.want(err, stats.ErrTaken, "a key that was revoked")
	if got := d.grants(b.ID); len(got) != 1 {
		d.Errorf("listed %+v", got)
	}
}

func grantRace(d *desk) {
	s := d.create("visits")
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, err := d.store.Grant(d.ctx, stats.Grant{Stat: s.ID}); err != nil {
				d.Error(err)
			}
		})
	}
	all.Wait()
	var numbers []int64
	for _, g := range d.grants(s.ID) {
		numbers = append(numbers, g.Number)
	}
	if want := []int64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}; !slices.Equal(numbers, want) {
		d.Errorf("numbers %v", numbers)
	}
}

func grantUnknown(d *desk) {
	s := d.create("visits")
	for _, key := range []stats.EmbedKey{"", "unknown", "\x00", "\xFF", "' OR 1=1 --"} {
		d.shows(key, 0)
		d.want(d.store.Revoke(d.ctx, s.ID, key), stats.ErrNotFound, "revoke an unknown key")
	}
	other := d.create("other")
	d.want(d.store.Revoke(d.ctx, s.ID, other.EmbedKey), stats.ErrNotFound, "revoke a key of another stat")
	d.shows(other.EmbedKey, other.ID)
	_, err := d.store.Grant(d.ctx, stats.Grant{Stat: stats.StatID(stats.NewID())})
	d.want(err, stats.ErrNotFound, "a key of no stat")
}
