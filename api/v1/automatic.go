package v1

import (
	"time"

	"chartd/alerts"
	"chartd/stats"
)

// automaticJSON is where automatic alerts of a stat stand.
type automaticJSON struct {
	On       bool           `json:"on"`
	Learning bool           `json:"learning"`         // too little was seen yet to judge
	Score    float64        `json:"score"`            // of the newest bucket, 0 to 1
	Scored   string         `json:"scored,omitempty"` // all before it was judged
	Notices  []sightingJSON `json:"notices"`          // the newest, the oldest first
	Denied   int            `json:"denied"`           // how often one was said to be none
}

// sightingJSON is an automatic notice, and the figures it was decided on.
type sightingJSON struct {
	At    string  `json:"at"`
	Value float64 `json:"value"`
	Score float64 `json:"score"`
	Cause string  `json:"cause"`
}

// memory is what automatic alerts know of the stat that a URL names.
func (f *face) memory(r request) (stats.Stat, alerts.Memory, error) {
	s, err := f.find(r, r.PathValue("id"))
	if err != nil {
		return s, alerts.Memory{}, err
	}
	list, err := f.Alerts.Memories(r.Context(), []stats.StatID{s.ID})
	if err != nil {
		return s, alerts.Memory{}, err
	}
	return s, list[0], nil
}

func showMemory(m alerts.Memory) automaticJSON {
	out := automaticJSON{On: !m.Off, Learning: m.Learning || m.At == 0, Score: m.Score, Notices: []sightingJSON{}, Denied: m.Denied}
	if m.At != 0 {
		out.Scored = stamp(time.Unix(m.At.Unix(), 0))
	}
	for _, s := range m.Told {
		out.Notices = append(out.Notices, sightingJSON{stamp(time.Unix(s.At, 0)), s.Value, s.Score, s.Cause})
	}
	return out
}

func (f *face) automatic(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	_, m, err := f.memory(r)
	return answer{body: showMemory(m)}, err
}

func (f *face) updateAutomatic(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	s, m, err := f.memory(r)
	if err != nil {
		return answer{}, err
	}
	if err := unchanged(r, showMemory(m)); err != nil {
		return answer{}, err
	}
	on := !m.Off
	if _, err := body.take("on", &on, "true or false"); err != nil {
		return answer{}, err
	}
	if err := body.done(); err != nil {
		return answer{}, err
	}
	m.Off = !on
	return answer{body: showMemory(m)}, f.Alerts.Switch(r.Context(), s.ID, m.Off)
}

// denyAutomatic takes the word of somebody who knows that the last notice was
// none.
func (f *face) denyAutomatic(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	s, m, err := f.memory(r)
	if err == nil && m.Count == 0 {
		err = errNothingTold
	}
	if err != nil {
		return answer{}, err
	}
	m.Denied++
	return answer{body: showMemory(m)}, f.Alerts.Deny(r.Context(), s.ID)
}
