package transfer

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"chartd/stats"
)

// unix is a moment in seconds. Stores give that of 1970 as the zero time.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// Export writes everything but passwords, tokens, sessions, the trash and the
// embed keys that were taken back, as JSON lines. What was merged is one stat,
// with the names, ids and keys of all. The open hours must be in the store:
// see stats.Keeper.Checkpoint.
//
// Stats may change meanwhile. Those that come up with hours are written, but not
// projects that do. A merge of a stat that is written with one that is not is an
// error: the export is to be made again.
func Export(ctx context.Context, s *Store, to io.Writer) error {
	out := bufio.NewWriterSize(to, 64<<10)
	x := &exporter{store: s, out: json.NewEncoder(out), projects: map[stats.ProjectID]bool{}, public: map[stats.StatID]stats.PublicID{}}
	x.out.SetEscapeHTML(false)
	projects, err := x.people(ctx)
	if err != nil {
		return err
	}
	for _, p := range projects {
		if err := x.stats(ctx, p.ID); err != nil {
			return err
		}
	}
	if err := x.hours(ctx); err != nil {
		return err
	}
	return out.Flush()
}

type exporter struct {
	store    *Store
	out      *json.Encoder
	projects map[stats.ProjectID]bool        // those that are written
	public   map[stats.StatID]stats.PublicID // "": its hours stay out
}

// known reports whether it is decided what becomes of a stat's hours.
func (x *exporter) known(id stats.StatID) bool {
	_, ok := x.public[id]
	return ok
}

