package api

import (
	"net/http"

	"chartd/api/embeds"
	"chartd/render"
)

// subjects are the kinds of pictures that embed keys show.
var subjects = [...]func(*render.Sheet) subject{embeds.Chart: newSheet, embeds.Card: newCard, embeds.Badge: newBadge}

// shown answers the paths of embed keys: pictures are drawn here, as those of
// queries are; the rest is its face's.
func (s *server) shown() http.HandlerFunc {
	rest := s.packed(s.embeds.ServeHTTP)
	return func(w http.ResponseWriter, r *http.Request) {
		if p, ok := s.embeds.Picture(r); ok {
			s.showPicture(w, r, p)
			return
		}
		rest(w, r)
	}
}

// showPicture draws what a path of an embed key shows.
func (s *server) showPicture(w http.ResponseWriter, r *http.Request, p embeds.Picture) {
	local, at := *r, *r.URL
	at.RawQuery = p.Query
	local.URL = &at
	draw := s.draw
	if p.Problem != nil {
		draw = func(j *job, _ http.ResponseWriter, r *http.Request, f render.Format) (answer, error) {
			return s.calm(j, r, f, p)
		}
	}
	s.answerPicture(w, &local, p.Format, show{on: subjects[p.Kind], live: p.Live, caching: []string{p.Cache}}, draw)
}

// calm says in a picture of the asked size that there is nothing to show, with
// status 200: readers of the page it stands on cannot mend it, and many show a
// broken picture for any other status. Other problems are errors as always.
func (s *server) calm(j *job, r *http.Request, f render.Format, p embeds.Picture) (answer, error) {
	if !p.Quiet {
		return answer{}, p.Problem
	}
	j.query = p.Query
	a := complaint(http.StatusOK, p.Problem)
	if s.illustrate(&a, j, r, f, p.Problem); a.media[0] != f.MediaType() {
		return answer{}, errBusy
	}
	a.caching, a.problem = []string{p.Cache}, ""
	return a, nil
}
