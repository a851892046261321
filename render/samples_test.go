package render_test

import "chartd/render/rendertest/workload"

// goal is the query of a chart of the performance goals, by its letter.
func goal(name string) string {
	for _, c := range workload.Charts() {
		if c.Name == name {
			return c.Query
		}
	}
	panic("no chart " + name)
}
