package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartd/stats"
)

// The own form is JSON lines, a record each. A record has one of these members;
// records may stand in any order but for the things they name, which come
// first: accounts, projects, stats, comments, hours.
type record struct {
	Account *accountRecord `json:"account,omitempty"`
	Project *projectRecord `json:"project,omitempty"`
	Stat    *statRecord    `json:"stat,omitempty"`
	Comment *commentRecord `json:"comment,omitempty"`
	Hour    *hourRecord    `json:"hour,omitempty"`
}

type accountRecord struct {
	Email   string `json:"email"`
	Created int64  `json:"created_at"`
}

type projectRecord struct {
	ID       int64    `json:"id"`
	Name     string   `json:"name"`
	Owners   []string `json:"owners"` // e-mail addresses
	EZKey    string   `json:"ezkey"`
	Backup   string   `json:"backup_ezkey,omitempty"`
	UKey     string   `json:"ukey"`
	EZOff    bool     `json:"ez_off,omitempty"`
	Zone     string   `json:"zone"`
	MaxStats int      `json:"max_stats"`
	MaxNew   int      `json:"max_new"`
	Created  int64    `json:"created_at"`
}

type statRecord struct {
	Project  int64          `json:"project"`
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Aliases  []string       `json:"aliases,omitempty"`
	Counter  bool           `json:"counter"`
	Unit     string         `json:"unit,omitempty"`
	Tags     []string       `json:"tags,omitempty"`
	Public   bool           `json:"public,omitempty"`
	Classic  string         `json:"classic_key"`
	EmbedKey string         `json:"embed_key"`
	Grants   []grantRecord  `json:"embed_keys,omitempty"` // further ones
	Merged   []mergedRecord `json:"merged,omitempty"`
	Created  int64          `json:"created_at"`
}

// mergedRecord is what a stat was known by before it was merged into another:
// calls and links that name it find the other.
type mergedRecord struct {
	ID       string `json:"id"`
	Classic  string `json:"classic_key"`
	EmbedKey string `json:"embed_key"`
	Created  int64  `json:"created_at"`
}

type grantRecord struct {
	Key     string   `json:"key"`
	Name    string   `json:"name,omitempty"`
	Frame   string   `json:"timeframe,omitempty"`
	Single  bool     `json:"single,omitempty"`
	Origins []string `json:"origins,omitempty"`
	Created int64    `json:"created_at"`
}

type commentRecord struct {
	Stat string `json:"stat"`
	At   int64  `json:"at"`
	Text string `json:"text"`
}

// hourRecord is what a stat did in an hour: a row for each minute with data, in
// order.
type hourRecord struct {
	Stat    string       `json:"stat"`
	From    int64        `json:"from"`    // UNIX seconds, a whole hour
	Minutes [][5]float64 `json:"minutes"` // minute of the hour, n, sum, min, max
}

// ownFile is what a file has said so far.
type ownFile struct {
	accounts map[string]time.Time // when they were made, by e-mail address
	projects map[int64]stats.ProjectID
	stats    map[string]stats.StatID // by public id
	joins    []joining
	last     stats.Comment // the comment before, without its ID
	repeats  int           // how often it stands in the file
}

// joining is a further owner of a project, whose account may come later.
type joining struct {
	email   string
	project stats.Project
}

func newOwnFile() ownFile {
	return ownFile{accounts: map[string]time.Time{}, projects: map[int64]stats.ProjectID{}, stats: map[string]stats.StatID{}}
}

// end does what had to wait for the whole file.
func (f *ownFile) end(ctx context.Context, m *importer) error {
	for _, j := range f.joins {
		a, err := m.Store.People.AccountByEmail(ctx, j.email)
		if errors.Is(err, stats.ErrNotFound) {
			continue // a co-owner without a project of their own signs up anew
		}
		if err != nil {
			return err
		}
		if err := m.Store.People.Join(ctx, a.ID, j.project.ID, stats.Owner); err != nil {
			return err
		}
	}
	return nil
}

// record takes over one line.
func (m *importer) record(ctx context.Context, text []byte) error {
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return bad("no record: %w", err)
	}
	switch {
	case r.Account != nil: // made with its first project
		m.own.accounts[r.Account.Email] = time.Unix(r.Account.Created, 0)
		return nil
	case r.Project != nil:
		return m.project(ctx, r.Project)
	case r.Stat != nil:
		return m.stat(ctx, r.Stat)
	case r.Comment != nil:
		return m.comment(ctx, r.Comment)
	case r.Hour != nil:
		return m.hour(ctx, r.Hour)
	}
	return bad("neither a post (stat, count or value) nor a record of chartd export")
}

