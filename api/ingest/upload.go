package ingest

import (
	"encoding/json"
	"net/http"

	"chartd/api/wire"
	"chartd/stats"
)

// itemStatus is what an upload's answer says of one item (contract, 2.5).
type itemStatus struct {
	Stat   string `json:"stat"`
	Status int    `json:"status"`
	Msg    string `json:"msg"`
}

// uploadStatus is the answer to an upload.
type uploadStatus struct {
	Status   int          `json:"status"`
	Msg      string       `json:"msg"`
	Multiple []itemStatus `json:"multiple"`
}

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

// describe writes the answer: 200 if an item was kept, else the first one's
// fault.
func (f *Face) describe(r *http.Request, items []wire.Item, kept int) (status int, body []byte) {
	answer := uploadStatus{http.StatusOK, "ok", make([]itemStatus, len(items))}
	status = http.StatusOK
	for i := range items {
		one := itemStatus{items[i].Point.Stat, http.StatusOK, "ok"}
		if items[i].Err != nil {
			one.Status, one.Msg = explain(items[i].Err)
			if f.legacy(r) {
				one.Status = http.StatusInternalServerError
			}
		}
		answer.Multiple[i] = one
	}
	if kept == 0 {
		answer.Status, answer.Msg = answer.Multiple[0].Status, answer.Multiple[0].Msg
		if status = http.StatusBadRequest; f.legacy(r) {
			status = http.StatusOK
		}
	}
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err) // texts and numbers always have a JSON form
	}
	return status, body
}
