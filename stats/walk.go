package stats

import "context"

// EachPage hands out the stats of a project that a filter lists, a page at a time.
// A stat that is listed all the while is handed out even where others leave the
// list meanwhile. An error of list or take ends it.
func EachPage(ctx context.Context, list func(context.Context, ProjectID, Filter) ([]Stat, error), p ProjectID, f Filter, take func([]Stat) error) error {
	for {
		page, err := list(ctx, p, f)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		last := len(page) < f.Page.Limit
		f.After, f.Page.Offset = page[len(page)-1].ID, 0
		if err := take(page); err != nil || last {
			return err
		}
	}
}
