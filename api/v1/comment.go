package v1

import (
	"net/http"
	"strconv"
	"time"

	"chartd/stats"
)

type commentJSON struct {
	ID   string `json:"id"`
	At   int64  `json:"at"` // UNIX seconds
	Text string `json:"text"`
}

type commentsJSON struct {
	Comments []commentJSON `json:"comments"`
}

func showComment(c stats.Comment) commentJSON {
	return commentJSON{strconv.FormatInt(c.ID, 10), c.At.Unix(), c.Text}
}

// members lists the ids whose comments belong to the stat that a URL names: its
// own and those of what was merged into it.
func (f *face) members(r request) ([]stats.StatID, error) {
	s, err := f.find(r, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	groups, err := f.Things.Members(r.Context(), []stats.StatID{s.ID})
	if err != nil {
		return nil, err
	}
	return groups[0], nil
}

func (f *face) listComments(r request) (answer, error) {
	q, err := query(r, "from", "to")
	if err != nil {
		return answer{}, err
	}
	from, err := number(q, "from", 0, 0, stats.MaxMoment)
	if err != nil {
		return answer{}, err
	}
	to, err := number(q, "to", stats.MaxMoment, 0, stats.MaxMoment)
	if err != nil {
		return answer{}, err
	}
	ids, err := f.members(r)
	if err != nil {
		return answer{}, err
	}
	list, err := f.Things.Comments(r.Context(), ids, time.Unix(from, 0), time.Unix(to, 0))
	if err != nil {
		return answer{}, err
	}
	out := commentsJSON{Comments: []commentJSON{}}
	for _, c := range list {
		out.Comments = append(out.Comments, showComment(c))
	}
	return answer{body: out}, nil
}

func (f *face) createComment(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	var text string
	if _, err := body.take("text", &text, "a text"); err != nil {
		return answer{}, err
	}
	if text, err = stats.ParseComment(text); err != nil {
		return answer{}, about("text", err)
	}
	at := f.Now().Unix()
	if _, err := body.take("at", &at, "UNIX seconds"); err != nil {
		return answer{}, err
	}
	if at < 0 || at >= stats.MaxMoment {
		return answer{}, invalid("at", "must be UNIX seconds before the year 10000")
	}
	if err := body.done(); err != nil {
		return answer{}, err
	}
	s, err := f.find(r, r.PathValue("id"))
	if err != nil {
		return answer{}, err
	}
	c, err := f.Things.Comment(r.Context(), stats.Comment{Stat: s.ID, At: time.Unix(at, 0), Text: text})
	return answer{status: http.StatusCreated, body: showComment(c)}, err
}

func (f *face) deleteComment(r request) (answer, error) {
	id, err := parseID(r.PathValue("comment"))
	if err != nil {
		return answer{}, err
	}
	ids, err := f.members(r)
	if err != nil {
		return answer{}, err
	}
	for _, member := range ids {
		if err = f.Things.Uncomment(r.Context(), member, id); !isGone(err) {
			break
		}
	}
	return answer{status: http.StatusNoContent}, err
}
