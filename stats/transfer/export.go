package transfer

import (
	"context"
	"encoding/json"
	"io"

	"chartd/stats"
)

// Export writes everything but passwords, tokens and sessions as JSON lines.
// The open hours must be in the store: see stats.Keeper.Checkpoint.
func Export(ctx context.Context, s *Store, to io.Writer) error {
	x := &exporter{store: s, out: json.NewEncoder(to), public: map[stats.StatID]stats.PublicID{}}
	x.out.SetEscapeHTML(false)
	if err := x.people(ctx); err != nil {
		return err
	}
	projects, _, err := s.People.Projects(ctx, 0)
	if err != nil {
		return err
	}
	for _, p := range projects {
		if err := x.stats(ctx, p.ID); err != nil {
			return err
		}
	}
	return x.hours(ctx)
}

type exporter struct {
	store  *Store
	out    *json.Encoder
	public map[stats.StatID]stats.PublicID
}

// people writes accounts, and the projects with their owners.
func (x *exporter) people(ctx context.Context) error {
	accounts, err := x.store.People.Accounts(ctx)
	if err != nil {
		return err
	}
	owners := map[stats.ProjectID][]string{}
	for _, a := range accounts {
		if err := x.out.Encode(record{Account: &accountRecord{a.Email, a.Created.Unix()}}); err != nil {
			return err
		}
		list, roles, err := x.store.People.Projects(ctx, a.ID)
		if err != nil {
			return err
		}
		for i, p := range list {
			if roles[i] == stats.Owner {
				owners[p.ID] = append(owners[p.ID], a.Email)
			}
		}
	}
	projects, _, err := x.store.People.Projects(ctx, 0)
	if err != nil {
		return err
	}
	for _, p := range projects {
		if err := x.out.Encode(record{Project: &projectRecord{
			ID: int64(p.ID), Name: p.Name, Owners: owners[p.ID], EZKey: string(p.EZKey), Backup: string(p.Backup), UKey: string(p.UKey),
			EZOff: !p.EZOn, Zone: p.Zone, MaxStats: p.MaxStats, MaxNew: p.MaxNew, Created: p.Created.Unix(),
		}}); err != nil {
			return err
		}
	}
	return nil
}

// page is how many stats are listed at a time.
const page = 1000

// stats writes the stats of a project with their comments.
func (x *exporter) stats(ctx context.Context, p stats.ProjectID) error {
	for offset := 0; ; offset += page {
		list, err := x.store.Things.List(ctx, p, stats.Filter{Page: stats.Page{Offset: offset, Limit: page}})
		if err != nil {
			return err
		}
		for _, s := range list {
			if err := x.stat(ctx, s); err != nil {
				return err
			}
		}
		if len(list) < page {
			return nil
		}
	}
}

func (x *exporter) stat(ctx context.Context, s stats.Stat) error {
	aliases, err := x.store.Things.Aliases(ctx, s.ID)
	if err != nil {
		return err
	}
	if err := x.out.Encode(record{Stat: &statRecord{
		Project: int64(s.Project), ID: string(s.Public), Name: s.Name, Aliases: aliases, Counter: s.Kind == stats.Counter, Unit: s.Unit,
		Tags: s.Tags, Public: s.Open, Classic: string(s.Classic), EmbedKey: string(s.EmbedKey), Created: s.Created.Unix(),
	}}); err != nil {
		return err
	}
	members, err := x.store.Things.Members(ctx, []stats.StatID{s.ID})
	if err != nil {
		return err
	}
	for _, id := range members[0] { // the points of what was merged in are its own
		x.public[id] = s.Public
	}
	comments, err := x.store.Things.Comments(ctx, []stats.StatID{s.ID}, zeroTime, endOfTime)
	if err != nil {
		return err
	}
	for _, c := range comments {
		if err := x.out.Encode(record{Comment: &commentRecord{string(s.Public), c.At.Unix(), c.Text}}); err != nil {
			return err
		}
	}
	return nil
}

// hours writes every hour of every writer. Hours of several writers are
// records of their own: an import adds them up.
func (x *exporter) hours(ctx context.Context) error {
	return x.store.Chunks.Walk(ctx, func(_ stats.WriterID, c stats.Chunk, bad error) error {
		id, ok := x.public[c.Stat]
		switch {
		case bad != nil:
			return bad
		case !ok:
			return nil // it is in the trash
		}
		hour := &hourRecord{Stat: string(id), From: c.Hour.Minute().Unix()}
		for m, b := range c.Minutes {
			if b.N > 0 {
				hour.Minutes = append(hour.Minutes, [5]float64{float64(m), float64(b.N), b.Total(), b.Min, b.Max})
			}
		}
		return x.out.Encode(record{Hour: hour})
	})
}
