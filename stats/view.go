package stats

import "context"

// View is what this process knows: chunk rows with its own Head on top.
type View struct{ *Keeper }

var _ Reader = View{}

// Series implements Reader.
func (v View) Series(ctx context.Context, ids []StatID, w Window) ([]Series, error) {
	v.gate.RLock()
	defer v.gate.RUnlock()
	if err := v.exact(); err != nil {
		return nil, err
	}
	list, err := v.Chunks.Series(ctx, ids, w)
	if err != nil {
		return nil, err
	}
	v.Head.Overlay(list, w)
	return list, nil
}

// Latest implements Reader.
func (v View) Latest(ctx context.Context, ids []StatID) ([]Latest, error) {
	v.gate.RLock()
	defer v.gate.RUnlock()
	if err := v.exact(); err != nil {
		return nil, err
	}
	list, err := v.Chunks.Latest(ctx, ids)
	if err != nil {
		return nil, err
	}
	v.Head.Newer(list)
	return list, nil
}

// exact refuses reads that could show a point twice or not at all.
func (v View) exact() error {
	if v.uncertain.Load() || !v.Ingest.loaded.Load() {
		return ErrAway
	}
	return nil
}
