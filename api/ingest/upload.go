package ingest

import (
	"net/http"

	"chartd/api/wire"
	"chartd/stats"
)

// upload keeps the good items of a JSON upload and names the bad ones.
func (f *Face) upload(w http.ResponseWriter, r *http.Request, p *post, now int64) error {
	up, err := wire.ParseUpload(p.body.Bytes(), now)
	if err != nil {
		return err
	}
	project, kind, err := f.Directory.Project(r.Context(), up.EZKey)
	if err != nil {
		return err
	}
	if err := admit(project, kind, wire.EZ); err != nil {
		return err
	}
	kept, err := f.items(r, p, project, up.Items)
	if err != nil {
		return err
	}
	if up.Single && kept == 0 {
		return up.Items[0].Err
	}
	f.tell(len(p.points), http.StatusOK)
	status, body := f.describe(r, up.Items, kept)
	reply(w, status, body)
	return nil
}

// items keeps the good ones in one commit and returns how many they are. An
// item of several stats is kept for all of them or for none.
func (f *Face) items(r *http.Request, p *post, project stats.Project, items []wire.Item) (kept int, err error) {
	ends := make([]int, len(items))
	for i := range items {
		if items[i].Err == nil {
			items[i].Err = p.name(items[i].Point)
		}
		ends[i] = len(p.names)
	}
	p.resolve(r.Context(), f.Directory, project)
	from := 0
	for i := range items {
		for _, err := range p.errs[from:ends[i]] {
			if err != nil && items[i].Err == nil {
				items[i].Err = err
			}
		}
		if items[i].Err == nil {
			p.enter(project.ID, from, ends[i], items[i].Point)
			kept++
		}
		from = ends[i]
	}
	if kept == 0 {
		return 0, awayFor(items)
	}
	return kept, f.Sink.Add(r.Context(), p.entries)
}

// awayFor is ErrAway when an item could not be kept only because of that: the
// client is to send it again, which is no use for items that are wrong.
func awayFor(items []wire.Item) error {
	for i := range items {
		if status, _ := explain(items[i].Err); status == http.StatusServiceUnavailable {
			return items[i].Err
		}
	}
	return nil
}

// describe writes the answer (contract, 2.5): 200 if an item was kept, else the
// first one's fault, and then what became of each. It can be as long as what
// was sent, so it is put together by hand.
func (f *Face) describe(r *http.Request, items []wire.Item, kept int) (status int, body []byte) {
	status = http.StatusOK
	said, message := http.StatusOK, "ok"
	if kept == 0 {
		said, message = f.verdict(r, items[0].Err)
		if !f.legacy(r) {
			status = http.StatusBadRequest
		}
	}
	body = append(make([]byte, 0, itemRoom*(len(items)+1)), '{')
	body = append(appendVerdict(body, said, message), `,"multiple":[`...)
	for i := range items {
		if i > 0 {
			body = append(body, ',')
		}
		body = append(appendQuoted(append(body, `{"stat":`...), items[i].Point.Stat), ',')
		said, message := f.verdict(r, items[i].Err)
		body = append(appendVerdict(body, said, message), '}')
	}
	return status, append(body, "]}"...)
}

// itemRoom is about what an item takes in the answer, in bytes.
const itemRoom = 64

// verdict is what the answer says of an item.
func (f *Face) verdict(r *http.Request, err error) (status int, message string) {
	if err == nil {
		return http.StatusOK, "ok"
	}
	status, message = explain(err)
	if f.legacy(r) {
		status = http.StatusInternalServerError
	}
	return status, message
}
