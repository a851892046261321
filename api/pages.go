package api

import (
	"net/http"

	"chartd/static"
)

// Pages finds the files of the documentation page by path. *static.Site is
// one.
type Pages interface {
	Find(path string) (static.File, bool)
}

// askedAgain is how pages are kept: asked for again each time, because the links
// on them change with a release.
var askedAgain = []string{"no-cache"}

// hourly is how long pages elsewhere keep what they load from here: a release is
// with them within the hour, and this server is asked once.
var hourly = []string{"public, max-age=3600"}

// page answers with a file that was finished at the start.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	f, ok := s.pages.Find(r.URL.Path)
	if !ok {
		notFound(w, r)
		return
	}
	a := answer{media: []string{f.Type}, caching: askedAgain, tag: `"` + f.Tag + `"`, varies: true, body: f.Body}
	switch {
	case f.Forever:
		a.caching = forever
	case f.Hourly:
		a.caching = hourly
	}
	if f.Policy != "" {
		a.policy = []string{f.Policy}
	}
	zip := acceptsGzip(r.Header["Accept-Encoding"])
	if tag := held(r.Header["If-None-Match"], a.tag, zip); tag != "" {
		a.status, a.tag = http.StatusNotModified, tag
	} else if zip {
		a.body, a.zipped, a.tag = f.Packed, true, zippedTag(a.tag)
	}
	a.write(w)
}