// people writes accounts, and the projects with their owners.
func (x *exporter) people(ctx context.Context) ([]stats.Project, error) {
	accounts, err := x.store.People.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	owners := map[stats.ProjectID][]string{}
	for _, a := range accounts {
		if err := x.out.Encode(record{Account: &accountRecord{a.Email, unix(a.Created)}}); err != nil {
			return nil, err
		}
		list, roles, err := x.store.People.Projects(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		for i, p := range list {
			if roles[i] == stats.Owner {
				owners[p.ID] = append(owners[p.ID], a.Email)
			}
		}
	}
	projects, _, err := x.store.People.Projects(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, p := range projects {
		if err := x.out.Encode(record{Project: &projectRecord{
			ID: int64(p.ID), Name: p.Name, Owners: owners[p.ID], EZKey: string(p.EZKey), Backup: string(p.Backup), UKey: string(p.UKey),
			EZOff: !p.EZOn, Zone: p.Zone, MaxStats: p.MaxStats, MaxNew: p.MaxNew, Created: unix(p.Created),
		}}); err != nil {
			return nil, err
		}
	}
	return projects, nil
}

// statsAtOnce is how many stats are listed at a time; each is read by itself.
const statsAtOnce = 100

// stats writes the stats of a project with their comments.
func (x *exporter) stats(ctx context.Context, p stats.ProjectID) error {
	x.projects[p] = true
	return stats.EachPage(ctx, x.store.Things.List, p, stats.Filter{Page: stats.Page{Limit: statsAtOnce}}, func(list []stats.Stat) error {
		for _, s := range list {
			if err := x.stat(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// errMerged ends an export in which one stat would be two.
var errMerged = errors.New("it was merged during the export: export again")

// stat writes a stat and its comments, and those of what was merged into it. One
// that is written already is left out: it is listed again when its Created changed
// meanwhile.
func (x *exporter) stat(ctx context.Context, s stats.Stat) error {
	if x.known(s.ID) {
		return nil
	}
	aliases, err := x.store.Things.Aliases(ctx, s.ID)
	if err != nil {
		return err
	}
	parts, err := x.store.Things.Merged(ctx, s.ID) // after the aliases: so it has whose they were
	if err != nil {
		return err
	}
	own, members := []stats.EmbedKey{s.EmbedKey}, []stats.StatID{s.ID}
	var merged []mergedRecord
	for _, part := range parts {
		if x.known(part.ID) {
			return fmt.Errorf("stat %q: %w", s.Name, errMerged)
		}
		own, members = append(own, part.EmbedKey), append(members, part.ID)
		merged = append(merged, mergedRecord{string(part.Public), string(part.Classic), string(part.EmbedKey), unix(part.Created)})
	}
	var grants []grantRecord
	for _, id := range members {
		x.public[id] = s.Public // the points of what was merged in are its own
		if grants, err = x.grants(ctx, id, own, grants); err != nil {
			return err
		}
	}
	if err := x.out.Encode(record{Stat: &statRecord{
		Project: int64(s.Project), ID: string(s.Public), Name: s.Name, Aliases: aliases, Counter: s.Kind == stats.Counter, Unit: s.Unit,
		Tags: s.Tags, Public: s.Open, Classic: string(s.Classic), EmbedKey: string(s.EmbedKey), Grants: grants, Merged: merged, Created: unix(s.Created),
	}}); err != nil {
		return err
	}
	return x.comments(ctx, s, members)
}

// grants appends the embed keys of a stat that work, but for own.
func (x *exporter) grants(ctx context.Context, id stats.StatID, own []stats.EmbedKey, to []grantRecord) ([]grantRecord, error) {
	list, err := x.store.Grants.Grants(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, g := range list {
		if g.Revoked.IsZero() && !slices.Contains(own, g.Key) {
			to = append(to, grantRecord{string(g.Key), g.Name, g.Frame, g.Single, g.Origins, unix(g.Created)})
		}
	}
	return to, nil
}

// comments writes the comments of some stats as one's, page by page and the
// newest first. A page begins at the second in which the one before ended, for
// that may have more.
func (x *exporter) comments(ctx context.Context, s stats.Stat, members []stats.StatID) error {
	const page = 1000 // the longest that stores give
	var seen []int64  // of that second
	for end := time.Unix(stats.MaxMoment+1, 0); ; {
		list, err := x.store.Things.Comments(ctx, members, time.Unix(0, 0), end)
		if err != nil {
			return err
		}
		for _, c := range sorted(list) {
			if slices.Contains(seen, c.ID) {
				continue
			}
			if err := x.out.Encode(record{Comment: &commentRecord{string(s.Public), unix(c.At), c.Text}}); err != nil {
				return err
			}
		}
		if len(list) < page {
			return nil
		}
		last := list[len(list)-1].At
		if last.Equal(list[0].At) {
			return fmt.Errorf("stat %q has more than %d comments in the second %d: delete some", s.Name, page-1, unix(last))
		}
		end, seen = time.Unix(unix(last)+1, 0), nil
		for _, c := range list {
			if c.At.Equal(last) {
				seen = append(seen, c.ID)
			}
		}
	}
}

// sorted is a page of comments with equal ones behind each other.
func sorted(list []stats.Comment) []stats.Comment {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b stats.Comment) int {
		return cmp.Or(b.At.Compare(a.At), strings.Compare(a.Text, b.Text))
	})
	return list
}

// hours writes every hour, of all writers as one. Hours of merged stats are
// records of their own: an import adds them up.
func (x *exporter) hours(ctx context.Context) error {
	var open stats.Chunk
	err := x.store.Chunks.Walk(ctx, func(_ stats.WriterID, c stats.Chunk, bad error) error {
		if bad != nil {
			return bad
		}
		if c.ChunkKey == open.ChunkKey {
			for m, b := range c.Minutes {
				open.Minutes[m].Merge(b)
			}
			return nil
		}
		err := x.hour(ctx, &open)
		open = c
		return err
	})
	if err != nil {
		return err
	}
	return x.hour(ctx, &open)
}

// hour writes one hour, unless its stat is in the trash.
func (x *exporter) hour(ctx context.Context, c *stats.Chunk) error {
	if c.Stat == 0 {
		return nil // before the first
	}
	if !x.known(c.Stat) {
		if err := x.late(ctx, c.Stat); err != nil {
			return err
		}
	}
	id := x.public[c.Stat]
	if id == "" {
		return nil
	}
	hour := &hourRecord{Stat: string(id), From: c.Hour.Minute().Unix()}
	for m, b := range c.Minutes {
		if b.N > 0 {
			hour.Minutes = append(hour.Minutes, [5]float64{float64(m), float64(b.N), b.Total(), b.Min, b.Max})
		}
	}
	return x.out.Encode(record{Hour: hour})
}

// late finds out about a stat that has hours and was not listed. It is in the
// trash, of a project that was made during the export, or else it was made, taken
// out of the trash or changed its place in the list meanwhile: then it is written
// now.
func (x *exporter) late(ctx context.Context, id stats.StatID) error {
	s, err := x.store.Things.Find(ctx, stats.Lookup{ID: id})
	if errors.Is(err, stats.ErrNotFound) || err == nil && !x.projects[s.Project] {
		x.public[id] = ""
		return nil
	}
	if err != nil {
		return err
	}
	if err := x.stat(ctx, s); err != nil {
		return err
	}
	if !x.known(id) {
		return fmt.Errorf("stat %q: %w", s.Name, errMerged) // into one that was written before
	}
	return nil
}
