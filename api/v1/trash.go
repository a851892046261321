package v1

import (
	"context"
	"net/http"
	"unicode/utf8"

	"chartd/stats"
)

type restoredJSON struct {
	Stat detailJSON `json:"stat"`
	Lost []string   `json:"lost"`
}

type namedJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type deletedJSON struct {
	DryRun  bool        `json:"dry_run"`
	Matched int         `json:"matched"`
	Deleted int         `json:"deleted"`
	Stats   []namedJSON `json:"stats"`
}

func (f *face) deleteStat(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	s, err := f.own(r)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, f.Things.Trash(r.Context(), s.ID, f.Now())
}

func (f *face) restoreStat(r request) (answer, error) {
	id := stats.PublicID(r.PathValue("id"))
	var found stats.Stat
	err := f.each(r.Context(), r.token.Project, true, func(s stats.Stat) {
		if s.Public == id {
			found = s
		}
	})
	if err == nil && found.ID == 0 {
		err = stats.ErrNotFound
	}
	if err != nil {
		return answer{}, err
	}
	lost, err := f.Things.Restore(r.Context(), found.ID)
	if err != nil {
		return answer{}, err
	}
	s, err := f.find(r, string(id))
	if err != nil {
		return answer{}, err
	}
	out := restoredJSON{Lost: lost}
	if lost == nil {
		out.Lost = []string{}
	}
	out.Stat, err = f.detail(r, s)
	return answer{body: out}, err
}

// each calls visit for every stat of a project, in the order of creation.
func (f *face) each(ctx context.Context, p stats.ProjectID, trashed bool, visit func(stats.Stat)) error {
	const page = 10_000 // the longest that stores give
	return stats.EachPage(ctx, f.Things.List, p, stats.Filter{Trashed: trashed, Page: stats.Page{Limit: page}}, func(list []stats.Stat) error {
		for _, s := range list {
			visit(s)
		}
		return nil
	})
}

// maxDelete is how many stats one pattern may delete: more is a mistake more
// often than a wish.
const maxDelete = 10_000

func (f *face) deleteMatching(r request) (answer, error) {
	pattern, dry, err := readPattern(r)
	if err != nil {
		return answer{}, err
	}
	var found []stats.Stat
	out := deletedJSON{DryRun: dry, Stats: []namedJSON{}}
	err = f.each(r.Context(), r.token.Project, false, func(s stats.Stat) {
		if !matches(pattern, s.Name) {
			return
		}
		if out.Matched++; out.Matched <= maxDelete {
			found = append(found, s)
		}
	})
	if err == nil && out.Matched > maxDelete {
		err = invalid("pattern", "it matches %d stats: at most %d are deleted at a time", out.Matched, maxDelete)
	}
	if err != nil {
		return answer{}, err
	}
	for _, s := range found {
		if !dry {
			err := f.Things.Trash(r.Context(), s.ID, f.Now())
			if isGone(err) {
				continue
			}
			if err != nil {
				return answer{}, err
			}
			out.Deleted++
		}
		out.Stats = append(out.Stats, namedJSON{string(s.Public), s.Name})
	}
	return answer{body: out}, nil
}

// readPattern reads what to delete. dry_run has no default, as both would
// surprise somebody.
func readPattern(r request) (pattern string, dry bool, err error) {
	body, err := readFields(r)
	if err != nil {
		return "", false, err
	}
	if _, err := body.take("pattern", &pattern, "a text"); err != nil {
		return "", false, err
	}
	if pattern == "" || utf8.RuneCountInString(pattern) > stats.MaxName {
		return "", false, invalid("pattern", "must have 1 to %d characters", stats.MaxName)
	}
	said, err := body.take("dry_run", &dry, "true or false")
	if err == nil && !said {
		err = invalid("dry_run", "say true to see what would be deleted, or false to delete it")
	}
	if err == nil {
		err = body.done()
	}
	return pattern, dry, err
}

// matches reports whether a pattern means a whole name: * is any characters, ?
// is one. It looks back to the last * alone, so its time is bounded by the
// product of the lengths.
func matches(pattern, name string) bool {
	p, n := []rune(pattern), []rune(name)
	i, j, star, from := 0, 0, -1, 0
	for j < len(n) {
		switch {
		case i < len(p) && p[i] == '*':
			star, from = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == n[j]):
			i++
			j++
		case star >= 0:
			from++
			i, j = star+1, from
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}