// project finds the project of a record by its ezkey, or makes it.
func (m *importer) project(ctx context.Context, r *projectRecord) error {
	if r.EZKey == "" || r.ID <= 0 || len(r.Owners) == 0 {
		return bad("project %q: it needs id, ezkey and owners", r.Name)
	}
	if p, _, err := m.Store.People.ProjectByKey(ctx, r.EZKey); err == nil {
		m.own.projects[r.ID] = p.ID
		return nil
	} else if !errors.Is(err, stats.ErrKeys) {
		return err
	}
	name, err := stats.ParseName(r.Name)
	if err != nil {
		return fmt.Errorf("project: name: %w", err)
	}
	zone, err := stats.ParseZone(r.Zone)
	if err != nil {
		return bad("project %q: zone: %.80q is %w", name, r.Zone, err)
	}
	if r.MaxStats > stats.MostMaxStats || r.MaxNew > stats.MostMaxNew {
		return bad("project %q: its limits are at most %d stats and %d new ones a minute", name, stats.MostMaxStats, stats.MostMaxNew)
	}
	p := stats.Project{
		ID: stats.ProjectID(r.ID), Name: name, EZKey: stats.EZKey(r.EZKey), Backup: stats.EZKey(r.Backup), UKey: stats.UKey(r.UKey),
		EZOn: !r.EZOff, Zone: zone, MaxStats: max(r.MaxStats, 0), MaxNew: max(r.MaxNew, 0), Created: time.Unix(r.Created, 0),
	}
	if err := m.found(ctx, r.Owners[0], p); errors.Is(err, stats.ErrTaken) {
		return bad("project %q: its id or one of its keys is another project's", name)
	} else if err != nil {
		return fmt.Errorf("project %q: %w", name, err)
	}
	for _, email := range r.Owners[1:] {
		m.own.joins = append(m.own.joins, joining{email, p})
	}
	m.own.projects[r.ID] = p.ID
	m.sum.Projects++
	return nil
}

// found makes a project, and its owner where there is none.
func (m *importer) found(ctx context.Context, email string, p stats.Project) error {
	a, err := m.Store.People.AccountByEmail(ctx, email)
	if err == nil {
		return m.Store.People.CreateProject(ctx, a.ID, p)
	}
	if !errors.Is(err, stats.ErrNotFound) {
		return err
	}
	created, ok := m.own.accounts[email]
	if !ok {
		created = p.Created
	}
	return m.Store.People.CreateAccount(ctx, stats.Account{ID: stats.AccountID(stats.NewID()), Email: email, Created: created}, p)
}

// stat makes or finds the stat of a record.
func (m *importer) stat(ctx context.Context, r *statRecord) error {
	home, ok := m.own.projects[r.Project]
	if !ok {
		return bad("stat %q: its project %d does not stand before it", r.Name, r.Project)
	}
	kind := kindOf(r.Counter)
	id, err := m.made(ctx, stats.NewStat{
		Project: home, Name: r.Name, Kind: kind, Unit: r.Unit, Tags: r.Tags, Open: r.Public, Public: stats.PublicID(r.ID),
		Classic: stats.ClassicKey(r.Classic), EmbedKey: stats.EmbedKey(r.EmbedKey), Created: time.Unix(r.Created, 0),
	})
	if err != nil {
		return err
	}
	m.own.stats[r.ID] = id
	for _, part := range r.Merged {
		if err := m.merged(ctx, stats.NewStat{
			Project: home, Kind: kind, Public: stats.PublicID(part.ID), Classic: stats.ClassicKey(part.Classic),
			EmbedKey: stats.EmbedKey(part.EmbedKey), Created: time.Unix(part.Created, 0),
		}, id); err != nil {
			return fmt.Errorf("stat %q: %w", r.Name, err)
		}
	}
	if err := m.aliases(ctx, home, id, r); err != nil {
		return fmt.Errorf("stat %q: %w", r.Name, err)
	}
	if err := m.grants(ctx, id, r.Grants); err != nil {
		return fmt.Errorf("stat %q: %w", r.Name, err)
	}
	return nil
}

// merged makes a stat and merges it into another, unless that was done before.
// Its names are the other's aliases by now, so it has one that goes at once.
func (m *importer) merged(ctx context.Context, want stats.NewStat, into stats.StatID) error {
	if want.Public == "" {
		return bad("merged: id is not there")
	}
	there, err := m.Store.Things.Find(ctx, stats.Lookup{Public: want.Public})
	if err == nil && there.ID == into {
		return nil
	}
	if err != nil && !errors.Is(err, stats.ErrNotFound) {
		return err
	}
	want.Name = fmt.Sprintf("merged %d", stats.NewID())
	if want, err = checked(want); err != nil {
		return err
	}
	made, err := m.Store.Things.Create(ctx, want.Project, []stats.NewStat{want})
	if errors.Is(err, stats.ErrTaken) {
		return bad("merged: its id %q or one of its keys is another stat's", want.Public)
	}
	if err != nil {
		return err
	}
	if err := m.Store.Things.Merge(ctx, made[0].ID, into); err != nil {
		return err
	}
	return m.Store.Things.Unalias(ctx, into, want.Name)
}

