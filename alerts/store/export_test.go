package store

// CountQuery is the question of Counts, PruneBatch the size of Prune's transactions.
const (
	CountQuery = countQuery
	PruneBatch = pruneBatch
)
