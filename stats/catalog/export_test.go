package catalog

import (
	"context"

	"chartd/stats"
)

// SetPublicID makes a catalog invent other public ids.
func (c *Catalog) SetPublicID(invent func(longer int) stats.PublicID) { c.publicID = invent }

// PurgeBatch and InsertBatch are the sizes of batches.
const (
	PurgeBatch  = purgeBatch
	InsertBatch = insertBatch
)

// Fold is fold.
func Fold(text string) string { return fold(text) }

// Abandon leaves a project as an interrupted DeleteAccount does.
func (c *Catalog) Abandon(ctx context.Context, p stats.ProjectID) error {
	return c.change(ctx, "abandon", func(tx conn) error { return abandon(tx, int64(p)) })
}
