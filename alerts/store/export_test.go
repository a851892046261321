package store

// CountQuery is the question of Counts.
const CountQuery = countQuery
