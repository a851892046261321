package stats

import "context"

// Grouped is a Reader in which the points of merged stats belong to the one
// they were merged into.
type Grouped struct {
	Reader   Reader
	Grouping Grouping
}

var _ Reader = Grouped{}

// Series implements Reader.
func (g Grouped) Series(ctx context.Context, ids []StatID, w Window) ([]Series, error) {
	groups, all, err := g.members(ctx, ids)
	if err != nil {
		return nil, err
	}
	list, err := g.Reader.Series(ctx, all, w)
	if err != nil || len(all) == len(ids) {
		return list, err
	}
	out := make([]Series, len(ids))
	for i, group := range groups {
		out[i], list = list[0], list[1:]
		for range group[1:] {
			for n, b := range list[0].Buckets {
				out[i].Buckets[n].Merge(b)
			}
			list = list[1:]
		}
	}
	return out, nil
}

// Latest implements Reader.
func (g Grouped) Latest(ctx context.Context, ids []StatID) ([]Latest, error) {
	groups, all, err := g.members(ctx, ids)
	if err != nil {
		return nil, err
	}
	list, err := g.Reader.Latest(ctx, all)
	if err != nil || len(all) == len(ids) {
		return list, err
	}
	out := make([]Latest, len(ids))
	for i, group := range groups {
		out[i], list = list[0], list[1:]
		for range group[1:] {
			out[i].take(list[0])
			list = list[1:]
		}
	}
	return out, nil
}

// members lists the members of each id, and all of them in one row.
func (g Grouped) members(ctx context.Context, ids []StatID) (groups [][]StatID, all []StatID, err error) {
	groups, err = g.Grouping.Members(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	all = make([]StatID, 0, len(ids))
	for _, group := range groups {
		all = append(all, group...)
	}
	return groups, all, nil
}

// take replaces a minute by a newer one, and adds the same one.
func (l *Latest) take(o Latest) {
	switch {
	case o.Bucket.N == 0:
	case l.Bucket.N == 0 || o.At > l.At:
		l.At, l.Bucket = o.At, o.Bucket
	case o.At == l.At:
		l.Bucket.Merge(o.Bucket)
	}
}
