package alertstest

import (
	"strconv"

	"chartd/alerts"
	"chartd/stats/catalog"
)

// room fills a project but for one. Rules are copied by the database, as so many
// transactions take long.
func room(d *desk) {
	r := d.rule()
	d.check(d.catalog.Change(d.ctx, "copy rules", func(tx catalog.Conn) error {
		return tx.Must(`INSERT INTO alert (id, public_id, project, stat, body, state, due, created)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
SELECT a.id / 2 + n.i, a.public_id || n.i, a.project, a.stat, a.body, a.state, a.due, a.created FROM alert a, n WHERE a.id = $1`,
			int64(r.ID), alerts.MaxRules-2)
	}))
	last := d.rule()
	r.Destinations = nil
	_, err := d.store.Create(d.ctx, r)
	d.want(err, alerts.ErrTooManyRules, "a rule too many")
	d.check(d.store.Delete(d.ctx, d.project.ID, last.Public))
	d.rule()
	for i := range alerts.MaxTargets - 1 {
		d.destination(strconv.Itoa(i), false)
	}
	_, err = d.store.CreateDestination(d.ctx, d.to)
	d.want(err, alerts.ErrTooManyTargets, "a destination too many")
	d.project = d.newProject()
	d.destination("another project's", false)
}