// aliases gives a stat more names: it is renamed to those that mean nothing yet,
// and back.
func (m *importer) aliases(ctx context.Context, p stats.ProjectID, id stats.StatID, r *statRecord) error {
	if len(r.Aliases) == 0 {
		return nil
	}
	names := make([]string, len(r.Aliases))
	for i, text := range r.Aliases {
		var err error
		if names[i], err = stats.ParseName(text); err != nil {
			return fmt.Errorf("alias: %w", err)
		}
	}
	there, err := m.Store.Things.Named(ctx, p, names)
	if err != nil {
		return err
	}
	for i, s := range there {
		switch s.ID {
		case id:
			continue
		case 0:
		default:
			return fmt.Errorf("alias %q: %w", names[i], stats.ErrNameTaken)
		}
		own, err := m.Store.Things.Find(ctx, stats.Lookup{ID: id})
		if err != nil {
			return err
		}
		if err := m.Store.Things.Rename(ctx, id, names[i]); err != nil {
			return err
		}
		if err := m.Store.Things.Rename(ctx, id, own.Name); err != nil {
			return err
		}
	}
	return nil
}

// grants gives a stat the embed keys that it has not yet.
func (m *importer) grants(ctx context.Context, id stats.StatID, list []grantRecord) error {
	if len(list) == 0 {
		return nil
	}
	members, err := m.Store.Things.Members(ctx, []stats.StatID{id})
	if err != nil {
		return err
	}
	var there []stats.Grant
	for _, member := range members[0] {
		list, err := m.Store.Grants.Grants(ctx, member)
		if err != nil {
			return err
		}
		there = append(there, list...)
	}
	for _, r := range list {
		g, err := stats.Grant{
			Key: stats.EmbedKey(r.Key), Stat: id, Name: r.Name, Frame: r.Frame, Single: r.Single, Origins: r.Origins, Created: time.Unix(r.Created, 0),
		}.Check()
		if err == nil && r.Key == "" {
			err = bad("%w", stats.ErrKeyForm)
		}
		if err == nil {
			err = stats.CheckKey(r.Key)
		}
		if err == nil && !slices.ContainsFunc(there, func(old stats.Grant) bool { return old.Key == g.Key }) {
			_, err = m.Store.Grants.Grant(ctx, g)
		}
		if err != nil {
			return fmt.Errorf("embed key %.80q: %w", r.Name, err)
		}
	}
	return nil
}

// comment takes over a remark. Equal ones are kept as often as the file has
// them; Export writes them one behind the other.
func (m *importer) comment(ctx context.Context, r *commentRecord) error {
	id, ok := m.own.stats[r.Stat]
	if !ok {
		return bad("comment: its stat %.80q does not stand before it", r.Stat)
	}
	text, err := stats.ParseComment(r.Text)
	if err != nil {
		return fmt.Errorf("comment: %w", err)
	}
	if !whole(float64(r.At), 0, stats.MaxMoment) {
		return bad("comment: at: %d is not in UNIX seconds before the year 10000", r.At)
	}
	c := stats.Comment{Stat: id, At: time.Unix(r.At, 0), Text: text}
	members, err := m.Store.Things.Members(ctx, []stats.StatID{id})
	if err != nil {
		return err
	}
	there, err := m.Store.Things.Comments(ctx, members[0], c.At, c.At.Add(time.Second))
	if err != nil {
		return err
	}
	if c != m.own.last {
		m.own.last, m.own.repeats = c, 0
	}
	m.own.repeats++
	same := 0
	for _, old := range there {
		if old.Text == text {
			same++
		}
	}
	if same >= m.own.repeats {
		return nil
	}
	if _, err = m.Store.Things.Comment(ctx, c); err != nil {
		return err
	}
	m.sum.Comments++
	return nil
}

// hour takes over the minutes of an hour, all or none.
func (m *importer) hour(ctx context.Context, r *hourRecord) error {
	id, ok := m.own.stats[r.Stat]
	if !ok {
		return bad("hour: its stat %.80q does not stand before it", r.Stat)
	}
	if r.From%3600 != 0 {
		return bad("hour: from %d is no whole hour", r.From)
	}
	from, err := m.minute(float64(r.From))
	if err != nil {
		return err
	}
	buckets := make([]stats.Bucket, len(r.Minutes))
	before := -1.0
	for i, row := range r.Minutes {
		minute, n := row[0], row[1]
		if !whole(minute, before+1, 59) || !whole(n, 1, 1<<53) {
			return bad("hour: minutes: %v is no minute above the one before and a number of points", row[:2])
		}
		buckets[i] = stats.Bucket{N: uint64(n), Sum: row[2], Min: row[3], Max: row[4]}
		if wrong := buckets[i].Fault(); wrong != "" {
			return bad("hour: minute %v has %s", minute, wrong)
		}
		before = minute
	}
	for i, b := range buckets {
		if err := m.fill.add(ctx, id, from+stats.Minute(r.Minutes[i][0]), b); err != nil {
			return err
		}
	}
	return nil
}
