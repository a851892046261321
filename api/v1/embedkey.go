package v1

import (
	"errors"
	"net/http"

	"chartd/stats"
)

// embedKeyJSON is an embed key with what it shows.
type embedKeyJSON struct {
	Key       string   `json:"key"`
	Label     string   `json:"label"`
	Timeframe string   `json:"timeframe"` // the only one; "" is any
	View      string   `json:"view"`
	Origins   []string `json:"origins"` // none is any
	Own       bool     `json:"own"`     // it is the stat's own
	Created   string   `json:"created"`
	Revoked   string   `json:"revoked,omitempty"`
}

type embedKeysJSON struct {
	Keys []embedKeyJSON `json:"embed_keys"`
}

// Views of a key: everything, or the number of a timeframe without its points.
const (
	wholeView  = "all"
	numberView = "number"
)

func showEmbedKey(g stats.Grant) embedKeyJSON {
	out := embedKeyJSON{
		Key: string(g.Key), Label: g.Name, Timeframe: g.Frame, View: wholeView, Origins: g.Origins, Own: g.Number == 0, Created: stamp(g.Created),
	}
	if g.Single {
		out.View = numberView
	}
	if out.Origins == nil {
		out.Origins = []string{}
	}
	if !g.Revoked.IsZero() {
		out.Revoked = stamp(g.Revoked)
	}
	return out
}

func (f *face) listEmbedKeys(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	s, err := f.find(r, r.PathValue("id"))
	if err != nil {
		return answer{}, err
	}
	list, err := f.Grants.Grants(r.Context(), s.ID)
	if err != nil {
		return answer{}, err
	}
	out := embedKeysJSON{Keys: []embedKeyJSON{}}
	for _, g := range list {
		out.Keys = append(out.Keys, showEmbedKey(g))
	}
	return answer{body: out}, nil
}

func (f *face) createEmbedKey(r request) (answer, error) {
	g, err := readGrant(r)
	if err != nil {
		return answer{}, err
	}
	s, err := f.own(r)
	if err != nil {
		return answer{}, err
	}
	g.Stat = s.ID
	if g, err = f.Grants.Grant(r.Context(), g); err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusCreated, body: showEmbedKey(g)}, nil
}

// readGrant reads what a new key shows: everything, unless the body says less.
func readGrant(r request) (g stats.Grant, err error) {
	body, err := readFields(r)
	if err != nil {
		return g, err
	}
	view := wholeView
	for _, field := range []struct {
		name string
		to   any
		what string
	}{
		{"label", &g.Name, "a text"},
		{"timeframe", &g.Frame, "a text such as 1w3h"},
		{"view", &view, "all or number"},
		{"origins", &g.Origins, "a list of texts"},
	} {
		if _, err := body.take(field.name, field.to, field.what); err != nil {
			return g, err
		}
	}
	if err := body.done(); err != nil {
		return g, err
	}
	if view != wholeView && view != numberView {
		return g, invalid("view", "must be %s or %s", wholeView, numberView)
	}
	g.Single = view == numberView
	g, err = g.Check()
	switch {
	case errors.Is(err, stats.ErrOrigin):
		err = about("origins", err)
	case errors.Is(err, stats.ErrNameTooLong):
		err = invalid("label", "at most %d characters", stats.MaxName)
	default:
		err = about("timeframe", err)
	}
	return g, err
}

func (f *face) revokeEmbedKey(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	s, err := f.own(r)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, f.Grants.Revoke(r.Context(), s.ID, stats.EmbedKey(r.PathValue("key")))
}
