package export

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"chartd/stats"
)

// item is a stat in lists; every field is always there (contract, 3.1).
type item struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Public   bool   `json:"public"`
	Counter  bool   `json:"counter"`
	Unit     string `json:"unit"`
	Classic  string `json:"classic_key"`
	EmbedKey string `json:"embed_key"`
	Received int64  `json:"data_received_at"` // the newest minute with data, 0 without any
	Created  int64  `json:"created_at"`
}

// items describes stats.
func (f *Face) items(ctx context.Context, list []stats.Stat) ([]item, error) {
	newest, err := f.Reader.Latest(ctx, statIDs(list))
	if err != nil {
		return nil, err
	}
	items := make([]item, len(list))
	for i, s := range list {
		items[i] = item{
			ID: string(s.Public), Name: s.Name, Public: s.Open, Counter: s.Kind == stats.Counter, Unit: s.Unit,
			Classic: string(s.Classic), EmbedKey: string(s.EmbedKey), Created: s.Created.Unix(),
		}
		if newest[i].Bucket.N > 0 {
			items[i].Received = newest[i].At.Unix()
		}
	}
	return items, nil
}

func statIDs(list []stats.Stat) []stats.StatID {
	ids := make([]stats.StatID, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	return ids
}

// pageSize is how many stats one list has (contract, 3.1).
const pageSize = 10_000

// page is one list, in order of creation.
func (f *Face) page(c *call, offset int) ([]item, error) {
	list, err := f.Things.List(c.r.Context(), c.project.ID, stats.Filter{Page: stats.Page{Offset: offset, Limit: pageSize}})
	if err != nil {
		return nil, err
	}
	return f.items(c.r.Context(), list)
}

func (f *Face) list(c *call) error {
	offset := 0
	if text := field(c.r.URL.RawQuery, "offset"); text != "" {
		var err error
		if offset, err = strconv.Atoi(text); err != nil || offset < 0 {
			return errOffset
		}
	}
	items, err := f.page(c, offset)
	if err != nil {
		return err
	}
	write(c.w, http.StatusOK, items)
	return nil
}

// byName finds one stat. Some clients encode a "+" of the name, others leave it:
// where the name with a space does not exist, the other is meant.
func (f *Face) byName(c *call) error {
	raw := rawField(c.r.URL.RawQuery, "name")
	spellings := []string{unescape(raw)}
	if text, err := url.PathUnescape(raw); err == nil {
		spellings = append(spellings, text)
	}
	for i := range spellings {
		var err error
		if spellings[i], err = stats.ParseName(spellings[i]); err != nil {
			return err
		}
	}
	found, err := f.Things.Named(c.r.Context(), c.project.ID, spellings)
	if err != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(s stats.Stat) bool { return s.ID == 0 })
	if len(found) == 0 {
		return errStat
	}
	items, err := f.items(c.r.Context(), found[:1])
	if err != nil {
		return err
	}
	write(c.w, http.StatusOK, items[0])
	return nil
}

// trash takes a stat away. For 48 hours it can be restored (contract, 3.3).
func (f *Face) trash(c *call) error {
	s, err := f.find(c, c.args[0])
	if err != nil {
		return err
	}
	if err := f.Things.Trash(c.r.Context(), s.ID, f.Now()); err != nil {
		return err
	}
	write(c.w, http.StatusOK, message{"stat deleted."})
	return nil
}

// shortItem is a stat as the CLI lists it (contract, section 5).
type shortItem struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Public   bool   `json:"public"`
	Counter  bool   `json:"counter"`
	Received int64  `json:"data_received_at"`
	Created  int64  `json:"created_at"`
}

// shortList lists all stats, page by page: the CLI asks for no pages.
func (f *Face) shortList(c *call) error {
	out := stream{w: c.w, body: []byte{'['}}
	comma := false
	for offset := 0; ; offset += pageSize {
		items, err := f.page(c, offset)
		if err != nil {
			return out.fail(err)
		}
		for _, s := range items {
			if comma {
				out.body = append(out.body, ',')
			}
			comma = true
			if err := out.add(encode(shortItem{s.ID, s.Name, s.Public, s.Counter, s.Received, s.Created})); err != nil {
				return err
			}
		}
		if len(items) < pageSize {
			break
		}
	}
	out.body = append(out.body, ']')
	out.end()
	return nil
}
