package v1

import (
	"net/http"
	"strconv"

	"chartd/stats"
)

// scopes are what tokens may do, in words.
var scopes = map[stats.Scope]string{stats.ReadScope: "read", stats.WriteScope: "write"}

type tokenJSON struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Scope   string `json:"scope"`
	Hint    string `json:"hint"`
	Created string `json:"created"`
	Secret  string `json:"secret,omitempty"` // once, when it is made
}

type tokensJSON struct {
	Tokens []tokenJSON `json:"tokens"`
}

func showToken(t stats.Token) tokenJSON {
	return tokenJSON{ID: strconv.FormatInt(t.ID, 10), Name: t.Name, Scope: scopes[t.Scope], Hint: t.Hint, Created: stamp(t.Created)}
}

func (f *face) listTokens(r request) (answer, error) {
	if _, err := query(r); err != nil {
		return answer{}, err
	}
	list, err := f.People.Tokens(r.Context(), r.token.Project)
	if err != nil {
		return answer{}, err
	}
	out := tokensJSON{Tokens: []tokenJSON{}}
	for _, t := range list {
		out.Tokens = append(out.Tokens, showToken(t))
	}
	return answer{body: out}, nil
}

// Limits of names of tokens and projects, in characters.
const maxTitle = 100

// hintLen is how much of a secret is kept to tell it from others.
const hintLen = 4

func (f *face) createToken(r request) (answer, error) {
	body, err := readFields(r)
	if err != nil {
		return answer{}, err
	}
	var name, scope string
	if _, err := body.take("name", &name, "a text"); err != nil {
		return answer{}, err
	}
	if name, err = line("name", name, maxTitle); err != nil {
		return answer{}, err
	}
	if name == "" {
		return answer{}, invalid("name", "say what the token is for")
	}
	if _, err := body.take("scope", &scope, "read or write"); err != nil {
		return answer{}, err
	}
	if err := body.done(); err != nil {
		return answer{}, err
	}
	secret := stats.NewAccessToken()
	t := stats.Token{Project: r.token.Project, Name: name, Digest: secret.Digest(), Hint: string(secret[:hintLen]), Created: f.Now()}
	for s, word := range scopes {
		if word == scope {
			t.Scope = s
		}
	}
	if t.Scope == 0 {
		return answer{}, invalid("scope", "must be read or write")
	}
	if t, err = f.People.CreateToken(r.Context(), t); err != nil {
		return answer{}, err
	}
	out := showToken(t)
	out.Secret = string(secret)
	return answer{status: http.StatusCreated, body: out}, nil
}

func (f *face) revokeToken(r request) (answer, error) {
	id, err := parseID(r.PathValue("token"))
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, f.People.RevokeToken(r.Context(), r.token.Project, id)
}
